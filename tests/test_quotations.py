"""Quotations in pairs: which are one utterance, what was done to it, and who is given it."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import Any

import pytest

import claimkit as ck
from claimkit.crosscheck import quotations
from claimkit.crosscheck.quotations import Pair
from claimkit.tables import Analysis, frame, row_id

PIER = "The old pier of Kelm will be closed to every visitor until the autumn"
DAY = "2025-03-14"


def said(words: str, by: str | None = "Elin Voss", **other: Any) -> dict[str, Any]:
    """A quotation; `source` is the speaker as printed, `on` the day, `inner` who reports it."""
    return {"words": words, "by": by, "source": by, "on": None, "cue": "say"} | other


def story(*documents: list[dict[str, Any]], **columns: list[Any]) -> Analysis:
    """Documents of the quotations in them, each a paragraph of its own."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in Analysis.__annotations__}
    for i, quotes in enumerate(documents):
        source_id, text = f"{i:012x}", ""
        reference = columns.get("role", ["report"] * len(documents))[i] == "reference"
        for quote in quotes:
            marks = ("", "") if reference else ("“", "”")
            start = len(text)
            text += marks[0] + quote["words"] + marks[1]
            end = len(text)
            text += "\n\n" if reference else f" {quote['source']} said.\n\n"
            statement_id = row_id("statement", source_id, start)
            rows["statements"].append(
                {
                    "statement_id": statement_id,
                    "source_id": source_id,
                    "speaker": quote["by"],
                    "speaker_kind": quote.get("kind", "person" if quote["by"] else None),
                    "cue": quote["cue"],
                    "quotation": "direct",
                    "said_on": quote["on"],
                    "parent_id": quote.get("inner"),
                }
            )
            stretch = {"source_id": source_id, "start": start, "end": end, "text": text[start:end]}
            owned = {"owner_id": statement_id}
            rows["spans"].append(stretch | owned | {"role": "content"})
            if quote["source"]:
                rows["spans"].append(stretch | owned | {"role": "source", "text": quote["source"]})
            rows["claims"].append(
                stretch
                | {
                    "claim_id": row_id("claim", source_id, start),
                    "statement_id": statement_id,
                    "standalone": quote["words"],
                    "polarity": "positive",
                    "certainty": "certain",
                    "check_worthiness": 0.5,
                }
            )
        row = {"source_id": source_id, "story": "pier", "path": f"{i}.txt", "role": "report",
               "language": "en", "text": text, "published": DAY}  # fmt: skip
        rows["sources"].append(row | {column: values[i] for column, values in columns.items()})
    return Analysis(**{name: frame(name, rows[name]) for name in rows})


def pairs(*words: str | list[dict[str, Any]], **columns: list[Any]) -> list[Pair]:
    documents = [[said(each)] if isinstance(each, str) else each for each in words]
    return list(quotations.pairs(story(*documents, **columns)))


def only(*words: str | list[dict[str, Any]], **columns: list[Any]) -> Pair:
    (pair,) = pairs(*words, **columns)
    return pair


# What was done to the words.


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I think it’s OK for the pier, he’s sure", "I think it is okay for the pier, he is sure"),
        ("The pier costs 11 per cent of $2 million", "The pier costs eleven percent of 2m dollars"),
        ("The harbour’s new colour programme is fine", "The harbor’s new color program is fine"),
        ("We’re gonna shut Oct. 9, Sen. Lind", "We are going to shut October 9, Senator Lind"),
        ("Not a bridge of ours. A different bridge.", "Not a bridge of ours, a different bridge."),
        ("To be frank I, I think, um, it was never safe", "To be frank I think it was never safe"),
        ("Health care there was a d***ed mess", "Healthcare there was a damned mess"),
    ],
)  # fmt: skip
def test_house_style_alters_nothing(one: str, other: str) -> None:
    assert only(one, other).relation == "equivalent"


@pytest.mark.parametrize(
    "part",
    [
        "closed to every visitor until the autumn",
        "The old pier of Kelm will be closed",
        "The old pier … will be closed to every visitor",
        "It [the old pier] of Kelm will be closed to every visitor",
        "[T]he old pier of Kelm will be closed … until the autumn",
        "[It] will be closed to every visitor until the autumn",
    ],
)
def test_what_is_cut_openly_is_an_excerpt(part: str) -> None:
    pair = only(PIER, part)
    assert (pair.relation, pair.changes) == ("quote_excerpt", ())


@pytest.mark.parametrize(
    ("words", "changes", "kinds", "reasons"),
    [
        (PIER.replace("every visitor", "visitors"),
         (("every visitor", "visitors"),), ("substituted",), ("wording",)),
        (PIER.replace("old ", ""), (("old", ""),), ("dropped",), ("wording",)),
        (PIER.replace("will", "will not"), (("", "not"),), ("added",), ("polarity", "wording")),
        ("Until the autumn the old pier of Kelm will be closed to every visitor",
         ((PIER, "Until the autumn the old pier of Kelm will be closed to every visitor"),),
         ("reordered",), ("wording",)),
    ],
)  # fmt: skip
def test_what_is_changed_without_a_mark_is_told(
    words: str, changes: Any, kinds: Any, reasons: Any
) -> None:
    pair = only(PIER, words, published=["2025-03-14", "2025-03-15"])
    assert pair.relation == "quote_altered"
    assert (pair.changes, pair.kinds, pair.reasons) == (changes, kinds, reasons)


def test_a_number_changed_is_told_without_what_stays() -> None:
    pair = only("It will cost eleven million crowns", "It will cost 17 million crowns")
    assert set(pair.reasons) == {"number", "wording"}
    assert sorted(pair.changes[0]) == ["17", "eleven"]


def test_a_sentence_left_out_within_the_marks_is_an_alteration() -> None:
    whole = f"{PIER}. Nobody on this board wanted that. The ferry goes from the quay for now."
    short = f"{PIER}. The ferry goes from the quay for now."
    found = pairs(whole, short, published=["2025-03-14", "2025-03-15"])
    assert [pair.changes for pair in found if pair.relation == "quote_altered"] == [
        (("Nobody on this board wanted that", ""),)
    ]
    marked = short.replace(". The", ". … The")
    assert {pair.relation for pair in pairs(whole, marked)} <= {"equivalent", "quote_excerpt"}


def test_words_found_unaltered_elsewhere_are_not_altered() -> None:
    found = pairs([said(PIER)], [said(PIER), said(PIER.replace("closed", "shut"))])
    assert {pair.relation for pair in found} == {"equivalent"}


def test_a_short_sentence_turned_round_is_reordered() -> None:
    pair = only("First we shut the gate, then we rang the bell",
                "First we rang the bell, then we shut the gate")  # fmt: skip
    assert (pair.relation, pair.kinds) == ("quote_altered", ("reordered",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We reject his visit", "We reject his message"),
        ("I am proud to be a miner’s daughter", "I am proud to be a teacher"),
        ("I used what I should have used for it", "used what I shouldn’t have used"),
        ("root causes", "root causes of it all"),
    ],
)
def test_two_utterances_that_are_alike_are_no_alteration(one: str, other: str) -> None:
    assert pairs(one, other) == []


def test_a_stock_phrase_on_another_day_is_another_utterance() -> None:
    first = said("We will win this fight for the harbour", on="2025-03-01")
    second = said("We will win that fight for the harbour", on="2025-03-10")
    assert pairs([first], [second]) == []
    assert only([first], [second | {"on": "2025-03-02"}]).relation == "quote_altered"


def test_within_one_article_nothing_is_altered() -> None:
    assert pairs([said(PIER), said(PIER.replace("closed", "shut"))]) == []


def test_a_quotation_is_found_in_a_record_across_its_sentences() -> None:
    record = "Good morning. We looked at it twice. The old pier is rotten. Nobody may go there."
    quoted = "We looked at it twice, the old pier is rotten"
    pair = only(quoted, record, role=["report", "reference"])
    assert (pair.first.source_id, pair.relation) == ("000000000001", "equivalent")
    altered = only(quoted.replace("rotten", "sound"), record, role=["report", "reference"])
    assert (altered.relation, altered.changes) == ("quote_altered", (("rotten", "sound"),))


# Who is given the words.


def test_the_same_words_of_two_people_are_a_conflict() -> None:
    pair = only([said(PIER)], [said(PIER, "Bo Lind")])
    assert (pair.relation, pair.reasons) == ("attribution_conflict", ("attribution",))
    assert {pair.first.speaker, pair.second.speaker} == {"Elin Voss", "Bo Lind"}


@pytest.mark.parametrize(
    "other",
    [
        said(PIER, None),
        said(PIER, "Voss"),
        said(PIER, "E. Voss"),
        said(PIER, "Bo Lind", source="he"),
        said(PIER, "Bo Lind", source="Bo Lind, a spokesman for Ms. Voss"),
        said(PIER, "Bo Lind", cue=None),
        said(PIER, "Bo Lind", inner="0123456789ab"),
        said(PIER, "Harbour Board", kind="organization"),
    ],
)
def test_who_may_be_the_same_or_was_read_with_doubt_is_no_conflict(other: dict[str, Any]) -> None:
    assert only([said(PIER)], [other]).relation == "equivalent"


def test_a_firm_that_bears_a_name_does_not_relate_its_spokesman_to_who_is_called_so() -> None:
    spokesman = said(PIER, "Bo Lind", source="Bo Lind, a spokesman for Voss Timber")
    assert only([said(PIER)], [spokesman]).relation == "attribution_conflict"


def test_a_pronoun_counts_where_another_document_gives_the_name() -> None:
    found = pairs([said(PIER)], [said(PIER, "Bo Lind", source="he")], [said(PIER, "Bo Lind")])
    assert sorted(pair.relation for pair in found) == [
        "attribution_conflict",
        "attribution_conflict",
        "equivalent",
    ]


def test_a_few_words_of_two_people_are_nothing() -> None:
    assert pairs([said("That is the question")], [said("That is the question", "Bo Lind")]) == []


# The tables.


def test_the_order_of_the_rows_changes_nothing() -> None:
    analysis = story(
        [said(PIER)], [said(PIER, "Bo Lind")], [said(PIER.replace("closed", "shut"))],
        [said("closed to every visitor")],
    )  # fmt: skip
    expected = list(quotations.pairs(analysis))
    assert len(expected) > 3
    for seed in range(3):
        mixed = {
            name: table.sample(frac=1, random_state=seed).reset_index(drop=True)
            for name, table in analysis.tables().items()
        }
        found = list(quotations.pairs(replace(analysis, **mixed)))
        assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_a_place_is_that_of_the_quotation() -> None:
    analysis = story([said("It is time."), said(PIER)], [said(PIER)])
    (pair,) = quotations.pairs(analysis)
    texts = dict(zip(analysis.sources["source_id"], analysis.sources["text"], strict=True))
    for quote in (pair.first, pair.second):
        assert texts[quote.source_id][quote.start : quote.end] == quote.text == f"“{PIER}”"


def test_stories_are_compared_each_by_itself() -> None:
    assert pairs(PIER, PIER, story=["pier", "ferry"]) == []


def test_the_earlier_comes_first() -> None:
    pair = only(PIER, PIER, published=["2025-03-15", "2025-03-14"])
    assert pair.first.published == "2025-03-14"


def test_many_quotations_take_time_in_proportion() -> None:
    chance = random.Random(0)
    words = [f"word{i}" for i in range(2000)]

    def seconds(n: int) -> float:
        documents = [
            [said(" ".join(chance.choices(words, k=12))) for _ in range(n)] for _ in range(4)
        ]
        analysis = story(*documents)
        began = time.perf_counter()
        list(quotations.pairs(analysis))
        return time.perf_counter() - began

    seconds(10)
    assert seconds(400) < 40 * max(seconds(50), 0.005)


def test_a_story_without_quotations_has_no_pairs() -> None:
    assert pairs([]) == []


def test_a_headline_that_drops_the_not_of_the_body_is_told() -> None:
    headline = "Voss: “We will open the old pier before the first of May”"
    text = (
        f"{headline}\n\nMayor Elin Voss spoke to the council of Kelm on Monday.\n\n"
        "“We will not open the old pier before the first of May,” Voss said."
    )
    source = {"source_id": "0" * 12, "story": "pier", "path": "a.html", "text": text}
    analysis = ck.extract(frame("sources", [source | {"title": headline, "outlet": "Kelm Post"}]))
    links = ck.cross_check(analysis).links
    assert links["relation"].tolist() == ["quote_altered"]
    assert "the same article quotes" in links["explanation"].item()
    assert "“not” stands only in the second" in links["explanation"].item()
