"""How worth checking a sentence is: the words vote, and say how much their vote counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claimkit.language.model import model
from claimkit.language.reading import Reader
from claimkit.language.tokens import split
from claimkit.language.wordpiece import vocabulary
from claimkit.language.words import encode


def check_worthiness(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return how worth checking each text is, 0 to 1.

    Parameters
    ----------
    texts
        Sentences or claims, read one by one and without context.

    Returns
    -------
    ndarray of float
        A probability for each text, in their order; 0 for a text without words.

    Raises
    ------
    TypeError
        When `texts` is one string; put it into a list.

    Examples
    --------
    >>> low, high = check_worthiness(["Thank you all.", "Unemployment rose to 9 percent in 2009."])
    >>> bool(low < 0.5 < high)
    True

    References
    ----------
    Barrón-Cedeño et al., "The CLEF-2024 CheckThat! Lab", ECIR 2024, task 1.
    """
    if isinstance(texts, str):
        raise TypeError("check_worthiness takes a list of texts, not one text: put it into a list")
    docs = (encode(text, split(text), vocabulary()) for text in texts)
    values = np.zeros(len(texts))
    votes: list[NDArray[np.float32]] = []
    at = 0
    for doc, end, out in Reader(model()).scored(docs):
        votes += [out["worth.vote"]] if out else []
        if end == len(doc):
            values[at] = _probability(np.concatenate(votes)) if votes else 0
            votes = []
            at += 1
    return values


def _probability(votes: NDArray[np.float32]) -> float:
    vote, weight = votes.astype(np.float64).T
    share = np.exp(weight - weight.max())
    return float(1 / (1 + np.exp(-(vote * share).sum() / share.sum())))
