"""Pairs of two reports of one event: ``python -m training.pairs.reported FOLDER``.

The listed passages of the stories in ``training/reported.jsonl.gz``, as they are printed, with the
label that follows; claims in them as the cross-check meets them; and other claims, of one event and
of different things, that the encoder in the package takes for a contradiction or for entailment.
Which those are is read by the words: what differs in a number, a day, a name or a denial and
touches a listed conflict may be that conflict told once more, and is left out, as is what shares
most of its words.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path

from claimkit.crosscheck import reading
from claimkit.crosscheck.features import Compared
from training import reported
from training.pairs.written import as_claim

SURE = 0.3  # what the encoder gives to a label that is not so
_OPEN = 2  # pairs a story that it reads rightly
LABELS = {
    "same": ("entailment", "entailment"),
    "a_more": ("entailment", "neutral"),
    "b_more": ("neutral", "entailment"),
    "against": ("contradiction", "contradiction"),
    "maybe_a": ("neutral", "entailment"),
    "maybe_b": ("entailment", "neutral"),
    "beside": ("neutral", "neutral"),
}


def rows(told: list[reported.Told], read: list[Compared], rng: random.Random) -> Iterator[dict]:
    """Yield premises, hypotheses and labels of these pairs, each both ways round."""
    right = []
    for each, pair in zip(told, read, strict=True):
        reason = f"{each.stands}, {each.kind}" if each.stands else "open"
        if each.stands is None and not _wrong(pair):
            right.append(pair)
        elif each.stands is not None or not _doubtful(each, pair):
            yield from both(_plain(pair), LABELS[each.stands or "beside"], reason)
    for pair in rng.sample(right, min(len(right), _OPEN * len({each.story for each in told}))):
        yield from both(_plain(pair), LABELS["beside"], "open")


def _plain(pair: Compared) -> tuple[str, str]:
    return pair.one.plain, pair.other.plain


def _wrong(pair: Compared) -> bool:
    """Whether the encoder takes a pair for anything but open."""
    return bool(pair.entailment[:, (0, 2)].max() >= SURE)


def _doubtful(told: reported.Told, pair: Compared) -> bool:
    """Whether a pair that is not listed may tell a listed conflict, or agree, all the same."""
    if pair.alignment.coverage > 2 * SURE:
        return True
    differs = bool(pair.found("conflict")) or pair.entailment[:, 2].mean() >= 1 - SURE
    return (told.touched and differs) or bool(pair.entailment[:, 0].max() >= 1 - SURE)


def printed(story: dict) -> Iterator[dict]:
    """Yield the listed passages of a story, each pair both ways round."""
    for row in story["pairs"]:
        yield from both((row["a"], row["b"]), LABELS[row["is"]], f"{row['is']}, {row['kind']}")


def both(texts: tuple[str, str], labels: tuple[str, str], reason: str) -> Iterator[dict]:
    """Yield two texts both ways round."""
    for (one, other), label in zip((texts, texts[::-1]), labels, strict=True):
        yield {"premise": one, "hypothesis": other, "label": label, "reason": reason}


def near(told: list[reported.Told], read: list[Compared]) -> Iterator[dict]:
    """Yield the claims of each event, and pairs of their places: 1 for those about the same."""
    events: dict[int, list[tuple[reported.Told, Compared]]] = {}
    for each, pair in zip(told, read, strict=True):
        events.setdefault(each.story, []).append((each, pair))
    for event in events.values():
        places: dict[str, int] = {}
        found = {}
        for each, pair in event:
            if each.stands is not None or not _doubtful(each, pair):
                two = [places.setdefault(c.plain, len(places)) for c in (each.one, each.other)]
                found[tuple(two)] = float(each.stands not in (None, "beside"))
        yield {"texts": list(places), "pairs": [[*two, same] for two, same in found.items()]}


def main() -> None:
    """Read the command line, make the pairs and write them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    rng = random.Random(31)
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        pairs, claims = (
            stack.enter_context(
                gzip.open(options.folder / f"{name}.jsonl.gz", "wt", encoding="utf-8")
            )
            for name in ("reported", "told")
        )
        for fold, part in enumerate(("conflicts", "encoder")):
            stories = reported.stories(part)
            told = list(reported.pairs(stories))
            read = reading.encode([(each.one, each.other) for each in told])
            listed = (row for _, story in stories for row in printed(story))
            for row in chain(rows(told, read, rng), listed):
                counts[f"{row['reason'].partition(',')[0]} {row['label']}"] += 1
                row["premise"], row["hypothesis"] = (
                    as_claim(row[key], rng) for key in ("premise", "hypothesis")
                )
                pairs.write(json.dumps(row | {"fold": fold}, ensure_ascii=False) + "\n")
            for row in near(told, read):
                claims.write(json.dumps(row | {"fold": fold}, ensure_ascii=False) + "\n")
    print(dict(counts))


if __name__ == "__main__":
    main()
