"""How long the cross-check takes: ``CLAIMKIT_DATA=<data> python -m benchmarks.speed.crosscheck``.

Twenty articles of BASIL, 600 words each and of few events, are read and cross-checked as one story.
Then candidates are looked for among ever more claims of one story: those of BASIL, and copies of
them in which every second word is another one of their vocabulary. Figures are printed, and
written to ``benchmarks/results/crosscheck.json``; what grows as the claims do has a ratio near 1.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import claimkit as ck
from benchmarks import results
from benchmarks.quality import articles
from claimkit.crosscheck.candidates import candidates
from claimkit.crosscheck.propositions import Proposition, propositions
from training.data import records

_SEED = 20250314
_SOURCES, _WORDS = 20, 600
_CLAIMS = (2_000, 20_000, 200_000)
FILE = results.FOLDER / "crosscheck.json"


def main() -> None:
    """Measure, print and write."""
    told = list(records("stories/basil.jsonl.gz"))
    content: dict[str, Any] = {
        "versions": results.versions("claimkit", "numpy", "onnxruntime", "pandas"),
        "sources": _sources(told),
        "candidates": [],
    }
    print(json.dumps(content["sources"]), flush=True)
    for row in _candidates(told):
        print(json.dumps(row), flush=True)
        content["candidates"].append(row)
        results.write(FILE, content)


def _sources(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    long = [each for each in told if len(each["text"].split()) >= _WORDS]
    # The events with most articles that are long enough: claims that are alike cost most.
    long.sort(key=lambda each: (-sum(e["triplet"] == each["triplet"] for e in long), each["id"]))
    chosen = [each | {"text": _cut(each["text"])} for each in long[:_SOURCES]]
    started = time.perf_counter()
    analysis = ck.extract(articles.sources(chosen, "one story"))
    read = time.perf_counter()
    check = ck.cross_check(analysis)
    checked = time.perf_counter()
    return {
        "sources": len(chosen),
        "words": sum(len(each["text"].split()) for each in chosen),
        "claims": len(analysis.claims),
        "links": len(check.links),
        "seconds": {"extract": round(read - started, 1), "cross_check": round(checked - read, 1)},
    }


def _cut(text: str) -> str:
    """Return the first sentences of a text, up to the words that are asked for."""
    words = text.split(" ")
    return " ".join(islice(words, _WORDS))


def _candidates(told: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    analysis = ck.extract(articles.sources(told, "one story"))
    claims = propositions(analysis)
    before: tuple[int, float] | None = None
    for count in _CLAIMS:
        many = list(islice(_many(claims), count))
        started = time.perf_counter()
        pairs = candidates(many)
        seconds = time.perf_counter() - started
        row = {"claims": count, "pairs a claim": round(len(pairs) / count, 2)}
        row["seconds"] = round(seconds, 1)
        if before is not None:
            row["time a claim, against the row before"] = round(
                (seconds / count) / (before[1] / before[0]), 2
            )
        before = (count, seconds)
        yield row


def _many(claims: Sequence[Proposition]) -> Iterator[Proposition]:
    yield from claims
    rng = random.Random(_SEED)
    vocabulary = [word for claim in claims for word in claim.standalone.split()]
    copy = 0
    while True:
        copy += 1
        for claim in claims:
            words = [w if rng.random() < 0.5 else rng.choice(vocabulary)
                     for w in claim.standalone.split()]  # fmt: skip
            yield replace(
                claim,
                claim_id=f"{claim.claim_id}-{copy}",
                source_id=f"{claim.source_id}-{copy}",
                standalone=" ".join(words),
            )


if __name__ == "__main__":
    main()
