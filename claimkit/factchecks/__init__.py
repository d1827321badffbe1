"""Fact-checks already published: read from their feeds, and matched to texts."""

from claimkit.factchecks.feeds import FactChecksError, read_fact_checks
from claimkit.factchecks.matching import MatchError, match

__all__ = ["FactChecksError", "MatchError", "match", "read_fact_checks"]
