"""What counts as a date in the contract: ISO 8601 days and times, and TIMEX3 values.

TIMEX3 is the `value` attribute of TimeML 1.2.1 (Saurí et al. 2006) with what annotated corpora
add to it: decades and centuries (`199`, `19`), fiscal years, parts of the day, `X` for a digit
that the text leaves open. A day that no calendar has (`2025-02-30`) is no value.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

_CLOCK = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_ZONE = r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)"
_DAY = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:T{_CLOCK}{_ZONE}?)?")
_TIMESTAMP = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{_CLOCK}{_ZONE}")

_TIME = rf"""
    T(?: (?P<hour> [01][0-9] | 2[0-4] | XX )
         (?: : (?: [0-5][0-9] | XX ) (?: : [0-5][0-9] (?: \.[0-9]+ )? )? )? {_ZONE}?
       | MO | MI | AF | EV | NI | DT )
"""
_DATE = re.compile(
    rf"""
    (?P<year> [0-9X]{{4}} )
    (?: - (?P<month> [0-9]{{2}} | XX )
        (?: - (?P<day> [0-9]{{2}} | XX ) (?: {_TIME} )? )?
      | -W (?P<week> [0-9]{{2}} | XX )
        (?: - (?P<weekday> [1-7X] | WE ) (?: {_TIME.replace("hour", "hour_of_weekday")} )? )?
      | -Q (?P<quarter> [1-4X] )
      | -H (?P<half> [12X] )
      | - (?: SP | SU | FA | AU | WI )
    )?
    """,
    re.VERBOSE,
)
_DECADE_OR_CENTURY = re.compile(r"[0-9][0-9X]{1,2}")
_N = r"(?: [0-9]+ (?: \.[0-9]+ )? | X+ )"
_DURATION = rf"""
    P (?= [0-9XT] )
    (?: {_N} ML )? (?: {_N} CE )? (?: {_N} DE )? (?: {_N} Y )? (?: {_N} (?: SP|SU|FA|AU|WI ) )?
    (?: {_N} Q )? (?: {_N} M )? (?: {_N} W )? (?: {_N} WE )? (?: {_N} D )?
    (?: T (?= [0-9X] )
        (?: {_N} (?: MO|MI|AF|EV|NI|DT ) )? (?: {_N} H )? (?: {_N} M )? (?: {_N} S )? )?
"""
_UNDATED = re.compile(
    rf"""
      PAST_REF | PRESENT_REF | FUTURE_REF
    | FY [0-9X]{{4}} (?: -Q[1-4X] | -H[12X] )?
    | BC [0-9]{{1,4}}
    | (?: KA | MA | GA ) [0-9]+ (?: \.[0-9]+ )?
    | {_TIME}
    | {_DURATION}
    """,
    re.VERBOSE,
)


def is_iso_date(value: str) -> bool:
    """Return whether a text is an ISO 8601 day, alone or with a time of day.

    Examples
    --------
    >>> is_iso_date("2025-03-14"), is_iso_date("2025-03-14T09:30+01:00"), is_iso_date("2025-03")
    (True, True, False)
    """
    return bool(_DAY.fullmatch(value)) and _on_calendar(value)


def is_timestamp(value: str) -> bool:
    """Return whether a text is an ISO 8601 day and time with its offset from UTC.

    Examples
    --------
    >>> is_timestamp("2025-03-14T09:30:00Z"), is_timestamp("2025-03-14T09:30:00")
    (True, False)
    """
    return bool(_TIMESTAMP.fullmatch(value)) and _on_calendar(value)


def is_timex3(value: str) -> bool:
    """Return whether a text is a TIMEX3 value: a date, a time, a duration or a reference.

    Examples
    --------
    >>> [is_timex3(v) for v in ("2025-W11", "P30D", "XXXX-WXX-5", "FUTURE_REF", "Thursday")]
    [True, True, True, True, False]
    """
    if _UNDATED.fullmatch(value) or _DECADE_OR_CENTURY.fullmatch(value):
        return True
    found = _DATE.fullmatch(value)
    return found is not None and _possible(found.groupdict())


def earliest_day(value: str) -> date | None:
    """Return the first day that a TIMEX3 value can mean, or null where it names no known year.

    A season counts from the first of January, since the two hemispheres disagree on its months.
    Durations, references, fiscal years and years before our era have no first day here.

    Examples
    --------
    >>> earliest_day("2025-W11"), earliest_day("199"), earliest_day("P30D")
    (datetime.date(2025, 3, 10), datetime.date(1990, 1, 1), None)
    """
    if _DECADE_OR_CENTURY.fullmatch(value):
        return _first(value.ljust(4, "0"), 1, 1)
    found = _DATE.fullmatch(value)
    if not found or not _possible(found.groupdict()):
        return None
    part = found.groupdict()
    week, quarter, half = (_number(part[name]) for name in ("week", "quarter", "half"))
    if week and "X" not in part["year"]:
        weekday = 6 if part["weekday"] == "WE" else _number(part["weekday"]) or 1
        return date.fromisocalendar(int(part["year"]), week, weekday)
    if quarter or half:
        return _first(part["year"], 3 * quarter - 2 if quarter else 6 * (half or 1) - 5, 1)
    return _first(part["year"], _number(part["month"]) or 1, _number(part["day"]) or 1)


def _first(year: str, month: int, day: int) -> date | None:
    """Return the day, or null where the year is open or out of the calendar."""
    number = 0 if year.startswith("X") else int(year.replace("X", "0"))
    if number == 0:
        return None
    # 29 February of an open year lies in one of its leap years, never before the 28th.
    return date(number, month, min(day, calendar.monthrange(number, month)[1]))


def _possible(part: dict[str, str | None]) -> bool:
    """Return whether some calendar has the month, day or week that the parts of a date name."""
    year, month, day, week = (_number(part[name]) for name in ("year", "month", "day", "week"))
    if week is not None:
        return 1 <= week <= (53 if not year else date(year, 12, 28).isocalendar().week)
    if month is not None and not 1 <= month <= 12:
        return False
    leap_year = 2000
    longest = 31 if month is None else calendar.monthrange(year or leap_year, month)[1]
    return day is None or 1 <= day <= longest


def _number(text: str | None) -> int | None:
    return None if text is None or "X" in text else int(text)


def _on_calendar(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
