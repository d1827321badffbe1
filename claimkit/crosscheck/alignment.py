"""Which words of one claim answer to which words of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from claimkit.crosscheck.propositions import Proposition, Word, phrase

ALIKE = 0.4  # words whose vectors are less alike answer to nothing

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Alignment:
    """The words of two claims, and how alike each is to each."""

    one: Proposition
    other: Proposition

    @cached_property
    def similarity(self) -> Floats:
        """Words of one × words of the other, 0 to 1; 1 where the stems are the same."""
        return similarity(self.one.words, self.other.words)

    @cached_property
    def covered(self) -> tuple[float, float]:
        """The share of what one tells that the other has too, and the other way round."""
        return coverage(self.one.words, self.other.words, self.similarity)

    @property
    def fuller(self) -> int:
        """The side that tells more which the other does not: 0 or 1."""
        first, second = self.covered
        return 0 if first < second else 1

    @property
    def coverage(self) -> float:
        """The smaller of the two over the larger and smaller together: their harmonic mean."""
        first, second = self.covered
        return 2 * first * second / (first + second) if first + second else 0.0

    @cached_property
    def left(self) -> tuple[list[Word], list[Word]]:
        """The words on each side that answer to none of the other's."""
        return (
            [w for w, row in zip(self.one.words, self.similarity, strict=True) if not row.any()],
            [
                w
                for w, row in zip(self.other.words, self.similarity.T, strict=True)
                if not row.any()
            ],
        )


def similarity(one: Sequence[Word], other: Sequence[Word]) -> Floats:
    """Return how alike words are: 1 for one stem, else the cosine where it reaches ``ALIKE``."""
    if not one or not other:
        return np.zeros((len(one), len(other)), np.float32)
    cosine = np.stack([w.vector for w in one]) @ np.stack([w.vector for w in other]).T
    cosine[cosine < ALIKE] = 0
    places = {word.stem: j for j, word in enumerate(other)}
    for i, word in enumerate(one):
        if word.stem in places:
            cosine[i, places[word.stem]] = 1
    return np.asarray(np.minimum(cosine, 1), np.float32)


def coverage(one: Sequence[Word], other: Sequence[Word], alike: Floats) -> tuple[float, float]:
    """Return the share of one's weight that the other has, and the other way round."""

    def share(of: Sequence[Word], best: Floats) -> float:
        weights = np.array([w.weight for w in of], np.float32)
        return float((weights * best).sum() / weights.sum()) if len(of) else 0.0

    if not one or not other:
        return 0.0, 0.0
    return share(one, alike.max(1)), share(other, alike.max(0))


def likeness(one: str | None, other: str | None) -> float | None:
    """Return how alike two phrases are, 0 to 1; null where one of them says nothing.

    Examples
    --------
    >>> round(likeness("the channel", "the ship channel"), 1), likeness("it", "the ship")
    (0.7, None)
    """
    sides = [phrase(text or "") for text in (one, other)]
    if not all(sides):
        return None
    first, second = coverage(sides[0], sides[1], similarity(sides[0], sides[1]))
    return (first + second) / 2
