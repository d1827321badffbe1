"""Small things about files that the whole room needs."""

from __future__ import annotations

import hashlib
import json
import uuid
from pathlib import Path
from typing import Any

RUN_FORMAT = "claimkit-run-1"
MANIFEST_FORMAT = "claimkit-manifest-1"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all, with the same bytes on every system."""
    new = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        new.write_bytes(text.encode("utf-8"))
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write a mapping as JSON with its keys in order."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def read_json(path: Path, expected_format: str) -> dict[str, Any] | None:
    """Return what :func:`write_json` wrote, or null when the file is missing or not claimkit's."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(value, dict) or value.get("format") != expected_format:
        return None
    return value


def is_result(folder: Path) -> bool:
    """Say whether a run has written into this folder."""
    return (
        read_json(folder / "run.json", RUN_FORMAT) is not None
        or read_json(folder / "manifest.json", MANIFEST_FORMAT) is not None
    )
