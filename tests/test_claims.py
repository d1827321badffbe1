"""What is cut out as a claim, of what it is said, and how it reads alone."""

from typing import Any

import pytest
from test_extraction import sources_of

import claimkit as ck


def claims_in(text: str) -> list[Any]:
    return list(ck.extract(sources_of(text)).claims.itertuples())


def texts_in(text: str) -> list[str]:
    return [claim.text for claim in claims_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor opened the bridge and cut the ribbon.",
            ["The mayor opened the bridge", "cut the ribbon"],
        ),
        (
            "The mayor opened the bridge on Monday, but nobody came.",
            ["The mayor opened the bridge on Monday", "nobody came"],
        ),
        (
            "Jana Petrik, the harbour’s chief engineer, disagreed.",
            [
                "Jana Petrik, the harbour’s chief engineer",
                "Jana Petrik, the harbour’s chief engineer, disagreed",
            ],
        ),
        (
            "The board met Elin Voss, who led the port until 2019.",
            ["The board met Elin Voss", "Elin Voss, who led the port until 2019"],
        ),
        (
            "If it rains, the pier will close because it is old.",
            ["If it rains, the pier will close because it is old"],
        ),
        ("Voss said that the pier is safe.", ["the pier is safe"]),
        ("“The pier,” she said, “is not safe.”", ["is not safe"]),
        (
            "Voss praised the plan and said that it works.",
            ["Voss praised the plan", "it works"],
        ),
        ("Voss wants to close the pier.", ["Voss wants to close the pier"]),
        ("Asked whether the pier was safe, Voss left.", ["the pier was safe"]),
        ("PORT ELLERY, Feb. 6 — The harbour was shut.", ["The harbour was shut"]),
        ("Two schools are to be closed.", ["Two schools are to be closed"]),
    ],
)
def test_claims_are_clauses_that_stand_alone(text: str, expected: list[str]) -> None:
    assert [found for found in texts_in(text) if found in expected] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Is the pier safe?",
        "“What was the pier built for?” Voss asked.",
        "Close the pier.",
        "Let’s close the pier.",
        "What a day!",
        "It is a beautiful idea.",
        "Thank you all.",
        "Pier shut after storm",
        "By Jana Petrik",
    ],
)
def test_questions_orders_judgements_and_headings_are_no_claims(text: str) -> None:
    assert texts_in(text) == []


def test_what_is_to_happen_is_a_claim_of_who_says_so() -> None:
    (claim,) = claims_in("The bridge is to be closed until May, the mayor said on Friday.")
    assert claim.text == "The bridge is to be closed until May"
    assert claim.statement_id is not None


def test_a_claim_belongs_to_the_innermost_statement() -> None:
    analysis = ck.extract(
        sources_of("Lind said that Voss had told him that the repairs cost a lot.")
    )
    (claim,) = analysis.claims.itertuples()
    inner = analysis.statements[analysis.statements["parent_id"].notna()]
    assert (claim.text, claim.statement_id) == (
        "the repairs cost a lot",
        inner["statement_id"].iloc[0],
    )


@pytest.mark.parametrize(
    ("text", "subject", "predicate"),
    [
        ("The old pier has never been repaired.", "The old pier", "has never been repaired"),
        ("It is not clear who paid.", "It", "is not clear"),
        ("Jana Petrik is the chief engineer.", "Jana Petrik", "is the chief engineer"),
        ("The crew shut down the pump.", "The crew", "shut down"),
    ],
)
def test_subject_and_predicate_are_as_printed(text: str, subject: str, predicate: str) -> None:
    claim = claims_in(text)[-1]
    assert (claim.subject, claim.predicate) == (subject, predicate)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor opened the bridge and cut the ribbon.", "[The mayor] cut the ribbon"),
        ("Mayor Elin Voss met Bo Lind. She left.", "[Elin Voss] left"),
        ("Mayor Elin Voss met Bo Lind. Her office was shut.", "[Elin Voss’s] office was shut"),
        ("The pier was shut on Monday.", "The pier was shut on Monday [2025-03-10]"),
        (
            "The crew could not shut the gate or open the lock.",
            "[The crew could not] open the lock",
        ),
    ],
)
def test_a_claim_reads_alone(text: str, expected: str) -> None:
    assert claims_in(text)[-1].standalone == expected


def test_an_apposition_and_a_relative_clause_read_alone() -> None:
    text = "The board met Jana Petrik, the harbour’s chief engineer."
    assert "Jana Petrik [is] the harbour’s chief engineer" in [
        claim.standalone for claim in claims_in(text)
    ]
    text = "The board met Elin Voss, who led the port until 2019."
    assert "[Elin Voss] led the port until 2019" in [claim.standalone for claim in claims_in(text)]


def test_what_stands_in_brackets_can_be_traced() -> None:
    analysis = ck.extract(sources_of("Mayor Elin Voss met Bo Lind. She left on Monday."))
    claim = analysis.claims.iloc[-1]
    spans = analysis.spans[analysis.spans["owner_id"] == claim["claim_id"]]
    marked = {(span.role, span.text, span.value) for span in spans.itertuples()}
    assert {("entity", "She", "Elin Voss"), ("time", "Monday", "2025-03-10")} <= marked


def test_every_claim_says_how_worth_checking_it_is() -> None:
    claims = ck.extract(sources_of("Unemployment rose to 9 percent in 2009. She left.")).claims
    high, low = claims["check_worthiness"]
    assert 0 <= low < high <= 1


@pytest.mark.parametrize(
    "text",
    [
        "PETRA LOMAX (managing director, Quillon Fruit): We offer 12 florins.",
        "The train stops in Tarnside, 20 miles from the coast.",
        "CARROW, Sept. 18 (Northern Dispatch) — Apple pickers went back to work on Monday.",
    ],
)
def test_a_label_a_distance_and_a_dateline_are_no_appositions(text: str) -> None:
    assert not any("[is]" in claim.standalone for claim in claims_in(text))


def test_a_claim_begins_behind_the_that_which_opens_it() -> None:
    (claim,) = claims_in("Mira Holm had one thing to say: that the room was too small.")
    assert claim.text == "the room was too small"


def test_nobody_belongs_to_what_nobody_can_say() -> None:
    (claim,) = claims_in('"Nobody can say that the town was warned," the mayor said.')
    assert (claim.text, claim.subject, claim.polarity) == (
        "Nobody can say that the town was warned",
        "Nobody",
        "negative",
    )


def test_a_title_in_quotation_marks_is_the_subject_of_what_follows() -> None:
    claims = claims_in(
        "“The Blue Gate”, 47 inches wide and 35 high, was sold twice and now lies in a bank vault."
    )
    assert claims[-1].standalone == "[Blue Gate] now lies in a bank vault"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Bo Lind runs the pilot station.", "Bo Lind"),
        ("Elin Voss signed the harbour contract on Monday.", "Elin Voss"),
    ],
)
def test_a_name_before_the_verb_that_opens_a_text_is_its_subject(text: str, subject: str) -> None:
    (claim,) = ck.extract(sources_of(text)).claims.itertuples()
    assert (claim.text, claim.subject) == (text.rstrip("."), subject)


@pytest.mark.parametrize(
    "text",
    [
        "Turnout was 71 percent",
        "The suspect is 23",
        "Ada Moll is 34 years old",
        "Four prizes went to the film",
        "The firm has a staff of 2,100",
    ],
)
def test_a_sentence_that_is_all_of_a_text_is_no_heading(text: str) -> None:
    assert texts_in(f"{text}.") == [text]


def test_who_it_was_is_not_told_twice() -> None:
    found = claims_in("The winner was Ada Moll. The winner is 34 years old.")
    assert found[0].standalone == "The winner was Ada Moll"
