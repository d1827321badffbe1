"""Values of lists, of what figures are compared with, and of counted days and quarters."""

from __future__ import annotations

from datetime import date

import pytest

from claimkit.language.times.context import Context
from claimkit.language.times.grammar import meaning
from claimkit.language.times.pieces import read

_TODAY = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the final quarter of 2023", "2023-Q4"),
        ("the third straight month", "P3M"),
        ("the January-March quarter", "2025-Q1"),
        ("three weeks ago today", "2025-02-21"),
        ("a year ago yesterday", "2024-03-13"),
        ("two Fridays ago", "2025-02-28"),
        ("Friday the 13th", "2024-12-13"),
        ("the last day of the month", "2025-03-31"),
        ("the first day of the year", "2025-01-01"),
        ("the 12 months through September", "P12M"),
        ("the year's first nine months", "P9M"),
        ("one hour and 20 minutes", "PT1H20M"),
        ("this past week", "2025-W10"),
        ("the decade ahead", "203"),
        ("any day now", "FUTURE_REF"),
        ("the night before", "2025-03-13TNI"),
        ("a recent Monday", None),
        ("10:35 a.m. 0735 GMT", "2025-03-14T10:35"),
    ],
)
def test_expression_has_its_value(text: str, value: str | None) -> None:
    assert meaning(read(text.replace("'s", " 's").split()), Context(today=_TODAY))[0] == value


def test_period_is_compared_with_the_quarter_reported_not_with_one_beside_it() -> None:
    context = Context(today=_TODAY)
    for quarter in ("2024-Q4", "2025-Q1", "2024-Q3"):
        context.remember(quarter, "DATE")
    assert meaning(read("the year-ago period".split()), context)[0] == "2023-Q4"
    assert meaning(read("the 2023 period".split()), context)[0] == "2023-Q4"


def test_what_a_list_says_at_its_end_is_said_of_its_members() -> None:
    from claimkit.language.times import times

    doc = _document("Ferries leave on Monday and Tuesday nights and stay two to six days .")
    found = [("SET", 3, 3), ("SET", 5, 6), ("DURATION", 9, 9), ("DURATION", 11, 12)]
    values = [time._.value for time in times(doc, found, "2025-03-14")]
    assert values[:3] == ["XXXX-WXX-1TNI", "XXXX-WXX-2TNI", "P2D"]


def _document(text: str):  # type: ignore[no-untyped-def]
    from claimkit.language import annotate

    doc = annotate(text, published="2025-03-14")
    assert [token.text for token in doc] == text.split()
    return doc
