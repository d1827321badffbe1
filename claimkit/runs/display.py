"""A run as it is seen on the command line: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from claimkit.runs.results import (
    Event,
    Failed,
    NotebookDone,
    NotebookStarted,
    Planned,
    StoryResult,
    Succeeded,
)


class Display:
    """Shows the events of a run on `stream`, and remembers the results for a last word."""

    def __init__(self, report: Callable[[StoryResult], None], stream: TextIO | None = None) -> None:
        self.planned = Planned((), ())
        self.results: list[StoryResult] = []
        self.now: NotebookStarted | None = None
        self._report = report
        self._stream = stream or sys.stderr
        self._bar: Any = None

    def __call__(self, event: Event) -> None:
        """Show one event."""
        match event:
            case Planned():
                self.planned = event
                self._open()
            case NotebookStarted():
                self.now = event
                if self._bar is not None:
                    self._bar.set_description(f"{event.story} {event.notebook}")
            case NotebookDone():
                self._advance(event)
            case Succeeded() | Failed():
                self.results.append(event)
                self.now = None
                with self._bar_aside():
                    self._report(event)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

    def unfinished(self) -> list[str]:
        """Return the stories that have no result yet."""
        done = {result.story for result in self.results}
        return [story for story in self.planned.stories if story not in done]

    def _open(self) -> None:
        if not self._stream.isatty():
            return
        from tqdm import tqdm

        total = len(self.planned.stories) * len(self.planned.notebooks)
        self._bar = tqdm(total=total, file=self._stream, unit="notebook", leave=False)

    def _advance(self, event: NotebookDone) -> None:
        if self._bar is not None:
            self._bar.update()
        else:
            line = f"{event.story}: {event.notebook} done in {event.seconds:.1f} s"
            print(line, file=self._stream, flush=True)

    @contextlib.contextmanager
    def _bar_aside(self) -> Iterator[None]:
        if self._bar is None:
            yield
            return
        # A story that failed has not run all its notebooks; the bar goes on to the next story.
        self._bar.n = len(self.results) * len(self.planned.notebooks)
        with self._bar.external_write_mode(file=sys.stdout):
            yield


def shown(path: Path) -> str:
    """Return a path as a person would type it here."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)
