"""Cross-check the sources of a story: quotations, reprints, and what they make of each finding."""

from claimkit.crosscheck.check import cross_check

__all__ = ["cross_check"]
