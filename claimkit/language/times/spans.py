"""Where time expressions begin and end: what the model finds, mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from claimkit.language.times.hours import with_hours
from claimkit.language.times.missed import Found, counts, with_missed, with_part
from claimkit.language.times.pieces import read
from claimkit.language.times.words import kinds_of

_STRIPPED = frozenset(
    "over from at within in on by during since until till for both of to between through "
    "throughout after before and or , . ; : ( ) \" “ ” '' `` ' ’ 's ’s".split()
)
_TRAILING = frozenset(", ; : ( ) \" “ ” '' `` ' ’ 's ’s and or of in the".split())
_RANGES = frozenset(("to", "through", "until"))
_ENDING = frozenset(("ended", "ending"))
_JOINTS = _RANGES | _ENDING | frozenset(("and", "or", "&", ","))
_DATED = frozenset(("month", "year", "weekday", "decade"))
_DATES = _DATED | {"holiday"}
_UNITS = frozenset(("unit", "units"))
_PLACED = frozenset(("relative", "early"))
_CLOCK_MARKS = frozenset(("clock", "half_day"))
_LEADING = frozenset(("early", "earlier", "late", "later"))
_OPEN_ENDS = frozenset(("so", "beyond", "onward", "onwards"))
_AFTER_UNIT = frozenset(("ago", "earlier"))
_PLACING = frozenset(("this", "last", "next", "coming", "previous", "following"))
_PARTS = frozenset(("morning", "afternoon", "evening", "night"))
_CALENDAR = frozenset(("month", "weekday", "day"))
_CLOCK = frozenset(("clock", "half_day", "zone", "part", "oclock"))
_MODAL_MONTHS = frozenset(("may", "march"))
_QUOTES = frozenset(('"', "“", "``", "''", "‘"))


def mended(doc: Doc, found: Iterable[Found]) -> list[Found]:
    """Return the expressions of a document in order, none over another.

    Parameters
    ----------
    doc
        The document, with its trees.
    found
        What the model finds: label, first and last token of each.
    """
    pieces = (part for each in with_hours(doc, found) for part in _parts(doc, each))
    kept: list[Found] = []
    for each in pieces:
        grown = _grown(doc, _trimmed(doc, each), kept[-1][2] + 1 if kept else 0)
        if grown is None or _is_title(doc, grown) or _is_other(doc, grown):
            continue
        if kept and grown[1] <= kept[-1][2]:
            continue
        if kept and _are_one(doc, kept[-1], grown):
            label = "TIME" if "TIME" in (kept[-1][0], grown[0]) else "DATE"
            kept[-1] = (label, kept[-1][1], grown[2])
        else:
            kept.append(grown)
    return with_missed(doc, kept)


def _parts(doc: Doc, found: Found) -> Iterator[Found]:
    """Yield the members of a list or range: `April 24 and 25`, `1990 to 1992`, `1990, 1991`."""
    label, first, last = found
    for i in range(first + 1, last):
        joint = doc[i].lower_
        if joint not in _JOINTS:
            continue
        left = {p.kind for p in read(t.text for t in doc[first:i])}
        right = {p.kind for p in read(t.text for t in doc[i + 1 : last + 1])}
        if _stand_alone(joint, left, right):
            yield label, first, i - 1
            after = "DURATION" if joint == "," and right & _UNITS and "ago" not in right else label
            yield from _parts(doc, (after, i + 1, last))
            return
    yield found


def _stand_alone(joint: str, left: set[str], right: set[str]) -> bool:
    """Tell whether what stands on both sides of a word or comma are two expressions."""
    if "ago" in left and "ago" in right:
        return True
    if joint in ("and", "or") and left & _UNITS and right & _UNITS:
        # "the end of the year or early next year"
        return bool(left & _PLACED and right & _PLACED)
    if joint == "," and left & _DATES and right & _UNITS:
        return bool(right & {"number", "vague", "article"} or "later" in right)
    if joint in _ENDING:
        return bool(left & _UNITS and right & {"month", "weekday"})
    if (left | right) & _UNITS:
        return False
    if joint == ",":
        return left == right == {"year"}
    if joint in _RANGES:
        return bool(
            (left & _DATED and right & _DATED) or (left & _CLOCK_MARKS and right & _CLOCK_MARKS)
        )
    return bool(left & _DATED and right & (_DATED | {"number"}))


def _trimmed(doc: Doc, found: Found) -> Found | None:
    """Return an expression without prepositions before it and marks around it."""
    label, first, last = found
    while first < last and doc[first].lower_ in _STRIPPED:
        if doc[first].lower_ == "at" and doc[first + 1].lower_ in ("least", "most"):
            break
        first += 1
    while first < last and (doc[last].is_space or doc[last].lower_ in _TRAILING):
        last -= 1
    while first < last and doc[first].is_space:
        first += 1
    if first < last and doc[first].lower_ == "following" and not _places(doc, first):
        first += 1
    if first < last and doc[last].lower_ == "ago" and doc[first].lower_ in ("this", "that"):
        first += 1  # "you said this 20 years ago"
    while first < last and doc[last].is_alpha and kinds_of(doc[last].text) == {"other"}:
        rest = {p.kind for p in read(t.text for t in doc[first:last])}
        if doc[last].lower_ in _OPEN_ENDS or not rest & (_DATED | _CLOCK_MARKS):
            break
        last -= 1  # "the Tuesday primary"
        first += doc[first].lower_ in ("the", "a", "an", "this", "that") and first < last
    if first < last and "month" in kinds_of(doc[last - 1].text) and counts(doc, last):
        last -= 1
    meant = any(kinds_of(doc[i].text) - {"other", "of", "to"} for i in range(first, last + 1))
    return (label, first, last) if meant else None


def _grown(doc: Doc, found: Found | None, floor: int) -> Found | None:
    """Return an expression with what belongs to it: `earlier`, `the`, `ago`, `night`."""
    if found is None:
        return None
    label, first, last = found
    end = len(doc)
    after = doc[last + 1] if last + 1 < end else None
    kinds = kinds_of(doc[last].text)
    if kinds & {"unit", "units"} and _follow(doc, last, "and", "a", "half"):
        last += 3
        after = doc[last + 1] if last + 1 < end else None
    if kinds & {"unit", "units"} and label != "SET" and _follow(doc, last, "from", "now"):
        last, label = last + 2, "DATE"
    elif after is not None:
        word = after.lower_
        if word in _AFTER_UNIT and kinds & {"unit", "units"} and label != "SET":
            last += 1
            label = "DATE"
        elif (word in _PARTS and "weekday" in kinds) or (word in _PARTS and kinds & {"day"}):
            last, label = last + 1, "TIME"
        elif kinds & {"half_day", "clock"} and "zone" in kinds_of(word) and after.is_upper:
            last += 1
    if first > floor and kinds_of(doc[first].text) & {"zone", "half_day"}:
        first -= bool(kinds_of(doc[first - 1].text) & {"number", "clock"})  # 1430 | GMT
    if first - floor > 1 and doc[first - 1].lower_ in ("to", "or") and kinds & _UNITS:
        both = kinds_of(doc[first].text) & kinds_of(doc[first - 2].text)
        first -= 2 * ("number" in both)  # two to | six years
    while (
        first > floor
        and kinds_of(doc[first].text) & {"weekday", "relative"}
        and _places(doc, first - 1)
    ):
        first -= 1
    if first > floor and _takes_leading(doc, doc[first - 1], first, last):
        first -= 1
    return label, with_part(doc, first, floor), last


def _places(doc: Doc, i: int) -> bool:
    """Tell the adjective of `the following Monday` from `following Thursday's vote`."""
    if doc[i].lower_ == "following":
        return i > 0 and doc[i - 1].lower_ == "the"
    return doc[i].lower_ in _PLACING


def _follow(doc: Doc, last: int, *words: str) -> bool:
    return tuple(token.lower_ for token in doc[last + 1 : last + 1 + len(words)]) == words


def _takes_leading(doc: Doc, before: Token, first: int, last: int) -> bool:
    """Tell `late March` and `earlier this month` from `three days earlier`."""
    if before.lower_ not in _LEADING:
        return False
    kinds = kinds_of(doc[first].text)
    if before.i and kinds_of(doc[before.i - 1].text) & {"unit", "units"}:
        return False
    if kinds & {"month", "year", "decade"}:
        return True
    if kinds & {"relative"} and doc[last].pos_ in ("NOUN", "PROPN"):
        return True
    return bool(kinds & {"day"}) and before.lower_ in ("late", "early", "earlier")


def _are_one(doc: Doc, left: Found, right: Found) -> bool:
    """Tell whether two neighbours are one expression: `Friday, Oct. 23`, `9 a.m. Tuesday`."""
    gap = right[1] - left[2] - 1
    if gap > 1 or (
        gap == 1 and doc[left[2] + 1].lower_ not in (",", "on", "of", "before", "after", "from")
    ):
        return False
    before = {p.kind for p in read(t.text for t in doc[left[1] : left[2] + 1])}
    after = {p.kind for p in read(t.text for t in doc[right[1] : right[2] + 1])}
    between = doc[left[2] + 1].lower_ if gap else ""
    if between == "of":
        if "part" in before and not before & _CALENDAR and after & {"weekday", "month"}:
            return True  # "seven on the morning of 5 March"
        return (
            bool(before & {"ordinal", "half", "unit", "weekday"})
            and bool(after & {"year", "relative", "month"})
            and "number" not in before - {"ordinal"}
        )
    if between == "from":
        # "a week from Tuesday", but "a week from Monday to Friday"
        ranged = right[2] + 1 < len(doc) and doc[right[2] + 1].lower_ in _RANGES
        return doc[left[2]].lower_ in ("week", "weeks") and "weekday" in after and not ranged
    if between in ("before", "after"):
        # "the day before Christmas"; of "two days before Christmas" the guidelines make two.
        counted = before & {"number", "vague"}
        last = doc[left[2]].lower_
        return not counted and last in ("day", "week") and bool(after & {"holiday", "month"})
    if before <= {"weekday", "relative"} and "weekday" in before and "month" in after:
        return between in (",", "")
    if before & _CLOCK and not before & _CALENDAR and after & _CALENDAR and not after & _CLOCK:
        return True
    return not gap and "month" in before and bool(after & {"year"}) and "year" not in before


def _is_title(doc: Doc, found: Found) -> bool:
    """Tell a name made of words of time, such as the title of a programme in quotation marks."""
    _, first, last = found
    if last + 1 < len(doc) and doc[last + 1].text == "-" and not doc[last].whitespace_:
        follows = doc[last + 2].lower_ if last + 2 < len(doc) else ""
        if follows in ("minute", "ish", "like", "style"):
            return True
    if first == 0 or last + 1 >= len(doc):
        return False
    if doc[first - 1].text not in _QUOTES or doc[last + 1].text not in ('"', "”", "''", "’"):
        # a full stop or comma inside the closing mark
        if doc[first - 1].text not in _QUOTES or last + 2 >= len(doc):
            return False
        if doc[last + 1].text not in ",." or doc[last + 2].text not in ('"', "”", "''", "’"):
            return False
    words = [t for t in doc[first : last + 1] if t.is_alpha]
    return last > first and bool(words) and all(t.is_title or t.is_upper for t in words)


def _is_other(doc: Doc, found: Found) -> bool:
    """Tell `the 15th straight session`, the verb `march` and the `Day` of a day with a name."""
    _, first, last = found
    words = [token for token in doc[first : last + 1] if token.lower_ not in ("the", "a", "an")]
    if len(words) != 1:
        return False
    kinds, after = kinds_of(words[0].text), doc[last + 1] if last + 1 < len(doc) else None
    if kinds == {"ordinal"}:
        return after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN")
    if words[0].lower_ in _MODAL_MONTHS:
        return words[0].is_lower
    named = first > 0 and doc[first - 1].pos_ == "PROPN" and words[0].is_title
    return words[0].lower_ == "day" and named
