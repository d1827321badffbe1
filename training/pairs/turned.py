"""Pairs of `reported` turned round by one detail: ``python -m training.pairs.turned FOLDER``.

Two claims that agree, one number, day or first name of which is put otherwise in one of them, are
in conflict; two that are in conflict by a number or a day are not any more when both tell the same
one. The rest of their words stays: what tells the pairs apart is the detail alone (counterfactual
data: Kaushik, Hovy and Lipton 2020, "Learning the difference that makes a difference").
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from claimkit.language.times.words import MONTHS, WEEKDAYS
from training.pairs.data import COMPATIBLE

_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_DAYS, _MONTHS = ([name.capitalize() for name in names] for names in (WEEKDAYS, MONTHS))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!-)")
_NUMBER = re.compile(r"(?<![\w.,:£$€-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w:]|[.,-]\d)")
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_NAME = re.compile(
    r"(?<![.?!:“\"] )(?<!^)\b([A-Z][a-zé]+) ([A-Z][a-zé]+(?:-[A-Z][a-z]+)?)\b(?! [A-Z])"
)
_BODY = re.compile(r"\b(?:the|a|an|of|in|at|on|for|by)\s+$", re.IGNORECASE)
# Beside a bound or a rough figure another number is not always a conflict.
_ROUGH = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|under|more|less|fewer|least|most|up to|between|"
    r"roughly|close to|or so|exceed\w*|than|half|dozen)\b",
    re.IGNORECASE,
)


def changed(
    premise: str, hypothesis: str, firsts: list[str], rng: random.Random
) -> tuple[str, str, str] | None:
    """Return two texts that agree with a detail of one put otherwise, and what it is; else null."""
    for what in rng.sample(("number", "date", "entity"), 3):
        shared = [each for each in _details(premise, what) if each in _details(hypothesis, what)]
        if not shared or (what == "number" and _ROUGH.search(f"{premise} {hypothesis}")):
            continue
        old = rng.choice(shared)
        new = _other(old, what, firsts, rng)
        if any(text.count(old) != 1 for text in (premise, hypothesis)) or new in premise:
            continue
        if rng.random() < 0.5:
            return premise.replace(old, new), hypothesis, what
        return premise, hypothesis.replace(old, new), what
    return None


def levelled(premise: str, hypothesis: str, what: str) -> tuple[str, str] | None:
    """Return two texts in conflict with the detail of the one in the other, too; else null."""
    for pattern in (_NUMBER, _IN_WORDS) if what == "number" else (_YEAR, _WEEKDAY, _MONTH):
        one, other = (list(pattern.finditer(text)) for text in (premise, hypothesis))
        if what == "number":
            one, other = ([m for m in side if not _YEAR.fullmatch(m[0])] for side in (one, other))
        if len(one) == len(other) == 1 and one[0][0] != other[0][0]:
            if pattern is _MONTH and not _same_day(premise, hypothesis, one[0], other[0]):
                return None
            at = other[0]
            return premise, hypothesis[: at.start()] + one[0][0] + hypothesis[at.end() :]
    return None


def _same_day(premise: str, hypothesis: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return premise[: one.start()].split()[-1:] == hypothesis[: other.start()].split()[-1:]


def _details(text: str, what: str) -> list[str]:
    if what == "number":
        return [m[0] for m in _NUMBER.finditer(text) if not _YEAR.fullmatch(m[0])] + [
            m[0] for m in _IN_WORDS.finditer(text)
        ]
    if what == "date":
        return [m[0] for p in (_YEAR, _WEEKDAY, _MONTH) for m in p.finditer(text)]
    return [m[0] for m in _NAME.finditer(text) if not _BODY.search(text[: m.start()])]


def _other(old: str, what: str, firsts: list[str], rng: random.Random) -> str:
    if what == "entity":
        return f"{rng.choice(firsts)} {old.split()[1]}"
    if what == "date":
        if _YEAR.fullmatch(old):
            return str(int(old) + rng.choice((-10, -3, -2, -1, 1, 2)))
        return rng.choice([w for w in (_DAYS if old in _DAYS else _MONTHS) if w != old])
    if old in _WORDS:
        return rng.choice([word for word in _WORDS if word != old])
    digits = list(old)
    places = [i for i, digit in enumerate(digits) if digit.isdigit()]
    swaps = [(i, j) for i, j in pairwise(places)
             if digits[i] != digits[j] and not (i == 0 and digits[j] == "0")]  # fmt: skip
    if swaps and rng.random() < 0.5:
        i, j = rng.choice(swaps)
        digits[i], digits[j] = digits[j], digits[i]
    else:
        i = rng.choice(places)
        digits[i] = rng.choice([d for d in "123456789" if d != digits[i]])
    return "".join(digits)


def rows(reported: list[dict], rng: random.Random) -> Iterator[dict]:
    """Yield the turned pairs of those in `reported`."""
    names = [m for row in reported for m in _NAME.findall(row["premise"])]
    firsts = sorted({first for first, _ in names})
    for row in reported:
        part, _, kind = row["reason"].partition(", ")
        texts = row["premise"], row["hypothesis"]
        if part in ("same", "a_more", "b_more"):
            if found := changed(*texts, firsts, rng):
                yield row | {"premise": found[0], "hypothesis": found[1],
                             "label": "contradiction", "reason": found[2]}  # fmt: skip
        elif part == "against" and kind in ("number", "date") and (two := levelled(*texts, kind)):
            yield row | {"premise": two[0], "hypothesis": two[1], "label": COMPATIBLE,
                         "reason": "levelled"}  # fmt: skip


def main() -> None:
    """Read the command line, turn the pairs and write them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    with gzip.open(options.folder / "reported.jsonl.gz", "rt", encoding="utf-8") as f:
        reported = [json.loads(line) for line in f]
    counts: Counter[str] = Counter()
    with gzip.open(options.folder / "turned.jsonl.gz", "wt", encoding="utf-8") as f:
        for row in rows(reported, random.Random(53)):
            counts[f"{row['label']} {row['reason']}"] += 1
            f.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(dict(counts))


if __name__ == "__main__":
    main()
