"""What a run reports: events while it goes, one result a story in the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Planned:
    """All checks have passed; `stories` and `notebooks` will now be run."""

    stories: tuple[str, ...]
    notebooks: tuple[str, ...]


@dataclass(frozen=True)
class NotebookStarted:
    """A notebook of a story starts."""

    story: str
    notebook: str


@dataclass(frozen=True)
class NotebookDone:
    """A notebook of a story has run to its end."""

    story: str
    notebook: str
    seconds: float


@dataclass(frozen=True)
class Succeeded:
    """A story of which every notebook ran; `findings` is the number of rows of that table."""

    story: str
    out: Path
    seconds: float
    findings: int


@dataclass(frozen=True)
class Failed:
    """A story that stopped; `error` says where and why. What was done so far lies in `out`."""

    story: str
    out: Path
    seconds: float
    error: Exception


StoryResult = Succeeded | Failed
Event = Planned | NotebookStarted | NotebookDone | Succeeded | Failed
