"""Compare two quotations word by word: the same, cut, or altered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.lang.en.stop_words import STOP_WORDS

from claimkit.crosscheck import wordforms
from claimkit.crosscheck.wordalign import ALIKE, CUT, EDIT, SAME, Op, align
from claimkit.crosscheck.wordforms import Wording
from claimkit.language.quantities.wordnumbers import is_number

# A quotation that shares fewer of its words with another is another quotation.
SIMILAR = 0.75
# Words left out in a row weigh no more than so many: a long omission is one change.
_MOST_OMITTED = 4
# Of the shorter quotation, when each goes on where the other one is cut.
_FEWEST_SHARED, _SHARED = 8, 0.6
# Of two orders of the same words; fewer tell nothing ("he said she said").
_FEWEST_REORDERED = 6
_REORDERED = 0.9
_NEGATIONS = frozenset(("not", "no", "never", "none", "nobody", "nothing", "neither", "nor"))
_NUMBERS = frozenset(("half", "dozen", "hundred", "thousand", "million", "billion", "twice"))
# What is repeated where somebody starts again: “I, I think”.
_RESTARTED = frozenset("i we he she it they you the a an and but that this to of in is was".split())


@dataclass(frozen=True)
class Comparison:
    """How two quotations stand to each other.

    Attributes
    ----------
    relation
        ``equivalent`` (the same words), ``quote_excerpt`` (the one is a marked or an outer part of
        the other) or ``quote_altered``.
    score
        Share of the compared words that are the same in the same order, 0 to 1.
    reasons
        What was changed: ``number`` or ``polarity`` before ``wording``.
    changes
        Pairs of words (in the one, in the other), as printed; either may be empty.
    kinds
        For each change ``dropped`` (from the second), ``added``, ``substituted`` or ``reordered``.
    matched
        How many words are the same.
    distinctive
        How many different ones of these are no function words.
    is_cut
        Whether one of the two quotes more at an end, or at a marked omission.
    """

    relation: str
    score: float
    reasons: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...] = ()
    matched: int = field(default=0, compare=False)
    distinctive: int = field(default=0, compare=False)
    is_cut: bool = field(default=False, compare=False)


def words(quotation: str) -> list[str]:
    """Return a quotation's words, without case and marks, each in one form.

    Examples
    --------
    >>> words("“It wasn’t 1,200!”")
    ['it', 'was', 'not', '1200']
    """
    return list(wordforms.wording(quotation).keys)


def compare(first: str, second: str) -> Comparison | None:
    """Compare two quotations; None where they are not about the same words.

    Examples
    --------
    >>> compare("“a promising… start”", "“It was a promising, if late, start”").relation
    'quote_excerpt'
    >>> compare("“It will cost 11 million crowns”", "“It will cost 17 million crowns”").reasons
    ('number', 'wording')
    """
    one, other = wordforms.wording(first), wordforms.wording(second)
    found = [
        judged(one, other, first, second, ops, (0, len(one)), (0, len(other)))
        for ops in align(one, other)
    ]
    return max(
        (
            each
            for each in found
            if each is not None and is_enough(each.matched, min(one.own(), other.own()))
        ),
        key=lambda comparison: (comparison.matched, comparison.score),
        default=None,
    )


def is_enough(matched: int, shorter: int) -> bool:
    """Tell whether so many equal words make one utterance of two quotations."""
    return matched >= min(_FEWEST_SHARED, _SHARED * shorter)


def distinctive(keys: Iterable[str]) -> int:
    """Return how many different words are no function words."""
    return len({key for key in keys if key not in STOP_WORDS})


def judged(
    one: Wording,
    other: Wording,
    first: str,
    second: str,
    ops: Sequence[Op],
    part: tuple[int, int],
    counterpart: tuple[int, int],
) -> Comparison | None:
    """Judge a part of an alignment.

    Parameters
    ----------
    one, other
        The words of the two.
    first, second
        The texts that they were read from.
    ops
        An alignment of the two, as :func:`align` gives it.
    part, counterpart
        Which words of each to look at.
    """
    sides = one.keys[slice(*part)], other.keys[slice(*counterpart)]
    if sides[0] == sides[1]:
        ops = [Op(SAME, *part, *counterpart)]  # whatever else they are like
    tally = _tally(one, other, ops, part, counterpart)
    matched, telling, edits = tally.matched, tally.telling, tally.edits
    if not matched:
        return None
    score = round(matched / (matched + tally.cost), 4)
    bags = Counter(sides[0]), Counter(sides[1])
    shared = bags[0] & bags[1]
    common, longest = shared.total(), max(bag.total() for bag in bags)
    reasons: tuple[str, ...]
    kinds: tuple[str, ...]
    reordered = common >= max(_FEWEST_REORDERED, _REORDERED * longest) and common > matched + 1
    if reordered and tally.moved:
        # The same words in another order: one change, from the first that moved to the last.
        first_op, last_op = tally.moved[0], tally.moved[-1]
        edits = [Op(EDIT, first_op.a0, last_op.a1, first_op.b0, last_op.b1)]
        score, kinds, reasons = round(common / longest, 4), ("reordered",), ("wording",)
        matched, telling = common, set(shared)
    elif not edits:
        relation = "quote_excerpt" if tally.cut else "equivalent"
        told = distinctive(telling)
        return Comparison(relation, score, ("wording",), (), (), matched, told, tally.cut)
    elif score < SIMILAR:
        return None
    else:
        edits = _merged(edits)
        kinds, reasons = tuple(map(_kind, edits)), _reasons(one, other, edits)
    changes = tuple(
        _differing(_printed(first, one, op.a0, op.a1), _printed(second, other, op.b0, op.b1))
        for op in edits
    )
    told = distinctive(telling)
    return Comparison("quote_altered", score, reasons, changes, kinds, matched, told, tally.cut)


@dataclass
class _Tally:
    """What an alignment holds of two parts.

    ``matched`` counts the words that are the same, ``cost`` those that are not; ``telling`` are the
    same words; ``moved`` are all ops that are not the same, ``edits`` those that alter something.
    """

    cut: bool
    matched: int = 0
    cost: int = 0
    telling: set[str] = field(default_factory=set)
    edits: list[Op] = field(default_factory=list)
    moved: list[Op] = field(default_factory=list)


def _tally(
    one: Wording,
    other: Wording,
    ops: Sequence[Op],
    part: tuple[int, int],
    counterpart: tuple[int, int],
) -> _Tally:
    # What no op covers is cut as well.
    before = ops[0].a0 > part[0] or ops[0].b0 > counterpart[0]
    tally = _Tally(before or ops[-1].a1 < part[1] or ops[-1].b1 < counterpart[1])
    for whole in ops:
        op = whole.within(part, counterpart)
        if op is None:
            continue
        if op.kind not in (SAME, ALIKE):
            tally.moved.append(op)
        if op.kind == SAME:
            # Words that only one puts in brackets are marked as not the speaker's.
            shift = op.b0 - op.a0
            same = [
                i
                for i in range(op.a0, op.a1)
                if (i in one.inserted) == (i + shift in other.inserted)
            ]
            tally.matched += len(same)
            tally.telling.update(one.keys[i] for i in same)
            tally.cut = tally.cut or len(same) < op.a1 - op.a0
        elif op.kind == ALIKE:
            tally.matched += min(op.a1 - op.a0, op.b1 - op.b0)
            tally.telling.update(one.keys[op.a0 : op.a1])
        elif op.kind == CUT or _is_marked(one, other, whole):
            tally.cut = True
        elif not _is_restart(one, op.a0, op.a1, op.b1 - op.b0) and not _is_restart(
            other, op.b0, op.b1, op.a1 - op.a0
        ):
            tally.edits.append(op)
            omitted = not (op.a1 - op.a0 and op.b1 - op.b0)
            longer = max(op.a1 - op.a0, op.b1 - op.b0)
            tally.cost += min(longer, _MOST_OMITTED) if omitted else longer
    return tally


def _merged(edits: Sequence[Op]) -> list[Op]:
    """Tell changes that one equal word parts as one: “this president” for “President Trump”."""
    merged: list[Op] = []
    for op in edits:
        if merged and op.a0 - merged[-1].a1 == 1 == op.b0 - merged[-1].b1:
            last = merged.pop()
            merged.append(Op(EDIT, last.a0, op.a1, last.b0, op.b1))
        else:
            merged.append(op)
    return merged


def _is_marked(one: Wording, other: Wording, op: Op) -> bool:
    """Tell whether the page itself shows that something was left out or put in there."""
    a_left_out = any(i in one.gaps for i in range(op.a0, op.a1 + 1))
    b_left_out = any(i in other.gaps for i in range(op.b0, op.b1 + 1))
    a_put_in = op.a1 > op.a0 and all(i in one.inserted for i in range(op.a0, op.a1))
    b_put_in = op.b1 > op.b0 and all(i in other.inserted for i in range(op.b0, op.b1))
    if a_put_in or b_put_in:
        return True
    if op.a0 == op.a1:
        return a_left_out
    if op.b0 == op.b1:
        return b_left_out
    if any(i in one.inserted for i in range(op.a0, op.a1)):
        return True
    if any(i in other.inserted for i in range(op.b0, op.b1)):
        return True
    # A word put for another beside an ellipsis is no omission; many words for a few are.
    longer = (op.a1 - op.a0) - (op.b1 - op.b0)
    return (longer > 1 and b_left_out) or (longer < -1 and a_left_out)


def _is_restart(side: Wording, start: int, end: int, opposite: int) -> bool:
    """Tell whether words that only one side has are a start made twice: “I, I think”."""
    n = end - start
    if not n or opposite or side.keys[start] not in _RESTARTED:
        return False
    again = side.keys[start:end]
    return again in (side.keys[end : end + n], side.keys[max(0, start - n) : start])


def _kind(op: Op) -> str:
    if op.a0 == op.a1:
        return "added"
    return "dropped" if op.b0 == op.b1 else "substituted"


def _printed(text: str, side: Wording, start: int, end: int) -> str:
    """Return words as they are printed, without the marks around them."""
    if start == end:
        return ""
    return " ".join(text[side.spans[start][0] : side.spans[end - 1][1]].split())


def _differing(before: str, after: str) -> tuple[str, str]:
    """Leave out what both begin or end with: `eleven million`, `seventeen million`."""
    one, other = before.split(), after.split()
    while len(one) > 1 and len(other) > 1 and one[-1].casefold() == other[-1].casefold():
        del one[-1], other[-1]
    while len(one) > 1 and len(other) > 1 and one[0].casefold() == other[0].casefold():
        del one[0], other[0]
    return " ".join(one), " ".join(other)


def _reasons(one: Wording, other: Wording, edits: Sequence[Op]) -> tuple[str, ...]:
    changed_sides = [
        (frozenset(one.keys[op.a0 : op.a1]), frozenset(other.keys[op.b0 : op.b1])) for op in edits
    ]
    changed = frozenset(key for before, after in changed_sides for key in before ^ after)
    numbers = {key for key in changed if is_number(key) or key in _NUMBERS}
    reasons = []
    if numbers - {"1"}:  # “one” is more often a pronoun
        reasons.append("number")
    if changed & _NEGATIONS:
        reasons.append("polarity")
    return (*reasons, "wording")
