"""Two quotations word by word: the same, a part, altered, or another one."""

import pytest
from hypothesis import given, settings
from test_language import ANY

from claimkit.crosscheck import wording


@pytest.mark.parametrize(
    ("first", "second", "relation", "reasons"),
    [
        ("“It is shut!”", "“it is shut”", "equivalent", ("wording",)),
        ("“It wasn’t open”", "“It was not open”", "equivalent", ("wording",)),
        ("“The F.B.I. & we”", "“the FBI and we”", "equivalent", ("wording",)),
        (
            "“a port … of call”",
            "“Kelm is a port, they say, of call”",
            "quote_excerpt",
            ("wording",),
        ),
        ("“a port [of call]”", "“Kelm is a port of call”", "quote_excerpt", ("wording",)),
        (
            "“We will not pay for it”",
            "“We will pay for it”",
            "quote_altered",
            ("polarity", "wording"),
        ),
        ("“It will cost 1,200”", "“It will cost 1,300”", "quote_altered", ("number", "wording")),
        (
            "“It cost us nine crowns”",
            "“It cost us ten crowns”",
            "quote_altered",
            ("number", "wording"),
        ),
        ("“We will pay the town”", "“We will sue the town”", "quote_altered", ("wording",)),
    ],
)
def test_two_quotations_are_compared_word_by_word(
    first: str, second: str, relation: str, reasons: tuple[str, ...]
) -> None:
    for one, other in ((first, second), (second, first)):
        comparison = wording.compare(one, other)
        assert comparison is not None
        assert (comparison.relation, comparison.reasons) == (relation, reasons)


def test_a_change_is_told_in_the_order_of_the_two_quotations() -> None:
    shorter = "“We will pay the town what it asked this year”"
    longer = "“We will not pay the town for what it asked this year”"
    for one, other in ((shorter, longer), (longer, shorter)):
        comparison = wording.compare(one, other)
        assert comparison is not None
        before, after = zip(*comparison.changes, strict=True)
        assert set(" ".join(before if one == longer else after).split()) == {"not", "for"}
        assert not "".join(after if one == longer else before)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“The pier is safe”", "“Nobody came to the ball”"),
        ("“of call … a port”", "“Kelm is a port of call”"),
        ("“…”", "“No”"),
        ("“…”", "“!”"),
        ("“[she said]”", "“No, she said so”"),
    ],
)
def test_other_words_are_another_quotation(first: str, second: str) -> None:
    assert wording.compare(first, second) is None


@settings(deadline=None)
@given(ANY, ANY)
def test_any_two_texts_can_be_compared(first: str, second: str) -> None:
    comparison = wording.compare(first, second)
    assert comparison is None or 0 <= comparison.score <= 1
