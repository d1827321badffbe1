"""Claims of two documents that are printed in the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimkit.crosscheck import wording
from claimkit.crosscheck.comparators import compare
from claimkit.crosscheck.propositions import Proposition

_FEWEST_WORDS = 5


def same_words(claims: Sequence[Proposition]) -> Iterator[tuple[Proposition, Proposition]]:
    """Yield claims of two documents of a story in the same words, each with the next one.

    Parameters
    ----------
    claims
        Those of an outlet's own voice and those of speakers are paired apart. Words that mean
        another day, person or number in each document ("he resigned on Monday") make no pair.
    """
    same: dict[tuple[str, bool, tuple[str, ...]], list[Proposition]] = defaultdict(list)
    for claim in claims:
        words = tuple(wording.words(claim.text))
        if len(words) >= _FEWEST_WORDS:
            same[claim.story, claim.statement_id is None, words].append(claim)
    for group in same.values():
        group.sort(key=lambda claim: claim.order)
        for one, other in pairwise(group):
            conflicts = [each for each in compare(one, other) if each.outcome == "conflict"]
            if one.source_id != other.source_id and not conflicts:
                yield one, other
