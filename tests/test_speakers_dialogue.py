"""Who says `I` and who is `you` in interviews, hearings, speeches, letters and transcripts."""

import time

import pytest

from claimkit.extraction.speakers import Speakers
from claimkit.extraction.statements import statements
from claimkit.language import annotate
from claimkit.language.coreference import Coreference

INTERVIEW = """Interview with harbour engineer Bo Lind
Saturday, 4 April 2020
Bo Lind has run the port of Kelm for ten years. On Monday the Courier spoke with him there.
Why did you decide to deepen the channel?
I think that a deep channel is the future of the town, and I wanted my crew to have work. We had \
waited for ten years, and nothing had come of it.
Do you believe that the pier is safe?
Yes, I believe that it is safe. The old one was not, and I said so at the time.
What will the new pier cost?
Three million, I suppose."""

HEARING = """We will hear argument in Kelm Port Agency versus Hale. Ms. Ruiz?
Thank you, Your Honor. My name is Ana Ruiz, and I am here for the appellant. I will show that the \
agency never gave notice of the works, and that the court below erred.
Counsel, do you say that a letter is no notice?
I say that a letter to the wrong address is none, Your Honor.
Did your client not move in May without telling anybody?
He told the agency, Your Honor, and I believe that they wrote it down."""

ASKED = """We will hear argument in Kelm Port Agency versus Hale. Ms. Ruiz?
Thank you, Your Honor. My name is Ana Ruiz, and I am here for the appellant. I will show that the \
agency never gave notice of the works, and that the court below erred.
Counsel, is this a fee, or is it a tax?
It is both a fee and a tax, Justice Orrel. The council says so at page 3 of the record, and the \
agency has never denied it.
And where does the statute, as you read it, speak of a tax?
In its second part, which the agency passes over. You had suggested that no part of it speaks of a \
tax, and I believe that the second does, in so many words.
Does your client not owe the fee in any case?
He has paid the fee every year, and nobody has claimed anything else in this court."""

FILM = """Hi everyone, welcome back to my channel.
My name is Ana Ruiz and today I want to show you the port of Kelm. I think it is the best place in \
the country, and I hope that you will like it too."""

TRANSCRIPT = """Remarks by President Jana Orsted and Mayor Elin Voss
Kelm town hall
10 A.M. THE MAYOR:
Thank you. I think that this is a good day for Kelm.
We have waited long, and I know that you have as well.
THE PRESIDENT: I am glad to be here. I promise that the pier will be built."""

LETTER = """Dear neighbours,
I write to you because I fear that the pier will be shut. I have seen the plans, and I believe \
that they are wrong.
Yours sincerely,
Elin Voss"""


def names(text: str, word: str) -> list[str | None]:
    """Return the names of those for whom the printings of a pronoun stand."""
    mentions = Coreference(annotate(text)).mentions
    return [m.entity.name for m in mentions if m.pronoun and m.noun == word]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        (INTERVIEW, "i", "Bo Lind"),
        (INTERVIEW, "you", "Bo Lind"),
        (HEARING, "i", "Ana Ruiz"),
        (FILM, "i", "Ana Ruiz"),
        (LETTER, "i", "Elin Voss"),
    ],
)
def test_the_one_who_speaks_is_named(text: str, word: str, name: str) -> None:
    assert set(names(text, word)) == {name}


def test_counsel_is_you_to_the_bench_and_the_bench_has_no_name() -> None:
    assert names(HEARING, "you") == [None, "Ana Ruiz"]


def test_who_is_named_in_an_answer_asked_before_it_and_goes_on_asking() -> None:
    assert names(ASKED, "you") == [None, "Ana Ruiz", "Orrel"]


def test_who_asks_is_somebody_else_where_the_next_answer_names_another() -> None:
    text = ASKED.replace("In its second part,", "In its second part, Justice Brandt. It is that,")
    assert names(text, "you")[-1] == "Brandt"


def test_who_asks_is_open_where_somebody_comes_between_question_and_answer() -> None:
    text = ASKED.replace("And where does", "I have a question as well.\nAnd where does")
    assert names(text, "you")[-1] is None


def test_nobody_is_named_who_asked_where_no_answer_names_anybody() -> None:
    assert names(ASKED.replace(", Justice Orrel", ""), "you") == [None, "Ana Ruiz", None]


def test_a_reporter_who_is_named_in_an_answer_is_whom_the_next_answers_mean() -> None:
    text = INTERVIEW.replace("Three million, I suppose.", "Three million, Joan. I have the bill.")
    text += "\nIs that not more than you had promised?\nIt is less than you suggest, I think."
    assert names(text, "you")[-2:] == ["Bo Lind", "Joan"]


def test_labels_tell_who_speaks_until_the_next() -> None:
    assert names(TRANSCRIPT, "i") == ["Elin Voss"] * 2 + ["Jana Orsted"] * 2


def test_an_answer_is_of_the_one_who_is_interviewed() -> None:
    text = (
        "Interview with harbour engineer Bo Lind\n\nQ: Why is the pier shut, do you think?\n\n"
        "A: I think that it is old.\n\nQ: Will it open again?\n\nA: I hope so, in May.\n\n"
        "Q: And if it does not?\n\nA: Then I will retire."
    )
    doc = annotate(text)
    found = statements(doc)
    known = Speakers(doc, found)
    assert [known.of(i).name for i in range(len(found))] == [None, "Bo Lind"] * 3


def test_a_given_name_alone_does_not_say_who_speaks() -> None:
    assert set(names(FILM.replace("Ana Ruiz", "Ana"), "i")) == {None}


def test_an_audience_has_no_name() -> None:
    assert set(names(FILM, "you")) == {None}


def test_the_one_who_asks_is_named_where_the_lead_names_both() -> None:
    text = INTERVIEW.replace("the Courier spoke with him", "Lind sat down with Joan Hale")
    asked = "I wonder: do you think that the port will grow?"
    found = names(f"{text}\n{asked}\nI am sure that it will grow, as I have said before.", "i")
    assert found[-3:] == ["Joan Hale", "Bo Lind", "Bo Lind"]


def test_two_who_are_interviewed_are_not_told_apart() -> None:
    text = INTERVIEW.replace("engineer Bo Lind", "engineers Bo Lind and Carl Hale")
    text = text.replace("Bo Lind has", "Bo Lind and Carl Hale have").replace("him", "them")
    assert set(names(text, "i")) == {None}


@pytest.mark.parametrize(
    "text",
    [
        # an outlet's own voice
        "Mayor Elin Voss spoke to Bo Lind on Monday.\n\nI think that she was wrong, and I said so.",
        # somebody else is introduced
        "This is Ana Ruiz, my sister.\nI think that she is right.",
        # a reader's letter between others, each signed below
        "The pier is a disgrace, and nobody did anything about it.\n\nChris Hale.\n\n"
        "I think that the mayor has done what she could.\n\nJoan Lind.",
        # an interview of the past is none that follows
        "In an interview with Bo Lind, the mayor said no.\n\nWho would not?\n\nI think I know why.",
        # a negated introduction
        "Hello everyone, welcome back.\nI'm not Ana Ruiz, but I think that I know her.",
    ],
)
def test_where_nothing_tells_nobody_is_named(text: str) -> None:
    assert set(names(text, "i")) == {None}


def test_a_vocative_is_you_in_its_line_only() -> None:
    text = (
        "Mr. Lind, I have an offer for you. Take it and be glad.\n\n"
        "The readers of this paper know it. I will print it tomorrow, and you will see."
    )
    assert names(text, "you") == ["Lind", None]
    assert set(names(text, "i")) == {None}


def test_a_quotation_is_its_speakers_also_in_an_interview() -> None:
    text = INTERVIEW + '\nWho told you?\n"I did," Elin Voss said, and I believed her.'
    assert names(text, "i")[-2:] == ["Elin Voss", "Bo Lind"]


def test_an_interview_of_many_lines_is_read_in_time_that_grows_as_it_does() -> None:
    lead, turns = INTERVIEW.split("\nWhy", 1)
    doc = annotate(f"{lead}\nWhy{turns}\n" + f"Why{turns}\n" * 100)
    start = time.perf_counter()
    Coreference(doc)
    assert (time.perf_counter() - start) / len(doc) < 200e-6


def test_a_sentence_repeated_above_with_a_name_tells_who_is_interviewed() -> None:
    text = (
        "The future of the port\n“The future of the port is only deep water, and we have it.” Bo "
        "Lind image: Joan Hale.\nDo you think that the port has a future?\nThe future of the port "
        "is only deep water, and we have it. I have said so for years.\nHow long will it take, do "
        "you believe?\nI believe that it will take a year, or two at most.\nAnd if it fails?\n"
        "I do not think that it will fail."
    )
    assert set(names(text, "i")) == {"Bo Lind"}


def test_a_time_before_a_label_is_no_part_of_it() -> None:
    text = TRANSCRIPT.replace("10 A.M. THE MAYOR", "10:15 A.M. EDT THE MAYOR")
    assert names(text, "i")[:2] == ["Elin Voss"] * 2
