"""Periods that TIMEX3 values stand for: their first and last day or minute."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from claimkit.contracts.dates import earliest_day

_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?")
_PARTS = {
    "MO": (0, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (17, 24),
    "NI": (18, 30),
    "DT": (6, 20),
}


@dataclass(frozen=True)
class Period:
    """From `start` up to `end`, which is not part of it."""

    start: datetime
    end: datetime

    def holds(self, other: Period) -> bool:
        """Tell whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Period) -> bool:
        """Tell whether the two have a minute in common."""
        return self.start < other.end and other.start < self.end

    @property
    def days(self) -> float:
        """How long it is."""
        return (self.end - self.start) / timedelta(days=1)


def period(value: str | None) -> Period | None:
    """Return the period of a TIMEX3 value; null where it names none on the calendar.

    Examples
    --------
    >>> period("2025-W11").days, period("2025-03").days, period("2025-03-14TEV").start.hour
    (7.0, 31.0, 17)
    >>> period("P30D") is period("FUTURE_REF") is None
    True
    """
    day = earliest_day(value) if value else None
    if value is None or day is None or "X" in value:
        return None
    start = datetime(day.year, day.month, day.day)
    head, mark, _ = value.partition("T")
    if mark:
        return _time_of_day(value, start)
    return Period(start, _end(head, day))


def _time_of_day(value: str, start: datetime) -> Period:
    part = value.partition("T")[2][:2]
    if part in _PARTS:
        first, last = _PARTS[part]
        return Period(start + timedelta(hours=first), start + timedelta(hours=last))
    clock = _CLOCK.search(value)
    if clock is None:
        return Period(start, start + timedelta(days=1))
    at = start + timedelta(hours=int(clock[1]), minutes=int(clock[2] or 0))
    return Period(at, at + (timedelta(minutes=1) if clock[2] else timedelta(hours=1)))


def _end(value: str, day: date) -> datetime:
    start = datetime(day.year, day.month, day.day)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value) or re.fullmatch(r"\d{4}-W\d\d-\d", value):
        return start + timedelta(days=1)
    if value.endswith("-WE"):
        return start + timedelta(days=2)
    if "-W" in value:
        # `-WI` is a winter, which `earliest_day` counts from January.
        return start + (timedelta(days=7) if value[-1].isdigit() else timedelta(days=366))
    months = 1 if re.fullmatch(r"\d{4}-\d\d", value) else 3 if "-Q" in value else 0
    months = 6 if "-H" in value else months or 12
    if re.fullmatch(r"\d{3}", value):
        months = 120
    elif re.fullmatch(r"\d{2}", value):
        months = 1200
    at = start.year * 12 + start.month - 1 + months
    return datetime(min(at // 12, 9999), at % 12 + 1, 1)
