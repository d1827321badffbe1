"""Small pure functions: how one thing that two claims tell stands on either side."""

from claimkit.crosscheck.comparators import agents, date, names, number, places, stance
from claimkit.crosscheck.comparators.comparison import Comparison
from claimkit.crosscheck.propositions import Proposition

__all__ = ["Comparison", "compare"]


def _where(one: Proposition, other: Proposition) -> list[Comparison]:
    return names.where(one, other) or places.compare(one, other)


def _who(one: Proposition, other: Proposition) -> list[Comparison]:
    return names.entity(one, other) or agents.compare(one, other)


_ALL = (number.compare, date.compare, _where, _who, stance.polarity, stance.certainty)


def compare(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return what all comparators find between two claims."""
    return [found for comparator in _ALL for found in comparator(one, other)]
