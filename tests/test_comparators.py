"""What the comparators find between two claims: parts of a whole, places, who did it, hours."""

import pytest
from test_conflicts import told
from test_crosscheck import sources_of

import claimkit as ck
from claimkit.crosscheck.comparators import compare
from claimkit.crosscheck.comparators.number import may_grow
from claimkit.crosscheck.propositions import Proposition, propositions

DAY = "2026-02-07"


def claims(one: str, other: str, **columns: list[str]) -> tuple[Proposition, Proposition]:
    """The first claim of each text."""
    found = propositions(ck.extract(sources_of(one, other, **columns)))
    first = {claim.source_id: claim for claim in reversed(found)}
    return first[f"{0:012x}"], first[f"{1:012x}"]


def found(one: str, other: str, reason: str) -> list[tuple[str, str]]:
    """The outcomes and explanations of what comparators say about a thing."""
    words = {"number": ("number", "amount", "whole"), "place": (), "entity": ()}[reason]
    return [
        (each.outcome, each.explanation)
        for each in compare(*claims(one, other))
        if reason in each.reasons or any(word in each.explanation for word in words)
    ]


# Parts of a whole.

NINE = "The jury found Ada Moll guilty on nine of the twelve counts."


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        (NINE, "The jury found Ada Moll guilty on all twelve counts.",
         "“nine of the twelve” against “all twelve”"),
        (NINE, "The jury found Ada Moll guilty on every one of the twelve counts.",
         "“nine of the twelve” against “every one of the twelve”"),
        ("Three of the five judges signed the ruling.", "All five judges signed the ruling.",
         "“Three of the five” against “All five”"),
        ("Both of the bridges were closed.", "One of the two bridges was closed.",
         "“Both of the bridges” against “One of the two”"),
        ("Norda won half of the 40 seats.", "Norda won 25 of the 40 seats.",
         "“half of the 40” against “25 of the 40”"),
        ("The fire took 30 of Kelm's 90 houses.", "The fire took all of Kelm's 90 houses.",
         "“30 of Kelm's 90” against “all of Kelm's 90”"),
        ("Nine of the twelve boats were lost.", "Ten of the twelve boats were lost.",
         "“Nine of the twelve” against “Ten of the twelve”"),
    ],
)  # fmt: skip
def test_two_parts_of_one_whole_are_a_conflict(one: str, other: str, text: str) -> None:
    assert found(one, other, "number") == [("conflict", text)]
    assert told(one, other) == told(other, one) == ("contradicts", ["number"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NINE, "The jury found Ada Moll guilty on the twelve counts."),
        (NINE, "The jury found Ada Moll guilty on nine counts."),
        (NINE, "The jury found Ada Moll guilty on three quarters of the counts."),
        (NINE, "The jury found Ada Moll guilty on all but three of the twelve counts."),
        (NINE[:-1] + ", and not guilty on three.",
         "Ada Moll was found not guilty on three of the twelve counts."),
        ("Nine of the twelve members voted for the plan.",
         "Three of the twelve members voted against the plan."),
        ("Norda won half of the 40 seats.", "Norda won 20 of the 40 seats."),
        ("Each of the five judges signed the ruling.", "All five judges signed the ruling."),
        ("Nearly all of the 12 boats were lost.", "Nine of the 12 boats were lost."),
        ("Nine of the twelve boats were lost.", "Of all twelve boats, nine were lost."),
        ("All but two of the crew were saved.", "Two of the crew were saved."),
        ("Both miners and farmers signed it.", "One of the two farmers signed it."),
        ("About 4,900 of the 10,000 homes are dark.", "5,000 of the 10,000 homes are dark."),
        ("All twelve boats were insured.", "Three of the five judges signed the ruling."),
    ],
)  # fmt: skip
def test_what_only_looks_like_another_part_is_no_conflict(one: str, other: str) -> None:
    for pair in ((one, other), (other, one)):
        assert "conflict" not in dict(found(*pair, "number"))
        assert told(*pair)[0] != "contradicts"


def test_the_whole_is_compared_where_it_differs() -> None:
    one, other = "All twelve boats were lost.", "All fourteen boats were lost."
    assert found(one, other, "number") == [("conflict", "“twelve” against “fourteen”")]


def test_that_all_is_not_rounded_from_less() -> None:
    one, other = "The club sold all 40 seats.", "The club sold three quarters of the seats."
    assert found(one, other, "number") == [("conflict", "“all 40” against “three quarters”")]


@pytest.mark.parametrize(
    ("one", "other", "grows"),
    [
        ("Nine of the twelve miners have been freed.", "All twelve miners were freed.", True),
        (NINE, "The jury found Ada Moll guilty on all twelve counts.", False),
    ],
)
def test_a_part_grows_only_if_it_is_told_until_now(one: str, other: str, grows: bool) -> None:
    pair = claims(one, other)
    (conflict,) = [each for each in compare(*pair) if each.outcome == "conflict"]
    assert may_grow(conflict, *pair) == grows


# Places that are described.


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("The fire began in the kitchen of the inn.", "The fire began in the cellar of the inn.",
         "“the kitchen of the inn” against “the cellar of the inn”"),
        ("The members held the vote in the chapel at Averley.",
         "The members held the vote in a packing shed.",
         "“the chapel at Averley” against “a packing shed”"),
        ("The contract was signed in a barn.",
         "The contract was signed far from the barn, in a hotel by the lake.",
         "“a barn” against “a hotel by the lake”"),
        ("Norda signed the contract at the ministry in Hallin.",
         "Norda and the Lake Bank signed the contract in a hotel by the lake at Brask.",
         "“in Hallin” against “at Brask”"),
    ],
)  # fmt: skip
def test_two_places_of_one_event_are_a_conflict(one: str, other: str, text: str) -> None:
    assert found(one, other, "place") == [("conflict", text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fire began in the kitchen of the inn.", "The fire began in the inn."),
        ("The fire began in the kitchen.", "The fire began in a hotel."),
        ("The talks were held in a hotel by the lake.", "The talks were held in Brask."),
        ("The mayor spoke in the town hall.", "The mayor had lunch in the office."),
        ("Ada Moll gave the keys to the guard in the lobby.",
         "Ada Moll met the guard in the office."),
        ("The talks were held in the church.", "The talks were held near the school."),
        ("The plan is named in the report.", "The plan is named in a letter."),
    ],
)  # fmt: skip
def test_places_that_can_both_be_right_are_no_conflict(one: str, other: str) -> None:
    for pair in ((one, other), (other, one)):
        assert found(*pair, "place") == []


# Who did it.


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("The leak was uncovered by the Audit Office.", "Customs officers first noticed the leak.",
         "“the Audit Office” against “Customs officers”"),
        ("The Food Inspectorate ordered the recall.",
         "It was the Ministry of Agriculture that ordered the recall of Lady Halvern.",
         "“The Food Inspectorate” against “the Ministry of Agriculture”"),
        ("The road was closed by the police.", "Soldiers closed the road.",
         "“the police” against “Soldiers”"),
    ],
)  # fmt: skip
def test_two_agents_of_one_act_are_a_conflict(one: str, other: str, text: str) -> None:
    assert found(one, other, "entity") == [("conflict", text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Farmers protested against the law.", "Fishermen protested against the law."),
        ("The road was closed by the police.", "Officers closed the road."),
        ("The bridge was built by the army.", "Farmers use the bridge."),
        ("The law was passed by the council.", "Residents criticised the law."),
        ("The leak was uncovered by the Audit Office.",
         "Customs officers criticised the Audit Office over the leak."),
        ("The road was closed by the storm.", "The police closed the road."),
    ],
)  # fmt: skip
def test_agents_that_can_both_have_done_it_are_no_conflict(one: str, other: str) -> None:
    for pair in ((one, other), (other, one)):
        assert found(*pair, "entity") == []
        assert told(*pair)[0] != "contradicts"


# Hours.


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("The curtain rose at seven o'clock.", "The curtain rose at 7 p.m.", "detail"),
        ("The curtain rose at seven o'clock.", "The curtain rose at half past eight.", "conflict"),
        ("The train left at 4.20 on Monday morning.", "The train left at 5.50 on Monday morning.",
         "conflict"),
    ],
)  # fmt: skip
def test_an_hour_may_be_of_either_half_of_the_day_where_nothing_says_which(
    one: str, other: str, outcome: str
) -> None:
    for pair in ((one, other), (other, one)):
        times = [each for each in compare(*claims(*pair, published=[DAY, DAY])) if each.spans[0]]
        assert [each.outcome for each in times] == [outcome]
