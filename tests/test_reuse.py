"""Who copied whom: shared sentences, printed credits, times, edits, one origin for all copies."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_language import ANY

import claimkit as ck
from claimkit.crosscheck.credits import credit, same_outlet
from claimkit.crosscheck.directions import first_published
from claimkit.crosscheck.passages import Vocabulary, passages, shared
from claimkit.crosscheck.reuse import origins
from claimkit.tables import frame

STORIES = Path(__file__).parent / "stories"

WIRE = [
    "The old pier of Kelm was shut on Monday after a storm.",
    "A crack runs through its third pillar, the harbour office found.",
    "The ferry to Vessen goes from the old quay for now.",
    "“Nobody will walk on it this year,” Mayor Elin Voss said.",
    "Repairs will cost 12,500 crowns and take until the end of May.",
    "The town council is to vote on the money in the second week of April.",
    "Fishermen have offered their boats to carry visitors over to the island.",
    "The pier was built in 1912 and has been shut only twice since then.",
]
OTHER = [
    "Kelm closes its pier to all visitors after the weekend.",
    "Engineers who climbed down on Monday saw a deep crack in one pillar.",
    "“Nobody will walk on it this year,” Mayor Elin Voss said.",
    "How much the work is to cost the town is not known yet, said the treasurer.",
    "Ferries leave as before, though from another quay than usual.",
    "Voss expects to have the pier open again before the summer guests arrive.",
]
LOCAL = [
    "Shops on the front are open as always this week.",
    "The spring fair goes ahead on the meadow behind the school.",
]
EDITED = [
    "KELM — The old pier of Kelm was closed on Monday after a heavy storm.",
    "A crack runs through the third pillar, the harbour office found on Tuesday.",
    "The ferry to Vessen, which carries 90,000 people a year, goes from the old quay for now.",
    "Repairs will cost 12500 crowns and take until the end of June.",
    "The council is to vote on the money in the second week of April. Fishermen have offered "
    "their boats to carry visitors over.",
]


def text(*parts: list[str] | str) -> str:
    return "\n\n".join(
        line for part in parts for line in ([part] if isinstance(part, str) else part)
    )


def told(*documents: dict[str, Any]) -> list[tuple[int, int | None]]:
    """For each document the numbers of its origin and of what it was copied from."""
    rows = [
        {"source_id": f"{i:012x}", "story": "pier", "path": f"{i}.txt", **document}
        for i, document in enumerate(documents)
    ]
    found = origins(frame("sources", rows))
    return [
        (int(r.origin_id, 16), None if pd.isna(r.copied_from) else int(r.copied_from, 16))
        for r in found.itertuples()
    ]


def document(outlet: str | None, day: str | None, *parts: list[str] | str) -> dict[str, Any]:
    return {"outlet": outlet, "published": day, "text": text(*parts)}


FIRST, SECOND = "2025-03-14", "2025-03-15"


# What is reuse.


@pytest.mark.parametrize(
    "copy",
    [
        text(WIRE),
        text(EDITED, LOCAL),
        " ".join(WIRE),
        text(WIRE[:3]),
        text(WIRE[0], WIRE[:0:-1]),
        text(OTHER, OTHER, WIRE),
    ],
    ids=["verbatim", "edited", "one paragraph", "first third", "reordered", "within a long one"],
)
def test_a_copy_is_known(copy: str) -> None:
    later = {"outlet": "Lauter Times", "published": SECOND, "text": copy}
    assert told(document("Kelm Courier", FIRST, WIRE), later) == [(0, None), (0, 0)]


def test_a_clause_dropped_or_put_in_and_other_numbers_leave_a_sentence_the_same() -> None:
    words = Vocabulary()
    found = shared(passages(text(EDITED), words), passages(text(WIRE), words))
    assert found.share == 1


def test_two_reporters_of_one_event_did_not_copy() -> None:
    rows = told(document("Kelm Courier", FIRST, WIRE), document("Lauter Times", SECOND, OTHER))
    assert rows == [(0, None), (1, None)]


def test_shared_quotations_and_speeches_are_no_reuse() -> None:
    quoted = [f"“We will open pier {n} of the town in May, all of us,” she said." for n in range(9)]
    spoken = [f"VOSS: We will open pier {n} of the town in May, all of us." for n in range(9)]
    for words in (quoted, spoken):
        rows = told(document("A", FIRST, WIRE, words), document("B", SECOND, OTHER, words))
        assert rows == [(0, None), (1, None)]


def test_what_an_outlet_prints_below_every_report_is_no_reuse() -> None:
    about = [
        "The Coast Mail has told the news of the coast since 1887.",
        "Its office stands in the market street of Kelm and is open on weekdays.",
        "Readers reach the desk by letter, by telephone or at the counter.",
        "Sign up for our newsletter and get the best of the coast every morning.",
    ]
    halves = [WIRE, OTHER, LOCAL + [f"Gulls number {n} were seen on the new quay." for n in "abcd"]]
    rows = told(*(document("Coast Mail", FIRST, half, about) for half in halves))
    assert [origin for origin, _ in rows] == [0, 1, 2]


def test_background_of_the_same_outlet_is_no_reprint_and_an_edition_is_one() -> None:
    first = document("Kelm Courier", FIRST, WIRE)
    background = document("Kelm Courier", SECOND, OTHER, WIRE[4:])
    edition = document("Kelm Courier", SECOND, WIRE, LOCAL[0])
    assert told(first, background) == [(0, None), (1, None)]
    assert told(first, edition) == [(0, None), (0, 0)]


def test_stories_are_not_mixed() -> None:
    rows = told(document("A", FIRST, WIRE), document("B", SECOND, WIRE) | {"story": "ferry"})
    assert [origin for origin, _ in rows] == [0, 1]


# Who copied.


@pytest.mark.parametrize(
    "credited",
    [
        text("KELM (Northwire) — " + WIRE[0], WIRE[1:]),
        text(WIRE, "(Northwire)"),
        text(WIRE, "This story was first published by Northwire."),
        text(WIRE, "© 2025 Northwire"),
        text(WIRE, "– Northwire"),
    ],
)
@pytest.mark.parametrize("day", [FIRST, SECOND, None])
def test_who_credits_the_other_copied_it(credited: str, day: str | None) -> None:
    wire = document("Northwire News Agency", FIRST, WIRE)
    copy = {"outlet": "Kelm Courier", "published": day, "text": credited}
    assert told(wire, copy) == [(0, None), (0, 0)]
    assert told(copy, wire) == [(1, 1), (1, None)]


def test_two_that_credit_a_service_outside_the_story_have_one_origin() -> None:
    one = document("Kelm Courier", FIRST, WIRE, "(Northwire)")
    other = document("Lauter Times", SECOND, "LAUTER (Northwire) — " + WIRE[0], WIRE[1:5], LOCAL)
    assert told(one, other) == [(0, None), (0, None)]


def test_who_credits_somebody_else_did_not_copy_an_outlet_that_printed_it_before() -> None:
    one = document("Kelm Courier", FIRST, WIRE)
    other = document("Lauter Times", SECOND, WIRE, "(Northwire)")
    assert told(one, other) == [(0, None), (0, None)]


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("2025-03-14", "2025-03-15", -1),
        ("2025-03-14", "2025-03-14T08:00Z", 0),
        ("2025-03-14", "2025-03-15T00:30+01:00", -1),
        ("2025-03-14T08:00Z", "2025-03-14T08:30Z", -1),
        ("2025-03-14T09:30+02:00", "2025-03-14T08:00Z", -1),
        ("2025-03-14T08:00Z", "2025-03-14T09:00+01:00", 0),
        ("2025-03-14T08:00", "2025-03-14T09:00Z", 0),
        ("2025-03", "2025-03-14", 0),
        ("2025-W10", "2025-03-14", -1),
        ("2025", "2026-01", -1),
        ("soon", "2026-01", 0),
        (None, "2026-01", 0),
    ],
)
def test_a_date_tells_only_what_it_surely_tells(one: str, other: str, first: int) -> None:
    assert first_published(one, other) == first
    assert first_published(other, one) == -first


def test_where_times_do_not_tell_a_cut_does() -> None:
    whole = document("Kelm Courier", FIRST, WIRE)
    assert told(whole, document("Lauter Times", FIRST, WIRE[:4])) == [(0, None), (0, 0)]
    assert told(whole, document("Lauter Times", None, WIRE[:2], WIRE[5:])) == [(0, None), (0, 0)]
    assert told(whole, document("Lauter Times", FIRST, WIRE[:-1])) == [(0, None), (0, None)]


def test_what_stands_whole_in_the_middle_of_another_was_put_there() -> None:
    short, long = document("A", FIRST, WIRE[:5]), document("B", FIRST, OTHER, WIRE[:5], LOCAL)
    assert told(short, long) == [(0, None), (0, 0)]


def test_a_digest_does_not_make_two_reports_one() -> None:
    ferries = ("Anna of Vessen", "Corran Dawn", "Old Marguerite", "Swift of Brenn")
    ferry = [f"The ferry {name} was late by many hours in the fog." for name in ferries]
    rows = told(
        document("A", FIRST, WIRE), document("B", FIRST, ferry), document("C", SECOND, ferry, WIRE)
    )
    assert rows == [(0, None), (1, None), (0, 0)]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_a_reprint_of_a_reprint_names_the_nearest_and_shares_the_origin(order: list[int]) -> None:
    days = [
        document("A", FIRST, WIRE),
        document("B", SECOND, EDITED),
        document("C", "2025-03-16", EDITED),
    ]
    found = told(*(days[i] for i in order))
    named = {
        order[i]: (order[origin], None if copied is None else order[copied])
        for i, (origin, copied) in enumerate(found)
    }
    assert named == {0: (0, None), 1: (0, 0), 2: (0, 1)}


@pytest.mark.parametrize("story", ["creamery", "gondola"])
def test_the_planted_reprint_is_the_only_one(story: str) -> None:
    planted = yaml.safe_load((STORIES / f"{story}_planted.yaml").read_text("utf-8"))
    sources = ck.read_sources(STORIES / story)
    paths = dict(zip(sources["source_id"], sources["path"], strict=True))
    found = origins(sources).dropna(subset=["copied_from"])
    assert [
        {"copy": paths[row.source_id], "of": paths[row.copied_from], "credit": row.credit}
        for row in found.itertuples()
    ] == planted["origins"]


# Credits.


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("KELM (AP) — The pier is shut.", "AP"),
        ("KELM, March 4 (Coast News) - The pier is shut.", "Coast News"),
        ("(Reuters) - The pier is shut.", "Reuters"),
        ("Pier shut\n\nBy Jane Roe, Northwire\n\nIt is shut.", "Northwire"),
        (
            "Pier shut\n\nBy Jane Roe\nNorthwire News Service\n\nIt is shut.",
            "Northwire News Service",
        ),
        ("Pier shut\n\nNorthwire staff\n\nIt is shut.", "Northwire"),
        ("Pier shut\n\nBy Jane Roe and Bo Lind\n\nIt is shut.", None),
        ("Pier shut\n\nBy Jane Roe, Political Editor\n\nIt is shut.", None),
        ("It is shut.\n\n(Reporting by Jane Roe in Kelm; editing by Bo Lind)", None),
        (
            "It is shut.\n\nReporting by Jane Roe in Kelm, Northwire; editing by Bo Lind",
            "Northwire",
        ),
        ("It is shut.\n\n© 2025 Northwire", "Northwire"),
        ("It is shut.\n\nCopyright Northwire. All rights reserved", "Northwire"),
        ("It is shut.\n\nCopyright © 2025 Coast Press. All rights reserved.", "Coast Press"),
        ("It is shut.\n\nThis story was first published by the Ostley Echo.", "Ostley Echo"),
        ("It is shut.\n\nAs originally appeared in the Kelm Gazette", "Kelm Gazette"),
        ("It is shut.\n\nWith files from Northwire", "Northwire"),
        ("It is shut.\n\n— With files from Jane Roe", None),
        ("It is shut.\n\nSource: Northwire", "Northwire"),
        ("It is shut.\n\nFrom staff and wire reports", "wire reports"),
        ("It is shut.\n\nJane Roe of Northwire contributed to this report.", "Northwire"),
        ("It is shut.\n\nNorthwire’s Jane Roe contributed to this report.", "Northwire"),
        ("It is shut.\n\nContributing: Bo Lind, Coast News Service.", "Coast News Service"),
        ("It is shut.\n\n[Northwire]", "Northwire"),
        ("It is shut. (Northwire)", "Northwire"),
        ("It is shut. – dpa", "dpa"),
        ("He spoke of the Kelm Port Authority (KPA).", None),
        ("It is shut. (Ends)", None),
        ("It is shut.\n\nPhoto: Bo Lind/Northwire", None),
        ("The paper was first published in 1920.", None),
        ("First published in The Lantern, the study found more.", None),
        ("He contributed to this report.", None),
        ("By 2030, Northwire will be gone.", None),
        ("Mayor Voss (Labour) said that it is shut.", None),
        ("Voss told Northwire that it is shut.", None),
    ],
)
def test_a_credit_is_read_where_print_puts_it(printed: str, name: str | None) -> None:
    assert credit(printed) == name


def test_an_outlet_does_not_credit_itself() -> None:
    rows = [
        {"source_id": "0" * 12, "story": "pier", "path": "0.txt", "outlet": "Kelm Courier",
         "text": text(WIRE, "© 2025 Kelm Courier. All rights reserved.")},
        {"source_id": "1" * 12, "story": "pier", "path": "1.txt", "url": "https://northwire.example",
         "text": text(OTHER, "© 2025 Northwire")},
    ]  # fmt: skip
    assert origins(frame("sources", rows))["credit"].isna().all()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Corvus", "Corvus News Agency", True),
        ("AP", "The Associated Press", True),
        ("dpa", "Deutsche Presse-Agentur", True),
        ("The Ledger", "Ledger", True),
        ("Coast Herald", "Coast Gazette", False),
        ("Coast", "Coast Gazette", False),
    ],
)
def test_an_outlet_is_known_by_its_names(one: str, other: str, same: bool) -> None:
    assert same_outlet(one, other) is same
    assert same_outlet(other, one) is same


# Any input.


@settings(deadline=None, max_examples=60)
@given(st.lists(ANY, min_size=1, max_size=5))
def test_any_texts_have_origins_that_are_their_own(texts: list[str]) -> None:
    found = told(*(document("A", FIRST, each) for each in texts))
    assert all(origin in range(len(texts)) for origin, _ in found)
    assert all(found[origin][0] == origin for origin, _ in found)


@pytest.mark.parametrize("line", ["A" * 300_000, "a " * 100_000, "“" * 30_000, "(" * 30_000])
def test_no_text_is_slow(line: str) -> None:
    begun = time.perf_counter()
    told(document("A", FIRST, line), document("B", SECOND, line))
    assert time.perf_counter() - begun < 20
