"""Where time expressions begin and end: what the model finds, mended, and plain ones it misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER
from spacy.tokens import Doc, Token

from claimkit.language.times.pieces import read
from claimkit.language.times.tense import tense_of
from claimkit.language.times.words import MONTHS, WEEKDAYS, known, pieces_of

Found = tuple[str, int, int]  # label, first and last token

_STRIPPED = frozenset(
    "over from at within in on by during since until till for both of to between through "
    "throughout after before and or , . ; : ( ) \" “ ” '' `` ' ’ 's ’s".split()
)
_TRAILING = frozenset(", ; : ( ) \" “ ” '' `` ' ’ 's ’s and or of in the".split())
_RANGES = frozenset(("to", "through", "until"))
_JOINTS = _RANGES | frozenset(("and", "or", "&", ","))
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
_IN = frozenset(
    "in since until till by of from during early late last next this between through before after"
    .split()
)  # fmt: skip
_MODAL_MONTHS = frozenset(("may", "march"))
_QUOTES = frozenset(('"', "“", "``", "''", "‘"))
_FULL_MONTHS = frozenset(MONTHS)
_NEAR = frozenset(("yesterday", "today", "tomorrow", "tonight"))
_RELATIVE = frozenset(("last", "next", "this", "past"))
_ANCHORED = frozenset(("same", "next", "following", "previous"))
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_NAMED_UNITS = frozenset(
    (
        "summer",
        "winter",
        "autumn",
        "week",
        "month",
        "year",
        "quarter",
        "decade",
        "weekend",
        "century",
    )
)
# Of these the guidelines want every one: the model's training data lack a third of them.
_ADVERBS = frozenset(("now", "currently", "recently", "nowadays", "lately", "soon"))
_SOON = frozenset("as too how so very after before enough".split())
_COUNTED = frozenset(
    form
    for unit in ("year", "month", "week", "day", "hour", "minute", "decade")
    for form in (unit, unit + "s")
) | {"centuries"}
_LONG = frozenset(("years", "months", "weeks", "days", "hours", "decades", "centuries"))
_APPROXIMATE = frozenset(("about", "nearly", "almost", "around", "roughly"))
_COMPARED = frozenset((("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least")))
_LASTING = frozenset(("for", "in", "within"))
_TRIGGERS = ("day", *_PARTS, *_COUNTED, *WEEKDAYS, *MONTHS, *_NEAR, *_NAMED_UNITS, "ago", *_ADVERBS)
_BEFORE_YEARS = frozenset("in since until of by from through during before after between".split())
_FIRST_YEAR, _LAST_YEAR = 1700, 2099
# Names of days that are no days: "Black Friday" is one, but "Bloody Sunday" and "Super Tuesday"
# are dates of their own.
_NAMES = frozenset("bloody good black super ash palm cyber fat easter ruby happy shrove".split())


def mended(doc: Doc, found: Iterable[Found]) -> list[Found]:
    """Return the expressions of a document in order, none over another.

    Parameters
    ----------
    doc
        The document, with its trees.
    found
        What the model finds: label, first and last token of each.
    """
    pieces = (part for each in sorted(found, key=lambda f: f[1]) for part in _parts(doc, each))
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
    return _with_missed(doc, kept)


@lru_cache(maxsize=4096)
def _kinds(word: str) -> frozenset[str]:
    return frozenset(piece.kind for piece in pieces_of(word))


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
    if first < last and doc[last].lower_ == "ago" and doc[first].lower_ in ("this", "that"):
        first += 1  # "you said this 20 years ago"
    while first < last and doc[last].is_alpha and _kinds(doc[last].text) == {"other"}:
        rest = {p.kind for p in read(t.text for t in doc[first:last])}
        if doc[last].lower_ in _OPEN_ENDS or not rest & (_DATED | _CLOCK_MARKS):
            break
        last -= 1  # "the Tuesday primary"
        first += doc[first].lower_ in ("the", "a", "an", "this", "that") and first < last
    meant = any(_kinds(doc[i].text) - {"other", "of", "to"} for i in range(first, last + 1))
    return (label, first, last) if meant else None


def _grown(doc: Doc, found: Found | None, floor: int) -> Found | None:
    """Return an expression with what belongs to it: `earlier`, `the`, `ago`, `night`."""
    if found is None:
        return None
    label, first, last = found
    end = len(doc)
    after = doc[last + 1] if last + 1 < end else None
    kinds = _kinds(doc[last].text)
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
        elif kinds & {"half_day", "clock"} and "zone" in _kinds(word) and after.is_upper:
            last += 1
    if first > floor and _kinds(doc[first].text) & {"zone", "half_day"}:
        first -= bool(_kinds(doc[first - 1].text) & {"number", "clock"})  # 1430 | GMT
    while (
        first > floor
        and _kinds(doc[first].text) & {"weekday", "relative"}
        and doc[first - 1].lower_ in _PLACING
    ):
        first -= 1
    if first > floor and _takes_leading(doc, doc[first - 1], first, last):
        first -= 1
    return label, _with_part(doc, first, floor), last


def _with_part(doc: Doc, first: int, floor: int) -> int:
    """Return where an expression begins with the part of it: `the second half of` 2024."""
    if first - floor < 2 or doc[first - 1].lower_ != "of":
        return first
    part = _kinds(doc[first - 2].text)
    if doc[first - 2].lower_ not in ("half", "quarter", *_SEASONS):
        return first
    at = first - 2
    if doc[at].lower_ in ("half", "quarter"):
        if at <= floor or not _kinds(doc[at - 1].text) & {"ordinal", "relative", "early"}:
            return first
        at -= 1
    elif "unit" not in part:
        return first
    return at - (at > floor and doc[at - 1].lower_ == "the")


def _follow(doc: Doc, last: int, *words: str) -> bool:
    return tuple(token.lower_ for token in doc[last + 1 : last + 1 + len(words)]) == words


def _takes_leading(doc: Doc, before: Token, first: int, last: int) -> bool:
    """Tell `late March` and `earlier this month` from `three days earlier`."""
    if before.lower_ not in _LEADING:
        return False
    kinds = _kinds(doc[first].text)
    if before.i and _kinds(doc[before.i - 1].text) & {"unit", "units"}:
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
    kinds, after = _kinds(words[0].text), doc[last + 1] if last + 1 < len(doc) else None
    if kinds == {"ordinal"}:
        return after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN")
    if words[0].lower_ in _MODAL_MONTHS:
        return words[0].is_lower
    named = first > 0 and doc[first - 1].pos_ == "PROPN" and words[0].is_title
    return words[0].lower_ == "day" and named


def _with_missed(doc: Doc, kept: list[Found]) -> list[Found]:
    """Add plain dates that the model did not see."""
    taken = np.zeros(len(doc) + 1, bool)
    for _, first, last in kept:
        taken[first : last + 1] = True
    added: list[Found] = []
    for i in _candidates(doc, taken):
        if taken[i]:
            continue
        plain = _plain(doc, i)
        if plain is None or taken[plain[1] : plain[2] + 1].any():
            continue
        taken[plain[1] : plain[2] + 1] = True
        added.append(plain)
    return sorted((*kept, *added), key=lambda f: f[1]) if added else kept


def _candidates(doc: Doc, taken: NDArray[np.bool_]) -> list[int]:
    """Return the tokens, of no expression yet, that a plain date may hang on."""
    if not len(doc):
        return []
    words = doc.to_array([LOWER]).ravel()
    strings = doc.vocab.strings
    ids = np.array([strings.add(word) for word in (*_TRIGGERS, *_year_words())], np.uint64)
    hits = np.flatnonzero(np.isin(words, ids) & ~taken[:-1])
    return [int(i) for i in hits]


@lru_cache(maxsize=1)
def _year_words() -> tuple[str, ...]:
    return tuple(str(year) for year in range(_FIRST_YEAR, _LAST_YEAR + 1))


def _plain(doc: Doc, i: int) -> Found | None:
    """Return the plain date that hangs on a token, or null where the token may mean otherwise."""
    token = doc[i]
    word = token.lower_
    before = doc[i - 1] if i else None
    after = doc[i + 1] if i + 1 < len(doc) else None
    if word in WEEKDAYS:
        named = (before is not None and before.lower_ in _NAMES) or token.ent_type_ == "PERSON"
        return ("DATE", i, i) if token.text[0].isupper() and not named else None
    if word in _FULL_MONTHS:
        return _plain_month(doc, i) if token.text[0].isupper() else None
    if word in _NEAR:
        return ("DATE", i, i) if token.pos_ in ("NOUN", "ADV", "PROPN") and token.is_lower else None
    if word in _ADVERBS:
        return ("DATE", i, i) if _is_reference(token, before, after) else None
    if word == "ago":
        return _so_long_ago(doc, i)
    if before is None:
        return None
    named = i > 1 and word in _NAMED_UNITS and before.lower_ in _ANCHORED
    if word == "day" and before.lower_ == "that" and before.dep_ == "det":
        return "DATE", i - 1, i
    if word == "day" or (named and doc[i - 2].lower_ in ("the", "that")):
        return _anchored(doc, i) or _counted(doc, i)
    if word in _NAMED_UNITS:
        placed = before.lower_ in _RELATIVE or (before.lower_ == "that" and before.dep_ == "det")
        whole = placed and not (after is not None and after.text == "-")
        # "This Week" is the name of a programme.
        if whole and before.lower_ != "past" and token.is_lower:
            return "DATE", i - 1, i
    if word in _PARTS:
        that = before.lower_ == "that" and before.dep_ == "det"
        placed = before.lower_ in ("this", "last") or that
        return ("TIME", i - 1, i) if placed and token.is_lower else None
    if word in _COUNTED:
        return _counted(doc, i)
    if before.lower_ in _BEFORE_YEARS and (
        after is None or after.is_punct or after.pos_ in ("ADP", "CCONJ", "SCONJ", "PUNCT", "VERB")
    ):
        return "DATE", _with_part(doc, i, 0), i
    return None


def _is_reference(token: Token, before: Token | None, after: Token | None) -> bool:
    """Tell an adverb that says when from `Now, …`, `now that`, `as soon as`."""
    if token.pos_ != "ADV" or (before is not None and before.text == "-"):
        return False
    beside = {each.lower_ for each in (before, after) if each is not None}
    if token.lower_ == "soon":
        return not beside & _SOON and tense_of(token.doc[token.i : token.i + 1]) == "future"
    if token.lower_ == "now":
        return not (token.is_sent_start and "," in beside) and "that" not in beside
    return True


def _plain_month(doc: Doc, i: int) -> Found | None:
    """Return `March 3`, `3 March 2025`, `in March`; not the verb or the name."""
    first = last = i
    end = len(doc)
    if i and doc[i - 1].text.isdigit() and int(doc[i - 1].text[:4]) <= 31:
        first -= 1
    elif i + 1 < end and doc[i + 1].text.isdigit() and int(doc[i + 1].text[:5]) <= 31:
        last += 1
        if last + 2 < end and doc[last + 1].text == "," and _is_year(doc[last + 2]):
            last += 2
    if last + 1 < end and _is_year(doc[last + 1]):
        last += 1
    if last > first:
        return "DATE", first, last
    alone = i > 0 and doc[i - 1].lower_ in ("in", "since", "until", "last", "next", "early", "late")
    if not alone or (doc[i].lower_ in _MODAL_MONTHS and doc[i].pos_ not in ("PROPN", "NOUN")):
        return None
    return "DATE", i - (doc[i - 1].lower_ in ("last", "next", "early", "late")), i


def _counted(doc: Doc, i: int) -> Found | None:
    """Return `more than two years`, `several days`, `a day` after, and `for decades`."""
    after = doc[i + 1] if i + 1 < len(doc) else None
    if after is not None and (after.text == "-" or after.lower_ in ("old", "of")):
        if after.lower_ != "of" or i + 2 >= len(doc) or doc[i + 2].lower_ == "age":
            return None
    beside = after is not None and after.lower_ in ("after", "before", "later", "earlier")
    first = i - 1
    kinds = _kinds(doc[first].text)
    if doc[i].lower_.endswith("s") and doc[first].lower_ in _LASTING:
        return ("DURATION", i, i) if doc[i].lower_ in _LONG else None
    if doc[first].text == "-" or doc[first].is_space or not doc[i].is_lower:
        return None
    if not kinds & {"number", "vague"} and not (beside and kinds & {"article"} and _is_one(doc, i)):
        return None
    while first > 0 and _kinds(doc[first - 1].text) & {"number", "magnitude"}:
        first -= 1
    if first > 1 and doc[first - 1].lower_ in ("to", "or", "and"):
        if _kinds(doc[first - 2].text) & {"number"}:
            first -= 2
    if first > 0 and doc[first - 1].lower_ in ("next", "past", "last", "first"):
        first -= 1
    if first > 0 and doc[first - 1].lower_ in ("a", "the"):
        first -= 1  # a few years, the next two days
    if first > 1 and (doc[first - 2].lower_, doc[first - 1].lower_) in _COMPARED:
        first -= 2
    elif first > 0 and doc[first - 1].lower_ in _APPROXIMATE:
        first -= 1
    return "DURATION", first, i


def _is_one(doc: Doc, i: int) -> bool:
    return not doc[i].lower_.endswith("s") and doc[i - 1].lower_ in ("a", "an")


def _anchored(doc: Doc, i: int) -> Found | None:
    """Return `the next day` and, where no clause follows, `the day before`."""
    article = i - 1 - (doc[i - 1].lower_ in _ANCHORED)
    if article < 0 or doc[article].lower_ not in ("the", "that"):
        return None
    if article < i - 1:
        hyphen = i + 1 < len(doc) and doc[i + 1].text == "-"
        return None if hyphen else ("DATE", article, i)
    ends = i + 2 >= len(doc) or doc[i + 2].is_punct or doc[i + 2].is_space
    if i + 1 < len(doc) and doc[i + 1].lower_ in ("before", "after") and ends:
        return "DATE", article, i + 1
    return None


def _is_year(token: Token) -> bool:
    text = token.text
    return len(text) == 4 and text.isdecimal() and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def _so_long_ago(doc: Doc, i: int) -> Found | None:
    """Return `two years ago` whole."""
    first = i - 1
    if first < 0 or not _kinds(doc[first].text) & {"unit", "units"}:
        return None
    while first > 0 and _kinds(doc[first - 1].text) & {"number", "vague", "article", "magnitude"}:
        first -= 1
    return ("DATE", first, i) if first < i - 1 and known(doc[first].lower_) else None
