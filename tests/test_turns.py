"""Transcripts and records: texts whose paragraphs begin with the name of who speaks."""

import pytest

from claimkit.extraction.turns import turns


def speakers(text: str) -> list[str]:
    return [text[slice(*turn.source)] for turn in turns(text) if turn.source]


@pytest.mark.parametrize(
    "last",
    ["ADA VOSS: It shuts on Friday.", "DANA HOLT (for the owner): It shuts on Friday."],
    ids=["presented the first time alone", "three in capitals"],
)
def test_a_record_with_long_turns_is_a_transcript(last: str) -> None:
    text = (
        "Minutes of the board.\n\nHeld in Kelm.\n\n"
        "ADA VOSS (chair): The pier is old.\n\nIt was built in 1921.\n\nIt has two cranes.\n\n"
        f"BO LIND: It is safe.\n\nIt was tested.\n\nNobody fell.\n\n{last}"
    )
    assert speakers(text) == ["ADA VOSS (chair)", "BO LIND", last.partition(":")[0]]
    assert len(turns(text)[0].content) == 3


def test_an_article_with_two_labels_is_none() -> None:
    text = (
        "Update: The pier is shut.\n\n" + "It was built in 1921.\n\n" * 3 + "Correction: In 1922."
    )
    assert turns(text) == []
