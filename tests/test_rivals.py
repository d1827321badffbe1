"""A report tells a thing once: of two claims of it, one contradicts what another report tells."""

import pytest
from test_crosscheck import sources_of

import claimkit as ck
from claimkit.crosscheck.comparators import compare
from claimkit.crosscheck.propositions import Proposition, propositions

EARLY = "The run-off will take place on 6 April. The new mayor's term begins on 1 July."
LATE = "The run-off will take place on 13 April. The new mayor's term begins on 1 June."


def contradictions(*texts: str) -> list[set[str]]:
    analysis = ck.extract(sources_of(*texts))
    told = dict(zip(analysis.claims["claim_id"], analysis.claims["standalone"], strict=True))
    links = ck.cross_check(analysis).links
    rows = links[links["relation"] == "contradicts"]
    return [{told[row.claim_a], told[row.claim_b]} for row in rows.itertuples()]


@pytest.mark.parametrize("texts", [(EARLY, LATE), (LATE, EARLY)])
def test_a_day_is_in_conflict_with_that_of_the_same_event_alone(texts: tuple[str, str]) -> None:
    found = contradictions(*texts)
    assert found
    assert all(len({"run-off" in told for told in pair}) == 1 for pair in found)


def test_an_hour_that_may_be_of_either_half_of_the_day_is_no_conflict() -> None:
    def outcomes(one: str, other: str) -> set[str]:
        days = {"published": ["2026-02-07", "2026-02-07"]}
        claims = propositions(ck.extract(sources_of(one, other, **days)))
        first: dict[str, Proposition] = {claim.source_id: claim for claim in reversed(claims)}
        two = [first[f"{i:012x}"] for i in range(2)]
        return {each.outcome for each in compare(*two) if "time" in each.explanation} | {
            each.outcome for each in compare(*two) if "date" in each.reasons
        }

    at_seven = "The curtain rose at seven o'clock."
    assert outcomes(at_seven, "The curtain rose at 7 p.m.") == {"detail"}
    assert outcomes(at_seven, "The curtain rose at half past eight.") == {"conflict"}
    assert outcomes("The train left at 4.20 on Monday morning.",
                    "The train left at 5.50 on Monday morning.") == {"conflict"}  # fmt: skip
