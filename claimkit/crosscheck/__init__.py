"""Claims, statements and spans to links, origins and findings: what agrees, and what does not."""

from claimkit.crosscheck.check import cross_check
from claimkit.crosscheck.texts import compare

__all__ = ["compare", "cross_check"]
