"""``sources.csv``: what a person knows of the documents of a folder."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from claimkit.errors import did_you_mean
from claimkit.sources.decoding import decode
from claimkit.sources.metadata import FIELDS
from claimkit.sources.problems import MetadataError, UnreadableError

NAME = "sources.csv"
_PATH = ("path", "file")


def read_sidecar(folder: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a folder's ``sources.csv`` by file name; none where there is no such file.

    Commas, semicolons and tabs separate its cells, whichever the first line has most of. Its first
    line names the columns: `path` (or `file`), and any of `FIELDS`.

    Parameters
    ----------
    folder
        The folder that holds the documents of a story.

    Raises
    ------
    MetadataError
        When a column is unknown, `path` is missing, a row has more cells than the first line, or
        two rows name the same file: its values can then stand in the wrong column or row.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        text = decode(path.read_bytes())
    except (OSError, UnreadableError) as error:
        raise MetadataError(f"{path} cannot be read: {error}") from error
    header = text.partition("\n")[0]
    table = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=header.count))
    columns = [_column(cell, path) for cell in next(table, [])]
    if "path" not in columns:
        raise MetadataError(f"{path} has no column 'path' with the names of the files. Add it.")
    rows: dict[str, dict[str, str]] = {}
    for cells in table:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(columns):
            raise MetadataError(
                f"{path}, line {table.line_num}: {len(cells)} cells, but {len(columns)} columns. "
                'Put a value that holds the separator in double quotes: "Doe, Jane".'
            )
        row = dict(zip(columns, cells, strict=False))
        name = plain_name(row.pop("path"))
        if name in rows:
            raise MetadataError(f"{path}, line {table.line_num}: a second row for {name!r}.")
        rows[name] = row
    return rows


def plain_name(name: str) -> str:
    r"""Return one spelling of a file's name: with forward slashes, and composed letters.

    A Mac lists ``é`` in the names of files as two code points, and people write it as one.

    >>> plain_name(".\\a.txt ")
    'a.txt'
    """
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/").removeprefix("./"))


def missing(rows: Mapping[str, object], files: list[str]) -> dict[str, UnreadableError]:
    """Return, by name, a problem for each row that names no file of the folder.

    >>> missing({"b.txt": {}}, ["a.txt"])["b.txt"].cause
    "is named in sources.csv but is not in the folder. Did you mean 'a.txt'?"
    """
    return {
        name: UnreadableError(
            f"is named in {NAME} but is not in the folder.{did_you_mean(name, files)}",
            "Correct the row, or add the file.",
        )
        for name in rows
        if name not in files
    }


def _column(cell: str, path: Path) -> str:
    column = cell.strip().lower()
    if column in _PATH:
        return "path"
    if column not in FIELDS:
        raise MetadataError(
            f"{path} has the column {column!r}, which claimkit does not know."
            f"{did_you_mean(column, FIELDS)} It knows path, {', '.join(FIELDS)}."
        )
    return column
