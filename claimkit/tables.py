"""The tables of the contract: their columns, their ids, and how they lie on disk.

The columns and types come from ``schemas/*.yaml`` alone, so that no second list of them exists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from claimkit import resources
from claimkit.errors import ClaimkitError

NAMES = (
    "sources",
    "unread",
    "statements",
    "claims",
    "spans",
    "links",
    "origins",
    "findings",
    "reviews",
)


class NoTablesError(ClaimkitError, FileNotFoundError):
    """A folder that holds no tables of a story."""


@dataclass(frozen=True)
class Analysis:
    """What :func:`claimkit.extract` makes of the sources: one table a kind of row."""

    sources: pd.DataFrame
    statements: pd.DataFrame
    claims: pd.DataFrame
    spans: pd.DataFrame

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name."""
        return dict(vars(self))

    @classmethod
    def of(cls, stored: Mapping[str, pd.DataFrame]) -> Analysis:
        """Make an analysis of the tables that :func:`read_all` gives."""
        return cls(*(stored[name] for name in ("sources", "statements", "claims", "spans")))


@dataclass(frozen=True)
class CrossCheck:
    """What :func:`claimkit.cross_check` makes of an analysis."""

    links: pd.DataFrame
    origins: pd.DataFrame
    findings: pd.DataFrame

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name."""
        return dict(vars(self))

    @classmethod
    def of(cls, stored: Mapping[str, pd.DataFrame]) -> CrossCheck:
        """Make a cross-check of the tables that :func:`read_all` gives."""
        return cls(*(stored[name] for name in ("links", "origins", "findings")))


@cache
def schema(name: str) -> dict[str, Any]:
    """Return the contract of a table as its YAML says it.

    Examples
    --------
    >>> list(schema("unread")["columns"])
    ['story', 'path', 'cause', 'remedy']
    """
    path = resources.folder("schemas") / f"{name}.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def columns(name: str) -> dict[str, str]:
    """Return the columns of a table and their pandas types, in the order of the contract.

    Examples
    --------
    >>> columns("origins")["shared"]
    'float64'
    """
    return {column: spec["dtype"] for column, spec in schema(name)["columns"].items()}


def frame(name: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Make a table of the contract from rows; a column that a row does not name is null.

    Parameters
    ----------
    name
        A table of the contract.
    rows
        Mappings from column to value. Columns outside the contract are an error: a misspelt
        name would otherwise lose a value in silence.

    Raises
    ------
    KeyError
        When a row has a column that the contract does not know.

    Examples
    --------
    >>> frame("unread", [{"story": "harbour", "path": "a.txt", "cause": "empty"}]).shape
    (1, 4)
    """
    dtypes = columns(name)
    rows = list(rows)
    for row in rows:
        unknown = set(row) - set(dtypes)
        if unknown:
            raise KeyError(f"{name} has no column {sorted(unknown)}; it has {list(dtypes)}")
    data = {c: pd.Series([row.get(c) for row in rows], dtype=t) for c, t in dtypes.items()}
    return pd.DataFrame(data)


def rows(table: pd.DataFrame) -> Iterator[Any]:
    """Yield a table's rows with their columns as attributes; a null string is None.

    Examples
    --------
    >>> [row.cause for row in rows(frame("unread", [{"cause": "empty"}, {}]))]
    ['empty', None]
    """
    plain = table.astype(object).where(table.notna(), None)
    yield from plain.itertuples(index=False)


def row_id(kind: str, *parts: object) -> str:
    """Return a stable id, 12 hex digits: a hash of what the row names.

    Examples
    --------
    >>> row_id("claim", "0123456789ab", 10, 20)
    'f8912fa7bd3c'
    """
    return sha256("\x1f".join([kind, *map(str, parts)]))[:12]


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def write(table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet; the same table gives the same bytes."""
    table.reset_index(drop=True).to_parquet(path, engine="pyarrow", index=False)


def read(name: str, path: Path) -> pd.DataFrame:
    """Read a table that :func:`write` wrote, with lists as lists and the contract's types."""
    table = pd.read_parquet(path, engine="pyarrow")
    for column, dtype in columns(name).items():
        if dtype == "object" and column in table:
            table[column] = [_plain(value) for value in table[column]]
            table[column] = table[column].astype(object)
    return table


def write_all(out: Path | str, named: Mapping[str, pd.DataFrame]) -> None:
    """Write tables by name into ``out/tables``."""
    folder = Path(out) / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in named.items():
        write(table, folder / f"{name}.parquet")


def read_all(out: Path | str) -> dict[str, pd.DataFrame]:
    """Return the tables in ``out/tables`` by name.

    Raises
    ------
    NoTablesError
        When there is none.
    ClaimkitError
        When one is not readable as Parquet.

    Examples
    --------
    >>> read_all("no such folder")
    Traceback (most recent call last):
    ...
    claimkit.tables.NoTablesError: 'no such folder' holds no tables ...
    """
    found = {}
    for name in NAMES:
        path = Path(out) / "tables" / f"{name}.parquet"
        if path.is_file():
            try:
                found[name] = read(name, path)
            except (OSError, ValueError) as error:
                raise ClaimkitError(f"{path} is not a readable table: {error}") from error
    if not found:
        raise NoTablesError(
            f"{str(out)!r} holds no tables of a story. Give the folder that holds `tables/`."
        )
    return found


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value
