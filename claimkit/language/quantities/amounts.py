"""Numbers with their units, and what joins two of them: "$3.2bn", "10-15 km", "3-1"."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc

from claimkit.language.quantities import currencies, numbers, units
from claimkit.language.quantities.counted import noun_behind
from claimkit.language.quantities.lexicon import DASHES, MAGNITUDES, MONEY_SUFFIXES, SIGNS
from claimkit.language.quantities.numbers import Number
from claimkit.language.quantities.pieces import Piece
from claimkit.language.quantities.units import Unit

_PAYING = frozenset(
    "pay cost price fine spend charge earn sell buy worth salary wage budget fee bill debt loan "
    "invest raise donate owe sum bonus grant fund prize damage compensation".split()
)
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


class Amount(NamedTuple):
    """A number with its unit, and where both lie: in tokens, and in pieces."""

    number: Number
    unit: Unit | None
    end: int  # piece behind the last one


class Amounts:
    """Reads the amounts of a document.

    Parameters
    ----------
    doc
        With parts of speech and trees.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    @cached_property
    def _has_sterling(self) -> bool:
        return "£" in self.doc.text

    def currency(self, run: list[Piece], at: int) -> tuple[str | None, int]:
        """Read what stands before a sum: its currency, and where that ends."""
        found = None
        while at < len(run) - 1 and (
            run[at].text in currencies.SYMBOLS or run[at].text in currencies.CODES
        ):
            code = currencies.SYMBOLS.get(run[at].text, run[at].text)
            found, at = ("CNY" if code == "RMB" else code), at + 1
            at += run[at].text in ("US", "AU", "NZ") and run[at].glued  # $US5
        return found, at

    def is_negative(self, run: list[Piece], start: int) -> bool:
        """Tell whether a dash or a word before digits is a sign: "-5C", but not "10-5"."""
        if len(run) > 1 and run[0].low in SIGNS:
            return run[1].number is not None
        if len(run) < 2 or run[0].text not in "-−–" or run[1].number is None or not run[1].glued:
            return False
        return start == 0 or bool(self.doc[start - 1].whitespace_)

    def amount(self, run: list[Piece], at: int, currency: str | None) -> Amount | None:
        """Read a number and the unit behind it."""
        number = numbers.number(run, at) or self._bare(run, at)
        if number is None:
            return None
        end = number.end
        if end < len(run) and number.is_digits and run[end].glued:
            scale = MONEY_SUFFIXES.get(run[end].low)
            if scale and number.scale == 1 and (currency or self._counts_people(run, end)):
                value = number.value * scale if number.value is not None else None
                number = number._replace(value=value, scale=scale, end=end + 1)
                end += 1
        if currency:
            return Amount(number, Unit(currency, "MONEY"), end)
        unit, end = self._unit(run, end, number)
        return Amount(number, unit, end)

    def _bare(self, run: list[Piece], at: int) -> Number | None:
        """Read a magnitude without a number: the [dozen] emails."""
        if at >= len(run) or run[at].low not in MAGNITUDES:
            return None
        if self.doc[run[at].token].dep_ != "nummod":
            return None
        value = MAGNITUDES[run[at].low]
        return Number(value, at + 1, scale=value)

    def _counts_people(self, run: list[Piece], at: int) -> bool:
        """Tell whether the m of "5m viewers" is a million: a noun in the plural follows."""
        i = run[at].token + 1
        while i < len(self.doc) and self.doc[i].pos_ == "ADJ":
            i += 1
        if i >= len(self.doc) or run[at].text not in ("m", "M", "b", "B"):
            return False
        token = self.doc[i]
        plural = token.lower_ == "people" or token.lower_ != token.lemma_.lower()
        unit = units.unit(token.text)
        return token.pos_ == "NOUN" and plural and (unit is None or unit.label == "MONEY")

    def _unit(self, run: list[Piece], at: int, number: Number) -> tuple[Unit | None, int]:
        """Read the unit behind a number, and return where it ends."""
        to = at
        dashed = to + 1 < len(run) and run[to].text in DASHES and run[to + 1].glued
        to += dashed
        # millions of dollars, tens of miles
        vague = number.value is None or number.approximate or number.is_part
        to += vague and to < len(run) and run[to].low == "of"
        # half an hour, two thirds of a mile
        to += number.is_part and to < len(run) and run[to].low in ("a", "an")
        for n in range(min(2 * units.LONGEST - 1, len(run) - to), 0, -1):
            words = run[to : to + n]
            if words[-1].text in DASHES or words[-1].text == ",":
                continue
            touching = n == 1 and number.is_digits and words[0].glued and not dashed
            # "335 m": also behind a blank, where no noun follows
            touching |= n == 1 and number.is_digits and words[0].text in ("m", "g", "L")
            unit = units.glued(words[0].text) if touching else _unit_of(words)
            if unit is None or not self._is_unit(words, unit, dashed):
                continue
            if unit.name == "pound" and self._is_money(words[-1].token):
                unit = Unit("GBP", "MONEY")
            return unit, to + n
        return None, at

    def _is_unit(self, words: list[Piece], unit: Unit, dashed: bool) -> bool:
        last = self.doc[words[-1].token]
        if (
            unit.label == "PERCENT"
            or not last.is_alpha
            or (last.i == words[0].token and (words[0].glued))
        ):
            return True
        if last.pos_ in ("NOUN", "PROPN", "SYM", "X") or dashed:
            return True
        return last.pos_ in ("ADJ", "NUM", "ADV") and last.lower_ != "second"

    def _is_money(self, i: int) -> bool:
        """Tell whether pounds are money: where something is paid, or costs."""
        token = self.doc[i]
        above = [token.head, token.head.head, *token.children]
        return any(word.lemma_.lower() in _PAYING for word in above) or self._has_sterling

    def is_broken(self, run: list[Piece], end: int) -> bool:
        """Tell whether a number goes on as something else: 10:30, 24/7, 5G, 1990s, 9.2.1."""
        if end >= len(run) or not run[end].glued:
            return False
        text = run[end].text
        if text in (",", ":", "/", ".", "×", "@", "_", "=") and end + 1 < len(run):
            return run[end + 1].glued and run[end + 1].number is not None
        if text in ("'", "’", "′") and run[end].token == run[end - 1].token:
            return True
        return (text[0].isalpha() and run[end].token == run[end - 1].token) or text in ("'s", "’s")

    def second(self, run: list[Piece], first: Amount, start: int) -> tuple[Amount | None, str]:
        """Return the other end of a range, and what joins them."""
        at = first.end
        if at + 1 >= len(run):
            return None, ""
        word = run[at].low
        dash = run[at].text in DASHES
        if dash and run[at + 1].low == "to" and at + 3 < len(run):
            at, word, dash = at + 1 + (run[at + 2].text in DASHES), "to", False
        if not dash and word not in ("to", "and", "or"):
            return None, ""
        before = self.word_before(start)
        if word == "and" and before != "between":
            return None, ""
        currency, to = self.currency(run, at + 1)
        second = self.amount(run, to, currency)
        if second is None:
            return None, ""
        again = run[second.end : second.end + 2]
        goes_on = len(again) > 1 and again[0].text in DASHES and again[0].glued
        if word == "to" and first.unit and not second.unit and goes_on and again[1].number:
            return None, ""  # `by 0.5 points to 3-4 percent`
        if dash and not run[at].glued and self.doc[run[at].token].whitespace_:
            return None, ""  # a dash between two thoughts
        first_unit, second_unit = first.unit, second.unit
        low, high = first.number, second.number
        if low.value is None or high.value is None or low.is_part != high.is_part:
            return None, "-" if dash else ""
        if first_unit and second_unit and first_unit.name != second_unit.name:
            return None, ""
        if self.is_broken(run, second.end):
            return None, "-" if dash else ""
        if word == "to" and before == "from":
            return second, "pair"
        value = low.value
        if low.scale == 1 and high.scale > 1 and value <= high.coefficient:
            value *= high.scale
        counts = second_unit or first_unit or self._counts(run, second.end)
        if word == "to" and high.value == 1 < value and not counts:
            return second, "ratio"
        if value >= high.value and (first_unit or second_unit):
            return second, "pair"  # by 54 to 46 per cent
        if word == "to" and not dash and (value >= high.value or not counts):
            return second, "score"  # voted 52 to 48
        if value >= high.value or not counts:
            return None, "-" if dash else ""
        if word == "or" and (low.is_digits != high.is_digits or high.value > 3 * value):
            return None, ""
        if (
            dash
            and not second_unit
            and not first_unit
            and (
                is_year(self.doc, run, first)
                or (second.end < len(run) and run[second.end].text in DASHES)
            )
        ):
            return None, "-"
        return second, word

    def word_before(self, start: int) -> str:
        """Return the word before a number, in lower case, past those that modify it."""
        i = start - 1
        while i >= 0 and self.doc[i].lower_ in ("about", "around", "roughly", "an", "estimated"):
            i -= 1
        return self.doc[i].lower_ if i >= 0 else ""

    def _counts(self, run: list[Piece], end: int) -> bool:
        token = self.doc[run[end - 1].token]
        of = end < len(run) and run[end].low == "of"
        return of or noun_behind(token, token.i + 1) is not None


def _unit_of(words: list[Piece]) -> Unit | None:
    """Return the unit of some pieces: "square feet", "square-foot", "km/h"."""
    name = words[0].text
    for piece in words[1:]:
        name += piece.text if piece.glued else f" {piece.text}"
    found = units.unit(name)
    if found is None and len(words) > 2:
        found = units.unit(" ".join(piece.text for piece in words if piece.text not in DASHES))
    return found


def is_year(doc: Doc, run: list[Piece], amount: Amount) -> bool:
    """Tell whether a number is written as a year is: four digits, no comma."""
    text = run[amount.number.end - 1].text
    if not (text.isdecimal() and len(text) == 4 and amount.number.scale == 1):
        return False
    i = run[amount.number.end - 1].token
    before = doc[i - 1].lower_ if i else ""
    return _FIRST_YEAR <= int(text) <= _LAST_YEAR or before in ("since", "in", "the")
