"""Expressions with a unit: durations, repetitions, and dates so many units away."""

from __future__ import annotations

from datetime import date

from claimkit.language.times import calendar
from claimkit.language.times.context import Context
from claimkit.language.times.words import HOLIDAYS, SEASONS, Number, Piece

Meaning = tuple[str | None, str]
_BACK = frozenset(("last", "previous"))
_AHEAD = frozenset(("next", "coming", "following"))
_DAY_LIKE = frozenset(("TH", "TM", "TS"))
# Words that leave a time open where no number goes with them: "recent years", "coming weeks".
_REFERENCES = {
    "recent": "PAST_REF", "past": "PAST_REF", "last": "PAST_REF", "previous": "PAST_REF",
    "coming": "FUTURE_REF", "next": "FUTURE_REF", "following": "FUTURE_REF",
    "future": "FUTURE_REF", "near": "FUTURE_REF",
}  # fmt: skip
_LISTED = frozenset(("number", "vague"))


def period(n: Number | str, unit: str) -> str | None:
    """Return the TIMEX3 value of a duration of `n` units (``X``: an unknown number).

    Examples
    --------
    >>> period(2, "Y"), period(2.5, "Y"), period("X", "TH"), period(1.5, "D"), period(1, "WE")
    ('P2Y', 'P2Y6M', 'PTXH', 'P1.5D', 'P1WE')
    """
    scale, code = {
        "DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "FN": (2, "W"), "SM": (6, "M"),
    }.get(unit, (1, unit))  # fmt: skip
    if n == "X" or isinstance(n, str):
        return (
            f"PT{'X'}{unit[1]}"
            if unit in _DAY_LIKE
            else f"PX{ {'FN': 'W', 'SM': 'M'}.get(unit, unit) }"
        )
    n *= scale
    part = ""
    smaller = {"Y": (12, "M"), "TH": (60, "TM")}.get(code)
    if smaller and n % 1 and (n % 1 * smaller[0]) % 1 == 0:
        rest = int(n % 1 * smaller[0])
        n, part = int(n), f"{rest}{smaller[1][-1]}"
    number = f"{n:g}" if n % 1 else str(int(n))
    if len(number) > 12 or not (n or part):
        return None
    body = (number + code[-1] if code in _DAY_LIKE else number + code) if n else ""
    return f"PT{body}{part}" if code in _DAY_LIKE else f"P{body}{part}"


def count(pieces: list[Piece], at: int) -> Number | str | None:
    """Return how many of the unit at a place there are, null where that is not said."""
    for i, piece in reversed(list(enumerate(pieces[:at]))):
        if piece.kind in ("number", "year"):
            # "several dozen", "a few hundred"
            return "X" if i and pieces[i - 1].kind == "vague" else piece.value
        if piece.kind == "vague":
            return "X"
        if piece.kind == "article" and piece.value == 1:
            return 1
        if piece.kind not in ("to", "relative", "of", "ordinal", "article", "fiscal"):
            break
    return None


def lasting(pieces: list[Piece]) -> Meaning:
    """Return the meaning of a duration; of two numbers (`two to three weeks`) of the first."""
    values: list[str] = []
    for at, piece in enumerate(pieces):
        if piece.kind not in ("unit", "units"):
            continue
        n = count(pieces, at)
        if values and (n is None or n == "X" or pieces[at - 1].kind not in _LISTED):
            break
        if n is None:
            n = "X" if piece.kind == "units" else 1
        n = _lowest(pieces[:at], n)
        if values and piece.value in ("Y", "M", "W", "D", "TH", "TM", "TS"):
            joined = _joined(values[-1], period(n, str(piece.value)))
            values = [joined] if joined else values
        elif not values:
            value = period(n, str(piece.value))
            values = [value] if value else []
    return (values[0] if values else None), "DURATION"


def _joined(long: str, short: str | None) -> str | None:
    """Return `P2Y` and `P6M` as `P2Y6M`, null where they are no sum."""
    if short is None or "X" in long + short:
        return None
    head, mark, tail = long.partition("T")
    order = "YMWD"
    if short.startswith("PT"):
        if not mark:
            return long + short[1:]
        return long + short[2:] if "HMS".index(tail[-1]) < "HMS".index(short[-1]) else None
    if mark or short[-1] not in order or head[-1] not in order:
        return None
    return long + short[1:] if order.index(head[-1]) < order.index(short[-1]) else None


def _lowest(before: list[Piece], n: Number | str) -> Number | str:
    """Return the first number of a range, `two to three weeks` and `12- to 18-month`."""
    begins = max((i + 1 for i, p in enumerate(before) if p.kind in ("unit", "units")), default=0)
    numbers = [p for p in before[begins:] if p.kind == "number"]
    if len(numbers) == 2 and any(p.kind in ("to", "of") for p in before):
        return numbers[0].value
    return n


def repeated(pieces: list[Piece]) -> Meaning:
    """Return the meaning of what happens again and again: `every two weeks`, `Tuesday nights`."""
    kinds = {piece.kind: piece for piece in pieces}
    part = next((str(p.value) for p in pieces if p.kind == "part"), "")
    if "frequent" in kinds:
        return str(kinds["frequent"].value), "SET"
    for kind in ("weekday", "weekdays"):
        if kind in kinds:
            return f"XXXX-WXX-{kinds[kind].value}{part}", "SET"
    if "month" in kinds:
        number = next((p.value for p in pieces if p.kind in ("number", "ordinal")), None)
        month = int(kinds["month"].value)
        known = isinstance(number, int) and calendar.day(2000, month, number) is not None
        return f"XXXX-{month:02}{f'-{number:02}' if known else ''}", "SET"
    if "holiday" in kinds:
        fixed = HOLIDAYS.get(str(kinds["holiday"].value))
        return (f"XXXX-{fixed[0]:02}-{fixed[1]:02}" if fixed else None), "SET"
    if part:
        return f"XXXX-XX-XX{part}", "SET"
    # Of "three days a week" the week is what comes back.
    for at, piece in reversed(list(enumerate(pieces))):
        if piece.kind in ("unit", "units"):
            unit = str(piece.value)
            if unit in SEASONS:
                return f"XXXX-{unit}", "SET"
            if unit == "WE":
                return "XXXX-WXX-WE", "SET"
            other = any(p.text in ("other", "alternate") for p in pieces)
            n = count(pieces, at) or 1
            return period(2 if other else n, unit), "SET"
    return None, "SET"


def away(pieces: list[Piece], at: int, context: Context) -> Meaning | None:
    """Return the meaning of so many units before or after: `two weeks ago`, `a year later`."""
    unit = str(pieces[at].value)
    after = {piece.kind for piece in pieces[at + 1 :]}
    n = count(pieces, at)
    if n is None:
        n = "X" if pieces[at].kind == "units" else 1
    if "ago" in after:
        return _moved(context.today, unit, n, -1, "PAST_REF")
    if "earlier" in after and unit == "Y" and count(pieces, at) is None:
        return _moved(context.today, unit, n, -1, None)  # the year-earlier results
    if "earlier" in after:
        return _moved(context.first_day(unit) or context.today, unit, n, -1, None)
    if "later" in after:
        # Told of the past, it is later than something that is not known here.
        origin = context.first_day(unit)
        origin = origin or (context.today if context.tense() != "past" else None)
        return _moved(origin, unit, n, 1, None)
    hence = any(p.kind == "hence" for p in pieces[at + 1 :])
    if hence and unit in ("DE", "CE") and count(pieces, at) is None:
        return placed("next", unit, context), "DATE"
    if (hence and n != "X") or ("from" in after and pieces[-1].text == "now"):
        return _moved(context.today, unit, n, 1, "FUTURE_REF")
    return None


def _moved(
    origin: date | None, unit: str, n: Number | str, direction: int, vague: str | None
) -> Meaning:
    if unit in _DAY_LIKE:
        # Hours away the day is not sure, and the time of publication is not known.
        return vague, "TIME"
    if n == "X":
        return vague, "DATE"
    if origin is None or isinstance(n, str):
        return None, "DATE"
    if n % 1:
        scale = {"Y": (12, "M"), "DE": (10, "Y"), "CE": (100, "Y"), "W": (7, "D"), "M": (30, "D")}
        times, unit = scale.get(unit, (1, unit))
        n = round(n * times)
    if unit in ("DE", "CE"):
        # "Two decades ago" is a year, not the decade of all years beginning alike.
        n, unit = n * (10 if unit == "DE" else 100), "Y"
    if abs(n) > 10**6:
        return None, "DATE"
    return calendar.shifted(origin, unit, direction * int(n)), "DATE"


def within(pieces: list[Piece], at: int, context: Context) -> Meaning | None:
    """Return the date that lies so far ahead: `due in five years`, `may, in a year or two`."""
    if context.label != "DATE" or context.before != "in" or context.tense() != "future":
        return None
    if any(p.kind == "relative" for p in pieces[:at]):
        return None
    n = count(pieces, at)
    if n is None or str(pieces[at].value) in SEASONS:
        return None
    if len({p.text for p in pieces} & {"or", "to"}):
        n = "X"
    return _moved(context.today, str(pieces[at].value), n, 1, "FUTURE_REF")


def relative(pieces: list[Piece], at: int, context: Context) -> Meaning | None:
    """Return the meaning of a unit with a word that places it: `last week`, `the same month`."""
    unit = str(pieces[at].value)
    places = [i for i, p in enumerate(pieces[:at]) if p.kind == "relative"]
    if not places:
        return None
    place = places[0]
    if len(places) > 1 and pieces[place].text == "this" and pieces[places[1]].text == "past":
        # "this past week" is the last one; of a duration nothing says `this`
        return placed("last", unit, context), "DATE"
    word = str(pieces[place].value)
    n = count(pieces, at)
    n = n if n is None else _lowest(pieces[:at], n)
    the = place > 0 and pieces[place - 1].text == "the"
    if unit in _DAY_LIKE or (unit == "WE" and pieces[at].kind == "units"):
        return (period(n or "X" if pieces[at].kind == "units" else n or 1, unit), "DURATION")
    if the and word == "next" and unit in ("D", "M", "Y"):
        word = "following"  # the next day: after the one spoken of
    if word == "recent" and pieces[at].kind == "unit" and n is None:
        word = "latest"
    vague = n == "X" or (n is None and pieces[at].kind == "units")
    if vague and unit not in SEASONS and word in _REFERENCES:
        # A stretch of unknown length, or a time of which only the direction is known.
        if context.label == "DURATION":
            return period("X", unit), "DURATION"
        return _REFERENCES[word], "DATE"
    if word == "recent":
        return ("PAST_REF", "DATE") if n is None else (period(n, unit), "DURATION")
    if word in ("future", "near"):
        return "FUTURE_REF", "DATE"
    if (word == "past" and unit not in SEASONS) or (word == "last" and the and n is None):
        if n is None and context.label == "DATE" and not (word == "past" and unit in ("DE", "CE")):
            return placed("last", unit, context), "DATE"
        return (period(1 if n is None else n, unit), "DURATION")
    if n is not None or pieces[at].kind == "units":
        if word in ("these", "this", "current") and unit == "D":
            return "PRESENT_REF", "DATE"
        return period("X" if n is None else n, unit), "DURATION"
    return placed(word, unit, context), "DATE"


def placed(word: str, unit: str, context: Context) -> str | None:
    """Return one unit placed by a relative word."""
    if word in ("that", "same"):
        origin, shift = context.first_day(unit) or context.today, 0
    elif word in ("previous", "following"):
        origin = context.first_day(unit) or context.today
        shift = -1 if word == "previous" else 1
    else:
        origin = context.today
        shift = -1 if word in ("last", "past") else 1 if word in _AHEAD else 0
    if origin is None:
        return None
    if unit == "Q" and word == "latest":
        return context.quarter or calendar.shifted(origin, "Q", -1)
    return calendar.shifted(origin, unit, shift)
