"""Where in a notebook something failed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimkit.runs.errors import NotebookFailed

if TYPE_CHECKING:
    from nbformat import NotebookNode


class CellFailure(Exception):  # noqa: N818 - not raised to users, who see NotebookFailed
    """A failure on its way to where the story and the notebook have a name."""

    def __init__(
        self, notebook: NotebookNode | None, index: int | None, ename: str, evalue: str
    ) -> None:
        super().__init__(ename, evalue)
        self.notebook, self.index, self.ename, self.evalue = notebook, index, ename, evalue

    def named(self, story: str, name: str) -> NotebookFailed:
        """Return the failure as users see it."""
        if self.notebook is None or self.index is None:
            return NotebookFailed(story, name, None, None, None, "", self.ename, self.evalue)
        cell = self.notebook.cells[self.index]
        number = _number(self.notebook, self.index)
        line = _line(cell, number)
        lines = cell.source.splitlines()
        source = lines[line - 1].strip() if line and line <= len(lines) else ""
        return NotebookFailed(
            story, name, number, self.index, line, source, self.ename, self.evalue
        )


def _number(notebook: NotebookNode, index: int) -> int:
    """Return the n of ``In[n]``: Jupyter counts the code cells that are not empty."""
    cells = notebook.cells[: index + 1]
    return sum(1 for cell in cells if cell.cell_type == "code" and cell.source.strip())


def _line(cell: NotebookNode, number: int) -> int | None:
    """Return the line of the cell at which the traceback starts."""
    for output in cell.outputs:
        if output.output_type == "error":
            traceback = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback))
            found = re.search(rf"Cell In\s?\[{number}\], line (\d+)", traceback)
            if found:
                return int(found[1])
    lines = list(enumerate(cell.source.splitlines(), 1))
    leaving = [n for n, text in lines if re.search(r"\b(exit|quit)\(|\bSystemExit\b", text)]
    code = [n for n, text in lines if text.strip()]
    # IPython gives no traceback for the interpreter's end, and a dead kernel gives none at all.
    candidates = leaving if _raised(cell) == "SystemExit" else code
    return candidates[0] if len(candidates) == 1 else None


def _raised(cell: NotebookNode) -> str | None:
    errors = [output.ename for output in cell.outputs if output.output_type == "error"]
    return str(errors[-1]) if errors else None
