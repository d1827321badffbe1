"""The annotated document: spaCy's `Doc` with sentences, quotations and time expressions."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import spacy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from claimkit.language.dates import time_expressions
from claimkit.language.quotations import paragraphs, quotations

# spaCy looks for URLs in every chunk between blanks, in time that grows with the square of its
# length; a chunk longer than any word or address is cut first.
_LONGEST_WORD = 2_000
_SENTENCE_END = frozenset((".", "!", "?", "…", "...", "?!", "!?"))
# Marks of direction and joining, which a page puts around names: no part of any word.
INVISIBLE = dict.fromkeys(
    [
        *(0x00AD, 0x061C, 0x2060, 0xFEFF),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    ]
)
# `MOSCOW - `, `PORT ELLERY, Feb. 6 — `: no part of the first sentence.
_DATELINE = re.compile(
    r"^[ \t]*[^\n—–]{0,40}?[A-Z]{3,}[^\n—–a-z]{0,30}[^\n—–]{0,30}? [—–-]+ +(?=\S)", re.MULTILINE
)
_HEAD = 1_000  # code points in which a dateline stands: behind the headline and the byline
_CLOSING = frozenset((*"”\"’')]»", "''"))
_LONGEST_SENTENCE = 400  # tokens; what goes on longer without a final mark is a list or a table


@cache
def _pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.max_length = 1 << 62  # documents of any length are read; there is no parser to overflow
    if not Doc.has_extension("quotations"):
        Doc.set_extension("quotations", default=())
        Span.set_extension("value", default=None)
    return nlp


def annotate(text: str, published: str | None = None) -> Doc:
    """Annotate a text.

    Parameters
    ----------
    text
        Any text in English; ``doc.text == text``, always.
    published
        Day of publication, ISO 8601, against which relative dates are resolved.

    Returns
    -------
    spacy.tokens.Doc
        With ``sents``, ``spans["times"]`` (label ``DATE``, ``._.value`` a TIMEX3 value or null)
        and ``._.quotations`` (a list of :class:`claimkit.language.Quotation`).

    Examples
    --------
    >>> doc = annotate("“No,” she said Thursday. He left.", published="2025-03-14")
    >>> [sent.text for sent in doc.sents]
    ['“No,” she said Thursday.', 'He left.']
    >>> [(time.text, time._.value) for time in doc.spans["times"]]
    [('Thursday', '2025-03-13')]
    """
    doc = _tokens(text)
    doc._.quotations = quotations(text)
    _mark_sentences(doc)
    times = []
    for time in time_expressions(text, published):
        span = doc.char_span(time.start, time.end, label="DATE")
        if span is not None:
            span._.value = time.value
            times.append(span)
    doc.spans["times"] = times
    return doc


def _tokens(text: str) -> Doc:
    nlp = _pipeline()
    if all(len(chunk) <= _LONGEST_WORD for chunk in text.split()):
        return nlp.make_doc(text)
    words: list[str] = []
    spaces: list[bool] = []
    for chunk in _chunks(text):
        piece = nlp.make_doc(chunk) if len(chunk) <= _LONGEST_WORD else None
        words += [t.text for t in piece] if piece is not None else [chunk]
        spaces += [bool(t.whitespace_) for t in piece] if piece is not None else [False]
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _chunks(text: str) -> list[str]:
    """Cut a text with overlong words into stretches; together they are the text."""
    chunks: list[str] = []
    at = start = 0
    for word in text.split():
        begin = text.index(word, at)
        at = begin + len(word)
        if len(word) > _LONGEST_WORD:
            chunks += [text[start:begin]] if begin > start else []
            chunks += [word[i : i + _LONGEST_WORD] for i in range(0, len(word), _LONGEST_WORD)]
            start = at
    return [*chunks, text[start:]] if start < len(text) else chunks


def _mark_sentences(doc: Doc) -> None:
    """A sentence ends at its final mark with the closing marks behind it, and at a paragraph."""
    text = doc.text
    starts = {start for start, _ in paragraphs(text)}
    starts |= {dateline.end() for dateline in _DATELINE.finditer(text[:_HEAD])}
    opening = {start for quotation in doc._.quotations for start, _ in quotation.pieces}
    abbreviations = getattr(_pipeline().tokenizer, "rules", None) or {}
    ended = False
    length = 0
    marks = np.full((len(doc), 1), -1, dtype=np.int64)
    for token in doc:
        is_start = token.i == 0 or token.idx in starts or length == _LONGEST_SENTENCE
        closes = token.text in _CLOSING and token.idx not in opening
        if ended and not token.is_space and not closes:
            # “Why?” he asked: a lower-case word goes on with the sentence.
            is_start = is_start or not token.text[:1].islower()
            ended = False
        marks[token.i] = 1 if is_start else -1
        length = 1 if is_start else length + 1
        final = token.text[-1:] in ".?!" and len(token.text) > 4
        if token.text in _SENTENCE_END or (final and token.text not in abbreviations):
            ended = True
    # One write for all: the setter of a single token looks through the whole document.
    doc.from_array([SENT_START], marks.astype(np.uint64))  # type: ignore[arg-type]
