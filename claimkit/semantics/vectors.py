"""Static vectors of words: how alike two words are out of context, and how much a word tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimkit import resources
from claimkit.language.wordpiece import vocabulary

FILE = "vectors.npz"
Floats = NDArray[np.float32]


class Vectors:
    """One vector a sub-word, read alone by a sentence encoder (`training/vectors.py`).

    Parameters
    ----------
    path
        ``vectors.npz``: ``vectors`` (sub-words × dimensions, int8) and ``rarity`` (the logarithm of
        how many paragraphs of news there are for one that has the sub-word).

    References
    ----------
    Tulkens and van Dongen, "Model2Vec: Fast State-of-the-Art Static Embeddings", 2024.
    """

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            table: Floats = arrays["vectors"].astype(np.float32)
            self._rarity: Floats = arrays["rarity"].astype(np.float32)
        length = np.linalg.norm(table, axis=1, keepdims=True)
        self._table: Floats = np.asarray(table / np.where(length == 0, 1, length), np.float32)
        self.dimensions = int(self._table.shape[1])
        self._words: dict[str, tuple[Floats, float]] = {}

    def word(self, word: str) -> tuple[Floats, float]:
        """Return a word's vector, of length 1, and its rarity.

        Parameters
        ----------
        word
            In any case, without white space.

        Examples
        --------
        >>> found = vectors()
        >>> ship, tanker, cheese = (found.word(word)[0] for word in ("ship", "tanker", "cheese"))
        >>> bool(ship @ tanker > ship @ cheese)
        True
        >>> found.word("the")[1] < found.word("harbour")[1]
        True
        """
        known = self._words.get(word)
        if known is None:
            pieces = vocabulary()(word)
            rarity = self._rarity[pieces]
            # A rare sub-word says more of what the word means than an ending.
            mixed = (self._table[pieces] * rarity[:, None]).sum(0)
            length = float(np.linalg.norm(mixed)) or 1.0
            known = (mixed / np.float32(length), float(rarity.max()))
            self._words[word] = known
        return known

    def text(self, words: Sequence[str]) -> Floats:
        """Return one vector of length 1 for a text: its words', weighed by their rarity.

        Parameters
        ----------
        words
            The words that tell something; with none, the vector is zero.
        """
        mixed = np.zeros(self.dimensions, np.float32)
        for vector, rarity in map(self.word, words):
            mixed += vector * np.float32(rarity)
        length = float(np.linalg.norm(mixed))
        return mixed / np.float32(length) if length else mixed


@cache
def vectors() -> Vectors:
    """Return the vectors in the package, the same object at every call in a process."""
    return Vectors(resources.folder("weights") / FILE)
