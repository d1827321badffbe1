"""Every check of every schema, broken in just its own way, gives just its own failure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import story

from claimkit import tables
from claimkit.contracts import schemas, validate
from claimkit.contracts.registry import REGISTERED

Tables = dict[str, pd.DataFrame]
Case = tuple[str, str, str]  # table, column, check
NOBODY = "f" * 12


def cases() -> list[Case]:
    """Every check that a schema holds, by table, column and name."""
    return [case for name in tables.NAMES for case in [*_of_columns(name), *_of_table(name)]]


def _of_columns(name: str) -> list[Case]:
    found = []
    for column, spec in schemas.load(name).columns.items():
        found += [(name, column, "required"), (name, column, "dtype")]
        # Neither integers nor booleans have a null in pandas: one makes the column another type.
        if not spec.nullable and tables.columns(name)[column] not in ("int64", "bool"):
            found.append((name, column, "nullable"))
        if spec.unique:
            found.append((name, column, "unique"))
        found += [(name, column, check.name) for check in spec.checks]
    return found


def _of_table(name: str) -> list[Case]:
    schema = schemas.load(name)
    found = [(name, schema.unique[0], "unique")] if schema.unique else []
    for check in schema.checks:
        blamed = REGISTERED[check.name].columns[0].format(**check.statistics)
        found.append((name, blamed, check.name))
    return found


# ------------------------------------------------------------------------- breakers of every schema


def put(given: Tables, name: str, column: str, value: object, row: int = -1) -> None:
    frame = given[name]
    frame.at[frame.index[row], column] = value


def rename(given: Tables, old: str, new: str) -> None:
    """Change an id wherever it stands, so that every key still finds its row."""

    def renamed(cell: object) -> object:
        if isinstance(cell, list):
            return [renamed(item) for item in cell]
        return new if cell == old else cell

    for frame in given.values():
        for column in frame:
            frame[column] = frame[column].map(renamed).astype(frame[column].dtype)


def drop_column(given: Tables, name: str, column: str) -> None:
    del given[name][column]


def change_type(given: Tables, name: str, column: str) -> None:
    other = {"str": "object", "int64": "float64", "float64": "float32", "bool": "object"}
    given[name][column] = given[name][column].astype(other.get(tables.columns(name)[column], "str"))


def put_null(given: Tables, name: str, column: str) -> None:
    put(given, name, column, None)


def repeat_row(given: Tables, name: str, column: str) -> None:
    given[name] = pd.concat([given[name], given[name].tail(1)])


def misspell(given: Tables, name: str, column: str) -> None:
    value = given[name][column].iloc[-1]
    if column.endswith("_id"):
        rename(given, value, value[:-1] + "!")
    else:
        put(given, name, column, "/" + value)


def putting(value: object) -> Callable[[Tables, str, str], None]:
    return lambda given, name, column: put(given, name, column, value)


GENERIC: dict[str, Callable[[Tables, str, str], None]] = {
    "required": drop_column,
    "dtype": change_type,
    "nullable": put_null,
    "unique": repeat_row,
    "str_matches": misspell,
    "isin": putting("of no kind"),
    "in_range": putting(1.5),
    "greater_than_or_equal_to": putting(0),
    "not_blank": putting(" \n"),
    "iso_date": putting("14 March 2025"),
    "timestamp": putting("2025-03-16T10:00:00"),
    "timex3": putting("on Thursday"),
    "exists_in": putting(NOBODY),
    "list_of_text": putting("wording, date"),
    "not_empty": putting([]),
    "items_among": putting(["wording", "colour"]),
    "items_exist_in": putting([story.C_SAFE, NOBODY]),
    "inside_text": putting(10_000),
    "text_is_slice": putting("The pier was"),
}


def same_item_twice(given: Tables, name: str, column: str) -> None:
    items = given[name][column].iloc[-1]
    put(given, name, column, [*items, items[0]])


def forget_content(given: Tables, name: str, column: str) -> None:
    spans = given["spans"]
    given["spans"] = spans[(spans.owner_id != story.NOT_THIS_YEAR) | (spans.role != "content")]


def report_itself(given: Tables, name: str, column: str) -> None:
    put(given, name, column, story.NOT_THIS_YEAR)


def other_id(given: Tables, name: str, column: str) -> None:
    rename(given, story.S_RADIO, "0" * 12)


def link_to_itself(given: Tables, name: str, column: str) -> None:
    put(given, name, column, given[name]["claim_a"].iloc[-1])


def copy_itself(given: Tables, name: str, column: str) -> None:
    put(given, name, column, story.S_NOTICE)


SPECIFIC: dict[Case, Callable[[Tables, str, str], None]] = {
    ("sources", "sha256", "sha256_of_text"): putting("0" * 64),
    ("sources", "source_id", "id_of_text"): other_id,
    ("statements", "statement_id", "has_content_span"): forget_content,
    ("statements", "parent_id", "same_source"): putting(story.RETURN),
    ("statements", "parent_id", "no_cycle"): report_itself,
    ("statements", "said_on", "said_before_published"): putting("2025-03-17"),
    ("claims", "statement_id", "same_source"): putting(story.RETURN),
    ("spans", "owner_id", "same_source"): putting(story.C_RETURN),
    ("spans", "value", "time_value"): lambda given, name, column: put(
        given, name, column, "Thursday", row=2
    ),
    ("links", "reasons", "distinct_items"): same_item_twice,
    ("links", "claim_b", "two_claims"): link_to_itself,
    ("links", "independent", "independent_origins"): putting(True),
    ("origins", "copied_from", "not_itself"): copy_itself,
    ("findings", "claim_ids", "distinct_items"): same_item_twice,
    ("findings", "evolution", "distinct_items"): putting(["denied", "denied"]),
    ("findings", "n_outlets", "counts_within_sources"): putting(3),
    ("findings", "verdict", "verdict_fits_origins"): putting("single_source"),
    ("findings", "first_published", "dates_in_order"): putting("2025-03-16"),
}


@pytest.mark.parametrize("case", cases(), ids=".".join)
def test_one_defect_is_one_failure(case: Case) -> None:
    name, column, check = case
    breaker = SPECIFIC.get(case) or GENERIC[check]  # a check without a breaker fails here
    given = story.make()
    breaker(given, name, column)
    if check == "nullable" and [column] == schemas.load(name).metadata["row_id"]:
        given = {name: given[name]}  # a row without an id leaves those that point to it in the air
    failures = validate(given)
    assert set(failures[["table", "column", "check"]].itertuples(index=False, name=None)) == {case}
    assert failures["remedy"].str.len().gt(10).all()
    assert failures["row_id"].isna().all() == (check in ("required", "dtype"))
    # A repeated row is shown beside the one that it repeats; all else is the one row's failure.
    assert len(failures) == (2 if check == "unique" else 1)


def test_every_registered_check_is_used_by_a_schema() -> None:
    assert set(REGISTERED) <= {check for _, _, check in cases()}


@pytest.mark.parametrize(
    ("name", "column"),
    [(n, c) for n in tables.NAMES for c, t in tables.columns(n).items() if t in ("int64", "bool")],
)
def test_a_null_among_integers_is_a_wrong_type(name: str, column: str) -> None:
    given = story.make()
    given[name][column] = given[name][column].astype(object)
    put(given, name, column, None)
    failures = validate(given)
    assert failures[["column", "check"]].values.tolist() == [[column, "dtype"]]


def test_the_story_holds_the_contract_and_so_do_empty_tables() -> None:
    assert validate(story.make()).empty
    assert validate({name: tables.frame(name) for name in tables.NAMES}).empty


def test_more_columns_are_welcome() -> None:
    given = story.make()
    given["claims"]["topic"] = [["any", 1]] * len(given["claims"])
    assert validate(given).empty


def broken(name: str, column: str, value: Any, row: int = -1) -> list[tuple[str, str]]:
    """Put one value into the story and return the checks that fail, with the values shown."""
    given = story.make()
    put(given, name, column, value, row)
    failures = validate(given)
    return list(failures[["check", "value"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("said_on", "holds"),
    [
        ("2025-03-16", False),  # published 2025-03-15T08:00+01:00
        ("2025-03-15T23:59", True),
        ("2025-W11", True),
        ("2025-W12", False),
        ("2025-03", True),
        ("2025-04", False),
        ("2025", True),
        ("2026", False),
        ("2025-Q2", False),
        ("2025-SU", True),  # the austral summer of 2025 began the year
        ("202", True),
        ("203", False),
        ("XXXX-12-31", True),
        ("P30D", True),
        ("FUTURE_REF", True),
        ("FY2026", True),
    ],
)
def test_partial_dates_are_late_only_where_all_of_them_is(said_on: str, holds: bool) -> None:
    assert bool(broken("statements", "said_on", said_on)) != holds


def test_a_ring_of_reports_fails_for_its_members_alone() -> None:
    given = story.make()
    put(given, "statements", "parent_id", story.COST, row=2)  # TOLD <- COST <- TOLD
    put(given, "statements", "parent_id", story.TOLD, row=0)
    failures = validate(given)
    assert set(failures["check"]) == {"no_cycle"}
    assert list(failures["row_id"]) == [story.TOLD, story.COST]


@pytest.mark.parametrize("name", ["claims", "spans"])
@pytest.mark.parametrize(
    ("column", "value"), [("start", -1), ("start", 10_000), ("end", 0), ("end", 10_000)]
)
def test_a_stretch_outside_the_text_says_only_that(name: str, column: str, value: int) -> None:
    assert [check for check, _ in broken(name, column, value)] == ["inside_text"]


def test_offsets_count_code_points_not_bytes_or_letters() -> None:
    given = story.make()
    start = story.RADIO.index("Marée")
    assert len(story.RADIO[:start].encode()) > start
    for shift, holds in ((0, True), (-1, False), (1, False)):
        put(given, "spans", "start", start + shift)
        put(given, "spans", "end", start + shift + len("Marée"))
        put(given, "spans", "text", "Marée")
        assert validate(given).empty == holds


def test_a_verbatim_copy_keeps_its_id_when_the_first_is_filtered_away() -> None:
    sources = story.make()["sources"]
    assert validate({"sources": sources[sources["outlet"] == "Isle Gazette"]}).empty


def test_rows_without_an_id_are_no_repeats() -> None:
    given = story.make()
    for name, column in (("unread", "path"), ("links", "link_id")):
        given[name][column] = pd.Series([None] * len(given[name]), dtype="str")
    assert validate(given)["check"].tolist() == ["nullable"] * 4
