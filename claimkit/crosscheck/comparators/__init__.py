"""Small pure functions: how one thing that two claims tell stands on either side."""

from claimkit.crosscheck.comparators import date, names, number, stance
from claimkit.crosscheck.comparators.comparison import Comparison
from claimkit.crosscheck.propositions import Proposition

__all__ = ["Comparison", "compare"]

_ALL = (number.compare, date.compare, names.where, names.entity, stance.polarity, stance.certainty)


def compare(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return what all comparators find between two claims."""
    return [found for comparator in _ALL for found in comparator(one, other)]
