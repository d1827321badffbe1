"""The sets of labelled pairs that the pair encoder learns from, and their batches."""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimkit.language.wordpiece import WordPiece
from claimkit.semantics import pairs
from claimkit.semantics.entailment import DIFFERENCES, LABELS, REASONS
from training.data import records
from training.pairs.written import as_claim

NO_REASON = -1  # what two texts differ in is not known, or in nothing that has a name
# A fourth label, to learn from alone: no contradiction, be it entailment or neutral.
COMPATIBLE = "compatible"
# What the sets call the reasons of a contradiction, and what else two texts may differ in.
_REASONS = dict(zip(REASONS, REASONS, strict=True)) | {
    "name": "entity",
    "other name": "entity",
    "opposite": "polarity",
    "unit": "number",
    "role": "wording",
    "cause": "wording",
    "manner": "wording",
}
_OTHERS = {
    "maybe": "certainty",
    "maybe_a": "certainty",
    "maybe_b": "certainty",
    "certainty": "certainty",
    "same": "nothing",
    "more": "nothing",
    "a_more": "nothing",
    "b_more": "nothing",
}


@dataclass
class Labelled:
    """A pair as the encoder reads it, and how its two texts stand to each other."""

    pair: pairs.Pair
    label: int
    texts: tuple[str, str]
    reason: int = NO_REASON  # what they differ in, of ``DIFFERENCES``


# Whole numbers that may be changed in both texts alike: not the small ones, which are days or are
# spelled out in the other text, no decimals, no ordinals.
_NUMBER = re.compile(r"(?<![\w.,])\d{2,3}(?:,\d{3})+(?![\w.,]\w)|(?<![\w.,])\d{2,9}(?![\w.,]\w|\w)")
_SPELLED = re.compile(r"\b(?:hundred|thousand|dozen|half|third|quarter|twice)s?\b", re.IGNORECASE)
_YEARS = range(1500, 2100)
_DAYS = 31
# Sets that modules of these names make.
MADE = ("made", "forms", "written", "beside", "reported", "turned", "news")


def renumbered(texts: tuple[str, str], rng: random.Random) -> tuple[str, str]:
    """Change the numbers of a pair alike in both texts, so that its label stays what it was.

    Years move by the same number of years, other numbers are multiplied by the same factor: what
    was equal, larger or between stays so, and the encoder cannot know the pair by its numbers.
    """
    if any(_SPELLED.search(text) for text in texts):
        return texts
    years, factor = rng.choice((-11, -7, -4, -2, 2, 3, 5, 9)), rng.choice((2, 3, 4))

    def changed(found: re.Match[str]) -> str:
        value = int(found[0].replace(",", ""))
        if value <= _DAYS:
            return found[0]
        if value in _YEARS and "," not in found[0]:
            return str(value + years)
        return f"{value * factor:,}" if "," in found[0] else str(value * factor)

    return _NUMBER.sub(changed, texts[0]), _NUMBER.sub(changed, texts[1])


def read(
    name: str, wordpiece: WordPiece, longest: int, made: Path | None, without: Sequence[str] = ()
) -> list[Labelled]:
    """Read a set; ``NAME:9`` leaves out the fold 9, and ``NAME=9`` gives that fold alone.

    ``made`` is the folder of the sets that modules of this package write (``MADE``). ``without``
    names the parts of a set (its field ``set``, or ``reason``) that are left out. Each text is cut
    off behind ``longest`` sub-words.
    """
    base, mark, fold = name.partition("=") if "=" in name else name.partition(":")
    if base in MADE:
        if made is None:
            return []
        with gzip.open(made / f"{base}.jsonl.gz", "rt", encoding="utf-8") as f:
            rows = [json.loads(line) for line in f]
    else:
        rows = list(records(f"nli/{base}.jsonl.gz"))
    out = []
    for each in rows:
        kept = not fold or (each["fold"] == int(fold)) == (mark == "=")
        if kept and each.get("set", each.get("reason")) not in without:
            texts = each["premise"], each["hypothesis"]
            label = (*LABELS, COMPATIBLE).index(each["label"])
            out.append(_labelled(texts, label, wordpiece, longest, _difference(each)))
    return out


def _difference(row: dict) -> int:
    known = _REASONS if row["label"] == "contradiction" else _OTHERS
    for part in str(row.get("reason", "")).split(", "):
        if part in known:
            return DIFFERENCES.index(known[part])
    return NO_REASON


def _labelled(
    texts: tuple[str, str], label: int, wordpiece: WordPiece, longest: int, reason: int
) -> Labelled:
    one, other = (pairs.short(text, wordpiece, longest) for text in texts)
    return Labelled(pairs.pair(one, other), label, texts, reason)


def epoch(
    sets: list[tuple[dict, list[Labelled]]],
    padded: int,
    rng: random.Random,
    wordpiece: WordPiece,
    longest: int,
) -> list[list[Labelled]]:
    """Return the batches of an epoch: pairs of like length together, in random order.

    The options of a set are ``times`` (how often it is read), ``swap`` (share of its contradictions
    that are read the other way round), ``renumber`` (share of its pairs with other numbers),
    ``as_claims`` (share of its pairs that are written as claims are, often without a full stop) and
    ``only`` (the labels that are read of it).
    """
    items = []
    contradicts = LABELS.index("contradiction")
    for options, labelled in sets:
        only = options.get("only", (*LABELS, COMPATIBLE))
        labelled = [each for each in labelled if (*LABELS, COMPATIBLE)[each.label] in only]
        times = options["times"]
        take = labelled * int(times) + rng.sample(labelled, round(len(labelled) * (times % 1)))
        for i, each in enumerate(take):
            texts = each.texts
            if rng.random() < options.get("renumber", 0):
                texts = renumbered(texts, rng)
            if rng.random() < options.get("as_claims", 0):
                texts = as_claim(texts[0], rng), as_claim(texts[1], rng)
            if texts != each.texts:
                take[i] = _labelled(texts, each.label, wordpiece, longest, each.reason)
        items += [
            Labelled(each.pair.swapped(), each.label, each.texts, each.reason)
            if each.label == contradicts and rng.random() < options["swap"]
            else each
            for each in take
        ]
    rng.shuffle(items)
    out = [b for at in range(0, len(items), 2048) for b in batches(items[at : at + 2048], padded)]
    rng.shuffle(out)
    return out


def batches(labelled: Sequence[Labelled], padded: int) -> Iterator[list[Labelled]]:
    """Group pairs of like length."""
    for places in pairs.batches([each.pair for each in labelled], padded):
        yield [labelled[i] for i in places]


def arrays(labelled: Sequence[Labelled]) -> dict[str, NDArray[np.int64 | np.bool_]]:
    """Lay pairs side by side as the encoder reads them, with their labels."""
    out = pairs.arrays([each.pair for each in labelled])
    out["mask"] = out["mask"].astype(bool)
    out["reason"] = np.array([each.reason for each in labelled], np.int64)
    return out | {"label": np.array([each.label for each in labelled], np.int64)}
