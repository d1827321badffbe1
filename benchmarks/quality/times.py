"""Time expressions on TempEval-3's training documents, a fold of five that the weights never saw.

There is no development set: models in training leave out one fold of five (see
`training.data.tagged.read_times`), and those in the package the first.
"""

from __future__ import annotations

import re

from benchmarks.quality.rows import Options, Row, f1
from benchmarks.quality.sets import scorer
from claimkit.language import annotate_all
from claimkit.language.wordpiece import vocabulary
from training.data.tagged import read_times


def measure(options: Options) -> list[Row]:
    """Return the figures of `doc.spans["times"]`; `value` counts the dates they stand for."""
    if not re.fullmatch(r"all|\d+/[1-9]\d*", options.fold):
        raise SystemExit(
            f"{options.fold!r} is no fold; write such as 0/5, the first of five, or all"
        )
    fold = "" if options.fold == "all" else f"={options.fold}"
    read = [doc.labels["record"] for doc in read_times(f"tempeval3_train{fold}", vocabulary())]
    docs = annotate_all([each["text"] for each in read], [each["dct"] for each in read])
    said = {}
    for each, doc in zip(read, docs, strict=True):
        found = [
            {"start": time.start_char, "end": time.end_char, "value": time._.value}
            for time in doc.spans["times"]
        ]
        said[each["id"]] = {"timexes": found}
    measured = scorer("temporal").score({each["id"]: each for each in read}, said)
    # Every document: most were trained on, so no bar is held against that.
    name = "TempEval-3 in all" if options.fold == "all" else f"TempEval-3, fold {options.fold}"
    figures = ("strict", "relaxed", "value")
    return [f1("times", name, f"{figure} F1", measured[figure]) for figure in figures]
