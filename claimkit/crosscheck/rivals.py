"""Contradictions beside better ones: a report tells a thing once.

Of two reports of an election each tells one day of the run-off and one on which the term begins.
Four pairs of these days differ, and two are in conflict: a day is compared with that which is more
surely of the same event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claimkit.crosscheck.features import Compared, full
from claimkit.crosscheck.propositions import Proposition
from claimkit.crosscheck.relations import Relation
from claimkit.crosscheck.settings import Settings, settings

# A claim, and a voice of another document: the outlet's own, or a speaker's.
_Told = tuple[str, str, str | None]


def unrivalled(
    pairs: Sequence[Compared],
    found: Sequence[Relation | None],
    alike: Iterable[tuple[Proposition, Proposition]] = (),
    known: Settings | None = None,
) -> list[Relation | None]:
    """Return relations without the contradictions that a better pair of the same claim rivals.

    A claim contradicts no other where the same voice of the same document tells something that
    contradicts it, too, or agrees with it, and is more surely about the same. Two speakers of a
    document may well tell a thing twice, and the outlet beside them.

    Parameters
    ----------
    pairs
        Claims side by side.
    found
        The relation of each pair.
    alike
        Claims that agree letter by letter, which are not among the pairs.
    known
        Weights and thresholds; those in the package if none are given.
    """
    known = known or settings()
    # The margin of a contradiction is the smaller: two that agree are always alike.
    margins = {
        relation: known.thresholds[f"rival, {relation}"]
        for relation in ("contradicts", "equivalent")
    }
    best: dict[_Told, float] = defaultdict(float)
    for one, other in alike:
        for told in _told(one, other):
            best[told] = 1 - margins["equivalent"]
    sure = [0.0] * len(pairs)
    for i, (pair, relation) in enumerate(zip(pairs, found, strict=True)):
        if relation is not None and relation.relation in margins:
            sure[i] = known.about_the_same(full(pair))
            for told in _told(pair.one, pair.other):
                best[told] = max(best[told], sure[i] - margins[relation.relation])
    return [
        None
        if relation
        and relation.relation == "contradicts"
        and any(best[told] > sure[i] for told in _told(pair.one, pair.other))
        else relation
        for i, (pair, relation) in enumerate(zip(pairs, found, strict=True))
    ]


def _told(one: Proposition, other: Proposition) -> list[_Told]:
    """Return of either claim with whom it is compared; none within a document."""
    if one.source_id == other.source_id:
        return []
    return [
        (one.claim_id, other.source_id, other.speaker),
        (other.claim_id, one.source_id, one.speaker),
    ]
