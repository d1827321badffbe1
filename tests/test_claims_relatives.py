"""Relative clauses behind a comma: whose, a preposition before or behind, where."""

from __future__ import annotations

import pytest
from test_claims import claims_in, texts_in

RELATIVES = {
    "Elster, whose last day in office is 31 May, will speak on Monday.": (
        "Elster, whose last day in office is 31 May",
        "[Elster’s] last day in office is 31 May [2025-05]",
        "whose last day in office",
    ),
    "The engine, whose parts were made in Oslo, failed twice.": (
        "The engine, whose parts were made in Oslo",
        "[The engine’s] parts were made in Oslo",
        "whose parts",
    ),
    "The mayor, under whose rule the port grew, died in 1999.": (
        "The mayor, under whose rule the port grew",
        "under [the mayor’s] rule the port grew",
        "the port",
    ),
    "The caravans, which no inspector has looked at this year, stand by the river.": (
        "The caravans, which no inspector has looked at this year",
        "no inspector has looked at [the caravans] this year [2025]",
        "no inspector",
    ),
    "The bridge, on which the town had spent 4 million florins, fell in March.": (
        "The bridge, on which the town had spent 4 million florins",
        "the town had spent 4 million florins on [the bridge]",
        "the town",
    ),
    "The firm, which Lind works for, has closed.": (
        "The firm, which Lind works for",
        "Lind works for [the firm]",
        "Lind",
    ),
    "The report, of which the mayor knew nothing, was printed in May.": (
        "The report, of which the mayor knew nothing",
        "the mayor knew nothing of [the report]",
        "the mayor",
    ),
    "Lind, whom the board wanted to hire in 2019, went to Oslo.": (
        "Lind, whom the board wanted to hire in 2019",
        "the board wanted to hire [Lind] in 2019",
        "the board",
    ),
    "The workers, most of whom live in tents, have struck.": (
        "The workers, most of whom live in tents",
        "most of [the workers] live in tents",
        "most of whom",
    ),
    "Port Hale, where the vote was held in 2019, is a small town.": (
        "Port Hale, where the vote was held in 2019",
        "the vote was held in 2019 [in Port Hale]",
        "the vote",
    ),
}


@pytest.mark.parametrize(("text", "told"), RELATIVES.items())
def test_a_relative_clause_reads_alone_with_its_antecedent_where_the_gap_is(
    text: str, told: tuple[str, str, str]
) -> None:
    found = [(claim.text, claim.standalone, claim.subject) for claim in claims_in(text)]
    assert told in found


def test_the_clause_around_keeps_its_own_subject() -> None:
    (_, claim) = claims_in("The report, of which the mayor knew nothing, was printed in May.")
    assert claim.subject == "The report"


def test_the_verb_that_a_relative_clause_interrupts_is_a_claim() -> None:
    claim = claims_in(
        "The caravans, which no inspector has looked at this year, stand by the river."
    )[-1]
    assert (claim.subject, claim.predicate) == ("The caravans", "stand")


def test_what_tells_which_one_is_meant_is_no_claim_of_its_own() -> None:
    text = "She spoke in the hall where the vote was held."
    assert texts_in(text) == [text.rstrip(".")]


def test_a_noun_behind_whose_is_no_apposition() -> None:
    text = "The council heard Mira Holm, whose son, Teodor, was killed in the flood."
    claims = [claim.standalone for claim in claims_in(text)]
    assert "[Mira Holm’s] son, Teodor, was killed in the flood" in claims
    assert not any("[is]" in claim for claim in claims)


def test_a_relative_clause_ends_where_the_verb_goes_on_that_it_interrupts() -> None:
    text = "It was in May 2019 that Anna Berg, who had led the port, left the town."
    assert "Anna Berg, who had led the port" in texts_in(text)


def test_a_clause_said_of_what_stands_before_its_pronoun_has_that_for_subject() -> None:
    claims = claims_in("The plan, which Lind said was too costly, was dropped.")
    assert [claim.standalone for claim in claims] == [
        "[The plan] was too costly",
        "[The plan] was dropped",
    ]
