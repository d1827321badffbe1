"""Which claims are worth comparing: nearest by words and by meaning, not all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimkit.crosscheck.propositions import Proposition

ELSEWHERE, WITHIN = 12, 4  # neighbours of a claim in other documents, and in its own
LEAST = 0.2
_NUMBER = 6.0
_MET = 400  # claims that share terms with one, the rarest terms first, so that its cost has a bound
_BLOCK = 1024
_EXACT = 4096  # claims of a story that are compared with each other's vectors outright
_CELLS = 4  # cells of vectors that are looked into, of about the root of the claims

Floats = NDArray[np.float32]


def candidates(claims: Sequence[Proposition]) -> list[tuple[int, int]]:
    """Return the pairs of claims that may say the same thing, or deny it.

    Parameters
    ----------
    claims
        Of one story or of several; pairs lie within a story.

    Returns
    -------
    list of pairs of places in `claims`
        The smaller place first, sorted. Each claim has at most ``ELSEWHERE + WITHIN`` neighbours of
        its own choice, so that the pairs grow as the claims do.
    """
    stories: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        stories[claim.story].append(place)
    found: set[tuple[int, int]] = set()
    for places in stories.values():
        story = [claims[place] for place in places]
        for i, j in _within(story):
            found.add((min(places[i], places[j]), max(places[i], places[j])))
    return sorted(found)


def _within(story: Sequence[Proposition]) -> Iterator[tuple[int, int]]:
    weights = _weights(story)
    lexical = _lexical(story, weights)
    vectors = _vectors(story, weights)
    for i, near in enumerate(_near(vectors)):
        scores = dict.fromkeys({*near, *lexical[i]} - {i}, 0.0)
        others = np.fromiter(scores, np.int64, len(scores))
        alike = vectors[others] @ vectors[i] if len(others) else ()
        for j, cosine in zip(scores, alike, strict=True):
            scores[j] = (lexical[i].get(j, 0.0) + max(0.0, float(cosine))) / 2
        room = {True: WITHIN, False: ELSEWHERE}
        for j in sorted(scores, key=lambda j: (-scores[j], j)):
            same = story[i].source_id == story[j].source_id
            if scores[j] < LEAST or not any(room.values()):
                break
            if room[same] and not _overlap(story[i], story[j]):
                room[same] -= 1
                yield i, j


def _overlap(one: Proposition, other: Proposition) -> bool:
    """Tell whether two claims of a document share a code point: a clause and what holds it."""
    same = one.source_id == other.source_id
    return same and one.start < other.end and other.start < one.end


def _weights(story: Sequence[Proposition]) -> dict[str, float]:
    """How much a stem tells: rare in news, and in few claims of this story."""
    frequency = Counter(stem for claim in story for stem in claim.keys)
    # A number or a day tells as much as a rare word.
    rarity = dict.fromkeys(frequency, _NUMBER) | {
        word.stem: word.weight for claim in story for word in claim.words
    }
    most = log(len(story) + 1)
    return {
        stem: rarity[stem] * (0.25 + 0.75 * log((len(story) + 1) / count) / most)
        for stem, count in frequency.items()
    }


def _lexical(story: Sequence[Proposition], weights: dict[str, float]) -> list[dict[int, float]]:
    """For each claim, the cosine of the weighed stems of the claims that share a rare one."""
    length = [sum(weights[stem] ** 2 for stem in claim.keys) ** 0.5 or 1.0 for claim in story]
    postings: dict[str, list[int]] = defaultdict(list)
    for i, claim in enumerate(story):
        for stem in claim.keys:
            postings[stem].append(i)
    found: list[dict[int, float]] = []
    for i, claim in enumerate(story):
        rarest = sorted(claim.keys, key=lambda stem: (len(postings[stem]), stem))
        met = accumulate(len(postings[stem]) for stem in rarest)
        rows = [stem for stem, many in zip(rarest, met, strict=True) if many <= _MET]
        near = {j for stem in rows for j in postings[stem]}
        found.append(
            {
                j: sum(weights[stem] ** 2 for stem in claim.keys & story[j].keys)
                / (length[i] * length[j])
                for j in near
            }
        )
    return found


def _vectors(story: Sequence[Proposition], weights: dict[str, float]) -> Floats:
    """One vector of length 1 a claim."""
    rows: list[Any] = [
        sum((w.vector * np.float32(weights[w.stem]) for w in claim.words), np.float32(0))
        for claim in story
    ]
    size = next((len(row) for row in rows if np.ndim(row)), 1)
    out = np.stack([row if np.ndim(row) else np.zeros(size, np.float32) for row in rows])
    length = np.linalg.norm(out, axis=1, keepdims=True)
    return np.asarray(out / np.where(length == 0, 1, length), np.float32)


def _near(vectors: Floats) -> Iterator[list[int]]:
    """Yield the places of the nearest vectors of each, the cosine's largest."""
    most = 2 * (ELSEWHERE + WITHIN)
    if len(vectors) <= _EXACT:
        for begin in range(0, len(vectors), _BLOCK):
            cosine = vectors[begin : begin + _BLOCK] @ vectors.T
            yield from (_largest(row, most) for row in cosine)
        return
    cells, centres = _cells(vectors)
    for vector in vectors:
        nearest = _largest(centres @ vector, _CELLS)
        members = np.concatenate([cells[cell] for cell in nearest])
        yield [int(members[k]) for k in _largest(vectors[members] @ vector, most)]


def _largest(values: Floats, most: int) -> list[int]:
    chosen = np.argpartition(-values, most)[:most] if len(values) > most else range(len(values))
    return [int(k) for k in chosen]


def _cells(vectors: Floats) -> tuple[list[NDArray[np.int64]], Floats]:
    """Gather vectors around centres, about the root of their number: two rounds of k-means."""
    step = max(1, round(len(vectors) ** 0.5))
    # Claims stand in the order of their documents, so that every so-manieth is a fair sample.
    centres = vectors[::step]
    for _ in range(2):
        nearest = np.concatenate(
            [
                (vectors[begin : begin + _BLOCK] @ centres.T).argmax(1)
                for begin in range(0, len(vectors), _BLOCK)
            ]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(length == 0, centres, sums / np.where(length == 0, 1, length))
    order = np.argsort(nearest, kind="stable")
    edges = np.searchsorted(nearest[order], np.arange(len(centres) + 1))
    cells = [order[a:b] for a, b in pairwise(edges)]
    return cells, np.asarray(centres, np.float32)
