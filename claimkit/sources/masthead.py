"""The lines above a news text that was saved as plain text: outlet, day, headline, byline.

What they are is told by a line that holds a whole date with its year, and nothing else but the
outlet's name before it. Without such a line nothing is read: a first line alone may be anything.
"""

from __future__ import annotations

import re

from claimkit.sources.metadata import printed_date

_NAME = r"[A-Za-z]{3,9}\.?"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATED = re.compile(
    rf"(?:(?:Published|Posted|Updated)(?: on)?:? "
    rf"|(?!{_DAY}\b|By )(?P<outlet>[^\W\d_][^\n]{{0,60}}?)(?:, | [|•·—–-] ))?(?:{_DAY},? )?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_NAME}),?"
    rf"|(?P<month2>{_NAME}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?) (?P<year>(?:19|20)\d\d)\.?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"[Bb]y (?P<author>[^\W\d_a-z][\w.'’-]*(?: [\w.'’-]+){1,3}?)(?:,.*)?")
_PROSE = re.compile(r"[.!?…][\"”’)]*$")
_LINES = 6
_MOST_WORDS = 18  # of a headline


def read_masthead(text: str) -> dict[str, str]:
    r"""Return the `published`, `outlet`, `title` and `author` that stand above a text.

    Examples
    --------
    >>> read_masthead("Ferry ready\n\nCoast Radio, 7 November 2025\n\nIt sails on Friday.")
    {'published': '2025-11-07', 'outlet': 'Coast Radio', 'title': 'Ferry ready'}
    >>> read_masthead("ECHO\nWednesday, September 10, 2025\n\nA street wakes\n\nBy Bo Lind")
    {'published': '2025-09-10', 'outlet': 'ECHO', 'title': 'A street wakes', 'author': 'Bo Lind'}
    >>> read_masthead("A street wakes up\n\nIt was 10 September 2025.")
    {}
    """
    lines = _head(text)
    found = next(((i, m) for i, line in enumerate(lines) if (m := _DATED.fullmatch(line))), None)
    if found is None:
        return {}
    at, dated = found
    month, number = dated["month"] or dated["month2"], dated["day"] or dated["day2"]
    day = printed_date(dated["year"], month, number)
    if day is None:
        return {}
    author = next((m["author"] for line in lines if (m := _BYLINE.fullmatch(line))), None)
    others = {i: line for i, line in enumerate(lines) if line and i != at}
    rest = {i: line for i, line in others.items() if not _BYLINE.fullmatch(line)}
    outlet = dated["outlet"]
    # The outlet's name stands right above the day; if no other line can be the headline, it is it.
    if outlet is None and at - 1 in rest and len(rest) > 1:
        outlet = rest.pop(at - 1)
    title = next(iter(rest.values()), None)
    said = {"published": day, "outlet": outlet, "title": title, "author": author}
    return {field: value for field, value in said.items() if value}


def _head(text: str) -> list[str]:
    """Return the lines before the first that is prose, empty ones among them."""
    lines: list[str] = []
    for line in text[:2000].strip().split("\n"):
        line = line.strip()
        prose = _PROSE.search(line) and not _DATED.fullmatch(line)
        if prose or len(line.split()) > _MOST_WORDS or sum(map(bool, lines)) == _LINES:
            break
        lines.append(line)
    return lines
