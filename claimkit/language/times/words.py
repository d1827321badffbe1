"""The words of time expressions: what each one means, looked up in one table.

A word of the table is a pair of its kind and its value. What the kinds are is told where the
words are listed; everything that is not listed is of kind ``other`` and means nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from claimkit.language.tokens import INVISIBLE

Number = int | float


class Piece(NamedTuple):
    """A meaningful piece of a time expression.

    Attributes
    ----------
    kind
        What sort of piece it is, as listed in this module.
    value
        What it stands for: a number, a TIMEX3 code, a normalised word.
    text
        As written, in lower case.
    """

    kind: str
    value: Number | str
    text: str


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
# TIMEX3 codes of units; `TM` and `TS` are minutes and seconds, which share `M` with months there.
UNITS = {
    "year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM",
    "second": "TS", "quarter": "Q", "decade": "DE", "century": "CE", "millennium": "ML",
    "weekend": "WE", "fortnight": "FN", "semester": "SM", "trimester": "Q",
    "summer": "SU", "winter": "WI", "spring": "SP", "autumn": "FA", "fall": "FA",
}  # fmt: skip
SEASONS = frozenset(("SU", "WI", "SP", "FA"))
_PLURALS = {"century": "centuries", "millennium": "millennia"}
PARTS = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "nighttime": "TNI",
    "dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO", "dusk": "TEV", "nightfall": "TEV",
    "daytime": "TDT", "midmorning": "TMO", "midafternoon": "TAF", "lunchtime": "TMI",
    "breakfast": "TMO", "sunset": "TEV", "overnight": "TNI", "evenings": "TEV",
    "mornings": "TMO", "nights": "TNI", "afternoons": "TAF",
}  # fmt: skip
# Fixed holidays are (month, day); the others are reckoned in `calendar.holiday`.
HOLIDAYS = {
    "christmas": (12, 25), "halloween": (10, 31), "valentine": (2, 14), "epiphany": (1, 6),
    "new": (1, 1), "independence": (7, 4), "veterans": (11, 11), "boxing": (12, 26),
    "armistice": (11, 11), "juneteenth": (6, 19), "kwanzaa": (12, 26), "bastille": (7, 14),
}  # fmt: skip
# (month, weekday, which of that month; the last where it is negative)
NTH_WEEKDAYS = {
    "thanksgiving": (11, 4, 4), "memorial": (5, 1, -1), "labor": (9, 1, 1), "columbus": (10, 1, 2),
    "presidents": (2, 1, 3), "king": (1, 1, 3),
}  # fmt: skip
# Days that name what happened on them, its year, and words that tell that it is meant.
EVENT_DAYS = {
    (9, 11): (2001, frozenset("attacks terrorist terrorists terror hijacker hijackers hijackings "
                              "victims commission anniversary era".split())),
    (1, 6): (2021, frozenset("attack attacks riot rioter rioters insurrection committee siege"
                             .split())),
}  # fmt: skip
# Days after Easter Sunday, and the days that a word before a weekday makes one of its own.
EASTER_DAYS = {"good friday": -2, "palm sunday": -7, "ash wednesday": -46, "easter monday": 1}
NAMED_WEEKDAYS = (*EASTER_DAYS, "black friday")
MOVABLE = ("easter", *NTH_WEEKDAYS, *NAMED_WEEKDAYS)
# "Super Tuesday", "Bloody Sunday": days of their own, which no calendar tells
NAMING = frozenset("bloody super cyber fat ruby happy shrove holy".split())
# Offsets from UTC of zones whose abbreviation means one zone only in news in English; of the
# others (ET, IST, CST in China …) the local time is kept and no offset said.
ZONES = {
    "gmt": "Z", "utc": "Z", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00",
    "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00",
    "bst": "+01:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "jst": "+09:00",
    "hkt": "+08:00", "sgt": "+08:00", "aest": "+10:00", "aedt": "+11:00", "akst": "-09:00",
    "hst": "-10:00", "zulu": "Z", "et": "", "pt": "", "ist": "", "cst": "", "kst": "+09:00",
    "nzst": "+12:00", "nzdt": "+13:00", "wib": "+07:00", "pkt": "+05:00",
}  # fmt: skip
# How a relative word shifts a unit, and from where: from today or from the discourse.
RELATIVE = {
    "last": "last", "past": "past", "previous": "previous", "prior": "previous",
    "preceding": "previous", "next": "next", "coming": "coming", "upcoming": "coming",
    "following": "following", "subsequent": "following", "ensuing": "following", "this": "this",
    "current": "current", "that": "that", "same": "same", "latest": "latest", "recent": "recent",
    "these": "these", "those": "those", "present": "current", "corresponding": "same",
    "comparable": "same", "intervening": "that", "future": "future", "forthcoming": "coming",
    "foreseeable": "future", "immediate": "near", "near": "near",
}  # fmt: skip
ADVERBS = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "presently": "PRESENT_REF",
    "nowadays": "PRESENT_REF", "already": "PRESENT_REF", "yet": "PRESENT_REF",
    "instantly": "PRESENT_REF", "today's": "PRESENT_REF", "recently": "PAST_REF",
    "lately": "PAST_REF", "previously": "PAST_REF", "formerly": "PAST_REF", "once": "PAST_REF",
    "earlier": "PAST_REF", "before": "PAST_REF", "afterward": "FUTURE_REF",
    "afterwards": "FUTURE_REF", "medieval": "PAST_REF", "ancient": "PAST_REF",
    "yesteryear": "PAST_REF", "soon": "FUTURE_REF", "shortly": "FUTURE_REF",
    "later": "FUTURE_REF", "eventually": "FUTURE_REF", "someday": "FUTURE_REF",
    "former": "PAST_REF", "immediately": "PRESENT_REF", "momentarily": "FUTURE_REF",
    "sooner": "FUTURE_REF", "soonest": "FUTURE_REF", "longstanding": "PAST_REF",
}  # fmt: skip
_FREQUENT = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
    "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H", "nightly": "XXXX-XX-XXTNI",
    "biweekly": "P2W", "fortnightly": "P2W", "biennial": "P2Y", "biennially": "P2Y",
    "bimonthly": "P2M", "semiannual": "P6M", "semiannually": "P6M", "biannual": "P6M",
    "biannually": "P6M", "triennial": "P3Y", "decennial": "P10Y", "quadrennial": "P4Y",
}  # fmt: skip
_VAGUE = ("several", "few", "some", "many", "couple", "handful", "numerous", "various")


def _table() -> dict[str, tuple[str, Number | str]]:
    table: dict[str, tuple[str, Number | str]] = {}

    def put(kind: str, words: Iterable[tuple[str, Number | str]]) -> None:
        table.update((word, (kind, value)) for word, value in words)

    put("adverb", ADVERBS.items())
    put("vague", ((word, "X") for word in _VAGUE))
    put("number", ((word, n) for n, word in enumerate(ONES, 1)))
    put("number", ((word, n) for n, word in enumerate(TEENS, 10)))
    put("number", ((word, 10 * n) for n, word in enumerate(TENS, 2)))
    put("number", [("zero", 0), ("½", 0.5), ("¼", 0.25), ("¾", 0.75)])
    put("magnitude", [("hundred", 100), ("thousand", 1000), ("million", 10**6), ("dozen", 12)])
    put("magnitude", [("billion", 10**9), ("score", 20)])
    put("decade", ((word[:-1] + "ies", 10 * n) for n, word in enumerate(TENS, 2)))
    put("ordinal", ((word, n) for n, word in enumerate(_ORDINALS, 1)))
    put("ordinal", ((word[:-1] + "ieth", 10 * n) for n, word in enumerate(TENS, 2)))
    for word, unit in UNITS.items():
        put("unit", [(word, unit)])
        put("units", [(_PLURALS.get(word, word + "s"), unit)])
    put("units", [("hrs", "TH"), ("mins", "TM"), ("secs", "TS"), ("yrs", "Y"), ("wks", "W")])
    put("unit", [("hr", "TH"), ("min", "TM"), ("sec", "TS"), ("yr", "Y"), ("wk", "W")])
    put("unit", [("daylong", "D"), ("weeklong", "W"), ("monthlong", "M"), ("yearlong", "Y")])
    put("unit", [("hourlong", "TH"), ("decadelong", "DE"), ("weekslong", "W")])
    put("units", [("dayslong", "D"), ("monthslong", "M"), ("yearslong", "Y")])
    put("units", [("decadeslong", "DE"), ("hourslong", "TH")])
    put("relative", [("final", "final")])
    put("straight", [("straight", "straight"), ("consecutive", "straight")])
    put("half", [("half", 2), ("halves", 2)])
    put("period", [("period", "P"), ("term", "P"), ("season", "P"), ("time", "P"), ("date", "P")])
    put("period", [("moment", "P"), ("moments", "P"), ("run", "P")])
    put("weekday", ((word, n) for n, word in enumerate(WEEKDAYS, 1)))
    put("weekdays", ((word + "s", n) for n, word in enumerate(WEEKDAYS, 1)))
    short = ("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun")
    days = (1, 2, 2, 3, 3, 4, 4, 4, 5, 6, 7)
    put("weekday", zip(short, days, strict=True))
    put("month", ((word, n) for n, word in enumerate(MONTHS, 1)))
    put("month", ((word[:3], n) for n, word in enumerate(MONTHS, 1)))
    put("month", [("sept", 9), ("febuary", 2), ("janurary", 1)])
    put("part", PARTS.items())
    put("clock", [("noon", "12:00"), ("midday", "12:00"), ("noontime", "12:00")])
    put("clock", [("midnight", "24:00")])
    put("half_day", [("am", 0), ("a.m", 0), ("pm", 12), ("p.m", 12)])
    put("oclock", [("o'clock", 0), ("o’clock", 0), ("oclock", 0)])
    put("zone", ZONES.items())
    put("holiday", ((word, word) for word in (*HOLIDAYS, *MOVABLE, "eve")))
    put("holiday", [("valentine's", "valentine"), ("xmas", "christmas")])
    put("relative", RELATIVE.items())
    put("day", [("today", 0), ("yesterday", -1), ("tomorrow", 1), ("tonight", 0)])
    put(
        "every",
        ((word, word) for word in ("every", "each", "per", "any", "alternate", "all", "other")),
    )
    put("frequent", _FREQUENT.items())
    put("times", [("once", 1), ("twice", 2), ("thrice", 3), ("times", 0)])
    put("ago", [("ago", "ago"), ("back", "ago")])
    put("earlier", ((w, w) for w in ("earlier", "before", "previously", "beforehand", "prior")))
    put("later", ((w, w) for w in ("later", "after", "afterward", "afterwards", "thereafter")))
    put("hence", ((w, w) for w in ("hence", "ahead", "away")))
    put("from", [("from", "from"), ("since", "from"), ("through", "from"), ("until", "from")])
    put("from", [("till", "from")])
    put("old", ((w, w) for w in ("old", "olds", "aged", "age", "long", "short", "worth")))
    put("early", ((w, w) for w in ("early", "late", "mid", "pre", "post", "beginning", "end")))
    put("early", ((w, w) for w in ("start", "middle", "turn", "close", "dawn's", "outset")))
    put("article", [("the", "the"), ("a", 1), ("an", 1)])
    put("own", ((w, w) for w in ("its", "their", "his", "her", "our", "my", "your")))
    put("fiscal", [("fiscal", "FY"), ("financial", "FY"), ("fy", "FY")])
    put("future", [("future", "FUTURE_REF"), ("past", "PAST_REF")])
    put("of", ((word, "of") for word in ("of", "in", "on", "at")))
    put("of", [("or", "or"), ("and", "and")])
    put("to", [("to", "to"), ("-", "-"), ("–", "-"), ("—", "-"), ("/", "/")])
    put("other", [(",", ","), (".", ".")])
    # Words of two kinds: the grammar asks for either by its place, see `pieces._settled`.
    put("relative", [(word, RELATIVE[word]) for word in ("past", "future", "prior")])
    put("later", [("later", "later"), ("afterward", "later"), ("afterwards", "later")])
    put("earlier", [("earlier", "earlier"), ("before", "before"), ("previously", "previously")])
    return table


_TABLE = _table()
_APOSTROPHES = ("'s", "’s", "s'", "s’")


def known(word: str) -> tuple[str, Number | str] | None:
    """Return the kind and the value of a word in lower case, or null.

    >>> known("fortnight"), known("sept"), known("pier")
    (('unit', 'FN'), ('month', 9), None)
    """
    return _TABLE.get(word)


@lru_cache(maxsize=4096)
def pieces_of(token: str) -> tuple[Piece, ...]:
    """Return the pieces of one token; compounds give several.

    Examples
    --------
    >>> [(piece.kind, piece.value) for piece in pieces_of("mid-1990s")]
    [('early', 'mid'), ('to', '-'), ('decade', 1990)]
    """
    text = token.translate(INVISIBLE).lower().strip()
    whole = _single(text)
    if whole is not None:
        return (whole,)
    name, mark, number = text.partition(".")
    if mark and number.isdigit() and (_TABLE.get(name) or ("",))[0] == "month":
        return (Piece(*_TABLE[name], name), Piece("number", int(number[:9]), number))  # Sept.11
    parts: list[str] = []
    at = 0
    for i, char in enumerate(text):
        if char in "-–—/‑":
            parts += [text[at:i], "/" if char == "/" else "-"]
            at = i + 1
    parts.append(text[at:])
    if len(parts) == 1:
        return (_leading_number(text) or (Piece("other", "", text),))[:2]
    out: list[Piece] = []
    for part in filter(None, parts):
        single = _single(part)
        out += (single,) if single else _leading_number(part) or (Piece("other", "", part),)
    return tuple(out)


@lru_cache(maxsize=4096)
def kinds_of(token: str) -> frozenset[str]:
    """Return the kinds of the pieces of one token.

    >>> sorted(kinds_of("mid-1990s"))
    ['decade', 'early', 'to']
    """
    return frozenset(piece.kind for piece in pieces_of(token))


def _single(text: str) -> Piece | None:
    """Return the piece that a word without hyphens is."""
    if not text:
        return None
    found = _TABLE.get(text) or _TABLE.get(text.rstrip("."))
    if found:
        return Piece(*found, text)
    for ending in _APOSTROPHES:
        if text.endswith(ending) and len(text) > len(ending):
            # "Monday's" and "years'" are the word; a possessive is no other time.
            return _single(text[:-2] if ending[0] != "s" else text[:-1])
    if not text.isascii():
        return _single("'" + text[1:]) if text[0] in "’‘" and text[1:].isascii() else None
    if text.isdigit():
        return Piece("number", int(text), text) if len(text) < 10 else None
    return _numeric(text)


def _numeric(text: str) -> Piece | None:
    """Return the piece of a word with digits and other marks: `21st`, `1990s`, `'98`, `10:35`."""
    stem = text.lstrip("'")
    if stem[:-1].isdigit() and stem.endswith("s") and len(stem) in (3, 5):
        return Piece("decade", int(stem[:-1]), text)
    if text[0] == "'" and len(stem) == 2 and stem.isdigit():
        return Piece("short_year", int(stem), text)
    if text[:-2].isdigit() and text[-2:] in ("st", "nd", "rd", "th") and len(text) < 7:
        return Piece("ordinal", int(text[:-2]), text)
    if len(text) == 6 and text[:2] == "fy" and text[2:].isdigit():
        return Piece("number", int(text[2:]), text[2:])
    if len(text) == 2:
        mark, number = (text[0], text[1]) if text[0] in "qh" else (text[1], text[0])
        if mark in ("q", "h") and number in "1234":
            return Piece("quarter" if mark == "q" else "half_year", int(number), text)
    hour, mark, minute = text.partition(":")
    if mark and hour.isdigit() and len(hour) <= 2 and int(hour) <= 24:
        parts = minute.split(":")
        if all(len(p) == 2 and p.isdigit() and int(p) < 60 for p in parts) and len(parts) < 3:
            return Piece("clock", f"{int(hour):02}:{minute}", text)
    whole, mark, part = text.replace(",", "").partition(".")
    if mark and whole.isdigit() and part.isdigit() and len(text) < 12:
        return Piece("number", float(f"{whole}.{part}"), text)
    if "," in text and whole.isdigit() and len(whole) < 10 and not mark:
        return Piece("number", int(whole), text)
    return None


def _leading_number(text: str) -> tuple[Piece, ...] | None:
    """Return the pieces of a number with a word glued to it: `10pm`, `5yr`."""
    digits = 0
    while digits < len(text) and (text[digits].isdigit() or text[digits] in ":.") and digits < 6:
        digits += 1
    number, rest = text[:digits], text[digits:]
    if not digits or not rest or not number.isascii():
        return None
    first, second = _single(number), _single(rest)
    return (first, second) if first and second else None
