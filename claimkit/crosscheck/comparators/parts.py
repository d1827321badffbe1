"""Parts of a whole: `nine of the twelve counts`, `all twelve`, `half of the 40 seats`, `both`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claimkit.crosscheck.comparators.amounts import Amount
from claimkit.crosscheck.propositions import Mark, Proposition, phrase

Number = tuple[Mark, Amount]

_OWNER = r"(?:the|this|these|those|its|his|her|their|our|my|(?:[\w-]+ ){0,2}[\w-]+(?:['’]s|s['’]))"
# What stands between a part and its whole: `of the town's`, `out of`, `of all the`.
_OF = re.compile(rf"(?:out )?of(?: all)?(?: {_OWNER})?(?: (?:about|some|roughly))?")
_ALIKE = 1e-9
_NOUN = 3  # words between the numbers of "one sample in six"
# And between a whole and the part that follows it: `twelve members, nine of whom`.
_OF_WHICH = re.compile(r"(?: [\w-]+){1,4},(?: (?:and|but|only|just))?")
_WHOM = re.compile(r" of (?:whom|which)\b")
_LESS_THAN_ALL = r"(?<!\bnot )(?<!\bnearly )(?<!\balmost )(?<!\bvirtually )(?<!\bpractically )"
# `Of all twelve counts` is followed by the part; `in all` is a sum.
_EVERY = re.compile(
    rf"(?<!^of ){_LESS_THAN_ALL}\b(?:all(?: of)?|every one of|each(?: one)? of|both(?: of)?)"
    rf"(?: {_OWNER})? $",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(r"\b(?:all|everyone|everybody|everything) (?:but|except) $", re.IGNORECASE)
_BOTH = re.compile(
    rf"{_LESS_THAN_ALL}\bboth (?:of )?(?:{_OWNER} )?([a-z-]{{3,}}s)\b(?!['’]?s? and\b)",
    re.IGNORECASE,
)


def parted(claim: Proposition, numbers: Sequence[Number]) -> list[Number]:
    """Return the numbers of a claim, and the shares that they make of wholes.

    Parameters
    ----------
    claim
        What they stand in.
    numbers
        Its numbers, in the order of the text.

    Returns
    -------
    list of tuple
        `nine of the twelve` adds the share 0.75 of the whole 12, `all twelve` the share 1 of 12;
        `half of the 40` has its whole. Of `all but three of the twelve` the part is nine, and
        `all but three`, of a whole that is not told, is marked as what is left out. That it is
        `none of the six` is told by the negation, which is compared as such.
    """
    counted = [_left_out(claim, each) for each in numbers]
    shares = [*_pairs(claim, counted), *_whole(claim, counted), *_both(claim, counted)]
    # A share that has its whole now, `half of the 40`, stands for the share without.
    without = [
        each
        for each in counted
        if each[1].label == "CARDINAL" or not any(inside(each[0], share) for share, _ in shares)
    ]
    return [*without, *shares]


def inside(mark: Mark, share: Mark) -> bool:
    """Tell whether a number is one of those that a share is made of."""
    return share.start <= mark.start and mark.end <= share.end


def of_one_whole(one: Amount, other: Amount) -> bool:
    """Tell whether two shares are parts of wholes of one size, which are compared by the parts."""
    return one.whole is not None and one.whole == other.whole


def count(share: Amount) -> Amount:
    """Return the part that a share of a known whole is, as a count.

    Examples
    --------
    >>> count(Amount("FRACTION", 0.75, 0.75, "judge", whole=12)).low
    9.0
    """
    low, high = (round(bound * (share.whole or 1), 6) for bound in (share.low, share.high))
    return Amount("CARDINAL", low, high, share.unit, None, share.about)


def complementary(one: Amount, other: Amount) -> bool:
    """Tell whether two parts make up their whole: nine for it and three against it, of twelve."""
    return of_one_whole(one, other) and abs(one.low + other.low - 1) < _ALIKE


def _before(claim: Proposition, mark: Mark) -> str:
    return claim.text[: mark.start - claim.start]


def _left_out(claim: Proposition, number: Number) -> Number:
    mark, amount = number
    if amount.label == "CARDINAL" and _ALL_BUT.search(_before(claim, mark)):
        return mark, replace(amount, left_out=True)
    return number


def _span(claim: Proposition, start: int, end: int) -> Mark:
    return Mark(start, end, claim.text[start - claim.start : end - claim.start], None, "FRACTION")


def _pairs(claim: Proposition, numbers: Sequence[Number]) -> Iterator[Number]:
    """Yield `three of the eighteen samples`, `half of the 40`, `twelve members, nine of whom`."""
    for (first, part), (second, whole) in pairwise(numbers):
        between = claim.text[first.end - claim.start : second.start - claim.start].lower()
        behind = claim.text[second.end - claim.start :]
        start, low = first.start, part.low
        if _OF_WHICH.fullmatch(between.rstrip()) and _WHOM.match(behind):
            part, whole, low = whole, part, whole.low
        elif _one_in(part, between):
            # The noun stands behind the one: what is counted is told by it.
            whole = replace(whole, unit=whole.unit or part.unit)
        elif not _OF.fullmatch(between.strip()):
            continue
        if whole.label != "CARDINAL" or not (part.exact and whole.exact) or whole.low <= 0:
            continue
        if part.label == "CARDINAL":
            if part.left_out and (found := _ALL_BUT.search(_before(claim, first))):
                low, start = whole.low - part.low, claim.start + found.start()
            share = low / whole.low
        elif part.label in ("FRACTION", "PERCENT"):
            share = low / (100 if part.label == "PERCENT" else 1)
        else:
            continue
        if 0 <= share <= 1:
            about = part.about or whole.about
            amount = Amount("FRACTION", share, share, whole.unit, None, about, whole=whole.low)
            yield _span(claim, start, second.end), amount


def _one_in(part: Amount, between: str) -> bool:
    words = between.split()
    return part.low == 1 and words[-1:] == ["in"] and len(words) <= _NOUN


def _whole(claim: Proposition, numbers: Sequence[Number]) -> Iterator[Number]:
    """Yield `all twelve`, `each of the five judges`, where no part of them is named."""
    for place, (mark, amount) in enumerate(numbers):
        found = _EVERY.search(_before(claim, mark))
        if not found or amount.label != "CARDINAL" or not amount.exact or amount.low <= 0:
            continue
        if place and _of(claim, numbers[place - 1][0], mark):
            continue
        share = Amount("FRACTION", 1.0, 1.0, amount.unit, None, amount.about, whole=amount.low)
        yield _span(claim, claim.start + found.start(), mark.end), share


def _of(claim: Proposition, part: Mark, whole: Mark) -> bool:
    between = claim.text[part.end - claim.start : whole.start - claim.start]
    return bool(_OF.fullmatch(between.strip().lower()))


def _both(claim: Proposition, numbers: Sequence[Number]) -> Iterator[Number]:
    """Yield `both bridges`; of `both miners and farmers` there need not be two."""
    for found in _BOTH.finditer(claim.text):
        start, end = (claim.start + place for place in found.span())
        if any(start <= mark.start < end for mark, _ in numbers) or not phrase(found[1]):
            continue
        mark = _span(claim, start, end)
        yield mark, Amount("FRACTION", 1.0, 1.0, found[1].lower(), whole=2.0)
