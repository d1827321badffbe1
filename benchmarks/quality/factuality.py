"""How surely a predicate holds, on UDS-IH2 (White 2016), UW (Lee 2015) and MEANTIME."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from benchmarks.quality.rows import Options, Row
from claimkit.language import annotate_all
from training.data import records
from training.data.tagged import join

_SETS = {
    "UDS-IH2 dev": "uds_ih2_dev",
    "UW dev": "uw_dev",
    "MEANTIME dev": "meantime_dev",
}


def measure(options: Options) -> list[Row]:
    """Return Pearson's r of `token._.factuality` at the first word of each predicate."""
    rows = []
    for name, file in _SETS.items():
        read = list(records(f"factuality/{file}.jsonl.gz"))
        printed = [join(each["text"].split(), tidy=True) for each in read]
        docs = annotate_all([text for text, _ in printed])
        said, gold = [], []
        for each, (_, at), doc in zip(read, printed, docs, strict=True):
            ends = [token.idx + len(token) for token in doc]
            for target in each["targets"]:
                start, _ = at[target["span1"][0]]
                said.append(doc[bisect_right(ends, start)]._.factuality)
                gold.append(target["label"])
        r = round(float(np.corrcoef(said, gold)[0, 1]), 3)
        rows.append(Row("factuality", name, "Pearson r", r))
    return rows
