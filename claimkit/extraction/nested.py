"""Statements inside statements: who says something within what somebody says.

The attribution head marks each word once, so the words of an outer statement hide those of an inner
one. What is left to see of the inner one is that its verb has a subject and a clause or a quotation
that depends on it (the syntax head), and that it would be a cue (the attribution head's scores).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from claimkit.language import Attribution, Range
from claimkit.language.quoted import QuotedText

# The log odds that an inner verb is a cue, at least. A lower one finds more, most of it right too
# (`Mexico demanded that …`), but not all (`you start calling …`). PolNeAR marks no inner
# statements, so there each counts as wrong: -1 cost 1.8 points of exact F1, -0.2 half a point.
_LIKELY = -0.3
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
_SPEAKING = frozenset(("i", "we", "you"))
_SAID = frozenset(("ccomp", "obj", "xcomp", "parataxis"))


def nested(doc: Doc, quoted: QuotedText, outer: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the statements inside statements, in the order of the text.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.
    quoted
        Its quotations.
    outer
        The statements that the model found in it.
    """
    contents = sorted(piece for attribution in outer for piece in attribution.content)
    starts = [start for start, _ in contents]
    taken = {piece for attribution in outer for piece in attribution.content}
    seen: set[int] = set()
    for said in doc:
        if said.dep_ not in _SAID or said.head.i in seen or said.head == said:
            continue
        verb = said.head
        at = bisect_right(starts, verb.idx) - 1
        if at < 0 or verb.idx >= contents[at][1]:
            continue
        attribution = _inner(said, verb, quoted, contents[at])
        if attribution and not taken.intersection(attribution.content):
            seen.add(verb.i)
            yield attribution


def _inner(said: Token, verb: Token, quoted: QuotedText, around: Range) -> Attribution | None:
    """Return the statement that a verb makes of what depends on it, if it makes one."""
    if verb.pos_ != "VERB" or verb._.cue is None or verb._.cue < _LIKELY:
        return None
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    content, source = _range(said, around), _range(subjects[0], around) if subjects else None
    if content is None or source is None or source[1] > content[0] > source[0]:
        return None
    if source[1] <= content[0] and content[1] <= verb.idx:
        return None  # `Nobody can say that it was told`: no verb stands apart from who says it
    if content == around or " " not in quoted.text[slice(*content)]:
        return None
    if subjects[0].lower_ in _SPEAKING and quoted.at(verb.idx) is not None:
        return None  # “I think that …” is the speaker's own stance
    if said.dep_ != "ccomp":
        # `what he calls the “root causes”`, but not `he bought the “best” boat` in a quotation.
        inside = quoted.overlapping(*content)
        if not inside or quoted.at(verb.idx) is not None:
            return None
    return Attribution((content,), (verb.idx, verb.idx + len(verb)), source)


def _range(token: Token, around: Range) -> Range | None:
    """Return the code points of a token and what depends on it, without the marks at the end."""
    doc = token.doc
    first, last = token.left_edge.i, token.right_edge.i
    while last > first and (doc[last].is_space or doc[last].text in {",", ".", ";"}):
        last -= 1
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    if start >= around[1] or end <= around[0]:
        return None
    return max(start, around[0]), min(end, around[1])
