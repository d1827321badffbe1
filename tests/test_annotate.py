"""The annotated document: exact offsets, trees, batches, processes; what the model must know."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from spacy.tokens import Doc
from test_language import ANY

import claimkit as ck
from claimkit.language import ThreadsError
from claimkit.language.model import THREADS, Model, model, threads
from claimkit.language.reading import Reader, overlapping
from claimkit.language.tokens import split
from claimkit.language.wordpiece import vocabulary
from claimkit.language.words import encode

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLE = next(SEEDS.glob("ceasefire/*.txt")).read_text(encoding="utf-8")


def assert_well_formed(doc: Doc, text: str) -> None:
    """Every offset exact, every sentence a tree with one root, every word annotated."""
    assert doc.text == text
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
        assert token.is_space == (token._.factuality is None) == (token.pos_ == "SPACE")
        assert token.lemma_ and token.dep_
        assert token.is_space or -3 <= token._.factuality <= 3
    for sentence in doc.sents:
        assert [token.i for token in sentence if token.head == token] == [sentence.root.i]
        assert sentence.root.dep_ == "root"
        assert all(token.head.sent == sentence for token in sentence)
        assert len(list(sentence.root.subtree)) == len(sentence)
    for span in (*doc.ents, *doc.spans["times"]):
        assert span.text == text[span.start_char : span.end_char] and span.text.strip()
    for said in doc._.attributions:
        for start, end in (*said.content, *filter(None, (said.cue, said.source))):
            assert text[start:end] == text[start:end].strip() != ""


@settings(deadline=None, max_examples=150)
@given(ANY)
@example("")
@example(" \n ")
@example("a" * 2_001 + " said Voss")
@example(" \n" + "“" * 5_000 + "\u2028 x\u0301")
@example("\ufeff“No,”\r\n\r\nsaid \u200bVoss\u200f. 👩\u200d🚒 🇺🇳 שלום e\u0301")
def test_any_text_is_annotated_with_exact_offsets(text: str) -> None:
    assert_well_formed(ck.annotate(text, "2025-03-14"), text)


def facts(doc: Doc) -> list[object]:
    words = [(t.text, t.pos_, t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc]
    spans = [(s.text, s.label_, s._.value) for s in (*doc.ents, *doc.spans["times"])]
    values = np.nan_to_num(doc._.factuality, nan=9)
    return [words, spans, doc._.attributions, np.round(values, 2).tolist()]


def test_texts_in_a_batch_are_annotated_as_each_alone() -> None:
    texts = [ARTICLE, "", "He left.", ARTICLE[:900], "“No,” she said Thursday.", " "]
    days = ["2025-03-14", None, None, "2025-03-14", "2025-03-14", None]
    together = [facts(doc) for doc in ck.annotate_all(texts, days)]
    assert together == [
        facts(ck.annotate(text, day)) for text, day in zip(texts, days, strict=True)
    ]


def test_days_are_optional() -> None:
    (doc,) = ck.annotate_all(["She said Thursday."])
    assert [time._.value for time in doc.spans["times"]] == [None]


def test_the_same_text_gives_the_same_document() -> None:
    assert facts(ck.annotate(ARTICLE)) == facts(ck.annotate(ARTICLE))


def test_a_long_text_is_read_in_stretches_with_every_word_once() -> None:
    part = ARTICLE.partition("MOSCOW - ")[2].strip()
    n = 18
    doc = ck.annotate("\n\n".join([part] * n))
    assert_well_formed(doc, "\n\n".join([part] * n))
    assert len(doc) > 8_192  # more than are decoded together
    once = len(ck.annotate(part)._.attributions)
    assert abs(len(doc._.attributions) - n * once) <= n  # the context at the edges differs


def test_a_paragraph_that_never_ends_is_read_in_stretches_too() -> None:
    text = "The pier is shut and nobody knows why. " * 1_100
    assert_well_formed(ck.annotate(text), text)


def test_windows_overlap_and_keep_every_word_once() -> None:
    text = "\n\n".join(f"Paragraph {i} says that the pier is shut again." for i in range(90))
    doc = encode(text, split(text), vocabulary())
    kept = overlapping(doc, 120, 20)
    assert kept[0][1] == 0 and kept[-1][2] == len(doc)
    assert all(a[2] == b[1] for a, b in pairwise(kept))
    for low, first, end, high in kept:
        assert low <= first < end <= high
        assert doc.last[high - 1] - doc.first[low] < 120
        # Context on both sides: but for the word that a whole word more would not fit before.
        assert low == 0 or doc.first[first] - doc.first[low] > 20 - 8
        assert high == len(doc) or doc.last[high - 1] - doc.last[end - 1] > 20 - 8
    fewest = -(-(len(doc.pieces) - 2 * 20) // (120 - 2 * 20))
    assert len(kept) <= fewest + 1  # words are whole, so one more may be needed


def test_what_is_read_ahead_does_not_grow_with_the_number_of_texts() -> None:
    taken = 0

    def texts():  # type: ignore[no-untyped-def]
        nonlocal taken
        for i in range(1_000):
            taken = i + 1
            yield f"Voss said that pier {i} is safe."

    docs = ck.annotate_all(texts())
    next(docs)
    assert taken < 200


# Sessions, threads and processes.


def test_the_session_is_made_once() -> None:
    assert model() is model()


@pytest.mark.parametrize(("setting", "n"), [("1", 1), (" 3 ", 3)])
def test_the_number_of_threads_is_a_setting(
    monkeypatch: pytest.MonkeyPatch, setting: str, n: int
) -> None:
    monkeypatch.setenv(THREADS, setting)
    assert threads() == n
    assert Model(Path(ck.__file__).parent / "weights", threads()).session.get_session_options()


@pytest.mark.parametrize("setting", ["0", "-1", "many", "1.5"])
def test_a_number_of_threads_that_is_none_is_named(
    monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv(THREADS, setting)
    with pytest.raises(ThreadsError, match=f"CLAIMKIT_THREADS is '{setting}'"):
        threads()


def test_without_a_setting_there_are_as_many_threads_as_cores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(THREADS, raising=False)
    assert 1 <= threads() <= min(8, os.cpu_count() or 1)


FORKING = """
import multiprocessing
import claimkit as ck

def words(text):
    return [token.pos_ for token in ck.annotate(text)]

if __name__ == "__main__":
    text = "The pier is shut, Voss said."
    here = words(text)
    for method in multiprocessing.get_all_start_methods():
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert pool.map(words, [text] * 3) == [here] * 3, method
    print("equal")
"""


def test_a_process_that_has_read_a_text_may_have_children(tmp_path: Path) -> None:
    script = tmp_path / "forking.py"
    script.write_text(FORKING, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.strip() == "equal", done.stderr


# What the model must know: sentences of our own, read as anybody would.


def test_the_parts_of_a_sentence() -> None:
    doc = ck.annotate("The harbour master has not signed the three permits in Port Ellery.")
    found = {token.text: (token.pos_, token.lemma_, token.dep_, token.head.text) for token in doc}
    assert found["master"] == ("NOUN", "master", "nsubj", "signed")
    assert found["signed"] == ("VERB", "sign", "root", "signed")
    assert found["permits"] == ("NOUN", "permit", "obj", "signed")
    assert found["not"][2:] == ("advmod", "signed")


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("knew", "VERB", "know"),
        ("voted", "VERB", "vote"),
        ("studies", "NOUN", "study"),
        ("Lindqvist", "PROPN", "Lindqvist"),  # a name that no treebank has stays as it is
        ("denied", "VERB", "deny"),
        ("children", "NOUN", "child"),
        ("Weavers", "PROPN", "Weavers"),
    ],
)
def test_a_lemma(form: str, upos: str, lemma: str) -> None:
    texts = {
        "VERB": f"The council {form} it.",
        "NOUN": f"They read the {form} again.",
        "PROPN": f"They met Mayor {form} there.",
    }
    (token,) = (token for token in ck.annotate(texts[upos]) if token.text == form)
    assert token.lemma_ == lemma


def test_names_are_marked() -> None:
    text = "Elin Voss flew from Norway to Brazil for the United Nations."
    found = {ent.text: ent.label_ for ent in ck.annotate(text).ents}
    assert found == {
        "Elin Voss": "PERSON",
        "Norway": "GPE",
        "Brazil": "GPE",
        "United Nations": "ORG",
    }


def test_time_expressions_are_marked() -> None:
    text = "On March 3 the ferry was late, as it had been for two years. It sails every Monday."
    doc = ck.annotate(text, "2025-03-14")
    found = [(t.text, t.label_) for t in doc.spans["times"]]
    assert found == [
        ("March 3", "DATE"),
        ("two years", "DURATION"),
        ("every Monday", "SET"),
    ]


def test_what_did_not_happen_is_less_factual() -> None:
    doc = ck.annotate("The ship sank on Monday. The ferry did not sink. The tug may sink.")
    sank, not_sunk, may = (t._.factuality for t in doc if t.lemma_ == "sink")
    assert sank > 2 and not_sunk < 0 and not_sunk < may < sank


def test_what_is_worth_checking() -> None:
    texts = [
        "Good evening and thank you.",
        "We cut taxes for 40 million families and unemployment fell to 3.5 percent last year.",
        "",
    ]
    low, high, nothing = ck.check_worthiness(texts)
    assert low < 0.5 < high and nothing == 0
    assert ck.check_worthiness([]).shape == (0,)
    with pytest.raises(TypeError, match="put it into a list"):
        ck.check_worthiness("One text.")


def test_worth_does_not_depend_on_what_else_is_asked() -> None:
    texts = ["Crime doubled.", "Hello there, everybody, and welcome to the harbour."] * 3
    assert np.allclose(ck.check_worthiness(texts)[:2], ck.check_worthiness(texts[:2]), atol=1e-5)


def test_a_reader_takes_any_window() -> None:
    docs = [encode(ARTICLE, split(ARTICLE), vocabulary())]
    (wide,), (narrow,) = (list(Reader(model(), size, 24).read(docs)) for size in (382, 160))
    same = np.mean(wide.upos == narrow.upos)
    assert len(wide.head) == len(narrow.head) == len(docs[0]) and same > 0.98
