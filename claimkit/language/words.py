"""Words as the encoder reads them: sub-words, casing, the gap before, the place in a quotation.

The unit of every head is the word, a token of the ``Doc`` that is not white space: a piece of text
can then never begin or end inside a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimkit.language.wordpiece import CLS, SEP, WordPiece

Ints = NDArray[np.int64]
Word = tuple[int, int]

# MiniLM reads lower case without white space. What it would lose is given back as three small
# features a word.
SHAPES = ("lower", "title", "upper", "mixed", "digit", "digit+letter", "punctuation", "other")
GAPS = ("none", "space", "line", "paragraph")
QUOTES = ("outside", "inside", "opening", "closing")
PARAGRAPH = GAPS.index("paragraph")
OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'


@dataclass
class Encoded:
    """A text as the encoder reads it; every array but ``pieces`` has one entry a word."""

    text: str
    words: Sequence[Word]
    pieces: Ints
    first: Ints
    last: Ints
    shape: Ints
    gap: Ints
    quote: Ints
    labels: dict[str, Any] = field(default_factory=dict)  # what training knows of the text

    def __len__(self) -> int:
        return len(self.words)


def encode(text: str, words: Sequence[Word], wordpiece: WordPiece) -> Encoded:
    """Look up everything that the encoder is told about a text.

    Parameters
    ----------
    text
        The text.
    words
        Offsets of its words.
    wordpiece
        The vocabulary.

    Returns
    -------
    Encoded
        Sub-words without [CLS] and [SEP], the first and last of each word, and the features.
    """
    ids = [wordpiece(text[s:e]) for s, e in words]
    ends = np.cumsum([len(i) for i in ids], dtype=np.int64)
    starts = ends - np.array([len(i) for i in ids], dtype=np.int64)
    gap = gaps(text, words)
    return Encoded(
        text,
        words,
        np.array([p for i in ids for p in i], dtype=np.int64),
        starts,
        ends - 1,
        np.array([shape(text[s:e]) for s, e in words], dtype=np.int64),
        gap,
        quotes(text, words, gap),
    )


@lru_cache(100_000)
def shape(word: str) -> int:
    """Return the index in ``SHAPES`` of a word's casing."""
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return 5 if letters else 4
    if not letters:
        return 6 if any(unicodedata.category(c)[0] in "PS" for c in word) else 7
    if all(c.islower() for c in letters):
        return 0
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 1
    return 2 if all(c.isupper() for c in letters) else 3


def gaps(text: str, words: Sequence[Word]) -> Ints:
    """Return, a word, the index in ``GAPS`` of what lies before it; the first opens a paragraph."""
    out: list[int] = []
    before = 0
    for s, e in words:
        between = text[before:s]
        # splitlines knows \r\n and the line and paragraph separators of Unicode too.
        lines = len((between + ".").splitlines()) - 1 if between not in ("", " ") else 0
        out.append(min(lines, 2) + 1 if lines else int(bool(between)))
        before = e
    out[:1] = [PARAGRAPH] * len(out[:1])
    return np.array(out, dtype=np.int64)


def quotes(text: str, words: Sequence[Word], gap: Ints) -> Ints:
    """Return, a word, the index in ``QUOTES`` of its place in a quotation.

    A quotation that runs over paragraphs opens again in each but closes in the last only, so the
    state is forgotten where a paragraph begins. Single marks are left out: most are apostrophes.
    """
    out: list[int] = []
    inside = False
    for (s, e), g in zip(words, gap, strict=True):
        word = text[s:e]
        inside = inside and g != PARAGRAPH
        opens = word in OPENING or word == "``" or (word == STRAIGHT and not inside)
        closes = word in CLOSING or word == "''" or (word == STRAIGHT and inside)
        out.append(2 if opens else 3 if closes else int(inside))
        inside = opens or (inside and not closes)
    return np.array(out, dtype=np.int64)


def windows(doc: Encoded, size: int, first: int | None = None) -> list[Word]:
    """Cut a text into runs of at most ``size`` sub-words, at paragraph edges where one is near.

    Parameters
    ----------
    doc
        The text.
    size
        Most sub-words in a window, [CLS] and [SEP] not counted.
    first
        A smaller size for the first window: training draws one anew each epoch, so that cuts move.

    Returns
    -------
    list of (int, int)
        First word and end word of each window.
    """
    out: list[Word] = []
    begin, n = 0, len(doc)
    limit = first or size
    while begin < n:
        reach = doc.first[begin] + limit
        end = int(np.searchsorted(doc.last, reach, side="left"))
        end = max(end, begin + 1)
        if end < n:
            # Look back for a paragraph edge, then for any line or sentence-like edge, in the last
            # half.
            half = begin + max(1, (end - begin) // 2)
            edges = [i for i in range(half, end + 1) if doc.gap[i] == PARAGRAPH]
            end = edges[-1] if edges else end
        out.append((begin, end))
        begin, limit = end, size
    return out


def arrays(parts: Sequence[tuple[Encoded, int, int]]) -> dict[str, NDArray[Any]]:
    """Lay windows side by side as the encoder reads them.

    Parameters
    ----------
    parts
        A text, first word and end word of a window.

    Returns
    -------
    dict
        ``ids``, ``mask`` and the features (windows × sub-words); ``first``, ``last`` and
        ``words`` (windows × words).
    """
    size = max(int(d.last[b - 1] - d.first[a]) + 3 for d, a, b in parts)
    wide = max(b - a for _, a, b in parts)
    out: dict[str, NDArray[Any]] = {
        k: np.zeros((len(parts), size), np.int64) for k in ("ids", "mask", "shape", "gap", "quote")
    }
    out |= {k: np.zeros((len(parts), wide), np.int64) for k in ("first", "last", "words")}
    for i, (d, a, b) in enumerate(parts):
        low, high = int(d.first[a]), int(d.last[b - 1]) + 1
        n = high - low
        out["ids"][i, : n + 2] = [CLS, *d.pieces[low:high], SEP]
        out["mask"][i, : n + 2] = 1
        lengths = d.last[a:b] - d.first[a:b] + 1
        for name in ("shape", "gap", "quote"):
            # 0 stands for [CLS], [SEP] and padding.
            out[name][i, 1 : n + 1] = np.repeat(getattr(d, name)[a:b], lengths) + 1
        out["first"][i, : b - a] = d.first[a:b] - low + 1
        out["last"][i, : b - a] = d.last[a:b] - low + 1
        out["words"][i, : b - a] = 1
    return out | {k: out[k].astype(bool) for k in ("mask", "words")}
