"""What the pair encoder is told of numbers: how those of two texts stand to each other."""

import numpy as np
import pytest

from claimkit.semantics.figures import BOUNDS, FIGURES, STANDS, figures, marks, tell


def told(one: str, other: str) -> list[tuple[str, str, bool]]:
    """What is told of each number of the first text, one entry a number."""
    words = tuple(one.split())
    found, _ = marks(words, other.split())
    return [tell(found[figure.start]) for figure in figures(words)]


@pytest.mark.parametrize(
    ("one", "other", "bound", "stands"),
    [
        ("fewer than 71,800 cases", "71,891 cases were reported", "less than", "little more"),
        ("more than 30 people died", "28 people died", "more than", "less"),
        ("more than 30 people died", "thirty people died", "more than", "equal"),
        ("not more than 30 people died", "40 people died", "at most", "more"),
        ("at least 4,000 litres", "about 9,000 litres leaked", "at least", "more"),
        ("about 9,000 litres leaked", "9,000 litres leaked", "about", "equal"),
        ("it was built after 1990", "it was built in 1989", "more than", "little less"),
        ("it was shut before March 18 , 2031", "it was shut on 20 March 2031", "less than", "more"),
        ("two million crowns or more", "3.2 million crowns", "at least", "more"),
        ("over $ 43 million", "$ 43.9 million in all", "more than", "little more"),
        ("the score was 61", "no score was given", "exact", "alone"),
    ],
)
def test_a_number_is_told_with_its_bound_and_the_other_one(
    one: str, other: str, bound: str, stands: str
) -> None:
    assert told(one, other)[0][:2] == (bound, stands)


def test_the_number_that_counts_the_same_is_taken_before_a_nearer_one() -> None:
    one = "fewer than 200 patients recovered"
    other = "212 tests , and 90 patients recovered"
    assert told(one, other) == [("less than", "less", True)]


def test_a_day_and_a_year_are_compared_with_their_like() -> None:
    assert told("20 people on May 20", "21 people on May 14") == [
        ("exact", "little more", True),
        ("exact", "less", True),
    ]
    assert told("in 2021", "2,020 litres , in 2019")[0][1] == "little less"


def test_a_word_that_begins_like_a_month_makes_no_day() -> None:
    assert [figure.kind for figure in figures(("19", "marks", "in", "may", "19"))] == [
        "number",
        "day",
    ]


def test_every_mark_says_something_else_and_can_be_told() -> None:
    assert len({tell(mark) for mark in range(1, FIGURES)}) == 2 * len(BOUNDS) * len(STANDS)


def test_words_that_are_no_number_have_no_mark() -> None:
    one, other = marks("the pier , v. 1.2.3 , is shut".split(), [])
    assert not one.any() and other.dtype == np.int64 and not len(other)
