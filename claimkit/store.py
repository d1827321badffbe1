"""The tables of a story on disk: what a notebook saves, the next one loads.

Each notebook also runs alone: where nothing is saved, the tables are made from the story's folder.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from claimkit import tables
from claimkit.crosscheck import cross_check
from claimkit.extraction import extract
from claimkit.sources import read_folder


def save(
    out: Path | str,
    *made: tables.Analysis | tables.CrossCheck,
    unread: pd.DataFrame | None = None,
) -> None:
    """Save tables as Parquet in ``out/tables``; nothing is saved where `out` is empty.

    Parameters
    ----------
    out
        The result folder of the story.
    made
        What :func:`claimkit.extract` or :func:`claimkit.cross_check` gave.
    unread
        The table ``unread`` of :func:`claimkit.read_folder`.

    Examples
    --------
    >>> import tempfile
    >>> import claimkit as ck
    >>> analysis = ck.extract(ck.read_sources("seeds/ceasefire"))
    >>> with tempfile.TemporaryDirectory() as out:
    ...     save(out, analysis)
    ...     len(load_analysis(out).statements)
    18
    """
    if str(out):
        named = {name: table for one in made for name, table in one.tables().items()}
        tables.write_all(out, named | ({} if unread is None else {"unread": unread}))


def load_analysis(out: Path | str, folder: Path | str = "") -> tables.Analysis:
    """Return the analysis that is saved in `out`; where `out` is empty, one made from `folder`.

    Raises
    ------
    NoTablesError
        When `out` is given and holds no tables: run ``1_extract`` with the same `out` first.
    """
    return tables.Analysis.of(tables.read_all(out)) if str(out) else extract(_sources(folder))


def load_check(out: Path | str, folder: Path | str = "") -> tables.CrossCheck:
    """Return the cross-check that is saved in `out`; where `out` is empty, one made anew.

    Raises
    ------
    NoTablesError
        When `out` is given and holds no such tables: run ``3_cross_check`` first.
    """
    if not str(out):
        return cross_check(extract(_sources(folder)))
    stored = tables.read_all(out)
    if "links" not in stored:
        raise tables.NoTablesError(
            f"{str(out)!r} holds no links: run 3_cross_check with the same `out` first."
        )
    return tables.CrossCheck.of(stored)


def load_unread(out: Path | str, folder: Path | str = "") -> pd.DataFrame:
    """Return the documents that were not read, as :func:`load_analysis` finds its tables."""
    if not str(out):
        return read_folder(folder).unread
    return tables.read_all(out).get("unread", tables.frame("unread"))


def _sources(folder: Path | str) -> pd.DataFrame:
    return read_folder(folder).sources
