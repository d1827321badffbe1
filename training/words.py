"""Text to words to sub-words, with exact offsets; numpy and spaCy only, so it can move to run time.

The unit of every head is the word, as ``spacy.blank("en")`` cuts it: a piece of text can then
never begin or end inside a word, and the run-time ``Doc`` has the same tokens.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import spacy

CLS, SEP, UNK = 101, 102, 100
# A word never fills more than this many sub-words: a long URL must not push a sentence out of the
# window.
MAX_PIECES = 8

RUNS = frozenset("*=!?_-~#$<>+|^.")

# MiniLM reads lower case without white space. What it would lose is given back as three small
# features a word.
SHAPES = ("lower", "title", "upper", "mixed", "digit", "digit+letter", "punctuation", "other")
GAPS = ("none", "space", "line", "paragraph")
QUOTES = ("outside", "inside", "opening", "closing")
OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'


@cache
def _blank() -> spacy.language.Language:
    nlp = spacy.blank("en")
    nlp.max_length = 1 << 30
    return nlp


def split(text: str) -> list[tuple[int, int]]:
    """Offsets of the words of a text, white space left out.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of tuple of int
        ``(start, end)`` in code points, in order, never overlapping.
    """
    out: list[tuple[int, int]] = []
    for t in _blank().make_doc(text):
        if t.text.isspace():
            continue
        # UD keeps runs such as "!!!", "?!" and "***" whole: on EWT dev this finds 2 % more words.
        if out and out[-1][1] == t.idx and t.text in RUNS:
            before = set(text[out[-1][0] : t.idx])
            if before == {t.text} or before | {t.text} == {"!", "?"}:
                out[-1] = (out[-1][0], t.idx + 1)
                continue
        out.append((t.idx, t.idx + len(t.text)))
    return out


class WordPiece:
    """The sub-words of BERT's uncased vocabulary, for one word at a time, remembered.

    Parameters
    ----------
    vocabulary : Path
        ``vocab.txt``: one sub-word a line.
    """

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self.index = {piece: i for i, piece in enumerate(lines) if piece}
        self._known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        """Return the sub-word numbers of a word: at least one, at most ``MAX_PIECES``."""
        ids = self._known.get(word)
        if ids is None:
            ids = [i for part in _basic(word) for i in self._greedy(part)][:MAX_PIECES] or [UNK]
            if len(self._known) < 200_000:
                self._known[word] = ids
        return ids

    def _greedy(self, part: str) -> list[int]:
        ids, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                found = self.index.get(("##" if at else "") + part[at:end])
                if found is not None:
                    ids.append(found)
                    at = end
                    break
            else:
                return [UNK]
        return ids


def _basic(word: str) -> list[str]:
    """Lower case, no accents, no control characters; punctuation and CJK each alone, as in BERT."""
    parts, current = [], ""
    for c in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(c)
        if kind in ("Mn", "Cc", "Cf") or c == "\ufffd":
            continue
        alone = kind[0] == "P" or (c.isascii() and kind[0] == "S") or "\u4e00" <= c <= "\u9fff"
        if alone or c.isspace():
            parts += [current, c.strip()]
            current = ""
        else:
            current += c
    return [p for p in (*parts, current) if p and len(p) <= 100]


@dataclass
class Encoded:
    """A text as the encoder reads it; every array but ``pieces`` has one entry a word."""

    text: str
    words: list[tuple[int, int]]
    pieces: np.ndarray
    first: np.ndarray
    last: np.ndarray
    shape: np.ndarray
    gap: np.ndarray
    quote: np.ndarray
    labels: dict = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)


def encode(text: str, words: list[tuple[int, int]], wordpiece: WordPiece) -> Encoded:
    """Look up everything that the encoder is told about a text.

    Parameters
    ----------
    text : str
        The text.
    words : list of tuple of int
        Offsets of its words.
    wordpiece : WordPiece
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


@cache
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


def gaps(text: str, words: list[tuple[int, int]]) -> np.ndarray:
    """Return, a word, the index in ``GAPS`` of what lies before it; the first opens a paragraph."""
    out, before = [], 0
    for s, e in words:
        between = text[before:s]
        lines = between.replace("\r\n", "\n").count("\n")
        out.append(min(lines, 2) + 1 if lines else int(bool(between)))
        before = e
    out[:1] = [3] * len(out[:1])
    return np.array(out, dtype=np.int64)


def quotes(text: str, words: list[tuple[int, int]], gap: np.ndarray) -> np.ndarray:
    """Return, a word, the index in ``QUOTES`` of its place in a quotation.

    A quotation that runs over paragraphs opens again in each but closes in the last only, so the
    state is forgotten where a paragraph begins. Single marks are left out: most are apostrophes.
    """
    out, inside = [], False
    for (s, e), g in zip(words, gap, strict=True):
        word = text[s:e]
        inside = inside and g != 3
        opens = word in OPENING or word == "``" or (word == STRAIGHT and not inside)
        closes = word in CLOSING or word == "''" or (word == STRAIGHT and inside)
        out.append(2 if opens else 3 if closes else int(inside))
        inside = opens or (inside and not closes)
    return np.array(out, dtype=np.int64)


def windows(doc: Encoded, size: int, first: int | None = None) -> list[tuple[int, int]]:
    """Cut a text into runs of at most ``size`` sub-words, at paragraph edges where one is near.

    Parameters
    ----------
    doc : Encoded
        The text.
    size : int
        Most sub-words in a window, [CLS] and [SEP] not counted.
    first : int, optional
        A smaller size for the first window: training draws one anew each epoch, so that cuts move.

    Returns
    -------
    list of tuple of int
        ``(first word, end word)`` of each window.
    """
    out, begin, n = [], 0, len(doc)
    limit = first or size
    while begin < n:
        reach = doc.first[begin] + limit
        end = int(np.searchsorted(doc.last, reach, side="left"))
        end = max(end, begin + 1)
        if end < n:
            # Look back for a paragraph edge, then for any line or sentence-like edge, in the last
            # half.
            half = begin + max(1, (end - begin) // 2)
            edges = [i for i in range(half, end + 1) if doc.gap[i] == 3]
            end = edges[-1] if edges else end
        out.append((begin, end))
        begin, limit = end, size
    return out


def arrays(parts: list[tuple[Encoded, int, int]]) -> dict[str, np.ndarray]:
    """Lay windows side by side as the encoder reads them.

    Parameters
    ----------
    parts : list of (Encoded, int, int)
        A text, first word and end word of a window.

    Returns
    -------
    dict
        ``ids``, ``mask`` and the features (windows × sub-words); ``first``, ``last`` and
        ``words`` (windows × words).
    """
    size = max(int(d.last[b - 1] - d.first[a]) + 3 for d, a, b in parts)
    wide = max(b - a for _, a, b in parts)
    out = {
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
