"""Which claims two documents quote of one utterance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from claimkit.crosscheck.propositions import Proposition
from claimkit.crosscheck.quotations import Pair


class OneUtterance:
    """What two documents quote of one utterance: how it differs is told of the quotations.

    Parameters
    ----------
    quoted
        The pairs of quotations that have a relation.
    """

    def __init__(self, quoted: Iterable[Pair]) -> None:
        self._places: dict[tuple[str, str], list[tuple[int, int, int, int]]] = defaultdict(list)
        for pair in quoted:
            a, b = pair.first, pair.second
            if pair.relation != "attribution_conflict":
                self._places[a.source_id, b.source_id].append((a.start, a.end, b.start, b.end))

    def has(self, one: Proposition, other: Proposition) -> bool:
        """Tell whether both claims stand within the two quotations of a pair."""
        return any(
            start <= a.start and a.end <= end and start_b <= b.start and b.end <= end_b
            for a, b in ((one, other), (other, one))
            for start, end, start_b, end_b in self._places.get((a.source_id, b.source_id), ())
        )
