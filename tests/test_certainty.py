"""How surely something is claimed, and whether it is denied."""

import pandas as pd
import pytest
from test_extraction import sources_of

import claimkit as ck

# The predicate that is asked about is in the last claim.
SENTENCES = [
    ("The pier is closed.", "positive", "certain"),
    ("The pier is not closed.", "negative", "certain"),
    ("The ferry no longer runs on Sundays.", "negative", "certain"),
    ("Nobody was injured in the fire.", "negative", "certain"),
    ("The divers found no leak.", "negative", "certain"),
    ("Neither the mayor nor her deputy attended the hearing.", "negative", "certain"),
    ("There is no evidence that the ferry was overloaded.", "negative", "certain"),
    ("The plan was hardly noticed.", "negative", "certain"),
    ("The pump is unsafe.", "positive", "certain"),
    ("The crew failed to close the valve.", "positive", "certain"),
    ("No fewer than 40 people were hurt.", "positive", "certain"),
    ("Voss denied that the dam was leaking.", "negative", "certain"),
    ("He does not want to talk about it.", "negative", "certain"),
    ("The mayor did not open the bridge or cut the ribbon.", "negative", "certain"),
    ("The harbour may close in May.", "positive", "possible"),
    ("He could not open the gate.", "negative", "certain"),
    ("Perhaps the crane failed.", "positive", "possible"),
    ("There is a chance that the ferry will be late.", "positive", "possible"),
    ("Voss said “maybe” he would call Bo Lind.", "positive", "possible"),
    ("Lind doubts that the dam is safe.", "positive", "possible"),
    ("The wall must be repaired by winter.", "positive", "certain"),
    ("The captain must have ignored the warning.", "positive", "probable"),
    ("The town should pay for the repairs.", "positive", "certain"),
    ("The work should be finished by May.", "positive", "probable"),
    ("The bridge is expected to reopen next week.", "positive", "probable"),
    ("The dam appears to be leaking.", "positive", "probable"),
    ("Voss believes the dam is safe.", "positive", "probable"),
    ("If the dam leaks, the valley will be flooded.", "positive", "unknown"),
    ("The port stayed open even if few ships came.", "positive", "certain"),
    ("The council wants to sell the pier.", "positive", "unknown"),
    ("Lind asked whether the crew had been drinking.", "positive", "unknown"),
    ("Voss said the dam may leak.", "positive", "possible"),
    ("Voss warned that the wall will fall.", "positive", "certain"),
]


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    texts = [text for text, _, _ in SENTENCES]
    analysis = ck.extract(pd.concat([sources_of(text) for text in texts], ignore_index=True))
    merged = analysis.claims.merge(analysis.sources[["source_id", "text"]], on="source_id")
    return merged.groupby("text_y").last()


@pytest.mark.parametrize(("text", "polarity", "certainty"), SENTENCES)
def test_polarity_and_certainty(
    claims: pd.DataFrame, text: str, polarity: str, certainty: str
) -> None:
    claim = claims.loc[text]
    assert (claim["polarity"], claim["certainty"]) == (polarity, certainty)


def test_what_denies_and_what_weakens_is_marked() -> None:
    analysis = ck.extract(sources_of("Voss said the port may not open."))
    (claim,) = analysis.claims["claim_id"]
    spans = analysis.spans[analysis.spans["owner_id"] == claim]
    assert {(s.role, s.text) for s in spans.itertuples()} >= {
        ("hedge", "may"),
        ("negation", "not"),
    }
