"""The notebooks as they are shipped: reading them, and the parameters that they declare."""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimkit import resources
from claimkit.runs.errors import NotebookError

if TYPE_CHECKING:
    from nbformat import NotebookNode

_KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Parameter:
    """A name that a notebook's ``parameters`` cell sets, with its type and default as written."""

    name: str
    annotation: ast.expr | None
    default: ast.expr

    def default_value(self) -> Any:
        """Return the default, or its source text when it is no value that JSON can hold."""
        try:
            value = ast.literal_eval(self.default)
        except ValueError:
            return ast.unparse(self.default)
        return value if is_storable(value) else ast.unparse(self.default)


@dataclass(frozen=True)
class Notebook:
    """A notebook on disk and the parameters that may be given to it."""

    name: str
    path: Path
    parameters: dict[str, Parameter]


def is_storable(value: Any) -> bool:
    """Say whether JSON, and so the manifest and an executed notebook, can hold a value."""
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return True


def shipped() -> list[Path]:
    """Return the paths of claimkit's own notebooks, in the order in which they run."""
    return sorted(resources.folder("notebooks").glob("*.ipynb"))


def load(paths: Sequence[Path | str]) -> list[Notebook]:
    """Read the notebooks of a run and the parameters that each declares.

    papermill's own inspection is not used: it overlooks ``name: str | None = None``.

    Raises
    ------
    NotebookError
        When one cannot be read, or has no ``parameters`` cell that sets `out`, without which it
        could not know where the tables lie.
    """
    notebooks = [_load(Path(path).absolute()) for path in paths]
    if not notebooks:
        raise NotebookError("There is no notebook to run: reinstall claimkit, or name some.")
    names = [notebook.name for notebook in notebooks]
    for name in names:
        if names.count(name) > 1:
            raise NotebookError(f"Two notebooks are called {name!r}. Rename one.")
    return notebooks


def _load(path: Path) -> Notebook:
    cell = _parameters_cell(read(path))
    parameters = {} if cell is None else _declared(path, cell)
    if "out" not in parameters:
        what = "no cell tagged 'parameters'" if cell is None else "no 'out' among its parameters"
        raise NotebookError(
            f"{path.name} has {what}, so it cannot be told where the results lie. Tag its first "
            "code cell 'parameters' and set `out: str = ...` in it."
        )
    return Notebook(path.stem, path, parameters)


def read(path: Path) -> NotebookNode:
    """Read a notebook file; cells without an id (before nbformat 4.5) get one that stays the same.

    Raises
    ------
    NotebookError
        When the file is missing or no notebook.
    """
    import nbformat

    try:
        # v4.reads and not reads, which gives random ids to cells without one.
        notebook: NotebookNode = nbformat.v4.reads(  # type: ignore[no-untyped-call]
            path.read_text(encoding="utf-8")
        )
        for number, cell in enumerate(notebook.cells):
            cell.setdefault("id", f"cell-{number}")
        notebook.nbformat_minor = max(notebook.nbformat_minor, 5)
        nbformat.validate(notebook)
    except (OSError, ValueError, LookupError, AttributeError, nbformat.ValidationError) as error:
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NotebookError(f"{path} is not a readable notebook: {cause}") from error
    return notebook


def _parameters_cell(notebook: NotebookNode) -> str | None:
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            return str(cell.source)
    return None


def _declared(path: Path, source: str) -> dict[str, Parameter]:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise NotebookError(f"The parameters cell of {path.name} is no Python: {error}") from error
    found = {}
    for statement in tree.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found[name] = Parameter(name, statement.annotation, value)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = Parameter(name, None, value)
    return found


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook without what differs from run to run: times, papermill's paths, versions."""
    import nbformat

    from claimkit.runs.files import write_text

    text: str = nbformat.writes(_stable(notebook))  # type: ignore[no-untyped-call]
    write_text(path, text.rstrip("\n") + "\n")


def _stable(notebook: NotebookNode) -> NotebookNode:
    notebook = copy.deepcopy(notebook)
    notebook.metadata.pop("papermill", None)
    notebook.metadata["kernelspec"] = dict(_KERNELSPEC)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        tags = cell.metadata.get("tags", [])
        if not tags:
            cell.metadata.pop("tags", None)
        if "injected-parameters" in tags:
            cell["id"] = "injected-parameters"
    return notebook
