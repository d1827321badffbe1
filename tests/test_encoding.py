"""Text to words to sub-words: what the encoder is told."""

import pytest

from claimkit.language import words
from claimkit.language.tokens import split
from claimkit.language.wordpiece import MAX_PIECES, UNK, WordPiece

ODD = [
    "",
    " \n\n ",
    "Plain words, “quoted” ones.\r\n\r\nNext.",
    "e\u0301te\u0301 👩‍👩‍👧 a\u200bb \u202bשלום\u202c 中文",
    "Wow!!! What?! *** ... U.S.-based don't\u00a0go",
    "x" * 5000,
]


@pytest.fixture(scope="module")
def wordpiece(tmp_path_factory):
    path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("[PAD]\n##s\nquote\nword\n,\n“\nete\n", encoding="utf-8")
    return WordPiece(path)


@pytest.mark.parametrize("text", ODD)
def test_words_cover_all_but_white_space(text, wordpiece):
    found = split(text)
    left = list(text)
    for s, e in found:
        assert s < e
        assert left[s:e] == list(text[s:e])
        left[s:e] = " " * (e - s)
    assert not "".join(left).strip()
    assert found == sorted(found)
    doc = words.encode(text, found, wordpiece)
    assert len(doc.first) == len(found)
    assert all(doc.first <= doc.last)
    assert len(doc.pieces) <= MAX_PIECES * len(found)


def test_runs_of_one_mark_stay_whole():
    text = "Wow!!! What?! a.b ***"
    found = [text[s:e] for s, e in split(text)]
    assert "!!!" in found
    assert "?!" in found
    assert "***" in found


def test_sub_words_are_greedy_lower_case_and_without_accents(wordpiece):
    names = {i: p for p, i in wordpiece.index.items()}
    assert [names[i] for i in wordpiece("Quotes")] == ["quote", "##s"]
    assert [names[i] for i in wordpiece("E\u0301te\u0301s")] == ["ete", "##s"]
    assert wordpiece("\u200b") == [UNK]


def test_quotation_state_is_forgotten_at_a_paragraph():
    text = 'He "said it\n\nso" it'
    at = split(text)
    state = words.quotes(text, at, words.gaps(text, at))
    assert [words.QUOTES[i] for i in state] == [
        "outside", "opening", "inside", "inside", "outside", "opening", "inside",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [1, 7, 30, 500])
def test_windows_cover_every_word_once(size, wordpiece):
    text = "\n\n".join("Some words here, and more words there." for _ in range(20))
    doc = words.encode(text, split(text), wordpiece)
    cuts = words.windows(doc, size, first=max(1, size // 2))
    assert [i for a, b in cuts for i in range(a, b)] == list(range(len(doc)))
    assert all(b == a + 1 or doc.last[b - 1] - doc.first[a] < size for a, b in cuts)
