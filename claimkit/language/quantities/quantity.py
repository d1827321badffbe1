"""A quantity: a number, or the bounds of one, with what it counts or measures."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from claimkit.language.quantities import units

_SIGNS = {"at least": ">=", "more than": ">", "at most": "<=", "less than": "<"}


@dataclass(frozen=True)
class Quantity:
    """What a number in a text says; what the text leaves open is null.

    Attributes
    ----------
    label
        ``CARDINAL``, ``ORDINAL``, ``PERCENT``, ``PERCENTAGE_POINT`` (also basis points), ``MONEY``,
        ``MEASURE`` (a unit of measurement, durations too), ``FRACTION`` (a part of a whole: "a
        third", "one in five") or ``RATIO`` (a multiple: "twice as many", "tripled").
    value
        The number, exact: a third is one third. Null for ranges and for "dozens of".
    low, high
        The bounds of a range; the same as the value where it has one and no comparison.
    unit
        Canonical: ``kilometre``, ``percent``, an ISO 4217 code; of a currency whose country is not
        said, its name (``peso``). Cents are written as parts of their currency.
    per
        The unit, or the lemma of the noun, by which a rate is divided: ``hour``, ``barrel``.
    of
        What is counted or measured: the lemma of a noun with the words that stand before it.
    approximate
        Whether the text says that the number is not exact ("about", "nearly", "dozens").
    comparison
        ``at least``, ``at most``, ``more than``, ``less than``, or null.

    Examples
    --------
    >>> Quantity("MEASURE", Fraction(36), unit="kilometre", per="hour").base_value
    10.0
    >>> Quantity("MONEY", Fraction(9, 2), unit="USD", approximate=True).text
    '~4.5 USD'
    """

    label: str
    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str | None = None
    per: str | None = None
    of: str | None = None
    approximate: bool = False
    comparison: str | None = None

    @property
    def base_value(self) -> float | None:
        """The value in SI base units; null where it has none, as money has not."""
        base = self._base(self.value)
        return base[0] if base else None

    @property
    def base_low(self) -> float | None:
        """The lower bound in SI base units."""
        base = self._base(self.low)
        return base[0] if base else None

    @property
    def base_high(self) -> float | None:
        """The upper bound in SI base units."""
        base = self._base(self.high)
        return base[0] if base else None

    @property
    def base_unit(self) -> str | None:
        """The SI base units: ``m``, ``kg*m**2/s**3``; empty for percentages."""
        known = (each for each in (self.value, self.low, self.high) if each is not None)
        base = self._base(next(known, None))
        return base[1] if base else None

    def _base(self, value: Fraction | None) -> tuple[float, str] | None:
        if value is None or self.unit is None:
            return None
        return units.base(value, self.unit, self.per)

    @property
    def text(self) -> str:
        """The canonical text: number, then unit, or what is counted where there is no unit.

        A sign before the number says ``>=``, ``>``, ``<=``, ``<`` or ``~`` (approximately); a range
        is ``20..30``, and open at one end ``12..``. A rate has its denominator behind a slash.

        Examples
        --------
        >>> Quantity("PERCENT", None, Fraction(20), Fraction(30), unit="percent").text
        '20..30 percent'
        >>> Quantity("CARDINAL", Fraction(40), of="dock worker", comparison="at least").text
        '>=40 worker'
        """
        if self.label == "ORDINAL" and self.value is not None:
            return f"{self.value}{_ending(int(self.value))}"
        if self.value is not None:
            number = written(self.value)
        else:
            number = "..".join(written(x) if x is not None else "" for x in (self.low, self.high))
        signs = ("~" if self.approximate else "") + _SIGNS.get(self.comparison or "", "")
        what = self.unit or (self.of.rpartition(" ")[2] if self.of else None)
        rate = f"/{self.per}" if self.per else ""
        return f"{signs}{number}{' ' + what if what else ''}{rate}"


def written(value: Fraction) -> str:
    """Write a number as a decimal, or as a fraction where no decimal is exact.

    Examples
    --------
    >>> written(Fraction(9, 2)), written(Fraction(2, 3)), written(Fraction(3200000000))
    ('4.5', '2/3', '3200000000')
    """
    rest = value.denominator
    places = 0
    for factor in (2, 5):
        count = 0
        while rest % factor == 0:
            rest //= factor
            count += 1
        places = max(places, count)
    if rest != 1:
        return str(value)
    whole = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}}"
    sign = "-" if value < 0 else ""
    return f"{sign}{whole[:-places]}.{whole[-places:]}" if places else f"{sign}{whole}"


def _ending(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
