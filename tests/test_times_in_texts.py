"""Time expressions found in texts, through `claimkit.annotate`."""

from __future__ import annotations

import pytest

from claimkit.language import annotate


def found(text: str, published: str | None = "2025-03-14") -> list[tuple[str, str, str | None]]:
    doc = annotate(text, published)
    return [(time.text, time.label_, time._.value) for time in doc.spans["times"]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Voss met the mayor Thursday.", "2025-03-13"),
        ("Voss will meet the mayor Thursday.", "2025-03-20"),
        ("Voss plans to meet the mayor Thursday.", "2025-03-20"),
        ("Voss is scheduled to meet the mayor on Thursday.", "2025-03-20"),
        ("Voss said Thursday that the mayor will leave.", "2025-03-13"),
        ("The talks resume Monday in Oslo.", "2025-03-17"),
        ("The vote is due as early as Wednesday.", "2025-03-19"),
        ("Officials postponed the launch until Tuesday morning.", "2025-03-18TMO"),
        ("The mayor has until Thursday to answer.", "2025-03-20"),
        ("The truce had been scheduled to end Wednesday.", "2025-03-12"),
        ("A judge on Tuesday blocked the rule.", "2025-03-11"),
        ("The airline said it will cut flights starting Sunday.", "2025-03-16"),
        ("The fire spread through the valley last summer.", "2024-SU"),
        ("The station will open this fall.", "2025-FA"),
    ],
)
def test_the_tense_of_the_verb_tells_which_weekday(text: str, value: str) -> None:
    assert [each[2] for each in found(text)] == [value]


def test_the_anchor_moves_with_the_discourse() -> None:
    text = "The pier opened on June 3, 2019. The day before, the mayor had left."
    assert [value for _, _, value in found(text)] == ["2019-06-03", "2019-06-02"]


def test_neighbours_are_one_expression() -> None:
    assert found("They met on Friday, March 7, in the harbour.") == [
        ("Friday, March 7", "DATE", "2025-03-07")
    ]


def test_a_time_that_is_a_quantity_too_keeps_its_value() -> None:
    assert ("30-day", "DURATION", "P30D") in found("They want a 30-day ceasefire.")


@pytest.mark.parametrize(
    "text",
    ["In April 1.4 million doses were sold.", "In April 14 million were.", "In April 12,000 came."],
)
def test_a_count_behind_a_month_is_no_day_of_it(text: str) -> None:
    assert [each[0] for each in found(text)] == ["April"]


@pytest.mark.parametrize("published", [None, "soon", ""])
def test_an_unknown_day_of_publication_is_no_error(published: str | None) -> None:
    assert [each[2] for each in found("She said Thursday.", published)] == [None]


@pytest.mark.parametrize("text", ["May I?", "She may.", "a thursday-ish mood", "Marchers"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [each for each in found(text) if each[2]] == []
