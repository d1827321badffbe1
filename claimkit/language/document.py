"""The annotated document: what the model reads in a text, as spaCy's `Doc`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import tee

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from claimkit.language.lemmas import lemmatizer
from claimkit.language.links import Linked
from claimkit.language.model import model
from claimkit.language.names import entities
from claimkit.language.quantities import quantities
from claimkit.language.quotations import quotations
from claimkit.language.reading import Reader, Reading
from claimkit.language.times import times
from claimkit.language.tokens import tokenize, words_of
from claimkit.language.wordpiece import vocabulary
from claimkit.language.words import Encoded, encode

Range = tuple[int, int]


@dataclass(frozen=True)
class Attribution:
    """Somebody said something; every range is half-open, in code points of the text.

    Attributes
    ----------
    content
        What was said, in order; it lies in several ranges where the cue stands between.
    cue
        The words that say that it was said.
    source
        Who said it, as written; null where nobody is printed.
    """

    content: tuple[Range, ...]
    cue: Range | None = None
    source: Range | None = None


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
        Its tokens have ``pos_``, ``lemma_``, ``dep_`` and ``head`` of Universal Dependencies (one
        root, of ``dep_`` ``root``, a sentence); ``._.factuality``, how surely a predicate holds,
        from -3 (it did not happen) to 3 (it did), null for white space and without meaning for
        words that are no predicates; and ``._.cue``, the log odds that a word belongs to a cue.
        The document has ``sents``; ``ents`` (``PERSON``, ``ORG``, ``GPE``, ``LOC``, ``NORP``,
        ``MISC``); ``spans["times"]`` (``DATE``, ``TIME``, ``DURATION``, ``SET``; ``._.value`` is a
        TIMEX3 value or null); ``spans["quantities"]`` (``CARDINAL``, ``ORDINAL``, ``PERCENT``,
        ``PERCENTAGE_POINT``, ``MONEY``, ``MEASURE``, ``FRACTION``, ``RATIO``; ``._.quantity`` is a
        :class:`claimkit.language.Quantity`, and ``._.value`` its text, such as ``~200 person``);
        ``._.attributions``, a list of :class:`claimkit.language.Attribution`; and
        ``._.quotations``, a list of :class:`claimkit.language.Quotation`.

    Raises
    ------
    claimkit.language.ThreadsError
        When ``CLAIMKIT_THREADS`` is set to something that is no number.

    Examples
    --------
    >>> doc = annotate("“No,” she said Thursday. He left.", published="2025-03-14")
    >>> [sent.text for sent in doc.sents]
    ['“No,” she said Thursday.', 'He left.']
    >>> [(time.text, time._.value) for time in doc.spans["times"]]
    [('Thursday', '2025-03-13')]
    >>> [(word.text, word.dep_, word.head.text) for word in doc[-3:]]
    [('He', 'nsubj', 'left'), ('left', 'root', 'left'), ('.', 'punct', 'left')]

    References
    ----------
    Nivre et al., "Universal Dependencies v2", LREC 2020; Pustejovsky et al., "ISO-TimeML", LREC
    2010.
    """
    return next(annotate_all([text], [published]))


def annotate_all(
    texts: Iterable[str], published: Iterable[str | None] | None = None
) -> Iterator[Doc]:
    """Annotate many texts, in order and one at a time, but read in batches.

    Parameters
    ----------
    texts
        Texts, as for :func:`annotate`.
    published
        As many days of publication; none of them is known where this is left out.

    Yields
    ------
    spacy.tokens.Doc
        As :func:`annotate` returns it.

    Examples
    --------
    >>> [len(doc) for doc in annotate_all(["He left.", "She stayed, too."])]
    [3, 5]
    """
    _extend()
    # The reader reads some texts ahead, so their tokens wait in the second of two equal streams.
    ahead, behind = tee(_encoded(text) for text in texts)
    readings = Reader(model()).read(encoded for encoded, _, _ in ahead)
    days: Iterator[str | None] | None = None if published is None else iter(published)
    for reading, (encoded, doc, tokens) in zip(readings, behind, strict=True):
        yield _document(encoded, doc, tokens, reading, next(days) if days else None)


def _attribution(doc: Encoded, said: Linked) -> Attribution:
    """Return an attribution in words as one in code points."""
    ranges = {
        role: tuple((doc.words[a][0], doc.words[b][1]) for a, b in ends)
        for role, ends in said.items()
    }
    return Attribution(
        ranges["content"], *(next(iter(ranges[role]), None) for role in ("cue", "source"))
    )


def _extend() -> None:
    if Doc.has_extension("attributions"):
        return
    Doc.set_extension("quotations", default=())
    Doc.set_extension("attributions", default=())
    # spaCy keeps one value a stretch of text; "30-day" is a time and a quantity.
    Span.set_extension("value", getter=_value, setter=_set_value)
    Span.set_extension("quantity", default=None)
    # One array a document: an entry a token in a dictionary would weigh more than the tokens.
    for name in ("factuality", "cue"):
        Doc.set_extension(name, default=None)
        Token.set_extension(name, getter=partial(_of_token, name))


def _key(span: Span) -> str:
    return f"value {span.start_char} {span.end_char} {span.label_}"


def _value(span: Span) -> str | None:
    value: str | None = span.doc.user_data.get(_key(span))
    return value


def _set_value(span: Span, value: str | None) -> None:
    span.doc.user_data[_key(span)] = value


def _of_token(name: str, token: Token) -> float | None:
    values = getattr(token.doc._, name)
    if values is None or token.is_space:
        return None
    return float(values[token.i])


def _encoded(text: str) -> tuple[Encoded, Doc, NDArray[np.int64]]:
    doc = tokenize(text)
    tokens, words = words_of(doc)
    return encode(text, words, vocabulary()), doc, tokens


def _document(
    encoded: Encoded, doc: Doc, tokens: NDArray[np.int64], reading: Reading, day: str | None
) -> Doc:
    """Write a reading into a document."""
    doc = _with_syntax(encoded, doc, tokens, reading)
    at = tokens.tolist()
    doc.ents = filter_spans(entities(doc, [(kind, at[a], at[b]) for kind, a, b in reading.names]))
    doc.spans["times"] = times(doc, [(kind, at[a], at[b]) for kind, a, b in reading.times], day)
    doc._.quotations = quotations(encoded.text)
    doc._.attributions = [_attribution(encoded, said) for said in reading.attributions]
    doc._.factuality = np.full(len(doc), np.nan, np.float32)
    doc._.factuality[tokens] = np.clip(reading.factuality, -3, 3)
    doc._.cue = np.full(len(doc), np.nan, np.float32)
    doc._.cue[tokens] = reading.cue
    doc.spans["quantities"] = list(quantities(doc))
    return doc


def _with_syntax(encoded: Encoded, doc: Doc, tokens: NDArray[np.int64], reading: Reading) -> Doc:
    """Return the document with parts of speech, lemmas and trees.

    White space hangs on the word before it, as in spaCy; at the beginning on the first word.
    """
    known = model().known
    lemmatize = lemmatizer(tuple(known["lemma"]))
    n = len(doc)
    pos, deps, lemmas = ["SPACE"] * n, ["dep"] * n, [token.text for token in doc]
    heads = np.maximum(np.arange(n) - 1, 0)
    if len(tokens):
        before = np.searchsorted(tokens, np.arange(n), side="right") - 1
        heads = tokens[np.maximum(before, 0)]
        own = reading.head
        heads[tokens] = tokens[np.where(own < 0, np.arange(len(own)), own)]
    elif n:
        deps[0] = "root"
    text = encoded.text
    columns = zip(
        tokens.tolist(),
        encoded.words,
        reading.upos.tolist(),
        reading.lemma,
        reading.label.tolist(),
        (reading.head < 0).tolist(),
        strict=True,
    )
    for i, (start, end), upos, lemma, label, is_root in columns:
        pos[i] = known["upos"][upos]
        lemmas[i] = lemmatize(text[start:end], pos[i], lemma)
        # The root's label is "root", and no other word's is.
        deps[i] = "root" if is_root else known["deprel"][label]
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        pos=pos,
        lemmas=lemmas,
        deps=deps,
        heads=heads.tolist(),
    )
