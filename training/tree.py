"""From scores to sentences, trees, parts of speech and lemmas, in numpy alone, for run time."""

from itertools import pairwise

import numpy as np


def lemma_script(form: str, lemma: str) -> str:
    """Return the edit that makes a lemma of a form: letters cut, letters put there, case.

    >>> lemma_script("Cities", "city")
    '3|y|l'
    """
    low = form.lower()
    keep = form if lemma[:1] == form[:1] and lemma != lemma.lower() else low
    same = 0
    while same < min(len(keep), len(lemma)) and keep[same] == lemma[same]:
        same += 1
    return f"{len(keep) - same}|{lemma[same:]}|{'l' if keep is low else 'k'}"


def apply_script(form: str, script: str) -> str:
    """Return the lemma that an edit makes of a form.

    >>> apply_script("Parties", "3|y|l")
    'party'
    """
    cut, _, rest = script.partition("|")
    add, _, case = rest.rpartition("|")
    base = form.lower() if case == "l" else form
    return (base[: len(base) - int(cut)] if int(cut) <= len(base) else "") + add or form


def sentences(start: np.ndarray, gap: np.ndarray) -> list[tuple[int, int]]:
    """Return (first word, end word) of each sentence; a paragraph always begins one."""
    begins = (start > 0) | (gap == 3)
    begins[:1] = True
    cuts = [*np.flatnonzero(begins), len(start)]
    return [(int(a), int(b)) for a, b in pairwise(cuts)]


def arcs(dependent: np.ndarray, head: np.ndarray, root: np.ndarray) -> np.ndarray:
    """Return the head of each word of one sentence, -1 for its single root.

    Parameters
    ----------
    dependent, head : ndarray, words × size
        Projections of each word as dependent and as head.
    root : ndarray, size
        The projection of the root as head.

    Returns
    -------
    ndarray of int
        A tree: the best one under the rule that one word hangs on the root.
    """
    n = len(dependent)
    scores = dependent @ np.concatenate([root[None], head]).T / head.shape[1] ** 0.5
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
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


def maximum_tree(scores: np.ndarray) -> np.ndarray:
    """Return the best head of each node, node 0 the root, without cycles (Chu-Liu & Edmonds)."""
    n = len(scores)
    heads = scores.argmax(1)
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


def _cycle(heads: np.ndarray) -> list[int]:
    seen = np.zeros(len(heads), np.int64)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = heads[node]
        if seen[node] == start:
            cycle, at = [int(node)], heads[node]
            while at != node:
                cycle.append(int(at))
                at = heads[at]
            return cycle
    return []


def labels(
    dependent: np.ndarray, head: np.ndarray, root: np.ndarray, cube: np.ndarray, heads: np.ndarray
) -> np.ndarray:
    """Return the label of each word's arc: the best of a bilinear form a label.

    Parameters
    ----------
    dependent, head : ndarray, words × size
        Projections for labels; a 1 is appended to each, so that the form has linear parts.
    root : ndarray, size
        The root as head.
    cube : ndarray, (size + 1) × labels × (size + 1)
        The forms.
    heads : ndarray of int
        The head of each word, -1 the root.
    """
    d = np.concatenate([dependent, np.ones_like(dependent[:, :1])], 1)
    h = np.concatenate([np.concatenate([head, root[None]]), np.ones((len(head) + 1, 1))], 1)[heads]
    half = (d @ cube.reshape(len(cube), -1)).reshape(len(d), cube.shape[1], cube.shape[2])
    return np.einsum("wlh,wh->wl", half, h).argmax(1)
