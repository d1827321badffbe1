"""claimkit: who said what, when and how surely, and what independent sources make of it.

>>> import claimkit as ck
>>> sources = ck.read_sources("seeds/harbour")
>>> analysis = ck.extract(sources)
>>> len(ck.validate(analysis))
0
"""

from claimkit.extract import extract
from claimkit.language import annotate

__version__ = "0.1.0"
__all__ = ["annotate", "extract"]
