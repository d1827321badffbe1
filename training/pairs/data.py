"""Pairs of texts as the pair encoder reads them, and the sets that it learns from."""

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimkit.language.tokens import split
from claimkit.language.wordpiece import CLS, SEP, WordPiece
from claimkit.language.words import Encoded, encode
from training.data import records

LABELS = ("entailment", "neutral", "contradiction")
KINDS = ("word", "name", "number")  # of a word, for what it means that the other text lacks it
FEATURES = 1 + 2 * 2 * len(KINDS)  # none; side × found in the other text × kind


@dataclass
class Pair:
    """Two texts, what of each word the other has, and how they stand to each other."""

    texts: tuple[Encoded, Encoded]
    match: tuple[NDArray[np.int64], NDArray[np.int64]]
    label: int

    def __len__(self) -> int:
        return len(self.texts[0].pieces) + len(self.texts[1].pieces) + 3

    def swapped(self) -> "Pair":
        """Return the same pair the other way round."""
        match = tuple(
            np.where(m <= len(KINDS) * 2, m + len(KINDS) * 2, m - len(KINDS) * 2)
            for m in reversed(self.match)
        )
        return Pair((self.texts[1], self.texts[0]), match, self.label)


def match(texts: Sequence[Encoded]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, a word, whether the other text has it, what kind of word it is, and its side."""
    written = [[t.text[a:b] for a, b in t.words] for t in texts]
    # Compared by their beginnings, so that `raise` is found in `raises` and `raised`.
    stems = [[w.lower() if _number(w) else w.lower()[:5] for w in words] for words in written]
    found = [set(each) for each in stems]
    out = []
    for side in (0, 1):
        values = []
        for word, stem in zip(written[side], stems[side], strict=True):
            kind = 2 if _number(word) else 1 if word[:1].isupper() else 0
            values.append(1 + (side * 2 + (stem in found[1 - side])) * len(KINDS) + kind)
        out.append(np.array(values, np.int64))
    return out[0], out[1]


def _number(word: str) -> bool:
    return any(c.isdigit() for c in word)


def pair(one: str, other: str, label: str, wordpiece: WordPiece, longest: int) -> Pair:
    """Return a pair of texts, each cut off behind `longest` sub-words."""
    texts = tuple(_short(text, wordpiece, longest) for text in (one, other))
    return Pair(texts, match(texts), LABELS.index(label))


def _short(text: str, wordpiece: WordPiece, longest: int) -> Encoded:
    words = split(text)
    doc = encode(text, words, wordpiece)
    if len(doc.pieces) > longest:
        keep = int(np.searchsorted(doc.last, longest, side="left"))
        doc = encode(text[: words[keep - 1][1]], words[:keep], wordpiece)
    return doc


def read(
    name: str, wordpiece: WordPiece, longest: int, made: Path | None, without: Sequence[str] = ()
) -> list[Pair]:
    """Read a set; ``NAME:9`` leaves out the fold 9, and ``NAME=9`` gives that fold alone.

    ``made`` is the file that ``training.pairs.made`` wrote, the set of that name. ``without`` names
    the parts of a set (its field ``set``, or ``reason``) that are left out.
    """
    base, mark, fold = name.partition("=") if "=" in name else name.partition(":")
    if base == "made":
        if made is None:
            return []
        with gzip.open(made, "rt", encoding="utf-8") as f:
            rows = [json.loads(line) for line in f]
    else:
        rows = list(records(f"nli/{base}.jsonl.gz"))
    return [
        pair(each["premise"], each["hypothesis"], each["label"], wordpiece, longest)
        for each in rows
        if (not fold or (each["fold"] == int(fold)) == (mark == "="))
        and each.get("set", each.get("reason")) not in without
    ]


def epoch(sets: list[tuple[dict, list[Pair]]], padded: int, rng: random.Random) -> list[list[Pair]]:
    """Return the batches of an epoch: pairs of like length together, in random order."""
    items = []
    for options, pairs in sets:
        times = options["times"]
        take = pairs * int(times) + rng.sample(pairs, round(len(pairs) * (times % 1)))
        contradicts = LABELS.index("contradiction")
        items += [
            p.swapped() if p.label == contradicts and rng.random() < options["swap"] else p
            for p in take
        ]
    rng.shuffle(items)
    out = [b for at in range(0, len(items), 2048) for b in batches(items[at : at + 2048], padded)]
    rng.shuffle(out)
    return out


def batches(pairs: Sequence[Pair], padded: int) -> list[list[Pair]]:
    """Group pairs of like length."""
    out: list[list[Pair]] = [[]]
    for each in sorted(pairs, key=len):
        if out[-1] and len(each) * (len(out[-1]) + 1) > padded:
            out.append([])
        out[-1].append(each)
    return out


def arrays(pairs: Sequence[Pair]) -> dict[str, NDArray[Any]]:
    """Lay pairs side by side as the encoder reads them: [CLS] one [SEP] other [SEP]."""
    size = max(map(len, pairs))
    names = ("ids", "mask", "shape", "gap", "quote", "match")
    out = {name: np.zeros((len(pairs), size), np.int64) for name in names}
    for i, each in enumerate(pairs):
        one, other = each.texts
        n = len(each)
        out["ids"][i, :n] = [CLS, *one.pieces, SEP, *other.pieces, SEP]
        out["mask"][i, :n] = 1
        begin = 1
        for text, found in zip(each.texts, each.match, strict=True):
            end = begin + len(text.pieces)
            lengths = text.last - text.first + 1
            for name in ("shape", "gap", "quote"):
                out[name][i, begin:end] = np.repeat(getattr(text, name), lengths) + 1
            out["match"][i, begin:end] = np.repeat(found, lengths)
            begin = end + 1
    out["label"] = np.array([each.label for each in pairs], np.int64)
    return out | {"mask": out["mask"].astype(bool)}
