"""Attributions that stand behind what is said, which the attribution head missed.

`Sales are expected to rise, the company said.`: the syntax head reads a clause that depends on a
verb behind it, and the scores of the attribution head say that this verb would be a cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from claimkit.language import Attribution
from claimkit.language.quoted import QuotedText

# The log odds that the verb is a cue, at least.
_LIKELY = 0.0
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))


def trailing(doc: Doc, quoted: QuotedText, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the statements whose source and cue end a sentence in which none was found.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.
    quoted
        Its quotations.
    found
        The statements that are known.
    """
    taken = sorted(piece for a in found for piece in (*a.content, *([a.cue] if a.cue else [])))
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        if any(a < end and b > start for a, b in taken):
            continue
        verb = sentence.root
        if verb.pos_ != "VERB" or verb._.cue is None or verb._.cue < _LIKELY:
            continue
        attribution = _behind(sentence, verb)
        if attribution and not quoted.overlapping(*attribution.content[0]):
            yield attribution


def _behind(sentence: Span, verb: Token) -> Attribution | None:
    """Return the statement of a sentence that ends with who says it."""
    # A dateline may be read as one more subject.
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    subject = min(subjects, key=lambda c: abs(c.i - verb.i), default=None)
    said = next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis")), None)
    if subject is None or said is None or not said.i < min(subject.i, verb.i):
        return None
    if not any(c.dep_ in _SUBJECTS or c.dep_ == "expl" for c in said.children):
        return None
    first = min(subject.left_edge.i, verb.i)
    while verb.doc[first].is_punct and first < subject.i:
        first += 1
    comma = first - 1
    if comma <= said.i or verb.doc[comma].text != ",":
        return None
    start = sentence.start
    while verb.doc[start].is_space or verb.doc[start].is_quote:
        start += 1
    doc = verb.doc
    last = subject.right_edge
    if verb.i < subject.i:  # `said the company`
        last = doc[max(subject.right_edge.i, subject.i)]
    elif last.i >= verb.i:
        last = doc[verb.i - 1]
    end = last.i + 1
    while end > subject.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    content = doc[start].idx, doc[comma - 1].idx + len(doc[comma - 1])
    begin = subject.left_edge.i
    while doc[begin].is_punct and begin < subject.i:
        begin += 1
    source = doc[begin].idx, doc[end - 1].idx + len(doc[end - 1])
    return Attribution((content,), (verb.idx, verb.idx + len(verb)), source)


def without_source(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """Return statements whose content does not run on over who says it.

    `The port is shut, the harbour master, Ines Halloran, told agents`: all before `told` was
    read as content.
    """
    return [_cut(doc, each) for each in found]


def _cut(doc: Doc, said: Attribution) -> Attribution:
    if said.cue is None or said.source is not None or len(said.content) != 1:
        return said
    span = doc.char_span(*said.cue, alignment_mode="expand")
    if span is None:
        return said
    start, end = said.content[0]
    subject = next((c for c in span.root.children if c.dep_ in _SUBJECTS), None)
    if subject is None or not start < subject.idx < end <= said.cue[0]:
        return said
    left = subject.left_edge
    while left.is_punct and left.i < subject.i:
        left = left.nbor()
    if left.i < 2 or left.idx <= start or doc[left.i - 1].text != ",":
        return said
    before = doc[left.i - 2]
    source = left.idx, end
    return replace(said, content=((start, before.idx + len(before)),), source=source)
