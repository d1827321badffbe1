"""Updates that are none: a report of the same day or later still has the earlier number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from claimkit.crosscheck.comparators import number
from claimkit.crosscheck.features import Compared
from claimkit.crosscheck.propositions import Proposition
from claimkit.crosscheck.relations import Relation


def settled(pairs: Sequence[Compared], found: Sequence[Relation | None]) -> list[Relation | None]:
    """Return relations in which no update is contradicted by a report that comes after it.

    Parameters
    ----------
    pairs
        Claims side by side, the earlier published first.
    found
        The relation of each pair. A larger number in a later report is an update of it, unless a
        report that is no older contradicts it with the number of before.
    """
    against: dict[str, list[Proposition]] = defaultdict(list)
    for pair, relation in zip(pairs, found, strict=True):
        if relation and relation.relation == "contradicts" and "number" in relation.reasons:
            against[pair.one.claim_id].append(pair.other)
            against[pair.other.claim_id].append(pair.one)
    return [
        replace(relation, relation="contradicts", reasons=("number",))
        if relation
        and relation.reasons == ("update",)
        and any(_holds_on(pair, claim) for claim in against[pair.other.claim_id])
        else relation
        for pair, relation in zip(pairs, found, strict=True)
    ]


def _holds_on(pair: Compared, claim: Proposition) -> bool:
    """Whether a claim that is no older than the update has the number that was updated."""
    if claim.published[:10] < pair.other.published[:10]:
        return False
    same = number.compare(pair.one, claim)
    return any(each.outcome == "same" for each in same)
