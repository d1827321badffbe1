"""Time expressions: what they mean, against what they are read, where they begin and end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimkit.contracts.dates import is_timex3
from claimkit.language.times.calendar import holiday, shifted
from claimkit.language.times.context import Context
from claimkit.language.times.grammar import meaning
from claimkit.language.times.pieces import read
from claimkit.language.times.words import _TABLE
from claimkit.language.tokens import tokenize

FRIDAY = date(2025, 3, 14)


def value_of(
    text: str,
    label: str = "DATE",
    today: date | None = FRIDAY,
    tense: str = "past",
    day: date | None = None,
    quarter: str | None = None,
) -> str | None:
    context = Context(today=today, label=label, tense=lambda: tense)
    if day is not None:
        context.remember(str(day), "DATE")
    if quarter is not None:
        context.remember(quarter, "DATE")
    value, _ = meaning(read(token.text for token in tokenize(text)), context)
    assert value is None or is_timex3(value), value
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thursday", "2025-03-13"),
        ("Thursday’s", "2025-03-13"),
        ("earlier Thursday", "2025-03-13"),
        ("Friday", "2025-03-14"),
        ("last Friday", "2025-03-07"),
        ("next Tuesday", "2025-03-18"),
        ("Tuesday of last week", "2025-03-04"),
        ("Tues.", "2025-03-11"),
        ("yesterday", "2025-03-13"),
        ("the day before yesterday", "2025-03-12"),
        ("tomorrow", "2025-03-15"),
        ("2025-02-28", "2025-02-28"),
        ("2025-02-30", None),
        ("3/14/2025", "2025-03-14"),
        ("14/3/2025", "2025-03-14"),
        ("3/4/2025", None),  # which is the month is not known
        ("March 3", "2025-03-03"),
        ("March 3rd", "2025-03-03"),
        ("3 March", "2025-03-03"),
        ("the 3rd of March", "2025-03-03"),
        ("Dec. 28", "2024-12-28"),
        ("December 28, 2025", "2025-12-28"),
        ("Monday, March 10", "2025-03-10"),
        ("Feb. 30", None),
        ("Feb. 29, 2023", None),
        ("March 0", None),
        ("January", "2025-01"),
        ("early March", "2025-03"),
        ("mid-November 2023", "2023-11"),
        ("last May", "2024-05"),
        ("July last year", "2024-07"),
        ("this September", "2025-09"),
        ("March '98", "1998-03"),
        ("the end of November", "2024-11"),
        ("the week of March 3", "2025-W10"),
        ("last week", "2025-W10"),
        ("this week", "2025-W11"),
        ("early next week", "2025-W12"),
        ("last weekend", "2025-W10-WE"),
        ("last month", "2025-02"),
        ("next month", "2025-04"),
        ("earlier this month", "2025-03"),
        ("last year", "2024"),
        ("later this year", "2025"),
        ("the current fiscal year", "2025"),
        ("fiscal 2024", "2024"),
        ("2024", "2024"),
        ("nineteen ninety-six", "1996"),
        ("twenty twenty-five", "2025"),
        ("the 1990s", "199"),
        ("the mid-1990s", "199"),
        ("the '80s", "198"),
        ("the nineties", "199"),
        ("the 20th century", "19"),
        ("the twenty-first century", "20"),
        ("the other day", "PAST_REF"),
        ("the third quarter", "2024-Q3"),
        ("the third quarter of 2023", "2023-Q3"),
        ("third-quarter", "2024-Q3"),
        ("Q3 2024", "2024-Q3"),
        ("last quarter", "2024-Q4"),
        ("this quarter", "2025-Q1"),
        ("the first half of 2024", "2024-H1"),
        ("this year's second half", "2025-H2"),
        ("last summer", "2024-SU"),
        ("the fall of 2023", "2023-FA"),
        ("spring 2024", "2024-SP"),
        ("this spring", "2025-SP"),
        ("two weeks ago", "2025-W09"),
        ("10 days ago", "2025-03-04"),
        ("ten days ago", "2025-03-04"),
        ("a month ago", "2025-02"),
        ("six months ago", "2024-09"),
        ("a year ago", "2024"),
        ("nearly forty years ago", "1985"),
        ("two and a half years ago", "2022-09"),
        ("a decade ago", "2015"),
        ("a few years ago", "PAST_REF"),
        ("two weeks from now", "2025-W13"),
        ("Thanksgiving", "2024-11-28"),
        ("Labor Day", "2024-09-02"),
        ("New Year’s Day", "2025-01-01"),
        ("New Year's Eve", "2024-12-31"),
        ("the wedding day", None),
        ("the first week of March", "2025-03"),
        ("this Friday", "2025-03-14"),
        ("long ago", "PAST_REF"),
        ("Christmas Eve", "2024-12-24"),
        ("Easter 2024", "2024-03-31"),
        ("Easter week 2000", "2000-W16"),
        ("now", "PRESENT_REF"),
        ("currently", "PRESENT_REF"),
        ("at the moment", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("in the past", "PAST_REF"),
        ("recent years", "PAST_REF"),
        ("the future", "FUTURE_REF"),
        ("the near future", "FUTURE_REF"),
        ("coming years", "FUTURE_REF"),
        ("soon", "FUTURE_REF"),
        ("the pier", None),
        ("", None),
    ],
)
def test_a_date_is_resolved_against_the_publication(text: str, value: str | None) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thursday", "2025-03-20"),
        ("Friday", "2025-03-14"),
        ("March 3", "2025-03-03"),  # just over: nobody announces it a year ahead
        ("November", "2025-11"),
        ("Jan. 20", "2026-01-20"),
        ("the fourth quarter", "2025-Q4"),
        ("the weekend", "2025-W11-WE"),
    ],
)
def test_the_future_tense_points_ahead(text: str, value: str) -> None:
    assert value_of(text, tense="future") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9 p.m. Monday", "2025-03-10T21:00"),
        ("9pm", "2025-03-14T21:00"),
        ("12 a.m.", "2025-03-14T00:00"),
        ("10:35 a.m.", "2025-03-14T10:35"),
        ("5 p.m. EST, Nov. 6", "2024-11-06T17:00-05:00"),
        ("1430 GMT on Monday", "2025-03-10T14:30Z"),
        ("noon Thursday", "2025-03-13T12:00"),
        ("midnight Thursday", "2025-03-13T24:00"),
        ("Monday night", "2025-03-10TNI"),
        ("last night", "2025-03-13TNI"),
        ("tonight", "2025-03-14TNI"),
        ("this morning", "2025-03-14TMO"),
        ("mid-afternoon yesterday", "2025-03-13TAF"),
        ("25:99", None),
        ("13 p.m.", None),
    ],
)
def test_a_time_of_day(text: str, value: str | None) -> None:
    assert value_of(text, "TIME") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two years", "P2Y"),
        ("30-day", "P30D"),
        ("42-year-old", "P42Y"),
        ("2 1/2 years", "P2Y6M"),
        ("a year and a half", "P1Y6M"),
        ("half an hour", "PT30M"),
        ("two-and-a-half-year", "P2Y6M"),
        ("an hour and 20 minutes", "PT1H20M"),
        ("twenty-four hours", "PT24H"),
        ("two to three weeks", "P2W"),
        ("the past three months", "P3M"),
        ("the next two weeks", "P2W"),
        ("the first nine months", "P9M"),
        ("the past decade", "P10Y"),
        ("two decades", "P20Y"),
        ("a quarter-century", "P25Y"),
        ("more than two thousand years", "P2000Y"),
        ("several months", "PXM"),
        ("a few minutes", "PTXM"),
        ("weeks", "PXW"),
        ("at least 20 more years", "P20Y"),
        ("one second", "PT1S"),
        ("a fortnight", "P2W"),
    ],
)
def test_a_duration(text: str, value: str) -> None:
    assert value_of(text, "DURATION") == value
    assert value_of(text, "DURATION", today=None) == value


@pytest.mark.parametrize(
    ("text", "duration", "reference"),
    [
        ("recent years", "PXY", "PAST_REF"),
        ("the coming weeks", "PXW", "FUTURE_REF"),
        ("the past few months", "PXM", "PAST_REF"),
        ("the past year", "P1Y", "2024"),
        ("the last decade", "P10Y", "201"),
        ("one day", "P1D", "FUTURE_REF"),
        ("the weekend", "P2D", "2025-W11-WE"),
    ],
)
def test_the_type_tells_a_duration_from_a_date(text: str, duration: str, reference: str) -> None:
    assert value_of(text, "DURATION", tense="future") == duration
    assert value_of(text, "DATE", tense="future") == reference


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the day before Christmas", "2024-12-24"),
        ("two days after Dec. 1", "2024-12-03"),
        ("the week before Dec. 11", "2024-W49"),
        ("the first two quarters of 2024", "2024-H1"),
        ("a year later", None),  # later than what is not told
    ],
)
def test_a_date_reckoned_from_another(text: str, value: str | None) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("every day", "P1D"),
        ("daily", "P1D"),
        ("twice a week", "P1W"),
        ("three times a year", "P1Y"),
        ("every two weeks", "P2W"),
        ("every other day", "P2D"),
        ("each Thursday", "XXXX-WXX-4"),
        ("Tuesday nights", "XXXX-WXX-2TNI"),
        ("Sundays", "XXXX-WXX-7"),
        ("every July", "XXXX-07"),
        ("every summer", "XXXX-SU"),
        ("every morning", "XXXX-XX-XXTMO"),
        ("annually", "P1Y"),
        ("three days a week", "P1W"),
    ],
)
def test_a_repetition(text: str, value: str) -> None:
    assert value_of(text, "SET") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the day before", "2024-11-05"),
        ("two days later", "2024-11-08"),
        ("the next day", "2024-11-07"),
        ("the same day", "2024-11-06"),
        ("that day", "2024-11-06"),
        ("the following month", "2024-12"),
        ("the previous Friday", "2024-11-01"),
        ("later that year", "2024"),
        ("a year earlier", "2023"),
        ("that night", "2024-11-06TNI"),
        ("the next morning", "2024-11-07TMO"),
    ],
)
@pytest.mark.parametrize("today", [FRIDAY, None])
def test_the_discourse_is_an_anchor(text: str, value: str, today: date | None) -> None:
    assert value_of(text, day=date(2024, 11, 6), today=today) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a year earlier", "2023-Q4"),
        ("the year-ago quarter", "2023-Q4"),
        ("the quarter", "2024-Q4"),
        ("the previous quarter", "2024-Q3"),
        ("the year-earlier period", "2023-Q4"),
    ],
)
def test_a_quarter_is_compared_with_the_same_one(text: str, value: str) -> None:
    assert value_of(text, quarter="2024-Q4") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thursday", None),
        ("yesterday", None),
        ("last week", None),
        ("the third quarter", None),
        ("two years ago", None),
        ("March 3", "XXXX-03-03"),
        ("March", "XXXX-03"),
        ("March 3, 2025", "2025-03-03"),
        ("2025-03-03", "2025-03-03"),
        ("the 1990s", "199"),
        ("9 p.m.", "T21:00"),
    ],
)
def test_without_a_publication_only_what_is_printed_is_known(text: str, value: str | None) -> None:
    assert value_of(text, today=None) == value


WORDS = st.sampled_from(
    (*_TABLE, *"30 31 2 12 1998 1,000 0 24:00 10:35 '98 1990s 21st pier 99999999 1/2 x-y".split())
)


@settings(deadline=None, max_examples=1_000)
@given(
    st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=20),
    st.sampled_from(("DATE", "TIME", "DURATION", "SET")),
    st.sampled_from((None, FRIDAY, date.min, date.max, date(2024, 2, 29))),
    st.sampled_from(("past", "future", "")),
)
@example("999999999 centuries ago", "DATE", FRIDAY, "")
@example("٣ أيام", "DURATION", FRIDAY, "past")
@example("² years", "DURATION", FRIDAY, "past")
@example("thirtieth year february", "SET", None, "past")
def test_no_expression_breaks_it_or_gives_what_is_no_value(
    text: str, label: str, today: date | None, tense: str
) -> None:
    value_of(text, label, today, tense, day=today, quarter="2024-Q4")


@pytest.mark.parametrize(
    "unit", ["D", "W", "WE", "FN", "M", "Q", "SM", "Y", "DE", "CE", "ML", "SU"]
)
@pytest.mark.parametrize("today", [date.min, FRIDAY, date.max])
@pytest.mark.parametrize("n", [-5_000, -1, 0, 1, 5_000])
def test_what_lies_off_the_calendar_is_no_date(unit: str, today: date, n: int) -> None:
    value = shifted(today, unit, n)
    assert value is None or is_timex3(value)


def test_holidays() -> None:
    assert [str(holiday("easter", year)) for year in (1961, 2000, 2008, 2024, 2038)] == [
        "1961-04-02",
        "2000-04-23",
        "2008-03-23",
        "2024-03-31",
        "2038-04-25",
    ]


def test_the_last_day_of_a_month_stays_open_where_the_year_is_unknown() -> None:
    assert value_of("the last day of March", today=None) == "XXXX-03"
    assert value_of("the last day of March") == "2024-03-31"  # of two, the last that is over
