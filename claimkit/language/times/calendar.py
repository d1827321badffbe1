"""Arithmetic on the calendar: units, weeks, quarters, seasons, holidays, in TIMEX3 values."""

from __future__ import annotations

import calendar as months
from datetime import MAXYEAR, date, timedelta

from claimkit.language.times.words import EASTER_DAYS, HOLIDAYS, NTH_WEEKDAYS

_SPRING = 3  # the month in which the northern spring, and with it the year of seasons, begins
SEASON_ORDER = ("SP", "SU", "FA", "WI")


def day(year: int, month: int, number: int) -> date | None:
    """Return the day, or null where no calendar has it.

    >>> day(2025, 2, 30), day(2024, 2, 29)
    (None, datetime.date(2024, 2, 29))
    """
    if not (1 <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    return date(year, month, number) if 1 <= number <= months.monthrange(year, month)[1] else None


def parse(value: str | None) -> date | None:
    """Return the day that a TIMEX3 value begins with, or null.

    >>> parse("2025-03-14TNI"), parse("2025-03")
    (datetime.date(2025, 3, 14), None)
    """
    if not value or len(value) < 10 or "X" in value[:10]:
        return None
    try:
        # "2025-W10-3" is a day of ISO 8601 too, and no value that is asked for here.
        return date.fromisoformat(value[:10]) if value[4] == value[7] == "-" else None
    except ValueError:
        return None


def shifted(today: date, unit: str, n: int) -> str | None:
    """Return the TIMEX3 value of a day shifted by `n` units, as coarse as the unit.

    Parameters
    ----------
    today
        The day from which is reckoned.
    unit
        ``D``, ``W``, ``WE``, ``M``, ``Q``, ``Y``, ``DE``, ``CE``, ``FN`` or a season.
    n
        How many units, backwards where it is negative.

    Examples
    --------
    >>> [shifted(date(2025, 3, 14), unit, -1) for unit in ("D", "W", "M", "Q", "Y", "DE")]
    ['2025-03-13', '2025-W10', '2025-02', '2024-Q4', '2024', '201']
    """
    try:
        if unit == "D":
            return str(today + timedelta(days=n))
        if unit in ("W", "FN", "WE"):
            value = week(today + timedelta(days=7 * n * (1 + (unit == "FN"))))
            return value + "-WE" if unit == "WE" else value
    except OverflowError:
        return None
    if unit in ("M", "Q", "SM"):
        size = {"M": 1, "Q": 3, "SM": 6}[unit]
        year, at = divmod((today.year * 12 + today.month - 1) // size + n, 12 // size)
        tail = {"M": f"-{at + 1:02}", "Q": f"-Q{at + 1}", "SM": f"-H{at + 1}"}[unit]
        return f"{year:04}{tail}" if 1 <= year <= MAXYEAR else None
    if unit in SEASON_ORDER:
        return season(today, unit, n)
    years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    if years is None:
        return None
    year, size = today.year // years + n, years
    longest = 4 - len(str(size)) + 1
    return f"{year:0{longest}}" if year >= 0 and len(str(year)) <= longest else None


def week(today: date) -> str:
    """Return the ISO 8601 week of a day.

    >>> week(date(2025, 3, 14))
    '2025-W11'
    """
    year, number, _ = today.isocalendar()
    return f"{year:04}-W{number:02}"


def season(today: date, code: str, n: int = 0) -> str | None:
    """Return a season seen from a day: the last one that is over, the running one, the next.

    A winter is that of the year in which it begins.

    Parameters
    ----------
    today
        The day from which is reckoned.
    code
        ``SP``, ``SU``, ``FA`` or ``WI``, of the northern hemisphere.
    n
        -1 for the last one, 1 for the next, 0 for the nearest.

    Examples
    --------
    >>> [season(date(2025, month, 14), "SU", -1) for month in (3, 7, 10)]
    ['2024-SU', '2024-SU', '2025-SU']
    """
    begins = 12 * today.year + _SPRING - 1 + 3 * SEASON_ORDER.index(code)
    now = 12 * today.year + today.month - 1
    starts = [begins + 12 * years for years in (-1, 0, 1)]
    if n < 0:
        found = max((start for start in starts if start + 3 <= now), default=begins - 12)
        found += 12 * (n + 1)
    elif n > 0:
        found = min((start for start in starts if start > now), default=begins + 12) + 12 * (n - 1)
    else:
        found = min(starts, key=lambda start: (abs(now - start - 1), start > now))
    year = found // 12
    return f"{year:04}-{code}" if 1 <= year <= MAXYEAR else None


def weekday(today: date, number: int, direction: int, strict: bool = False) -> date | None:
    """Return the nearest such weekday (1 is Monday) up to a day, or from it on.

    Parameters
    ----------
    today
        The day from which is reckoned.
    number
        The weekday, 1 to 7.
    direction
        -1 for backwards, 1 for forwards.
    strict
        Whether the day itself is left out.

    Examples
    --------
    >>> str(weekday(date(2025, 3, 14), 5, -1)), str(weekday(date(2025, 3, 14), 5, -1, strict=True))
    ('2025-03-14', '2025-03-07')
    """
    away = (number - today.isoweekday()) * direction % 7
    if away == 0 and strict:
        away = 7
    try:
        return today + timedelta(days=direction * away)
    except OverflowError:
        return None


def holiday(name: str, year: int) -> date | None:
    """Return the day of a holiday in a year, or null where it is not known.

    >>> str(holiday("easter", 2025)), str(holiday("thanksgiving", 1999))
    ('2025-04-20', '1999-11-25')
    """
    if not 1 <= year < MAXYEAR:
        return None
    if name in HOLIDAYS:
        return day(year, *HOLIDAYS[name])
    if name in NTH_WEEKDAYS:
        month, number, which = NTH_WEEKDAYS[name]
        if which < 0:
            return weekday(date(year, month, months.monthrange(year, month)[1]), number, -1)
        first = weekday(date(year, month, 1), number, 1)
        return first + timedelta(days=7 * (which - 1)) if first else None
    if name in EASTER_DAYS:
        return _easter(year) + timedelta(days=EASTER_DAYS[name])
    if name == "black friday":
        thanks = holiday("thanksgiving", year)
        return thanks + timedelta(days=1) if thanks else None
    return _easter(year) if name == "easter" else None


def _easter(year: int) -> date:
    """The Gregorian Easter Sunday, after Butcher's rule (Meeus, "Astronomical Algorithms")."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * (b % 4) + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, number = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, number + 1)
