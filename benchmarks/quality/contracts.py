"""Whether the contracts hold on what `ck.extract` makes of public articles it was not made for."""

from __future__ import annotations

from itertools import islice

import claimkit as ck
from benchmarks.quality.rows import Options, Row
from training.data import records

_ARTICLES = 300


def measure(options: Options) -> list[Row]:
    """Return how many articles of PolNeAR's training part keep every contract."""
    # pandas is needed here alone; training, which measures all else, does without it.
    from benchmarks.quality.articles import sources

    table = sources(islice(records("attribution/polnear_train.jsonl.gz"), _ARTICLES), "polnear")
    broken = 0
    if len(ck.validate(ck.extract(table))):
        singly = [table.iloc[i : i + 1] for i in range(len(table))]
        broken = sum(len(ck.validate(ck.extract(each))) > 0 for each in singly)
    figure = f"articles of {len(table)} that keep every contract"
    return [Row("contracts", "PolNeAR train", figure, float(len(table) - broken))]
