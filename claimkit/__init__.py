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
    from claimkit.crosscheck import cross_check
    from claimkit.extraction import extract
    from claimkit.language import annotate
    from claimkit.sources import read_folder, read_sources
    from claimkit.tables import Analysis, CrossCheck

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "CrossCheck",
    "annotate",
    "cross_check",
    "extract",
    "read_folder",
    "read_sources",
    "validate",
]

_ROOMS = {
    "Analysis": "tables",
    "CrossCheck": "tables",
    "annotate": "language",
    "cross_check": "crosscheck",
    "extract": "extraction",
    "read_folder": "sources",
    "read_sources": "sources",
    "validate": "contracts",
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
