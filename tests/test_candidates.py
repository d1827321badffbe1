"""Which claims are compared: those that may be about the same, however many others there are."""

from __future__ import annotations

import numpy as np
import pandas as pd

import claimkit as ck
from claimkit.crosscheck.candidates import ELSEWHERE, WITHIN, candidates
from claimkit.crosscheck.neighbours import nearest
from claimkit.crosscheck.propositions import Proposition
from claimkit.tables import frame


def story(*documents: list[str]) -> list[Proposition]:
    """Claims of documents, a sentence a claim, as the cross-check reads them."""
    found = []
    for number, sentences in enumerate(documents):
        at = 0
        for text in sentences:
            found.append(
                Proposition(
                    claim_id=f"{number:06}{at:06}",
                    source_id=f"{number:012}",
                    story="lift",
                    start=at,
                    end=at + len(text),
                    text=text,
                    standalone=text,
                    subject=None,
                    predicate=None,
                    polarity="positive",
                    certainty="certain",
                    about_time=None,
                    published=f"2025-03-{number % 28 + 1:02}",
                )
            )
            at += len(text) + 1
    return found


def met(claims: list[Proposition]) -> set[frozenset[str]]:
    return {frozenset((claims[i].text, claims[j].text)) for i, j in candidates(claims).tolist()}


KILLED = "A lift mechanic was killed."
LOST = "A man who maintained the lift lost his life."
EVENT = [
    "The rope of the Sorrel gondola slipped off its wheels on Saturday.",
    "Captain Oyelaran brought down every passenger before midnight.",
    "Gusts of 96 kilometres an hour were measured on Mount Sorrel.",
]
TOLD_AGAIN = [
    "On Saturday the Sorrel gondola’s rope slipped from its wheels.",
    "Every passenger was brought down by Captain Oyelaran before midnight.",
    "On Mount Sorrel gusts of 96 kilometres an hour were measured.",
]
TRADES = (
    "baker tanner cooper miller weaver potter glazier saddler tinker plumber roofer joiner "
    "printer farrier brewer dyer"
).split()


def test_a_paraphrase_is_met_among_many_claims_that_share_more_words() -> None:
    others = [
        [f"A mechanic and the {trade} were killed.", f"A {trade} maintained the lift all his life."]
        for trade in TRADES
    ]
    claims = story([KILLED, *EVENT], [LOST, *TOLD_AGAIN], *others)
    assert frozenset((KILLED, LOST)) in met(claims)


def test_thirty_reprints_do_not_hide_what_another_outlet_tells() -> None:
    reprinted = "The ferry to Vessen carried 120 people over the sound on Monday."
    differing = "On Monday 210 travellers crossed the sound on the boat to Vessen."
    claims = story(*[[reprinted] for _ in range(30)], [differing])
    pairs = candidates(claims).tolist()
    assert all([i, 30] in pairs for i in range(30))
    assert len(pairs) <= len(claims) * ELSEWHERE


def test_a_clause_is_not_compared_with_the_sentence_that_holds_it() -> None:
    whole = story(["The mayor says that the pier of Kelm is safe."])[0]
    clause = Proposition(**{**vars_of(whole), "claim_id": "clause", "start": 20})
    assert len(candidates([whole, clause])) == 0


def vars_of(claim: Proposition) -> dict[str, object]:
    return {name: getattr(claim, name) for name in Proposition.__dataclass_fields__}


def test_pairs_grow_as_the_claims_do() -> None:
    rng = np.random.default_rng(7)
    words = np.array([f"{a}{b}" for a in TRADES for b in TRADES])
    texts = [f"The {' and the '.join(rng.choice(words, 6))} met." for _ in range(900)]
    few, many = (story(*[texts[i : i + 30] for i in range(0, n, 30)]) for n in (300, 900))
    a_claim = [len(candidates(claims)) / len(claims) for claims in (few, many)]
    assert a_claim[1] <= 1.3 * a_claim[0]
    assert max(a_claim) <= 2 * ELSEWHERE + WITHIN


def test_of_very_many_vectors_the_nearest_are_nearly_all_found() -> None:
    rng = np.random.default_rng(7)
    topics = rng.normal(size=(60, 32))
    vectors = (topics[rng.integers(60, size=6000)] + 0.5 * rng.normal(size=(6000, 32))).astype(
        np.float32
    )
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = list(nearest(vectors, 10))
    asked = range(0, 6000, 60)
    hits = [
        len(set(found[i].tolist()) & set(np.argsort(-(vectors @ vectors[i]))[:10].tolist()))
        for i in asked
    ]
    assert sum(hits) >= 0.95 * 10 * len(asked)
    assert all(len(set(each.tolist())) == len(each) == 10 for each in found)


def test_two_wordings_of_five_reprints_each_are_one_finding() -> None:
    texts = [
        "The old pier of Kelm was closed after the storm.",
        "After the storm the old pier of Kelm was closed.",
    ]
    rows = [
        {"source_id": f"{i:012x}", "story": "pier", "path": f"{i}.txt", "text": texts[i % 2],
         "outlet": f"Outlet {i}", "published": "2025-03-14"}
        for i in range(10)
    ]  # fmt: skip
    check = ck.cross_check(ck.extract(frame("sources", rows)))
    assert check.findings["n_outlets"].tolist() == [10]


def test_the_order_of_the_documents_changes_nothing() -> None:
    sources = ck.read_sources("tests/stories/gondola")
    checks = [
        ck.cross_check(ck.extract(each))
        for each in (sources, sources.iloc[::-1].reset_index(drop=True))
    ]
    for name, key in (("links", "link_id"), ("findings", "finding_id"), ("origins", "source_id")):
        one, other = (
            check.tables()[name].sort_values(key).reset_index(drop=True) for check in checks
        )
        pd.testing.assert_frame_equal(one, other)
