"""Pairs turned round by one detail: agreement into conflict, and conflict into none."""

import random

import pytest

from training.pairs import turned
from training.pairs.data import COMPATIBLE

FIRSTS = ["Ilse"]


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("the vote was 48 to nothing", "48 councillors were for it", "number"),
        ("she left in March", "it was March when she went", "date"),
        ("then Mirela Toth counted them", "it was up to Mirela Toth to count", "entity"),
    ],
)
def test_two_that_agree_are_put_in_conflict_by_one_detail(one: str, other: str, what: str) -> None:
    found = turned.changed(one, other, FIRSTS, random.Random(1))
    assert found is not None
    *texts, kind = found
    assert kind == what
    assert sum(new != old for new, old in zip(texts, (one, other), strict=True)) == 1
    new, old = next((n, o) for n, o in zip(texts, (one, other), strict=True) if n != o)
    assert sum(a != b for a, b in zip(new.split(), old.split(), strict=True)) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("about 48 came", "48 people were there"),  # 50 would be about 48, too
        ("nobody came", "no one was there"),
        ("of 48 who came 48 stayed", "48 were there"),  # which of the two?
    ],
)
def test_what_is_rough_or_stands_twice_is_left_alone(texts: tuple[str, str]) -> None:
    assert turned.changed(*texts, FIRSTS, random.Random(1)) is None


def test_two_in_conflict_by_a_number_or_day_tell_the_same_one() -> None:
    found = turned.levelled("86 were hurt in May", "in all 68 went to hospital", "number")
    assert found == ("86 were hurt in May", "in all 86 went to hospital")
    found = turned.levelled("she came on Monday", "Friday was the day", "date")
    assert found == ("she came on Monday", "Monday was the day")


def test_no_day_of_another_month_comes_of_it() -> None:
    assert turned.levelled("on 5 March it sank", "it sank on 7 May", "date") is None
    found = turned.levelled("on 5 March it sank", "it sank on 5 May", "date")
    assert found == ("on 5 March it sank", "it sank on 5 March")


def test_pairs_keep_their_fold_and_tell_what_was_done() -> None:
    rows = [
        {"premise": "86 were hurt", "hypothesis": "in all 68 went to hospital",
         "label": "contradiction", "reason": "against, number", "fold": 1},
        {"premise": "the vote was 48 to nothing", "hypothesis": "48 councillors were for it",
         "label": "entailment", "reason": "same, paraphrase", "fold": 0},
        {"premise": "it rained", "hypothesis": "it was dry",
         "label": "contradiction", "reason": "against, polarity", "fold": 1},
    ]  # fmt: skip
    found = list(turned.rows(rows, random.Random(1)))
    assert [(row["label"], row["reason"], row["fold"]) for row in found] == [
        (COMPATIBLE, "levelled", 1),
        ("contradiction", "number", 0),
    ]
