"""The line that a news text begins with: its date and place, as printed.

A place is read only where print marks it as one: in capitals before a dash, or in any letters
before a date or a wire's name in brackets and a dash. A date without a year stays unread, because
the year would be a guess.
"""

from __future__ import annotations

import re

from claimkit.sources.metadata import iso_date, printed_date

_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_DATES = (
    re.compile(rf",? {_MONTH} {_DAY}{_YEAR}$", re.IGNORECASE),
    re.compile(rf",? {_DAY} {_MONTH}{_YEAR}$", re.IGNORECASE),
)
_STATED = re.compile(
    r"(?P<word>(?:date|dated|published)\b:?\s*)?"
    r"(?P<date>\d{4}-\d{2}-\d{2}(?:T[\d:]+(?:Z|[+-]\d{2}:?\d{2})?)?)(?!\w)",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:—|--)\s*|\s+[-–]\s+")
_CREDIT = re.compile(r" ?\([A-Z][\w&.'’/ -]*\)$")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/ -]*[A-ZÀ-ÖØ-Þ.](?:, [A-ZÀ-ÖØ-Þ][\w. -]+)?")
_WORD = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+"
_NAME = re.compile(
    rf"(?!(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Prof)\b){_WORD}(?:,? {_WORD}| (?:de|la|al|of|on)){{0,4}}"
)

# What else stands in capitals before a dash: labels of newsrooms, speakers, and short forms.
_NO_PLACES = {
    "ANALYSIS", "BREAKING", "BREAKING NEWS", "COMMENT", "CORRECTION", "EDITORIAL", "EXCLUSIVE",
    "EXPLAINER", "FACT CHECK", "FACTBOX", "INTERVIEW", "LIVE", "OPINION", "TRANSCRIPT", "UPDATE",
    "UPDATED", "URGENT", "VIDEO", "WATCH", "CHAIR", "MAYOR", "MODERATOR", "PRESIDENT",
    "QUESTION", "SPEAKER", "EU", "NATO", "UK", "UN", "U.N.", "US", "U.S.", "USA",
}  # fmt: skip
_LINES = 4
_LONGEST = 90


def read_dateline(text: str) -> dict[str, str]:
    """Return the `published` and `place` that the first lines of a text state.

    Examples
    --------
    >>> read_dateline(" date 2025-03-14 MOSCOW - The president said he has reservations.")
    {'published': '2025-03-14', 'place': 'MOSCOW'}
    >>> read_dateline("PORT ELLERY, March 4 (Northwire) — The harbour was shut on Tuesday.")
    {'place': 'PORT ELLERY'}
    >>> read_dateline("BREAKING — The harbour was shut on Tuesday, police said.")
    {}
    """
    lines = [line.strip() for line in text[:2000].split("\n") if line.strip()]
    said: dict[str, str] = {}
    for line in lines[:_LINES]:
        said = {**_stated(line), **said}
    return said


def _stated(line: str) -> dict[str, str]:
    dated = _STATED.match(line)
    rest = line[dated.end() :].lstrip(" :,") if dated else line
    said = _place(rest)
    day = iso_date(dated["date"]) if dated else None
    # A bare date may open a sentence; it is the document's own before a place, or alone.
    if dated and day and (dated["word"] or said or not rest):
        said = {**said, "published": day}
    return {field: said[field] for field in ("published", "place") if field in said}


def _place(line: str) -> dict[str, str]:
    dash = _DASH.search(line, 0, _LONGEST)
    # Prose follows a dateline; a headline in capitals has none after its dash.
    if not dash or not any(letter.islower() for letter in line[dash.end() :][:40]):
        return {}
    head, credited = _CREDIT.subn("", line[: dash.start()])
    said: dict[str, str] = {}
    when = next((found for pattern in _DATES if (found := pattern.search(head))), None)
    if when:
        head = head[: when.start()]
        day = when["year"] and printed_date(when["year"], when["month"], when["day"])
        said = {"published": day} if day else {}
    marked = _CAPITALS.fullmatch(head) and len(head.split(",")[0].split()) <= 4
    if head in _NO_PLACES or not (marked or ((when or credited) and _NAME.fullmatch(head))):
        return {}
    return {**said, "place": head}
