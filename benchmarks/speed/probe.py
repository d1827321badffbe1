"""One measurement in a process of its own: ``python -m benchmarks.speed.probe TASK``.

TASK is a JSON object; a line of JSON comes back. A fresh process each time, because a peak of
memory is a process's, and so are the cores that it may use.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.speed import texts
from benchmarks.speed.calls import CALLS

_LEAST_S = 1.0  # a short reading is repeated for so long, so that the clock does not matter


def main() -> None:
    """Read the task, measure and print."""
    task = json.loads(sys.argv[1])
    task["affinity"] = _bind(task["cores"])
    print(json.dumps(first(task) if task["kind"] == "first" else rate(task)), flush=True)


def first(task: dict[str, Any]) -> dict[str, Any]:
    """Measure the import and the first reading; the parent measures from the process's start."""
    at = time.perf_counter()
    read = CALLS[task["call"]].make()
    imported = time.perf_counter()
    read(["“The channel stays shut,” the harbour master said on Thursday. Nobody asked why."])
    done = time.perf_counter()
    return {"import_s": imported - at, "call_s": done - imported, "peak_mb": peak_mb()}


def rate(task: dict[str, Any]) -> dict[str, Any]:
    """Measure words a second once everything is loaded, and the peak of memory."""
    read = CALLS[task["call"]].make()
    read([texts.text(50)])
    batch = [texts.text(task["words"], i) for i in range(task["documents"])]
    before = peak_mb()
    times = 0
    start = time.perf_counter()
    while not times or time.perf_counter() - start < _LEAST_S:
        read(batch)
        times += 1
    seconds = (time.perf_counter() - start) / times
    return {
        "words_s": task["words"] * task["documents"] / seconds,
        "peak_mb": peak_mb(),
        "loaded_mb": before,
        "affinity": task["affinity"],
    }


def _bind(cores: int) -> bool:
    """Keep this process to so many cores; where a system cannot, threads alone are counted."""
    import psutil

    process = psutil.Process()
    if not hasattr(process, "cpu_affinity"):
        return False
    process.cpu_affinity(process.cpu_affinity()[:cores])
    return True


def peak_mb() -> float:
    """Return the most memory that this process held, in millions of bytes."""
    status = Path("/proc/self/status")
    if status.is_file():
        # getrusage on Linux counts what the parent held when it started this process.
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(fields["VmHWM"].split()[0]) * 1024 / 1e6
    if os.name == "nt":
        import psutil

        return psutil.Process().memory_info().peak_wset / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
