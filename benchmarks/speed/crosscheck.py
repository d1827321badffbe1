"""How long the cross-check takes: ``CLAIMKIT_DATA=<data> python -m benchmarks.speed.crosscheck``.

Twenty articles of BASIL, cut to 600 words each and of few events, are read and cross-checked as one
story. Then ever more claims of one story (`benchmarks.speed.corpus`), each size in a process of its
own: looking for candidates alone, and the whole cross-check. Seconds are those on the clock and
those of the processor, which busy cores lengthen less; what grows as the claims do has a ratio near
1. Figures are printed, and written to ``benchmarks/results/crosscheck.json``.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import claimkit as ck
from benchmarks import results
from benchmarks.quality import articles
from benchmarks.speed import corpus
from benchmarks.speed.probe import peak_mb
from claimkit.crosscheck.candidates import candidates
from claimkit.crosscheck.propositions import propositions
from training.data import records

_SOURCES, _WORDS = 20, 600
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_CLAIMS = {"candidates": (2_000, 20_000, 200_000), "cross_check": (2_000, 20_000)}
FILE = results.FOLDER / "crosscheck.json"
Figures = dict[str, Any]


def main() -> None:
    """Read the command line, measure, print and write."""
    parser = argparse.ArgumentParser(prog="benchmarks.speed.crosscheck")
    for kind, sizes in _CLAIMS.items():
        parser.add_argument(f"--{kind}", type=int, nargs="*", default=sizes, metavar="CLAIMS",
                            help="sizes of the corpus to measure with")  # fmt: skip
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--claims", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_MEASURES[options.measure](options.claims)))
        return
    content: Figures = {
        "versions": results.versions("claimkit", "numpy", "onnxruntime", "pandas"),
        "sources": _apart("sources", _SOURCES),
    }
    print(json.dumps(content["sources"]), flush=True)
    for kind in _CLAIMS:
        content[kind] = []
        for claims in getattr(options, kind):
            row = _against(_apart(kind, claims), content[kind])
            print(json.dumps({kind: row}), flush=True)
            content[kind].append(row)
            results.write(FILE, content)


def _apart(measure: str, claims: int) -> Figures:
    """Measure in a process of its own, as the peak of memory is a process's."""
    command = [sys.executable, "-m", "benchmarks.speed.crosscheck"]
    command += ["--measure", measure, "--claims", str(claims)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def _against(row: Figures, before: Sequence[Figures]) -> Figures:
    """Add how much longer a claim takes than in the first row."""
    if before:
        first = before[0]
        a_claim = [each["processor seconds"] / each["claims"] for each in (first, row)]
        row["a claim, against the first row"] = round(a_claim[1] / a_claim[0], 2)
    return row


def _timed(call: Callable[[], Any]) -> tuple[Any, Figures]:
    clock, processor = time.perf_counter(), time.process_time()
    value = call()
    return value, {
        "seconds": round(time.perf_counter() - clock, 1),
        "processor seconds": round(time.process_time() - processor, 1),
        "peak MB": round(peak_mb()),
    }


def _sources(count: int) -> Figures:
    told = list(records("stories/basil.jsonl.gz"))
    long = [each for each in told if len(each["text"].split()) >= _WORDS]
    # The events with most articles that are long enough: claims that are alike cost most.
    long.sort(key=lambda each: (-sum(e["triplet"] == each["triplet"] for e in long), each["id"]))
    chosen = [each | {"text": _cut(each["text"])} for each in long[:count]]
    analysis, reading = _timed(lambda: ck.extract(articles.sources(chosen, "one story")))
    check, checking = _timed(lambda: ck.cross_check(analysis))
    return {
        "sources": len(chosen),
        "words": sum(len(each["text"].split()) for each in chosen),
        "claims": len(analysis.claims),
        "links": len(check.links),
        "seconds": {"extract": reading["seconds"], "cross_check": checking["seconds"]},
        "processor seconds": {
            "extract": reading["processor seconds"],
            "cross_check": checking["processor seconds"],
        },
    }


def _cut(text: str) -> str:
    """Return the first sentences of a text, the last one that with which it has `_WORDS` words.

    >>> _cut("Nobody was hurt. The pier is shut.")
    'Nobody was hurt. The pier is shut.'
    """
    return text[: _end(text, _SENTENCE.finditer(text))]


def _end(text: str, edges: Iterable[re.Match[str]]) -> int:
    words, at = 0, 0
    for edge in edges:
        words += len(text[at : edge.start()].split())
        at = edge.start()
        if words >= _WORDS:
            return at
    return len(text)


def _candidates(count: int) -> Figures:
    claims = propositions(corpus.analysis(count))
    pairs, figures = _timed(lambda: candidates(claims))
    return {"claims": count, "pairs a claim": round(len(pairs) / count, 2), **figures}


def _cross_check(count: int) -> Figures:
    analysis = corpus.analysis(count)
    check, figures = _timed(lambda: ck.cross_check(analysis))
    return {
        "claims": count,
        "sources": len(analysis.sources),
        "links": len(check.links),
        "largest finding, claims": int(check.findings["claim_ids"].map(len).max()),
        **figures,
    }


_MEASURES: dict[str, Callable[[int], Figures]] = {
    "sources": _sources,
    "candidates": _candidates,
    "cross_check": _cross_check,
}

if __name__ == "__main__":
    main()
