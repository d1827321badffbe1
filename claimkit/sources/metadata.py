"""What is known of a document besides its text, and who says so.

In this order: ``sources.csv``, front matter, the document itself, the name of the file. What none
of them says is null: the dates that a file system keeps say when a file was copied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

import yaml

from claimkit.sources.problems import UnreadableError

FIELDS = ("outlet", "title", "author", "url", "published", "place", "role", "language")
ROLES = ("report", "reference")

# Names that other tools give the same things in front matter.
_ALIASES = {
    "byline": "author", "authors": "author", "date": "published", "dateline": "place",
    "headline": "title", "lang": "language", "link": "url", "location": "place",
    "publication": "outlet", "published_at": "published", "publisher": "outlet",
}  # fmt: skip

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = r"\d{4}-\d{2}-\d{2}"
_ISO = re.compile(
    rf"{_DAY}(?:[T ]\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?\s?(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
)
_FENCED = re.compile(r"\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n\s*|\Z)", re.DOTALL)
_HEADER = re.compile(r"\s*((?:[A-Za-z_]{3,20}:[ \t]*[^\n]*\n)+)(?:[ \t]*\n\s*)")
_FENCE_LIMIT = 4000
_IN_NAME = re.compile(rf"(?<!\d)({_DAY})(?!\d)")


def iso_date(value: str) -> str | None:
    """Return a day, or a day with a time, in ISO 8601; None where the value is neither.

    Examples
    --------
    >>> iso_date("2025-03-14"), iso_date("2025-03-14 09:30Z"), iso_date("14 March 2025")
    ('2025-03-14', '2025-03-14T09:30:00+00:00', None)
    """
    value = value.strip()
    if not _ISO.fullmatch(value):
        return None
    try:
        if len(value) == 10:
            return date.fromisoformat(value).isoformat()
        return datetime.fromisoformat(re.sub(r"\s(?=Z|[+-])", "", value)).isoformat()
    except ValueError:
        return None


def printed_date(year: str, month: str, day: str) -> str | None:
    """Return the day that a calendar has, of its parts as print has them; None where it has none.

    Examples
    --------
    >>> printed_date("2025", "Sept.", "9"), printed_date("2025", "February", "30")
    ('2025-09-09', None)
    """
    name = month[:3].lower()
    if name not in _MONTHS:
        return None
    try:
        return date(int(year), _MONTHS.index(name) + 1, int(day)).isoformat()
    except ValueError:
        return None


def checked(values: Mapping[str, str], where: str) -> dict[str, str]:
    """Return what a person wrote about a document, with empty values left out.

    Parameters
    ----------
    values
        Metadata by field of `FIELDS`.
    where
        Where the person wrote it, as it should be named to them.

    Raises
    ------
    UnreadableError
        When the date of publication is not ISO 8601, or the role is none of `ROLES`.

    Examples
    --------
    >>> checked({"role": "Reference", "outlet": " "}, "sources.csv")
    {'role': 'reference'}
    """
    kept = {field: " ".join(value.split()) for field, value in values.items() if value.strip()}
    if "published" in kept:
        day = iso_date(kept["published"])
        if day is None:
            raise UnreadableError(
                f"has the date of publication {kept['published']!r} in {where}.",
                "Write it as 2025-03-14, or 2025-03-14T09:30.",
            )
        kept["published"] = day
    if "role" in kept:
        kept["role"] = kept["role"].lower()
        if kept["role"] not in ROLES:
            raise UnreadableError(
                f"has the role {kept['role']!r} in {where}.", f"Write {' or '.join(ROLES)}."
            )
    return kept


def front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""Split the front matter off a plain text.

    Front matter is YAML between two lines ``---`` at the top, or a first paragraph in which each
    line is a field of `FIELDS` (or a usual name for one) with a colon. Fields that claimkit does
    not know are left to the tools that wrote them.

    Returns
    -------
    tuple
        The metadata, and the text after it; a text without front matter comes back as it is.

    Examples
    --------
    >>> front_matter("---\ntitle: Port shut\ntags: [sea]\n---\n\nThe port is shut.")
    ({'title': 'Port shut'}, 'The port is shut.')
    >>> front_matter("Outlet: The Gazette\n\nThe port is shut.")
    ({'outlet': 'The Gazette'}, 'The port is shut.')
    >>> front_matter("MAYOR: The port is shut.\n\nNo.")
    ({}, 'MAYOR: The port is shut.\n\nNo.')
    """
    top = text[:_FENCE_LIMIT]
    if fenced := _FENCED.match(top):
        values = _mapping(fenced[1])
        if values is not None:
            return _known(values), text[fenced.end() :]
    elif header := _HEADER.match(top):
        values = _pairs(header[1])
        known = _known(values)
        if len(known) == len(values):
            return known, text[header.end() :]
    return {}, text


def _mapping(block: str) -> dict[str, str] | None:
    try:
        # The base loader keeps every scalar as written: a date stays the text of a date.
        loaded = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        # A headline with a colon in it is not YAML, and still plain to read.
        return _pairs(block) or None
    if not isinstance(loaded, dict):
        return None
    return {
        str(key): ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in loaded.items()
        if not isinstance(value, dict)
    }


def _pairs(block: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in block.splitlines() if ":" in line)
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def _known(values: Mapping[str, str]) -> dict[str, str]:
    named = {_ALIASES.get(key.lower(), key.lower()): value for key, value in values.items()}
    return {field: value for field, value in named.items() if field in FIELDS}


def from_name(name: str) -> dict[str, str]:
    """Return what the name of a file says: an ISO date, and an outlet beside it.

    The outlet is told from the title only in names of three parts with underscores between them,
    the date first or second.

    Examples
    --------
    >>> from_name("2025-03-14_Harbour-Gazette_port-shut.txt")
    {'published': '2025-03-14', 'outlet': 'Harbour Gazette'}
    >>> from_name("port-shut-2025-03-14.html")
    {'published': '2025-03-14'}
    >>> from_name("000_0840748ff6e9b0ff.txt")
    {}
    """
    stem = name.rpartition(".")[0] or name
    days = {day for day in _IN_NAME.findall(stem) if iso_date(day)}
    if len(days) != 1:
        return {}
    day = days.pop()
    said = {"published": day}
    parts = stem.split("_")
    if len(parts) == 3 and day in parts[:2]:
        outlet = parts[1 - parts.index(day)].replace("-", " ").strip()
        if outlet and not outlet.isdigit():
            said["outlet"] = outlet
    return said
