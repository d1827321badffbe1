"""When something was said and on which occasion; when a claim is the case."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from claimkit.extraction.occasions import Said, about_time, said
from claimkit.extraction.statements import statements
from claimkit.language import annotate

PUBLISHED = "2025-03-14"


def heard(text: str, published: str | None = PUBLISHED) -> tuple[Doc, list[Said]]:
    doc = annotate(text, published)
    return doc, said(doc, statements(doc), published)


def days(text: str, published: str | None = PUBLISHED) -> list[str | None]:
    return [each.on for each in heard(text, published)[1]]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Ana Ruiz said Thursday that the pier is safe.", "2025-03-13"),
        ("On Monday, Ana Ruiz said the pier is safe.", "2025-03-10"),
        ("“The pier is safe,” Ana Ruiz said on Wednesday.", "2025-03-12"),
        ("Ana Ruiz said last week that the pier is safe.", "2025-W10"),
        ("Ana Ruiz said the pier is safe.", None),  # never the day of publication by default
        ("Ana Ruiz said that the pier was closed on Monday.", None),
        ("Ana Ruiz, who was elected in 2019, said the pier is safe.", None),
        ("Ana Ruiz has previously said the pier is safe.", None),
    ],
)
def test_the_time_that_governs_the_cue_says_when(text: str, on: str | None) -> None:
    assert days(text) == [on]


def test_without_a_publication_a_weekday_is_no_day() -> None:
    assert days("Ana Ruiz said Thursday that the pier is safe.", None) == [None]


def test_an_occasion_is_kept_as_printed() -> None:
    doc, (found,) = heard("Ana Ruiz said during her Thursday news conference the pier is safe.")
    assert found.at is not None
    assert doc.text[slice(*found.at)] == "her Thursday news conference"
    assert found.on == "2025-03-13"


def test_a_place_is_kept_as_printed() -> None:
    doc, (found,) = heard("“The pier is safe and will stay open,” Ana Ruiz said in the town hall.")
    assert found.at is not None
    assert doc.text[slice(*found.at)] == "in the town hall"


def test_what_the_same_speaker_says_next_is_said_on_the_same_occasion() -> None:
    text = (
        "Ana Ruiz said during her Thursday news conference that the pier is safe. "
        "She also said that the bridge is closed."
    )
    assert days(text) == ["2025-03-13", "2025-03-13"]


def test_what_somebody_else_says_is_not() -> None:
    text = (
        "Ana Ruiz said Thursday that the pier is safe. "
        "Bo Lind of the port authority said that the bridge is closed."
    )
    assert days(text) == ["2025-03-13", None]


def test_what_was_said_before_has_no_date_and_ends_nothing() -> None:
    text = (
        "Ana Ruiz said Thursday that the pier is safe. The port has previously claimed that it is "
        "not. She also said that the bridge is closed."
    )
    assert days(text) == ["2025-03-13", None, "2025-03-13"]


def test_an_occasion_does_not_last_for_ever() -> None:
    filler = "The harbour is old. " * 6
    text = (
        f"Ana Ruiz said Thursday that the pier is safe. {filler}She said that the bridge is shut."
    )
    assert days(text) == ["2025-03-13", None]


@pytest.mark.parametrize(
    ("day", "cue", "on"),
    [
        ("Wednesday", "said", "2025-03-12"),
        ("Thursday", "added", "2025-03-12"),
        ("Thursday", "said", None),  # an answer to what was said on Thursday, perhaps
    ],
)
def test_each_speaker_keeps_the_occasion_on_which_he_was_heard(
    day: str, cue: str, on: str | None
) -> None:
    text = (
        "Ana Ruiz told reporters Wednesday that the pier is safe. "
        f"Bo Lind said {day} that it is not. Ruiz {cue} that the bridge is closed."
    )
    assert days(text)[-1] == on


def test_an_interview_is_another_occasion() -> None:
    text = (
        "Ana Ruiz said Thursday that the pier is safe. "
        "Ruiz said in an interview with the Ellery Post that the bridge is closed."
    )
    assert days(text) == ["2025-03-13", None]


def test_known_speakers_are_told_apart() -> None:
    text = "Ana Ruiz said Thursday that the pier is safe. She said that the bridge is closed."
    doc = annotate(text, PUBLISHED)
    found = statements(doc)
    together = said(doc, found, PUBLISHED, ["Ana Ruiz", "Ana Ruiz"])
    apart = said(doc, found, PUBLISHED, ["Ana Ruiz", "Ida Berg"])
    assert [each.on for each in together] == ["2025-03-13", "2025-03-13"]
    assert [each.on for each in apart] == ["2025-03-13", None]


def test_nothing_is_said_after_the_publication() -> None:
    assert days("Ana Ruiz said tomorrow that the pier is safe.") in ([None], [])


@pytest.mark.parametrize(
    ("text", "predicate", "value"),
    [
        ("The pier was closed on Monday.", "closed", "2025-03-10"),
        ("On Monday the pier was closed.", "closed", "2025-03-10"),
        ("The pier was closed for two years.", "closed", "P2Y"),
        ("The pier was closed in 2019 for two years.", "closed", "2019"),
        ("Monday’s storm closed the pier.", "closed", None),
        ("The pier is safe.", "safe", None),
        ("The pier that was built in 1962 is safe.", "safe", None),
    ],
)
def test_the_time_that_governs_the_predicate(text: str, predicate: str, value: str | None) -> None:
    doc = annotate(text, PUBLISHED)
    (token,) = [token for token in doc if token.text == predicate]
    assert about_time(doc, 0, len(text), token) == value


@pytest.mark.parametrize(
    "text", ["", " ", "“", "said", "Thursday", "said Thursday said", "2019 " * 50]
)
def test_any_text_is_no_error(text: str) -> None:
    heard(text)
