"""Which texts are about the same: each is read once, alone, and its words are compared with all.

Late interaction (Khattab and Zaharia, "ColBERT: Efficient and Effective Passage Search via
Contextualized Late Interaction over BERT", 2020): what a word of one text is closest to in another
text is looked up among vectors that are already there, so that very many pairs cost little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claimkit.language.wordpiece import vocabulary
from claimkit.semantics.entailment import LONGEST, alone
from claimkit.semantics.pairs import pair, short

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Told:
    """A text read alone.

    Attributes
    ----------
    words
        Sub-words × 48, each of length 1.
    weights
        How much each tells; together 1.
    """

    words: Floats
    weights: Floats


def read(texts: Sequence[str]) -> list[Told]:
    """Read texts, each alone.

    Parameters
    ----------
    texts
        Of a sentence or a few; what lies behind 200 sub-words is not read.
    """
    places = {text: i for i, text in enumerate(dict.fromkeys(texts))}
    known = vocabulary()
    empty = short("", known, LONGEST)
    cut = [short(text, known, LONGEST) for text in places]
    found = alone([pair(text, empty) for text in cut])
    out = [Told(words, weights / max(float(weights.sum()), 1e-6)) for words, weights in found]
    return [out[places[text]] for text in texts]


def shared(told: Sequence[Told], one: Ints, other: Ints) -> Floats:
    """Return how much of what each of two texts tells the other tells, too.

    Parameters
    ----------
    told
        Texts that were read.
    one, other
        Places of the two texts of each pair.

    Returns
    -------
    ndarray, float32, pairs × 2
        The share of the first that is in the second, and of the second in the first: at most 1.

    Examples
    --------
    >>> import numpy as np
    >>> found = read(["The ferry sank.", "The boat went down.", "Bread is dear."])
    >>> near = shared(found, np.array([0, 0]), np.array([1, 2]))
    >>> near.shape, bool(near[0].min() > near[1].max())
    ((2, 2), True)
    """
    out = np.zeros((len(one), 2), np.float32)
    order = np.argsort(one, kind="stable")
    edges = [*np.flatnonzero(np.diff(one[order], prepend=-1)).tolist(), len(order)]
    for low, high in pairwise(edges):
        rows = order[low:high]
        first = told[int(one[rows[0]])]
        partners = [told[j] for j in other[rows].tolist()]
        begins = np.cumsum([0, *(len(each.words) for each in partners[:-1])])
        alike = first.words @ np.concatenate([each.words for each in partners]).T
        found = np.maximum.reduceat(alike, begins, axis=1)
        out[rows, 0] = first.weights @ found
        weights = np.concatenate([each.weights for each in partners])
        out[rows, 1] = np.add.reduceat(alike.max(0) * weights, begins)
    return out
