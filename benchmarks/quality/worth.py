"""How worth checking a sentence is, on the development part of CheckThat! 2024, task 1."""

from __future__ import annotations

from benchmarks.quality.rows import Options, Row
from benchmarks.quality.sets import scorer
from claimkit.language import check_worthiness
from training.data import records

_LEAST = 0.5  # a sentence above it is called worth checking


def measure(options: Options) -> list[Row]:
    """Return the figures of `ck.check_worthiness`."""
    read = list(records("checkworthiness/ct24_dev.jsonl.gz"))
    said = {}
    for each, score in zip(read, check_worthiness([r["text"] for r in read]), strict=True):
        label = "Yes" if score > _LEAST else "No"
        said[each["id"]] = {"id": each["id"], "label": label, "score": float(score)}
    measured = scorer("labels").labels({each["id"]: each for each in read}, said)
    return [
        Row("worth", "CT24 dev", "F1 (Yes)", measured["f1"]["Yes"]),
        Row("worth", "CT24 dev", "average precision", measured["average_precision"]),
    ]
