"""The nearest of many: by terms that are rare, and by vectors, without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

MET = 400  # rows that share terms with one, the rarest terms first, so that its cost has a bound
_BLOCK = 1024
_EXACT = 4096  # vectors that are compared with each other outright
_CELLS = 4  # cells of vectors that are looked into, of about the root of their number

Floats = NDArray[np.float32]
Places = NDArray[np.int64]


class Rows:
    """Rows of different length in one array: the terms of each claim.

    Parameters
    ----------
    rows
        The numbers of each row.

    Attributes
    ----------
    flat, begin
        All rows behind each other, and where each begins; the length of `flat` at the end.
    """

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        sizes = np.fromiter(map(len, rows), np.int64, len(rows))
        self.begin: Places = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
        self.flat: Places = np.fromiter((n for row in rows for n in row), np.int64, sizes.sum())

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.begin) - 1

    def __getitem__(self, row: int) -> Places:
        """Return the numbers of a row."""
        return self.flat[self.begin[row] : self.begin[row + 1]]

    def take(self, chosen: Places) -> tuple[Places, Places]:
        """Return the numbers of some rows behind each other, and where each row begins.

        Examples
        --------
        >>> flat, begin = Rows([[7], [8, 9], [5]]).take(np.array([2, 1]))
        >>> flat.tolist(), begin.tolist()
        ([5, 8, 9], [0, 1])
        """
        low, sizes = self.begin[chosen], self.begin[chosen + 1] - self.begin[chosen]
        begin = np.cumsum(sizes) - sizes
        return self.flat[np.arange(sizes.sum()) + np.repeat(low - begin, sizes)], begin


def sums(values: Floats, begin: Places) -> Floats:
    """Add up the values of each row, none of them for a row without numbers.

    Examples
    --------
    >>> sums(np.array([1, 2, 4], np.float32), np.array([0, 1, 1, 3])).tolist()
    [1.0, 0.0, 6.0, 0.0]
    """
    total = np.concatenate([np.zeros(1), np.cumsum(values, dtype=np.float64)])
    end = np.append(begin[1:], len(values))
    return np.asarray(total[end] - total[begin], np.float32)


def sharing(rows: Rows, weights: Floats, most: int) -> Iterator[Places]:
    """Yield, for each row, the rows that share its rarest terms, those that share most first.

    Parameters
    ----------
    rows
        The terms of each row, as numbers.
    weights
        What a shared term counts.
    most
        How many at most for each.
    """
    count = np.bincount(rows.flat, minlength=len(weights))
    owner = np.repeat(np.arange(len(rows)), np.diff(rows.begin))
    order = np.argsort(rows.flat, kind="stable")
    begin = np.concatenate([np.zeros(1, np.int64), np.cumsum(count)])
    postings = Rows([])
    postings.flat, postings.begin = owner[order], begin
    length = np.sqrt(np.maximum(sums(weights[rows.flat] ** 2, rows.begin[:-1]), 1e-9))
    for i in range(len(rows)):
        terms = rows[i]
        rarest = terms[np.lexsort((terms, count[terms]))]
        chosen = rarest[np.cumsum(count[rarest]) <= MET]
        others, _ = postings.take(chosen)
        found, which = np.unique(others, return_inverse=True)
        shared = np.bincount(which, np.repeat(weights[chosen] ** 2, count[chosen]), len(found))
        yield found[largest(np.asarray(shared / length[found], np.float32), most)]


def nearest(vectors: Floats, most: int) -> Iterator[Places]:
    """Yield, for each vector, the places of those with the largest cosine, itself among them.

    Of many vectors only those in the cells nearest to each are looked at (k-means, two rounds).

    Parameters
    ----------
    vectors
        Of length 1, a row each; their order must not be that of chance.
    most
        How many at most for each.
    """
    if len(vectors) <= _EXACT:
        for begin in range(0, len(vectors), _BLOCK):
            for row in vectors[begin : begin + _BLOCK] @ vectors.T:
                yield largest(row, most)
        return
    best = np.full((len(vectors), most), -np.inf, np.float32)
    places = np.zeros((len(vectors), most), np.int64)
    cells, centres = _cells(vectors)
    for cell, asking in enumerate(_asking(vectors, centres)):
        members = cells[cell]
        for begin in range(0, len(asking), _BLOCK):
            rows = asking[begin : begin + _BLOCK]
            cosine = np.concatenate([best[rows], vectors[rows] @ vectors[members].T], 1)
            which = np.concatenate(
                [places[rows], np.broadcast_to(members, (len(rows), len(members)))], 1
            )
            kept = np.argpartition(-cosine, most - 1, axis=1)[:, :most]
            best[rows] = np.take_along_axis(cosine, kept, 1)
            places[rows] = np.take_along_axis(which, kept, 1)
    for row, found in zip(places, best, strict=True):
        yield row[np.isfinite(found)]


def largest(values: Floats, most: int) -> Places:
    """Return the places of the largest values, in no order; all if there are no more."""
    if len(values) <= most:
        return np.arange(len(values))
    return np.asarray(np.argpartition(-values, most)[:most], np.int64)


def _asking(vectors: Floats, centres: Floats) -> list[Places]:
    """For each cell the vectors that it is one of the nearest to."""
    near = np.concatenate(
        [
            np.argpartition(-(vectors[b : b + _BLOCK] @ centres.T), _CELLS, axis=1)[:, :_CELLS]
            for b in range(0, len(vectors), _BLOCK)
        ]
    )
    return _by_cell(near.ravel(), len(centres), np.repeat(np.arange(len(vectors)), _CELLS))


def _cells(vectors: Floats) -> tuple[list[Places], Floats]:
    """Gather vectors around centres, about the root of their number."""
    step = max(1, round(len(vectors) ** 0.5))
    # Claims stand in the order of their documents, so that every so-manieth is a fair sample.
    centres = vectors[::step]
    for _ in range(2):
        closest = np.concatenate(
            [
                (vectors[b : b + _BLOCK] @ centres.T).argmax(1)
                for b in range(0, len(vectors), _BLOCK)
            ]
        )
        total = np.zeros_like(centres)
        np.add.at(total, closest, vectors)
        length = np.linalg.norm(total, axis=1, keepdims=True)
        centres = np.where(length == 0, centres, total / np.where(length == 0, 1, length))
    cells = _by_cell(closest, len(centres), np.arange(len(vectors)))
    return cells, np.asarray(centres, np.float32)


def _by_cell(cell: Places, cells: int, who: Places) -> list[Places]:
    order = np.argsort(cell, kind="stable")
    edges = np.searchsorted(cell[order], np.arange(cells + 1))
    return [who[order[a:b]] for a, b in pairwise(edges)]
