"""The data dictionary: the contract as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimkit import tables
from claimkit.contracts import schemas, words

if TYPE_CHECKING:
    import pandera.pandas as pa

_INTRODUCTION = """\
# The tables of claimkit

Written by `claimkit schema > SCHEMA.md` from `schemas/*.yaml`, which are what `claimkit.validate`
holds tables against. Tables may have more columns than these. Ids are 12 hex digits; offsets count
code points of `sources.text`; what is unknown is null."""

_TYPES = {
    "str": "text (`str`)",
    "int64": "integer (`int64`)",
    "float64": "number (`float64`)",
    "bool": "true or false (`bool`)",
    "object": "list (`object`)",
}


def markdown() -> str:
    r"""Return the data dictionary of all tables as Markdown, without a final line break.

    Examples
    --------
    >>> markdown().splitlines()[0]
    '# The tables of claimkit'
    """
    return "\n\n".join([_INTRODUCTION, *(_table(name) for name in tables.NAMES)])


def _table(name: str) -> str:
    schema = schemas.load(name)
    rows = [_HEAD, ["---"] * len(_HEAD), *(_row(name, column) for column in schema.columns)]
    lines = [f"## {name}", "", str(schema.description), ""]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    over_columns = [f"- {rule}." for rule in _over_columns(schema)]
    if over_columns:
        lines += ["", "Over several columns:", "", *over_columns]
    return "\n".join(lines)


_HEAD = ["column", "type", "null", "allowed values", "checks", "description"]

# The checks whose arguments are the values that a column may hold, and the argument's name.
_ALLOWED = {"isin": "allowed_values", "items_among": "allowed"}


def _row(name: str, column: str) -> list[str]:
    spec = schemas.load(name).columns[column]
    checks = [words.says("unique", {})] if spec.unique else []
    allowed: list[str] = []
    for check in spec.checks:
        if check.name in _ALLOWED:
            allowed += [f"`{value}`" for value in check.statistics[_ALLOWED[check.name]]]
        else:
            checks.append(words.says(check.name, check.statistics))
    return [
        f"`{column}`",
        _TYPES[tables.columns(name)[column]],
        "yes" if spec.nullable else "no",
        ", ".join(allowed),
        "; ".join(checks),
        str(spec.description),
    ]


def _over_columns(schema: pa.DataFrameSchema) -> Iterator[str]:
    if schema.unique:
        yield f"No two rows agree in all of {', '.join(f'`{column}`' for column in schema.unique)}"
    for check in schema.checks:
        yield words.says(check.name, check.statistics)
