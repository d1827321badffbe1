"""Align the words of two quotations: seeds of equal words, chained, and what lies between.

The way of genome aligners (seed, chain, extend): equal stretches are looked up in an index, the
best chain of them that keeps the order is taken, and only the short stretches between are compared
word by word. So a quotation is found in a transcript of any length at once.

References
----------
H. Li, "Minimap2: pairwise alignment for nucleotide sequences", Bioinformatics 34(18), 2018.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from claimkit.crosscheck.wordforms import Wording

SAME, ALIKE, EDIT, CUT = "same", "alike", "edit", "cut"
SEED = 3  # words in a row; in a quotation of fewer than _SHORT words a part of them
_SHORT = 8
_MOST_PLACES = 20  # of a seed in one text: a phrase that stands there more often tells no place
# Between two seeds of one chain; more where an omission is marked, or a sentence ends.
_FARTHEST = 12
_FARTHEST_MARKED = 150
_NARROW = 6
_REACH = 40  # words before the first seed and after the last that are still compared
_GAP, _GAP_WORD, _WORD, _PAIRED = 0.7, 0.15, 0.8, 0.1


class Op(NamedTuple):
    """A stretch of an alignment: words [a0, a1) of the one stand for words [b0, b1) of the other.

    ``kind`` is ``same``, ``alike`` (written in another way), ``edit``, or ``cut`` (at the ends,
    where one of the two quotes no more).
    """

    kind: str
    a0: int
    a1: int
    b0: int
    b1: int

    def within(self, part: tuple[int, int], counterpart: tuple[int, int]) -> Op | None:
        """Return what of it lies in a part of each side, or None."""
        a0, a1 = max(self.a0, part[0]), min(self.a1, part[1])
        b0, b1 = max(self.b0, counterpart[0]), min(self.b1, counterpart[1])
        if self.kind == SAME:
            shift = self.b0 - self.a0
            a0, a1 = max(a0, b0 - shift), min(a1, b1 - shift)
            return Op(SAME, a0, a1, a0 + shift, a1 + shift) if a0 < a1 else None
        a1, b1 = max(a0, a1), max(b0, b1)
        return None if a0 == a1 and b0 == b1 else Op(self.kind, a0, a1, b0, b1)


class Seed(NamedTuple):
    """Equal words: n from a and from b on."""

    a: int
    b: int
    n: int


def align(one: Wording, other: Wording) -> list[list[Op]]:
    """Align two quotations.

    Parameters
    ----------
    one, other
        Their words.

    Returns
    -------
    list
        For each stretch that the two share, from the longest on, its alignment: ops in order that
        cover both sides from sentence to sentence.

    Examples
    --------
    >>> from claimkit.crosscheck.wordforms import wording
    >>> one, other = wording("It was a promising start"), wording("a very promising start")
    >>> for op in align(one, other)[0]: print(*op)
    cut 0 2 0 0
    same 2 3 0 1
    edit 3 3 1 2
    same 3 5 2 4
    """
    return [_extended(one, other, chain) for chain in _chains(one, other, seeds(one, other))]


def seeds(one: Wording, other: Wording) -> list[Seed]:
    """Return the equal stretches of two quotations, as long as they go."""
    shorter = min(len(one), len(other))
    n = SEED if shorter >= _SHORT else 2 if shorter > SEED else 1
    small, large = (one.keys, other.keys) if len(one) <= len(other) else (other.keys, one.keys)
    wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(small) - n + 1):
        wanted[small[i : i + n]].append(i)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(large) - n + 1):
        shingle = large[j : j + n]
        if shingle in wanted:
            places[shingle].append(j)
    found = sorted(
        (j - i, i)
        for shingle, js in places.items()
        if len(js) * len(wanted[shingle]) <= _MOST_PLACES
        for i in wanted[shingle]
        for j in js
    )
    merged: list[Seed] = []
    last: tuple[int, int] | None = None
    for shift, i in found:
        if last == (shift, i - 1):
            merged[-1] = merged[-1]._replace(n=merged[-1].n + 1)
        else:
            merged.append(Seed(i, i + shift, n))
        last = (shift, i)
    if small is not one.keys:
        merged = [Seed(seed.b, seed.a, seed.n) for seed in merged]
    return sorted(merged)


def _chains(one: Wording, other: Wording, found: list[Seed]) -> Iterator[list[Seed]]:
    """Yield chains of seeds in order on both sides, the best first; no seed is in two."""
    marks = one.gaps | one.starts, other.gaps | other.starts
    left = found
    while left:
        best: list[float] = []
        before: list[int | None] = []
        for k, seed in enumerate(left):
            score, link = float(seed.n), None
            for m in range(max(0, k - 2 * _REACH), k):
                penalty = _apart(left[m], seed, marks)
                if penalty is not None and best[m] + seed.n - penalty > score:
                    score, link = best[m] + seed.n - penalty, m
            best.append(score)
            before.append(link)
        at: int | None = max(range(len(left)), key=lambda k: (best[k], -k))
        chain: list[Seed] = []
        while at is not None:
            chain.append(left[at])
            at = before[at]
        chain.reverse()
        yield chain
        # What lies within the chain's reach, on either side, has been spoken for.
        low, high = chain[0], chain[-1]
        left = [
            seed
            for seed in left
            if (seed.a + seed.n <= low.a or seed.a >= high.a + high.n)
            and (seed.b + seed.n <= low.b or seed.b >= high.b + high.n)
        ]


def _apart(left: Seed, right: Seed, marks: tuple[frozenset[int], frozenset[int]]) -> float | None:
    """Return what it costs that one seed follows another, None where it can not."""
    overlap = max(0, left.a + left.n - right.a, left.b + left.n - right.b)
    if overlap >= right.n or right.a <= left.a or right.b <= left.b:
        return None
    a = right.a + overlap - left.a - left.n
    b = right.b + overlap - left.b - left.n
    farthest = _FARTHEST
    if _between(marks[0], left.a + left.n, right.a) or _between(marks[1], left.b + left.n, right.b):
        farthest = _FARTHEST_MARKED
    if max(a, b) > farthest or min(a, b) > _NARROW:
        return None
    return overlap + min(a, b) * _WORD + (_GAP + 0.01 * abs(a - b) if a != b else 0.0)


def _between(marks: frozenset[int], start: int, end: int) -> bool:
    return any(i in marks for i in range(start, end + 1))


def _extended(one: Wording, other: Wording, chain: Sequence[Seed]) -> list[Op]:
    """Return the alignment along a chain, to the ends of the sentences that it touches."""
    ops: list[Op] = []
    a, b = chain[0].a, chain[0].b
    for seed in chain:
        overlap = max(0, a - seed.a, b - seed.b)
        start = Seed(seed.a + overlap, seed.b + overlap, seed.n - overlap)
        ops += _filled(one, other, a, start.a, b, start.b)
        a, b = start.a + start.n, start.b + start.n
        ops.append(Op(SAME, start.a, a, start.b, b))
    first = chain[0]
    head = _edge(
        one.keys[_back(one, first.a) : first.a][::-1],
        other.keys[_back(other, first.b) : first.b][::-1],
        _back(one, first.a) in one.gaps,
        _back(other, first.b) in other.gaps,
    )
    tail = _edge(
        one.keys[a : _forth(one, a)],
        other.keys[b : _forth(other, b)],
        _forth(one, a) in one.gaps,
        _forth(other, b) in other.gaps,
    )
    ops = [*_mirrored(head, first.a, first.b), *ops, *_moved(tail, a, b)]
    return _joined(one, other, ops)


def _back(side: Wording, at: int) -> int:
    """Return where the sentence, or what is quoted of it, begins."""
    borders = [i for i in range(at, max(-1, at - _REACH), -1) if _is_border(side, i)]
    return borders[0] if borders else max(0, at - _REACH)


def _forth(side: Wording, at: int) -> int:
    borders = [
        i
        for i in range(at, min(len(side), at + _REACH) + 1)
        if _is_border(side, i) or i == len(side)
    ]
    return borders[0] if borders else min(len(side), at + _REACH)


def _is_border(side: Wording, at: int) -> bool:
    return at in side.gaps or at in side.starts


def _filled(one: Wording, other: Wording, a0: int, a1: int, b0: int, b1: int) -> list[Op]:
    """Align what lies between two seeds.

    Where both leave something out, or end a sentence, what stands before that on the one side is
    compared with what stands before it on the other, and likewise behind it.
    """
    if a0 == a1 or b0 == b1:
        return [Op(EDIT, a0, a1, b0, b1)] if a0 < a1 or b0 < b1 else []
    a_borders = [i for i in range(a0, a1 + 1) if _is_border(one, i)]
    b_borders = [i for i in range(b0, b1 + 1) if _is_border(other, i)]
    if not a_borders or not b_borders:
        return _moved(_scored(one.keys[a0:a1], other.keys[b0:b1])[0], a0, b0)
    (a2, a3), (b2, b3) = ((each[0], each[-1]) for each in (a_borders, b_borders))
    ends = (a2 in one.gaps, b2 in other.gaps), (a3 in one.gaps, b3 in other.gaps)
    before = _edge(one.keys[a0:a2], other.keys[b0:b2], *ends[0])
    behind = _edge(one.keys[a3:a1][::-1], other.keys[b3:b1][::-1], *ends[1])
    between = [Op(EDIT, a2, a3, b2, b3)] if a2 < a3 or b2 < b3 else []
    return [*_moved(before, a0, b0), *between, *_mirrored(behind, a1, b1)]


def _moved(ops: Sequence[Op], a: int, b: int) -> list[Op]:
    return [Op(op.kind, a + op.a0, a + op.a1, b + op.b0, b + op.b1) for op in ops]


def _mirrored(ops: Sequence[Op], a: int, b: int) -> list[Op]:
    return [Op(op.kind, a - op.a1, a - op.a0, b - op.b1, b - op.b0) for op in reversed(ops)]


def _edge(a: tuple[str, ...], b: tuple[str, ...], a_ends: bool, b_ends: bool) -> list[Op]:
    """Align what follows the last seed; where one side quotes no more, the rest is cut.

    Of two that both go on, neither is cut; if one is at its end after a few words, these may stand
    anywhere in what the other goes on with.
    """
    if not a or not b:
        return [Op(CUT, 0, len(a), 0, len(b))] if a or b else []
    if a_ends and b_ends:
        a_ends, b_ends = len(a) <= len(b), len(a) > len(b)
    if not a_ends and not b_ends:
        choices = [(len(a), len(b))]
    elif a_ends:
        choices = [(len(a), n) for n in range(len(b) + 1)]
    else:
        choices = [(n, len(b)) for n in range(len(a) + 1)]
    ops, _, end = max(
        ((*_scored(a[:m], b[:n]), (m, n)) for m, n in choices), key=lambda choice: choice[1]
    )
    rest = Op(CUT, end[0], len(a), end[1], len(b))
    return [*ops, rest] if end != (len(a), len(b)) else ops


def _scored(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[Op], float]:
    if equal(a, b) or equal(a[::-1], b[::-1]):  # before the first seed both stand reversed
        return [Op(SAME if a == b else ALIKE, 0, len(a), 0, len(b))], float(len(a))
    ops: list[Op] = []
    score = 0.0
    for op in Levenshtein.opcodes(a, b):
        n, m = op.src_end - op.src_start, op.dest_end - op.dest_start
        # Where one side ends, a word put for another is likelier than a word left out.
        score += n if op.tag == "equal" else _PAIRED * min(n, m) - _GAP - _GAP_WORD * max(n, m)
        ops.append(
            Op(SAME if op.tag == "equal" else EDIT, op.src_start, op.src_end,
               op.dest_start, op.dest_end)
        )  # fmt: skip
    return ops, score


def _joined(one: Wording, other: Wording, ops: Sequence[Op]) -> list[Op]:
    """Join neighbours of a kind; words written apart in one and together in the other are equal."""
    joined: list[Op] = []
    for op in ops:
        apart = _is_border(one, op.a0) and _is_border(other, op.b0)
        if op.kind == EDIT and joined and joined[-1].kind == EDIT and not apart:
            last = joined.pop()
            joined.append(Op(EDIT, last.a0, op.a1, last.b0, op.b1))
        else:
            joined.append(op)
    return [
        op._replace(kind=ALIKE)
        if op.kind == EDIT and equal(one.keys[op.a0 : op.a1], other.keys[op.b0 : op.b1])
        else op
        for op in joined
    ]


def equal(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether words differ only in how they are written.

    >>> equal(("it", "'s"), ("it", "is")), equal(("food", "borne"), ("foodborne",))
    (True, True)
    """
    if not a or not b:
        return False
    if "".join(a) == "".join(b):
        return True
    return len(a) == len(b) and all(map(_same, a, b))


_VERBS = {"'s": frozenset(("is", "has")), "'d": frozenset(("would", "had", "did"))}


def _same(a: str, b: str) -> bool:
    if a == b or b in _VERBS.get(a, ()) or a in _VERBS.get(b, ()):
        return True
    for masked, plain in ((a, b), (b, a)):
        if "*" in masked:
            begin, end = masked.split("*")[0], masked.split("*")[-1]
            return plain.startswith(begin) and plain.endswith(end)
    return False
