"""Conflicts that are told in other words, and what only looks like one."""

import pandas as pd
import pytest
from test_crosscheck import checked, relations
from test_extraction import sources_of

import claimkit as ck
from claimkit.crosscheck.comparators.names import may_be_one
from claimkit.crosscheck.comparators.number import put_otherwise
from claimkit.crosscheck.propositions import Proposition, propositions


def told(one: str, other: str) -> tuple[str | None, list[str]]:
    row = ck.compare(one, other).iloc[0]
    return row["relation"], row["reasons"]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Divers found the body in the lake.", "The body was discovered in the river.", "place"),
        ("Bo Lind runs the pilot station.", "Ada Moll runs the pilot station.", "entity"),
        ("The wind alarm had sounded before the accident, Ann Lee said.",
         "Dag Moe denied that the wind alarm had sounded before the accident.", "polarity"),
    ],
)  # fmt: skip
def test_another_place_or_name_and_a_denial_are_conflicts_also_in_other_words(
    one: str, other: str, reason: str
) -> None:
    assert told(one, other) == ("contradicts", [reason])
    assert told(other, one) == ("contradicts", [reason])


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("The emergency generator started up.", "The emergency generator failed to start.",
         "polarity"),
        ("The swap was arranged by the Order of St. Brannoc.",
         "The exchange was arranged by the Emirate of Qasir.", "entity"),
    ],
)  # fmt: skip
def test_what_only_the_pair_encoder_sees_is_a_conflict_too(
    one: str, other: str, reason: str
) -> None:
    assert told(one, other) == told(other, one) == ("contradicts", [reason])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ship is 118 metres long.", "The ship measures some 120 metres from end to end."),
        ("The tunnel is 4,870 metres long.", "The three-mile tunnel was opened by the mayor."),
        ("Jesse Moll's wife is Sandra Moll.", "Jesse Moll's wife is Sandi."),
        ("The alarm matters to Ann Lee.", "The alarm matters to you."),
    ],
)  # fmt: skip
def test_what_is_put_otherwise_is_read_as_no_conflict(one: str, other: str) -> None:
    assert told(one, other)[0] != "contradicts"
    assert told(other, one)[0] != "contradicts"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The ship is 118 metres long.", "Its length is some 120 metres.", True),
        ("The tunnel is 4,870 metres long.", "It is a three-mile tunnel.", True),
        ("The ship was built in 1994.", "The 31-year-old ship is in dock.", True),
        ("The ship was built in 1994.", "The 20-year-old ship is in dock.", False),
        ("The ship is 118 metres long.", "The ship is 218 metres long.", False),
        ("The council passed it by 23 votes to 18.", "The council passed it by 21 votes.", False),
    ],
)
def test_an_amount_put_otherwise(one: str, other: str, same: bool) -> None:
    table = pd.concat([sources_of(text) for text in (one, other)], ignore_index=True)
    claims = propositions(ck.extract(table))
    assert put_otherwise(claims[0], claims[-1]) is same
    assert put_otherwise(claims[-1], claims[0]) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor spoke in the town hall.", "The mayor had lunch in the harbour."),
        ("The museum's director is Ada Moll.",
         "The museum's deputy director is Ivo Brandt."),
        ("Police named the dead man as Bob Ferro.",
         "The dead man was identified by the police as Robert Ferro."),
    ],
)  # fmt: skip
def test_two_events_two_posts_and_two_forms_of_a_name_are_no_conflict(one: str, other: str) -> None:
    assert told(one, other)[0] != "contradicts"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elin Voss signed the harbour contract on Monday.",
         "Elin J. Voss signed the harbour contract on Monday."),
        ("Mayor Elin Voss accused the mill owners of closing two sites.",
         "Voss accused mill owners of closing two sites."),
    ],
)  # fmt: skip
def test_another_form_of_a_name_changes_nothing(one: str, other: str) -> None:
    assert told(one, other) == told(other, one) == ("equivalent", ["wording"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dario Venn", "Dominik Venn", False),
        ("Bill Moll", "William Moll", True),
        ("R. Lind", "Bob Lind", True),
        ("Sandi Reyk", "Sandra Reyk", True),
        ("Lind", "Bo Lind", True),
    ],
)
def test_one_surname_is_one_person_only_if_the_first_names_can_be_one(
    one: str, other: str, same: bool
) -> None:
    assert may_be_one(one, other, person=True) == same


def test_two_counts_of_the_same_thing_are_a_conflict_also_in_other_words() -> None:
    one, other = (
        "Moll took the 35-word oath at noon.",
        "The judge gave her the 38-word oath at noon.",
    )
    assert told(one, other) == ("contradicts", ["number"])


def proposition(text: str, standalone: str, subject: str) -> Proposition:
    return Proposition("c", "s", "story", 0, len(text), text, standalone, subject, None,
                       "positive", "certain", None)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "standalone", "subject", "name"),
    [
        ("clearly he left", "clearly [Bo Lind] left", "he", "bo lind"),
        ("I left", "I [Bo Lind] left", "I", "bo lind"),
        ("The mayor left", "The mayor [Ada Moll] left", "The mayor", "ada moll"),
        ("her deputy left", "[Ada Moll’s] deputy left", "her deputy", "her deputy"),
        ("Moll, a lawyer", "Moll [is] a lawyer", "Moll", "moll"),
    ],
)
def test_a_subject_is_known_by_its_name_wherever_it_stands(
    text: str, standalone: str, subject: str, name: str
) -> None:
    assert proposition(text, standalone, subject).named_subject == name


TWO = "KELM, March 3 — Two sailors were injured in the storm."
THREE = "KELM, March 4 — Three sailors were injured in the storm."
DAYS = ["2025-03-03", "2025-03-04", "2025-03-05"]


def test_a_larger_count_a_day_later_is_an_update() -> None:
    found = relations(checked(TWO, THREE, published=DAYS[:2]))
    assert ("reconciled", ["update"]) in found
    assert "contradicts" not in dict(found)


def test_it_is_none_if_a_later_report_still_has_the_earlier_count() -> None:
    later = "The storm did less harm than feared. Two sailors were injured in the storm."
    found = relations(checked(TWO, THREE, later, published=DAYS))
    assert ("contradicts", ["number"]) in found
    assert ("reconciled", ["update"]) not in found


def test_a_denial_by_we_is_one_of_those_who_are_named() -> None:
    found = relations(
        checked(
            "“We have not asked the state for a loan,” Ada Moll said.",
            "Norda Steel has asked the state for a loan.",
        )
    )
    assert found == [("contradicts", ["polarity"])]


def test_a_hedge_of_something_else_is_no_shift_of_certainty() -> None:
    one = "Ada Moll was offered a seat on the board."
    other = "The offer of a seat on the board may have violated the town charter."
    assert told(one, other)[0] != "certainty_shift"
    assert told("The dam may have burst at night.", "The dam burst at night.") == (
        "certainty_shift",
        ["certainty"],
    )


def test_an_altered_number_is_seen_in_words_and_digits() -> None:
    record = "“The model gives four hundred and ten dead birds a year,” Ada Moll said."
    changed = "“The model gives 140 dead birds a year,” Ada Moll said."
    assert relations(checked(record, changed)) == [("quote_altered", ["number", "wording"])]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("The council approved the plan on Tuesday.",
         "The council approved the plan on Thursday.", "date"),
        ("Norrick Steel bought the plant for 40 million euros.",
         "Haldis Metals bought the plant for 40 million euros.", "entity"),
        ("The shares fell by 4 percent.", "The shares rose by 4 percent.", "polarity"),
    ],
)  # fmt: skip
def test_one_sentence_that_differs_in_one_detail_is_a_conflict_though_its_number_is_one(
    one: str, other: str, reason: str
) -> None:
    assert told(one, other) == ("contradicts", [reason])


def test_a_number_of_it_that_stands_for_nothing_known_is_no_conflict_by_its_unit_alone() -> None:
    of_it = "It will be able to pay 74 percent of the promised benefits."
    of_all = "The program will only be able to pay 77 percent of promised benefits."
    assert told(of_it, of_all)[0] is None
    cost = "The work will cost 11 million crowns.", "It will cost seventeen million crowns."
    assert told(*cost) == ("contradicts", ["number"])


def test_who_thinks_about_a_deed_and_who_does_it_do_not_say_the_same() -> None:
    plan, deed = "The prosecutor is considering charges.", "The prosecutor will bring charges."
    assert told(plan, deed)[0] in (None, "certainty_shift")
