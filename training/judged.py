"""Claims at the places that were judged: by now the model may cut them a little otherwise."""

from collections.abc import Iterable

from claimkit.crosscheck.propositions import Proposition

_COMMON = 0.5  # share of the longer of a claim and a place that both must have


def claim_at(claims: Iterable[Proposition], start: int, end: int) -> Proposition | None:
    """Return the claim of a document that shares most with a place; null if none shares enough."""

    def shared(claim: Proposition) -> float:
        common = min(claim.end, end) - max(claim.start, start)
        return common / max(claim.end - claim.start, end - start)

    return max((each for each in claims if shared(each) >= _COMMON), key=shared, default=None)
