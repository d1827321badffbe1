"""Calendar dates: days, weekdays, months, seasons, quarters, years; what is left open by them."""

from __future__ import annotations

from datetime import date

from claimkit.language.times import calendar
from claimkit.language.times.context import Context
from claimkit.language.times.words import EVENT_DAYS, HOLIDAYS, MOVABLE, SEASONS, Piece

# News tells more of what was than of what will be; a date against the tense of its verb counts as
# so many times as far away.
_PAST = {"past": 0.5, "future": 0.5, "": 0.5, "present": 0.7}
_AGAINST = {-1: 3.0, 0: 1.0, 1: 12.0}
_AHEAD = 3  # a year of two digits ahead is that many times as far
_WINTER_ENDS = 4  # until April, "this winter" is the one that began last year
_SHIFTS = {"last": -1, "previous": -1, "this": 0, "current": 0, "same": 0, "next": 1, "coming": 1}
_CENTURY_OF_SHORT_YEARS = 1900


def first(pieces: list[Piece], *kinds: str) -> Piece | None:
    """Return the first piece of one of these kinds."""
    return next((piece for piece in pieces if piece.kind in kinds), None)


def relation(pieces: list[Piece]) -> str | None:
    """Return the relative word of an expression."""
    found = [piece for piece in pieces if piece.kind == "relative"]
    if len(found) > 1 and found[0].text == "this":
        return str(found[1].value)  # this past summer
    return str(found[0].value) if found else None


def year_of(pieces: list[Piece], context: Context) -> int | None:
    """Return the year that an expression says, printed or as in `March last year`."""
    found = first(pieces, "year")
    if found:
        return int(found.value)
    short = first(pieces, "short_year")
    if short:
        return _whole_year(int(short.value), context)
    for i, piece in enumerate(pieces[:-1]):
        after = pieces[i + 1]
        if piece.kind == "relative" and after.kind == "unit" and after.value == "Y":
            origin = context.today
            if piece.value in ("that", "same", "previous", "following"):
                origin = context.first_day() or origin
            shift = {"following": 1}.get(str(piece.value), _SHIFTS.get(str(piece.value), 0))
            return origin.year + shift if origin else None
    if any(p.kind == "unit" and p.value == "Y" for p in pieces) and context.today:
        if first(pieces, "ago", "earlier"):
            return context.today.year - 1
        return context.today.year
    return context.year


def _whole_year(short: int, context: Context) -> int:
    """Return the year of two digits that lies nearest to today, rather in the past."""
    now = context.today.year if context.today else _CENTURY_OF_SHORT_YEARS + 99
    years = (century * 100 + short for century in range(15, 23))
    return min(years, key=lambda y: now - y if y <= now else _AHEAD * (y - now))


def numeric(pieces: list[Piece]) -> tuple[str | None, int] | None:
    """Return the value of `2025-03-14` or `3/14/2025`, and how many pieces it takes.

    Where day and month could be either, it is not known.
    """
    for i in range(len(pieces) - 4):
        a, mark, b, again, c = pieces[i : i + 5]
        if mark.text != again.text or mark.text not in ("-", "/", "–"):
            continue
        numbers = [int(p.value) for p in (a, b, c) if p.kind in ("number", "year") and p.value]
        if len(numbers) != 3 or not all(p.text.isdigit() for p in (a, b, c)):
            continue
        x, y, z = numbers
        if len(a.text) == 4:
            found = calendar.day(x, y, z)
        elif len(c.text) == 2 and mark.text == "/" and (x > 12) != (y > 12):
            year = _whole_year(z, Context())
            found = calendar.day(year, x, y) if y > 12 else calendar.day(year, y, x)
        elif len(c.text) == 4 and (x > 12 or y > 12 or x == y):
            found = calendar.day(z, x, y) if y > 12 or x == y else calendar.day(z, y, x)
        else:
            found = None
        return (str(found) if found else None), 5
    return None


def month_date(pieces: list[Piece], context: Context) -> str | None:
    """Return the value of an expression with the name of a month."""
    at, piece = next((i, p) for i, p in enumerate(pieces) if p.kind == "month")
    month = int(piece.value)
    number = _day_number(pieces, at)
    year = year_of(pieces, context)
    if year is None and number is not None and 31 < number < 100 and first(pieces, "number"):
        year, number = _whole_year(number, context), None
    if month == 5 and number is None and [p.text for p in pieces[at + 1 : at + 2]] == ["day"]:
        number = 1  # May Day
    if number is not None and not 1 <= number <= 31:
        return None
    if year is not None:
        if number is None:
            return f"{year:04}-{month:02}"
        found = calendar.day(year, month, number)
        return str(found) if found else None
    word = relation(pieces)
    event = _event_day(month, number, context) if word is None else None
    if event:
        return str(event)
    if word in ("that", "same") and context.first_day():
        origin = context.first_day()
        year = origin.year if origin else None
        return f"{year:04}-{month:02}"
    if context.today is None:
        if number is None:
            return f"XXXX-{month:02}"
        leap = calendar.day(2000, month, number)
        return f"XXXX-{month:02}-{number:02}" if leap else None
    return nearest_month(month, number, word, context)


def _day_number(pieces: list[Piece], at: int) -> int | None:
    """Return the day of the month that stands beside the name of the month."""
    order = [*pieces[at + 1 : at + 3], *reversed(pieces[:at])]
    for piece in order:
        if piece.kind in ("unit", "units"):
            return None  # the first week of March
        if piece.kind in ("number", "ordinal") and piece.value == int(piece.value):
            return int(piece.value)
    return None


def _event_day(month: int, number: int | None, context: Context) -> date | None:
    """Return the day of `the Sept. 11 attacks`, which is that of no later year."""
    if number is None or (month, number) not in EVENT_DAYS:
        return None
    year, words = EVENT_DAYS[month, number]
    found = calendar.day(year, month, number)
    known = context.today is not None and found is not None and context.today > found
    return found if known and words & context.about else None


def nearest_month(month: int, number: int | None, word: str | None, context: Context) -> str | None:
    """Return the day or month without a year that is meant, by relative word and tense."""
    today = context.today
    if today is None:
        return None
    found: list[tuple[int, date]] = []
    for year in (today.year - 1, today.year, today.year + 1):
        # A month lies as far away as its nearest day.
        candidate = calendar.day(year, month, number or 1)
        if candidate is not None:
            distance = (candidate - today).days
            if number is None:
                end = calendar.day(year, month, 28) or candidate
                distance = 0 if (year, month) == (today.year, today.month) else distance
                distance = (end - today).days if distance < 0 else distance
            found.append((distance, candidate))
    if not found:
        return None
    if word in ("last", "previous", "past"):
        found = [pair for pair in found if pair[0] < 0] or found[:1]
        best = found[-1]
    elif word in ("next", "coming", "following"):
        best = ([pair for pair in found if pair[0] > 0] or found[-1:])[0]
    elif word in ("this", "current"):
        best = next((pair for pair in found if pair[1].year == today.year), found[0])
    else:
        best = _by_tense(found, context)
    return str(best[1]) if number is not None else f"{best[1].year:04}-{month:02}"


def _by_tense(found: list[tuple[int, date]], context: Context) -> tuple[int, date]:
    """Return the candidate that costs least: its distance, the past at a discount.

    Against the tense of its verb a date is believed only where it is much nearer.
    """
    tense = context.tense()
    sign = {"past": -1, "future": 1}.get(tense, 0)

    def cost(pair: tuple[int, date]) -> float:
        days = pair[0]
        discount = _PAST[tense] if days < 0 else 1
        return abs(days) * discount * (_AGAINST[sign] if days * sign < 0 else 1)

    return min(found, key=cost)


def weekday_date(pieces: list[Piece], context: Context) -> date | None:
    """Return the day of a weekday: by its relative word, else by the tense of its verb."""
    piece = first(pieces, "weekday", "weekdays")
    if piece is None:
        return None
    number, word = int(piece.value), relation(pieces)
    week = next((i for i, p in enumerate(pieces) if p.value == "W" and p.kind == "unit"), None)
    if week is not None and word in ("last", "this", "next") and context.today:
        return _of_week(context.today, number, _SHIFTS[word])
    before = first(pieces, "earlier") is not None and pieces[0].text == "day"
    times = first(pieces, "number")
    if first(pieces, "ago") and times and context.today and 0 < int(times.value) < 100:
        # two Fridays ago
        found = calendar.weekday(context.today, number, -1, strict=True)
        value = calendar.shifted(found, "D", -7 * (int(times.value) - 1)) if found else None
        return calendar.parse(value)
    if word in ("previous", "following", "that", "same"):
        origin = context.anchor()
        if origin is None:
            return None
        direction = 1 if word == "following" else -1
        return calendar.weekday(origin, number, direction, strict=word in ("previous", "following"))
    if context.today is None or word == "recent":
        return None
    if word in ("next", "coming"):
        return calendar.weekday(context.today, number, 1, strict=True)
    if word == "this":
        return _of_week(context.today, number, 0)
    if word in ("last", "past"):
        found = calendar.weekday(context.today, number, -1, strict=True)
        return calendar.weekday(found, number, -1) if found and before else found
    if context.tense() == "future":
        return calendar.weekday(context.today, number, 1)
    return calendar.weekday(context.today, number, -1)


def _of_week(today: date, number: int, weeks: int) -> date | None:
    monday = calendar.weekday(today, 1, -1)
    if monday is None:
        return None
    value = calendar.shifted(monday, "D", 7 * weeks + number - 1)
    return calendar.parse(value)


def holiday_date(pieces: list[Piece], context: Context) -> str | None:
    """Return the day of a holiday; of its week or of its eve, where these are named."""
    named = [str(p.value) for p in pieces if p.kind == "holiday"]
    name = next((each for each in named if each in HOLIDAYS or each in MOVABLE), None)
    if name == "new" and not any(p.text in ("day", "eve") for p in pieces):
        return None  # the new year
    if name == "new" and "eve" in named and context.today:
        return nearest_month(12, 31, relation(pieces), context)
    if name is None:
        if "eve" in named and context.today:  # New Year's Eve
            return nearest_month(12, 31, relation(pieces), context)
        return None
    # The year of "New Year's Day" says not which.
    named_year = [p for p in pieces if p.kind != "unit"] if name == "new" else pieces
    year = year_of(named_year, context)
    if year is None:
        if context.today is None:
            return None
        found = [calendar.holiday(name, context.today.year + shift) for shift in (-1, 0, 1)]
        days = [((each - context.today).days, each) for each in found if each]
        word = relation(pieces)
        sign = -1 if word in ("last", "past") else 1 if word in ("next", "coming") else 0
        right = [pair for pair in days if pair[0] * sign > 0]
        if not days:
            return None
        best = min(right, key=lambda p: abs(p[0])) if right else _by_tense(days, context)[0:2]
        year = best[1].year
    day = calendar.holiday(name, year)
    if day is None:
        return None
    if any(p.kind == "unit" and p.value == "W" for p in pieces):
        return calendar.week(day)
    if any(p.kind == "unit" and p.value == "WE" for p in pieces):
        # Of a Monday the weekend is the one before it.
        return calendar.shifted(day, "WE", -1 if day.isoweekday() < 3 else 0)
    return calendar.shifted(day, "D", -1) if "eve" in named else str(day)


def season_date(pieces: list[Piece], context: Context) -> str | None:
    """Return the value of a season, of a year or seen from today."""
    piece = next(p for p in pieces if p.kind in ("unit", "units") and p.value in SEASONS)
    code = str(piece.value)
    year = year_of(pieces, context)
    if year is not None:
        return f"{year:04}-{code}"
    word = relation(pieces)
    if word in ("that", "same", "following", "previous"):
        origin = context.first_day() or context.today
        if origin is None:
            return None
        shift = {"following": 1, "previous": -1}.get(word, 0)
        return f"{origin.year:04}-{code}" if not shift else calendar.season(origin, code, shift)
    if context.today is None:
        return None
    if word in ("last", "past"):
        return calendar.season(context.today, code, -1)
    if word in ("next", "coming"):
        return calendar.season(context.today, code, 1)
    if word is None:
        tense = context.tense()
        last, nearest = (calendar.season(context.today, code, n) for n in (-1, 0))
        following = calendar.season(context.today, code, 1)
        running = nearest not in (last, following)
        if not running and tense:
            return last if tense == "past" else following
        return nearest
    winter = code == "WI" and context.today.month <= _WINTER_ENDS and context.tense() != "future"
    return f"{context.today.year - winter:04}-{code}"


def part_of_year(pieces: list[Piece], context: Context) -> str | None:
    """Return a quarter or a half of a year: `the third quarter`, `the first half of 1989`."""
    half = first(pieces, "half", "half_year") is not None
    mark, size = ("-H", 6) if half else ("-Q", 3)
    ordinal = first(pieces, "ordinal", "quarter", "half_year")
    if ordinal:
        number = int(ordinal.value)
    else:
        last = any(p.value in ("last", "latest") or p.text == "final" for p in pieces)
        number = 12 // size if last else 0
        if not half:
            return None
    if not 1 <= number <= 12 // size:
        return None
    year = year_of(pieces, context)
    if year is None:
        today = context.today
        if today is None:
            return None
        now = (today.month - 1) // size + 1
        year = today.year
        tense = context.tense()
        if number > now and tense != "future":
            # In March the fourth quarter is the last one, in October it is the next.
            year -= 1 if tense == "past" or number - now > 1 else 0
        elif number < now - 1 and tense == "future":
            year += 1  # of the quarter just over, figures are still to come
    return f"{year:04}{mark}{number}"


def last_quarter(pieces: list[Piece], context: Context) -> str | None:
    """Return `the final quarter of 1988`, of a year that is printed."""
    year = first(pieces, "year")
    ends = any(p.text == "final" or (p.kind == "relative" and p.text == "last") for p in pieces)
    return f"{int(year.value):04}-Q4" if year and ends else None


def day_within(pieces: list[Piece], context: Context) -> str | None:
    """Return `the last day of the month`, `the first day of 1990`; null for other days."""
    ordinal = first(pieces, "ordinal")
    last = pieces[0].text == "last" or (len(pieces) > 1 and pieces[1].text == "last")
    if not (last or (ordinal and ordinal.value == 1)):
        return None
    month = first(pieces, "month")
    whole = next((p.value for p in pieces if p.kind == "unit" and p.value in ("M", "Y")), None)
    year = year_of(pieces, context) if whole != "M" or month else None
    if month or (whole == "M" and context.today):
        value = month_date(pieces, context) if month else str(context.today)[:7]
        # Without the day of the document the year of a month is `XXXX`.
        if not value or not (value[:4].isdigit() and value[5:7].isdigit()):
            return None
        at, number = int(value[:4]), int(value[5:7])
    elif year:
        at, number = year, 12 if last else 1
    else:
        return None
    days = [calendar.day(at, number, n) for n in (31, 30, 29, 28)]
    found = next(filter(None, days)) if last else calendar.day(at, number, 1)
    return str(found) if found else None


def two_quarters(pieces: list[Piece], at: int, context: Context) -> str | None:
    """Return the half that `the first two quarters of 1990` are."""
    number, ordinal = first(pieces[:at], "number"), first(pieces[:at], "ordinal")
    year = year_of(pieces, context)
    if year is None or number is None or number.value != 2 or ordinal is None:
        return None
    return f"{year:04}-H1" if ordinal.value == 1 else None


def ages(pieces: list[Piece], context: Context) -> str | None:
    """Return a year, a decade or a century."""
    decade = first(pieces, "decade")
    if decade:
        number = int(decade.value)
        if number < 100:
            number = _whole_year(number, context)
        return f"{number // 10:03}"
    at = next((i for i, p in enumerate(pieces) if p.value == "CE" and p.kind == "unit"), None)
    ordinal = first(pieces, "ordinal")
    if at is not None and ordinal and 1 <= int(ordinal.value) <= 99:
        return f"{int(ordinal.value) - 1:02}"
    year = year_of(pieces, context)
    return f"{year:04}" if year else None
