"""Runs: the notebooks over a folder of stories, the manifest of what came out, and its check."""

from claimkit.runs.batch import run
from claimkit.runs.errors import (
    NotebookError,
    NotebookFailed,
    NotOursError,
    ParameterError,
    ResultBusyError,
)
from claimkit.runs.manifest import Difference, verify
from claimkit.runs.refresh import refresh
from claimkit.runs.results import (
    Event,
    Failed,
    NotebookDone,
    NotebookStarted,
    Planned,
    StoryResult,
    Succeeded,
)

__all__ = [
    "Difference",
    "Event",
    "Failed",
    "NotOursError",
    "NotebookDone",
    "NotebookError",
    "NotebookFailed",
    "NotebookStarted",
    "ParameterError",
    "Planned",
    "ResultBusyError",
    "StoryResult",
    "Succeeded",
    "refresh",
    "run",
    "verify",
]
