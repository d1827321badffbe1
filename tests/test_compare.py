"""Two texts side by side: `ck.compare`."""

import pandas as pd
import pytest

import claimkit as ck
from claimkit.crosscheck.comparators.amounts import read, rounds


def told(one: str, other: str) -> tuple[str | None, list[str]]:
    row = ck.compare(one, other).iloc[0]
    return row["relation"], row["reasons"]


def test_the_columns_are_those_of_the_contract_and_the_rows_in_order() -> None:
    table = ck.compare(
        ["The pier is safe.", "The ferry carried 120 people."],
        ["The pier is safe.", "The ferry carried 210 people."],
    )
    assert list(table) == ["entailment", "neutral", "contradiction", "relation", "reasons"]
    assert table["relation"].tolist() == ["equivalent", "contradicts"]
    sums = table[["entailment", "neutral", "contradiction"]].sum(axis=1)
    assert sums.between(0.999, 1.001).all()


@pytest.mark.parametrize(
    ("one", "other", "relation", "reason"),
    [
        ("The ship carried 12,480 tonnes of barley.", "The ship carried about 12,500 tonnes of "
         "barley.", "reconciled", "rounding"),
        ("The mill lost 1.8 million marks.", "The mill lost 1.8 billion marks.", "contradicts",
         "number"),
        (
            "Mercury was found in three of 18 samples.",
            "Mercury was found in one sample in six.",
            "equivalent",
            "wording",
        ),
        ("Lindqvist has a permit for the work.", "Lindqvist does not have a permit for the work.",
         "contradicts", "polarity"),
        ("The basin will close for six weeks.", "The basin may close for six weeks.",
         "certainty_shift", "certainty"),
    ],
)  # fmt: skip
def test_a_relation_has_its_reason(one: str, other: str, relation: str, reason: str) -> None:
    found, reasons = told(one, other)
    assert found == relation and reason in reasons


def test_texts_about_different_things_have_no_relation() -> None:
    assert told("The ferry carried 120 people.", "The bakery sold 210 loaves.") == (None, [])


def test_no_pairs_make_an_empty_table_of_the_same_columns() -> None:
    table = ck.compare([], [])
    assert table.empty and list(table)[3:] == ["relation", "reasons"]


def test_a_text_without_a_claim_has_scores_alone() -> None:
    row = ck.compare("Why?", "The pier is safe.").iloc[0]
    assert pd.isna(row["relation"]) and row["reasons"] == [] and row["neutral"] > 0


def test_what_cannot_be_compared_is_refused_with_its_place() -> None:
    with pytest.raises(ValueError, match="texts_a has 2 texts and texts_b 1"):
        ck.compare(["One.", "Two."], ["One."])
    with pytest.raises(ValueError, match=r"texts_b\[0\] is empty"):
        ck.compare("One.", " ")
    with pytest.raises(TypeError, match=r"texts_a\[1\] is int"):
        ck.compare(["One.", 2], ["One.", "Two."])  # type: ignore[list-item]


def test_a_range_is_read_with_both_its_ends() -> None:
    amount = read("900..1100 wheel", "CARDINAL")
    assert amount is not None and (amount.low, amount.high) == (900.0, 1100.0)


def test_last_digits_may_be_cut_off_but_not_those_of_a_short_number() -> None:
    assert rounds(43_885_310, 43e6, about=False)
    assert not rounds(43.9, 43, about=False) and not rounds(44_100_000, 43e6, about=False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nobody on the board defended Ines Halloran.", "Mira Voss defended Ines Halloran."),
        (
            "The couple paid nearly $44 million in income taxes from 2007 to 2014.",
            "The couple earned $139 million in adjusted gross income from 2007 to 2014.",
        ),
    ],
)
def test_no_conflict_where_subject_or_measure_differ(one: str, other: str) -> None:
    assert told(one, other)[0] != "contradicts"


def test_a_denial_is_found_beside_what_only_one_side_adds() -> None:
    one = "The bacteria were not found in the milk."
    other = "Bacteria were found in the milk, which the goats of four farms supply."
    assert told(one, other) == ("contradicts", ["polarity"])


def test_two_days_for_one_event_contradict_though_one_says_it_in_more_words() -> None:
    one, other = (
        "Its last inspection was on 12 May 2025.",
        "The last inspection took place on 22 May 2025.",
    )
    assert told(one, other) == ("contradicts", ["date"])
