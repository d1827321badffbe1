"""How good the model is: measured through the public calls, on public development sets.

Each kind of figure is a module with `measure`, which takes the :class:`Options` and returns rows.
What reads is the model in the package, or the one that `claimkit.language.model.use` put in its
place: so training is measured by the same code.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import partial

from benchmarks.quality.rows import Options, Row, table

_NAMES = (
    "attribution",
    "statements",
    "syntax",
    "names",
    "times",
    "factuality",
    "worth",
    "claims",
    "speakers",
    "coreference",
    "contracts",
    "match",
    "pairs",
    "origins",
    "candidates",
    "links",
    "planted",
    "altered",
    "reported",
)


def _measure(name: str, options: Options) -> list[Row]:
    # Imported when it is asked for: what is measured in training must do without pandas.
    rows: list[Row] = importlib.import_module(f"benchmarks.quality.{name}").measure(options)
    return rows


KINDS: dict[str, Callable[[Options], list[Row]]] = {
    name: partial(_measure, name) for name in _NAMES
}
# What stands on tables beside the model, and so needs pandas, which training does without.
NEEDS_TABLES = frozenset(
    {
        "statements",
        "claims",
        "speakers",
        "contracts",
        "match",
        "origins",
        "candidates",
        "links",
        "planted",
        "altered",
        "reported",
    }
)

__all__ = ["KINDS", "NEEDS_TABLES", "Options", "Row", "table"]
