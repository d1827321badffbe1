"""When a claim is the case: the time expression that governs its predicate."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Span, SpanGroup, Token

_VERBS = frozenset(("VERB", "AUX"))
_POSSESSIVE = frozenset(("'s", "’s"))
_MODIFIERS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "csubj", "nsubj:outer"))


def about_time(doc: Doc, start: int, end: int, predicate: Token) -> str | None:
    """Return the TIMEX3 value of the time at which a claim is the case, null where none is said.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.
    start, end
        The range of the claim, half-open, in code points.
    predicate
        The word that heads its clause.

    Examples
    --------
    >>> from claimkit.language import annotate
    >>> doc = annotate("The pier was closed on Monday.", published="2025-03-14")
    >>> about_time(doc, 0, len(doc.text), doc[3])
    '2025-03-10'
    """
    times = between(doc.spans["times"], start, end)
    own = [time for time in times if time._.value and _governs(time, predicate)]
    if not own and predicate.dep_ == "conj":
        own = _shared(doc, start, predicate)
    return _most_precise(own)


def _shared(doc: Doc, start: int, predicate: Token) -> list[Span]:
    """Return the times before the first of several verbs, which are said of all of them."""
    head = predicate.head
    sentence = predicate.sent
    times = between(doc.spans["times"], sentence.start_char, start)
    return [
        time
        for time in times
        if time._.value and time.end <= head.i < predicate.i and _governs(time, head)
    ]


def between(times: SpanGroup, start: int, end: int) -> list[Span]:
    """Return the time expressions within a range of code points."""
    first = bisect_left(times, start, key=lambda time: time.start_char)
    last = bisect_left(times, end, key=lambda time: time.start_char)
    return [time for i in range(first, last) if (time := times[i]).end_char <= end]


def _governs(time: Span, predicate: Token) -> bool:
    """Tell whether a time expression says when a predicate holds, not only which thing is meant."""
    token = time.root
    after = time.doc[time.end : time.end + 1]
    if len(after) and after[0].lower_ in _POSSESSIVE:
        return False  # "Monday's storm" tells which storm, whatever the parser says
    if token.i == predicate.i:
        # "The vote was on 12 May", but not "It was a quiet Monday".
        return any(child.dep_ == "case" for child in token.children)
    while token.head.i != token.i:
        above = token.head
        nominal = token.dep_ in _MODIFIERS
        if above.i == predicate.i:
            # "Thursday was quiet": the time is what is spoken of
            return not nominal or time.start <= token.i < time.end
        if nominal and not time.start <= token.i < time.end:
            return False
        if above.pos_ in _VERBS and above.dep_ not in ("aux", "aux:pass", "cop"):
            return False
        if any(child.dep_ == "cop" for child in above.children):
            return False
        token = above
    return False


def _rank(time: Span) -> int:
    """Return how precise a time expression is; durations and repetitions come last."""
    value = str(time._.value)
    if time.label_ in ("DURATION", "SET"):
        return -1
    return 0 if value.endswith("_REF") else len(value.replace("X", ""))


def _most_precise(times: Sequence[Span]) -> str | None:
    if not times:
        return None
    return str(max(times, key=_rank)._.value)
