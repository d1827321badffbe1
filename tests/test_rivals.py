"""A report tells a thing once: of two claims of it, one contradicts what another report tells."""

import pytest
from test_crosscheck import sources_of

import claimkit as ck

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
