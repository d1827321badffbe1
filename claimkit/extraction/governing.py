"""When a claim is the case: the time expression that governs its predicate."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Span, SpanGroup, Token

from claimkit.extraction import modality

_VERBS = frozenset(("VERB", "AUX"))
_POSSESSIVE = frozenset(("'s", "’s"))
_MODIFIERS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "csubj", "nsubj:outer"))
# What a time without a preposition of its own is to the noun that it tells apart.
_ATTRIBUTES = frozenset(("compound", "nummod", "amod", "nmod:unmarked", "nmod:desc", "flat"))
_TEMPORAL = frozenset(
    "in during at on after before since until till by through throughout from between".split()
)
_OPENING = frozenset(("in", "on", "since", "during", "by", "until", "before", "after", "from"))
_APART = frozenset("later earlier after afterwards before beforehand ago since hence".split())
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What is begun, tried or wanted holds when the infinitive does: `hopes to repeat it in 2022`.
_RAISING = frozenset(
    "begin start continue go have use try attempt fail manage help stop cease".split()
)


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
    found = between(doc.spans["times"], start, end)
    times = [time for time in found if time._.value and not _is_distance(time)]
    own = [time for time in times if _governs(time, predicate)]
    if not own and predicate.dep_ == "conj":
        own = _shared(doc, start, predicate)
    own = own or [time for time in times if _governs(time, predicate, raised=True)]
    own = own or [time for time in times if _stands_by(time, predicate, start)]
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


def _governs(time: Span, predicate: Token, *, raised: bool = False) -> bool:
    """Tell whether a time expression says when a predicate holds, not only which thing is meant.

    With `raised`, also when what is expected, wanted or begun holds: `is expected to open in May`.
    """
    token = time.root
    if _is_possessive(time) or _is_compared(time):
        return False  # "Monday's storm" tells which storm, whatever the parser says
    if token.i == predicate.i:
        # "The vote was on 12 May", but not "It was a quiet Monday".
        return any(child.dep_ == "case" for child in token.children)
    while token.head.i != token.i:
        above = token.head
        # "Thursday was quiet": the time is what is spoken of
        told = time.start <= token.i < time.end
        if token.dep_ in _MODIFIERS and (raised or not told):
            return False
        if told and token.dep_ in _ATTRIBUTES and above.i >= time.end and not _is_when(above):
            return False  # `pointed to the 2020 election`
        if above.i == predicate.i:
            return True
        if above.pos_ in _VERBS and above.dep_ not in ("aux", "aux:pass", "cop"):
            if not (raised and _is_raised(above, predicate)):
                return False
        elif any(child.dep_ == "cop" for child in above.children):
            return False
        token = above
    return False


def _is_distance(time: Span) -> bool:
    """Tell how far away something is, not how long it lasts: `three days later`."""
    behind = time.doc[time.end : time.end + 1]
    return time.label_ == "DURATION" and len(behind) > 0 and behind[0].lower_ in _APART


def _is_compared(time: Span) -> bool:
    """Tell the time of what something is compared with: `twice as much as in 2019`."""
    return time.start > 1 and time.doc[time.start - 2].lower_ in ("as", "than")


def _is_possessive(time: Span) -> bool:
    after = time.doc[time.end : time.end + 1]
    return len(after) > 0 and after[0].lower_ in _POSSESSIVE


def _is_when(noun: Token) -> bool:
    """Tell whether a noun is said of a time: `in the 2016 election`, or what happens itself."""
    cases = [child.lower_ for child in noun.children if child.dep_ == "case"]
    return not cases or cases[0] in _TEMPORAL


def _is_raised(verb: Token, predicate: Token) -> bool:
    """Tell whether a verb is the infinitive that a predicate only grades or begins."""
    if not any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children):
        return False
    lemma = predicate.lemma_.lower()
    grades = lemma in modality.VERBS or lemma in _RAISING
    if not (grades or predicate.lower_ in modality.ADJECTIVES):
        return False
    if verb.dep_ == "acl":  # `wants the owners to spend it in May`
        return verb.head.dep_ == "obj" and verb.head.head.i == predicate.i
    return verb.dep_ in ("xcomp", "ccomp", "csubj", "advcl") and verb.head.i == predicate.i


def _stands_by(time: Span, predicate: Token, start: int) -> bool:
    """Tell an adverbial that no other verb stands before, whatever noun the parser hangs it on.

    A day behind `on`, or alone, tells when something happens and hardly ever which thing is meant;
    so does a time at the beginning: `In 2016, …`.
    """
    doc, root = time.doc, time.root
    if _is_possessive(time) or time.label_ not in ("DATE", "TIME") or time.sent != predicate.sent:
        return False
    before = doc[time.start - 1].lower_ if time.start else ""
    first = before in _OPENING and doc[time.start - 1].idx == start
    told = root.head.i >= time.end and root.dep_ in _ATTRIBUTES
    adverbial = not told and (before == "on" or _is_bare(time, predicate))
    if not first and not (adverbial and _DAY.match(str(time._.value))):
        return False
    low, high = sorted((time.start, predicate.i))
    if time.start < predicate.i:  # `Lind, who came on Monday, left`: of the verb before it
        low = next((i for i in range(low, -1, -1) if doc[i].idx <= start), low)
    return not any(
        token.pos_ in _VERBS and token.head.i != predicate.i and token.i != predicate.i
        for token in doc[low:high]
    )


def _is_bare(time: Span, predicate: Token) -> bool:
    """Tell `Thursday` and `last Monday` without a preposition, behind a noun or the predicate."""
    if not time.start:
        return False
    before = time.doc[time.start - 1]
    return before.i == predicate.i or before.pos_ in ("NOUN", "PROPN", "PRON")


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
