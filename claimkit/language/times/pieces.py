"""From the tokens of a time expression to its pieces: whole numbers, and one sense a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimkit.language.times.clockwords import folded
from claimkit.language.times.words import NAMED_WEEKDAYS, NAMING, Number, Piece, pieces_of

_HALF = 0.5
_TEENS = range(10, 21)


def read(words: Iterable[str]) -> list[Piece]:
    """Return the pieces of an expression, without the words that mean nothing in it.

    Parameters
    ----------
    words
        The texts of its tokens.

    Examples
    --------
    >>> [(p.kind, p.value) for p in read("nearly two and a half years ago".split())]
    [('number', 2.5), ('units', 'Y'), ('ago', 'ago')]
    >>> [(p.kind, p.value) for p in read(["nineteen", "ninety-six"])]
    [('year', 1996)]
    """
    raw = [piece for word in folded(list(words)) for piece in pieces_of(word)]
    return _settled(_with_numbers(raw))


def _with_numbers(raw: Sequence[Piece]) -> list[Piece]:
    """Put the words of a number together: `twenty-four`, `2 1/2`, `nineteen ninety-six`."""
    out: list[Piece] = []
    at = 0
    while at < len(raw):
        if raw[at].kind in ("number", "magnitude"):
            piece, at = _number(raw, at)
            joint = at + 1 < len(raw) and raw[at].text == "-"
            ordinal = raw[at + joint] if at + joint < len(raw) else None
            if ordinal and ordinal.kind == "ordinal" and piece.value in range(20, 100, 10):
                piece = Piece("ordinal", _n(piece) + _n(ordinal), ordinal.text)
                at += 1 + joint
            out.append(piece)
        elif _names_weekday(raw, at):
            # "Good Friday", "Super Tuesday"
            name = f"{raw[at].text} {raw[at + 1].text}"
            known = name in NAMED_WEEKDAYS
            out.append(Piece("holiday" if known else "named", name if known else "", name))
            at += 2
        elif raw[at].text in ("'", "’", "‘") and _two_digits(raw, at + 1):
            out.append(Piece("short_year", raw[at + 1].value, raw[at + 1].text))
            at += 2
        elif raw[at].kind == "other":
            named = raw[at].text.isalpha() and at + 1 < len(raw) and raw[at + 1].text == "day"
            if named:
                # "Bastion Day", "the wedding day": no day that was spoken of
                out.append(Piece("named", "", "day"))
            elif out and out[-1].text == "of" and raw[at].text.isalpha():
                out.append(Piece("named", "", "of"))  # "the month of Ramadan"
            at += 1 + named
        else:
            out.append(raw[at])
            at += 1
    return out


def _names_weekday(raw: Sequence[Piece], at: int) -> bool:
    if at + 1 >= len(raw) or raw[at + 1].kind != "weekday":
        return False
    name = f"{raw[at].text} {raw[at + 1].text}"
    return name in NAMED_WEEKDAYS or raw[at].text in NAMING


def _two_digits(raw: Sequence[Piece], at: int) -> bool:
    return at < len(raw) and len(raw[at].text) == 2 and raw[at].text.isdigit()


def _number(raw: Sequence[Piece], at: int) -> tuple[Piece, int]:
    """Return the number that begins at a place, and where the next piece begins."""
    first = raw[at]
    if first.text[0].isdigit():
        fraction = _fraction(raw, at + 1)
        if fraction is not None:
            return Piece("number", _n(first) + fraction, first.text), at + 4
        if at + 1 < len(raw) and raw[at + 1].value in (0.25, _HALF, 0.75):
            return Piece("number", _n(first) + _n(raw[at + 1]), first.text), at + 2  # 5 ½
        if at + 1 < len(raw) and raw[at + 1].kind == "magnitude":
            return Piece("number", _n(first) * _n(raw[at + 1]), ""), at + 2
        return first, at + 1
    total: Number = 0
    current: Number = 0
    years: list[Number] = []
    while at < len(raw):
        piece = raw[at]
        if piece.kind == "number" and not piece.text[0].isdigit():
            value = _n(piece)
            if current and (current in _TEENS) and value >= 10:
                years.append(current)  # nineteen | ninety-six, twenty | twenty-five
                current = value
            elif not current or current >= 100 or (current % 10 == 0 and 0 < value < 10):
                current += value
            else:
                break
        elif piece.kind == "magnitude":
            total, current = _magnified(total, current, _n(piece))
        elif not _is_joint(raw, at, bool(total or current)):
            break
        at += 1
    if len(years) == 1:
        return Piece("year", years[0] * 100 + current, ""), at
    number = total + current
    return Piece("year" if 1900 < number < 2100 and total else "number", number, ""), at


def _magnified(total: Number, current: Number, by: Number) -> tuple[Number, Number]:
    if by >= 1000:
        return total + (current or 1) * by, 0
    return total, (current or 1) * by


def _is_joint(raw: Sequence[Piece], at: int, begun: bool) -> bool:
    """Tell whether a hyphen or `and` stands within a number: `twenty-four`, `hundred and one`."""
    if not begun or at + 1 >= len(raw):
        return False
    after = raw[at + 1]
    if after.kind not in ("number", "magnitude") or after.text[0].isdigit():
        return False
    before = raw[at - 1]
    if raw[at].text == "-":
        return before.kind == "magnitude" or after.kind == "magnitude" or _n(before) >= 20
    return raw[at].text == "and" and before.kind == "magnitude"


def _fraction(raw: Sequence[Piece], at: int) -> float | None:
    """Return the fraction `1/2` at a place."""
    if at + 2 < len(raw) and raw[at + 1].text == "/":
        over, under = raw[at], raw[at + 2]
        if over.kind == under.kind == "number" and 0 < _n(over) < _n(under) < 10:
            return _n(over) / _n(under)
    return None


def _n(piece: Piece) -> Number:
    return piece.value if not isinstance(piece.value, str) else 0


def _settled(pieces: list[Piece]) -> list[Piece]:
    """Give words of two senses the one that their neighbours leave: `second`, `half`, `quarter`."""
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        before = out[-1] if out else None
        rest = [p for p in pieces[at + 1 : at + 4] if p.text != "-"]
        if piece.text == "second" and not (before and _counts(before) and not rest):
            out.append(Piece("ordinal", 2, piece.text))
        elif piece.kind == "half":
            at = _half(pieces, at, out)
        elif piece.text == "quarter" and rest and _century(rest):
            if out and out[-1].value == 1:
                out.pop()
            out += [Piece("number", 25, ""), Piece("units", "Y", "")]
            at = pieces.index(_century(rest)[0], at)
        elif piece.kind == "number" and _is_year(piece, before, rest):
            out.append(Piece("year", piece.value, piece.text))
        else:
            out.append(piece)
        at += 1
    return out


def _century(rest: list[Piece]) -> list[Piece]:
    """Return the century of `quarter-century` and `quarter of a century`."""
    of = [p.text for p in rest[:2]] in (["of", "a"], ["of", "the"])
    return [p for p in rest[2 * of : 2 * of + 1] if p.value == "CE"]


def _counts(piece: Piece) -> bool:
    return piece.kind in ("number", "every", "vague") or piece.value == 1 or piece.text == "-"


def _is_year(piece: Piece, before: Piece | None, rest: list[Piece]) -> bool:
    if len(piece.text) != 4 or not piece.text.isdigit() or not 1000 <= _n(piece) < 2200:
        return False
    return not (rest and rest[0].kind in ("units", "zone", "magnitude"))


def _half(pieces: list[Piece], at: int, out: list[Piece]) -> int:
    """Read `half`: of a year after an ordinal or a relative word, else a fraction."""
    before = [p for p in out[-6:] if p.text != "-"]
    rest = [p for p in pieces[at + 1 : at + 5] if p.text != "-"]
    if before and (before[-1].kind == "ordinal" or before[-1].kind in ("relative", "early")):
        out.append(Piece("half", 2, "half"))
        return at
    if len(before) > 1 and before[-1].value == 1 and before[-2].text == "and":
        # "two and a half years", "a year and a half": the number before, or one
        while out and out[-1].text != "and":
            out.pop()
        out.pop()
        for i in range(len(out) - 1, -1, -1):
            if out[i].kind == "number" or out[i].value == 1:
                out[i] = Piece("number", _n(out[i]) + _HALF, "")
                return at
        if out and out[-1].kind == "unit":  # the past year and a half
            out.insert(-1, Piece("number", 1 + _HALF, ""))
            return at
    if rest and rest[0].value == 1:  # half an hour
        rest = rest[1:]
    if rest and rest[0].kind == "unit":
        if out and out[-1].value == 1:
            out.pop()
        out.append(Piece("number", _HALF, ""))
        return pieces.index(rest[0], at) - 1
    out.append(Piece("half", 2, "half"))
    return at
