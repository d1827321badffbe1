"""Text to tokens: spaCy's English tokenizer, in time that grows with the text alone."""

from __future__ import annotations

from functools import cache

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import IDX, IS_SPACE, LENGTH
from spacy.language import Language
from spacy.tokens import Doc

# Marks of direction and joining, which a page puts around names: no part of any word.
INVISIBLE = dict.fromkeys(
    [
        *(0x00AD, 0x061C, 0x2060, 0xFEFF),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    ]
)
# spaCy looks for URLs in every chunk between blanks, in time that grows with the square of its
# length; a chunk longer than any word or address is cut first.
_LONGEST_WORD = 2_000
# Universal Dependencies keep runs such as "!!!", "?!" and "***" whole: on the development part of
# EWT this finds 2 % more words.
_RUNS = frozenset("*=!?_-~#$<>+|^.")


@cache
def pipeline() -> Language:
    """Return the blank English pipeline: its tokenizer and its vocabulary."""
    nlp = spacy.blank("en")
    nlp.max_length = 1 << 62  # documents of any length are read; there is no parser to overflow
    return nlp


def tokenize(text: str) -> Doc:
    """Return a document of tokens; ``doc.text == text``, always.

    Examples
    --------
    >>> [token.text for token in tokenize("Don't!!! Why?!")]
    ['Do', "n't", '!!!', 'Why', '?!']
    """
    if all(len(chunk) <= _LONGEST_WORD for chunk in text.split()):
        return _with_runs(pipeline().make_doc(text))
    words: list[str] = []
    spaces: list[bool] = []
    for chunk in _chunks(text):
        piece = _with_runs(pipeline().make_doc(chunk)) if len(chunk) <= _LONGEST_WORD else None
        words += [t.text for t in piece] if piece is not None else [chunk]
        spaces += [bool(t.whitespace_) for t in piece] if piece is not None else [False]
    return Doc(pipeline().vocab, words=words, spaces=spaces)


def words_of(doc: Doc) -> tuple[NDArray[np.int64], list[tuple[int, int]]]:
    """Return the words of a document: the tokens that are not white space.

    Returns
    -------
    tokens : ndarray of int
        The index of each word's token.
    words : list of (int, int)
        The code points of each word, half-open.
    """
    columns = doc.to_array([IDX, LENGTH, IS_SPACE]).astype(np.int64).reshape(len(doc), 3)
    tokens = np.flatnonzero(columns[:, 2] == 0)
    start = columns[tokens, 0]
    return tokens, list(zip(start.tolist(), (start + columns[tokens, 1]).tolist(), strict=True))


def split(text: str) -> list[tuple[int, int]]:
    """Return the code points of the words of a text.

    >>> split("No, he left.")
    [(0, 2), (2, 3), (4, 6), (7, 11), (11, 12)]
    """
    return words_of(tokenize(text))[1]


def _with_runs(doc: Doc) -> Doc:
    """Join single marks that follow each other without white space."""
    joined: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        if joined and not spaces[-1] and token.text in _RUNS:
            before = set(joined[-1])
            if before == {token.text} or before | {token.text} == {"!", "?"}:
                joined[-1] += token.text
                spaces[-1] = bool(token.whitespace_)
                continue
        joined.append(token.text)
        spaces.append(bool(token.whitespace_))
    return doc if len(joined) == len(doc) else Doc(doc.vocab, words=joined, spaces=spaces)


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
