"""Numbers of two claims: the same, rounded, converted, contained, or in conflict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
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
from claimkit.crosscheck.comparators.comparison import Comparison, against, place, quoted
from claimkit.crosscheck.comparators.parts import (
    Number,
    complementary,
    count,
    inside,
    of_one_whole,
    parted,
)
from claimkit.crosscheck.propositions import Proposition

# What is counted is the same if the nouns are so alike; a noun that names people in general, or no
# noun at all, leaves it to the rest of the claim.
COUNTED = 0.45
_PEOPLE = frozenset("person people man woman other one".split())
_SHARES = frozenset(("PERCENT", "FRACTION"))
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
# A share of what is known to be so at the time of the report, which may go on.
_UNTIL_NOW = re.compile(
    r"\b(?:so far|by now|until now|to date|already|still|yet|(?:has|have|['’]ve)"
    r"(?: now| since| also)? (?:been \w+|\w+(?:ed|en|wn|ne|nt|id|ft|st|ght)))\b"
)
_YEAR = re.compile(r"^(\d{4})\b")
_AGE = re.compile(r"\b(\d{1,3})[ -]years?(?:[ -]old| ago)\b")
_FRACTIONS = 0.7  # how surely two shares are of one whole that neither names as a count
_UNNAMED = 0.4  # and two numbers of one thing, of which one has no noun
_EXACT = 100  # parts of less than this are counted, not rounded, unless the text says "about"


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
    taken: set[int] = set()
    pairs = sorted(
        (-alike, i, j, a, b)
        for (i, a), (j, b) in product(enumerate(sides[0]), enumerate(sides[1]))
        if (alike := _same_measure(a, b)) is not None
    )
    open_pairs: list[tuple[float, Number, Number]] = []
    # What agrees is settled first: of "19 of 29 seats" and "19 seats" only the 19 are compared. But
    # that both are of twelve settles nothing of nine of them, and all: parts go before wholes.
    for parts, agreeing in ((True, True), (True, False), (False, True), (False, False)):
        for negative, i, j, a, b in pairs:
            if i in taken or ~j in taken or (parts and not of_one_whole(a[1], b[1])):
                continue
            outcome = _outcome(a, b)
            if (outcome is not None) != agreeing:
                continue
            if not agreeing and of_one_whole(a[1], b[1]) and _told_apart(sides, a, b):
                continue
            taken |= {i, ~j}
            if outcome is not None:
                found.append(outcome)
            else:
                open_pairs.append((-negative, a, b))
            if outcome is not None or parts:
                # With the shares the counts that they are made of are settled, too.
                taken |= {k for k, (mark, _) in enumerate(sides[0]) if inside(mark, a[0])}
                taken |= {~k for k, (mark, _) in enumerate(sides[1]) if inside(mark, b[0])}
    alone = _beside_numbers(one) == _beside_numbers(other)
    found += [
        _complement(a, b) if complementary(a[1], b[1]) and not alone else _conflict(alike, a, b)
        for alike, a, b in open_pairs
    ]
    return sorted(found, key=lambda each: (str(each.spans), each.outcome))


def put_otherwise(one: Proposition, other: Proposition) -> bool:
    """Tell whether two claims have one amount, rounded or converted, whatever it is of.

    Also an age in the one and the year it began in in the other: `built in 1994`, `31 years old`.
    """
    if _began(one, other) or _began(other, one):
        return True
    sides = [_numbers(claim) for claim in (one, other)]
    return any(
        a[1].label == b[1].label
        and (a[1].label != "MEASURE" or in_unit(a[1], b[1].unit, b[1].per) is not None)
        and (found := _outcome(a, b)) is not None
        and found.outcome == "reconciled"
        for a, b in product(*sides)
    )


def _began(dated: Proposition, aged: Proposition) -> bool:
    """Tell whether one claim has the year in which began what is so many years old in the other."""
    today = _YEAR.match(aged.published)
    if today is None:
        return False
    began = {int(today[1]) - int(age) for age in _AGE.findall(aged.text)}
    years = {int(year) for mark in dated.times for year in _YEAR.findall(mark.value or "")}
    return any(abs(year - each) <= 1 for year in years for each in began)


def _told_apart(sides: Sequence[Sequence[Number]], a: Number, b: Number) -> bool:
    """Tell whether one side has the other's part as well: `nine of the twelve, and not on three`.

    Then it is not known which of its numbers the other's part answers to.
    """
    for side, own, part in ((sides[0], a, count(b[1])), (sides[1], b, count(a[1]))):
        for mark, amount in side:
            known = count(amount) if amount.whole else amount
            if not inside(mark, own[0]) and (known.label, known.low) == ("CARDINAL", part.low):
                return True
    return False


def _numbers(claim: Proposition) -> list[Number]:
    found = []
    for mark in claim.quantities:
        amount = read(mark.value, mark.label) if mark.label != "ORDINAL" else None
        if amount is not None:
            behind = _DIMENSION.match(claim.text, mark.end - claim.start)
            way = behind and _DIMENSIONS[behind[1]]
            found.append((mark, replace(amount, dimension=way) if way else amount))
    return parted(claim, found)


def _same_measure(a: Number, b: Number) -> float | None:
    """Return how surely two numbers count or measure the same, 0 to 1; null if they do not."""
    one, other = a[1], b[1]
    if one.label in _SHARES and other.label in _SHARES:
        return _same_whole(one, other)
    if one.label != other.label or one.left_out != other.left_out:
        return None
    if one.label == "MONEY":
        return 0.9 if one.unit == other.unit and one.per == other.per else None
    if one.label == "MEASURE":
        if one.dimension and other.dimension and one.dimension != other.dimension:
            return None
        return None if in_unit(one, other.unit, other.per) is None else 0.9
    if one.per != other.per and one.per and other.per:
        return None
    return _same_noun(one.unit, other.unit)


def _same_noun(one: str | None, other: str | None) -> float | None:
    """Return how surely two nouns say that the same is counted; null if they say that it is not."""
    if one is None or other is None:
        return _UNNAMED
    if one == other:
        return 1.0
    if {one, other} & _PEOPLE:
        return 0.5
    alike = likeness(one, other) or 0.0
    return alike if alike >= COUNTED else None


def _same_whole(one: Amount, other: Amount) -> float | None:
    """Return how surely two shares are of the same; null if they are not, or it cannot be told."""
    nouns = _same_noun(one.unit, other.unit)
    if one.whole and other.whole:
        # All of twelve and all of ten: how many there are is compared as a count.
        both_all = one.low == other.low == 1
        return None if both_all and one.whole != other.whole else nouns
    if 1 in (one.low, other.low) and (one.whole or other.whole):
        return nouns if one.unit and other.unit else None
    return _FRACTIONS


def _outcome(a: Number, b: Number) -> Comparison | None:
    """Return how two numbers agree; null where they do not."""
    (first, one), (second, other) = a, b
    if of_one_whole(one, other):
        return _outcome_of_parts(a, b)
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
    if 1 in (one.whole and one.low, other.whole and other.low):
        return None  # nothing less than all is all, rounded
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


def _outcome_of_parts(a: Number, b: Number) -> Comparison | None:
    """Return how two parts of one whole agree: as counts, which are exact if they are small."""
    one, other = count(a[1]), count(b[1])
    spans = (place(a[0]), place(b[0]))
    sides = f"{quoted(a[0].text)} and {quoted(b[0].text)}"
    if one.low == other.low:
        return Comparison("same", (), spans, f"{sides} are the same number")
    about = one.about or other.about
    small = not about and max(one.low, other.low) < _EXACT
    if small or a[1].whole in (one.low, other.low):
        return None
    if rounds(one.low, other.low, about) or rounds(other.low, one.low, about):
        return Comparison("reconciled", ("rounding",), spans, f"{sides} are one number, rounded")
    return None


def _share(amount: Amount) -> Amount:
    if amount.label != "PERCENT":
        return amount
    return Amount("FRACTION", amount.low / 100, amount.high / 100, None, None, amount.about)


def _conflict(alike: float, a: Number, b: Number) -> Comparison:
    spans = (place(a[0]), place(b[0]))
    return against("number", (a[0].text, b[0].text), spans, round(alike, 4))


def _complement(a: Number, b: Number) -> Comparison:
    """Return what two parts are that make up the whole: nine voted for it, three against it."""
    text = f"{quoted(a[0].text)} and {quoted(b[0].text)} make up the whole"
    return Comparison("detail", (), (place(a[0]), place(b[0])), text)


def _beside_numbers(claim: Proposition) -> set[str]:
    return {word.stem for word in claim.beside()}


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


def of_parts(comparison: Comparison, one: Proposition, other: Proposition) -> bool:
    """Tell whether both numbers of a conflict are parts of a whole that is said."""
    return all(amount is not None and amount.whole for amount in _compared(comparison, one, other))


def may_grow(comparison: Comparison, one: Proposition, other: Proposition) -> bool:
    """Tell whether a later report may have the other number because the count went on.

    The dead, the signatures, the patients become more; a price, a length, a share and what one
    thing costs (`per`) do not, unless the other claim says that they rose, or either tells of a
    part of a whole how it has been until now: `nine of the twelve miners have been freed`. And two
    numbers of the same digits in another order (218, 281) are a slip.
    """
    amounts = _compared(comparison, one, other)
    if of_parts(comparison, one, other):
        goes_on = any(_UNTIL_NOW.search(claim.text) for claim in (one, other))
        return goes_on or bool(_DEVELOPS.search(other.text))
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
