"""Reading the tables of a result back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from claimkit import tables
from claimkit.errors import ClaimkitError
from claimkit.runs.errors import NotOursError


def read_all(out: Path | str) -> dict[str, pd.DataFrame]:
    """Return the tables of a story's result by name.

    Raises
    ------
    NotOursError
        When there is none.
    ClaimkitError
        When one is not readable as Parquet.

    Examples
    --------
    >>> read_all("no such folder")
    Traceback (most recent call last):
    ...
    claimkit.runs.errors.NotOursError: 'no such folder' holds no tables ...
    """
    read = {}
    for name in tables.NAMES:
        path = Path(out) / "tables" / f"{name}.parquet"
        if path.is_file():
            try:
                read[name] = tables.read(name, path)
            except (OSError, ValueError) as error:
                raise ClaimkitError(f"{path} is not a readable table: {error}") from error
    if not read:
        raise NotOursError(
            f"{str(out)!r} holds no tables of a story. Give the folder that holds `tables/`."
        )
    return read
