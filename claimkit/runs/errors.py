"""What can go wrong in a run, as exceptions with fields."""

from __future__ import annotations

from claimkit.errors import ClaimkitError


class ParameterError(ClaimkitError, ValueError):
    """A parameter that no notebook knows, that has the wrong type, or that may not be set."""


class NotebookError(ClaimkitError, ValueError):
    """A notebook that cannot be run: unreadable, or without the parameters it needs."""


class NotOursError(ClaimkitError, FileExistsError):
    """A folder that is no result where one is needed, or where none may be written."""


class ResultBusyError(ClaimkitError, BlockingIOError):
    """A result folder into which another run is writing now."""


class NotebookFailed(ClaimkitError):  # noqa: N818 - a fixed name of the public interface
    """A cell that raised, or a kernel that died.

    Parameters
    ----------
    story, notebook
        Where it happened; `notebook` is the name without its suffix.
    cell
        The number in ``In[n]`` of the executed notebook, from 1; null when the kernel died before
        the first cell.
    index
        The place of the cell among all cells of the executed notebook, from 0, or null.
    line
        The line of the cell, from 1, or null where the exception names none.
    source
        That line as written, or an empty string.
    ename, evalue
        The name of the exception and its message.

    Examples
    --------
    >>> print(NotebookFailed("harbour", "2_validate", 3, 4, 1, "1 / 0", "ZeroDivisionError", "oh"))
    harbour: 2_validate failed in cell In[3] (index 4), line 1: 1 / 0
      ZeroDivisionError: oh
    """

    def __init__(
        self,
        story: str,
        notebook: str,
        cell: int | None,
        index: int | None,
        line: int | None,
        source: str,
        ename: str,
        evalue: str,
    ) -> None:
        # All arguments go to the base class so that the exception survives pickling.
        super().__init__(story, notebook, cell, index, line, source, ename, evalue)
        self.story = story
        self.notebook = notebook
        self.cell = cell
        self.index = index
        self.line = line
        self.source = source
        self.ename = ename
        self.evalue = evalue

    def __str__(self) -> str:
        where = f"{self.story}: " if self.story else ""
        where += f"{self.notebook} failed"
        if self.cell is None:
            where += " before its first cell"
        else:
            where += f" in cell In[{self.cell}] (index {self.index})"
        if self.line is not None:
            where += f", line {self.line}"
        if self.source:
            where += f": {self.source}"
        cause = f"{self.ename}: {self.evalue}" if self.evalue else self.ename
        return f"{where}\n  {cause}"
