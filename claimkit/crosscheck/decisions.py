"""How pairs of claims stand to each other, conflicts and all else taken together."""

from __future__ import annotations

from collections.abc import Sequence

from claimkit.crosscheck import conflicts, relations
from claimkit.crosscheck.features import Compared
from claimkit.crosscheck.relations import Relation
from claimkit.crosscheck.settings import Settings, settings


def decide(pairs: Sequence[Compared], known: Settings | None = None) -> list[Relation | None]:
    """Decide how pairs of claims stand to each other.

    Parameters
    ----------
    pairs
        As :func:`claimkit.crosscheck.reading.encode` gives them: a record before a report, the
        earlier published before the later.
    known
        Weights and thresholds; those in the package if none are given.

    Returns
    -------
    list of Relation, or None
        In the order given; null where two claims are about different things. What is an
        update may yet be none: :func:`claimkit.crosscheck.updates.settled` knows the other reports.
    """
    known = known or settings()
    limits = known.thresholds
    against, shifted = conflicts.likely(pairs, known)
    out = []
    for pair, contradicts, shifts in zip(pairs, against.tolist(), shifted.tolist(), strict=True):
        found = relations.relation(pair, known)
        if found is None or found.relation != "reconciled":
            conflict = None
            if contradicts >= max(limits["contradicts"], shifts):
                conflict = conflicts.contradiction(pair, contradicts, known)
            elif shifts >= limits["certainty_shift"]:
                conflict = conflicts.shift(pair, shifts, known)
            if conflict or (found and not _holds(found, pair, max(contradicts, shifts), limits)):
                found = conflict
        out.append(found)
    return out


def _holds(found: Relation, pair: Compared, conflict: float, limits: dict[str, float]) -> bool:
    """Whether what the rules tell stands beside how likely a conflict is, for the trees."""
    if found.relation == "contradicts":
        (number, *_) = pair.found("conflict", "number")
        if conflicts.may_be_of_two(pair, number, limits):
            return False
        return conflicts.is_sure(pair) or conflict >= limits["conflict, least"]
    return conflict < limits["no agreement"] or conflicts.is_same_number(pair)
