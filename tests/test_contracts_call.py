"""How validate is called: what it takes, what it returns, and how it raises."""

from __future__ import annotations

import pickle
from pathlib import Path

import pandas as pd
import pytest
import story

from claimkit import tables
from claimkit.contracts import ContractError, NotATableError, dictionary, validate
from claimkit.contracts.dates import earliest_day, is_iso_date, is_timestamp, is_timex3
from claimkit.errors import ClaimkitError

COLUMNS = ["table", "row_id", "column", "check", "value", "remedy"]


def analysis() -> tables.Analysis:
    given = story.make()
    return tables.Analysis(**{n: given[n] for n in ("sources", "statements", "claims", "spans")})


def test_an_analysis_a_cross_check_and_a_mapping_are_held_together() -> None:
    given = story.make()
    check = tables.CrossCheck(given["links"], given["origins"], given["findings"])
    assert validate(analysis(), check, {"reviews": given["reviews"]}).empty
    check.links.loc[0, "claim_a"] = "0" * 12
    assert validate(check).empty  # without the claims, there is nothing to look the key up in
    failures = validate(analysis(), check)
    assert failures[["table", "column", "check"]].values.tolist() == [
        ["links", "claim_a", "exists_in"]
    ]


@pytest.mark.parametrize("name", tables.NAMES)
def test_each_table_can_be_validated_alone(name: str) -> None:
    assert validate({name: story.make()[name]}).empty


def test_all_failures_come_at_once_in_the_order_of_tables_and_rows() -> None:
    given = story.make()
    given["reviews"].loc[0, "rating"] = ""
    given["sources"].loc[[2, 0], "language"] = "English"
    given["sources"].loc[0, "story"] = None
    del given["spans"]["label"]
    failures = validate(dict(reversed(given.items())))
    assert list(failures.columns) == COLUMNS
    assert failures[["table", "row_id", "column", "check", "value"]].astype(object).where(
        failures.notna(), None
    ).values.tolist() == [
        ["sources", story.S_POST, "story", "nullable", "null"],
        ["sources", story.S_POST, "language", "str_matches", "'English'"],
        ["sources", story.S_RADIO, "language", "str_matches", "'English'"],
        ["spans", None, "label", "required", None],
        [
            "reviews",
            f"{story.C_SAFE}/2025-03-16T10:00:00+00:00",
            "rating",
            "not_blank",
            "''",
        ],
    ]


def test_nothing_fails_gives_an_empty_table_with_its_columns() -> None:
    failures = validate(story.make())
    assert list(failures.columns) == COLUMNS
    assert failures.empty


@pytest.mark.parametrize(
    "index", [[7] * 13, list("abcdefghijklm"), pd.MultiIndex.from_product([["x"], range(13)])]
)
def test_the_index_means_nothing_and_the_input_stays_as_it_was(index: object) -> None:
    given = story.make()
    given["spans"].loc[3, "role"] = "contents"
    given["spans"].index = index  # type: ignore[assignment]
    before = {name: frame.copy() for name, frame in given.items()}
    failures = validate(given)
    assert failures["check"].tolist() == ["has_content_span", "isin"]
    assert failures["row_id"].tolist()[1].startswith(f"{story.RETURN}/contents/")
    for name, frame in given.items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_a_row_without_its_id_is_told_by_its_position() -> None:
    spans = story.make()["spans"]
    spans.loc[5, "owner_id"] = None
    assert validate({"spans": spans})["row_id"].tolist() == ["5"]


def test_long_values_are_shortened() -> None:
    claims = story.make()["claims"]
    claims.loc[0, "polarity"] = "x" * 10_000
    assert len(validate({"claims": claims})["value"].iloc[0]) < 100


def test_a_type_is_the_type_itself_with_the_way_to_it() -> None:
    statements = story.make()["statements"]
    statements["said_at"] = pd.Series([None] * len(statements), dtype=object)
    failures = validate({"statements": statements})
    assert failures["value"].tolist() == ["object"]
    assert '.astype("str")' in failures["remedy"].iloc[0]
    statements["said_at"] = statements["said_at"].astype("str")
    assert validate({"statements": statements}).empty


def test_tables_hold_their_contract_after_the_disk(tmp_path: Path) -> None:
    given = story.make()
    for name, frame in given.items():
        tables.write(frame, tmp_path / f"{name}.parquet")
    assert validate({n: tables.read(n, tmp_path / f"{n}.parquet") for n in given}).empty


def test_lists_that_pandas_read_as_arrays_are_told_so() -> None:
    links = story.make()["links"]
    links["reasons"] = [pd.array(["date"]), ("date",)]
    failures = validate({"links": links})
    assert failures["check"].tolist() == ["list_of_text", "list_of_text"]


def test_the_raising_form_tells_the_first_failures_and_holds_them_all() -> None:
    given = story.make()
    assert validate(given, raise_on_failure=True).empty
    given["spans"]["role"] = "contents"
    with pytest.raises(ContractError, match="19 failures") as caught:
        validate(given, raise_on_failure=True)
    error = caught.value
    assert isinstance(error, ClaimkitError)
    assert isinstance(error, ValueError)
    assert "spans.role" not in str(error)  # the statements, without content now, come first
    assert f"statements.statement_id, row {story.RETURN}: has_content_span" in str(error)
    assert "and 14 more" in str(error)
    pd.testing.assert_frame_equal(error.failures, validate(given))


def test_the_error_crosses_processes() -> None:
    with pytest.raises(ContractError) as caught:
        validate({"unread": pd.DataFrame()}, raise_on_failure=True)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    pd.testing.assert_frame_equal(again.failures, caught.value.failures)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"claim": pd.DataFrame()}, "no table 'claim'. Did you mean 'claims'?"),
        ({"claims": [1]}, "table 'claims' is a list; give a pandas DataFrame"),
        (pd.DataFrame(), "got a DataFrame; .* Name the table"),
        (7, "got a int; give an Analysis, a CrossCheck or a mapping"),
        ({"reviews": pd.DataFrame([[1, 2]], columns=["note", "note"])}, "same name .'note'"),
    ],
)
def test_what_is_no_table_is_an_error_that_says_what_to_give(given: object, message: str) -> None:
    with pytest.raises(NotATableError, match=message):
        validate(given)  # type: ignore[arg-type]


def test_the_same_table_twice_is_an_error() -> None:
    with pytest.raises(NotATableError, match="'claims' was given twice"):
        validate(analysis(), {"claims": story.make()["claims"]})


def test_every_one_of_many_rows_is_told() -> None:
    given = story.make()
    spans = given["spans"]
    big = pd.concat([spans] * (200_000 // len(spans)), ignore_index=True)
    big["label"] = [str(i) for i in range(len(big))]
    given["spans"] = big
    assert validate(given).empty
    big["text"] = "of no place"
    assert len(validate(given)) == len(big)


TIMEX3 = """
2025 2025-03 2025-03-13 2024-02-29 2025-W11 2025-W11-5 2025-W11-WE 2026-W53 2025-Q1 2025-H2
199 19 199X 20XX XXXX XXXX-03 XXXX-02-29 XXXX-WXX-5 XXXX-XX-XXT09:00 2025-XX-XX
2025-03-13TMO 2025-03-13TNI 2025-W11-5TEV 2025-03-13T14:30 2025-03-13T14:30:05
2025-03-13T14:30Z 2025-03-13T14:30+02:00 2025-03-13T24:00 T14:30
2025-SP 2025-SU 2025-FA 2025-WI FY2024 FY2024-Q1 BC0300 KA10
P30D PT2H P1Y6M PXD PXXY P2.5Y P3W P1WE P1DE P2CE P1Q PT30M P1DT12H PT1NI
PAST_REF PRESENT_REF FUTURE_REF
"""
NOT_TIMEX3 = """
Thursday 2025-13 2025-00 2025-3-1 2025-02-29 2025-03-32 2025-04-31 2025-W00 2025-W53 2025-W11-8
2025-Q5 2025-XQ 25-03-13 20255 2025-03TMO 2025-03-13T25:00 2025-03-13T14:60 2025-03-13T
2025-03-13/2025-03-15 P PT PD P1 30D P1D1Y PT1D P-1D past_ref PAST 2025-spring XX ٢٠٢٥
"""


@pytest.mark.parametrize("value", TIMEX3.split())
def test_timex3_values(value: str) -> None:
    assert is_timex3(value)


@pytest.mark.parametrize(
    "value", ["", " 2025", "2025-03-13\n", "13 March 2025", "2025-03-13 14:30", *NOT_TIMEX3.split()]
)
def test_no_timex3_values(value: str) -> None:
    assert not is_timex3(value)
    assert earliest_day(value) is None


def test_publication_and_review_dates() -> None:
    days = ["2025-03-14", "2025-03-14T09:30", "2025-03-14T09:30:15.5Z", "2025-03-14T09:30+0100"]
    assert all(map(is_iso_date, days))
    wrong = ["2025", "2025-03", "2025-W11", "2025-02-30", "2025-03-14T25:00", "2025-03-14 09:30"]
    assert not any(map(is_iso_date, wrong))
    assert [is_timestamp(day) for day in days] == [False, False, True, True]


def test_the_data_dictionary_is_current() -> None:
    committed = Path(__file__).parents[1] / "SCHEMA.md"
    assert committed.read_text(encoding="utf-8") == dictionary.markdown() + "\n", (
        "write it again: claimkit schema > SCHEMA.md"
    )


def test_the_data_dictionary_survives_every_terminal() -> None:
    assert dictionary.markdown().isascii()
