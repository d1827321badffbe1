"""From the tokens and trees of a document to its quantities."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from spacy.attrs import LOWER
from spacy.tokens import Doc, Span

from claimkit.language.quantities import currencies
from claimkit.language.quantities.amounts import Amount, Amounts, is_year
from claimkit.language.quantities.context import Context
from claimkit.language.quantities.counted import Counted, counted, rate
from claimkit.language.quantities.lexicon import DASHES, MAGNITUDES, PARTS, SIGNS
from claimkit.language.quantities.modifiers import Modified, modified
from claimkit.language.quantities.multiples import as_span, multiple, one_in, ordinal
from claimkit.language.quantities.pieces import Piece, is_number_like, pieces
from claimkit.language.quantities.quantity import Quantity
from claimkit.language.quantities.units import Unit

_REACH = 15  # tokens behind its first number in which a quantity ends
_BETWEEN = frozenset("between about around roughly an estimated approximately some".split())
_WHOLE = 3  # tokens of `an hour and`
_LENGTHS = frozenset("year month week day hour minute".split())
_JOINTS = frozenset((*DASHES, "to"))


def quantities(doc: Doc) -> Iterator[Span]:
    """Yield the quantities of a document, in order and without overlaps.

    Parameters
    ----------
    doc
        With parts of speech, lemmas, trees, entities and ``spans["times"]``.

    Yields
    ------
    spacy.tokens.Span
        Its label is that of its ``._.quantity``, and ``._.value`` the text of this.

    Examples
    --------
    >>> from claimkit.language import annotate
    >>> doc = annotate("About 200 people marched 3.5 km; nearly two thirds paid £4.")
    >>> [(span.text, span._.value) for span in doc.spans["quantities"]]
    [('About 200', '~200 person'), ('3.5 km', '3.5 kilometre'),
     ('nearly two thirds', '~2/3'), ('£4', '4 GBP')]
    """
    seeds = _seeds(doc)
    if not seeds:
        return
    reader = _Reader(doc)
    behind = 0
    for seed in seeds:
        if seed < behind:
            continue
        for span in reader.read(seed, behind):
            behind = max(behind, span.end)
            yield span
        behind = max(behind, reader.behind)


def _seeds(doc: Doc) -> list[int]:
    """Return the tokens that look like a number, each kind of word judged once."""
    if not len(doc):
        return []
    kinds, each = np.unique(doc.to_array([LOWER]).ravel(), return_inverse=True)
    strings = doc.vocab.strings
    like = np.fromiter((is_number_like(strings[k]) for k in kinds), bool, len(kinds))
    return [int(i) for i in np.flatnonzero(like[each.ravel()])]


class _Reader:
    """Reads one quantity after the other."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.amounts = Amounts(doc)
        self.context = Context(doc)
        self.behind = 0  # first token that no number read so far has used

    def read(self, seed: int, behind: int) -> Iterator[Span]:
        """Yield the quantities that begin at a token that looks like a number.

        There may be two, as in "from 5 to 7 per cent".
        """
        doc = self.doc
        self.behind = seed + 1
        if self.context.is_year_in_date(seed):
            return  # most numbers of a news text, and none of them begins a quantity
        if self._is_rest(seed):
            return
        if (span := ordinal(doc, seed, self.context) or multiple(doc, seed)) is not None:
            self.behind = span.end
            yield span
            return
        start = self._start(seed, behind)
        run = pieces(doc, start, seed + _REACH)
        currency, at = self.amounts.currency(run, 0)
        negative = currency is None and self.amounts.is_negative(run, start)
        at += (run[at].text in DASHES or run[at].low in SIGNS) and at + 1 < len(run)
        first = self.amounts.amount(run, at, currency)
        if first is None or run[first.end - 1].token < seed:
            if start == seed:
                return
            start, run = seed, pieces(doc, seed, seed + _REACH)
            first = self.amounts.amount(run, 0, None)
            if first is None:
                return
        self.behind = run[first.end - 1].token + 1
        if (part := one_in(doc, run, first, start)) is not None:
            self.behind = part.end
            yield part
            return
        if self.amounts.is_broken(run, first.end):
            self.behind = self._end_of_chain(run, first.end)
            return
        second, joint = self.amounts.second(run, first, start)
        if second is None and joint == "-":
            # 3-1, 555-0123, 747-400: neither of them counts anything.
            self.behind = self._end_of_chain(run, first.end)
            return
        if negative and first.number.value is not None:
            first = first._replace(number=first.number._replace(value=-first.number.value))
        if second is None:
            yield from self._span(run, start, first)
            return
        self.behind = run[second.end - 1].token + 1
        if joint == "pair":
            left = first if first.unit else first._replace(unit=second.unit)
            yield from self._span(run, start, left)
            begin = next(i for i in range(first.end, second.end) if run[i].text not in _JOINTS)
            if run[begin].token > run[first.end - 1].token:
                yield from self._span(run, run[begin].token, second)
            return
        if joint == "score":
            return
        if joint == "ratio":
            yield self._ratio(start, self.behind, first.number.value)
            return
        yield from self._span(run, start, first, second)

    def _is_rest(self, seed: int) -> bool:
        """Tell the minutes of `an hour and ten minutes`, which are no length of their own."""
        doc = self.doc
        if seed < _WHOLE or doc[seed - 1].lower_ != "and" or doc[seed - 2].lemma_ not in _LENGTHS:
            return False
        return doc[seed - 3].lower_ in ("a", "an") or is_number_like(doc[seed - 3].lower_)

    def _ratio(self, start: int, end: int, value: Fraction | None) -> Span:
        """Return a ratio: "by 3 to 1", "a two-to-one majority"."""
        place = modified(self.doc, start, end)
        given = (value, value, value, "fold", None, None, place.approximate, place.comparison)
        return self._kept(place.start, place.end, Quantity("RATIO", *given))

    def _kept(self, start: int, end: int, quantity: Quantity) -> Span:
        return as_span(self.doc, start, end, quantity)

    def _start(self, seed: int, behind: int) -> int:
        """Return where a quantity begins whose first number is at `seed`."""
        doc, start = self.doc, seed
        low = doc[seed].lower_
        word = low.split("-")[0]
        if word in MAGNITUDES or word in PARTS or word == "couple":
            if start > behind and doc[start - 1].lower_ in ("few", "several", "many"):
                start -= 1
            if start > behind and doc[start - 1].lower_ in ("a", "an"):
                start -= 1
        if start > behind:
            before = doc[start - 1]
            first = start == 1 or doc[start - 2].whitespace_ or doc[start - 2].is_space
            is_money = before.text in currencies.SYMBOLS or before.text in currencies.CODES
            if is_money or (first and before.text in DASHES and not before.whitespace_):
                start -= 1
            elif before.lower_ in SIGNS and not (start > 1 and doc[start - 2].like_num):
                start -= 1  # `minus 14 degrees`, but not `20 minus 14`
        return start

    def _end_of_chain(self, run: list[Piece], at: int) -> int:
        while at < len(run) and (run[at].glued and run[at].text[0] not in ',.;)”"'):
            at += 1
        return run[at - 1].token + 1

    def _span(
        self, run: list[Piece], start: int, first: Amount, second: Amount | None = None
    ) -> Iterator[Span]:
        """Yield the quantity of an amount or a range, if it is one."""
        doc = self.doc
        last = second or first
        end = run[last.end - 1].token + 1
        token = doc[run[last.number.end - 1].token]
        unit = last.unit or first.unit
        name = unit.name if unit else None
        begin = start
        while second and begin and doc[begin - 1].lower_ in _BETWEEN:
            begin -= 1
        if second and doc[begin].lower_ != "between":
            begin = start
        place = modified(doc, begin, end)
        noun = counted(doc, token, place.end, unit, last.number.is_part)
        if noun and self.context.is_date(noun.end - 1, noun.end, None):
            noun = None
        if not self._is_quantity(run, start, last, unit, noun, place):
            return
        value, low, high = _bounds(first, second, unit)
        label = unit.label if unit else "FRACTION" if last.number.is_part else "CARDINAL"
        if label == "FRACTION" and place.end < len(doc) and doc[place.end].lower_ == "as":
            label, name, noun = "RATIO", "fold", None  # half as many
        if value is not None and place.comparison in ("at least", "more than"):
            high = None
        elif value is not None and place.comparison in ("at most", "less than"):
            low = None
        per, stop = unit.per if unit else None, place.end
        if per is None and (divided := rate(doc, stop, noun.end if noun else None)):
            per = divided.name
            if divided.start == stop:
                stop = divided.end
                noun = noun or counted(doc, token, stop, unit)
        either = second is not None and run[first.end].low == "or"
        self.behind = max(self.behind, stop)
        yield self._kept(
            place.start,
            stop,
            Quantity(
                label,
                value,
                low,
                high,
                name,
                per,
                noun.text if noun else None,
                place.approximate or first.number.approximate or either,
                place.comparison,
            ),
        )

    def _is_quantity(
        self,
        run: list[Piece],
        start: int,
        last: Amount,
        unit: Unit | None,
        noun: Counted | None,
        place: Modified,
    ) -> bool:
        """Tell whether a number counts or measures something; see :class:`Context`."""
        context, number = self.context, last.number
        end = run[last.end - 1].token + 1
        token = self.doc[run[number.end - 1].token]
        name = unit.name if unit else None
        if (
            context.is_date(start, end, name)
            or context.is_name(start, end)
            or context.is_age(start, end, name, unit is None and noun is None)
        ):
            return False
        if unit is not None:
            return True
        if context.is_enumerator(start, end):
            return False
        if (number.is_digits or number.scale == 1) and context.is_numbered(start):
            return False
        is_plural = noun is not None and noun.is_plural
        if is_year(self.doc, run, last):
            is_modified = place.approximate or place.comparison
            is_round = number.value is not None and number.value % 100 == 0
            return bool((is_round or is_modified) and is_plural and _is_bare(self.doc, start))
        if (number.value == 0 and not is_plural) or token.pos_ == "PRON":
            return False
        if (noun and noun.is_person and number.is_digits) or context.is_idiom(start, end):
            return False
        if number.is_digits and (
            context.is_identifier(token) or (noun is not None and noun.is_name)
        ):
            return False
        joined = end < len(self.doc) and self.doc[end].text in "-‐‑" and not token.whitespace_
        if joined and noun is None and place.end == end:
            # two-dimensional, one-eyed; but 10,000-strong
            return self.doc[end : end + 2].text.lower().endswith("strong")
        if token.lower_ == "one":
            return not context.is_one_else(token)
        if number.is_part and token.lower_ == "half":
            # not the second half, or a half-brother
            follows = self.doc[place.end : place.end + 1].text.lower()
            return not joined and (noun is not None or place.start < start or follows == "as")
        return True


def _bounds(
    first: Amount, second: Amount | None, unit: Unit | None
) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    factor = Fraction(*unit.factor) if unit else Fraction(1)
    number = first.number
    if second is None:
        if number.value is None:
            return None, (number.low or 0) * factor, None
        return number.value * factor, number.value * factor, number.value * factor
    low, high = number.value or Fraction(0), second.number.value or Fraction(0)
    if number.scale == 1 and second.number.scale > 1 and low <= second.number.coefficient:
        low *= second.number.scale
    return None, low * factor, high * factor


def _is_bare(doc: Doc, start: int) -> bool:
    before = doc[start - 1] if start else None
    return before is None or before.pos_ not in ("DET", "PRON", "PART", "ADP", "PROPN")
