"""Times of day told in words, found by grammar: the model's training data have next to none.

A number is an hour only where something beside it says so: minutes, `o'clock`, a part of the day,
or, behind `at`, a day. What may be a range, a vote or odds (`ten to six`) needs more of that, and
so do figures with a point (`at 9.15 on Monday morning`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
from spacy.attrs import LOWER, SHAPE
from spacy.tokens import Doc, Span

from claimkit.language.times.clockwords import (
    AFTER_HOUR,
    BESIDE,
    FIGURES,
    HALF,
    HOUR,
    HOURS,
    NUMBERS,
    OCLOCK,
    PARTS,
    PHRASE,
    WEEKDAY,
    beside,
)
from claimkit.language.times.missed import Found

_DAY = rf"(?:(?:on )?{WEEKDAY}|yesterday|today|tomorrow|tonight|(?:on )?(?:that|the same) day)"
_PART = (
    rf"(?:in the (?:early |late )?(?:{'|'.join(PARTS[:3])})|at night"
    rf"|(?:this|that|last|yesterday|tomorrow|on the|the (?:same|next|following|previous)"
    rf"|(?:on )?{WEEKDAY}) (?:early |late )?(?:{'|'.join(PARTS)}))"
)
# "seven in the evening on Thursday", "half past six on Thursday evening"
_TAIL = rf"(?: (?P<part>{_PART}))?(?: (?P<day>{_DAY}))?"
_FORMS = (
    ("beside", BESIDE + _TAIL),
    ("oclock", rf"{HOUR} {OCLOCK}{_TAIL}"),
    ("after", rf"{AFTER_HOUR}(?: (?P<half_day>[ap]\.?m\.?)(?!\S))?{_TAIL}"),
    ("figures", rf"{FIGURES}(?: (?P<half_day>[ap]\.?m\.?)(?!\S))?{_TAIL}"),
    ("half_day", rf"{HOUR} (?P<half_day>[ap]\.?m\.?)(?!\S){_TAIL}"),
    ("half", HALF + _TAIL),
    ("ranged", rf"{HOUR}(?= (?:and|to|until|till|or) {HOUR}(?: {OCLOCK})? {_PART})"),
    ("hour", HOUR + _TAIL),
    ("name", rf"(?:noon|midday|midnight){_TAIL}"),
    (
        "phrase",
        rf"(?:the )?{PHRASE}(?P<of> of (?:the (?:morning|night)|{_PART}|{_DAY}))?{_TAIL}",
    ),
)
_READ = tuple((form, re.compile(rf"{pattern}(?!\S)")) for form, pattern in _FORMS)
_TRIGGERS = (
    *HOURS,
    *map(str, range(1, 13)),
    *("noon", "midday", "midnight", "hours", "light", "night", "dawn"),
)
_STARTS = re.compile(
    r"(?<!\S)(?:(?:the )?(?=(?:early|small|wee|first|crack|dead) )|a (?=quarter)"
    rf"|(?=(?:quarter|half|noon|midday|midnight|{'|'.join(NUMBERS)}|\d\d?(?:[.:]\d\d)?)(?!\S)))"
)
_SHAPES = ("d.dd", "dd.dd", "d:dd", "dd:dd")
# An adverb or two may stand between a preposition and the hour.
_ABOUT = frozenset("about around nearly almost just exactly precisely roughly shortly only".split())
_CLOSE = frozenset("shortly just soon immediately right".split())
_AT = frozenset("at until till before after around about since".split())
_LED = _AT | frozenset("by from between for towards toward".split())
_IT = frozenset(("it", "that"))
_BE = frozenset(("was", "is", "'s", "’s"))
_JOINING = frozenset(("to", "and", "or", "until", "till"))
_RANGING = frozenset(("from", "between"))
# Numbers of these are prices, odds and estimates: "the toll was put at ten to twelve".
_MEASURED = frozenset(
    "put puts estimate estimates estimated odds price priced sold sell sells stand stands stood "
    "value valued ratio score scored trade traded trading quoted number numbered bet bets betting "
    "bookmaker bookmakers share shares stock index vote voted votes aged ranked rated average "
    "averaged".split()
)
_MEASURING = 9  # tokens before a number in which one of them speaks of it
_COUNTED = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "SYM", "X"))
_NO_END = frozenset("of per among - % percent out against more fewer less or".split())
_OPENING = frozenset(("DET", "PRON", "PUNCT", "SPACE", "SCONJ"))
_TO_ITSELF = frozenset("position positions direction news".split())
_PLAIN = frozenset(("fifteen", "thirty", "forty-five", "forty five", "forty - five"))


def with_hours(doc: Doc, found: Iterable[Found]) -> list[Found]:
    """Return what the model finds with the times of day that are told in words.

    Parameters
    ----------
    doc
        The document, with its trees.
    found
        Label, first and last token of what the model finds.
    """
    out = sorted(found, key=lambda f: f[1])
    for first, last in hours(doc):
        over = [each for each in out if each[1] <= last and each[2] >= first]
        if len(over) == 1 and over[0][1] <= first and last <= over[0][2] and over[0][0] == "SET":
            continue  # "every day at noon"
        begin, end = first, last
        for each in over:
            out.remove(each)
            begin, end = min(begin, each[1]), max(end, each[2])
        # What the model takes for the parts of one time is one.
        out.append(("TIME", begin, end))
    return sorted(out, key=lambda f: f[1])


def hours(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the first and the last token of each time of day told in words, in order.

    Examples
    --------
    >>> from claimkit.language import annotate
    >>> doc = annotate("The gate fell at ten to six on Friday, after five to six weeks of rain.")
    >>> [doc[first : last + 1].text for first, last in hours(doc)]
    ['ten to six on Friday']
    """
    for sentence in _told_of(doc):
        # Blanks tell the tokens apart, so that none may have one in it.
        line = " ".join(token.lower_.replace(" ", "_") for token in sentence)
        behind = 0
        for start in _STARTS.finditer(line):
            if start.start() < behind:
                continue
            found = _longest(sentence, line, start.start())
            if found is not None:
                first, last, behind = found
                yield sentence.start + first, sentence.start + last


def _told_of(doc: Doc) -> Iterator[Span]:
    """Yield the sentences with a word that may be an hour."""
    if not len(doc):
        return
    words, shapes = (
        np.array([doc.vocab.strings.add(each) for each in some], np.uint64)
        for some in (_TRIGGERS, _SHAPES)
    )
    told = doc.to_array([LOWER, SHAPE])
    hits = np.flatnonzero(np.isin(told[:, 0], words) | np.isin(told[:, 1], shapes))
    behind = 0
    for i in hits.tolist():
        if i >= behind:
            sentence = doc[i].sent
            behind = sentence.end
            yield sentence


def _longest(sentence: Span, line: str, at: int) -> tuple[int, int, int] | None:
    """Return the first and last token of the time of day that begins at a place, and its end."""
    for form, pattern in _READ:
        found = pattern.match(line, at)
        if found is None:
            continue
        first, last = line.count(" ", 0, found.start()), line.count(" ", 0, found.end())
        if _is_time(sentence, form, found, first, last):
            return first, last, found.end()
    return None


def _is_time(sentence: Span, form: str, found: re.Match[str], first: int, last: int) -> bool:
    """Tell whether what reads like a time of day stands where one does."""
    doc, start, end = sentence.doc, sentence.start + first, sentence.start + last
    part, day = (found.groupdict().get(name) for name in ("part", "day"))
    placed = part or day
    if not _is_closed(doc, end, form, bool(placed or form == "half_day")):
        return False
    before = _before(doc, start, sentence.start)
    led = before[0] if before else ""
    is_said = led in _BE and len(before) > 1 and before[1] in _IT
    if form == "beside":
        return _is_beside(found, led, is_said, _is_measured(doc, start, sentence.start))
    if form == "oclock":
        return doc[start + 1].is_lower
    if form == "after":
        return bool(part or found["half_day"]) or (led == "at" and found["minutes"] in _PLAIN)
    if form == "half_day":
        return "." in found["half_day"] or led in _LED or is_said  # `as sure as I am 7 am not`
    if form == "name":
        past = led == "past" or (led == "of" and before[1:2] == ["stroke"])
        return doc[start].is_lower and bool(placed or led in _LED or is_said or past)
    if form == "phrase":
        return led in _LED or led == "in" or bool(placed or found["of"])
    if form == "ranged":
        return led in _RANGING
    ranged = led in _JOINING and bool(_RANGING & set(before[1:]))
    if form == "figures":
        if found["half_day"] or found["mark"] == ":":
            return bool(found["half_day"] or placed or led in _LED)
        # `finished at 9.15 on Friday` is an hour, `closed at 9.15 on Friday` a price
        told = led in _AT or led in _RANGING or ranged
        measured = _is_measured(doc, start, sentence.start)
        return bool(part and (told or is_said)) or bool(day and led == "at" and not measured)
    if form == "hour" and part:
        return led in _LED or is_said or ranged
    if _is_measured(doc, start, sentence.start):
        return False
    if form == "half":
        return led in _AT | {"by", "from"}
    if day:
        return led == "at" or (led in _AT and _is_near(doc, start))
    after = doc[end + 1] if end + 1 < len(doc) else None
    opens = after is None or after.pos_ in _OPENING
    return _is_near(doc, start) and opens and doc[start].lower_ not in ("one", "1")


def _is_beside(found: re.Match[str], led: str, is_said: bool, measured: bool) -> bool:
    """Tell `at ten to six` and `a quarter to six` from `by ten to six`."""
    if beside(found) is None:
        return False
    if found["side"] == "past" or (found["half"] and found["side"] == "after"):
        return True
    part, day = found["part"], found["day"]
    at_twelve = found["hour"] in ("noon", "midday", "midnight")
    if found["side"] == "of":
        return bool(found["quarter"]) and led == "at"
    if found["said"] and at_twelve:
        return True
    if found["quarter"]:
        return bool(led in _LED or is_said or part) and not (measured and not part)
    if found["side"] in ("after", "before"):
        return led == "at" or is_said or bool(part and led in _LED)
    if led in _AT or is_said:
        return bool(part or day) or not measured
    return bool(part and led in _LED)


def _is_closed(doc: Doc, last: int, form: str, placed: bool) -> bool:
    """Tell whether a time of day ends here, and does not count or describe what follows."""
    token = doc[last]
    after = doc[last + 1] if last + 1 < len(doc) else None
    if after is None:
        return True
    if after.text == "-" or after.lower_ == "%":
        return False
    follows = token.head.i == last + 1 and token.dep_ in ("compound", "nummod", "amod", "nmod")
    if after.lower_ == "local" or (form == "beside" and after.is_digit and not token.is_digit):
        return True  # "By half past eight 200 people had come"
    if form == "ranged":
        return True  # what follows tells the part of the day for both
    if form == "oclock" and not placed:
        return after.lower_ not in _TO_ITSELF
    if placed or form in ("name", "phrase"):
        return not (follows and after.pos_ == "NOUN") and not (
            form == "phrase" and after.lower_ == "of" and not _is_dated(doc, last + 2)
        )
    return not follows and after.pos_ not in _COUNTED and after.lower_ not in _NO_END


def _is_dated(doc: Doc, i: int) -> bool:
    return i < len(doc) and (doc[i].like_num or doc[i].pos_ == "PROPN")


def _before(doc: Doc, start: int, floor: int) -> list[str]:
    """Return the words before a time of day, the nearest first, without `about` and `just`."""
    words = [doc[i].lower_ for i in range(start - 1, max(floor, start - 9) - 1, -1)]
    while len(words) > 1 and words[0] in _ABOUT and words[1] in _LED | _BE | _ABOUT:
        words = words[1:]
    return words


def _is_near(doc: Doc, start: int) -> bool:
    """Tell `shortly after four`, `just before four`, `at about four`."""
    if start < 2:
        return False
    return doc[start - 1].lower_ in ("before", "after") and doc[start - 2].lower_ in _CLOSE


def _is_measured(doc: Doc, start: int, floor: int) -> bool:
    words = doc[max(floor, start - _MEASURING) : start]
    return any(token.lower_ in _MEASURED for token in words)
