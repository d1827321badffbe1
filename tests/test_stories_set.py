"""The nine invented stories with planted conflicts are read as meant; their lists are right."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import claimkit as ck
from claimkit.sources import read_folder

STORIES = Path(__file__).parent / "stories"
NAMES = tuple("creamery forgery gondola orchard rescue stadium tunnel turbines vaccine".split())
PLANTED = {
    name: yaml.safe_load((STORIES / f"{name}_planted.yaml").read_text("utf-8")) for name in NAMES
}

CONFLICTS = {"contradicts", "certainty_shift", "attribution_conflict", "quote_altered"}
AGREEMENTS = {"equivalent", "refines"}
OTHERS = {"reconciled", "quote_excerpt", "equivalent", "refines", "none"}
REASONS = {
    "number", "date", "place", "entity", "polarity", "certainty", "attribution", "wording",
    "scope", "rounding", "unit", "update",
}  # fmt: skip
# The reason that each relation has to name.
NAMED = {
    "certainty_shift": "certainty",
    "attribution_conflict": "attribution",
    "quote_altered": "wording",
    "quote_excerpt": "wording",
}
OUTLETS = {
    "creamery": {
        "brannoch-herald.html": ("Brannoch Herald", "2025-10-15T05:45:00+01:00", "report"),
        "briefing.txt": ("Public Health Directorate of Brannoch", "2025-10-14", "reference"),
        "capital-standard.txt": ("The Capital Standard", "2025-10-16", "report"),
        "dairy-week.html": ("Dairy Week", "2025-10-17", "report"),
        "meridian-press.txt": ("Meridian Press", "2025-10-14", "report"),
        "ostley-echo.txt": ("The Ostley Echo", "2025-10-15", "report"),
    },
    "forgery": {
        "canvas.html": ("Canvas", "2025-03-15", "report"),
        "court-minutes.txt": ("District Court of Vellmark", "2025-03-12", "reference"),
        "daily-clarion.txt": ("Daily Clarion", "2025-03-13", "report"),
        "harbinger-press.txt": ("Harbinger Press", "2025-03-12", "report"),
        "tidewater-mail.html": ("Tidewater Mail", "2025-03-13T06:00:00+01:00", "report"),
        "vellmark-chronicle.html": (
            "The Vellmark Chronicle",
            "2025-03-13T05:30:00+01:00",
            "report",
        ),
    },
    "gondola": {
        "2026-02-08_Corvus_sorrel-gondola.txt": ("Corvus News Agency", "2026-02-08", "report"),
        "brenn-bulletin.txt": ("Brenn Bulletin", "2026-02-10", "report"),
        "federal-observer.txt": ("The Federal Observer", "2026-02-09", "report"),
        "lauter-valley-times.html": (
            "Lauter Valley Times",
            "2026-02-08T18:10:00+01:00",
            "report",
        ),
        "summit-radio.html": ("Summit Radio", "2026-02-08T20:00:00+01:00", "report"),
    },
    "orchard": {
        "2025-09-20_Fruit-Grower_cold-nights-at-quillon.txt": (
            "Fruit Grower",
            "2025-09-20",
            "report",
        ),
        "averley-gazette.html": ("Averley Gazette", "2025-09-19T07:15:00+01:00", "report"),
        "daily-beacon.html": ("Daily Beacon", "2025-09-19T05:00:00+01:00", "report"),
        "mediation-record.txt": ("State Mediation Office", "2025-09-18", "reference"),
        "northern-dispatch.txt": ("Northern Dispatch", "2025-09-18", "report"),
        "wend-valley-post.html": ("Wend Valley Post", "2025-09-17T06:30:00+01:00", "report"),
    },
    "rescue": {
        "boreal_2025-03-13_aurelia-strand.txt": ("Boreal News", "2025-03-13", "report"),
        "estmark-review.html": ("The Estmark Review", "2025-03-14T05:30:00+01:00", "report"),
        "marrow-coast-herald.html": ("Marrow Coast Herald", "2025-03-13", "report"),
        "radio-nordhavn.txt": ("Radio Nordhavn", "2025-03-13", "report"),
        "skarholm-gazette.txt": ("Skarholm Gazette", "2025-03-15", "report"),
    },
    "stadium": {
        "capital-ledger.html": ("The Capital Ledger", "2025-09-11T06:00:00+02:00", "report"),
        "coastal-post.html": ("The Coastal Post", "2025-09-10T08:15:00+02:00", "report"),
        "halvern-echo.txt": ("HALVERN ECHO", "2025-09-10", "report"),
        "meridian-stadium-vote.txt": ("Meridian Press", "2025-09-10", "report"),
        "terrace-talk.txt": ("Terrace Talk, the fans' weekly", "2025-09-12", "report"),
    },
    "tunnel": {
        "2025-11-04_HPA_skarn-hill.txt": ("Halden Press Agency", "2025-11-04", "report"),
        "atlantic-ledger.txt": ("The Atlantic Ledger", "2025-11-07", "report"),
        "coastline-radio.txt": ("Coastline Radio", "2025-11-07", "report"),
        "dunmarrow-echo.html": ("Dunmarrow Echo", "2025-11-04T19:30:00+01:00", "report"),
        "vesterby-courier.html": ("Vesterby Courier", "2025-11-05T06:00:00+01:00", "report"),
    },
    "turbines": {
        "committee-record.txt": ("Assembly of the Northern Isles", "2024-05-22", "reference"),
        "evening-lantern.txt": ("The Evening Lantern", "2024-05-24", "report"),
        "fishing-tide.txt": ("Fishing Tide", "2024-05-24", "report"),
        "isles-advertiser.html": (
            "The Isles Advertiser",
            "2024-05-23T07:00:00+01:00",
            "report",
        ),
        "kirrin-observer.html": ("Kirrin Observer", "2024-05-23T06:00:00+01:00", "report"),
        "ledger-wire.txt": ("Ledger Wire", "2024-05-22", "report"),
    },
    "vaccine": {
        "2025-06-18_Cordia_vaccine-hearing.txt": ("Cordia News Agency", "2025-06-18", "report"),
        "hallin-gazette.html": ("The Hallin Gazette", "2025-06-19T07:45:00+02:00", "report"),
        "public-purse.txt": ("Public Purse", "2025-06-22", "report"),
        "radio-marn.txt": ("Radio Marn | News", "2025-06-24", "report"),
        "tolle-morning-post.html": ("Tolle Morning Post", "2025-06-19T05:00:00+02:00", "report"),
    },
}
# Words that stand on the pages of the stories, but outside their articles.
FURNITURE = (
    "Terms|Listen live|Boats for sale|Milk prices|Tractor market|Frost warnings|Win a cruise"
    "|Tide tables|Crossword|Auction calendar|<"
)

each_story = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def sources() -> dict[str, pd.DataFrame]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return {name: ck.read_sources(STORIES / name).set_index("path") for name in NAMES}


def pairs(name: str) -> list[dict[str, Any]]:
    planted = PLANTED[name]
    return [pair for part in ("conflicts", "look_alikes", "agreements") for pair in planted[part]]


def quoted(name: str) -> list[tuple[str, str, int]]:
    """Every document and text of a story's lists, with which occurrence of the text is meant."""
    found = []
    for pair in [*pairs(name), *PLANTED[name]["disputes"]]:
        for side in "ab":
            found.append(
                (pair[f"doc_{side}"], pair[f"text_{side}"], pair.get(f"occurrence_{side}", 1))
            )
        found += [
            (each["doc"], each["text"], each.get("occurrence", 1)) for each in pair.get("also", [])
        ]
    return found


@each_story
def test_the_documents_are_read_with_outlet_title_date_and_role(
    name: str, sources: dict[str, pd.DataFrame]
) -> None:
    assert read_folder(STORIES / name).unread.empty
    table = sources[name]
    read = {row.Index: (row.outlet, row.published, row.role) for row in table.itertuples()}
    assert read == OUTLETS[name]
    assert table["title"].notna().all()
    assert table["title"].is_unique
    assert set(table["story"]) == {name} == {PLANTED[name]["story"]}


@each_story
def test_the_documents_are_of_the_length_of_news(
    name: str, sources: dict[str, pd.DataFrame]
) -> None:
    words = sources[name]["text"].str.split().str.len()
    assert words.between(150, 400).all(), words.to_dict()
    # What stands around an article on its page is no part of its text.
    assert not sources[name]["text"].str.contains(FURNITURE).any()


@each_story
def test_every_planted_text_stands_in_its_document(
    name: str, sources: dict[str, pd.DataFrame]
) -> None:
    texts = sources[name]["text"]
    for document, text, occurrence in quoted(name):
        found = texts[document].count(text)
        assert found >= occurrence, (document, text)
        # Where a text stands more than once, the list has to say which is meant.
        assert found == 1 or occurrence > 1, (document, text)


@each_story
def test_relations_and_reasons_are_those_of_the_contract(name: str) -> None:
    planted = PLANTED[name]
    assert {pair["relation"] for pair in planted["conflicts"]} == CONFLICTS
    assert {pair["relation"] for pair in planted["look_alikes"]} <= OTHERS
    assert {pair["relation"] for pair in planted["agreements"]} == AGREEMENTS
    for pair in pairs(name):
        reasons = pair["reasons"]
        assert set(reasons) <= REASONS
        assert len(set(reasons)) == len(reasons)
        assert pair["note"].endswith(".")
        assert NAMED.get(pair["relation"], "") in ["", *reasons]
        assert bool(reasons) == (pair["relation"] not in {"equivalent", "refines", "none"})


@each_story
def test_there_are_enough_of_every_kind(name: str) -> None:
    planted = PLANTED[name]
    assert len(planted["conflicts"]) >= 7
    assert len(planted["look_alikes"]) >= 8
    assert len(planted["agreements"]) >= 6
    kinds = {(pair["relation"], *pair["reasons"]) for pair in planted["conflicts"]}
    assert {("contradicts", each) for each in ("number", "date", "place", "entity", "polarity")} < (
        kinds
    )
    assert {"rounding", "unit", "scope", "update"} <= {
        reason for pair in planted["look_alikes"] for reason in pair["reasons"]
    }


@each_story
def test_no_pair_is_in_two_lists(name: str) -> None:
    keys = [
        frozenset({(pair["doc_a"], pair["text_a"]), (pair["doc_b"], pair["text_b"])})
        for pair in pairs(name)
    ]
    assert len(set(keys)) == len(keys)


@each_story
def test_a_reprint_prints_its_credit_and_another_outlet_is_cited(
    name: str, sources: dict[str, pd.DataFrame]
) -> None:
    table = sources[name]
    for copy in PLANTED[name]["origins"]:
        assert copy["credit"] in table["text"][copy["copy"]]
        assert table["published"][copy["of"]][:10] <= table["published"][copy["copy"]][:10]
        assert copy["credit"] in table["outlet"][copy["of"]]
    for cited in PLANTED[name]["cites"]:
        assert cited["outlet"] in table["text"][cited["document"]]
        assert table["outlet"][cited["of"]].casefold() == cited["outlet"].casefold()


def test_one_story_is_held_out() -> None:
    assert [name for name in NAMES if PLANTED[name]["held_out"]] == ["rescue"]
