"""Amounts as the spans of role ``quantity`` write them, and how two of them compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import floor, inf, log10

from claimkit.language.quantities import units

_VALUE = re.compile(
    r"(?P<about>~)?(?P<sign>>=|<=|>|<)?(?P<low>-?\d+(?:\.\d+)?(?:/\d+)?)?"
    r"(?P<range>\.\.)?(?P<high>-?\d+(?:\.\d+)?(?:/\d+)?)?"
    r"(?:st|nd|rd|th)?(?: (?P<unit>[^/]+))?(?:/(?P<per>.+))?"
)
_DIGITS = 12
_ALIKE = 1e-9
# What a rounded number may be off by, where the text says "about": half of its last digit that is
# not zero, and for round numbers this share.
SLACK = 0.05
CUT = 1000  # how much coarser a number must be to be one whose last digits were cut off


@dataclass(frozen=True)
class Amount:
    """A number with its bounds.

    Attributes
    ----------
    label
        ``CARDINAL``, ``MONEY``, … as the span has it.
    low, high
        Bounds of what it can be; the same for an exact number, infinite where it is open.
    unit, per
        Of measurement, a currency, or the lemma of the noun that is counted; null if none.
    about
        Whether the text says that it is not exact.
    dimension
        Of a measurement, which way it was taken, if the text says so: ``long``, ``high``, ``off``.
    whole
        Of a share, how many the whole is, if the text says so: 12 in `nine of the twelve`.
    left_out
        Whether it counts those of whom it does not hold: `all but three`.
    """

    label: str
    low: float
    high: float
    unit: str | None = None
    per: str | None = None
    about: bool = False
    dimension: str | None = None
    whole: float | None = None
    left_out: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    @property
    def measured(self) -> bool:
        """Whether its unit is one that can be converted."""
        return self.label in ("MEASURE",) and self.unit is not None


def read(value: str | None, label: str | None) -> Amount | None:
    """Read the value of a span; null where it says no number.

    Examples
    --------
    >>> amount = read("~1800000 mark", "CARDINAL")
    >>> amount.low, amount.unit, amount.about
    (1800000.0, 'mark', True)
    >>> read(">=20 kilometre", "MEASURE").high, read("900..1100 wheel", "CARDINAL").low
    (inf, 900.0)
    """
    found = _VALUE.fullmatch(value or "")
    if not found or not (found["low"] or found["high"]):
        return None
    low = _number(found["low"] or "")
    high = _number(found["high"] or "") if found["range"] else low
    sign = found["sign"] or ""
    if sign.startswith(">"):
        high = inf
    elif sign.startswith("<"):
        low = -inf
    return Amount(
        label or "CARDINAL",
        -inf if low is None else low,
        inf if high is None else high,
        found["unit"],
        found["per"],
        bool(found["about"]),
    )


def _number(text: str) -> float | None:
    try:
        return float(Fraction(text)) if text else None
    except (ValueError, ZeroDivisionError):
        return None


def in_unit(amount: Amount, unit: str | None, per: str | None) -> Amount | None:
    """Return an amount in another unit; null where it cannot be converted."""
    if (amount.unit, amount.per) == (unit, per):
        return amount
    if amount.unit is None or unit is None:
        return None
    bounds = []
    for bound in (amount.low, amount.high):
        if abs(bound) == inf:
            bounds.append(bound)
            continue
        own = units.base(Fraction(bound), amount.unit, amount.per)
        zero, one = (units.base(Fraction(x), unit, per) for x in (0, 1))
        if own is None or zero is None or one is None or own[1] != one[1]:
            return None
        # Degrees have another zero, so that a factor alone does not do.
        bounds.append((own[0] - zero[0]) / (one[0] - zero[0]))
    return Amount(amount.label, bounds[0], bounds[1], unit, per, amount.about)


def step(number: float) -> float:
    """Return the place of a number's last digit that is not zero: how round it is.

    Examples
    --------
    >>> step(12500), step(37), step(0.25), step(100)
    (100.0, 1.0, 0.01, 100.0)
    """
    if number == 0 or abs(number) == inf:
        return 1.0
    plain = f"{abs(number):.{_DIGITS}g}"
    if "e" in plain:
        return float(10.0 ** floor(log10(abs(number))))
    whole, _, decimals = plain.partition(".")
    if decimals:
        return float(10.0 ** -len(decimals))
    return float(10 ** (len(whole) - len(whole.rstrip("0"))))


def rounds(fine: float, coarse: float, about: bool) -> bool:
    """Tell whether a number can be a rounded form of a finer one.

    Examples
    --------
    >>> rounds(12480, 12500, False), rounds(412000, 400000, True), rounds(19, 29, True)
    (True, True, False)
    >>> rounds(43885310, 43e6, False), rounds(43.9, 43, False)
    (True, False)
    """
    unit = step(coarse)
    if step(fine) > unit:
        return False
    # "19" and "20" are two counts; a rounded one has at least two digits less than it could have.
    if not about and unit < 10 and coarse == round(coarse) and fine == round(fine):
        return False
    # Of a number with many digits the last are cut off as often as they are rounded.
    if step(fine) <= unit / CUT and 0 <= (fine - coarse) * (1 if coarse > 0 else -1) < unit:
        return True
    slack = max(unit / 2, SLACK * abs(coarse) if about else 0.0)
    return abs(fine - coarse) <= slack * (1 + 1e-9)


def overlap(one: Amount, other: Amount) -> bool:
    """Tell whether some number lies within the bounds of both."""
    return max(one.low, other.low) <= min(one.high, other.high)


def slipped(one: Amount, other: Amount) -> bool:
    """Tell whether two numbers differ by a point that slipped: tenfold, a million for a billion.

    Examples
    --------
    >>> slipped(Amount("MONEY", 1.8e6, 1.8e6), Amount("MONEY", 1.8e9, 1.8e9))
    True
    """
    low, high = sorted((one.low, other.low))
    if not (one.exact and other.exact and 0 < low < high < inf):
        return False
    places = log10(high / low)
    return round(places) >= 1 and abs(places - round(places)) < _ALIKE
