"""Resolve weekdays and calendar dates against the day of publication (TIMEX3 values).

What this does not know stays unresolved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from claimkit.language.tokens import INVISIBLE

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = r"(?P<month>Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|"
_MONTH += r"Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
_EXPRESSION = re.compile(
    r"(?:earlier |later |late |early )?"
    rf"(?:(?:(?P<shift>next|last) )?(?P<weekday>{'|'.join(d.title() for d in _WEEKDAYS)})"
    r"|(?P<near>[Yy]esterday|[Tt]oday|[Tt]omorrow)"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:, (?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}}) {_MONTH.replace('<month>', '<month2>')}(?: (?P<year2>\d{{4}}))?)"
)


_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_PART = re.compile(rf" (?P<part>{'|'.join(_PARTS)})$")


def value_of(expression: str, label: str, published: str | None = None) -> str | None:
    """Return the TIMEX3 value of a time expression, null where it is not known.

    A weekday is the nearest such day up to the publication, as in the past tense of news; the day
    itself where the weekday of the publication is named.

    Parameters
    ----------
    expression
        The words of the expression.
    label
        ``DATE`` or ``TIME``; of others the value is not known yet.
    published
        Day of publication, ISO 8601; without it, relative dates stay unresolved.

    Examples
    --------
    >>> value_of("Thursday", "DATE", "2025-03-14"), value_of("the spring", "DATE", "2025-03-14")
    ('2025-03-13', None)
    """
    if label not in ("DATE", "TIME"):
        return None
    expression = re.sub(r"\s+", " ", expression.translate(INVISIBLE))
    part = _PART.search(expression)
    match = _EXPRESSION.fullmatch(expression[: part.start()] if part else expression)
    value = _value(match, _day(published)) if match else None
    return value + _PARTS[part["part"]] if value and part else value


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
