"""Times of day told in words, and what only looks like them; all sentences are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.contracts.dates import is_timex3
from claimkit.language import annotate, annotate_all
from claimkit.language.times.clockwords import BESIDE, HOURS, beside, folded
from claimkit.language.tokens import tokenize

SATURDAY = "2026-02-07"

# A sentence, and its time expressions with their values.
TOLD = {
    "The cable sprang from its wheels shortly after four in the afternoon.": [
        ("four in the afternoon", "2026-02-07T16:00")
    ],
    "The ferry left at twenty past seven.": [("twenty past seven", "2026-02-07T07:20")],
    "Guests arrived at half past ten in the evening.": [
        ("half past ten in the evening", "2026-02-07T22:30")
    ],
    "The bell rang at a quarter to nine that morning.": [
        ("a quarter to nine that morning", "2026-02-07T08:45")
    ],
    "The guard locked the gate just before midnight on Tuesday.": [
        ("midnight on Tuesday", "2026-02-03T24:00")
    ],
    "The council met at three o'clock.": [("three o'clock", "2026-02-07T03:00")],
    "A fire broke out in the small hours of Sunday.": [
        ("the small hours of Sunday", "2026-02-01TMO")
    ],
    "A fire broke out in the early hours of Sunday morning.": [
        ("the early hours of Sunday morning", "2026-02-01TMO")
    ],
    "Police closed the bridge at ten to six on Friday.": [
        ("ten to six on Friday", "2026-02-06T05:50")
    ],
    "The doors opened at half seven on Saturday evening.": [
        ("half seven on Saturday evening", "2026-02-07T19:30")
    ],
    "The train was due at twenty-five to eight.": [("twenty-five to eight", "2026-02-07T07:35")],
    "The siren sounded at a quarter after five in the morning.": [
        ("a quarter after five in the morning", "2026-02-07T05:15")
    ],
    "The mayor spoke at five minutes to midnight on Sunday.": [
        ("five minutes to midnight on Sunday", "2026-02-01T23:55")
    ],
    "The mayor spoke at ten minutes past noon on Wednesday.": [
        ("ten minutes past noon on Wednesday", "2026-02-04T12:10")
    ],
    "Residents heard a blast at around two in the morning on Thursday.": [
        ("two in the morning on Thursday", "2026-02-05T02:00")
    ],
    "The siren sounded at 9.15 on Wednesday morning.": [
        ("9.15 on Wednesday morning", "2026-02-04T09:15")
    ],
    "The mayor spoke at 10.40 on Thursday.": [("10.40 on Thursday", "2026-02-05T10:40")],
    "It was 6.20 on Monday morning when the gate fell.": [
        ("6.20 on Monday morning", "2026-02-02T06:20")
    ],
    "The council met at 14:30 on Friday.": [("14:30 on Friday", "2026-02-06T14:30")],
    "The doors opened at 7.45 in the evening.": [("7.45 in the evening", "2026-02-07T19:45")],
    "The curtain rose at 7 p.m.": [("7 p.m.", "2026-02-07T19:00")],
    "The vote was held at 7 p.m.": [("7 p.m.", "2026-02-07T19:00")],
    "The curtain rose at 7 pm on Friday.": [("7 pm on Friday", "2026-02-06T19:00")],
    "At eleven on Tuesday night the dam gave way.": [
        ("eleven on Tuesday night", "2026-02-03T23:00")
    ],
    "At seven in the morning on 3 February, the ferry Merrin left Dunmore.": [
        ("seven in the morning on 3 February", "2026-02-03T07:00")
    ],
    "At nine on the morning of 5 January the ship sank.": [
        ("nine on the morning of 5 January", "2026-01-05T09:00")
    ],
    "The gates opened at six thirty in the morning.": [
        ("six thirty in the morning", "2026-02-07T06:30")
    ],
    "The gates opened at seven forty-five p.m. on Monday.": [
        ("seven forty-five p.m. on Monday", "2026-02-02T19:45")
    ],
    "The gate opened at eleven o'clock last night.": [
        ("eleven o'clock last night", "2026-02-06T23:00")
    ],
    "He rang at half past twelve in the morning.": [
        ("half past twelve in the morning", "2026-02-07T00:30")
    ],
    "Thieves struck between two and four in the morning.": [
        ("two", "2026-02-07T02:00"),
        ("four in the morning", "2026-02-07T04:00"),
    ],
    "On Tuesday evening, at half past seven, the ferry left Dunmore.": [
        ("Tuesday evening", "2026-02-03TEV"),
        ("half past seven", "2026-02-03T19:30"),
    ],
    "On Tuesday the bus left. It came to Arlow at half past five.": [
        ("Tuesday", "2026-02-03"),
        ("half past five", "2026-02-03T05:30"),
    ],
    "On Tuesday morning the bus left, and at half past twelve it came to Arlow.": [
        ("Tuesday morning", "2026-02-03TMO"),
        ("half past twelve", "2026-02-03T12:30"),
    ],
    "On Tuesday night the bus was in Arlow, at noon in Dunmore.": [
        ("Tuesday night", "2026-02-03TNI"),
        ("noon", "2026-02-03T12:00"),
    ],
    "It was ten to six when the wall fell.": [("ten to six", "2026-02-07T05:50")],
}

# What only looks alike.
NONE = (
    "Four in five voters backed Mara Olin.",
    "After four in ten voters stayed home, the mayor resigned.",
    "The bookmakers offered ten to one against Merrin Rovers.",
    "The odds were at ten to one.",
    "The toll was put at ten to twelve.",
    "By then she was half past caring.",
    "She walked half past the gate.",
    "A quarter of nine firms had closed.",
    "The price rose a quarter to nine euros.",
    "Membership fell from twenty to seven.",
    "Rovers won five to two in the evening.",
    "After three in the final, they lost.",
    "Two in the morning group fell ill.",
    "About seven in the evening class passed.",
    "The two to nine children in each class got books.",
    "Five past presidents attended.",
    "The firm hired twenty past employees.",
    "They cut staff by ten to six.",
    "They met at number ten to discuss the plan.",
    "In the small hours of work left, they rested.",
    "The hawk hung at nine o'clock position.",
    "At seven he could read.",
    "The shares closed at 9.15 on Friday.",
    "She ran it in 9.15 on Friday.",
    "Rates rose by 2.50 on Wednesday.",
    "He paid 9.15 crowns on Friday.",
    "The bell rang at 9.15 seconds.",
)


def found(text: str) -> list[tuple[str, str | None]]:
    doc = annotate(text, SATURDAY)
    return [(time.text, time._.value) for time in doc.spans["times"]]


@pytest.mark.parametrize("text", TOLD)
def test_a_time_of_day_in_words_is_one_of_its_day_and_no_quantity(text: str) -> None:
    doc = annotate(text, SATURDAY)
    assert [(time.text, time._.value) for time in doc.spans["times"]] == TOLD[text]
    assert [quantity.text for quantity in doc.spans["quantities"]] == []


def test_without_a_publication_the_time_of_day_is_known_alone() -> None:
    doc = annotate("The ferry left at twenty past seven.")
    assert [(time.label_, time._.value) for time in doc.spans["times"]] == [("TIME", "T07:20")]


@pytest.mark.parametrize("text", NONE)
def test_what_looks_like_a_time_of_day_is_none(text: str) -> None:
    assert [time for time in found(text) if "T" in (time[1] or "")] == []


@pytest.mark.parametrize(
    ("text", "month", "count"),
    [
        ("In June 1,200 came to the fair.", "2025-06", "1200"),
        ("June 1,200 came to the fair.", "2025-06", "1200"),
        ("In May 300 people left Arlow.", "2025-05", "300 person"),
        ("In June 12 ships sank.", "2025-06", "12 ship"),
    ],
)
def test_a_count_behind_a_month_stays_a_quantity(text: str, month: str, count: str) -> None:
    doc = annotate(text, SATURDAY)
    assert [time._.value for time in doc.spans["times"]] == [month]
    assert [quantity._.value for quantity in doc.spans["quantities"]] == [count]


def test_a_day_behind_a_month_stays_a_day() -> None:
    assert found("On June 12 ships sank.") == [("June 12", "2025-06-12")]
    assert found("In March 2024 ships sank.") == [("March 2024", "2024-03")]


@given(
    st.sampled_from(HOURS),
    st.sampled_from((("five", 5), ("a quarter", 15), ("twenty-five", 25), ("half", 30))),
    st.sampled_from(("past", "to")),
)
def test_minutes_are_reckoned_from_the_hour(hour: str, told: tuple[str, int], side: str) -> None:
    words = [token.text for token in tokenize(f"{told[0]} {side} {hour}")]
    if told[1] == 30 and side == "to":
        assert folded(words) == words
        return
    [time] = folded(words)
    shown = 60 * int(time.split(":")[0]) + int(time.split(":")[1])
    number = 60 * (HOURS.index(hour) + 1) + (told[1] if side == "past" else -told[1])
    assert (shown - number) % (12 * 60) == 0


@given(st.lists(st.sampled_from((*HOURS, "half", "quarter", "a", "past", "to", "in", "-", "at"))))
def test_words_are_kept_or_put_together_in_place(words: list[str]) -> None:
    out = folded(words)
    assert len(out) <= len(words)
    assert out == words or any(":" in word for word in out)


@pytest.mark.parametrize("counted", ["minutes", "hours", "years", "decades", "March", "per cent"])
def test_what_counts_is_no_time_of_day(counted: str) -> None:
    words = f"ten to twelve {counted}".split()
    assert folded(words) == words


def test_a_range_of_figures_is_no_time_of_day() -> None:
    match = re.match(BESIDE, "5 to 8")
    assert match is not None
    assert beside(match) is None


@settings(deadline=None, max_examples=15)
@given(
    st.lists(
        st.sampled_from(
            "one_two_three_half_past_a_quarter_to_noon_in_the_at_small_hours_of_Sunday_morning_"
            "o'clock_,_._minutes_5_-_night_on_  _\n".split("_")
        ),
        max_size=14,
    )
)
def test_whatever_the_words_the_values_are_valid(words: list[str]) -> None:
    for doc in annotate_all([" ".join(words)], [SATURDAY]):
        for time in doc.spans["times"]:
            assert time._.value is None or is_timex3(time._.value)
