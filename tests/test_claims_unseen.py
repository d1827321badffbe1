"""What readers of real output found wrong: where claims end, how sure they are, when they hold."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import pytest
from test_extraction import sources_of

import claimkit as ck

CLAIMS = {
    # A full stop that belongs to a word ends no claim.
    "He lives in Ft. Ansel with two dogs.": ["He lives in Ft. Ansel with two dogs"],
    "Rep. Paul Lind, R-Wis., said the bill was dead.": ["the bill was dead"],
    # What a subordinator opens is part of the claim before it.
    "The board sold the pier, even after two surveys and one study had praised it.": [
        "The board sold the pier, even after two surveys and one study had praised it"
    ],
    "It is unclear whether the wall was weakened by the storm.": [
        "It is unclear whether the wall was weakened by the storm"
    ],
    # A relative clause that tells which is part of its noun.
    "They were led by panels that uncovered facts, found fault and made proposals.": [
        "They were led by panels that uncovered facts, found fault and made proposals"
    ],
    # The second of two contents is a claim, with `that` or a subject of the first.
    "Lind said that the sample was large but that the hives had not been chosen at random.": [
        "the sample was large",
        "the hives had not been chosen at random",
    ],
    # What two verbs are said of is not cut in two.
    "The club has neither confirmed nor denied reports that it will move.": [
        "The club has neither confirmed nor denied reports that it will move"
    ],
    # A quotation mark is there with its other half, and what the outlet adds is not.
    "Voss said the answer is “promising” but it was not complete.": [
        "the answer is “promising”",
        "it was not complete",
    ],
    "“So the port was shut on Monday,” Voss said.": ["the port was shut on Monday"],
    "The mayor said: ''The pier is old and it is not safe.''": [
        "The pier is old",
        "it is not safe",
    ],
    "“There was a leak,” Voss said.": ["There was a leak"],
    # Who says it stands behind.
    "Sales are expected to rise, the company said.": ["Sales are expected to rise"],
    "Dredging is to begin on March 10.": ["Dredging is to begin on March 10"],
    "The pier will be shut, the harbour master, Ines Halloran, told agents on Thursday.": [
        "The pier will be shut"
    ],
}


class Told(NamedTuple):
    """How a claim is told."""

    polarity: str
    certainty: str


STANCES = {
    "Voss was skeptical that the sandbar would be removed.": Told("positive", "possible"),
    "Agents asked if the fees would be waived.": Told("positive", "unknown"),
    "Voss refused to say whether the dam was safe.": Told("positive", "unknown"),
    "The company declined to say whether it would sell the ferry.": Told("positive", "unknown"),
    "Only ships that draw less than 4 metres may use the channel.": Told("positive", "certain"),
    "The ships may use the channel.": Told("positive", "possible"),
    "As long as the wind holds, the ferry will run.": Told("positive", "unknown"),
    "The port now expects revenue of 5 million crowns.": Told("positive", "probable"),
    "Lind is confident that the dam is safe.": Told("positive", "probable"),
}

TIMES = {
    # How far away something is, is no time at which it happens.
    "The ship ran aground, and three days later no ship can leave.": None,
    "The bridge is expected to reopen on March 20.": "2025-03-20",
    "Lind plans to open two clinics in 2026.": "2026",
    "A jury on Wednesday convicted the treasurer of theft.": "2025-03-12",
    "The council approved the plan for the bridge on Monday.": "2025-03-10",
    "He pointed to the 2020 election.": None,
    "She won in the 2016 election, and he lost in 2019.": "2019",
    "The fund lost twice as much as in 2019.": None,
}


@pytest.fixture(scope="module")
def found() -> dict[str, list[Any]]:
    texts = [*CLAIMS, *STANCES, *TIMES]
    analysis = ck.extract(pd.concat([sources_of(text) for text in texts], ignore_index=True))
    by_source = dict(zip(analysis.sources["source_id"], analysis.sources["text"], strict=True))
    claims: dict[str, list[Any]] = {text: [] for text in texts}
    for claim in analysis.claims.itertuples():
        claims[by_source[claim.source_id]].append(claim)
    return claims


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_is_a_whole_proposition_and_no_more(found: dict[str, list[Any]], text: str) -> None:
    texts = [claim.text for claim in found[text]]
    assert [each for each in texts if each in CLAIMS[text]] == CLAIMS[text]
    assert not any(each in text and each not in CLAIMS[text] for each in _halves(texts, text))


def _halves(texts: list[str], text: str) -> list[str]:
    """Return the claims that overlap one that is wanted, and are another stretch."""
    wanted = [(text.index(each), text.index(each) + len(each)) for each in CLAIMS[text]]
    places = [(each, text.index(each)) for each in texts if each not in CLAIMS[text]]
    return [each for each, at in places if any(a < at + len(each) and at < b for a, b in wanted)]


@pytest.mark.parametrize("text", STANCES)
def test_stance_is_that_of_who_speaks(found: dict[str, list[Any]], text: str) -> None:
    claim = found[text][-1]
    assert Told(claim.polarity, claim.certainty) == STANCES[text]


def test_what_is_told_beside_a_doubt_is_not_doubted() -> None:
    text = "Dray doubts that Jon Silke, who limped off on Saturday, will be fit."
    claims = {
        each.text: each.certainty for each in ck.extract(sources_of(text)).claims.itertuples()
    }
    assert claims == {
        "Jon Silke, who limped off on Saturday": "certain",
        "Jon Silke, who limped off on Saturday, will be fit": "possible",
    }


def test_a_demand_does_not_reach_the_next_sentence_of_a_quotation() -> None:
    text = "Voss demanded that “the report must be made public. The mayor works for the people.”"
    claims = ck.extract(sources_of(text)).claims
    assert list(claims["certainty"])[-1] == "certain"


@pytest.mark.parametrize("text", TIMES)
def test_a_claim_has_the_time_that_governs_it(found: dict[str, list[Any]], text: str) -> None:
    value = found[text][-1].about_time
    assert (None if pd.isna(value) else value) == TIMES[text]


def test_a_name_is_not_printed_beside_itself() -> None:
    text = "Mayor Elin Voss met the clerk. The mayor, Elin Voss, denied the report."
    last = ck.extract(sources_of(text)).claims.iloc[-1]
    assert last["standalone"] == "The mayor, Elin Voss, denied the report"


def test_only_a_subject_is_a_nominative_pronoun() -> None:
    text = "A farmer who left the valley, he sold the mill in 2019."
    claim = ck.extract(sources_of(text)).claims.iloc[-1]
    assert claim["subject"] == "he"
