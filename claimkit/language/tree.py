"""From scores to sentences and trees (after Dozat and Manning 2017)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[Any]
# What goes on longer without a sentence's start is a list or a table; an arc for every pair of its
# words would fill the memory.
LONGEST_SENTENCE = 400
_LABELLED_AT_ONCE = 512  # words: their forms fill some megabytes


def sentences(start: Floats, opens: NDArray[np.bool_]) -> list[int]:
    """Return where each sentence begins, and last the number of words.

    Parameters
    ----------
    start
        The log odds that a word begins a sentence.
    opens
        Whether it opens a paragraph, which always begins one.
    """
    begins = (start > 0) | opens
    begins[:1] = True
    cuts = [*np.flatnonzero(begins).tolist(), len(start)]
    out = [0]
    for a, b in pairwise(cuts):
        while b - a > LONGEST_SENTENCE:
            # The likeliest start in the second half, so that no piece is small.
            low = a + LONGEST_SENTENCE // 2
            a = low + int(start[low : a + LONGEST_SENTENCE].argmax())
            out.append(a)
        out.append(b)
    return out if len(start) else [0]


def arcs(dependent: Floats, head: Floats, root: Floats) -> Ints:
    """Return the head of each word of one sentence, -1 for its single root.

    Parameters
    ----------
    dependent, head
        Projections of each word as dependent and as head: words × size.
    root
        The projection of the root as head.

    Returns
    -------
    ndarray of int
        A tree: the best one under the rule that one word hangs on the root.
    """
    n = len(dependent)
    scores = dependent @ np.concatenate([root[None], head]).T / head.shape[1] ** 0.5
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads: Ints = scores.argmax(1)
    if np.count_nonzero(heads == 0) == 1 and not _cycle(np.concatenate([[0], heads])):
        return heads - 1  # the best arcs are a tree already, as in most sentences
    scores = scores.astype(np.float64)
    top = scores.max(1, keepdims=True)
    scores -= top + np.log(np.exp(scores - top).sum(1, keepdims=True))
    # One root a sentence: the root's arcs are made so dear that the best tree uses one (a known
    # and exact way: a tree with two such arcs always costs more than a tree with one).
    dear = 1e6
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= dear
    return maximum_tree(square)[1:] - 1


def maximum_tree(scores: Floats) -> Ints:
    """Return the best head of each node, node 0 the root, without cycles (Chu-Liu & Edmonds)."""
    n = len(scores)
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    new = len(outside)
    small = np.full((new + 1, new + 1), -np.inf)
    small[:new, :new] = scores[np.ix_(outside, outside)]
    members = np.array(cycle)
    # The node that stands for the cycle: entering breaks the arc of the member that is entered.
    gain = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
    enter = gain.argmax(0)
    small[new, :new] = gain.max(0)
    leave = scores[np.ix_(outside, members)].argmax(1)
    small[:new, new] = scores[np.ix_(outside, members)].max(1)
    found = maximum_tree(small)
    result = heads.copy()
    for i, node in enumerate(outside[1:], 1):
        result[node] = members[leave[i]] if found[i] == new else outside[found[i]]
    entered = members[enter[found[new]]]
    result[entered] = outside[found[new]]
    return result


def _cycle(to: Ints) -> list[int]:
    heads = to.tolist()
    seen = [-1, *[0] * (len(heads) - 1)]
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = heads[node]
        if seen[node] == start:
            cycle, at = [node], heads[node]
            while at != node:
                cycle.append(at)
                at = heads[at]
            return cycle
    return []


def labels(dependent: Floats, head: Floats, root: Floats, cube: Floats, heads: Ints) -> Ints:
    """Return the label of each word's arc: the best of a bilinear form a label.

    Parameters
    ----------
    dependent, head
        Projections for labels: words × size; a 1 is appended to each, so that the form has linear
        parts.
    root
        The root as head.
    cube
        The forms: (size + 1) × labels × (size + 1).
    heads
        The head of each word, -1 the root.
    """
    one = np.ones_like(dependent[:, :1])
    d = np.concatenate([dependent, one], 1)
    ground = np.append(root, 1).astype(head.dtype)  # else all that follows is float64
    h = np.concatenate([np.concatenate([head, one], 1), ground[None]])[heads]
    out = np.zeros(len(d), np.int64)
    for a in range(0, len(d), _LABELLED_AT_ONCE):
        part = slice(a, a + _LABELLED_AT_ONCE)
        half = (d[part] @ cube.reshape(len(cube), -1)).reshape(-1, *cube.shape[1:])
        out[part] = (half @ h[part, :, None])[..., 0].argmax(1)
    return out


def parse(
    out: dict[str, Floats], tables: dict[str, Floats], cuts: Sequence[int]
) -> tuple[Ints, Ints]:
    """Return the head and the label of each word.

    Parameters
    ----------
    out
        The projections of the syntax head.
    tables
        The head's own numbers.
    cuts
        Where each sentence begins, and last the number of words.

    Returns
    -------
    heads, labels : ndarray of int
        A head is the number of a word, -1 for the root of a sentence.
    """
    heads = np.full(len(out["start"]), -1, np.int64)
    for a, b in pairwise(cuts):
        found = arcs(out["arc_dependent"][a:b], out["arc_head"][a:b], tables["arc_root"])
        heads[a:b] = np.where(found < 0, -1, found + a)
    sides = (out["label_dependent"], out["label_head"])
    return heads, labels(*sides, tables["label_root"], tables["cube"], heads)
