"""Numbers of two claims: the same, rounded, converted, contained, or in conflict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from math import inf

from claimkit.crosscheck.alignment import likeness
from claimkit.crosscheck.comparators.amounts import (
    Amount,
    in_unit,
    overlap,
    read,
    rounds,
    slipped,
)
from claimkit.crosscheck.comparators.comparison import Comparison, place, quoted
from claimkit.crosscheck.propositions import Mark, Proposition

# What is counted is the same if the nouns are so alike; a noun that names people in general, or no
# noun at all, leaves it to the rest of the claim.
COUNTED = 0.45
_PEOPLE = frozenset("person people man woman other one".split())
_SHARES = frozenset(("PERCENT", "FRACTION"))
_PAIRED = frozenset(("of", "of the", "out of", "of its", "of his", "of her", "of their"))
# What the later report says where what is no count has become more.
_DEVELOPS = re.compile(
    r"\b(?:rose|risen|rise[sd]?|rising|raise[sd]?|raising|grew|grow(?:s|n|ing)?|climb(?:s|ed|ing)?"
    r"|increas(?:es?|ed|ing)|(?:went|gone|going) up|now|so far|revised|updated)\b"
)
# The way a measurement was taken, and the word for it that stands for its synonyms.
_DIMENSIONS = {
    "long": "long", "wide": "wide", "broad": "wide", "across": "wide", "high": "high",
    "tall": "high", "deep": "deep", "thick": "thick", "away": "away", "off": "away",
    "offshore": "away", "from": "away",
}  # fmt: skip
_DIMENSION = re.compile(rf"[ -]({'|'.join(_DIMENSIONS)})\b")
_NOUN = 3  # words between the numbers of "one sample in six"

Number = tuple[Mark, Amount]


def compare(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return how the numbers of two claims compare that count or measure the same.

    Parameters
    ----------
    one, other
        The claims. Ordinals are left out: they name things more often than they count.

    Returns
    -------
    list of Comparison
        One a pair of numbers; numbers that only one side has give none. ``conflict`` with
        ``number``; ``reconciled`` with ``rounding``, ``unit`` or both.
    """
    sides = [_numbers(claim) for claim in (one, other)]
    found: list[Comparison] = []
    open_pairs: list[tuple[float, Number, Number]] = []
    taken: set[int] = set()
    pairs = sorted(
        (-alike, i, j, a, b)
        for (i, a), (j, b) in product(enumerate(sides[0]), enumerate(sides[1]))
        if (alike := _same_measure(a, b)) is not None
    )
    # What agrees is settled first: of "19 of 29 seats" and "19 seats" only the 19 are compared.
    for agreeing in (True, False):
        for negative, i, j, a, b in pairs:
            if i in taken or ~j in taken:
                continue
            outcome = _outcome(a, b)
            if (outcome is not None) == agreeing:
                taken |= {i, ~j}
                if outcome is not None:
                    found.append(outcome)
                    # Where the shares agree, the counts that they are made of are settled, too.
                    taken |= {k for k, (mark, _) in enumerate(sides[0]) if _within(mark, a[0])}
                    taken |= {~k for k, (mark, _) in enumerate(sides[1]) if _within(mark, b[0])}
                else:
                    open_pairs.append((-negative, a, b))
    found += [_conflict(alike, a, b) for alike, a, b in open_pairs]
    return sorted(found, key=lambda each: (str(each.spans), each.outcome))


def _within(mark: Mark, share: Mark) -> bool:
    return share.start <= mark.start and mark.end <= share.end


def _numbers(claim: Proposition) -> list[Number]:
    found = []
    for mark in claim.quantities:
        amount = read(mark.value, mark.label) if mark.label != "ORDINAL" else None
        if amount is not None:
            behind = _DIMENSION.match(claim.text, mark.end - claim.start)
            way = behind and _DIMENSIONS[behind[1]]
            found.append((mark, replace(amount, dimension=way) if way else amount))
    return _with_shares(claim, found)


def _with_shares(claim: Proposition, found: Sequence[Number]) -> list[Number]:
    """Add the share that two counts make: `three of eighteen samples`, `one sample in six`."""
    out = list(found)
    for (first, part), (second, whole) in pairwise(found):
        between = claim.text[first.end - claim.start : second.start - claim.start].strip().lower()
        counts = part.exact and whole.exact and part.label == whole.label == "CARDINAL"
        one_in = part.low == 1 and between.split()[-1:] == ["in"] and len(between.split()) <= _NOUN
        if counts and (between in _PAIRED or one_in) and whole.low > 0:
            text = claim.text[first.start - claim.start : second.end - claim.start]
            share = part.low / whole.low
            mark = Mark(first.start, second.end, text, None, "FRACTION")
            out.append((mark, Amount("FRACTION", share, share, None)))
    return out


def _same_measure(a: Number, b: Number) -> float | None:
    """Return how surely two numbers count or measure the same, 0 to 1; null if they do not."""
    one, other = a[1], b[1]
    if one.label in _SHARES and other.label in _SHARES:
        return 0.7
    if one.label != other.label:
        return None
    if one.label == "MONEY":
        return 0.9 if one.unit == other.unit and one.per == other.per else None
    if one.label == "MEASURE":
        if one.dimension and other.dimension and one.dimension != other.dimension:
            return None
        return None if in_unit(one, other.unit, other.per) is None else 0.9
    if one.per != other.per and one.per and other.per:
        return None
    if one.unit is None or other.unit is None:
        return 0.4
    if one.unit == other.unit:
        return 1.0
    if {one.unit, other.unit} & _PEOPLE:
        return 0.5
    alike = likeness(one.unit, other.unit) or 0.0
    return alike if alike >= COUNTED else None


def _outcome(a: Number, b: Number) -> Comparison | None:
    """Return how two numbers agree; null where they do not."""
    (first, one), (second, other) = a, b
    converted = one
    share = {one.label, other.label} == _SHARES
    if share:
        one, other = (_share(each) for each in (one, other))
        converted = one
    elif one.label == "MEASURE" and (one.unit, one.per) != (other.unit, other.per):
        converted = in_unit(one, other.unit, other.per) or one
    spans = (place(first), place(second))
    sides = f"{quoted(first.text)} and {quoted(second.text)}"
    unit = () if converted is one and not share else ("unit",)
    if (converted.low, converted.high) == (other.low, other.high):
        if unit:
            return Comparison("reconciled", unit, spans, f"{sides} are the same amount")
        return Comparison("same", (), spans, f"{sides} are the same number")
    if converted.exact and other.exact:
        about = one.about or other.about or bool(unit)
        pairs = [(converted.low, other.low), (other.low, converted.low)]
        back = in_unit(other, one.unit, one.per) if unit and not share else None
        if back and rounds(back.low, one.low, True):
            pairs.append((back.low, one.low))
        if any(rounds(fine, coarse, about) for fine, coarse in pairs):
            reasons = (*unit, "rounding")
            return Comparison("reconciled", reasons, spans, f"{sides} are one number, rounded")
    elif overlap(converted, other):
        reasons = (*unit, "rounding")
        return Comparison("reconciled", reasons, spans, f"{sides} can both hold")
    return None


def _share(amount: Amount) -> Amount:
    if amount.label != "PERCENT":
        return amount
    return Amount("FRACTION", amount.low / 100, amount.high / 100, None, None, amount.about)


def _conflict(alike: float, a: Number, b: Number) -> Comparison:
    text = f"{quoted(a[0].text)} against {quoted(b[0].text)}"
    spans = (place(a[0]), place(b[0]))
    return Comparison("conflict", ("number",), spans, text, round(alike, 4))


def larger(comparison: Comparison, one: Proposition, other: Proposition) -> int:
    """Return 1 where the other side's number is the larger one, -1 where it is the smaller."""
    first, second = (
        amount.low if amount and amount.low != -inf else 0.0
        for amount in _compared(comparison, one, other)
    )
    return (second > first) - (second < first)


def misplaced(comparison: Comparison, one: Proposition, other: Proposition) -> bool:
    """Tell whether the numbers of a conflict differ by a point that slipped."""
    first, second = _compared(comparison, one, other)
    return first is not None and second is not None and slipped(first, second)


def may_grow(comparison: Comparison, one: Proposition, other: Proposition) -> bool:
    """Tell whether a later report may have the other number because the count went on.

    The dead, the signatures, the patients become more; a price, a length, a share and what one
    thing costs (`per`) do not, unless the other claim says that they rose. And two numbers of the
    same digits in another order (218, 281) are a slip.
    """
    amounts = _compared(comparison, one, other)
    counts = all(a is not None and a.label == "CARDINAL" and not a.per for a in amounts)
    first, second = (sorted(str(a.low if a else 0).strip("0.")) for a in amounts)
    return first != second and (counts or bool(_DEVELOPS.search(other.text)))


def _compared(
    comparison: Comparison, one: Proposition, other: Proposition
) -> tuple[Amount | None, Amount | None]:
    """Return the amounts that a comparison is of."""
    first, second = (
        next((a for mark, a in _numbers(claim) if place(mark) == span), None)
        for claim, span in zip((one, other), comparison.spans, strict=True)
    )
    return first, second
