"""Times of day told in words: `a quarter to nine`, `twenty past seven`, `the small hours`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimkit.language.times.words import MONTHS, ONES, TEENS, TENS, WEEKDAYS

_TENS = {word: 10 * n for n, word in enumerate(TENS[:4], 2)}  # no hour has more than sixty minutes
NUMBERS = {
    **{word: n for n, word in enumerate((*ONES, *TEENS), 1)},
    **_TENS,
    **{f"{ten} {one}": n + i for ten, n in _TENS.items() for i, one in enumerate(ONES, 1)},
}
HOURS = (*ONES, *TEENS[:3])
_DAY_HALVES = {"noon": 12, "midday": 12, "midnight": 24}
# Minutes that are said without the word: nobody says "seven past six".
_ROUND = ("five", "ten", "twenty", "twenty five")
_SAID_AFTER_HOURS = ("fifteen", "thirty", "forty five")
# The hours between midnight and dawn are of the day that then begins, as its morning is.
_PHRASES = {
    "early morning hours": "morning", "early hours": "morning", "small hours": "morning",
    "wee hours": "morning", "first light": "dawn", "crack of dawn": "dawn",
    "dead of night": "night", "dead of the night": "night",
}  # fmt: skip
PARTS = ("morning", "afternoon", "evening", "night")


def _any(words: Sequence[str]) -> str:
    """Return a pattern of words, the longest first; a hyphen may stand between two."""
    return "|".join(w.replace(" ", "(?: -)? ") for w in sorted(words, key=len, reverse=True))


HOUR = rf"(?:{_any(HOURS)}|1[0-2]|[1-9])"
OCLOCK = r"(?:o['’]clock|oclock)"
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_SEP = r"(?: -)? "
_MINUTES = (
    rf"(?:(?P<quarter>(?:a )?quarter)|(?P<half>half)|(?P<round>{_any(_ROUND)}|5|10|20|25)"
    rf"|(?P<exact>{_any(list(NUMBERS))}|[1-5]?\d)(?= min))(?P<said> min(?:ute)?s?)?"
)
BESIDE = (
    rf"{_MINUTES}{_SEP}(?P<side>past|after|to|before|till|of){_SEP}"
    rf"(?P<hour>{HOUR}|noon|midday|midnight)(?: {OCLOCK})?"
)
HALF = rf"half{_SEP}(?P<half_hour>{_any(HOURS)})"
AFTER_HOUR = rf"(?P<whole>{_any(HOURS)}){_SEP}(?P<minutes>{_any(list(NUMBERS)[9:])})"
PHRASE = rf"(?:{'|'.join(_PHRASES)})"
# Hours and minutes in figures: with a point they may be a price, a result, a number of seconds.
FIGURES = r"(?P<hours>[01]?\d|2[0-3])(?P<mark>[:.])(?P<past>[0-5]\d)"
# What a number counts or is part of, so that it is no hour.
_COUNTING = (
    r"(?! (?:-|%|per\b|percent|hundred|thousand|million|billion|dozen|years?|months?|weeks?"
    r"|days?|hours?|min(?:ute)?s?|seconds?|decades?|centuries|nights?|weekends?"
    rf"|{'|'.join(MONTHS)}|past|to|or|and a half)(?: |$))"
)
# After an hour, minutes need no more than these behind them; alone, only the usual ones are read.
_TIMED = (
    r"(?= (?:[ap]\.?m\b|(?:in|at|on|this|that|last|yesterday|today|tomorrow|tonight)\b"
    rf"|{WEEKDAY}))"
)
_BESIDE = re.compile(rf"(?<!\S){BESIDE}(?!\S){_COUNTING}")
_HALF = re.compile(rf"(?<!\S)(?<!\ba ){HALF}(?!\S){_COUNTING}")
_AFTER_HOUR = re.compile(rf"(?<!\S){AFTER_HOUR}(?!\S){_TIMED}")
_FIGURES = re.compile(rf"(?<!\S){FIGURES}(?!\S){_TIMED}")
_ALONE = re.compile(rf"(?P<whole>{_any(HOURS)}){_SEP}(?P<minutes>{_any(_SAID_AFTER_HOURS)})")
_PHRASE = re.compile(rf"(?<!\S)(?:{PHRASE})(?!\S)")
_MAY_BE_TOLD = re.compile(
    r"\b(?:past|quarter|half|hours|light|dawn|dead|to|after|before|till|"
    rf"{'|'.join((*_SAID_AFTER_HOURS[:2], *_TENS))})\b|\d\.\d\d\b"
)


def folded(words: Sequence[str]) -> list[str]:
    """Return the words of an expression with a time of day told in words as one in figures.

    Parameters
    ----------
    words
        The texts of its tokens.

    Examples
    --------
    >>> folded("a quarter to nine that morning".split())
    ['8:45', 'that', 'morning']
    >>> folded("twenty - five past midnight".split()), folded("the small hours of Sunday".split())
    (['0:25'], ['the', 'morning', 'of', 'Sunday'])
    >>> folded("9.15 on Wednesday morning".split()), folded("9.15 percent".split())
    (['9:15', 'on', 'Wednesday', 'morning'], ['9.15', 'percent'])
    >>> folded("half past caring".split()), folded("five to seven years".split())
    (['half', 'past', 'caring'], ['five', 'to', 'seven', 'years'])
    """
    line = " ".join(words).lower()
    if not _MAY_BE_TOLD.search(line) or len(line.split(" ")) != len(words):
        return list(words)
    found = _BESIDE.search(line)
    if found:
        return _replaced(words, line, found, beside(found))
    found = _HALF.search(line)
    if found:
        hour = NUMBERS[found["half_hour"]]
        return _replaced(words, line, found, f"{hour}:30")
    found = _FIGURES.search(line)
    if found:
        return _replaced(words, line, found, f"{int(found['hours'])}:{found['past']}")
    found = _AFTER_HOUR.search(line) or _ALONE.fullmatch(line)
    if found:
        hour, minutes = NUMBERS[found["whole"]], _number(found["minutes"])
        return _replaced(words, line, found, f"{hour}:{minutes:02}")
    found = _PHRASE.search(line)
    return _replaced(words, line, found, _PHRASES[found[0]]) if found else list(words)


def _replaced(words: Sequence[str], line: str, found: re.Match[str], told: str | None) -> list[str]:
    if told is None:
        return list(words)
    first, last = line.count(" ", 0, found.start()), line.count(" ", 0, found.end())
    return [*words[:first], told, *words[last + 1 :]]


def beside(found: re.Match[str]) -> str | None:
    """Return the time of a match of ``BESIDE``, null where its numbers are a range or a date.

    >>> beside(re.match(BESIDE, "ten minutes to midnight")), beside(re.match(BESIDE, "5 to 8"))
    ('23:50', None)
    """
    minutes = 30 if found["half"] else 15 if found["quarter"] else _number(_count(found))
    hour = _DAY_HALVES.get(found["hour"]) or _number(found["hour"])
    if found["half"]:
        # "half after six" is one, "half to six" and "half of six" are none.
        return _shown(hour, minutes) if found["side"] in ("past", "after") else None
    if found["side"] in ("past", "after"):
        return _shown(hour, minutes) if found["side"] == "past" or _is_told(found) else None
    return _shown(hour, -minutes) if _is_told(found) else None


def _count(found: re.Match[str]) -> str:
    return found["round"] or found["exact"] or ""


def _is_told(found: re.Match[str]) -> bool:
    """Tell whether a number before `to` or `after` is one of minutes: `5 to 8` may be a range."""
    if found["quarter"]:
        return True
    if found["side"] == "of":
        return False  # "ten of nine" is rather a part of them
    return bool(found["said"]) or not (_count(found) + found["hour"]).isdigit()


def _shown(hour: int, minutes: int) -> str | None:
    if not -60 < minutes < 60:
        return None
    total = 60 * hour + minutes
    hour, minute = total // 60, total % 60
    # Minutes past midnight are of the day that begins, minutes before one those of twelve.
    return f"{hour - 24 if hour >= 24 and minute else hour or 12}:{minute:02}"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.replace(" - ", " ")]
