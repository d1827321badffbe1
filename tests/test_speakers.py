"""The speaker of a statement is the one that the article names, or none."""

import pytest

from claimkit.extraction.speakers import Speaker, Speakers
from claimkit.extraction.statements import Statement, statements
from claimkit.language import Attribution, annotate

TEXT = (
    "Mayor Elin Voss met engineer Bo Lind and Ana Ruiz of the Kelm Port Agency. Voss and Lind "
    "left early. On Monday, Joan Hale met Carl Hale in the town hall. "
)


def speaker(written: str, before: str = TEXT) -> Speaker:
    """Return who says something in a sentence after others."""
    text = f"{before}{written} said the pier is safe."
    start = len(before)
    content = (text.index("the pier is safe"), len(text) - 1)
    cue = (start + len(written) + 1, start + len(written) + 5)
    said = Attribution((content,), cue, (start, start + len(written)))
    return Speakers(annotate(text), [Statement(said, "say", "indirect")]).of(0)


def speakers(text: str) -> list[str | None]:
    """Return the names of the speakers that the text itself gives."""
    doc = annotate(text)
    found = statements(doc)
    known = Speakers(doc, found)
    return [known.of(i).name for i in range(len(found))]


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("Mayor Elin Voss", "Elin Voss", "person"),
        ("Voss", "Elin Voss", "person"),
        ("The engineer", "Bo Lind", "person"),
        ("Ms. Ruiz", "Ana Ruiz", "person"),
        ("Hale", None, "person"),  # two people of one surname
        ("The mayor", "Elin Voss", "person"),
        ("Her office", None, "organization"),
        ("Voss and Lind", "Elin Voss and Bo Lind", "group"),
        ("Voss and two aides", None, "group"),
        ("Ana Ruiz, president and founder of the agency,", "Ana Ruiz", "person"),
        ("Port campaign manager Rolf Brandt", "Rolf Brandt", "person"),
        ("A campaign aide", None, "unnamed"),
        ("A Republican", None, "unnamed"),
        ("Ms. Quill", "Quill", "person"),
        ("A spokeswoman for Voss", None, "unnamed"),
        ("A person familiar with the matter", None, "unnamed"),
        ("An official", None, "unnamed"),
        ("Port officials", None, "group"),
        ("Analysts", None, "group"),
        ("Nearly all Kelmish Senators", None, "group"),
        ("Most Kelmish Republicans", None, "group"),
        ("Police", "Police", "organization"),
        ("The Kelm Port Agency", "Kelm Port Agency", "organization"),
        ("The harbour board", "harbour board", "organization"),
        ("Spokeswoman Jana Petrik", "Jana Petrik", "person"),
    ],
)
def test_a_written_source_is_named_as_the_article_names_it(
    written: str, name: str | None, kind: str | None
) -> None:
    found = speaker(written)
    assert (found.name, found.kind) == (name, kind)


def test_a_pronoun_without_anybody_before_it_has_no_name() -> None:
    assert speaker("He", "").name is None
    assert speaker("They", "").kind == "group"


def test_a_quotation_that_is_a_paragraph_goes_on() -> None:
    text = "“The pier is safe,” Mayor Elin Voss said.\n\n“It will stay so.”\n\nShe left."
    doc = annotate(text)
    first, second = doc._.quotations
    said = (text.index("said"), text.index("said") + 4)
    known = Speakers(
        doc,
        [
            Statement(Attribution(first.pieces, said, (20, 35)), "say", "direct"),
            Statement(Attribution(second.pieces), None, "direct"),
        ],
    )
    assert text[20:35] == "Mayor Elin Voss"
    assert [known.of(i).name for i in range(2)] == ["Elin Voss", "Elin Voss"]


def test_a_turn_inside_a_quotation_is_its_speakers() -> None:
    text = "Elin Voss met Bo Lind.\n\nShe told the story.\n\n“LIND: It is shut, and nobody came.”"
    doc = annotate(text)
    (quotation,) = doc._.quotations
    told = Attribution(((35, 44),), (27, 31), (24, 27))
    known = Speakers(
        doc,
        [
            Statement(told, "tell", "indirect"),
            Statement(Attribution(quotation.pieces), None, "direct"),
        ],
    )
    assert [known.of(i).name for i in range(2)] == ["Elin Voss", "Bo Lind"]


def test_the_turns_of_a_transcript_are_named() -> None:
    text = (
        "Session of the harbour board.\n\nADA VOSS (chair): Is it safe?\n\nBO LIND: It is.\n\n"
        "VOSS: I doubt it."
    )
    assert speakers(text) == ["Ada Voss", "Bo Lind", "Ada Voss"]


def test_what_one_is_told_about_behind_a_name_is_no_second_speaker() -> None:
    found = speaker("Engineer Bo Lind, who was then a member of the board and now advises it,")
    assert (found.name, found.kind) == ("Bo Lind", "person")


def test_who_continues_is_who_has_just_spoken_and_not_whom_all_is_about() -> None:
    text = (
        "Carl Hale ran again. Hale has won twice, and Hale is rich. In a statement, Bo Lind of the "
        "Courier explained why.\n\n“Hale is a candidate unlike others,” said Lind.\n\n"
        "He continued, “That is what we report.”"
    )
    assert speakers(text)[-1] == "Bo Lind"


ROLL = (
    "We will hear Kelm Port Agency against Bo Holt. For the appellant, Kelm Port Agency: Ana Ruiz, "
    "Mikel Lund and Joan Stone. For the respondents, Bo Holt and others: Kirk Barr and Celia "
    "Pollard. "
)
COURT = (
    "Judge Elin Voss heard Mara Dent, a lawyer for the plaintiff, on Monday. Kirk Barr, who "
    "represents the defendant, left early. "
)
OFFICE = (
    "Defense attorney Kirk Barr spoke first. Holt's lawyer Mara Dent left. Joan Stone, "
    "representing the union, was late. Carl Lund, arguing for the state, sat down. "
)
TWO = (
    "Mara Dent, a lawyer for the plaintiff, spoke first. Kirk Barr, another attorney for the "
    "plaintiff, left. "
)
PAST = "Kirk Barr, a former lawyer for Bo Holt, spoke first. Mara Dent was late. "
JOINED = "The plaintiffs' attorneys, Mara Dent and Kirk Barr, spoke first. "
CASES = "For the appellant, Kelm Port Agency: Ana Ruiz. For the appellant, Bo Lind: Joan Stone. "


@pytest.mark.parametrize(
    ("before", "written", "name", "kind"),
    [
        (ROLL, "The respondents' counsel", "Kirk Barr and Celia Pollard", "group"),
        (ROLL, "Counsel for the respondents", "Kirk Barr and Celia Pollard", "group"),
        (ROLL, "Mr. Holt's lawyers", "Kirk Barr and Celia Pollard", "group"),
        (ROLL, "Lawyers for the appellant", "Ana Ruiz, Mikel Lund and Joan Stone", "group"),
        (ROLL, "The respondent's lawyer", None, "unnamed"),  # one of two
        (ROLL, "Counsel for the intervener", None, "unnamed"),
        (COURT, "The plaintiff's lawyer", "Mara Dent", "person"),
        (COURT, "The defense attorney", "Kirk Barr", "person"),
        (COURT, "Counsel for the defendant", "Kirk Barr", "person"),
        (COURT, "A lawyer for the plaintiff", None, "unnamed"),  # it may be another
        (COURT, "The plaintiff's lawyers", None, "group"),  # of whom one is named
        (OFFICE, "The defendant's lawyer", "Kirk Barr", "person"),
        (OFFICE, "Holt's attorney", "Mara Dent", "person"),
        (OFFICE, "The union's lawyer", "Joan Stone", "person"),
        (OFFICE, "Counsel for the state", "Carl Lund", "person"),
        (TWO, "The lawyer for the plaintiff", None, "unnamed"),
        (TWO, "Lawyers for the plaintiff", "Mara Dent and Kirk Barr", "group"),
        (JOINED, "The plaintiffs' lawyers", "Mara Dent and Kirk Barr", "group"),
        (JOINED, "The plaintiffs' lawyer", None, "unnamed"),
        (PAST, "Holt's lawyer", None, "unnamed"),
        (CASES, "The appellant's counsel", None, "unnamed"),  # of which appellant
        (CASES, "Counsel for Bo Lind", "Joan Stone", "person"),
    ],
)
def test_who_holds_a_role_for_somebody_is_named_where_the_text_tells(
    before: str, written: str, name: str | None, kind: str
) -> None:
    found = speaker(written, before)
    assert (found.name, found.kind) == (name, kind)


def test_nobody_is_her_own_husband() -> None:
    before = "Elin Voss and Bo Lind, Voss's husband, came to Kelm. Carl Hale was there. "
    assert speaker("Voss's husband", before).name != "Elin Voss"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour Master Ines Halloran said the pier was shut.", "Ines Halloran"),
        ("Station Master Otto Brandt told the board that the line was safe.", "Otto Brandt"),
        ("Mayor Ines Halloran said the pier was shut.", "Ines Halloran"),
    ],
)
def test_a_title_in_capitals_is_no_part_of_a_name(text: str, name: str) -> None:
    doc = annotate(text)
    assert Speakers(doc, statements(doc)).of(0).name == name
