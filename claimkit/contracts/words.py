"""What each check says and what to do where it fails, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimkit.contracts.registry import REGISTERED

# The checks that pandera brings, by the words of the YAML: what holds, and what to do.
_BUILT_IN = {
    "required": (
        "Present",
        "Add the column, with nulls where nothing is known; claimkit.tables.frame makes a table "
        "with every column.",
    ),
    "dtype": (
        "Type {dtype}",
        'Convert the column: table[column].astype("{dtype}"). An integer or boolean column cannot '
        "hold nulls: fill them or remove their rows first.",
    ),
    "nullable": ("Not null", "Fill the value in, or remove the row."),
    "unique": ("No value twice", "Remove the repeated row, or give it an id of its own."),
    "isin": ("One of {allowed_values}", "Use one of {allowed_values}."),
    "in_range": ("{min_value} to {max_value}", "Bring it into {min_value} to {max_value}."),
    "greater_than_or_equal_to": ("At least {min_value}", "Count again: at least {min_value}."),
    "str_matches": ("Matches `{pattern}`", "Write it so that it matches {pattern}."),
}


def says(check: str, arguments: Mapping[str, Any]) -> str:
    """Return what holds where a check passes.

    Examples
    --------
    >>> says("exists_in", {"keys": ["sources.source_id"]})
    'Id in sources.source_id'
    """
    template = REGISTERED[check].says if check in REGISTERED else _BUILT_IN[check][0]
    return template.format(**_as_words(arguments))


def remedy(check: str, arguments: Mapping[str, Any]) -> str:
    """Return what to do where a check fails.

    Examples
    --------
    >>> remedy("isin", {"allowed_values": ["report", "reference"]})
    'Use one of report, reference.'
    """
    template = REGISTERED[check].remedy if check in REGISTERED else _BUILT_IN[check][1]
    return template.format(**_as_words(arguments))


def _as_words(arguments: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for name, value in arguments.items()
    }
