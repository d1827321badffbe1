"""Pairs of texts as the pair encoder reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimkit.language.tokens import split
from claimkit.language.wordpiece import CLS, SEP, WordPiece
from claimkit.language.words import Encoded, encode
from claimkit.semantics import figures

KINDS = ("word", "name", "number")  # of a word, for what it means that the other text lacks it
FEATURES = 1 + 2 * 2 * len(KINDS)  # none; side × found in the other text × kind
SIDES = 1 + 2 * len(KINDS)  # the first feature of a word of the second text
INPUTS = ("ids", "mask", "shape", "gap", "quote", "match", "figure")
Match = NDArray[np.int64]


@dataclass
class Pair:
    """Two texts; of each word whether the other has it, and how the other's numbers stand to it."""

    texts: tuple[Encoded, Encoded]
    match: tuple[Match, Match]
    figures: tuple[Match, Match]

    def __len__(self) -> int:
        return len(self.texts[0].pieces) + len(self.texts[1].pieces) + 3

    def swapped(self) -> Pair:
        """Return the same pair the other way round."""
        one, other = (np.where(m < SIDES, m + SIDES - 1, m - SIDES + 1) for m in self.match)
        return Pair(self.texts[::-1], (other, one), self.figures[::-1])


def short(text: str, wordpiece: WordPiece, longest: int) -> Encoded:
    """Return a text, cut off behind so many sub-words."""
    words = split(text)
    doc = encode(text, words, wordpiece)
    if len(doc.pieces) > longest:
        keep = int(np.searchsorted(doc.last, longest, side="left"))
        doc = encode(text[: words[keep - 1][1]], words[:keep], wordpiece)
    return doc


def pair(one: Encoded, other: Encoded) -> Pair:
    """Put two texts side by side."""
    written = ([one.text[a:b] for a, b in one.words], [other.text[a:b] for a, b in other.words])
    return Pair((one, other), _match(written), figures.marks(*written))


def _match(written: tuple[list[str], list[str]]) -> tuple[Match, Match]:
    """Return, a word, whether the other text has it, what kind of word it is, and its side."""
    sides = [[_stem(word) for word in words] for words in written]
    found = [{stem for stem, _ in side} for side in sides]
    out = [
        [1 + (i * 2 + (stem in found[1 - i])) * len(KINDS) + kind for stem, kind in side]
        for i, side in enumerate(sides)
    ]
    return np.array(out[0], np.int64), np.array(out[1], np.int64)


@lru_cache(2**16)
def _stem(word: str) -> tuple[str, int]:
    """Return what a word is known again by, and its kind, a place in ``KINDS``."""
    if any(c.isdigit() for c in word):
        return word.lower(), 2
    # By its beginning, so that `raise` is found in `raises` and `raised`.
    return word.lower()[:5], int(word[:1].isupper())


def arrays(pairs: Sequence[Pair]) -> dict[str, NDArray[Any]]:
    """Lay pairs side by side as the encoder reads them: [CLS] one [SEP] other [SEP].

    Returns
    -------
    dict
        ``INPUTS``, pairs × sub-words.
    """
    size = max(map(len, pairs))
    out = {name: np.zeros((len(pairs), size), np.int64) for name in INPUTS}
    for i, each in enumerate(pairs):
        one, other = each.texts
        n = len(each)
        out["ids"][i, :n] = [CLS, *one.pieces, SEP, *other.pieces, SEP]
        out["mask"][i, :n] = 1
        begin = 1
        for text, found, told in zip(each.texts, each.match, each.figures, strict=True):
            end = begin + len(text.pieces)
            lengths = text.last - text.first + 1
            for name in ("shape", "gap", "quote"):
                out[name][i, begin:end] = np.repeat(getattr(text, name), lengths) + 1
            out["match"][i, begin:end] = np.repeat(found, lengths)
            out["figure"][i, begin:end] = np.repeat(told, lengths)
            begin = end + 1
    return out


def batches(pairs: Sequence[Pair], padded: int) -> list[list[int]]:
    """Group pairs of like length: their places, at most so many sub-words a batch."""
    out: list[list[int]] = [[]]
    for i in sorted(range(len(pairs)), key=lambda i: (len(pairs[i]), i)):
        if out[-1] and len(pairs[i]) * (len(out[-1]) + 1) > padded:
            out.append([])
        out[-1].append(i)
    return [batch for batch in out if batch]
