"""Measure speed and memory: ``python -m benchmarks.speed``, from the root of a checkout.

    pip install -r benchmarks/requirements.txt    # the peers; those that are missing are left out
    python -m benchmarks.speed                    # about a quarter of an hour on two free cores
    python -m benchmarks.speed --small            # a few minutes: does it work? nothing is written

Figures are printed, and written to ``benchmarks/results/speed.json``. The texts are the sentences
of the sample stories in random order, the same at every run; a word is what stands between blanks.
"""

from __future__ import annotations

import argparse
import os
import platform
from typing import Any

import numpy as np

from benchmarks import results
from benchmarks.speed.calls import CALLS, small_model
from benchmarks.speed.plan import Plan, installed
from benchmarks.speed.tables import tables

_LIBRARIES = ("claimkit", "numpy", "onnxruntime", "pandas", "spacy", "textblob")


def main() -> None:
    """Read the command line, measure, print and write."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=__doc__.partition(":")[0]
    )
    parser.add_argument("calls", nargs="*", metavar="CALL", help=f"some of: {', '.join(CALLS)}")
    parser.add_argument("--small", action="store_true", help="a short run that writes nothing")
    parser.add_argument(
        "--rounds", type=int, default=3, help="measurements of which the median is kept"
    )
    options = parser.parse_intermixed_args()
    if unknown := set(options.calls) - set(CALLS):
        parser.error(f"no such calls: {', '.join(sorted(unknown))}; there are {', '.join(CALLS)}")
    # The first one is what the others are compared with.
    calls = installed(["annotate", *(c for c in options.calls or CALLS if c != "annotate")])
    available = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    cores = [n for n in (1, 2) if n <= available]
    if options.small:
        plan = Plan(calls, cores, (2, 200), (100, 1_000), (1, 5), 1)
    else:
        lengths, counts = (100, 1_000, 10_000, 100_000), (1, 10, 50, 200)
        plan = Plan(calls, cores, (20, 600), lengths, counts, options.rounds)
    content: dict[str, Any] = {
        "machine": machine(available),
        "weights": results.weights(),
        "versions": results.versions(*_LIBRARIES, small_model()),
        "calls": {name: CALLS[name].does for name in calls},
        "first": list(plan.first()),
        "compared": plan.compared(),
        "by_length": list(plan.by_length()),
        "by_count": list(plan.by_count()),
    }
    print(tables(content))
    if not options.small:
        results.write(results.SPEED, content)


def machine(cores: int) -> dict[str, Any]:
    """Return what of the machine matters: its cores and what they can compute with."""
    simd = np.show_config(mode="dicts")["SIMD Extensions"]
    return {
        "cores": cores,
        "system": platform.system(),
        "processor": platform.machine(),
        "instructions": [*simd.get("baseline", []), *simd.get("found", [])],
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    main()
