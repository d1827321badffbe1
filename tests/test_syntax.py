"""Trees of sentences stay trees, whatever is hung where."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab
from test_extraction import sources_of

import claimkit as ck
from claimkit.extraction.syntax import Syntax

VOCAB = Vocab()
WORDS = ["Lind", "said", "that", "ships", "came", "late", "."]


def chain() -> Syntax:
    """Each word hangs on the one before."""
    heads = [max(i - 1, 0) for i in range(len(WORDS))]
    deps = ["ROOT", *["dep"] * (len(WORDS) - 1)]
    return Syntax(Doc(VOCAB, WORDS, heads=heads, deps=deps))


def above(syntax: Syntax, i: int) -> list[int]:
    """Return the words above a word up to its root; a circle fails."""
    found = [i]
    while syntax.head[found[-1]] != found[-1]:
        found.append(syntax.head[found[-1]])
        assert len(found) <= len(WORDS)
    return found[1:]


def test_a_word_hung_on_one_below_it_gives_that_its_place() -> None:
    syntax = chain()
    syntax.attach(1, 4, "nsubj")
    assert above(syntax, 1) == [4, 3, 2, 0] and syntax.dep[2] == "dep"
    assert syntax.children[0] == [2] and syntax.children[4] == [1, 5]
    syntax.attach(0, 6, "nsubj")
    assert above(syntax, 0) == [6, 5, 4, 3, 2] and syntax.dep[2] == "ROOT"


@given(st.lists(st.sampled_from(list(product(range(len(WORDS)), repeat=2))), max_size=12))
def test_trees_stay_trees(moves: list[tuple[int, int]]) -> None:
    syntax = chain()
    for word, head in moves:
        syntax.attach(word, head, "dep")
        assert syntax.head[word] == head
        for i in range(len(WORDS)):
            above(syntax, i)
            assert syntax.children[i] == [
                k for k in range(len(WORDS)) if syntax.head[k] == i and k != i
            ]


# The name of the place was taken for the subject of `cutting`, which is below it.
def test_a_dateline_read_as_a_subject_ends() -> None:
    text = (
        "NGOLIMA, April 16 (Wire) - A crude oil pipeline burst in the Imbali marshes on Sunday "
        "evening, spilling 3,800 barrels and cutting supplies to the country's only refinery, "
        "operator Trans-Kesso said on Tuesday."
    )
    claims = ck.extract(sources_of(text)).claims
    assert "spilling 3,800 barrels" in " ".join(claims["text"])
