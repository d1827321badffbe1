"""Quotations, sentences and dates."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.language import annotate
from claimkit.language.quotations import paragraphs, quotations
from claimkit.language.quoted import QuotedText

# Any text that a file can hold, and texts in which much happens: marks, days, line ends, what has
# no width, letters of several code points, and emoji of several.
PIECES = (
    *"“ ” ‘ ’ \" ' `` '' « » „ ( ) . ! ? … , : — said told she Voss not no".split(),
    *"Thursday 2025-03-14 May 1, 1,200 don’t according to that".split(),
    *"e\u0301 👩\u200d🚒 🇺🇳 \u200b \u200f \u202b \u00ad".split(" "),
    *("\n", "\r\n", "\n\n", "\t", "\ufeff"),
)
ANY = st.text(st.characters(codec="utf-8")) | st.lists(
    st.sampled_from((*PIECES, " ", "  ")), max_size=60
).map("".join)


@settings(deadline=None)
@given(ANY)
def test_quotations_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    found = quotations(text)
    pieces = [piece for quotation in found for piece in quotation.pieces]
    assert pieces == sorted(pieces)
    assert all(0 <= start < end <= len(text) for start, end in pieces)
    assert all(a[1] <= b[0] for a, b in pairwise(pieces))


@settings(deadline=None)
@given(ANY)
def test_paragraphs_leave_out_nothing_but_white_space(text: str) -> None:
    ranges = list(paragraphs(text))
    left = list(text)
    for start, end in ranges:
        assert text[start:end].strip()
        left[start:end] = [" "] * (end - start)
    assert not "".join(left).strip()


def quoted(text: str) -> list[str]:
    return ["|".join(text[s:e] for s, e in q.pieces) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said “no” twice.", ["“no”"]),
        ('She said "no" and "never".', ['"no"', '"never"']),
        ("She said «no» twice.", ["«no»"]),
        ("She said „no“ twice.", ["„no“"]),
        ("She said ``no'' twice.", ["``no''"]),
        ("She said ‘no, never’ twice.", ["‘no, never’"]),
        ("She said 'no, never' twice.", ["'no, never'"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("“It’s the workers’ pier,” she said.", ["“It’s the workers’ pier,”"]),
        ("(“No.”)—“Yes.”", ["“No.”", "“Yes.”"]),
        ("It’s the workers’ pier, and they don't know 'em.", []),
        ("A 5' board, 6\" wide.", []),
        ("No marks.", []),
    ],
)
def test_every_style_of_quotation_marks_is_read(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(("mark", "close"), [("“", "”"), ('"', '"'), ("«", "»")])
def test_a_quotation_goes_on_in_a_paragraph_that_opens_it_again(mark: str, close: str) -> None:
    text = (
        f"She said: {mark}One.\n\n{mark}Two.\n\n{mark}Three,{close} and left.\n\n{mark}Four{close}"
    )
    assert quoted(text) == [
        f"{mark}One.|{mark}Two.|{mark}Three,{close}",
        f"{mark}Four{close}",
    ]
    assert [quotation.closed for quotation in quotations(text)] == [True, True]


def test_a_mark_that_is_never_closed_quotes_to_the_end_of_its_paragraph() -> None:
    text = "She said: “The pier is safe.\n\nThe mayor left. “So,” she said."
    assert quoted(text) == ["“The pier is safe.", "“So,”"]
    assert [quotation.closed for quotation in quotations(text)] == [False, True]


def test_a_missing_closing_mark_does_not_turn_quotations_inside_out() -> None:
    assert quoted('"One, he said. "Two," she said.')[-1] != '," she said.'


def test_what_is_quoted_of_a_range() -> None:
    text = "“Yes, we can,” she said. “No.”"
    lookup = QuotedText(text, quotations(text))
    assert lookup.parts(6, 27) == [(6, 14), (25, 27)]
    assert lookup.parts(14, 25) == []
    assert [text[q.start : q.end] for q in lookup.overlapping(0, 5)] == ["“Yes, we can,”"]


# Sentences.


def sentences(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in annotate(text).sents]


@pytest.mark.parametrize(
    "parts",
    [
        ["One.", "Two!", "Three?", "Four…"],
        ["“Why?” he asked.", "Nobody knew."],
        ["“It is safe.”", "She left."],
        ['"It is safe."', "She left."],
        ["She was unable to pay.", '"I will not ask it to," she said.'],
        ["``I will not,'' she said.", "He left."],
        ["Prof. Ada Lind arrived in Sept. on a ship.", "She left at 9.40 p.m. on Friday."],
        ["It cost $1.5 million.", "2 percent was paid."],
        ["(It was shut.)", "It is open."],
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_text_is_cut_into_its_sentences(parts: list[str], gap: str) -> None:
    assert sentences(gap.join(parts)) == parts


def test_a_heading_is_no_part_of_a_sentence() -> None:
    text = "Port shut\n\nThe port\nis shut."
    assert sentences(text) == ["Port shut", "The port\nis shut."]


def test_what_never_ends_is_cut_all_the_same() -> None:
    assert max(len(sentence) for sentence in annotate("again and " * 2_000).sents) <= 400


# Dates.
