"""Quotations side by side, reprints, and findings: the planted pairs and the rules behind them."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_language import ANY

import claimkit as ck
from claimkit.crosscheck.reuse import credit, origins
from claimkit.tables import Analysis, CrossCheck, frame

SEEDS = Path(__file__).parent.parent / "seeds"
PLANTED = yaml.safe_load((Path(__file__).parent / "harbour_planted.yaml").read_text("utf-8"))
COURIER = "2025-02-06_Northshore-Courier_channel-stays-shut.txt"
# What compares quotations word by word; the pair encoder finds the others.
COVERED = [
    pair
    for pair in PLANTED["pairs"]
    if pair["relation"] in ("quote_altered", "quote_excerpt", "attribution_conflict")
]


def sources_of(*texts: str, **columns: list[Any]) -> pd.DataFrame:
    rows = [
        {
            "source_id": f"{i:012x}",
            "story": "port",
            "path": f"{i}.txt",
            "text": text,
            **{column: values[i] for column, values in columns.items()},
        }
        for i, text in enumerate(texts)
    ]
    return frame("sources", rows)


def checked(*texts: str, **columns: list[Any]) -> CrossCheck:
    return ck.cross_check(ck.extract(sources_of(*texts, **columns)))


def relations(check: CrossCheck) -> list[tuple[str, list[str]]]:
    return sorted((row.relation, row.reasons) for row in check.links.itertuples())


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return ck.extract(ck.read_sources(SEEDS / "harbour"))


@pytest.fixture(scope="module")
def check(analysis: Analysis) -> CrossCheck:
    return ck.cross_check(analysis)


@pytest.fixture(scope="module")
def links(analysis: Analysis, check: CrossCheck) -> pd.DataFrame:
    """The links with the document and place of each claim."""
    places = analysis.claims.merge(analysis.sources[["source_id", "path"]], on="source_id")
    places = places.set_index("claim_id")[["path", "start", "end"]]
    return check.links.join(places.add_suffix("_a"), on="claim_a").join(
        places.add_suffix("_b"), on="claim_b"
    )


# The sample story.


def between(
    links: pd.DataFrame, analysis: Analysis, pair: dict[str, Any]
) -> list[tuple[str, list[str]]]:
    """The links between the two texts of a planted pair."""
    texts = analysis.sources.set_index("path")["text"]
    places = {}
    for side in "ab":
        path, text = pair[f"doc_{side}"], pair[f"text_{side}"]
        start = texts[path].index(text)
        places[path] = (start, start + len(text))

    def touches(path: str, start: int, end: int) -> bool:
        return path in places and start < places[path][1] and end > places[path][0]

    return [
        (row.relation, list(row.reasons))
        for row in links.itertuples()
        if {row.path_a, row.path_b} == set(places)
        and touches(row.path_a, row.start_a, row.end_a)
        and touches(row.path_b, row.start_b, row.end_b)
    ]


def test_four_of_the_planted_pairs_are_quotations_in_conflict() -> None:
    assert len(COVERED) == 4


@pytest.mark.parametrize(
    "pair",
    [pair for pair in COVERED if pair["relation"] != "attribution_conflict"],
    ids=lambda pair: pair["text_b"][:30],
)
def test_a_planted_pair_is_found(
    pair: dict[str, Any], links: pd.DataFrame, analysis: Analysis
) -> None:
    ((relation, reasons),) = between(links, analysis, pair)
    assert relation == pair["relation"]
    assert set(reasons) == set(pair["reasons"])


def test_words_given_to_another_speaker_are_a_conflict_with_the_record(
    links: pd.DataFrame, analysis: Analysis
) -> None:
    (pair,) = [pair for pair in COVERED if pair["relation"] == "attribution_conflict"]
    spoken = {
        "doc_a": "board-session.txt",
        "text_a": "This harbour has been starved of money for ten years.",
    }
    assert between(links, analysis, pair | spoken) == [("attribution_conflict", ["attribution"])]


def test_an_altered_quotation_tells_what_was_altered(check: CrossCheck) -> None:
    altered = check.links[check.links["relation"] == "quote_altered"]
    assert sorted(map(tuple, altered["reasons"])) == [
        ("number", "wording"),
        ("polarity", "wording"),
    ]
    told = " ".join(altered["explanation"])
    assert "“eleven” against “seventeen”" in told
    assert "“not” stands only in the first" in told
    assert altered["independent"].all()


def test_look_alikes_are_no_conflicts(links: pd.DataFrame, analysis: Analysis) -> None:
    for pair in PLANTED["pairs"]:
        if pair["relation"] in ("none", "reconciled"):
            told = {relation for relation, _ in between(links, analysis, pair)}
            allowed = {"reconciled"} if pair["relation"] == "reconciled" else set()
            assert told <= allowed | {"equivalent", "refines"}, pair["note"]


def test_a_reprint_counts_with_what_it_reprints(analysis: Analysis, check: CrossCheck) -> None:
    paths = dict(zip(analysis.sources["source_id"], analysis.sources["path"], strict=True))
    (planted,) = PLANTED["copies"]
    rows = {paths[row.source_id]: row for row in check.origins.itertuples()}
    copy = rows[planted["copy"]]
    assert paths[copy.copied_from] == planted["of"] == COURIER
    assert copy.origin_id == rows[planted["of"]].origin_id
    assert copy.shared > 0.8
    assert check.origins["origin_id"].nunique() == 4
    assert check.origins["copied_from"].notna().sum() == 1


def test_a_claim_of_an_outlet_and_its_reprint_has_one_origin(check: CrossCheck) -> None:
    told = "The Corran Star ran aground in the main channel of Port Ellery harbour on Monday night"
    own = check.findings[check.findings["text"].str.startswith(told)]
    assert own[["verdict", "n_outlets", "n_origins"]].values.tolist() == [["single_source", 2, 1]]


def test_the_wire_is_credited_as_printed(analysis: Analysis, check: CrossCheck) -> None:
    paths = dict(zip(analysis.sources["source_id"], analysis.sources["path"], strict=True))
    credited = check.origins.dropna(subset=["credit"])
    (planted,) = PLANTED["credits"]
    assert [(paths[row.source_id], row.credit) for row in credited.itertuples()] == [
        (planted["document"], planted["wire"])
    ]


# The owner's article.


def test_a_quotation_cut_within_the_article_is_an_excerpt_and_nothing_is_disputed() -> None:
    check = ck.cross_check(ck.extract(ck.read_sources(SEEDS / "ceasefire")))
    assert set(check.links["relation"]) <= {"quote_excerpt", "equivalent", "refines"}
    (cut,) = [text for text in check.links["explanation"] if "“promising… but" in text]
    assert "“He put out a very promising statement, but it wasn’t complete”" in cut
    assert not check.links["independent"].any()
    assert set(check.findings["verdict"]) == {"single_source"}


# Every story.


@pytest.mark.parametrize("story", ["ceasefire", "harbour"])
def test_the_contracts_hold_and_every_claim_is_in_one_finding(story: str) -> None:
    analysis = ck.extract(ck.read_sources(SEEDS / story))
    check = ck.cross_check(analysis)
    failures = ck.validate(analysis, check)
    assert failures.empty, failures.to_dict("records")
    listed = [claim_id for group in check.findings["claim_ids"] for claim_id in group]
    assert sorted(listed) == sorted(analysis.claims["claim_id"])


KEYS = {"links": "link_id", "origins": "source_id", "findings": "finding_id"}


def in_order(check: CrossCheck) -> dict[str, list[dict[str, Any]]]:
    rows = {name: table.sort_values(KEYS[name]) for name, table in check.tables().items()}
    return {
        name: table.astype(object).where(table.notna(), None).to_dict("records")
        for name, table in rows.items()
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_rows_changes_nothing(
    seed: int, analysis: Analysis, check: CrossCheck
) -> None:
    shuffled = {
        name: table.sample(frac=1, random_state=seed) for name, table in analysis.tables().items()
    }
    assert in_order(ck.cross_check(Analysis(**shuffled))) == in_order(check)


@settings(deadline=None, max_examples=40)
@given(st.lists(ANY.filter(str.strip), min_size=1, max_size=4), st.randoms())
def test_any_texts_are_checked_and_hold_the_contracts(texts: list[str], random: Any) -> None:
    days = [random.choice(["2025-03-14", "2025-03-15T08:00:00Z", None]) for _ in texts]
    analysis = ck.extract(sources_of(*texts, published=days))
    check = ck.cross_check(analysis)
    tables = {**analysis.tables(), **check.tables()}
    failures = ck.validate({name: table for name, table in tables.items() if name != "sources"})
    assert failures.empty, failures.to_dict("records")
    listed = [claim_id for group in check.findings["claim_ids"] for claim_id in group]
    assert sorted(listed) == sorted(analysis.claims["claim_id"])


def test_a_story_without_claims_has_no_findings() -> None:
    check = checked("Nine.")
    assert (len(check.links), len(check.origins), len(check.findings)) == (0, 1, 0)


# Quotations.


VOSS = "“The pier has never been safe,” Elin Voss said."
LIND = "“The pier has never been safe,” Bo Lind said."


def test_the_same_words_of_two_people_are_a_conflict_and_no_agreement() -> None:
    check = checked(VOSS, LIND)
    assert relations(check) == [("attribution_conflict", ["attribution"])]
    assert check.findings["verdict"].tolist() == ["disputed"]


def test_the_same_words_of_one_person_or_of_nobody_known_agree() -> None:
    for text in (VOSS, VOSS.replace("Elin Voss", "she"), VOSS.replace("Elin ", "Mayor ")):
        check = checked(VOSS, text)
        assert relations(check) == [("equivalent", ["wording"])]
        assert check.findings["verdict"].tolist() == ["corroborated"]
        assert check.links["independent"].tolist() == [True]


SHE = "Engineer Elin Voss walked out on it. {}“The pier has never been safe,” she said."


def test_who_she_is_counts_where_nobody_else_is_named_near() -> None:
    known = checked(SHE.format(""), LIND)
    assert ("attribution_conflict", ["attribution"]) in relations(known)
    # Another woman who may be meant: it may be read wrongly, so nothing is said against Lind.
    unsure = checked(SHE.format("Mayor Ada Reyk met her there. "), LIND)
    assert "attribution_conflict" not in set(unsure.links["relation"])


def test_an_altered_quotation_is_told_once() -> None:
    first = "“My crews went into the old tunnel four times and saw nothing,” Elin Voss said."
    later = first.replace("four", "five")
    check = checked(first, later, published=["2025-03-13", "2025-03-14"])
    assert relations(check) == [("quote_altered", ["number", "wording"])]


@pytest.mark.parametrize(
    ("first", "later", "relation"),
    [
        ("The tunnel of Kelm cost the county {} million crowns.", (218, 281), "contradicts"),
        ("The ministry paid {} crowns for every dose.", (18, 28), "contradicts"),
        ("The storm in Kelm has killed {} people.", (18, 29), "reconciled"),
    ],
)
def test_a_count_goes_on_and_a_price_does_not(
    first: str, later: tuple[int, int], relation: str
) -> None:
    texts = [first.format(number) for number in later]
    check = checked(*texts, published=["2025-03-13", "2025-03-15"])
    assert check.links["relation"].tolist() == [relation]


def test_votes_for_and_against_are_no_update() -> None:
    text = "The council of Kelm approved the plan by {} votes to {}."
    days = ["2025-03-13", "2025-03-15"]
    check = checked(text.format(26, 23), text.format(28, 21), published=days)
    assert check.links["relation"].tolist() == ["contradicts"]


def test_stories_are_not_mixed() -> None:
    assert relations(checked(VOSS, LIND, story=["port", "pier"])) == []


def test_a_term_in_quotation_marks_is_no_quotation_to_compare() -> None:
    check = checked("Voss spoke of the “root causes” of it.", "Lind called them “root causes” too.")
    assert not any(relation.startswith("quote") for relation, _ in relations(check))


# Reprints.

REPORT = (
    "The pier of Kelm was shut on Monday. A crack runs through its third pillar. The ferry goes "
    "from the old quay for now. Repairs will take until May at least."
)
OTHER = (
    "Kelm closes its pier to all visitors. Engineers saw a deep crack there. Nobody knows how much "
    "the work is to cost the town. The ferry is not affected by it."
)


def copied(*texts: str, published: list[str | None]) -> list[tuple[int, int | None]]:
    """For each document the numbers of its origin and of what it was copied from."""
    rows = origins(sources_of(*texts, published=published)).itertuples()
    return [
        (int(r.origin_id, 16), None if pd.isna(r.copied_from) else int(r.copied_from, 16))
        for r in rows
    ]


def test_the_later_of_two_like_documents_is_the_copy() -> None:
    reprint = "KELM — " + REPORT.replace("Monday", "Tuesday")
    assert copied(reprint, REPORT, OTHER, published=["2025-03-15", "2025-03-14", "2025-03-16"]) == [
        (1, 1),
        (1, None),
        (2, None),
    ]


@pytest.mark.parametrize(
    "days",
    [
        [None, None],
        ["2025-03-14", None],
        ["2025-03-14", "2025-03-14"],
        ["2025-03-14", "2025-03-14T08:00:00+01:00"],
    ],
)
def test_where_no_dates_tell_who_copied_two_share_an_origin(days: list[str | None]) -> None:
    one, other = copied(REPORT, REPORT, published=days)
    assert one == other and one[1] is None


def test_a_copy_of_a_copy_has_the_first_origin() -> None:
    days = ["2025-03-14", "2025-03-15", "2025-03-16"]
    assert [origin for origin, _ in copied(REPORT, REPORT, REPORT, published=days)] == [0, 0, 0]


def test_shared_quotations_are_no_reprint() -> None:
    quotes = " ".join(f"“We will open the {n} pier of the town in May,” she said." for n in "abcd")
    assert copied(f"{REPORT} {quotes}", f"{OTHER} {quotes}", published=[None, None]) == [
        (0, None),
        (1, None),
    ]


def test_a_few_shared_words_are_no_reprint() -> None:
    line = "The pier is shut until further notice."
    assert copied(line, line, published=[None, None]) == [(0, None), (1, None)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KELM (Northwire) — The pier is shut.", "Northwire"),
        ("KELM, March 4 (Coast News) - The pier is shut.", "Coast News"),
        (
            "The pier is shut. Reporting by Coast & Sea News; editing by Bo Lind.",
            "Coast & Sea News",
        ),
        ("The pier is shut. Northwire contributed to this report.", "Northwire"),
        ("The Coast News contributed to this report.", "Coast News"),
        ("Reporting by Judith Amsel and Bo Lind; Judith Amsel contributed to this story.", None),
        ("KELM — The pier is shut (again).", None),
        ("A" * 300_000, None),
        ("A " * 150_000, None),
        ("A.-" * 100_000, None),
    ],
)
def test_a_wire_is_credited_as_it_is_printed(text: str, name: str | None) -> None:
    assert credit(text) == name
