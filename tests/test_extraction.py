"""Who said what: the owner's article sentence by sentence, and what holds of any text."""

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_language import ANY

import claimkit as ck
from claimkit.tables import Analysis, frame

SEEDS = Path(__file__).parent.parent / "seeds"


def sources_of(text: str, published: str | None = "2025-03-14") -> pd.DataFrame:
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = {"source_id": digest[:12], "sha256": digest, "text": text, "published": published}
    return frame(
        "sources", [{**row, "story": "port", "path": "a.txt", "role": "report", "language": "en"}]
    )


class Said(NamedTuple):
    """A statement in the words of the text."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    quotation: str
    speaker: str | None
    said_on: str | None


def said(analysis: Analysis) -> list[Said]:
    def texts(statement: Any, role: str) -> tuple[str, ...]:
        spans = analysis.spans
        return tuple(spans.text[(spans.owner_id == statement.statement_id) & (spans.role == role)])

    return [
        Said(
            *((*texts(row, role), None)[0] for role in ("source", "cue")),
            texts(row, "content"),
            row.quotation,
            *(None if pd.isna(value) else value for value in (row.speaker, row.said_on)),
        )
        for row in analysis.statements.itertuples()
    ]


def said_in(text: str, published: str | None = "2025-03-14") -> list[Said]:
    return said(ck.extract(sources_of(text, published=published)))


def contents(text: str) -> list[tuple[str | None, str]]:
    return [(each.source, clause(" | ".join(each.content))) for each in said_in(text)]


def clause(content: str) -> str:
    """Return a content without the "that" before it, which the corpus counts to it."""
    return content.removeprefix("that ")


@pytest.fixture(scope="module", params=["ceasefire", "harbour"])
def story(request: pytest.FixtureRequest) -> Analysis:
    return ck.extract(ck.read_sources(SEEDS / request.param))


@pytest.fixture(scope="module")
def article() -> Analysis:
    return ck.extract(ck.read_sources(SEEDS / "ceasefire"))


# The owner's article: the written source, where its content begins, and where it ends.

ARTICLE = [
    ("Russian President Vladimir Putin", "he has “reservations” about", "the Ukraine war"),
    ("Russian President Vladimir Putin", "it’s not clear how", "if a ceasefire was implemented"),
    ("Putin", "the US idea", "as “great and correct”"),
    ("Putin", "Russia supports it in theory, but", "before a deal is agreed to"),
    ("He", "the ceasefire must “be aimed", "root causes of the crisis.”"),
    ("Putin", "eliminating what he calls", "the “root causes” of the war"),
    ("he", "the “root causes”", "of the war"),
    ("the Kremlin", "the current Ukrainian government", "part of the root cause"),
    ("He", "“maybe” he would", "call US President Donald Trump"),
    ("President Donald Trump", "Russian President Vladimir Putin’s response", "wasn’t complete.”"),
    ("the president", "“He put out a very promising", "people are being killed.”"),
    ("Putin", "which", "before a deal is agreed to"),
    ("Putin", "he has", "“reservations”"),
    ("Trump", "if Russia does not agree", "“very disappointing moment for the world.”"),
    ("the president", "“So a lot of the details", "disappointing moment for the world,”"),
    ("the president", "he has leverage but", "does not want to talk about it"),
    ("Trump", "“I do have leverage, but", "they were pretty positive I think,”"),
]


def is_right(each: Said, source: str, begin: str, end: str) -> bool:
    first, last = clause(each.content[0]), each.content[-1]
    return each.source == source and first.startswith(begin) and last.endswith(end)


def test_the_statements_of_the_article_are_found(article: Analysis) -> None:
    found = said(article)
    missed = [row for row in ARTICLE if not any(is_right(each, *row) for each in found)]
    assert len(missed) <= 1, missed  # 15 of 17 is what was asked for
    assert len(found) <= len(ARTICLE) + 1


# An invented article, read by a person before the model read it: source, and where content begins.

COURIER = [
    ("Ines Halloran", "Two crew members were injured"),
    ("Halloran", '"The warning was on my desk in November,"'),
    ("Halloran", "she had asked for a survey and never got one"),
    ("She", "more than 400,000 cubic metres of silt"),
    ("she", "The eastern basin may have to close"),
    ("Marguerite Oduya", "the town was unable to pay"),
    ("she", '"I will not ask it to,"'),
    ("he", '"This harbour has been starved of money'),
    ("he", "Forty of his members were at home"),
    ("Petra Lindqvist", "Brightwater has a permit for the work"),
    ("who", "it had been signed in January"),
    ("Yusuf Farrow", '"It is below the limit, but it is there,"'),
    ("Samir Achterberg", '"We will go to court before we let'),
    ("He", "the oyster beds"),
    ("Halloran", "No oil has leaked from the ship"),
    ("the board's own figures", "the port handled 12 percent less cargo"),
    ("she", '"I sold nine cups today,"'),
]


def test_most_statements_of_another_article_are_found() -> None:
    sources = ck.read_sources(SEEDS / "harbour")
    found = said(ck.extract(sources[sources["path"].str.contains("Courier")]))
    right = [
        (source, begin)
        for source, begin in COURIER
        if any(
            clause(each.content[0]).startswith(begin) and source in (each.source or "")
            for each in found
        )
    ]
    assert len(right) >= 15, set(COURIER) - set(right)
    assert len(found) <= len(COURIER) + 3


def test_the_day_of_the_news_conference_is_known(article: Analysis) -> None:
    assert article.sources["published"].tolist() == ["2025-03-14"]
    (first, *_) = said(article)
    assert "during his Thursday news conference" in article.sources["text"][0]
    assert (first.speaker, first.said_on) == ("Vladimir Putin", "2025-03-13")
    (trump,) = [each for each in said(article) if each.source == "President Donald Trump"]
    assert (trump.speaker, trump.said_on) == ("Donald Trump", "2025-03-13")
    assert {each.said_on for each in said(article)} == {None, "2025-03-13"}


def test_words_that_stand_around_the_cue_are_one_statement(article: Analysis) -> None:
    putting, which = [each for each in said(article) if len(each.content) > 1]
    assert [content[:16] for content in putting.content] == ["“He put out a ve", "“I’d love to mee"]
    assert [content[:16] for content in which.content] == ["which", "Russia supports "]


def test_what_the_outlet_says_itself_is_nobodys_statement(article: Analysis) -> None:
    own = article.claims[article.claims["statement_id"].isna()]["text"].tolist()
    for text in own:
        assert not text.startswith(("he has", "Russia supports", "He put out"))
    assert any(text.startswith("Putin went on to raise many questions") for text in own)


def test_both_presidents_of_the_article_are_told_apart(article: Analysis) -> None:
    speakers = {(each.source, each.speaker) for each in said(article)}
    assert ("the president", "Donald Trump") in speakers
    assert ("He", "Vladimir Putin") in speakers


# Every story.


def test_the_contracts_hold(story: Analysis) -> None:
    failures = ck.validate(story)
    assert failures.empty, failures.to_dict("records")


def test_every_cell_can_be_traced(story: Analysis) -> None:
    texts = dict(zip(story.sources["source_id"], story.sources["text"], strict=True))
    for table in (story.spans, story.claims):
        for row in table.itertuples():
            assert row.text == texts[row.source_id][row.start : row.end]
            assert row.text.strip()


def test_no_claim_begins_or_ends_with_half_a_pair_of_marks(story: Analysis) -> None:
    for text in story.claims["text"]:
        # A clause may end within a quotation that goes on, but not with its mark alone.
        assert not (text.endswith("”") and "“" not in text), text
        assert not (text.startswith("“") and "”" not in text), text


def test_nothing_is_said_after_it_was_published(story: Analysis) -> None:
    statements = story.statements.merge(story.sources[["source_id", "published"]], on="source_id")
    known = statements.dropna(subset=["said_on"])
    days = known[known["said_on"].str.fullmatch(r"\d{4}-\d\d-\d\d")]
    assert len(days) and (days["said_on"] <= days["published"].str[:10]).all()


def test_the_same_input_gives_the_same_tables(story: Analysis) -> None:
    again = ck.extract(story.sources)
    for name, table in story.tables().items():
        pd.testing.assert_frame_equal(again.tables()[name], table)


# Ways to print a statement.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voss said that the pier is safe.", [("Voss", "the pier is safe")]),
        ("Voss said on Monday that the pier is safe.", [("Voss", "the pier is safe")]),
        (
            "Mayor Elin Voss told reporters on Thursday that the pier is safe.",
            [("Mayor Elin Voss", "the pier is safe")],
        ),
        ("Voss said the ship that sank was safe.", [("Voss", "the ship that sank was safe")]),
        ("Voss told the port board that it is safe.", [("Voss", "it is safe")]),
        ("The pier is safe, Voss said.", [("Voss", "The pier is safe")]),
        ("The pier is safe, according to Voss.", [("Voss", "The pier is safe")]),
        (
            "“The pier is safe,” said Bo Lind, the engineer.",
            [("Bo Lind, the engineer", "“The pier is safe,”")],
        ),
        ('"The pier is safe," Voss said.', [("Voss", '"The pier is safe,"')]),
        ("«The pier is safe», Voss said.", [("Voss", "«The pier is safe»")]),
        ("``The pier is safe,'' Voss said.", [("Voss", "``The pier is safe,''")]),
        ("‘The pier is safe,’ Voss said.", [("Voss", "‘The pier is safe,’")]),
        ("Voss called the pier “a disgrace.”", [("Voss", "the pier “a disgrace.”")]),
        ("Voss called the clerk.", []),
        (
            "“It is shut,” Voss said. “It stays shut.”",
            [("Voss", "“It is shut,” | “It stays shut.”")],
        ),
        (
            "“We sold nine cups today,” Voss said. “Nine.” The “quay” was shut.",
            [("Voss", "“We sold nine cups today,” | “Nine.”")],
        ),
        (
            "“The work on the pier,” Voss said, “will take nine weeks.”",
            [("Voss", "“The work on the pier,” | “will take nine weeks.”")],
        ),
        (
            "“It was on my desk,” Voss said, adding that she had read it twice.",
            [("Voss", "“It was on my desk,”"), ("Voss", "she had read it twice")],
        ),
        (
            'Voss was unable to pay. "I will not ask," she said.',
            [("she", '"I will not ask,"')],
        ),
        (
            "Voss said: “It is shut.\n\n“It stays shut until May.”",
            [("Voss", "“It is shut. | “It stays shut until May.”")],
        ),
        ("Voss said: “It is shut.\n\nLind left.", [("Voss", "“It is shut.")]),
        (
            "“The pier has never been safe at all.”",
            [(None, "“The pier has never been safe at all.”")],
        ),
    ],
)
def test_a_statement_is_found_as_it_is_printed(
    text: str, expected: list[tuple[str | None, str]]
) -> None:
    assert contents(text) == expected


def test_a_statement_in_a_statement_points_to_the_one_that_reports_it() -> None:
    text = "Lind said that Voss had told him that the repairs cost a lot."
    assert contents(text) == [
        ("Lind", "Voss had told him that the repairs cost a lot"),
        ("Voss", "the repairs cost a lot"),
    ]
    statements = ck.extract(sources_of(text)).statements
    assert pd.isna(statements["parent_id"][0])
    assert statements["parent_id"][1] == statements["statement_id"][0]


def test_a_later_day_is_not_when_it_was_said() -> None:
    (one,) = said_in("Voss said on Tuesday that the pier opens on April 1, 2025.")
    assert (one.content, one.said_on) == (("that the pier opens on April 1, 2025",), "2025-03-11")
    (two,) = said_in("“The pier opens again,” Voss will say on 2025-04-02.")
    assert two.said_on is None


def test_without_a_publication_the_day_stays_open() -> None:
    (one,) = said_in("Voss said on Tuesday that the pier is safe.", published=None)
    assert one.said_on is None


def test_the_turns_of_a_transcript_are_statements() -> None:
    text = (
        "Session of the harbour board.\n\n"
        "ADA VOSS (chair): Is it safe?\n\n"
        "BO LIND: It is.\n\nIt was never not safe.\n\n(Applause.)\n\n"
        "ADA VOSS (chair): “Safe” is a large word."
    )
    assert [
        (each.source, each.content, each.speaker, each.quotation) for each in said_in(text)
    ] == [
        ("ADA VOSS (chair)", ("Is it safe?",), "Ada Voss", "direct"),
        ("BO LIND", ("It is.", "It was never not safe."), "Bo Lind", "direct"),
        ("ADA VOSS (chair)", ("“Safe” is a large word.",), "Ada Voss", "direct"),
    ]


def test_a_claim_is_a_clause_without_its_outer_marks() -> None:
    text = "“It is shut. It stays ‘shut’,” Voss said."
    claims = ck.extract(sources_of(text)).claims["text"].tolist()
    assert claims == ["It is shut", "It stays ‘shut’"]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(KeyError, match="lacks the columns"):
        ck.extract(sources_of("No.").drop(columns="published"))


# Any text.

DAYS = st.sampled_from(["2025-03-14", "2025-03-14T08:00:00+01:00", None])


@settings(deadline=None, max_examples=60)
@given(ANY.filter(str.strip), DAYS)
def test_any_text_is_extracted_and_holds_the_contracts(text: str, published: str | None) -> None:
    analysis = ck.extract(sources_of(text, published=published))
    failures = ck.validate(analysis)
    assert failures.empty, failures.to_dict("records")
    for row in pd.concat([analysis.spans, analysis.claims]).itertuples():
        assert row.text == text[row.start : row.end]


LINE = "Mayor Elin Voss said on Monday that it is shut. “We will open it in May,” she said. "


@pytest.mark.parametrize("unit", [LINE, "A"], ids=["words", "one word"])
def test_a_line_without_an_end_is_extracted(unit: str) -> None:
    n = 60_000 // len(unit)
    analysis = ck.extract(sources_of(unit * n))
    assert len(analysis.statements) == (2 * n if unit == LINE else 0)


@pytest.mark.parametrize(
    "unit",
    [
        "Voss said the pier is shut and Lind told reporters that it was open ",
        "“We will not go there at all.” ",
        "“The pier is shut now.\n\n",
        "VOSS: The pier is shut now.\n\n",
        *("he said ", "A. ", "Aa ", "“", '"a ', "‘a ", "``", ".", ". ", " ", "\n", "Monday "),
    ],
)
def test_the_work_on_one_thing_again_and_again_grows_with_its_length_alone(unit: str) -> None:
    # Work that grew with its square would not end.
    text = unit * (12_000 // len(unit))
    analysis = ck.extract(sources_of(text))
    ck.cross_check(analysis)
    assert analysis.statements["source_id"].nunique() <= 1


def test_a_day_in_an_aside_is_not_when_it_was_said() -> None:
    text = "The dam leaks, according to Ana Ruiz, who published pictures of it on Thursday. "
    text += "Bo Lind, who left on Wednesday, said that the dam was safe."
    found = said_in(text)
    assert [clause(each.content[0]) for each in found] == ["The dam leaks", "the dam was safe"]
    assert [each.said_on for each in found] == [None, None]


def test_a_few_labelled_paragraphs_make_no_transcript() -> None:
    text = "Update: The bridge is open.\n\nThe dam is safe, Ana Ruiz said on Monday.\n\n"
    text += "Nobody was hurt.\n\n" * 9
    text += "Update: The dam holds.\n\nCorrection: It was Tuesday."
    assert ("Ana Ruiz", "The dam is safe") in contents(text)
    spoken = "ANA RUIZ: The dam is safe, they said.\n\nBO LIND: Is it?\n\nANA RUIZ: It is."
    assert [source for source, _ in contents(spoken)] == ["ANA RUIZ", "BO LIND", "ANA RUIZ"]
