"""A run: the notebooks in order over every story of a folder."""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from claimkit.runs import manifest, notebooks, parameters, stories
from claimkit.runs.files import RUN_FORMAT, write_json
from claimkit.runs.lock import locked
from claimkit.runs.notebooks import Notebook
from claimkit.runs.parameters import RESERVED
from claimkit.runs.results import (
    Event,
    Failed,
    NotebookDone,
    NotebookStarted,
    Planned,
    StoryResult,
    Succeeded,
)
from claimkit.runs.stories import Story

Progress = Callable[[Event], None]


def run(
    folder: Path | str,
    out: Path | str,
    parameters: Mapping[str, Any] | None = None,
    notebooks: Sequence[Path | str] | None = None,
    progress: Progress | None = None,
) -> list[StoryResult]:
    """Run the notebooks over every story in a folder.

    Each story leaves in its folder ``tables/``, the executed ``notebooks/``, ``report.html``,
    ``manifest.json`` (only when every notebook ran to its end) and ``run.json`` (when, from where
    and how it ended). A later run overwrites these; ``reviews.jsonl`` is never touched.

    Parameters
    ----------
    folder
        A folder of documents, which is one story, or a folder of such folders.
    out
        Where the results go: one story's into it, several stories' each into a folder of its name.
    parameters
        Values by name for the ``parameters`` cells; each notebook gets those that it knows.
    notebooks
        The notebooks in the order in which they run; claimkit's own when not given.
    progress
        Called with each :data:`Event`, in the caller's thread.

    Returns
    -------
    list
        A :class:`Succeeded` or :class:`Failed` for each story: one that fails does not stop others.

    Raises
    ------
    NoDocumentsError
        When no story lies in `folder`.
    ParameterError
        When a parameter is unknown, reserved or of a wrong type.
    NotebookError
        When a notebook is unreadable or takes no `out`.
    NotOursError
        When `out` holds files that no run has written.
    ResultBusyError
        When another run is writing the results of several stories into `out`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     run("no such folder", out)
    Traceback (most recent call last):
    ...
    claimkit.sources.problems.NoDocumentsError: There is no folder ...
    """
    say = progress or (lambda event: None)
    found = stories.plan(folder, out)
    templates, given = _prepare(notebooks, parameters or {})
    say(Planned(tuple(s.name for s in found), tuple(n.name for n in templates)))
    top = Path(out).resolve()
    with locked(top) if found[0].out != top else nullcontext():
        return [_run_story(story, templates, given, notebooks is not None, say) for story in found]


def _prepare(
    paths: Sequence[Path | str] | None, given: Mapping[str, Any]
) -> tuple[list[Notebook], dict[str, dict[str, Any]]]:
    templates = notebooks.load(notebooks.shipped() if paths is None else paths)
    return templates, parameters.check(templates, given)


def _run_story(
    story: Story,
    templates: list[Notebook],
    given: dict[str, dict[str, Any]],
    record_paths: bool,
    say: Progress,
) -> StoryResult:
    start = time.monotonic()
    result: StoryResult
    try:
        with locked(story.out):
            findings = _execute(_Record(story, templates, record_paths), given, say)
    except Exception as error:
        result = Failed(story.name, story.out, time.monotonic() - start, error)
    else:
        result = Succeeded(story.name, story.out, time.monotonic() - start, findings)
    say(result)
    return result


class _Record:
    """``run.json``: where the input lies and how the run went; it marks a folder as a result."""

    def __init__(self, story: Story, templates: list[Notebook], record_paths: bool) -> None:
        self.story = story
        self.templates = templates
        self._start = time.monotonic()
        self._fields: dict[str, Any] = {
            "format": RUN_FORMAT,
            "story": story.name,
            "folder": story.folder.as_posix(),
            "folder_from_here": _relative(story.folder, story.out),
            "command": sys.argv,
            "started_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "notebooks": [notebook.name for notebook in templates],
        }
        if record_paths:
            self._fields["notebook_paths"] = [n.path.as_posix() for n in templates]

    def write(self, status: str, error: str | None = None) -> None:
        seconds = round(time.monotonic() - self._start, 3)
        state = {"status": status, "error": error, "seconds": seconds}
        write_json(self.story.out / "run.json", self._fields | state)


def _relative(folder: Path, start: Path) -> str | None:
    try:
        return Path(os.path.relpath(folder, start)).as_posix()
    except ValueError:  # on Windows, another drive
        return None


def _execute(record: _Record, given: dict[str, dict[str, Any]], say: Progress) -> int:
    story = record.story
    stories.clear(story.out)
    record.write("running")
    try:
        for notebook in record.templates:
            _execute_notebook(story, notebook, given[notebook.name], say)
        manifest.write(story, record.templates, given)
    except Exception as error:
        record.write("failed", str(error))
        raise
    except BaseException:
        record.write("interrupted")
        raise
    record.write("done")
    return _findings(story.out)


def _execute_notebook(
    story: Story, notebook: Notebook, given: dict[str, Any], say: Progress
) -> None:
    # Here and not above: papermill takes a second to import, and --help should not wait for it.
    from claimkit.runs.kernels import execute

    say(NotebookStarted(story.name, notebook.name))
    start = time.monotonic()
    of_story = {
        "folder": story.folder.as_posix(),
        "out": story.out.as_posix(),
        "story": story.name,
    }
    values = given | {name: of_story[name] for name in RESERVED if name in notebook.parameters}
    destination = story.out / "notebooks" / f"{notebook.name}.ipynb"
    execute(notebook.path, destination, values, story=story.name)
    say(NotebookDone(story.name, notebook.name, time.monotonic() - start))


def _findings(out: Path) -> int:
    path = out / "tables" / "findings.parquet"
    if not path.is_file():
        return 0
    from pyarrow import parquet

    return int(parquet.read_metadata(path).num_rows)
