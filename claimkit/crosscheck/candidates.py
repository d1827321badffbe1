"""Which claims are worth comparing: nearest by words and by meaning, not all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from claimkit.crosscheck.alignment import ALIKE
from claimkit.crosscheck.neighbours import Floats, Places, Rows, largest, nearest, sharing, sums
from claimkit.crosscheck.propositions import Proposition

ELSEWHERE, WITHIN = 16, 4  # neighbours of a claim in other documents, and in its own
LEAST = 0.08
_NUMBER = 6.0
_LOOKED_AT = 48  # nearest by terms, and as many by vectors, among which neighbours are chosen
_PARTNERS = 6  # documents most like that of a claim, in which it looks again
_BLOCK = 4096


def candidates(claims: Sequence[Proposition]) -> Places:
    """Return the pairs of claims that may say the same thing, or deny it.

    Parameters
    ----------
    claims
        Of one story or of several; pairs lie within a story.

    Returns
    -------
    ndarray, pairs × 2
        Places in `claims`, the smaller first, sorted. Each claim has at most so many neighbours of
        its own choice, so that the pairs grow as the claims do. Of claims that are printed alike
        only the first looks for neighbours, so that twenty reprints are not all that one finds.
    """
    stories: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, claim in enumerate(claims):
        stories[claim.story][claim.plain.casefold()].append(place)
    count = len(claims)
    found = [np.zeros(0, np.int64)]
    for story in stories.values():
        groups = [sorted(group, key=lambda i: claims[i].order) for group in story.values()]
        pairs = _within([claims[group[0]] for group in groups])
        # A number a pair: as tuples, the pairs of very many claims would fill the memory.
        together = (min(i, j) * count + max(i, j) for i, j in _spread(pairs, groups))
        found.append(np.unique(np.fromiter(together, np.int64)))
    one, other = np.divmod(np.sort(np.concatenate(found)), max(1, count))
    apart = ~Layout(claims).overlap(one, other)
    return np.stack([one[apart], other[apart]], 1)


def _spread(
    pairs: Iterable[tuple[int, int]], groups: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of claims in pairs of groups: each claim with the first of the other group.

    Within a group, each is paired with the first few, so that no pairs grow as a square.
    """
    for one, other in pairs:
        for i in groups[one]:
            yield i, groups[other][0]
        for j in groups[other][1:]:
            yield groups[one][0], j
    for group in groups:
        for n, i in enumerate(group):
            for j in group[: min(n, ELSEWHERE)]:
                yield j, i


def _within(story: Sequence[Proposition]) -> Iterator[tuple[int, int]]:
    """Yield the neighbours of each claim in its story, then those in documents about the same."""
    terms = _Terms(story)
    layout = Layout(story)
    document_of = layout.document.tolist()
    affinity: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    near = nearest(terms.vectors, _LOOKED_AT)
    alike = sharing(terms.keys, terms.weights, _LOOKED_AT)
    for i, (one, other) in enumerate(zip(near, alike, strict=True)):
        for j, score in _chosen(i, np.union1d(one, other), terms, layout):
            yield i, j
            affinity[document_of[i]][document_of[j]] += score * score
    claims_of = layout.claims()
    for document, others in affinity.items():
        others.pop(document, None)
        partners = sorted(others, key=lambda each: (-others[each], each))[:_PARTNERS]
        if not partners:
            continue
        pool = np.concatenate([claims_of[each] for each in partners])
        for i in claims_of[document].tolist():
            for j, _ in _chosen(i, pool, terms, layout):
                yield i, j


class Layout:
    """Where claims stand: in which document, from where to where.

    Attributes
    ----------
    document, start, end
        Of each claim, the document as a number.
    """

    def __init__(self, claims: Sequence[Proposition]) -> None:
        numbers = {source: n for n, source in enumerate(dict.fromkeys(c.source_id for c in claims))}
        self.document = np.array([numbers[claim.source_id] for claim in claims], np.int64)
        self.start = np.array([claim.start for claim in claims], np.int64)
        self.end = np.array([claim.end for claim in claims], np.int64)

    def overlap(self, one: Places | int, other: Places) -> NDArray[np.bool_]:
        """Tell which pairs share a code point: a claim and itself, a clause and what holds it."""
        same = self.document[one] == self.document[other]
        crossing = (self.start[one] < self.end[other]) & (self.start[other] < self.end[one])
        return np.asarray(same & crossing)

    def claims(self) -> list[Places]:
        """Return the claims of each document."""
        order = np.argsort(self.document, kind="stable")
        return np.split(order, np.cumsum(np.bincount(self.document))[:-1])


def _chosen(i: int, pool: Places, terms: _Terms, layout: Layout) -> Iterator[tuple[int, float]]:
    """Yield the claims of a pool that are most like one, with how alike they are."""
    pool = pool[~layout.overlap(i, pool)]
    cheap = terms.cheap(i, pool)
    likely = largest(cheap, _LOOKED_AT)
    pool = pool[likely]
    same = layout.document[pool] == layout.document[i]
    scores = (cheap[likely] + terms.coverage(i, pool)) / 3
    order = np.lexsort((pool, -scores))
    order = order[scores[order] >= LEAST]
    for k in (*order[~same[order]][:ELSEWHERE], *order[same[order]][:WITHIN]):
        yield int(pool[k]), float(scores[k])


class _Terms:
    """The claims of a story as numbers: what they are looked up by, their words and vectors.

    Attributes
    ----------
    keys
        The terms of each claim: stems, numbers, days.
    weights
        How much each term tells: rare in news, and in few claims of this story.
    vectors
        One vector of length 1 a claim.
    """

    def __init__(self, story: Sequence[Proposition]) -> None:
        frequency = Counter(stem for claim in story for stem in claim.keys)
        number = {stem: n for n, stem in enumerate(sorted(frequency))}
        self.keys = Rows([sorted(number[stem] for stem in claim.keys) for claim in story])
        self._words = Rows([[number[word.stem] for word in claim.words] for claim in story])
        self.weights, self._table = _known(story, number, frequency)
        squared = self.weights[self.keys.flat] ** 2
        length = np.sqrt(sums(squared, self.keys.begin[:-1]))
        self._length = np.where(length == 0, 1, length)
        self.vectors = self._vectors()
        self._told = sums(self.weights[self._words.flat], self._words.begin[:-1])
        self._mine = np.zeros(len(number), np.float32)

    def _vectors(self) -> Floats:
        out = np.zeros((len(self._words), self._table.shape[1]), np.float32)
        for low in range(0, len(out), _BLOCK):
            block = np.arange(low, min(low + _BLOCK, len(out)))
            flat, begin = self._words.take(block)
            owner = np.repeat(block, np.diff(np.append(begin, len(flat))))
            np.add.at(out, owner, self._table[flat] * self.weights[flat, None])
        length = np.linalg.norm(out, axis=1, keepdims=True)
        return np.asarray(out / np.where(length == 0, 1, length), np.float32)

    def cheap(self, one: int, others: Places) -> Floats:
        """Return how alike a claim and others are by terms and by vectors, 0 to 2."""
        cosine = np.maximum(self.vectors[others] @ self.vectors[one], 0)
        return np.asarray(self._sharing(one, others) + cosine, np.float32)

    def _sharing(self, one: int, others: Places) -> Floats:
        """The cosine of the weighed terms."""
        mine = self.keys[one]
        self._mine[mine] = self.weights[mine] ** 2
        flat, begin = self.keys.take(others)
        shared = sums(self._mine[flat], begin)
        self._mine[mine] = 0
        return np.asarray(shared / (self._length[others] * self._length[one]), np.float32)

    def coverage(self, one: int, others: Places) -> Floats:
        """Return the share of what each side tells that the other answers to: the harmonic mean."""
        mine = self._words[one]
        theirs, begin = self._words.take(others)
        out = np.zeros(len(others), np.float32)
        told = self._told[others]
        held = told > 0
        if not len(mine) or not held.any():
            return out
        similarity = self._table[mine] @ self._table[theirs].T
        similarity[similarity < ALIKE] = 0
        answered = sums(self.weights[theirs] * similarity.max(0), begin)[held] / told[held]
        best = np.maximum.reduceat(similarity, begin[held], axis=1)
        asked = self.weights[mine] @ best / self._told[one]
        out[held] = 2 * asked * answered / np.maximum(asked + answered, 1e-9)
        return out


def _known(
    story: Sequence[Proposition], number: dict[str, int], frequency: Counter[str]
) -> tuple[Floats, NDArray[np.float32]]:
    """Return the weight and the vector of each term; numbers and days have no vector."""
    # A number or a day tells as much as a rare word.
    rarity = np.full(len(number), _NUMBER, np.float32)
    words = {word.stem: word for claim in reversed(story) for word in reversed(claim.words)}
    size = next((len(word.vector) for word in words.values()), 1)
    table = np.zeros((len(number), size), np.float32)
    for stem, word in words.items():
        rarity[number[stem]], table[number[stem]] = word.weight, word.vector
    count = np.array([frequency[stem] for stem in number], np.float32)
    most = log(len(story) + 1)
    weights = rarity * (0.25 + 0.75 * np.log((len(story) + 1) / np.maximum(count, 1)) / most)
    return np.asarray(weights, np.float32), table
