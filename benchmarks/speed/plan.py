"""Which measurements a run makes, and in which order; each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.speed.calls import CALLS

_SHORT = 20_000  # words
_ROOT = Path(__file__).parents[2]
# Every library's own word for how many threads it may use.
_THREADS = (
    *("CLAIMKIT_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
    *("BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"),
)


@dataclass(frozen=True)
class Plan:
    """What is measured.

    Parameters
    ----------
    calls
        Names in ``CALLS``.
    cores
        Numbers of cores.
    batch
        Documents and words each of the comparison.
    lengths
        Words of the one document that is read against length.
    counts
        Numbers of documents, as long as those of the batch, that are read against count.
    rounds
        How often each is measured; the median is kept.
    """

    calls: Sequence[str]
    cores: Sequence[int]
    batch: tuple[int, int]
    lengths: Sequence[int]
    counts: Sequence[int]
    rounds: int

    def compared(self) -> list[dict[str, Any]]:
        """Measure all calls side by side: in each round every one, so that a slow hour hits all."""
        documents, words = self.batch
        tasks = [
            {"kind": "rate", "call": call, "cores": n, "documents": documents, "words": words}
            for n in self.cores
            for call in self.calls
        ]
        rounds = [[_run(task) for task in tasks] for _ in range(self.rounds)]
        rows = []
        for i, task in enumerate(tasks):
            base = next(
                j
                for j, other in enumerate(tasks)
                if (other["call"], other["cores"]) == (self.calls[0], task["cores"])
            )
            ratio = median(each[i]["words_s"] / each[base]["words_s"] for each in rounds)
            rows.append(_row(task, [each[i] for each in rounds]) | {"ratio": _round(ratio)})
        return rows

    def by_length(self) -> Iterator[dict[str, Any]]:
        """Measure one document of each length on the most cores."""
        for words in self.lengths:
            yield from self._alone({"documents": 1, "words": words}, "annotate_all")

    def by_count(self) -> Iterator[dict[str, Any]]:
        """Measure each number of documents on the most cores."""
        for documents in self.counts:
            yield from self._alone({"documents": documents, "words": self.batch[1]}, "annotate")

    def _alone(self, size: dict[str, int], but: str) -> Iterator[dict[str, Any]]:
        """Measure every call but one, which does the same as another there."""
        # What takes long varies little, and is measured once.
        rounds = self.rounds if size["documents"] * size["words"] <= _SHORT else 1
        for call in self.calls:
            if call != but:
                task = {"kind": "rate", "call": call, "cores": max(self.cores)} | size
                yield _row(task, [_run(task) for _ in range(rounds)])

    def first(self) -> Iterator[dict[str, Any]]:
        """Measure from the start of a process to its first result."""
        for call in self.calls:
            task = {"kind": "first", "call": call, "cores": max(self.cores)}
            runs = [_run(task) for _ in range(max(self.rounds, 3))]
            names = ("process_s", "import_s", "call_s", "peak_mb")
            measured = {name: _round(median(run[name] for run in runs)) for name in names}
            yield {"call": call, "cores": task["cores"]} | measured


def _row(task: dict[str, Any], runs: list[dict[str, Any]]) -> dict[str, Any]:
    kept = {name: task[name] for name in ("call", "cores", "documents", "words")}
    names = ("words_s", "peak_mb", "loaded_mb")
    return kept | {name: _round(median(run[name] for run in runs)) for name in names}


def _round(value: float) -> float:
    """Return three digits: more would say more than a repetition does."""
    return float(f"{value:.3g}")


def _run(task: dict[str, Any]) -> dict[str, Any]:
    """Measure in a new process, and say how long it took until its line came back."""
    environment = os.environ | dict.fromkeys(_THREADS, str(task["cores"]))
    command = [sys.executable, "-m", "benchmarks.speed.probe", json.dumps(task)]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{task['call']} ended with {process.returncode} on {json.dumps(task)}")
    result: dict[str, Any] = json.loads(line)
    return result | {"process_s": seconds}


def installed(names: Sequence[str]) -> list[str]:
    """Return the calls whose package is installed."""
    import importlib.util

    from benchmarks.speed.calls import small_model

    package = {
        name: small_model() if name == "spacy small" else CALLS[name].package for name in names
    }
    return [name for name in names if importlib.util.find_spec(package[name])]
