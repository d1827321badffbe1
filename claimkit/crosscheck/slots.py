"""What fills the places of a claim: who, which organization, where, how many of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from claimkit.language import annotate_all

_NAMES = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place"}
# Before a noun, these say where something is or goes.
_WHERE = frozenset(
    "in at into on onto inside outside near off under beneath below above behind beside "
    "from through along across between opposite".split()
)
# What stands behind a noun and is no part of the phrase that names a place.
_ASIDES = frozenset("acl acl:relcl appos parataxis conj cc punct advcl".split())
_OF_NOUN = frozenset("amod compound nmod nmod:desc".split())


@dataclass(frozen=True)
class Filler:
    """A phrase that another one may stand in the stead of.

    Attributes
    ----------
    start, end
        Code points of the text that was read.
    begin
        Where its preposition begins; where it has none, its own beginning.
    text
        What stands there.
    kind
        ``person``, ``organization`` or ``place``.
    head
        The lemma of its head.
    named
        Whether it is a name.
    of_event
        Whether it depends on a verb.
    """

    start: int
    end: int
    begin: int
    text: str
    kind: str
    head: str
    named: bool
    of_event: bool


@dataclass(frozen=True)
class Measured:
    """A number with the lemmas of what is counted and what describes it.

    Attributes
    ----------
    text
        The number as printed.
    what
        Of `640 permanent jobs`: ``permanent`` and ``job``.
    """

    text: str
    what: frozenset[str]


@dataclass(frozen=True)
class Slots:
    """The fillers and the measures of a text, in its order."""

    fillers: tuple[Filler, ...]
    measures: tuple[Measured, ...]


def slots(texts: Sequence[str]) -> dict[str, Slots]:
    """Read what fills the places of texts, each of them once.

    Parameters
    ----------
    texts
        Claims that are readable alone.

    Examples
    --------
    >>> text = "Police found two burnt cars in a quarry behind the mill."
    >>> found = slots([text])[text]
    >>> [(each.kind, each.text) for each in found.fillers]
    [('place', 'a quarry behind the mill'), ('place', 'the mill')]
    >>> [(each.text, sorted(each.what)) for each in found.measures]
    [('two', ['burn', 'car'])]
    """
    once = list(dict.fromkeys(texts))
    return {text: _slots(doc) for text, doc in zip(once, annotate_all(once), strict=True)}


def _slots(doc: Doc) -> Slots:
    found = sorted({*_named(doc), *_places(doc)}, key=lambda each: (each.start, -each.end))
    return Slots(tuple(found), tuple(_measures(doc)))


def _named(doc: Doc) -> Iterator[Filler]:
    for name in doc.ents:
        if name.label_ in _NAMES:
            yield _filler(name, name.root, _NAMES[name.label_], named=True)


def _places(doc: Doc) -> Iterator[Filler]:
    taken = {
        token.i
        for span in (*doc.spans["times"], *doc.spans["quantities"], *doc.ents)
        for token in span
    }
    for token in doc:
        if token.pos_ == "NOUN" and token.i not in taken and (case := _where(token)):
            if case.i + 1 == token.i and token.lower_ == token.lemma_ and not _told(token):
                continue  # `limited in scope`, `in detail` say not where
            last = token.i
            for child in token.children:
                if child.i > token.i:
                    if child.dep_ in _ASIDES:
                        break
                    last = max(last, child.right_edge.i)
            yield _filler(doc[case.i + 1 : last + 1], token, "place", named=False)


def _told(token: Token) -> bool:
    """Tell whether something behind a noun says which it is: `in hospital in Kelm`."""
    return any(child.i > token.i and child.dep_ not in _ASIDES for child in token.children)


def _where(token: Token) -> Token | None:
    """Return the preposition by which a noun says where something is."""
    before = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    return before[-1] if before and before[-1].lower_ in _WHERE else None


def _filler(span: Span, head: Token, kind: str, *, named: bool) -> Filler:
    above = head.head
    before = [child.idx for child in head.children if child.dep_ == "case" and child.i < span.start]
    return Filler(
        span.start_char,
        span.end_char,
        min(before, default=span.start_char),
        span.text,
        kind,
        head.lemma_.lower(),
        named,
        above.i != head.i and above.pos_ == "VERB",
    )


def _measures(doc: Doc) -> Iterator[Measured]:
    for span in doc.spans["quantities"]:
        number = span.root
        noun = number if number.pos_ in ("NOUN", "PROPN") else number.head
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        described = [noun, *(child for child in noun.children if child.dep_ in _OF_NOUN)]
        if noun.dep_ == "compound":  # `the 35-word oath`
            described.append(noun.head)
        words = frozenset(
            token.lemma_.lower()
            for token in described
            if token.pos_ in ("NOUN", "ADJ", "PROPN", "VERB") and token.is_alpha
        )
        yield Measured(span.text, words)
