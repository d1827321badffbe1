"""Hold tables against their contract and tell every failure at once."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pandas as pd

from claimkit import tables as contract
from claimkit.contracts import schemas, words
from claimkit.contracts.registry import REGISTERED, given, plain
from claimkit.errors import ClaimkitError, did_you_mean

if TYPE_CHECKING:
    import pandera.pandas as pa
    from pandera.errors import SchemaError


class HasTables(Protocol):
    """Anything that gives its tables by name: an Analysis, a CrossCheck."""

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name."""


class Failure(NamedTuple):
    """A row of what :func:`validate` returns; `row_id` is null where a whole column fails."""

    table: str
    row_id: str | None
    column: str
    check: str
    value: str | None
    remedy: str


class ContractError(ClaimkitError, ValueError):
    """Tables do not hold their contract.

    Attributes
    ----------
    failures
        What :func:`validate` found.
    """

    def __init__(self, failures: pd.DataFrame) -> None:
        super().__init__(_summary(failures))
        self.failures = failures

    def __reduce__(self) -> tuple[type[ContractError], tuple[pd.DataFrame]]:
        return type(self), (self.failures,)


class NotATableError(ClaimkitError, TypeError, KeyError):
    """What was given for validation is no table of the contract."""

    # KeyError would show the message in quotation marks.
    __str__ = Exception.__str__


def validate(
    tables: HasTables | Mapping[str, pd.DataFrame],
    *more: HasTables | Mapping[str, pd.DataFrame],
    raise_on_failure: bool = False,
) -> pd.DataFrame:
    """Hold tables against the contract of ``schemas/*.yaml`` and return every failure.

    Parameters
    ----------
    tables, *more
        An Analysis, a CrossCheck, or a mapping from table name to DataFrame; several are held
        against the contract together. A check that looks into a table that was not given is left
        out: statements alone can be validated, only not against their sources.
    raise_on_failure
        Raise instead of returning failures.

    Returns
    -------
    DataFrame
        One row a failure, empty when the contract holds: `table`, `row_id` (null where a whole
        column fails), `column`, `check`, `value` (as Python writes it, shortened) and `remedy`,
        what to do. In the order of the contract's tables, then of the rows.

    Raises
    ------
    ContractError
        With `raise_on_failure`, when there is a failure; its `failures` holds them all.
    NotATableError
        When a name is none of the contract's, a table is given twice, or is no DataFrame.

    Examples
    --------
    >>> from claimkit.tables import frame
    >>> unread = frame("unread", [{"story": "harbour", "path": "a.txt", "cause": " "}])
    >>> failures = validate({"unread": unread})
    >>> failures[["row_id", "column", "check", "value"]]
              row_id  column      check value
    0  harbour/a.txt   cause  not_blank   ' '
    1  harbour/a.txt  remedy   nullable  null
    """
    # Rows are told by position: the index that a frame comes with may repeat or mean anything.
    named = {name: frame.reset_index(drop=True) for name, frame in _merged(tables, *more)}
    typed = {name: _typed(name, frame) for name, frame in named.items()}
    with given(typed):
        found = [f for name in named for f in _failures(name, named[name], typed[name])]
    failures = pd.DataFrame(found, columns=list(Failure._fields), dtype="str")
    if raise_on_failure and found:
        raise ContractError(failures)
    return failures


def _merged(*several: HasTables | Mapping[str, pd.DataFrame]) -> list[tuple[str, pd.DataFrame]]:
    merged: dict[str, pd.DataFrame] = {}
    for one in several:
        for name, frame in (one if isinstance(one, Mapping) else _tables_of(one)).items():
            if name not in contract.NAMES:
                raise NotATableError(
                    f"the contract has no table {name!r}.{did_you_mean(str(name), contract.NAMES)} "
                    f"Its tables are {', '.join(contract.NAMES)}."
                )
            if name in merged:
                raise NotATableError(f"table {name!r} was given twice; give it once.")
            if not isinstance(frame, pd.DataFrame):
                raise NotATableError(
                    f"table {name!r} is a {type(frame).__name__}; give a pandas DataFrame."
                )
            if not frame.columns.is_unique:
                twice = sorted({str(c) for c in frame.columns[frame.columns.duplicated()]})
                raise NotATableError(
                    f"table {name!r} has two columns of the same name {twice}; rename one."
                )
            merged[name] = frame
    return [(name, merged[name]) for name in contract.NAMES if name in merged]


def _tables_of(holder: Any) -> dict[str, pd.DataFrame]:
    if not callable(getattr(holder, "tables", None)):
        hint = " Name the table: {'claims': frame}." if isinstance(holder, pd.DataFrame) else ""
        raise NotATableError(
            f"got a {type(holder).__name__}; give an Analysis, a CrossCheck or a mapping from "
            f"table name to DataFrame.{hint}"
        )
    named: dict[str, pd.DataFrame] = holder.tables()
    return named


def _typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of the contract that have the contract's type."""
    dtypes = contract.columns(name)
    return frame[[c for c in dtypes if c in frame and str(frame[c].dtype) == dtypes[c]]]


def _failures(name: str, frame: pd.DataFrame, typed: pd.DataFrame) -> Iterator[Failure]:
    """Yield the failures of a table: those of whole columns, then by row and column."""
    for column, dtype in contract.columns(name).items():
        if column not in frame:
            yield Failure(name, None, column, "required", None, words.remedy("required", {}))
        elif column not in typed:
            # pandera's own check lets object columns of texts pass. On disk, such a column has
            # another type where all of it is null, so the contract asks for the type itself.
            found = str(frame[column].dtype)
            remedy = words.remedy("dtype", {"dtype": dtype})
            yield Failure(name, None, column, "dtype", found, remedy)
    order = {column: place for place, column in enumerate(contract.columns(name))}
    ids = _row_ids(name, frame)
    breaches = [(row, b) for b in _breaches(name, typed) for row in b.rows]
    breaches.sort(key=lambda breach: (breach[0], order[breach[1].columns[0]]))
    shown = {column for _, b in breaches for column in b.columns}
    values = {column: plain(typed[column]) for column in shown}
    for row, b in breaches:
        value = _shown({column: values[column][row] for column in b.columns})
        yield Failure(name, ids[row], b.columns[0], b.check, value, b.remedy)


class _Breach(NamedTuple):
    """A check that some rows do not pass, with the columns whose values tell why."""

    check: str
    columns: tuple[str, ...]
    remedy: str
    rows: list[int]


def _breaches(name: str, typed: pd.DataFrame) -> Iterator[_Breach]:
    from pandera.errors import SchemaErrorReason, SchemaErrors

    schema = schemas.load(name)
    try:
        schema.validate(typed, lazy=True)
    except SchemaErrors as errors:
        found = errors.schema_errors
    else:
        return
    # Missing columns and types were told by _failures, from the table as it was given.
    told = {SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME, SchemaErrorReason.WRONG_DATATYPE}
    for error in found:
        if error.reason_code not in told:
            breach = _breach(schema, error)
            if all(column in typed for column in breach.columns):
                yield breach if breach.check != "unique" else _without_nulls(breach, typed, schema)


def _without_nulls(repeats: _Breach, typed: pd.DataFrame, schema: pa.DataFrameSchema) -> _Breach:
    """Leave out rows that only seem to repeat, since what they need to differ in is null."""
    needed = [c for c in repeats.columns if not schema.columns[c].nullable]
    whole = typed[needed].notna().all(axis="columns")
    return repeats._replace(rows=[row for row in repeats.rows if whole[row]])


def _breach(schema: pa.DataFrameSchema, error: SchemaError) -> _Breach:
    from pandera.errors import SchemaErrorReason

    reason, whole_table = error.reason_code, error.schema is schema
    columns = tuple(schema.unique or ()) if whole_table else (error.schema.name,)
    if reason is SchemaErrorReason.DATAFRAME_CHECK:
        name, arguments = error.check.name, error.check.statistics
        if whole_table:
            columns = tuple(c.format(**arguments) for c in REGISTERED[name].columns)
        passed = error.check_output
        return _Breach(name, columns, words.remedy(name, arguments), list(passed.index[~passed]))
    rows = sorted({int(row) for row in error.failure_cases["index"]})
    if reason is SchemaErrorReason.SERIES_CONTAINS_NULLS:
        return _Breach("nullable", columns, words.remedy("nullable", {}), rows)
    if reason in (
        SchemaErrorReason.SERIES_CONTAINS_DUPLICATES,
        SchemaErrorReason.DUPLICATES,
    ):
        return _Breach("unique", columns, words.remedy("unique", {}), rows)
    raise error  # A check of ours raised: a defect of claimkit, not of the table.


def _row_ids(name: str, frame: pd.DataFrame) -> list[str]:
    """Return what to call each row: its id, or its position where a part of the id is missing."""
    parts = schemas.load(name).metadata["row_id"]
    if not all(part in frame for part in parts):
        return [str(position) for position in range(len(frame))]
    rows = zip(*(plain(frame[part]) for part in parts), strict=True)
    return [
        str(position) if None in row else "/".join(map(str, row))
        for position, row in enumerate(rows)
    ]


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 80
_SHORT.maxlist = 8


def _shown(values: dict[str, Any]) -> str:
    """Return values as Python writes them, shortened; several with the names of their columns."""
    written = {c: "null" if value is None else _SHORT.repr(value) for c, value in values.items()}
    if len(written) == 1:
        return next(iter(written.values()))
    return ", ".join(f"{column}={value}" for column, value in written.items())


def _summary(failures: pd.DataFrame) -> str:
    """Return the first failures, one a line, under a line that counts them."""
    told = [Failure(*row) for row in failures.head(_TOLD).values.tolist()]
    first = [
        f"  {f.table}.{f.column}"
        + (f", row {f.row_id}" if isinstance(f.row_id, str) else "")
        + f": {f.check}"
        + (f", found {f.value}" if isinstance(f.value, str) else "")
        + f". {f.remedy}"
        for f in told
    ]
    rest = len(failures) - len(first)
    if rest:
        first.append(f"  and {rest} more, in the error's failures.")
    count = "1 failure" if len(failures) == 1 else f"{len(failures)} failures"
    return "\n".join([f"the contract does not hold: {count}.", *first])


_TOLD = 5
