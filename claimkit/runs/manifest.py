"""``manifest.json``: what a result was made from and what it is, and the check that it still is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from claimkit import resources
from claimkit.runs import notebooks, stories
from claimkit.runs.errors import NotOursError
from claimkit.runs.files import (
    MANIFEST_FORMAT,
    RUN_FORMAT,
    is_result,
    read_json,
    sha256,
    write_json,
)
from claimkit.runs.notebooks import Notebook
from claimkit.runs.parameters import RESERVED
from claimkit.runs.stories import Story

_PACKAGES = (
    "claimkit",
    "ipykernel",
    "nbclient",
    "numpy",
    "pandas",
    "pandera",
    "papermill",
    "pyarrow",
    "rapidfuzz",
    "spacy",
    "trafilatura",
)
# The parts of a manifest that are compared, and what one entry of each is called.
_PARTS = {
    "inputs": "input",
    "tables": "table",
    "report": "report",
    "notebooks": "notebook",
    "schemas": "schema",
    "weights": "weight",
    "versions": "version",
}


@dataclass(frozen=True)
class Difference:
    """One thing that is not as the run left it.

    Parameters
    ----------
    story
        The story in whose result it is.
    kind
        ``run``, ``input``, ``table``, ``report``, ``notebook``, ``schema``, ``weight`` or
        ``version``.
    name
        The file or package.
    change
        ``changed``, ``missing``, ``new`` or ``unfinished``.
    detail
        What is known about it, or an empty string.

    Examples
    --------
    >>> print(Difference("harbour", "table", "claims.parquet", "changed"))
    harbour: table claims.parquet changed
    """

    story: str
    kind: str
    name: str
    change: str
    detail: str = ""

    def __str__(self) -> str:
        text = f"{self.story}: {self.kind} {self.name} {self.change}"
        return f"{text} ({self.detail})" if self.detail else text


def write(story: Story, templates: list[Notebook], given: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the manifest of a finished run: no times and no machine's paths, only what decides."""
    paths = {template.name: template.path for template in templates}
    write_json(
        story.out / "manifest.json",
        {
            "format": MANIFEST_FORMAT,
            "story": story.name,
            "parameters": {t.name: _effective(t, given[t.name]) for t in templates},
            **_measure(story.folder, story.out, paths),
        },
    )


def _effective(template: Notebook, given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: given.get(name, parameter.default_value())
        for name, parameter in template.parameters.items()
        if name not in RESERVED
    }


def _measure(folder: Path | None, out: Path, templates: Mapping[str, Path]) -> dict[str, Any]:
    """Return the checksums and versions as they are now."""
    return {
        "inputs": _checksums(stories.inputs(folder)) if folder else {},
        "tables": _checksums((out / "tables").glob("*.parquet")),
        "report": _checksums([out / "report.html"]),
        "notebooks": {name: sha256(p) for name, p in templates.items() if p.is_file()},
        "schemas": _checksums(resources.folder("schemas").glob("*.yaml")),
        "weights": _weights(),
        "versions": _versions(),
    }


def _checksums(paths: Iterable[Path]) -> dict[str, str]:
    return {path.name: _checksum(path) for path in paths if path.is_file()}


def _checksum(path: Path) -> str:
    try:
        return sha256(path)
    except OSError:
        # A document that cannot be opened does not stop a run; it is listed in `unread`.
        return "unreadable"


def _weights() -> dict[str, str]:
    """Return the checksums of the shipped models by their path; empty when none is shipped."""
    folder = Path(__file__).resolve().parents[1] / "weights"
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): _checksum(path) for path in files}


def _versions() -> dict[str, str]:
    versions = {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for package in _PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return versions


def verify(folder: Path | str) -> list[Difference]:
    """Compare a result, or every result in a folder, with what its manifest says.

    Inputs are looked for where the run found them, seen from the result or else from the root.

    Returns
    -------
    list
        The differences in the order of stories; empty when all is as it was.

    Raises
    ------
    NotOursError
        When no result lies in `folder`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as empty:
    ...     verify(empty)
    Traceback (most recent call last):
    ...
    claimkit.runs.errors.NotOursError: ... holds no result of `claimkit run`...
    """
    folder = Path(folder).absolute()
    results = [folder] if is_result(folder) else _results_below(folder)
    if not results:
        raise NotOursError(
            f"{folder} holds no result of `claimkit run`. Give the folder that was named with "
            "--out, or that of one story in it."
        )
    return [difference for result in results for difference in _verify_story(result)]


def _results_below(folder: Path) -> list[Path]:
    found = []
    for path in sorted(p for p in folder.glob("*/") if p.is_dir()):
        found += [path] if is_result(path) else []
        found += _results_below(path)
    return found


def _verify_story(out: Path) -> list[Difference]:
    record = read_json(out / "run.json", RUN_FORMAT) or {}
    then = read_json(out / "manifest.json", MANIFEST_FORMAT)
    story = str((then or record).get("story", out.name))
    if then is None:
        state = record.get("status", "unknown")
        detail = str(record.get("error") or f"its state is {state!r}").splitlines()[0]
        change = "missing" if state == "done" else "unfinished"
        return [Difference(story, "run", "manifest.json", change, detail)]
    folder = _input_folder(out, record)
    now = _measure(folder, out, _templates(then, record))
    if folder is None:
        then = {**then, "inputs": {}}
    differences = [
        difference
        for part, kind in _PARTS.items()
        for difference in _compare(story, kind, then.get(part, {}), now[part])
    ]
    if folder is None:
        where = str(record.get("folder", "unknown"))
        differences.insert(0, Difference(story, "input", "folder", "missing", where))
    return differences


def _input_folder(out: Path, record: Mapping[str, Any]) -> Path | None:
    for place in (record.get("folder_from_here"), record.get("folder")):
        folder = out / str(place)
        if place and folder.is_dir():
            return folder
    return None


def _templates(then: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Path]:
    recorded = record.get("notebook_paths")
    paths = notebooks.shipped() if recorded is None else [Path(p) for p in recorded]
    return {path.stem: path for path in paths if recorded or path.stem in then["notebooks"]}


def _compare(
    story: str, kind: str, then: Mapping[str, str], now: Mapping[str, str]
) -> list[Difference]:
    differences = []
    for name in sorted({*then, *now}):
        if name not in now:
            differences.append(Difference(story, kind, name, "missing"))
        elif name not in then:
            differences.append(Difference(story, kind, name, "new"))
        elif then[name] != now[name]:
            detail = f"{then[name]} then, {now[name]} now" if kind == "version" else ""
            differences.append(Difference(story, kind, name, "changed", detail))
    return differences
