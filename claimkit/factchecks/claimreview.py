"""ClaimReview, schema.org's vocabulary for fact-checks, as publishers use it: to one flat row.

https://schema.org/ClaimReview and developers.google.com/search/docs/appearance/structured-data
describe it. In practice a person may be a name or an object or a list of either, a rating a number
or a text, and a feed may wrap entries in ``dataFeedElement``, ``item``, ``@graph`` or
``mainEntity``.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from claimkit.sources.metadata import iso_date
from claimkit.tables import row_id

COLUMNS = (
    "fact_check_id", "claim", "claimant", "claim_date", "publisher", "url", "rating",
    "rating_value", "title", "review_date", "language",
)  # fmt: skip
_WRAPPERS = ("dataFeedElement", "item", "@graph", "mainEntity", "itemListElement", "review")
_DEEPEST = 8
_PARTIAL = re.compile(r"\d{4}(?:-\d{2})?")
_TAG = re.compile(r"<[^<>]{1,200}>")

# What tables call the columns, in lower case and without marks.
_ALIASES = {
    "fact_check_id": ("id", "identifier", "factcheckid", "@id"),
    "claim": ("claimreviewed", "claimtext", "reviewedclaim", "statement"),
    "claimant": ("claimauthor", "itemreviewedauthor", "itemreviewedauthorname", "speaker"),
    "claim_date": ("itemrevieweddatepublished", "claimdatepublished"),
    # In ClaimReview the author is that of the review.
    "publisher": (
        "reviewauthor", "publishername", "authorname", "author", "organization", "source", "site",
    ),
    "url": ("link", "reviewurl", "claimreviewurl", "factcheckurl"),
    "rating": ("alternatename", "reviewratingalternatename", "textualrating", "verdict", "label"),
    "rating_value": ("ratingvalue", "reviewratingratingvalue"),
    "title": ("headline", "name", "reviewtitle"),
    "review_date": ("datepublished", "reviewdate", "date", "published"),
    "language": ("inlanguage", "languagecode", "lang"),
}  # fmt: skip


class IncompleteError(Exception):
    """An entry that is a fact-check, but says too little to be matched."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause} {remedy}")
        self.cause = cause
        self.remedy = remedy


def items(loaded: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the ClaimReviews of what was read from JSON, wherever feeds wrap them.

    An entry of a feed that is no object at all is yielded too, so that it can be reported.

    Examples
    --------
    >>> [each["claimReviewed"] for each in items({"@graph": [
    ...     {"@type": "WebPage"}, {"@type": ["ClaimReview"], "claimReviewed": "The port is shut."}
    ... ]})]
    ['The port is shut.']
    """
    if depth > _DEEPEST:
        return
    if isinstance(loaded, list):
        for each in loaded:
            yield from items(each, depth + 1)
    elif not isinstance(loaded, dict) or _is_review(loaded):
        yield loaded
    else:
        for name in _WRAPPERS:
            if isinstance(loaded.get(name), (dict, list)):
                yield from items(loaded[name], depth + 1)


def from_item(item: Any) -> dict[str, Any]:
    """Return the row of one ClaimReview object.

    Raises
    ------
    IncompleteError
        When it is no object or names no claim.

    Examples
    --------
    >>> row = from_item({"@type": "ClaimReview", "claimReviewed": "It is shut.", "reviewRating":
    ...     {"ratingValue": "1", "alternateName": "False"}, "author": [{"name": "Harbour Check"}]})
    >>> row["rating"], row["rating_value"], row["publisher"], row["claimant"]
    ('False', 1.0, 'Harbour Check', None)
    """
    if not isinstance(item, dict):
        raise IncompleteError(
            f"is {type(item).__name__}, not an object.", "Ask the publisher, or leave it out."
        )
    if "claim" in item and "claimReviewed" not in item:
        return from_row(item)
    reviewed, rating = _object(item.get("itemReviewed")), item.get("reviewRating")
    rated = _object(rating)
    said = {
        "fact_check_id": _text(item.get("identifier")) or _text(item.get("@id")),
        "claim": item.get("claimReviewed") or reviewed.get("claimReviewed"),
        "claimant": _name(reviewed.get("author")) or _name(reviewed.get("creator")),
        "claim_date": reviewed.get("datePublished") or reviewed.get("dateCreated"),
        "publisher": _name(item.get("author")) or _name(item.get("publisher")),
        "url": item.get("url") or _object(item.get("mainEntityOfPage")).get("@id"),
        "rating": rated.get("alternateName") or (rating if isinstance(rating, str) else None),
        "rating_value": rated.get("ratingValue"),
        "title": item.get("headline") or item.get("name"),
        "review_date": item.get("datePublished") or item.get("dateCreated"),
        "language": _name(item.get("inLanguage")),
    }
    return _row(said)


def from_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of a table's line, whose columns have the names of `COLUMNS`.

    Raises
    ------
    IncompleteError
        When it names no claim.

    Examples
    --------
    >>> from_row({"claim": "It is shut.", "review_date": "14 March 2025"})["review_date"]
    '2025-03-14'
    """
    return _row({name: row.get(name) for name in COLUMNS})


def named_columns(header: list[str]) -> dict[int, str]:
    """Return which column of a table holds what; a column's own name goes before others for it.

    Examples
    --------
    >>> named_columns(["claimReviewed", "reviewRating.alternateName", "note"])
    {0: 'claim', 1: 'rating'}
    """
    plain = [re.sub(r"[^a-z@]", "", name.lower()) for name in header]
    found: dict[int, str] = {}
    for column, others in _ALIASES.items():
        for name in (column.replace("_", ""), *others):
            if name in plain and plain.index(name) not in found:
                found[plain.index(name)] = column
                break
    return dict(sorted(found.items()))


def calendar_day(value: object) -> date | None:
    """Return the day of a date as tables hold it; None where it is none, or only a month.

    Examples
    --------
    >>> calendar_day("2025-03-14T09:30:00Z"), calendar_day("14 March 2025"), calendar_day("2025")
    (datetime.date(2025, 3, 14), datetime.date(2025, 3, 14), None)
    """
    if isinstance(value, datetime):  # a pandas Timestamp is one
        return None if value != value else value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    written = value.strip()
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        pass
    for pattern in ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(written, pattern).date()
        except ValueError:
            continue
    return None


def _row(said: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {name: _text(said[name]) for name in COLUMNS}
    if not row["claim"]:
        raise IncompleteError(
            "names no claim (claimReviewed is missing or empty).",
            "Nothing can be matched to it; ask the publisher, or leave it out.",
        )
    row["rating_value"] = _number(said["rating_value"])
    for name in ("claim_date", "review_date"):
        row[name] = _date(row[name])
    named = (row["publisher"], row["claim"], row["rating"], row["review_date"])
    row["fact_check_id"] = row["fact_check_id"] or row["url"] or row_id("fact_check", *named)
    return row


def _types(item: Mapping[str, Any]) -> list[str]:
    kind = item.get("@type", item.get("type"))
    kinds = kind if isinstance(kind, list) else [kind]
    return [str(each).rpartition("/")[2].rpartition(":")[2] for each in kinds if each]


def _is_review(item: Mapping[str, Any]) -> bool:
    kinds = _types(item)
    return "ClaimReview" in kinds or (not kinds and ("claimReviewed" in item or "claim" in item))


def _object(value: Any) -> Mapping[str, Any]:
    """Return an object, or the first of a list of them."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, dict)), None)
    return value if isinstance(value, dict) else {}


def _name(value: Any) -> str | None:
    """Return the name of a person or organisation; of several, all names."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value))) or None
    if isinstance(value, dict):
        return _text(value.get("name")) or _text(value.get("alternateName"))
    return _text(value)


def _text(value: Any) -> str | None:
    """Return a text on one line without mark-up; None where there is none."""
    if isinstance(value, list):
        value = next((each for each in value if each), None)
    if isinstance(value, dict):
        value = value.get("@value", value.get("value", value.get("name", value.get("@id"))))
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    # Publishers' systems escape HTML, often twice; half a surrogate pair cannot be stored.
    plain = html.unescape(html.unescape(_TAG.sub(" ", str(value))))
    plain = plain.encode("utf-8", "replace").decode("utf-8")
    return " ".join(plain.split()) or None


def _number(value: Any) -> float | None:
    try:
        number = float(str(_text(value)).replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _date(written: str | None) -> str | None:
    """Return a date in ISO 8601, also a year or a month; None where it is in another form."""
    if not written:
        return None
    if _PARTIAL.fullmatch(written):
        return written
    day = calendar_day(written)
    return iso_date(written) or (day.isoformat() if day else None)
