"""Days and weekends reckoned from today: `yesterday`, `a month ago Thursday`, `the weekend`."""

from __future__ import annotations

from claimkit.language.times import calendar, dates, durations
from claimkit.language.times.context import Context
from claimkit.language.times.words import Piece

_UNITS = ("unit", "units")
_NIGHT = "TNI"


def weekend(pieces: list[Piece], context: Context) -> str | None:
    """Return the weekend that is meant: the last one, in the future tense the next."""
    if context.today is None:
        return None
    future = context.tense() == "future" or context.today.isoweekday() > 5
    return calendar.shifted(context.today, "WE", 0 if future else -1)


def near_day(pieces: list[Piece], context: Context) -> str | None:
    """Return `yesterday`, `the day after tomorrow`, `tonight`."""
    piece = dates.first(pieces, "day")
    if piece is None or context.today is None:
        return None
    shift = int(piece.value)
    if dates.first(pieces, "earlier", "from", "later") and any(p.text == "day" for p in pieces):
        # the day before yesterday, the day after tomorrow
        shift += -1 if shift < 0 else 1
    found = calendar.shifted(context.today, "D", shift)
    return f"{found}{_NIGHT}" if found and piece.text.startswith("tonight") else found


def to_the_day(pieces: list[Piece], kinds: set[str], context: Context) -> str | None:
    """Return `three weeks ago today`, `a year ago yesterday`, `a month ago Thursday`."""
    at = next(i for i, p in enumerate(pieces) if p.kind in _UNITS)
    unit, n = str(pieces[at].value), durations.count(pieces, at) or 1
    if "day" in kinds:
        near = calendar.parse(near_day([p for p in pieces if p.kind == "day"], context))
    else:
        near = dates.weekday_date([p for p in pieces if p.kind == "weekday"], context)
    if near is None or not isinstance(n, int):
        return None
    if unit in ("Y", "M"):
        months = 12 * near.year + near.month - 1 - n * (12 if unit == "Y" else 1)
        found = calendar.day(months // 12, months % 12 + 1, near.day)
        return str(found) if found else None
    days = {"D": 1, "W": 7, "FN": 14}.get(unit)
    return calendar.shifted(near, "D", -n * days) if days and n < 10**4 else None


def after_weekday(pieces: list[Piece], at: int, context: Context) -> str | None:
    """Return `a week from Tuesday`: so many weeks after the next one."""
    weekday, n = dates.first(pieces, "weekday"), durations.count(pieces, at)
    if weekday is None or context.today is None or pieces[at].value != "W":
        return None
    start = calendar.weekday(context.today, int(weekday.value), 1)
    if start is None or not isinstance(n, int) or n >= 10**4:
        return None
    return calendar.shifted(start, "D", 7 * n)


def numbered_weekday(pieces: list[Piece], context: Context) -> str | None:
    """Return `Friday the 13th`: the last day that was both, in the future tense the next."""
    weekday, ordinal = dates.first(pieces, "weekday"), dates.first(pieces, "ordinal")
    if not (weekday and ordinal and context.today):
        return None
    step = 1 if context.tense() == "future" else -1
    at = 12 * context.today.year + context.today.month - 1
    for n in range(15):
        year, month = divmod(at + step * n, 12)
        found = calendar.day(year, month + 1, int(ordinal.value))
        if (
            found
            and found.isoweekday() == weekday.value
            and (found - context.today).days * step >= 0
        ):
            return str(found)
    return None


def nth_weekday(pieces: list[Piece], context: Context) -> str | None:
    """Return `the third Thursday of November`, `the last Friday of the month`."""
    at = next(i for i, p in enumerate(pieces) if p.kind == "weekday")
    which = dates.first(pieces[:at], "ordinal")
    last = dates.relation(pieces[:at]) in ("last", "final")
    whole = [p for p in pieces[at + 1 :] if p.kind == "unit" and p.value == "M"]
    month = dates.first(pieces[at + 1 :], "month")
    if not (which or last) or not (whole or month) or dates.first(pieces, "number"):
        return None
    value = dates.month_date(pieces[at + 1 :], context) if month else _month(pieces[at:], context)
    first = calendar.parse(f"{value}-01") if value and len(value) == 7 else None
    begins = calendar.weekday(first, int(pieces[at].value), 1) if first else None
    if begins is None:
        return None
    days = [calendar.day(begins.year, begins.month, begins.day + 7 * n) for n in range(5)]
    known = [day for day in days if day]
    n = len(known) if last or which is None else int(which.value)
    return str(known[n - 1]) if 1 <= n <= len(known) else None


def _month(pieces: list[Piece], context: Context) -> str | None:
    return durations.placed(dates.relation(pieces) or "this", "M", context)
