"""Ordinals, multiples ("twice as many", "tripled") and parts in the form of "one in five"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from claimkit.language.quantities import numbers
from claimkit.language.quantities.context import Context
from claimkit.language.quantities.counted import noun_behind
from claimkit.language.quantities.lexicon import DASHES, MULTIPLES, MULTIPLYING, PARTS, WORDS
from claimkit.language.quantities.modifiers import modified
from claimkit.language.quantities.pieces import Piece, pieces
from claimkit.language.quantities.quantity import Quantity

if TYPE_CHECKING:
    from claimkit.language.quantities.amounts import Amount

_NOUNS = ("NOUN", "PROPN")
# What is numbered by name: the Second Amendment, the 10th Circuit.
_NAMED = frozenset(
    "amendment circuit district congress army division regiment infantry battalion fleet street "
    "avenue precinct ward floor grade".split()
)
_OWNED = frozenset("the his her its their our my your a an this that".split())


def ordinal(doc: Doc, i: int, context: Context) -> Span | None:
    """Return the ordinal at a token: "his third term", "the 21st victim"; not "first, …"."""
    run = pieces(doc, i, i + 3)
    read = numbers.ordinal(run, 0)
    if read is None or read.value is None:
        return None
    end = run[read.end - 1].token + 1
    token = doc[end - 1]
    if token.lower_ in PARTS and _is_fraction(doc, i, end):
        return None
    if token.pos_ not in ("ADJ", "NUM", "NOUN") or token.ent_type_:
        return None
    if context.is_date(i, end, None) or context.is_name(i, end) or context.is_idiom(i, end):
        return None
    noun = noun_behind(token, end)
    if end + 1 < len(doc) and doc[end].text in DASHES and doc[end + 1].lower_.endswith("est"):
        noun = noun or noun_behind(doc[end + 1], end + 2)  # the third-largest city
    if noun is not None and noun.lower_ in _NAMED:
        return None
    if noun is None and not any(doc[j].lower_ in _OWNED for j in (i - 1,) if j >= 0):
        return None
    if noun is None and (
        (i and doc[i - 1].lower_ in ("a", "an"))
        or (token.pos_ == "NOUN" and token.lower_ in ("second", "seconds"))
    ):
        return None
    of = noun.lemma_ if noun is not None else None
    value = read.value
    return _span(doc, i, end, Quantity("ORDINAL", value, value, value, of=of))


def _is_fraction(doc: Doc, i: int, end: int) -> bool:
    """Tell "a third of the voters", "two thirds" from "a third term"."""
    before = doc[i - 1].lower_ if i else ""
    if before in WORDS or before.isdecimal() or doc[end - 1].lower_.endswith("s"):
        return True
    if before in DASHES and i > 1:
        return doc[i - 2].lower_ in WORDS or doc[i - 2].lower_ == "a"
    follows = doc[end].lower_ if end < len(doc) else ""
    return before in ("a", "one") and (follows == "of" or doc[end - 1].pos_ == "NOUN")


def multiple(doc: Doc, i: int) -> Span | None:
    """Return the multiple at a token: "twice as many", "tripled", "threefold"."""
    token = doc[i]
    after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    if token.pos_ == "VERB" and (factor := MULTIPLYING.get(token.lower_)) is not None:
        if after in ("down", "back", "up", "over", "-"):
            return None
        return _span(doc, i, i + 1, Quantity("RATIO", factor, factor, factor, unit="fold"))
    value = MULTIPLES.get(token.lower_)
    if (
        value is None
        and token.lower_ in ("double", "triple", "quadruple")
        and after in (*("the", "that", "what", "its", "his", "their", "last"),)
    ):
        value = MULTIPLYING[token.lower_]
    if value is None:
        return None
    if token.lower_ in ("twice", "thrice") and not _compares(doc, i + 1):
        return None if token.ent_type_ else _times(doc, i, value)
    return _span(doc, i, i + 1, Quantity("RATIO", value, value, value, unit="fold"))


def _times(doc: Doc, i: int, value: Fraction) -> Span | None:
    if any(time.start <= i < time.end for time in doc.spans.get("times", ())):
        return None
    return _span(doc, i, i + 1, Quantity("CARDINAL", value, value, value, of="time"))


def _compares(doc: Doc, i: int) -> bool:
    after = doc[i].lower_ if i < len(doc) else ""
    return after in ("as", "the", "that", "what", "its", "his", "her", "their") or (
        i < len(doc) and doc[i].pos_ in ("ADJ", "ADV") and after.endswith("er")
    )


def one_in(doc: Doc, run: list[Piece], first: Amount, start: int) -> Span | None:
    """Return a part such as "one in five", "3 out of 10 voters"."""
    at = first.end
    if first.unit or first.number.value is None or at + 1 >= len(run):
        return None
    words = [piece.low for piece in run[at : at + 2]]
    if words[0] == "-" and run[at + 1].low == "in":
        at += 1
        words = [run[at].low, "-"]
    to = at + 2 if words == ["out", "of"] else at + 1 if words[0] == "in" else at
    to += to > at and to < len(run) and run[to].text in DASHES
    to += to > at and to + 1 < len(run) and run[to].low == "every"
    if to == at or to >= len(run):
        return None
    whole = numbers.number(run, to)
    top = first.number.value
    if whole is None or whole.value is None or not 0 < top < whole.value or whole.is_part:
        return None
    bare = run[to].text
    if bare.isdecimal() and len(bare) == 4:  # "three in 2016"
        return None
    last = doc[run[whole.end - 1].token]
    end = last.i + 1
    noun = last.head if last.head.i > last.i and last.head.pos_ in _NOUNS else None
    if words[0] == "in" and noun is not None and noun.lemma_ in ("year", "month", "day", "week"):
        return None
    of = None if noun is None else "person" if noun.lower_ == "people" else noun.lemma_
    value = top / whole.value
    return _span(doc, start, end, Quantity("FRACTION", value, value, value, of=of))


def _span(doc: Doc, start: int, end: int, quantity: Quantity) -> Span:
    place = modified(doc, start, end)
    if quantity.label != "ORDINAL":
        is_least = place.comparison in ("at least", "more than")
        is_most = place.comparison in ("at most", "less than")
        quantity = replace(
            quantity,
            low=None if is_most else quantity.low,
            high=None if is_least else quantity.high,
            approximate=place.approximate,
            comparison=place.comparison,
        )
        start, end = place.start, place.end
    return as_span(doc, start, end, quantity)


def as_span(doc: Doc, start: int, end: int, quantity: Quantity) -> Span:
    """Return a quantity as a span with ``._.quantity`` and ``._.value``."""
    span = Span(doc, start, end, quantity.label)
    span._.quantity = quantity
    span._.value = quantity.text
    return span
