"""How good the model is: measured through the public calls, on public development sets.

Each kind of figure is a module with `measure`, which takes the :class:`Options` and returns rows.
What reads is the model in the package, or the one that `claimkit.language.model.use` put in its
place: so training is measured by the same code.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.quality import (
    attribution,
    claims,
    contracts,
    coreference,
    factuality,
    match,
    names,
    speakers,
    statements,
    syntax,
    times,
    worth,
)
from benchmarks.quality.rows import Options, Row, table

KINDS: dict[str, Callable[[Options], list[Row]]] = {
    "attribution": attribution.measure,
    "statements": statements.measure,
    "syntax": syntax.measure,
    "names": names.measure,
    "times": times.measure,
    "factuality": factuality.measure,
    "worth": worth.measure,
    "claims": claims.measure,
    "speakers": speakers.measure,
    "coreference": coreference.measure,
    "contracts": contracts.measure,
    "match": match.measure,
}
# What stands on tables beside the model, and so needs pandas, which training does without.
NEEDS_TABLES = frozenset({"match", "statements", "claims", "speakers"})

__all__ = ["KINDS", "NEEDS_TABLES", "Options", "Row", "table"]
