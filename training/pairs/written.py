"""Pairs of the groups in ``written.jsonl.gz``: ``python -m training.pairs.written OUT.jsonl.gz``.

Two outlets tell one thing in other words, and differ in one fact: what changes of a printed
sentence (`made`, `forms`) cannot show. The groups were written for this by a large language model,
whose every sentence is invented. A group has a sentence (``base``), what says the same (``same``),
more (``more``) and less (``less``), what cannot be true beside it (``against``), what looks like it
and is neither (``beside``), and what only holds it to be possible (``maybe``). All pairs of a group
whose label follows are made; of these some are drawn.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

from training.pairs.made import Made

FILE = Path(__file__).with_name("written.jsonl.gz")
_SEED = 29
TENTH = 10
# A sentence begins with one of these, and a claim within it may do so without a capital letter.
_PLAIN = re.compile(
    r"(?:The|A|An|It|He|She|They|We|In|On|At|By|No|Not|More|Nearly|About|There|His|Her|Their|Its|"
    r"All|Some|Only|After|Before|Since|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b"
)
_END = re.compile(r"(?<=\w)\.$")


def pairs(group: dict[str, Any]) -> Iterator[Made]:
    """Yield every pair of a group whose label follows from what its texts are."""
    told = parts(group)
    alike, more, less = told["same"], told["more"], told["less"]
    for one, other in permutations(alike, 2):
        yield one, other, "entailment", "same"
    for full in more:
        for text in alike:
            yield full, text, "entailment", "more"
            yield text, full, "neutral", "more"
        for part in less:
            yield full, part, "entailment", "less"
    for part in less:
        for text in alike:
            yield text, part, "entailment", "less"
            yield part, text, "neutral", "less"
    for each in told["maybe"]:
        for text in alike:
            yield text, each, "entailment", "maybe"
            yield each, text, "neutral", "maybe"
    for each in group["against"]:
        for text in (*alike, *more):
            yield from _both(each["text"], text, "contradiction", f"against, {each['kind']}")
    for each in group["beside"]:
        for text in alike:
            yield from _both(each["text"], text, "neutral", f"beside, {each['kind']}")


def parts(group: dict[str, Any]) -> dict[str, list[str]]:
    """Return the texts of a group by what they are to its first, which is among the ``same``."""
    found = {"same": [group["base"], *group["same"]]}
    for key in ("more", "less", "maybe"):
        told = group.get(key) or []
        found[key] = [told] if isinstance(told, str) else list(told)
    for key in ("against", "beside"):
        found[key] = [each["text"] for each in group[key]]
    return found


def groups(held_out: bool) -> list[dict[str, Any]]:
    """Return every tenth group, kept from the encoder to fit what conflicts are; or the others."""
    with gzip.open(FILE, "rt", encoding="utf-8") as f:
        found = [json.loads(line) for line in f]
    return [group for i, group in enumerate(found) if (i % TENTH == 0) == held_out]


def _both(one: str, other: str, label: str, reason: str) -> Iterator[Made]:
    yield one, other, label, reason
    yield other, one, label, reason


def as_claim(text: str, rng: random.Random) -> str:
    """Write a sentence as claims often are: without its full stop or its capital letter."""
    if rng.random() < 0.5:
        text = _END.sub("", text)
    if rng.random() < 0.3 and _PLAIN.match(text):
        text = text[0].lower() + text[1:]
    return text


def main() -> None:
    """Read the command line, make the pairs and write them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--each", type=int, default=22, help="pairs of a group, at most")
    options = parser.parse_args()
    rng = random.Random(_SEED)
    counts: Counter[str] = Counter()
    with gzip.open(options.out, "wt", encoding="utf-8") as f:
        for held_out in (False, True):
            for group in groups(held_out):
                found = list(pairs(group))
                for one, other, label, reason in rng.sample(found, min(len(found), options.each)):
                    counts[label] += 1
                    row = {"premise": as_claim(one, rng), "hypothesis": as_claim(other, rng)}
                    row |= {"label": label, "reason": reason, "fold": int(not held_out)}
                    f.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(dict(counts))


if __name__ == "__main__":
    main()
