"""What a number counts or measures, and by what a rate is divided."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claimkit.language.quantities import units
from claimkit.language.quantities.lexicon import DASHES
from claimkit.language.quantities.units import Unit


class Counted(NamedTuple):
    """The noun that is counted: its lemma with the words before it, and its last token."""

    text: str
    end: int
    is_plural: bool
    is_person: bool  # somebody's name: an item of a list, "3 Ada Voss"
    is_name: bool  # of one thing: 177 St., 1214 Harbour Road


class Rate(NamedTuple):
    """The denominator of a rate and its tokens."""

    name: str
    start: int
    end: int


_NOUNS = ("NOUN", "PROPN")
_INSIDE = frozenset("compound nummod amod conj nmod nmod:unmarked nmod:desc dep det".split())
_MODIFYING = frozenset("NOUN PROPN ADJ ADV PUNCT NUM VERB X".split())
_BEFORE_NOUN = frozenset("DET PRON ADJ NUM ADV VERB".split())
_HIGHEST = 4
_MOST_WORDS = 4
_DIMENSIONS = frozenset("long tall wide deep high thick strong heavy".split())  # 80-foot-long
_COMPARING = frozenset("more fewer less other additional further extra".split())
_STREETS = frozenset("st st. street ave ave. avenue road rd rd. blvd blvd. lane drive".split())
_POSSESSIVE = ("'s", "’s", "'", "’")
_LEMMAS = {"people": "person", "persons": "person"}
# Behind "a" these make a rate of what stands before: $20 a barrel, 40 a day.
_DIVISORS = frozenset(
    "head share person piece ticket seat unit vote game match pop plate shift term season dose "
    "bottle kilo pound gallon barrel litre liter ton tonne bushel ounce mile yard acre hectare "
    "hour minute second day night week month year decade semester quarter".split()
)
_WHOLE = frozenset("per a an each every".split())
_OF_NOUN = ("nmod:poss", "det")  # of their apples, of these apples


def counted(
    doc: Doc, token: Token, end: int, unit: Unit | None, is_part: bool = False
) -> Counted | None:
    """Return what a number counts, or a unit measures.

    Parameters
    ----------
    doc
        With trees.
    token
        The last word of the number, or of its unit.
    end
        Where the number and its unit end.
    unit
        The unit, if there is one.
    is_part
        Whether the number is a fraction.
    """
    if end >= len(doc):
        return None
    if doc[end].text in DASHES and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        # two-state solution, 30-day ceasefire: the noun behind the hyphen is what is counted
        if end + 2 < len(doc) and doc[end + 1].lower_ in _DIMENSIONS:
            return counted(doc, doc[end + 1], end + 2, unit)
        if unit is None and end + 1 < len(doc) and doc[end + 1].pos_ in _NOUNS:
            return _phrase(doc, end + 1, end + 1)
        return None
    if is_part and (doc[end].pos_ == "DET" or doc[end].dep_ == "nmod:poss"):
        return _below(doc, end - 1)  # half the town
    if doc[end].lower_ == "of" or (unit and unit.label == "MONEY" and doc[end].lower_ == "in"):
        return _below(doc, end)
    if unit and unit.label == "MONEY" and doc[end : end + 2].text.lower() == "worth of":
        return _below(doc, end + 1)
    head = noun_behind(doc[end - 1] if unit else token, end)
    if head is None and unit is None:
        head = _run_of_nouns(doc, end)
    if head is None or units.unit(head.text) is not None:
        return None
    return _phrase(doc, end, head.i)


def noun_behind(token: Token, end: int) -> Token | None:
    """Return the noun that a number or a unit modifies, if it stands behind it.

    >>> from claimkit.language import annotate
    >>> doc = annotate("Between 20 and 30 firefighters came.")
    >>> noun_behind(doc[3], 4)
    firefighters
    """
    doc, above = token.doc, token
    for _ in range(_HIGHEST):
        # Of coordinated numbers, the second hangs on the first, and that on the noun.
        if above.dep_ not in _INSIDE or above.head.i == above.i:
            return None
        above = above.head
        if above.i >= end and above.pos_ in _NOUNS and above.dep_ not in ("compound", "nummod"):
            break
    if above.i < end or above.pos_ not in _NOUNS or above.i - end > _MOST_WORDS:
        return None
    return above if all(doc[i].pos_ in _MODIFYING for i in range(end, above.i)) else None


def _run_of_nouns(doc: Doc, at: int) -> Token | None:
    """Return the last of the nouns that follow, where the tree has hung the number elsewhere."""
    while at < len(doc) and doc[at].pos_ == "ADJ":
        at += 1
    while at + 1 < len(doc) and doc[at].pos_ in _NOUNS and doc[at + 1].pos_ == "NOUN":
        at += 1
    return doc[at] if at < len(doc) and doc[at].pos_ == "NOUN" else None


def _below(doc: Doc, of: int) -> Counted | None:
    """Return the noun behind "of": 3,000 barrels of [oil], a third of the [voters]."""
    at = of + 1
    while at < len(doc) and doc[at].pos_ in _BEFORE_NOUN and at - of < 4:
        at += 1
    if at >= len(doc) or doc[at].pos_ not in _NOUNS:
        return None
    if any(doc[i].pos_ == "PRON" and doc[i].dep_ not in _OF_NOUN for i in range(of + 1, at)):
        return None  # 412 of them stopped work
    head = at
    while head + 1 < len(doc) and (
        doc[head + 1].pos_ == "NOUN" or doc[head].pos_ == doc[head + 1].pos_ == "PROPN"
    ):
        head += 1
    if head + 2 < len(doc) and (
        doc[head + 1].lower_ in _POSSESSIVE
        or (doc[head + 1].text in DASHES and not doc[head].whitespace_)
    ):
        return _below(doc, head + 1)  # the fleet's [captains], rain-soaked [admirers]
    first = head
    while first > of + 1 and doc[first - 1].pos_ in ("ADJ", *_NOUNS):
        first -= 1
    return _phrase(doc, first, head)


def _phrase(doc: Doc, start: int, head: int) -> Counted:
    token = doc[head]
    # A lemma with another initial is none of this word.
    is_lemma = token.pos_ != "PROPN" and token.lemma_[:1].lower() == token.lower_[:1]
    name = _LEMMAS.get(token.lower_, token.lemma_ if is_lemma else token.text)
    while start < head and (doc[start].lower_ in _COMPARING or doc[start].is_punct):
        start += 1
    before = doc[start:head].text
    between = doc[head - 1].whitespace_ if head > start else ""
    text = re.sub(r"\s+", " ", f"{before}{between}{name}")
    plural = token.lower_ != token.lemma_.lower() or token.lower_ in _LEMMAS
    is_name = token.pos_ == "PROPN" and not token.lower_.endswith("s") and token.text[0].isupper()
    is_name = (is_name and start == head) or token.lower_ in _STREETS
    return Counted(text, head + 1, plural, token.ent_type_ == "PERSON", is_name)


def rate(doc: Doc, end: int, noun_end: int | None) -> Rate | None:
    """Return the denominator behind a quantity, or behind what it counts."""
    for start in (end, noun_end):
        if start is None or start + 1 >= len(doc):
            continue
        at = start
        dash = doc[at].text in DASHES and not doc[at].whitespace_
        at += dash
        if at + 1 >= len(doc):
            continue
        word = doc[at].lower_
        if word == "/" or word in _WHOLE:
            to = at + 1
            to += doc[to].text in DASHES and to + 1 < len(doc)
            noun = doc[to]
            name = noun.lemma_.lower() if noun.pos_ in _NOUNS else noun.lower_
            known = units.unit(noun.text)
            if word == "per" and noun.pos_ in (*_NOUNS, "X", "ADJ") and noun.is_alpha:
                return Rate(known.name if known else _LEMMAS.get(name, name), start, to + 1)
            if word != "per" and name in _DIVISORS:
                return Rate(known.name if known else name, start, to + 1)
    return None
