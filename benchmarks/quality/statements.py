"""Who said what, as the tables tell it: `ck.extract` on the development part of PolNeAR."""

from __future__ import annotations

import claimkit as ck
from benchmarks.quality import attribution
from benchmarks.quality.rows import Options, Row


def measure(options: Options) -> list[Row]:
    """Return the figures of the statements and their spans."""
    # pandas is needed here alone; training, which measures all else, does without it.
    from benchmarks.quality.articles import sources
    from claimkit import tables

    gold = attribution.documents()
    table = sources(gold, "polnear")
    analysis = ck.extract(table)
    found: dict[str, dict[str, attribution.Said]] = {
        source_id: {} for source_id in table["source_id"]
    }
    for statement in tables.rows(analysis.statements):
        spans = {"source": [], "cue": [], "content": []}
        found[statement.source_id][statement.statement_id] = spans
    for span in tables.rows(analysis.spans):
        spans = found[span.source_id].get(span.owner_id, {})
        if span.role in spans:
            spans[span.role].append([span.start, span.end])
    said = [list(statements.values()) for statements in found.values()]
    return attribution.rows("statements", gold, said)
