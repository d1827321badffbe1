"""Time expressions: what the model finds, mended, typed and normalised to TIMEX3 values."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from claimkit.language.times.discourse import resolve
from claimkit.language.times.missed import Found
from claimkit.language.times.spans import mended

__all__ = ["Found", "resolve", "times"]


def times(doc: Doc, found: Sequence[Found], published: str | None = None) -> list[Span]:
    """Return the time expressions of a document with their types and values.

    Parameters
    ----------
    doc
        A document with parts of speech, lemmas and trees.
    found
        What the model finds: label (``DATE``, ``TIME``, ``DURATION`` or ``SET``), first and last
        token.
    published
        Day of publication, ISO 8601; without it, what is relative to it has no value.

    Returns
    -------
    list of spacy.tokens.Span
        In order, none over another; ``._.value`` is a TIMEX3 value, or null where it is not known.

    Examples
    --------
    >>> from claimkit.language import annotate
    >>> doc = annotate("They met Thursday. The day before, he left.", published="2025-03-14")
    >>> [(time.text, time.label_, time._.value) for time in doc.spans["times"]]
    [('Thursday', 'DATE', '2025-03-13'), ('The day before', 'DATE', '2025-03-12')]

    References
    ----------
    Pustejovsky et al., "ISO-TimeML: An International Standard for Semantic Annotation", LREC 2010;
    Strötgen and Gertz, "HeidelTime: High Quality Rule-Based Extraction and Normalization of
    Temporal Expressions", SemEval 2010.
    """
    return resolve(doc, [Span(doc, a, b + 1, kind) for kind, a, b in mended(doc, found)], published)
