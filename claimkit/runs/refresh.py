"""Running notebooks in place, so that they are committed with the outputs that they give."""

from __future__ import annotations

from pathlib import Path

from claimkit.runs.errors import NotebookError


def refresh(folder: Path | str) -> list[Path]:
    """Run each notebook of a folder in place, with its default parameters, in the order of names.

    The working folder is `folder`, as it is for Jupyter and nbval. A notebook whose cell fails
    stays as it was.

    Returns
    -------
    list
        The notebooks that were run.

    Raises
    ------
    NotebookError
        When the folder holds no notebook, or one that is unreadable.
    NotebookFailed
        When a cell raises.

    Examples
    --------
    >>> refresh("no such folder")
    Traceback (most recent call last):
    ...
    claimkit.runs.errors.NotebookError: There is no notebook in 'no such folder'.
    """
    from claimkit.runs.kernels import execute

    paths = sorted(Path(folder).absolute().glob("*.ipynb"))
    if not paths:
        raise NotebookError(f"There is no notebook in {str(folder)!r}.")
    for path in paths:
        execute(path, path, save_failed=False)
    return paths
