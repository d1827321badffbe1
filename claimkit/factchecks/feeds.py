"""Fact-checks as publishers give them away: ClaimReview (schema.org) in JSON, HTML and CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from claimkit.errors import ClaimkitError, did_you_mean
from claimkit.factchecks.claimreview import (
    COLUMNS,
    IncompleteError,
    from_item,
    from_row,
    items,
    named_columns,
)
from claimkit.sources.decoding import decode
from claimkit.sources.problems import UnreadableError

_SCRIPT = re.compile(
    r"""<script[^>]*type\s*=\s*["']?application/ld\+json["']?[^>]*>(.*?)</script>""",
    re.IGNORECASE | re.DOTALL,
)
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<", re.DOTALL)
_CHARSET = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_WRAPPED = re.compile(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$|^\s*<!--|-->\s*$")
_FORMATS = "ClaimReview JSON, JSON lines, a web page with ClaimReview in it, or CSV"

Entry = tuple[str, dict[str, Any] | UnreadableError]


class FactChecksError(ClaimkitError, ValueError):
    """A file that cannot be read as fact-checks at all."""


def read_fact_checks(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read published fact-checks from a feed.

    A Data Commons feed (``DataFeed`` with ``dataFeedElement``), ClaimReview in JSON-LD (one, a
    list, an ``@graph``, or in a web page's ``<script type="application/ld+json">``), JSON lines,
    and CSV with these columns or ClaimReview's names (``claimReviewed``, ``datePublished``,
    ``reviewRating.alternateName`` …) are told apart by their content. UTF-8, UTF-16 and old
    encodings are read. A page's or feed's other entries (articles, organisations) are passed over.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    pandas.DataFrame
        A row for each ClaimReview, in the order of the feed: `fact_check_id` (the identifier or
        address that is given, else a hash of publisher, claim, rating and day), `claim`,
        `claimant`, `claim_date`, `publisher`, `url`, `rating` (as the publisher words it),
        `rating_value`, `title`, `review_date`, `language`. What is not stated is null. Dates
        are ISO 8601. An entry
        that is in the feed twice, word for word, has one row; another one with the same address
        gets a number behind its id.

        ``.attrs["unread"]`` lists the entries that could not be read, a mapping each: `path`,
        `place` (such as ``item 7`` or ``line 12``), `cause`, `remedy`; ``pandas.DataFrame`` of it
        is a table.

    Raises
    ------
    FactChecksError
        When the file does not exist, cannot be decoded or holds no fact-check at all.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> feed = '''{"@type": "ClaimReview", "url": "https://check.example/port",
    ...   "claimReviewed": "The port is shut.", "author": {"name": "Harbour Check"},
    ...   "reviewRating": {"alternateName": "False"}, "datePublished": "2025-03-14"}'''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = pathlib.Path(folder, "feed.json")
    ...     _ = place.write_text(feed, encoding="utf-8")
    ...     checks = read_fact_checks(place)
    >>> checks[["claim", "publisher", "rating"]].values.tolist()
    [['The port is shut.', 'Harbour Check', 'False']]
    >>> checks.attrs["unread"]
    []
    """
    place = Path(path)
    text = _text(place)
    read: list[dict[str, Any]] = []
    unread: list[dict[str, str]] = []
    seen: dict[str, list[tuple[Any, ...]]] = {}
    for where, entry in _entries(text, place):
        if isinstance(entry, UnreadableError):
            unread.append(
                {"path": place.name, "place": where, "cause": entry.cause, "remedy": entry.remedy}
            )
            continue
        known = seen.setdefault(entry["fact_check_id"], [])
        content = tuple(entry[name] for name in COLUMNS)
        if content in known:
            continue
        known.append(content)
        if len(known) > 1:
            entry["fact_check_id"] = f"{entry['fact_check_id']}#{len(known)}"
        read.append(entry)
    if not read:
        first = f" {unread[0]['place']} {unread[0]['cause']}" if unread else ""
        raise FactChecksError(f"{place} holds no fact-check.{first} Give {_FORMATS}.")
    numbers = {"rating_value"}
    columns = {
        name: pd.Series([row[name] for row in read], dtype="float64" if name in numbers else "str")
        for name in COLUMNS
    }
    table = pd.DataFrame(columns)
    table.attrs["unread"] = unread
    return table


def _text(place: Path) -> str:
    if not place.exists():
        raise FactChecksError(f"{place} does not exist. Check the path; give {_FORMATS}.")
    if place.is_dir():
        raise FactChecksError(f"{place} is a folder. Give a file: {_FORMATS}.")
    try:
        data = place.read_bytes()
    except OSError as error:
        raise FactChecksError(f"{place} could not be opened: {error.strerror}.") from error
    declared = _CHARSET.search(data[:4096])
    try:
        return decode(data, declared[1].decode("ascii") if declared else None)
    except UnreadableError as error:
        raise FactChecksError(f"{place} {error.cause} {error.remedy}") from error


def _entries(text: str, place: Path) -> Iterator[Entry]:
    start = text.lstrip()[:1]
    if not start:
        raise FactChecksError(f"{place} is empty. Give {_FORMATS}.")
    if start in "[{":
        yield from _json(text)
    elif start == "<" and _HTML.match(text):
        scripts = _SCRIPT.findall(text)
        for i, script in enumerate(scripts, start=1):
            for where, entry in _json(_WRAPPED.sub("", script)):
                yield f"script {i}, {where}", entry
    else:
        yield from _csv(text, place)


def _json(text: str) -> Iterator[Entry]:
    try:
        loaded = json.loads(text, strict=False)
    except ValueError as error:
        yield from _lines(text, error)
        return
    except RecursionError:
        yield "the file", UnreadableError("is nested too deeply.", "Get the feed again.")
        return
    yield from _items(loaded, "item")


def _lines(text: str, whole: ValueError) -> Iterator[Entry]:
    """Read an object a line; if hardly any line is one, the file is broken JSON."""
    lines = [(i, line) for i, line in enumerate(text.split("\n"), start=1) if line.strip()]
    read: list[Entry] = []
    broken = 0
    for i, line in lines:
        try:
            # Data dumps may have a comma at the end of each line.
            loaded = json.loads(line.strip().rstrip(","), strict=False)
        except (ValueError, RecursionError) as error:
            broken += 1
            problem = UnreadableError(f"is not valid JSON ({error}).", "Get the feed again.")
            read.append((f"line {i}", problem))
        else:
            if isinstance(loaded, (dict, list)):
                read.extend((f"line {i}, {w}", e) for w, e in _items(loaded, "item"))
    if broken == len(lines) or not any(isinstance(entry, dict) for _, entry in read):
        cause = f"is not valid JSON ({whole}), nor is it an object a line."
        yield "the file", UnreadableError(cause, "Get the feed again; it may have been cut off.")
        return
    yield from read


def _items(loaded: Any, name: str) -> Iterator[Entry]:
    for i, item in enumerate(items(loaded), start=1):
        try:
            yield f"{name} {i}", from_item(item)
        except IncompleteError as error:
            yield f"{name} {i}", UnreadableError(error.cause, error.remedy)


def _csv(text: str, place: Path) -> Iterator[Entry]:
    first = text.lstrip("\n").split("\n", 1)[0]
    separator = max(",;\t|", key=first.count)
    # The standard limit for a field is for programs that fear attacks by memory; pages are longer.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    header = [cell.strip() for cell in next(reader, [])]
    names = named_columns(header)
    if "claim" not in names.values():
        near = did_you_mean("claim", header) or did_you_mean("claimReviewed", header)
        raise FactChecksError(
            f"{place} has no column 'claim' or 'claimReviewed' in its first line, which is "
            f"{first[:120]!r}.{near} Give {_FORMATS}."
        )
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            problem = UnreadableError(f"is not valid CSV ({error}).", "Save the table again.")
            yield f"line {reader.line_num}", problem
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        where = f"line {reader.line_num}"
        if len(row) > len(header):
            cause = f"has {len(row)} fields, and the first line has {len(header)}."
            yield where, UnreadableError(cause, "Put quotation marks around texts with commas.")
            continue
        try:
            yield where, from_row({names[i]: v for i, v in enumerate(row) if i in names})
        except IncompleteError as error:
            yield where, UnreadableError(error.cause, error.remedy)
