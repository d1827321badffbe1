"""Checks on one column that YAML cannot hold, by the name under which a schema calls them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from claimkit.contracts import dates
from claimkit.contracts.registry import check, each, keys_of, owners_of_content, plain


@check("Fill it in; in a column that may be null, leave what is unknown null, never empty.")
def not_blank(column: pd.Series[Any]) -> list[bool]:
    """Not blank."""
    return each(column, lambda value: bool(value.strip()))


@check("Write it as 2025-03-14 or 2025-03-14T09:30.")
def iso_date(column: pd.Series[Any]) -> list[bool]:
    """ISO 8601 day, alone or with a time."""
    return each(column, dates.is_iso_date)


@check("Write it as 2025-03-14T09:30:00+00:00.")
def timestamp(column: pd.Series[Any]) -> list[bool]:
    """ISO 8601 day and time with its offset from UTC."""
    return each(column, dates.is_timestamp)


TIMEX3_REMEDY = "Write a TIMEX3 value such as 2025-03-13, 2025-W11 or P30D, or leave it null."


@check(TIMEX3_REMEDY)
def timex3(column: pd.Series[Any]) -> list[bool]:
    """TIMEX3 value."""
    return each(column, dates.is_timex3)


@check(
    "Add the missing row to the table that it points to ({keys}), or correct the id.",
    arguments=("keys",),
)
def exists_in(column: pd.Series[Any], keys: list[str]) -> list[bool]:
    """Id in {keys}."""
    known = [keys_of(key) for key in keys]
    if any(ids is None for ids in known):
        return [True] * len(column)
    return each(column, lambda value: any(value in ids for ids in known if ids is not None))


@check("Add a span with role content that this row owns, or remove the row.")
def has_content_span(column: pd.Series[Any]) -> list[bool]:
    """Owner of at least one span with role `content`."""
    owners = owners_of_content()
    return [owners is None or value in owners for value in plain(column)]


# Columns of lists.


def is_list_of_text(value: Any) -> bool:
    """Return whether a value is a Python list of str."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _lists(column: pd.Series[Any], test: Callable[[list[str]], bool]) -> list[bool]:
    """Test the lists of a column; what is none is a failure of `list_of_text` alone."""
    return [not is_list_of_text(value) or test(value) for value in column]


@check("Make it a Python list of str: list(value); claimkit.tables.read does so on reading.")
def list_of_text(column: pd.Series[Any]) -> list[bool]:
    """List of texts."""
    return [value is None or is_list_of_text(value) for value in plain(column)]


@check("Name at least one item, or remove the row.")
def not_empty(column: pd.Series[Any]) -> list[bool]:
    """At least one item."""
    return _lists(column, bool)


@check("Name each item once.")
def distinct_items(column: pd.Series[Any]) -> list[bool]:
    """No item twice."""
    return _lists(column, lambda items: len(set(items)) == len(items))


@check("Use only these items: {allowed}.", arguments=("allowed",))
def items_among(column: pd.Series[Any], allowed: list[str]) -> list[bool]:
    """Items among {allowed}."""
    return _lists(column, lambda items: set(items) <= set(allowed))


@check(
    "Add the missing rows to the table that the items point to ({keys}), or correct the ids.",
    arguments=("keys",),
)
def items_exist_in(column: pd.Series[Any], keys: list[str]) -> list[bool]:
    """Items in {keys}."""
    known = [keys_of(key) for key in keys]
    if any(ids is None for ids in known):
        return [True] * len(column)
    every = {value for ids in known if ids is not None for value in ids}
    return _lists(column, lambda items: set(items) <= every)
