"""The encoder and its heads in ONNX: one session a process, made at the first text."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from claimkit import resources
from claimkit.errors import ClaimkitError

INPUTS = ("ids", "mask", "shape", "gap", "quote", "first", "last")
THREADS = "CLAIMKIT_THREADS"

Floats = NDArray[np.float32]
Scores = dict[str, dict[str, Floats]]
_lock = Lock()
_left_behind: list[Scorer] = []
_other: list[Scorer] = []  # what reads in place of the model in the package


class ThreadsError(ClaimkitError):
    """The setting ``CLAIMKIT_THREADS`` is no number of threads."""


class Scorer(Protocol):
    """A model: the one in training, or the one in the package."""

    known: dict[str, list[str]]

    def tables(self, head: str) -> dict[str, Floats]:
        """Return what decoding a head needs beside its scores."""

    def scores(self, batch: dict[str, NDArray[Any]]) -> Scores:
        """Return every head's scores of a batch: windows × words × the head's numbers."""


def session(path: Path, threads: int) -> ort.InferenceSession:
    """Open an ONNX file that ``python -m training.export`` or its like wrote.

    Weights are int8, and widened to float32 once, when the session is made: arithmetic is float32
    everywhere, so a CPU with VNNI gives the scores of one without.

    Parameters
    ----------
    path
        The file.
    threads
        Threads of the session.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that wait by spinning starve whoever shares the machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    options.enable_mem_pattern = False  # the shapes of batches hardly ever come back
    return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])


class Model:
    """The model in a folder, as ``python -m training.export`` writes it.

    Parameters
    ----------
    folder
        With ``model.onnx``, ``tables.npz`` and ``labels.json``.
    threads
        Threads of the session.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        self.session = session(folder / "model.onnx", threads)
        self.outputs = [output.name for output in self.session.get_outputs()]
        self.known = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "tables.npz") as arrays:
            self._tables: dict[str, Floats] = dict(arrays)

    def tables(self, head: str) -> dict[str, Floats]:
        """Return what decoding a head needs beside its scores."""
        return {
            name.partition(".")[2]: table
            for name, table in self._tables.items()
            if name.startswith(f"{head}.")
        }

    def scores(self, batch: dict[str, NDArray[Any]]) -> Scores:
        """Return every head's scores of a batch."""
        out = self.session.run(None, {n: batch[n].astype(np.int64) for n in INPUTS})
        nested: Scores = {}
        for name, values in zip(self.outputs, out, strict=True):
            head, _, part = name.partition(".")
            nested.setdefault(head, {})[part] = values
        return nested


def threads() -> int:
    """Return the threads of a session: ``CLAIMKIT_THREADS``, else one a core, at most eight.

    Raises
    ------
    ThreadsError
        When the setting is no positive whole number.
    """
    setting = os.environ.get(THREADS, "").strip()
    if not setting:
        affinity = getattr(os, "sched_getaffinity", None)  # not on every system
        return min(len(affinity(0)) if affinity else os.cpu_count() or 1, 8)
    if not setting.isdecimal() or int(setting) == 0:
        raise ThreadsError(
            f"{THREADS} is {setting!r}; set it to a number of threads such as 2, or unset it"
        )
    return int(setting)


def model() -> Scorer:
    """Return the model in the package, the same object at every call in a process."""
    with _lock:
        return _other[-1] if _other else _model()


def use(other: Scorer | None) -> None:
    """Read with another model from now on, or with the package's again: to measure a checkpoint."""
    _other[:] = [] if other is None else [other]


@cache
def _model() -> Model:
    return Model(resources.folder("weights"), threads())


def _forget() -> None:
    """Make a session anew: a forked child has none of its parent's threads."""
    global _lock
    _lock = Lock()
    if _model.cache_info().currsize:
        # Kept, for its end would wait for the threads that the child has not.
        _left_behind.append(_model())
    _model.cache_clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
