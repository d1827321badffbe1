"""Pairs of two reports of one event: ``python -m training.pairs.reported OUT.jsonl.gz``.

Claims as the cross-check meets them, of the stories in ``training/reported.jsonl.gz``: those that
are listed, with the label that follows; and others, of one event and of different things, that the
encoder in the package takes for a contradiction or for entailment. Which those are is read by the
words: what differs in a number, a day, a name or a denial and touches a listed conflict may be that
conflict told once more, and is left out, as is what shares most of its words.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from claimkit.crosscheck import reading
from claimkit.crosscheck.features import Compared
from training import reported
from training.pairs.written import as_claim

SURE = 0.3  # what the encoder gives to a label that is not so
_OPEN = 2  # pairs a story that it reads rightly
_LABELS = {
    "same": ("entailment", "entailment"),
    "a_more": ("entailment", "neutral"),
    "b_more": ("neutral", "entailment"),
    "against": ("contradiction", "contradiction"),
    "maybe_a": ("neutral", "entailment"),
    "maybe_b": ("entailment", "neutral"),
    "beside": ("neutral", "neutral"),
}


def rows(told: list[reported.Told], rng: random.Random) -> Iterator[dict]:
    """Yield premises, hypotheses and labels of these pairs, each both ways round."""
    read = reading.encode([(each.one, each.other) for each in told])
    right = []
    for each, pair in zip(told, read, strict=True):
        reason = f"{each.stands}, {each.kind}" if each.stands else "open"
        if each.stands is None and not _wrong(pair):
            right.append(pair)
        elif each.stands is not None or not _doubtful(each, pair):
            yield from _both(pair, _LABELS[each.stands or "beside"], reason)
    for pair in rng.sample(right, min(len(right), _OPEN * len({each.story for each in told}))):
        yield from _both(pair, _LABELS["beside"], "open")


def _wrong(pair: Compared) -> bool:
    """Whether the encoder takes a pair for anything but open."""
    return bool(pair.entailment[:, (0, 2)].max() >= SURE)


def _doubtful(told: reported.Told, pair: Compared) -> bool:
    """Whether a pair that is not listed may tell a listed conflict, or agree, all the same."""
    if pair.alignment.coverage > 2 * SURE:
        return True
    differs = bool(pair.found("conflict")) or pair.entailment[:, 2].mean() >= 1 - SURE
    return (told.touched and differs) or bool(pair.entailment[:, 0].max() >= 1 - SURE)


def _both(pair: Compared, labels: tuple[str, str], reason: str) -> Iterator[dict]:
    texts = pair.one.plain, pair.other.plain
    for (one, other), label in zip((texts, texts[::-1]), labels, strict=True):
        yield {"premise": one, "hypothesis": other, "label": label, "reason": reason}


def main() -> None:
    """Read the command line, make the pairs and write them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    rng = random.Random(31)
    counts: Counter[str] = Counter()
    with gzip.open(options.out, "wt", encoding="utf-8") as f:
        for aside in (False, True):
            for row in rows(list(reported.pairs(reported.stories(aside))), rng):
                counts[f"{row['reason'].partition(',')[0]} {row['label']}"] += 1
                row["premise"], row["hypothesis"] = (
                    as_claim(row[key], rng) for key in ("premise", "hypothesis")
                )
                f.write(json.dumps(row | {"fold": int(not aside)}, ensure_ascii=False) + "\n")
    print(dict(counts))


if __name__ == "__main__":
    main()
