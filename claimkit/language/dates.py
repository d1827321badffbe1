"""Resolve weekdays and calendar dates against the day of publication (TIMEX3 values).

The trained tagger and the full resolver replace this first form; what it does not know stays
unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = r"(?P<month>Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|"
_MONTH += r"Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
_EXPRESSION = re.compile(
    rf"\b(?:(?:(?P<shift>next|last) )?(?P<weekday>{'|'.join(d.title() for d in _WEEKDAYS)})"
    r"|(?P<near>[Yy]esterday|[Tt]oday|[Tt]omorrow)"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:, (?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}}) {_MONTH.replace('<month>', '<month2>')}(?: (?P<year2>\d{{4}}))?)\b"
)


@dataclass(frozen=True)
class TimeExpression:
    """A time expression: its code points and its TIMEX3 value, null where it is unresolved."""

    start: int
    end: int
    value: str | None


def time_expressions(text: str, published: str | None = None) -> Iterator[TimeExpression]:
    """Yield the dates that a text names.

    A weekday is the nearest such day up to the publication, as in the past tense of news; the day
    itself where the weekday of the publication is named.

    Parameters
    ----------
    text
        Any text.
    published
        Day of publication, ISO 8601; without it, relative dates stay unresolved.

    Examples
    --------
    >>> [(t.start, t.value) for t in time_expressions("He said Thursday", "2025-03-14")]
    [(8, '2025-03-13')]
    """
    today = _day(published)
    for match in _EXPRESSION.finditer(text):
        yield TimeExpression(match.start(), match.end(), _value(match, today))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _value(match: re.Match[str], today: date | None) -> str | None:
    parts = match.groupdict()
    if parts["iso"]:
        return str(_day(parts["iso"])) if _day(parts["iso"]) else None
    if parts["weekday"]:
        return _weekday(parts["weekday"].lower(), parts["shift"], today)
    if parts["near"]:
        shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[parts["near"].lower()]
        return str(today + timedelta(days=shift)) if today else None
    return _calendar(
        parts["month"] or parts["month2"],
        int(parts["day"] or parts["day2"]),
        parts["year"] or parts["year2"],
        today,
    )


def _weekday(name: str, shift: str | None, today: date | None) -> str | None:
    # "next Thursday" and "last Thursday" are read in two ways; neither is guessed.
    if today is None or shift is not None:
        return None
    back = (today.weekday() - _WEEKDAYS.index(name)) % 7
    return str(today - timedelta(days=back))


def _calendar(month: str, day: int, year: str | None, today: date | None) -> str | None:
    number = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(month[:3].lower()))
    if year is None and today is None:
        return f"XXXX-{number:02}-{day:02}" if 1 <= day <= 31 else None
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1] if today else []
    days = []
    for candidate in years:
        try:
            days.append(date(candidate, number, day))
        except ValueError:
            continue
    if not days:
        return None
    return str(min(days, key=lambda d: abs((d - today).days) if today else 0))
