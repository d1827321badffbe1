"""Numbers as they are written: digits, words, fractions and magnitudes.

All values are exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimkit.language.quantities import units
from claimkit.language.quantities.lexicon import (
    DASHES,
    INDEFINITE,
    MAGNITUDES,
    ORDINALS,
    PARTS,
    SUFFIXES,
    TENS,
    VULGAR,
    WORDS,
)
from claimkit.language.quantities.pieces import Piece

# Denominators of fractions in digits; others are dates, scores or names ("9/11", "24/7").
_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 1000))
_OF_PART = frozenset(("of", "a", "an", "the", "-", *"million billion trillion thousand".split()))
_ORDINAL_DIGITS = frozenset(("st", "nd", "rd", "th"))


class Number(NamedTuple):
    """A number and where its pieces end; without a value where only its order is said."""

    value: Fraction | None
    end: int
    low: Fraction | None = None  # the least that it can be, where it has no value
    coefficient: Fraction = Fraction(1)
    scale: Fraction = Fraction(1)  # the magnitudes that are written: 10**6 of "2.5 million"
    is_part: bool = False  # a fraction of something: "two thirds", "½", "half"
    is_digits: bool = False
    approximate: bool = False


def ordinal(run: Sequence[Piece], at: int) -> Number | None:
    """Read an ordinal: "third", "21st", "twenty-first", "2nd"."""
    piece = run[at]
    if piece.low in ORDINALS:
        return Number(ORDINALS[piece.low], at + 1)
    if piece.number is not None and at + 1 < len(run):
        after = run[at + 1]
        if after.glued and after.low in _ORDINAL_DIGITS and piece.number.denominator == 1:
            return Number(piece.number, at + 2, is_digits=True)
    if piece.low in TENS and at + 2 < len(run) and run[at + 1].text in DASHES:
        unit = ORDINALS.get(run[at + 2].low)
        if unit is not None and unit < 10:
            return Number(WORDS[piece.low] + unit, at + 3)
    return None


def number(run: Sequence[Piece], at: int) -> Number | None:
    """Read the number that begins at a piece; null where none does.

    Parameters
    ----------
    run
        The pieces of a stretch of tokens.
    at
        Where to begin.

    Examples
    --------
    >>> import spacy
    >>> from claimkit.language.quantities.pieces import pieces
    >>> def read(text):
    ...     doc = spacy.blank("en")(text)
    ...     return number(pieces(doc, 0, len(doc)), 0)
    >>> [str(read(text).value) for text in ("twenty-three", "2 1/2", "two and a half million")]
    ['23', '5/2', '2500000']
    >>> [str(read(text).value) for text in ("half a million", "two-thirds", "3.2bn", "a dozen")]
    ['500000', '2/3', '3200000000', '12']
    """
    if at >= len(run):
        return None
    return _indefinite(run, at) or _part(run, at) or _halved(run, at) or _plain(run, at)


def _word(run: Sequence[Piece], at: int) -> str:
    return run[at].low if 0 <= at < len(run) else ""


def _past_dash(run: Sequence[Piece], at: int) -> int:
    """Return the next piece behind a hyphen within a compound."""
    is_joined = at + 1 < len(run) and run[at].text in DASHES and run[at + 1].glued
    return at + 1 if is_joined else at


def _indefinite(run: Sequence[Piece], at: int) -> Number | None:
    """Hundreds, tens of thousands, a few hundred, several million, a couple of dozen."""
    start = at
    if _word(run, at) == "a":
        at += 1
    if _word(run, at) == "couple":
        at += 1
        of = _word(run, at) == "of"
        scale = MAGNITUDES.get(_word(run, at + of), Fraction(1))
        if scale == 1 and not of:
            return None
        end = at + of + 1 if scale > 1 else at
        if start == at - 1:  # "the couple of the year"
            return None
        return Number(2 * scale, end, coefficient=Fraction(2), scale=scale, approximate=True)
    if _word(run, at) in ("few", "several", "many"):
        scale = MAGNITUDES.get(_word(run, at + 1), Fraction(1))
        many = _word(run, at) == "many"
        if scale == 1 or (many and start == at):
            return None
        factor = 1 if many else 2
        return Number(None, at + 2, low=factor * scale, scale=scale, approximate=True)
    if start != at or run[at].low not in INDEFINITE:
        return None
    low = INDEFINITE[run[at].low]
    end = at + 1
    while _word(run, end) == "of" and _word(run, end + 1) in INDEFINITE:
        low *= INDEFINITE[_word(run, end + 1)]
        end += 2
    if end == at + 1 and run[at].low in ("tens", "scores") and _word(run, end) != "of":
        return None
    return Number(None, end, low=low, scale=low, approximate=True)


def _part(run: Sequence[Piece], at: int) -> Number | None:
    """Two-thirds, one fifth, three quarters, 3/4, half, and as many of a million."""
    value: Fraction | None = None
    end = at
    first = run[at]
    if first.number is not None and first.text in VULGAR:
        value, end = first.number, at + 1
    elif (pair := _slashed(run, at)) is not None:
        value, end = pair, at + 3
    elif first.number is not None or first.low in WORDS or first.low == "a":
        top = first.number or WORDS.get(first.low, Fraction(1))
        to = _past_dash(run, at + 1)
        bottom = PARTS.get(_word(run, to))
        plural = _word(run, to).endswith("s") and _word(run, to) != "halves"
        if bottom and top.denominator == 1 and (top == 1) != (plural or _word(run, to) == "halves"):
            # "a half-dozen" and "a quarter of a million" go on; "two fifth-graders" do not.
            if to != at + 1 and _word(run, to + 1) in DASHES and not plural and top == 1:
                return None
            value, end = top / bottom, to + 1
    elif first.low == "half" or (first.low == "quarter" and _word(run, at + 1) == "of"):
        value, end = 1 / PARTS[first.low], at + 1
    if value is None:
        return None
    for scale, to in _scales_behind_part(run, end):
        return Number(value * scale, to, coefficient=value, scale=scale)
    return Number(value, end, coefficient=value, is_part=True, is_digits=first.number is not None)


def _scales_behind_part(run: Sequence[Piece], at: int) -> Iterator[tuple[Fraction, int]]:
    """Yield the magnitude behind a part: "half [a million]", "¾ [of a million]", "half-[dozen]"."""
    to = _past_dash(run, at)
    to += _word(run, to) == "of"
    if _word(run, to) in ("a", "one"):
        to = _past_dash(run, to + 1)
    if _word(run, to) in MAGNITUDES and (to == at or _word(run, at) != "of" or to == at + 2):
        yield MAGNITUDES[_word(run, to)], to + 1


def _slashed(run: Sequence[Piece], at: int) -> Fraction | None:
    if at + 2 >= len(run) or run[at + 1].text not in "/⁄" or not run[at + 2].glued:
        return None
    top, bottom = run[at].number, run[at + 2].number
    if top is None or bottom is None or not 0 < top < bottom or bottom not in _DENOMINATORS:
        return None
    # Without what it is a part of, it may be a date: "the 9/12 project".
    behind = run[at + 3] if at + 3 < len(run) else None
    is_part = behind is None or behind.low in _OF_PART or units.unit(behind.text) is not None
    return top / bottom if is_part or run[at - 1].number is not None else None


def _halved(run: Sequence[Piece], at: int) -> Number | None:
    """A half-dozen, a half million."""
    if _word(run, at) != "a" or _word(run, at + 1) != "half":
        return None
    for scale, end in _scales_behind_part(run, at + 2):
        return Number(scale / 2, end, coefficient=Fraction(1, 2), scale=scale)
    return None


def _plain(run: Sequence[Piece], at: int) -> Number | None:
    is_digits = run[at].number is not None
    if is_digits:
        value, end = run[at].number or Fraction(0), at + 1
        if end < len(run) and run[end].text in VULGAR and value.denominator == 1:
            value, end = value + (run[end].number or 0), end + 1
        elif value.denominator == 1 and (tail := _slashed(run, end)) is not None:
            value, end = value + tail, end + 3
    else:
        read = _spelled(run, at)
        if read is None:
            return None
        value, end = read
    value, end = _and_a_half(run, value, end)
    coefficient, scale = value, Fraction(1)
    while (step := _magnitude(run, end, is_digits)) is not None:
        scale, end = scale * step[0], step[1]
    if scale > 1:
        more, end = _and_a_half(run, Fraction(0), end)
        return Number(value * scale + more * scale, end, None, coefficient, scale, False, is_digits)
    return Number(value, end, None, coefficient, scale, False, is_digits)


def _and_a_half(run: Sequence[Piece], value: Fraction, at: int) -> tuple[Fraction, int]:
    """Add "and a half", "and three-quarters", "-and-a-half"."""
    to = _past_dash(run, at)
    if _word(run, to) != "and":
        return value, at
    to = _past_dash(run, to + 1)
    if to >= len(run) or (run[to].low not in ("a", "one", "two", "three")):
        return value, at
    last = _past_dash(run, to + 1)
    if PARTS.get(_word(run, last)) not in (2, 3, 4):
        return value, at
    top = WORDS.get(run[to].low, Fraction(1))
    return value + top / PARTS[run[last].low], last + 1


def _magnitude(run: Sequence[Piece], at: int, is_digits: bool) -> tuple[Fraction, int] | None:
    to = _past_dash(run, at)
    if to >= len(run):
        return None
    word = run[to].low
    if word in MAGNITUDES:
        return MAGNITUDES[word], to + 1
    # "5 K" is a temperature or a mark, "5k" a number.
    if is_digits and to == at and word in SUFFIXES and (run[to].glued or len(word) > 1):
        return SUFFIXES[word], to + 1
    return None


def _spelled(run: Sequence[Piece], at: int) -> tuple[Fraction, int] | None:
    """Read number words: "twenty-three", "two hundred and five thousand", "a hundred"."""
    total, current = Fraction(0), None
    start = at
    if run[at].low == "a" and _word(run, _past_dash(run, at + 1)) in MAGNITUDES:
        current, at = Fraction(1), _past_dash(run, at + 1)
    while at < len(run):
        to = _past_dash(run, at) if at > start else at
        word = _word(run, to)
        if word == "and" and current is not None and current >= 100 and _word(run, to + 1) in WORDS:
            to += 1
            word = _word(run, to)
        if word in WORDS:
            value = WORDS[word]
            if current is not None and not (
                (current % 100 == 0 and current > 0)
                or (current % 100 >= 20 and current % 10 == 0 and 0 < value < 10)
            ):
                break
            current = (current or Fraction(0)) + value
        elif word == "hundred" and current is not None and current < 100:
            current *= 100
        elif word in ("thousand", "million", "billion") and current is not None:
            scale = MAGNITUDES[word]
            # Only with a remainder ("two thousand and five") is the magnitude part of the words;
            # else it is read as one, so that "two to three million" can share it.
            rest = _past_dash(run, to + 1)
            rest += _word(run, rest) == "and"
            shares = _word(run, start - 1) == "between" and rest > to + 1
            if _word(run, rest) not in WORDS or shares:
                break
            total, current = total + current * scale, None
        else:
            break
        at = to + 1
    if current is None:
        return (total, at) if total else None
    return (total + current, at) if at > start else None
