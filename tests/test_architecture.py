"""The house as ARCHITECTURE.md draws it: the order of the rooms, short files, thin notebooks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "claimkit"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONGEST = 400


def _rooms() -> list[str]:
    """Return the rooms from the lowest to the highest, as ARCHITECTURE.md lists them."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = re.search(r"^\| room \|.*\n\|[-| ]+\n((?:\|.*\n)+)", text, re.M)
    assert table, "ARCHITECTURE.md has no table of the rooms"
    first_cells = [line.split("|")[1] for line in table[1].splitlines()]
    names = [name for cell in first_cells for name in re.findall(r"`([^`]+)`", cell)]
    return [name.removesuffix(".py").rstrip("/") for name in names]


ROOMS = _rooms()


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported(source: str, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield the line and the dotted name of all that is imported, wherever the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *filter(None, [node.module])])
            yield from ((node.lineno, f"{module}.{name.name}") for name in node.names)


def _climbs(source: str, room: str, package: tuple[str, ...] = ("claimkit",)) -> list[str]:
    """Return what a file of `room` imports from claimkit that is not below that room."""
    below = {room, *ROOMS[: ROOMS.index(room)]}
    return [
        f"line {line}: {name}"
        for line, name in _imported(source, package)
        # claimkit itself is the front door, which opens every room.
        if name.split(".")[0] == "claimkit" and not {*name.split(".")[1:2]} & below
    ]


def test_architecture_lists_every_room() -> None:
    front = {"__init__", "__main__"}
    on_disk = {_room(path) for path in PACKAGE.rglob("*.py")} - front
    assert sorted(ROOMS) == sorted(on_disk)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_rooms_below_it(room: str) -> None:
    climbs = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if _room(path) == room:
            package = path.relative_to(ROOT).parent.parts
            if found := _climbs(path.read_text(encoding="utf-8"), room, package):
                climbs[path.relative_to(ROOT).as_posix()] = found
    assert climbs == {}


@pytest.mark.parametrize(
    ("source", "climbs"),
    [
        ("from claimkit import tables", False),
        ("from claimkit.language.quotations import paragraphs", False),
        ("from .tables import ids", False),
        ("import pandas", False),
        ("from claimkit import runs", True),
        ("def late():\n    from claimkit.report.views import pairs", True),
        ("import claimkit.runs.manifest", True),
        ("import claimkit as ck", True),
        ("from claimkit import extract", True),
        ("from . import runs", True),
    ],
)
def test_an_import_from_a_higher_room_is_seen(source: str, climbs: bool) -> None:
    assert bool(_climbs(source, "extraction")) == climbs


@pytest.mark.parametrize("folder", ["claimkit", "tests"])
def test_files_are_short(folder: str) -> None:
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {path: n for path, n in lines.items() if n >= LONGEST} == {}


def test_there_are_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "1_extract",
        "2_validate",
        "3_cross_check",
        "4_report",
        "5_review",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_thin_and_runs_anywhere(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert notebook.metadata.kernelspec.name == "python3"
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in code) == 1
    # What a user of Jupyter reads are the outputs that are committed.
    assert any(cell.outputs for cell in code)
    assert not [o for cell in code for o in cell.outputs if o.output_type == "error"]
    logic = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    found = [
        ast.unparse(node)
        for cell in code
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, logic)
    ]
    assert found == []
