"""Checks on several columns of a table, by the name under which a schema calls them."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pandas as pd

from claimkit.contracts import dates
from claimkit.contracts.column_checks import TIMEX3_REMEDY, is_list_of_text
from claimkit.contracts.registry import check, each, keys_of, lookup, plain, rows_of

# Sources.


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()


def _is_hex(value: Any, digits: int) -> bool:
    return value is not None and len(value) == digits and set(value) <= set("0123456789abcdef")


@check(
    "Compute it again: hashlib.sha256(text.encode('utf-8')).hexdigest(); if the text was changed "
    "by accident, read the document again.",
    ("sha256", "text"),
)
def sha256_of_text(table: pd.DataFrame) -> list[bool]:
    """`sha256` is that of `text` in UTF-8."""
    return [
        text is None or not text.strip() or not _is_hex(digest, 64) or digest == _sha256(text)
        for digest, text in rows_of(table, "sha256", "text")
    ]


@check(
    "Take the id that claimkit.read_sources gives: sha256 of the text, or for a second document "
    "with the same text of text + '\\x1f' + path, first 12 digits.",
    ("source_id", "path", "text", "sha256"),
)
def id_of_text(table: pd.DataFrame) -> list[bool]:
    """`source_id` follows from `sha256`, or for a verbatim copy from `text` and `path`."""
    # The earlier row with the same text may have been filtered away, so either form will do; two
    # rows with the first form fail as a repeated id.
    return [
        not _is_hex(source_id, 12)
        or text is None
        or path is None
        or digest != _sha256(text)
        or source_id in (digest[:12], _sha256(text, path)[:12])
        for source_id, path, text, digest in rows_of(table, "source_id", "path", "text", "sha256")
    ]


# Stretches of a source's text.


def _inside(start: int, end: int, text: str | None) -> bool:
    return 0 <= start < end and (text is None or end <= len(text))


def _texts() -> dict[Any, Any]:
    return lookup("sources.source_id", "text") or {}


@check(
    "Count start and end in code points of the source's text, end being one past the last.",
    ("end", "start", "source_id"),
)
def inside_text(table: pd.DataFrame) -> list[bool]:
    """0 <= `start` < `end` <= length of the source's text, in code points."""
    texts = _texts()
    return [
        _inside(start, end, texts.get(source_id))
        for end, start, source_id in rows_of(table, "end", "start", "source_id")
    ]


@check(
    "Set text to sources.text[start:end], or correct the offsets: they count code points, not "
    "bytes.",
    ("text", "start", "end", "source_id"),
)
def text_is_slice(table: pd.DataFrame) -> list[bool]:
    """`text` equals the source's text from `start` to `end`."""
    texts = _texts()
    return [
        text is None
        or texts.get(source_id) is None
        or not _inside(start, end, texts[source_id])
        or text == texts[source_id][start:end]
        for text, start, end, source_id in rows_of(table, "text", "start", "end", "source_id")
    ]


@check(TIMEX3_REMEDY, ("value", "role"))
def time_value(table: pd.DataFrame) -> list[bool]:
    """`value` is null or a TIMEX3 value where `role` is `time`."""
    holds = each(table["value"], lambda value: not value.strip() or dates.is_timex3(value))
    return [role != "time" or held for role, held in zip(plain(table["role"]), holds, strict=True)]


@check(
    "Point to a row of the same source, or correct the source_id.",
    ("{key}", "source_id"),
    ("key", "keys"),
)
def same_source(table: pd.DataFrame, key: str, keys: list[str]) -> list[bool]:
    """`{key}` points into the same source."""
    other: dict[Any, Any] = {}
    for reference in keys:
        other.update(lookup(reference, "source_id") or {})
    known = keys_of("sources.source_id")

    def agrees(one: Any, another: Any) -> bool:
        if one is None or another is None or one == another:
            return True
        return known is not None and not (one in known and another in known)

    return [agrees(source, other.get(value)) for value, source in rows_of(table, key, "source_id")]


# Statements.


@check(
    "Correct parent_id: it names the statement that reports this one, up to one with none.",
    ("parent_id", "statement_id"),
)
def no_cycle(table: pd.DataFrame) -> list[bool]:
    """No statement reports itself, directly or through others."""
    parents: dict[Any, Any] = dict(rows_of(table, "statement_id", "parent_id"))
    on_cycle: set[Any] = set()
    seen: set[Any] = set()
    for start in parents:
        order: dict[Any, int] = {}
        node = start
        while node in parents and node not in seen and node not in order and node is not None:
            order[node] = len(order)
            node = parents[node]
        if node in order:
            on_cycle.update(member for member, at in order.items() if at >= order[node])
        seen.update(order)
    return [value not in on_cycle for value in plain(table["statement_id"])]


@check(
    "Correct said_on or the source's published; leave said_on null where it is not known.",
    ("said_on", "source_id"),
)
def said_before_published(table: pd.DataFrame) -> list[bool]:
    """Nothing is said after its source was published."""
    published = lookup("sources.source_id", "published") or {}
    # Whole days are compared, for the two clocks may stand in different time zones.
    day = {
        source: date.fromisoformat(value[:10])
        for source, value in published.items()
        if value is not None and dates.is_iso_date(value)
    }

    def in_time(said_on: str | None, source_id: Any) -> bool:
        first = None if said_on is None else dates.earliest_day(said_on)
        return first is None or source_id not in day or first <= day[source_id]

    return [in_time(*row) for row in rows_of(table, "said_on", "source_id")]


# Links and origins.


@check("Link two different claims, or remove the row.", ("claim_b", "claim_a"))
def two_claims(table: pd.DataFrame) -> list[bool]:
    """`claim_a` and `claim_b` differ."""
    return [a is None or a != b for b, a in rows_of(table, "claim_b", "claim_a")]


@check(
    "Set independent from the origin_id of the two sources in origins.",
    ("independent", "claim_a", "claim_b"),
)
def independent_origins(table: pd.DataFrame) -> list[bool]:
    """`independent` holds exactly where the two claims' sources differ in origin."""
    source = lookup("claims.claim_id", "source_id") or {}
    origin = lookup("origins.source_id", "origin_id") or {}

    def agrees(independent: bool, claim_a: Any, claim_b: Any) -> bool:
        a, b = (origin.get(source.get(claim)) for claim in (claim_a, claim_b))
        return claim_a == claim_b or a is None or b is None or independent == (a != b)

    return [agrees(*row) for row in rows_of(table, "independent", "claim_a", "claim_b")]


@check("Leave copied_from null for a source that copies none.", ("copied_from", "source_id"))
def not_itself(table: pd.DataFrame) -> list[bool]:
    """No source is copied from itself."""
    return [
        copied is None or copied != own
        for copied, own in rows_of(table, "copied_from", "source_id")
    ]


# Findings.


def _counts_fit(n_outlets: int, n_origins: int, claim_ids: Any) -> bool:
    source = lookup("claims.claim_id", "source_id") or {}
    if not is_list_of_text(claim_ids) or not claim_ids or any(c not in source for c in claim_ids):
        return True
    return max(n_outlets, n_origins) <= len({source[claim] for claim in claim_ids})


@check(
    "Count the outlets and the origins of the sources of claim_ids, each once.",
    ("n_outlets", "n_origins", "claim_ids"),
)
def counts_within_sources(table: pd.DataFrame) -> list[bool]:
    """No count exceeds the number of sources of the row's claims."""
    return [_counts_fit(*row) for row in rows_of(table, "n_outlets", "n_origins", "claim_ids")]


@check(
    "Take the verdict from n_origins, or correct n_origins.",
    ("verdict", "n_origins", "n_outlets", "claim_ids"),
)
def verdict_fits_origins(table: pd.DataFrame) -> list[bool]:
    """`corroborated` needs two origins or more, `single_source` has one."""

    def fits(verdict: Any, n_origins: int, n_outlets: int, claim_ids: Any) -> bool:
        if n_origins < 1 or not _counts_fit(n_outlets, n_origins, claim_ids):
            return True
        wrong = "single_source" if n_origins > 1 else "corroborated"
        return bool(verdict != wrong)

    return [fits(*row) for row in rows_of(table, "verdict", "n_origins", "n_outlets", "claim_ids")]


@check(
    "Swap the two, or take the earliest and the latest publication of its sources.",
    ("first_published", "last_published"),
)
def dates_in_order(table: pd.DataFrame) -> list[bool]:
    """`first_published` is not after `last_published`."""

    def in_order(first: str | None, last: str | None) -> bool:
        if first is None or last is None:
            return True
        if not (dates.is_iso_date(first) and dates.is_iso_date(last)):
            return True
        return first[:10] <= last[:10]

    return [in_order(*row) for row in rows_of(table, "first_published", "last_published")]
