"""The files in ``benchmarks/results``: what was measured, with what, and with which weights."""

from __future__ import annotations

import hashlib
import json
from importlib import metadata
from pathlib import Path
from typing import Any

from claimkit import resources

FOLDER = Path(__file__).with_name("results")
QUALITY, SPEED, FOLDS = (FOLDER / f"{name}.json" for name in ("quality", "speed", "folds"))


def weights() -> dict[str, str]:
    """Return the sha256 of each file of the model in the package."""
    files = sorted(path for path in resources.folder("weights").iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def versions(*names: str) -> dict[str, str]:
    """Return the versions of packages, of those that are installed."""
    found = {}
    for name in names:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def read(path: Path) -> dict[str, Any]:
    """Read a file of results; a file that is not there yet is empty."""
    if not path.is_file():
        return {}
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def write(path: Path, content: dict[str, Any]) -> None:
    """Write a file of results; the same content gives the same bytes."""
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(content, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
