"""One reader a kind of data; all read the folder that ``CLAIMKIT_DATA`` names."""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path


def folder() -> Path:
    """Return the folder of data.

    Raises
    ------
    SystemExit
        When ``CLAIMKIT_DATA`` is not set or names no folder.
    """
    path = Path(os.environ.get("CLAIMKIT_DATA", ""))
    if not os.environ.get("CLAIMKIT_DATA") or not path.is_dir():
        raise SystemExit(
            "set CLAIMKIT_DATA to the folder of data that training/README.md describes"
        )
    return path


def lines(name: str, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the lines of a gzipped file in the folder of data, without their ends."""
    with gzip.open(folder() / name, "rt", encoding=encoding) as f:
        for line in f:
            yield line.rstrip("\r\n")


def records(name: str) -> Iterator[dict]:
    """Yield the objects of a gzipped file of JSON lines."""
    return (json.loads(line) for line in lines(name) if line.strip())
