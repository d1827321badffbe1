"""Which content, cue and source belong together: scored pairs, and the matching over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimkit.language.crf import ROLES, Ints, Piece

# Buckets for the distance between two pieces, in words; the sign (before or after) doubles them.
REACH = (1, 2, 4, 8, 16, 32, 64)
N_DISTANCE = 2 * (len(REACH) + 1)
N_BETWEEN = 8
N_PARAGRAPH = 5
# What a pair out of reach loses: it is chosen only where there is no other.
FAR = -30.0
# What it is worth, in log odds, that a cue has a content and that a source has a cue: in gold every
# one does. On PolNeAR dev this lifts rel_soft by 5 points over each piece choosing for itself.
COVER_CUE, COVER_SOURCE = 2.0, 1.5

# A cue with what belongs to it: lists of (first word, last word) under "source", "cue", "content".
Linked = dict[str, list[tuple[int, int]]]


def linked(
    found: Sequence[Piece], link: NDArray[Any], tables: dict[str, NDArray[Any]], paragraph: Ints
) -> list[Linked]:
    """Return who said what in one text, as words.

    Parameters
    ----------
    found
        The pieces of the text, as :func:`claimkit.language.crf.pieces` gives them.
    link
        Projections of the attribution head: words × 4 projections.
    tables
        The head's own numbers: biases of distances, and of no source.
    paragraph
        The paragraph of each word.

    Returns
    -------
    list of dict
        In the order of the cues; a cue with no content is left out. At the end stand contents with
        no cue in reach: each a statement of which the text does not say whose it is.
    """
    at = {r: np.array([p[1:] for p in found if p[0] == r], np.int64).reshape(-1, 2) for r in ROLES}
    if not len(at["content"]):
        return []
    if not len(at["cue"]):
        return [_alone(content) for content in at["content"]]
    to_cue = pair_scores(link, tables, 0, "cue", at["content"], at["cue"], paragraph)
    to_source = pair_scores(link, tables, 2, "source", at["cue"], at["source"], paragraph)
    none = np.full((len(to_source), 1), tables["none"])
    to_source = np.concatenate([to_source, none], 1)
    cue_of = covering(to_cue, COVER_CUE)
    far = to_cue.max(1) < FAR / 2
    cue_of[far] = -1
    used = np.unique(cue_of[~far])
    source_of = np.zeros(len(to_source), np.int64)
    source_of[used] = covering(to_source[used], COVER_SOURCE, free=1)
    result: list[Linked] = []
    for i in used.tolist():
        chosen = {
            "source": at["source"][source_of[i] : source_of[i] + 1],
            "cue": at["cue"][i : i + 1],
            "content": at["content"][cue_of == i],
        }
        result.append({role: [(a, b) for a, b in ends.tolist()] for role, ends in chosen.items()})
    return result + [_alone(content) for content in at["content"][far]]


def _alone(content: Ints) -> Linked:
    first, last = content.tolist()
    return {"source": [], "cue": [], "content": [(first, last)]}


def pair_features(left: Ints, right: Ints, rivals: Ints, paragraph: Ints) -> Ints:
    """Describe where the pieces of one role lie as seen from those of another.

    Parameters
    ----------
    left, right : ndarray, pieces × 2
        First and last word of each piece.
    rivals : ndarray, pieces × 2
        Pieces that count as lying between: those of the role that is chosen from.
    paragraph : ndarray
        The paragraph of each word.

    Returns
    -------
    ndarray, left × right × 3
        Buckets of signed distance, signed number of rivals between, and signed paragraphs apart.
    """
    a, b = left[:, None], right[None]
    after = b[..., 0] > a[..., 0]
    near = np.where(after, b[..., 0] - a[..., 1], a[..., 0] - b[..., 1])
    distance = np.searchsorted(REACH, near, side="left") + after * (len(REACH) + 1)
    low = np.where(after, a[..., 1], b[..., 1])
    high = np.where(after, b[..., 0], a[..., 0])
    between = np.searchsorted(rivals[:, 0], high, side="left") - np.searchsorted(
        rivals[:, 0], low, side="right"
    )
    between = np.clip(between, 0, 3) + 4 * after
    apart = np.clip(paragraph[b[..., 0]] - paragraph[a[..., 0]], -2, 2) + 2
    return np.stack([distance, between, apart], -1)


def reachable(features: Ints) -> NDArray[np.bool_]:
    """Return which pairs may be linked: one rival between at most, and one paragraph apart at most.

    Without this, a "said" far away wins over a near one now and then, as a document has so many: on
    PolNeAR dev it lifts rel_soft from 69 to 73 and rel_exact of direct quotations from 70 to 86.
    """
    return (features[..., 1] % 4 <= 1) & (abs(features[..., 2] - 2) <= 1)


def covering(scores: NDArray[Any], worth: float, free: int = 0) -> Ints:
    """Let every row choose a column, so that few columns stay without a row.

    Parameters
    ----------
    scores : ndarray, rows × columns
        What a row gains by a column.
    worth : float
        What is gained when a column is chosen at all.
    free : int
        Number of last columns for which nothing is gained (such as "none").

    Returns
    -------
    ndarray of int
        The column of each row: the best for itself, except where leaving it covers another column
        and costs less than ``worth``. Which rows do so is the best matching, not a greedy one: a
        shift often runs through a whole chain of neighbours (greedy loses 2 points of rel_soft).
    """
    chosen: Ints = scores.argmax(1)
    gain = (scores - scores.max(1, keepdims=True) + worth)[:, : scores.shape[1] - free]
    for rows, columns in components(gain > 0):
        part = np.maximum(gain[np.ix_(rows, columns)], 0)
        turned = len(rows) > len(columns)
        pairs = assignment(-(part.T if turned else part))
        for i, j in enumerate(pairs):
            row, column = (j, i) if turned else (i, j)
            if part[row, column] > 0:
                chosen[rows[row]] = columns[column]
    return chosen


def components(near: NDArray[np.bool_]) -> list[tuple[Ints, Ints]]:
    """Return the rows and columns of each connected part: most pieces know only neighbours."""
    rows_left = np.any(near, axis=1)
    out: list[tuple[Ints, Ints]] = []
    while rows_left.any():
        rows = np.zeros(len(near), bool)
        rows[rows_left.argmax()] = True
        size = 0
        while rows.sum() != size:
            size = int(rows.sum())
            columns = np.any(near[rows], axis=0)
            rows = np.any(near[:, columns], axis=1)
        rows_left &= ~rows
        out.append((np.flatnonzero(rows), np.flatnonzero(columns)))
    return out


def assignment(cost: NDArray[Any]) -> Ints:
    """Return a column for each row, all different, at the least cost.

    The Hungarian method (Kuhn 1955); there may be no more rows than columns.
    """
    n, m = cost.shape
    u, v = np.zeros(n + 1), np.zeros(m + 1)
    row_of, way = np.full(m + 1, -1), np.zeros(m + 1, np.int64)
    for i in range(n):
        row_of[m], at = i, m
        least, used = np.full(m, np.inf), np.zeros(m + 1, bool)
        while row_of[at] >= 0:
            used[at] = True
            row = row_of[at]
            now = cost[row] - u[row] - v[:m]
            better = ~used[:m] & (now < least)
            least[better], way[:m][better] = now[better], at
            open_ = np.where(used[:m], np.inf, least)
            new = int(open_.argmin())
            delta = open_[new]
            u[row_of[used]] += delta
            v[used] -= delta
            least[~used[:m]] -= delta
            at = new
        while at != m:
            row_of[at] = row_of[way[at]]
            at = way[at]
        row_of[m] = -1
    out = np.zeros(n, np.int64)
    out[row_of[:m][row_of[:m] >= 0]] = np.flatnonzero(row_of[:m] >= 0)
    return out


def pair_scores(
    link: NDArray[Any],
    tables: dict[str, NDArray[Any]],
    slot: int,
    pair: str,
    a: Ints,
    b: Ints,
    paragraph: Ints,
) -> NDArray[Any]:
    """Score every piece of ``a`` (rows) against every piece of ``b``, as the head does."""
    size = link.shape[1] // 4
    u = link[:, slot * size : (slot + 1) * size][a].sum(1)
    v = link[:, (slot + 1) * size : (slot + 2) * size][b].sum(1)
    near = pair_features(a, b, b, paragraph)
    scores: NDArray[Any] = u @ v.T / size**0.5 + np.where(reachable(near), 0, FAR)
    for i in range(3):
        scores = scores + tables[f"{pair}_{i}"][near[..., i]]
    return scores
