"""Cleft sentences: one claim, of whom or what the sentence puts first."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from test_claims import claims_in


class Told(NamedTuple):
    """What the one claim of a cleft sentence says."""

    subject: str
    predicate: str
    polarity: str = "positive"
    certainty: str = "certain"


CLEFTS = {
    "It was Teodor Quast who paid the fine.": Told("Teodor Quast", "paid"),
    "It was the Ministry of Transport that ordered the survey of the dam.": Told(
        "the Ministry of Transport", "ordered"
    ),
    "It is here that the ferry will come ashore.": Told("the ferry", "will come"),
    "It was only after the flood that the crew found the crack.": Told("the crew", "found"),
    "It was not Quast who signed the contract.": Told("Quast", "signed", "negative"),
    "It was not Quast but Holm who signed the contract.": Told("Quast but Holm", "signed"),
    "It was Quast who did not sign the contract.": Told("Quast", "did not sign", "negative"),
    "It was not until March that the dam broke.": Told("the dam", "broke"),
    "It may have been Quast who sold the boat.": Told("Quast", "sold", "positive", "possible"),
    "It was the rain that might have caused the slide.": Told(
        "the rain", "might have caused", "positive", "possible"
    ),
    "In the end it was rain, not the fire crews, that put out the blaze.": Told(
        "rain, not the fire crews", "put out"
    ),
    "It’s the drivers who will pay.": Told("the drivers", "will pay"),
    "It was her brother who had paid the fine and who later left the town.": Told(
        "her brother", "had paid"
    ),
}


@pytest.mark.parametrize(("text", "told"), CLEFTS.items())
def test_a_cleft_is_one_claim_of_what_it_puts_first(text: str, told: Told) -> None:
    (claim,) = claims_in(text)
    assert claim.text == text.rstrip(".")
    assert Told(claim.subject, claim.predicate, claim.polarity, claim.certainty) == told


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("It is clear that the pier is old.", "It"),
        ("It was a mistake that cost Quast his job.", "It"),
        ("It is the third storm that has hit the coast this year.", "It"),
        ("It is the company's view that the pier is safe.", "It"),
        ("It was the sort of town that people leave.", "It"),
        ("The board bought a house. It was the house that Mira Holm had built.", "It"),
    ],
)
def test_it_that_means_something_makes_no_cleft(text: str, subject: str) -> None:
    assert claims_in(text)[-1].subject == subject


def test_who_it_was_is_told_also_of_one_who_says_something() -> None:
    text = "It was a student, Mira Holm, who noticed that the blue was too new."
    claims = [claim for claim in claims_in(text) if claim.text != "a student, Mira Holm"]
    assert [(claim.text, claim.subject) for claim in claims] == [
        (text.rstrip("."), "a student"),
        ("the blue was too new", "the blue"),
    ]


def test_a_cleft_in_what_somebody_says_is_a_claim_of_the_statement() -> None:
    (claim,) = claims_in("Mira Holm said that it was Quast who opened the gate.")
    assert (claim.text, claim.subject) == ("it was Quast who opened the gate", "Quast")
    assert claim.statement_id is not None


def test_what_follows_shares_the_subject_of_a_cleft() -> None:
    claims = claims_in("It was Quast who could not open the lock and shut the gate.")
    assert [claim.standalone for claim in claims] == [
        "It was Quast who could not open the lock",
        "[Quast could not] shut the gate",
    ]


def test_the_time_that_a_cleft_puts_first_is_that_of_its_claim() -> None:
    (claim,) = claims_in("It was in March 2019 that the dam broke.")
    assert claim.about_time == "2019-03"


def test_the_pronoun_of_a_cleft_is_nobody() -> None:
    claim = claims_in("Halvern Foods was fined. It was the mayor who closed it.")[-1]
    assert claim.standalone == "It was the mayor who closed [Halvern Foods]"
