"""claimkit: who said what, when and how surely, and what independent sources make of it.

>>> import claimkit as ck
>>> analysis = ck.extract(ck.read_sources("seeds/harbour"))
>>> len(ck.validate(analysis))
0
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimkit.contracts import validate
    from claimkit.crosscheck import compare, cross_check
    from claimkit.extraction import extract
    from claimkit.factchecks import match, read_fact_checks
    from claimkit.language import annotate, annotate_all, check_worthiness
    from claimkit.report import mark, pairs, render_report, who_said_what
    from claimkit.review import load_reviews, record_review, review_queue
    from claimkit.sources import read_folder, read_sources, read_story
    from claimkit.store import load_analysis, load_check, load_unread, save
    from claimkit.tables import Analysis, CrossCheck

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "CrossCheck",
    "annotate",
    "annotate_all",
    "check_worthiness",
    "compare",
    "cross_check",
    "extract",
    "load_analysis",
    "load_check",
    "load_reviews",
    "load_unread",
    "mark",
    "match",
    "pairs",
    "read_fact_checks",
    "read_folder",
    "read_sources",
    "read_story",
    "record_review",
    "render_report",
    "review_queue",
    "save",
    "validate",
    "who_said_what",
]

_ROOMS = {
    "Analysis": "tables",
    "CrossCheck": "tables",
    "annotate": "language",
    "annotate_all": "language",
    "check_worthiness": "language",
    "compare": "crosscheck",
    "cross_check": "crosscheck",
    "extract": "extraction",
    "load_analysis": "store",
    "load_check": "store",
    "load_reviews": "review",
    "load_unread": "store",
    "mark": "report",
    "match": "factchecks",
    "pairs": "report",
    "read_fact_checks": "factchecks",
    "read_folder": "sources",
    "read_sources": "sources",
    "read_story": "sources",
    "record_review": "review",
    "render_report": "report",
    "review_queue": "review",
    "save": "store",
    "validate": "contracts",
    "who_said_what": "report",
}


def __getattr__(name: str) -> Any:
    # Loaded at first use: `claimkit --help` should not wait for pandas and spaCy.
    if name not in _ROOMS:
        raise AttributeError(f"module 'claimkit' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"claimkit.{_ROOMS[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOMS})
