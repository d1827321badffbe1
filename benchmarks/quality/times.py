"""Time expressions on TempEval-3's training documents, part of which nothing here was tuned on.

There is no development set: models in training leave out one fold of five (see
`training.data.tagged.read_times`), and those in the package the first. The rules for boundaries
and values were made on the documents of :func:`development` and on news without values; of
:func:`aside` only figures were looked at, by kind of expression, never a text. The weights were
trained on the documents of development too, so their figures are higher than on unseen news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from benchmarks.quality.rows import Options, Row, f1
from benchmarks.quality.sets import scorer
from claimkit.language import annotate_all
from claimkit.language.wordpiece import vocabulary
from training.data.tagged import read_times

_SET = "tempeval3_train"
_ASIDE = 56
Record = dict[str, Any]


def aside() -> list[Record]:
    """Return the documents kept aside: the first fold of five, which the weights never saw.

    The first ones of the second fold are added until there are 56; the weights were trained on
    those few.
    """
    return (_records("=0/5") + _records("=1/5"))[:_ASIDE]


def development() -> list[Record]:
    """Return the documents on which the rules were made: all that are not aside."""
    kept = {record["id"] for record in aside()}
    return [record for record in _records("") if record["id"] not in kept]


def measure(options: Options) -> list[Row]:
    """Return the figures of `doc.spans["times"]`; `value` counts the dates they stand for."""
    if not re.fullmatch(r"all|\d+/[1-9]\d*", options.fold):
        raise SystemExit(
            f"{options.fold!r} is no fold; write such as 0/5, the first of five, or all"
        )
    if options.fold == "all":
        # Every document: most were trained on, so no bar is held against that.
        return _figures("TempEval-3 in all", _records(""))
    rows = _figures(f"TempEval-3, fold {options.fold}", _records(f"={options.fold}"))
    if options.fold != Options.fold:
        return rows
    rows += _figures(f"TempEval-3 aside, {_ASIDE} documents", aside())
    return rows + _figures("TempEval-3 seen in development", development())


def _records(fold: str) -> list[Record]:
    return [doc.labels["record"] for doc in read_times(f"{_SET}{fold}", vocabulary())]


def _figures(name: str, records: Sequence[Record]) -> list[Row]:
    docs = annotate_all([each["text"] for each in records], [each["dct"] for each in records])
    said = {}
    for each, doc in zip(records, docs, strict=True):
        found = [
            {"start": time.start_char, "end": time.end_char, "value": time._.value}
            for time in doc.spans["times"]
        ]
        said[each["id"]] = {"timexes": found}
    measured = scorer("temporal").score({each["id"]: each for each in records}, said)
    figures = ("strict", "relaxed", "value")
    return [f1("times", name, f"{figure} F1", measured[figure]) for figure in figures]
