"""How a check that YAML cannot hold gets its name, its words and the tables that it looks into.

A check answers for its own defect alone: where a row is wrong in another way already (its source
does not exist, its text is null), the check lets it pass, so that one defect is one failure.
Checks that look into another table find it in the running :class:`Tables`; where that table was
not given they let every row pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import pandas as pd

Test = Callable[..., list[bool]]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Check:
    """A check that schemas call by name.

    Attributes
    ----------
    test
        Takes a column, or a table where `columns` are named, and the arguments that the schema
        gives; returns a truth value a row.
    says
        What holds, for the data dictionary.
    remedy
        What to do where it does not.
    columns
        For a check on a whole table, the columns that it reads; failures are told of the first.
        ``{key}`` stands for the schema's argument of that name.
    arguments
        Names of the arguments that a schema gives.
    """

    test: Test
    says: str
    remedy: str
    columns: tuple[str, ...]
    arguments: tuple[str, ...]


REGISTERED: dict[str, Check] = {}


def check(
    remedy: str, columns: tuple[str, ...] = (), arguments: tuple[str, ...] = ()
) -> Callable[[Test], Test]:
    """Register a function as the check of its name; its docstring says what holds.

    See :class:`Check` for the arguments.
    """

    def register(test: Test) -> Test:
        says = (test.__doc__ or "").rstrip(".")
        REGISTERED[test.__name__] = Check(test, says, remedy, columns, arguments)
        return test

    return register


class Tables:
    """The tables under validation, without the columns that are missing or of a wrong type."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._frames = frames
        self._lookups: dict[tuple[str, str], dict[Any, Any]] = {}

    def lookup(self, key: str, column: str) -> dict[Any, Any] | None:
        """Return `column` by `key`, which names a table and its key column (``claims.claim_id``).

        Null where the table or one of the columns is not there; of rows with the same key the
        first counts.
        """
        table, key_column = key.split(".")
        frame = self._frames.get(table)
        if frame is None or key_column not in frame or column not in frame:
            return None
        if (key, column) not in self._lookups:
            rows = [row for row in rows_of(frame, key_column, column) if row[0] is not None]
            self._lookups[key, column] = dict(reversed(rows))
        return self._lookups[key, column]

    def owners_of_content(self) -> set[Any] | None:
        """Return the ids that own a span with role `content`, or null where no spans are given."""
        frame = self._frames.get("spans")
        if frame is None or not {"owner_id", "role"} <= set(frame):
            return None
        return {owner for owner, role in rows_of(frame, "owner_id", "role") if role == "content"}


_running: ContextVar[Tables | None] = ContextVar("claimkit_tables", default=None)


@contextmanager
def given(frames: Mapping[str, pd.DataFrame]) -> Iterator[None]:
    """Let the checks that run inside see these tables."""
    token = _running.set(Tables(frames))
    try:
        yield
    finally:
        _running.reset(token)


def lookup(key: str, column: str) -> dict[Any, Any] | None:
    """Return a column by a key of the running tables; see :meth:`Tables.lookup`."""
    running = _running.get()
    return running.lookup(key, column) if running else None


def keys_of(reference: str) -> dict[Any, Any] | None:
    """Return the known ids of a key column such as ``claims.claim_id``, or null without it."""
    return lookup(reference, reference.split(".")[1])


def owners_of_content() -> set[Any] | None:
    """Return who owns a content span; see :meth:`Tables.owners_of_content`."""
    running = _running.get()
    return running.owners_of_content() if running else None


def plain(column: pd.Series[Any]) -> list[Any]:
    """Return a column as Python values, with None for null."""
    return list(column.astype(object).where(column.notna(), None))


def rows_of(table: pd.DataFrame, *columns: str) -> Iterator[Row]:
    """Yield the rows of a table as tuples of Python values, with None for null."""
    return zip(*(plain(table[column]) for column in columns), strict=True)


def each(column: pd.Series[Any], test: Callable[[Any], bool]) -> list[bool]:
    """Test every value of a column, each distinct one once."""
    distinct = {value: value is None or test(value) for value in set(plain(column))}
    return [distinct[value] for value in plain(column)]
