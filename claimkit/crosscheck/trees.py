"""Boosted trees: what tells a conflict from what only looks like one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Trees:
    """A sum of decision trees, read as a logit.

    Friedman, "Greedy Function Approximation: A Gradient Boosting Machine" (2001).

    Parameters
    ----------
    content
        ``bias``, and lists with an entry a node of all trees, one behind the other: ``feature``,
        the place of what is asked, -1 in a leaf; ``limit``, up to which the way goes to the node
        right behind; ``right``, how many nodes further it goes else; ``value``, what a leaf adds.
        ``roots``, where the trees begin.

    Raises
    ------
    ValueError
        When the lists are not equally long.

    Examples
    --------
    >>> one = {"bias": 0.0, "roots": [0], "feature": [0, -1, -1], "limit": [0.5, 0.0, 0.0],
    ...        "right": [2, 0, 0], "value": [0.0, -2.0, 2.0]}
    >>> [round(float(sure), 2) for sure in Trees(one)([[0.2], [0.7]])]
    [0.12, 0.88]
    """

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._bias = float(content["bias"])
        self._roots = np.array(content["roots"], np.int64)
        self._feature = np.array(content["feature"], np.int64)
        self._limit = np.array(content["limit"], np.float32)
        self._value = np.array(content["value"], np.float32)
        steps = np.array(content["right"], np.int64)
        if len({len(self._feature), len(self._limit), len(self._value), len(steps)}) > 1:
            raise ValueError(
                "the lists of trees are not equally long: fit them anew with "
                "python -m training.conflicts"
            )
        here = np.arange(len(self._feature))
        leaf = self._feature < 0
        self._left = np.where(leaf, here, here + 1)
        self._right = np.where(leaf, here, here + steps)

    def __call__(self, rows: Floats | Sequence[Sequence[float]]) -> Floats:
        """Return a probability for each row of features."""
        table = np.asarray(rows, np.float32)
        at = np.broadcast_to(self._roots, (len(table), len(self._roots)))
        row = np.arange(len(table))[:, None]
        while (self._feature[at] >= 0).any():
            low = table[row, np.maximum(self._feature[at], 0)] <= self._limit[at]
            at = np.where(low, self._left[at], self._right[at])
        logits = np.clip(self._bias + self._value[at].sum(1), -40, 40)
        return np.asarray(1 / (1 + np.exp(-logits)), np.float32)
