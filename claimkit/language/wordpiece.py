"""The sub-words of BERT's uncased vocabulary (Wu et al. 2016, Devlin et al. 2019)."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from claimkit import resources

CLS, SEP, UNK = 101, 102, 100
# A word never fills more than this many sub-words: a long URL must not push a sentence out of the
# window.
MAX_PIECES = 8
_REMEMBERED = 200_000  # words; past it, a word is cut anew each time


@cache
def vocabulary() -> WordPiece:
    """Return the vocabulary in the package."""
    return WordPiece(resources.folder("weights") / "vocab.txt")


class WordPiece:
    """The sub-words of BERT's uncased vocabulary, for one word at a time, remembered.

    Parameters
    ----------
    path
        ``vocab.txt``: one sub-word a line.
    """

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        self.index = {piece: i for i, piece in enumerate(lines) if piece}
        self._known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        """Return the sub-word numbers of a word: at least one, at most ``MAX_PIECES``."""
        ids = self._known.get(word)
        if ids is None:
            ids = [i for part in _basic(word) for i in self._greedy(part)][:MAX_PIECES] or [UNK]
            if len(self._known) < _REMEMBERED:
                self._known[word] = ids
        return ids

    def _greedy(self, part: str) -> list[int]:
        ids: list[int] = []
        at = 0
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
    parts: list[str] = []
    current = ""
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
