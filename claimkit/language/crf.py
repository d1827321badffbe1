"""Tags in a chain: the best sequence under a conditional random field (Lafferty et al. 2001)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Piece = tuple[str, int, int]
NEVER = -1e4


def bies(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return tags: B begins a piece of several words, I goes on, E ends it, S is a piece alone.

    >>> bies(("A",))
    ('O', 'B-A', 'I-A', 'E-A', 'S-A')
    """
    return ("O", *(f"{p}-{k}" for k in kinds for p in "BIES"))


ROLES = ("source", "cue", "content")
TAGS = bies(ROLES)
NAMES = bies(("PER", "ORG", "LOC", "NORP", "MISC"))
TIMES = bies(("DATE", "TIME", "DURATION", "SET"))


def transitions(tags: tuple[str, ...] = TAGS) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return which tags may begin, follow each other, and end: 0 or ``NEVER``."""
    opens = [t == "O" or t[0] in "BS" for t in tags]
    closes = [t == "O" or t[0] in "ES" for t in tags]
    step = np.full((len(tags), len(tags)), NEVER, dtype=np.float32)
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            if (closes[i] and opens[j]) or (
                not closes[i] and not opens[j] and a.partition("-")[2] == b.partition("-")[2]
            ):
                step[i, j] = 0
    return (
        np.where(opens, 0, NEVER).astype(np.float32),
        step,
        np.where(closes, 0, NEVER).astype(np.float32),
    )


def best_tags(
    scores: NDArray[Any],
    cuts: Sequence[int],
    start: NDArray[Any],
    step: NDArray[Any],
    end: NDArray[Any],
) -> Ints:
    """Return the best tag of each word (Viterbi), every sequence by itself but all at once.

    Parameters
    ----------
    scores
        What the model says: words × tags.
    cuts
        Where each sequence begins, in order, and last the number of words.
    start, step, end
        Scores of beginning with a tag, of one (row) before another (column), of ending with one.

    Returns
    -------
    ndarray of int
        One tag a word.
    """
    tags = np.zeros(len(scores), dtype=np.int64)
    runs = sorted(((b - a, a) for a, b in pairwise(cuts) if b > a), reverse=True)
    if not runs:
        return tags
    lengths = np.array([n for n, _ in runs])
    first = np.array([a for _, a in runs])
    # Longest first: those that go on at a step are the first `alive` of them.
    alive = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
    best = start + scores[first]
    back = [np.zeros((0, 0), dtype=np.uint8)]
    for i in range(1, lengths[0]):
        n = alive[i]
        paths = best[:n, :, None] + step
        choice = paths.argmax(1)
        back.append(choice.astype(np.uint8))
        best[:n] = np.take_along_axis(paths, choice[:, None], 1)[:, 0] + scores[first[:n] + i]
    at = (best + end).argmax(1)
    for i in range(lengths[0] - 1, 0, -1):
        n = alive[i]
        tags[first[:n] + i] = at[:n]
        at[:n] = back[i][np.arange(n), at[:n]]
    tags[first] = at
    return tags


def pieces(tags: Ints, names: tuple[str, ...] = TAGS) -> list[Piece]:
    """Return ``(kind, first word, last word)`` of each piece in a well-formed sequence of tags."""
    out: list[Piece] = []
    begin = 0
    for i in np.flatnonzero(tags).tolist():
        prefix, _, kind = names[tags[i]].partition("-")
        if prefix in ("B", "S"):
            begin = i
        if prefix in ("E", "S"):
            out.append((kind, begin, i))
    return out


def tag(n: int, marked: Sequence[Piece], names: tuple[str, ...] = TAGS) -> Ints:
    """Write pieces as tags; where two claim a word the earlier in the list keeps it.

    >>> [TAGS[t] for t in tag(4, [("cue", 0, 0), ("content", 1, 3)])]
    ['S-cue', 'B-content', 'I-content', 'E-content']
    """
    index = {t: i for i, t in enumerate(names)}
    out = np.zeros(n, dtype=np.int64)
    for role, a, b in marked:
        if out[a : b + 1].any():
            continue
        if a == b:
            out[a] = index[f"S-{role}"]
        else:
            out[a : b + 1] = index[f"I-{role}"]
            out[a], out[b] = index[f"B-{role}"], index[f"E-{role}"]
    return out
