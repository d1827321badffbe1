"""From the pieces of a time expression to what it means: a TIMEX3 value and its type."""

from __future__ import annotations

from datetime import date

from claimkit.language.times import calendar, dates, durations, near, reported
from claimkit.language.times.clock import CLOCK, clock, is_hour
from claimkit.language.times.context import Context
from claimkit.language.times.durations import Meaning
from claimkit.language.times.words import SEASONS, Piece

_UNIT = ("unit", "units")
_HOUR = Piece("oclock", 0, "")


def meaning(pieces: list[Piece], context: Context) -> Meaning:
    """Return the TIMEX3 value of an expression, null where it is not known, and its type.

    Parameters
    ----------
    pieces
        What :func:`claimkit.language.times.pieces.read` gives.
    context
        What the expression is read against.

    Examples
    --------
    >>> from claimkit.language.times.pieces import read
    >>> context = Context(today=date(2025, 3, 14))
    >>> for text in ("last week", "the past three months", "every Thursday", "9 p.m. Monday"):
    ...     print(meaning(read(text.split()), context))
    ('2025-W10', 'DATE')
    ('P3M', 'DURATION')
    ('XXXX-WXX-4', 'SET')
    ('2025-03-10T21:00', 'TIME')

    References
    ----------
    Saurí et al., "TimeML Annotation Guidelines", version 1.2.1, 2006; Strötgen and Gertz,
    "Multilingual and Cross-domain Temporal Tagging", Language Resources and Evaluation 47, 2013.
    """
    kinds = {piece.kind for piece in pieces}
    if not kinds:
        return None, context.label
    if _is_set(pieces, kinds, context):
        return durations.repeated(pieces)
    if kinds & CLOCK or "zone" in kinds:
        return _time_of_day(pieces, context), "TIME"
    if "old" in kinds and kinds & {"unit", "units"}:
        return durations.lasting(pieces)
    part = next((str(p.value) for p in pieces if p.kind == "part"), None)
    if is_hour(pieces, context.label == "TIME"):
        # "6 in the morning", "four that afternoon", "eleven on Tuesday"
        return _time_of_day([pieces[0], _HOUR, *pieces[1:]], context), "TIME"
    if part:
        return _part_of_day(pieces, part, context), "TIME"
    return _date(pieces, kinds, context)


def _is_set(pieces: list[Piece], kinds: set[str], context: Context) -> bool:
    if "frequent" in kinds:
        return True
    every = next((p.text for p in pieces if p.kind == "every"), None)
    if (
        context.label == "SET"
        and {"ordinal", "units"} <= kinds
        and any(p.value == "Q" for p in pieces)
    ):
        return False
    if every in ("every", "each", "per", "alternate"):
        # "each of the past three years" are the years, not what comes back with them.
        return not {"relative", "number"} <= kinds
    if "times" in kinds and kinds & {"unit"}:
        return True
    if [p.kind for p in pieces[-3:]] == ["units", "article", "unit"] and pieces[-2].value == 1:
        return True  # "four days a week"
    if "weekdays" in kinds:
        return not kinds & {"month", "ordinal", "ago"}
    if context.label == "SET" and "relative" not in kinds:
        return bool(kinds & {"unit", "units", "part", "weekday"})
    return pieces[-1].kind == "part" and pieces[-1].text.endswith("s") and "relative" not in kinds


def _date(pieces: list[Piece], kinds: set[str], context: Context) -> Meaning:
    """Return the meaning of what has no time of day."""
    written = dates.numeric(pieces)
    if written:
        return written[0], "DATE"
    beside = _beside(pieces, context)
    if beside:
        return beside
    if kinds & {"day", "weekday"} and kinds & {"unit", "units"} and pieces[-2].kind == "ago":
        return near.to_the_day(pieces, kinds, context), "DATE"
    if "day" in kinds:
        return near.near_day(pieces, context), "DATE"
    if pieces[-1].kind == "adverb" and pieces[0].text == "any":
        return "FUTURE_REF", "DATE"  # any day now
    units = [(i, p) for i, p in enumerate(pieces) if p.kind in _UNIT]
    if units and units[0][1].value == "D" and len(kinds) > 1 and kinds & {"ordinal", "relative"}:
        within = dates.day_within(pieces, context) if "of" in kinds else None
        if within:
            return within, "DATE"
    which = near.nth_weekday(pieces, context) if {"weekday", "of"} <= kinds else None
    if which:
        return which, "DATE"
    if "month" in kinds and units and _lasts_until(pieces, units[0][0]):
        return durations.lasting(pieces)
    if "month" in kinds:
        return _of_month(pieces, kinds, context), "DATE"
    if kinds == {"weekday", "article", "ordinal"}:
        return near.numbered_weekday(pieces, context), "DATE"
    if "weekday" in kinds and units and "from" in kinds:
        return near.after_weekday(pieces, units[0][0], context), "DATE"
    if kinds & {"weekday", "weekdays"}:
        found = dates.weekday_date(pieces, context)
        return (str(found) if found else None), "DATE"
    if "holiday" in kinds:
        return dates.holiday_date(pieces, context), "DATE"
    numbered = "ordinal" in kinds and "half" in kinds and "decade" not in kinds
    if numbered or kinds & {"half_year", "quarter"}:
        return dates.part_of_year(pieces, context), "DATE"
    if "decade" in kinds:
        return dates.ages(pieces, context), "DATE"
    if units:
        return _with_units(pieces, kinds, units, context)
    if "half" in kinds and kinds & {"relative", "year"}:
        return dates.part_of_year(pieces, context), "DATE"
    if "period" in kinds and "year" in kinds and not kinds & {"fiscal", "decade"}:
        return reported.period(pieces, kinds, context), "DATE"
    if kinds & {"year", "decade", "short_year"}:
        return _of_years(pieces, context), "DATE"
    if "period" in kinds:
        return reported.period(pieces, kinds, context), "DATE"
    return _reference(pieces, kinds, context)


def _beside(pieces: list[Piece], context: Context) -> Meaning | None:
    """Return `two days after Christmas`, `the week before March 3`: so far from a date beside it.

    Of `the day before yesterday` and `the day before` something else takes care.
    """
    at = next((i for i, p in enumerate(pieces) if p.kind in ("earlier", "later")), 0)
    if at < 1 or pieces[at].text not in ("before", "after") or pieces[at - 1].kind not in _UNIT:
        return None
    unit, rest = str(pieces[at - 1].value), pieces[at + 1 :]
    kinds = {p.kind for p in rest}
    if unit not in ("D", "W", "M", "Y") or not kinds & {"month", "weekday", "holiday"}:
        return None
    value = _date(rest, kinds, context)[0]
    origin = calendar.parse(value)
    if origin is None and value and len(value) == 7 and unit in ("M", "Y"):
        origin = calendar.parse(f"{value}-01")
    n = durations.count(pieces, at - 1)
    if n is None and pieces[at - 1].kind == "unit":
        n = 1
    if origin is None or not isinstance(n, int) or n > 10**6:
        return None, "DATE"
    return calendar.shifted(origin, unit, n if pieces[at].kind == "later" else -n), "DATE"


def _with_units(
    pieces: list[Piece], kinds: set[str], units: list[tuple[int, Piece]], context: Context
) -> Meaning:
    at, piece = units[0]
    if piece.text == "day" and at and pieces[at - 1].text == "other":
        return "PAST_REF", "DATE"
    if piece.text == "day" and at == 1 and _is_one(pieces[0]) and len(units) > 1:
        rest = pieces[at + 1 :]  # one day last week
        if dates.relation(rest):
            return _date(rest, {p.kind for p in rest}, context)
    if piece.text == "day" and context.label == "DATE" and _is_some_day(pieces, at):
        return ("PAST_REF" if context.tense() == "past" else "FUTURE_REF"), "DATE"
    unit = str(piece.value)
    codes = [str(p.value) for _, p in units]
    if kinds & {"ago", "earlier"} and len(units) > 1 and units[1][0] > at + 1:
        found = reported.year_before(codes, pieces, context)
        if found:
            return found
    if kinds & {"ago", "earlier", "later", "hence", "from"}:
        moved = reported.comparison(pieces, at, context) or durations.away(pieces, at, context)
        if moved:
            return moved
    if SEASONS & set(codes) and piece.kind == "unit":
        return dates.season_date(pieces, context), "DATE"
    if "straight" in kinds and "ordinal" in kinds:
        # "the third straight month": so long it has lasted
        n = dates.first(pieces, "ordinal")
        return (durations.period(n.value, unit) if n else None), "DURATION"
    if unit == "Q" and "year" in kinds and "number" not in kinds:
        quarter = dates.last_quarter(pieces, context)
        if quarter:
            return quarter, "DATE"
    if "Q" in codes and "ordinal" in kinds and "units" not in kinds:
        return dates.part_of_year(pieces, context), "DATE"
    if context.label == "SET" and "Q" in codes and "ordinal" in kinds and "number" not in kinds:
        # "usually in the second and fourth quarters"
        number = dates.first(pieces, "ordinal")
        known = number is not None and 1 <= int(number.value) <= 4
        return f"XXXX-Q{number.value}" if number and known else None, "SET"
    if "Q" in codes and kinds & {"year", "short_year"} and "ordinal" in kinds:
        return dates.two_quarters(pieces, at, context), "DATE"
    if "Q" in codes and piece.kind == "unit" and "number" not in kinds:
        quarter = reported.quarter(pieces, codes, context)
        if quarter:
            return quarter, "DATE"
    if (unit == "CE" and "ordinal" in kinds) or kinds & {"decade"}:
        return dates.ages(pieces, context), "DATE"
    several = next((i for i, p in units[1:] if p.kind == "units"), None)
    if unit == "Y" and piece.kind == "unit" and several and "ordinal" in kinds:
        return durations.lasting(pieces[at + 1 :])  # the year's first nine months
    if "year" in kinds and unit == "Y" and pieces[at + 1 : at + 2] == [dates.first(pieces, "year")]:
        return _of_years(pieces, context), "DATE"  # the years 2006 through 2011
    if kinds & {"year", "short_year"} and piece.kind == "unit" and "number" not in kinds:
        return _of_years(pieces, context), "DATE"
    if "period" in kinds and "number" not in kinds:
        return reported.period(pieces, kinds, context), "DATE"
    ahead = durations.within(pieces, at, context)
    if ahead:
        return ahead
    placed = durations.relative(pieces, at, context)
    if placed:
        return placed
    if unit == "WE" and piece.kind == "unit" and "number" not in kinds:
        if context.label == "DURATION":
            return "P2D", "DURATION"
        return near.weekend(pieces, context), "DATE"
    if "ordinal" in kinds and piece.kind == "unit":
        # "It is the second day of the strike."
        running = unit == "D" and context.stated and context.tense() == "present"
        return (str(context.today) if running and context.today else None), "DATE"
    if _is_named(pieces, at, kinds, context):
        return _named(unit, pieces, context), "DATE"
    return durations.lasting(pieces)


def _lasts_until(pieces: list[Piece], at: int) -> bool:
    """Tell `the 12 months through September`."""
    rest = pieces[at + 1 :]
    return (
        pieces[at].kind == "units"
        and bool(rest)
        and rest[0].kind in ("from", "to")
        and isinstance(durations.count(pieces, at), int)
    )


def _is_one(piece: Piece) -> bool:
    return piece.kind == "number" and piece.value == 1


def _is_some_day(pieces: list[Piece], at: int) -> bool:
    """Tell `one day`, `some day` from `one-day` and `one day a week`."""
    return at == 1 == len(pieces) - 1 and (pieces[0].value == 1 or pieces[0].text == "some")


def _is_named(pieces: list[Piece], at: int, kinds: set[str], context: Context) -> bool:
    """Tell a unit that names a time (`the year`, `year-end`) from a duration (`a year`)."""
    if pieces[at].kind != "unit" or kinds & {"number", "vague"}:
        return False
    before = pieces[at - 1] if at else None
    ends = any(p.text in ("end", "beginning", "start", "middle", "close") for p in pieces)
    if ends or ("fiscal" in kinds and "relative" in kinds):
        return True
    if "early" in kinds and before is not None and before.text in ("mid", "early", "late"):
        return True
    return context.label in ("DATE", "TIME") and not (before and before.value == 1)


def _named(unit: str, pieces: list[Piece], context: Context) -> str | None:
    if dates.first(pieces, "named"):
        return None  # "the month of Ramadan"
    if unit == "D":
        if context.after in ("before", "after", "when", "that"):
            return None  # "the day before the vote"
        # "the day": the one that was last spoken of
        return str(context.day) if context.day else str(context.today) if context.today else None
    origin = context.today
    if origin is None:
        return None
    # Told on a Monday, in the past, it is the week that is over.
    over = unit == "W" and origin.isoweekday() == 1 and context.tense() == "past"
    return calendar.shifted(origin, unit, -1 if over else 0)


def _of_month(pieces: list[Piece], kinds: set[str], context: Context) -> str | None:
    months = [int(p.value) for p in pieces if p.kind == "month"]
    quarter = any(p.kind == "unit" and p.value == "Q" for p in pieces)
    if quarter and len(months) == 2 and months[1] == months[0] + 2 and months[0] % 3 == 1:
        value = dates.month_date([p for p in pieces if p.value != months[0]], context)
        return f"{value[:4]}-Q{months[1] // 3}" if value else None
    value = dates.month_date(pieces, context)
    if any(p.kind == "unit" and p.value == "W" for p in pieces) and "ordinal" not in kinds:
        found = calendar.parse(value)
        return calendar.week(found) if found else value
    return value


def _of_years(pieces: list[Piece], context: Context) -> str | None:
    value = dates.ages(pieces, context)
    before = any(p.text in ("bc", "b.c", "b.c.", "bce") for p in pieces)
    return f"BC{value}" if before and value else value


def _reference(pieces: list[Piece], kinds: set[str], context: Context) -> Meaning:
    """Return what has no place on the calendar: `now`, `recently`, `the future`, `then`."""
    if "future" in kinds or dates.relation(pieces) in ("future", "near"):
        found = dates.first(pieces, "future")
        return (str(found.value) if found else "FUTURE_REF"), "DATE"
    if "ago" in kinds:
        return "PAST_REF", "DATE"  # long ago
    for kind in ("adverb", "earlier", "later"):
        found = dates.first(pieces, kind)
        if found and kind == "adverb":
            return str(found.value), "DATE"
        if found:
            return ("PAST_REF" if kind == "earlier" else "FUTURE_REF"), "DATE"
    if dates.first(pieces, "times"):
        return "PAST_REF", "DATE"  # once
    word = dates.relation(pieces)
    if word:
        known = {"recent": "PAST_REF", "past": "PAST_REF", "current": "PRESENT_REF",
                 "coming": "FUTURE_REF", "previous": "PAST_REF", "latest": "PAST_REF"}  # fmt: skip
        return known.get(word), "DATE"
    number = dates.first(pieces, "ordinal", "number")
    if number and context.day and number.value == int(number.value) and context.label != "DURATION":
        # "April 24 and 25", "the 25th": a day of the month that was spoken of
        found_day = calendar.day(context.day.year, context.day.month, int(number.value))
        return (str(found_day) if found_day else None), "DATE"
    return None, context.label


def _part_of_day(pieces: list[Piece], part: str, context: Context) -> str | None:
    """Return a part of a day: `Monday night`, `last night`, `the next morning`."""
    rest = [p for p in pieces if p.kind != "part"]
    kinds = {p.kind for p in rest}
    day: str | None = None
    if kinds & {"weekday", "month", "day", "holiday"} or dates.numeric(rest):
        day = _date(rest, kinds, context)[0]
    elif "ago" in kinds or "units" in kinds:
        return None
    else:
        word = _relation(rest)
        if _is_one(pieces[0]) or any(p.text in ("other", "recent") for p in pieces):
            return None  # one night, the other night
        if rest and rest[-1].text in ("before", "after"):
            word = "previous" if rest[-1].text == "before" else "following"
        day = _day_of_part(word, context)
    found = calendar.parse(day)
    if found is None:
        return part if day is None and context.today is None and not kinds - {"article"} else None
    return f"{found}{part}"


def _relation(pieces: list[Piece]) -> str | None:
    word = dates.relation(pieces)
    return "following" if word == "next" and pieces[0].text == "the" else word


def _day_of_part(word: str | None, context: Context) -> str | None:
    origin: date | None = context.today
    shift = 0
    if word in ("last", "past"):
        shift = -1
    elif word in ("next", "following"):
        origin, shift = context.anchor(), 1
    elif word == "previous":
        origin, shift = context.anchor(), -1
    elif word in ("that", "same") or word is None:
        origin = context.anchor()
    return calendar.shifted(origin, "D", shift) if origin else None


def _day_of_clock(rest: list[Piece], context: Context) -> str | None:
    kinds = {p.kind for p in rest}
    if kinds & {"weekday", "month", "day", "holiday", "year", "units", "unit"}:
        found = calendar.parse(_date(rest, kinds, context)[0])
        return str(found) if found else None
    return _day_of_part(_relation(rest), context)  # "11 o'clock last night"


def _time_of_day(pieces: list[Piece], context: Context) -> str | None:
    """Return a time of day, with the day where it is said or was spoken of."""
    read = clock(pieces, context.part)
    if read is None:
        return None
    time, rest = read
    return f"{_day_of_clock(rest, context) or ''}{time}"
