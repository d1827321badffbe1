"""Numbers in words and in digits, in one form: `eleven` and `11`, `two million` and `2,000,000`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from claimkit.language.quantities.lexicon import MAGNITUDES, MONEY_SUFFIXES, SUFFIXES, TENS, WORDS

# A dozen and the magnitudes of other languages are words to an outlet, not numerals.
_MAGNITUDES = {
    word: int(MAGNITUDES[word]) for word in ("thousand", "million", "billion", "trillion")
}
_TENS = {word: int(WORDS[word]) for word in TENS}
_UNITS = {word: int(value) for word, value in WORDS.items() if word not in _TENS}
_TEN, _HUNDRED = 10, 100
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SUFFIXES = {suffix: int(value) for suffix, value in (SUFFIXES | MONEY_SUFFIXES).items()}
_SUFFIXED = re.compile(rf"(\d+(?:\.\d+)?)({'|'.join(sorted(_SUFFIXES, key=len, reverse=True))})")


def is_number(key: str) -> bool:
    """Tell whether a word is a number, or begins with one: `11`, `11th`.

    >>> is_number("11th"), is_number("eleventh")
    (True, False)
    """
    return key[:1].isdigit()


def merged(keys: Sequence[str], borders: Collection[int] = ()) -> list[tuple[str, int, int]]:
    """Return words with the numbers among them in digits, and the places they were made of.

    Parameters
    ----------
    keys
        Words, without case.
    borders
        Words that begin a stretch of their own: no number reaches over them.

    Examples
    --------
    >>> [key for key, _, _ in merged(["twenty", "five", "of", "1.5", "million"])]
    ['25', 'of', '1500000']
    >>> merged(["four", "hundred", "and", "ten", "gannets"])
    [('410', 0, 4), ('gannets', 4, 5)]
    """
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(keys):
        value, end = _number(keys, at, borders)
        if end > at and value is not None:
            found.append((f"{value.normalize():f}", at, end))
            at = end
        else:
            found.append((keys[at], at, at + 1))
            at += 1
    return found


def _number(keys: Sequence[str], at: int, borders: Collection[int]) -> tuple[Decimal | None, int]:
    """Return the number that begins at a word, and where it ends."""
    total, part, end = Decimal(0), None, at
    while end < len(keys) and (end == at or end not in borders):
        key = keys[end]
        if part is None and (value := _written(key)) is not None:
            part = value
        elif part is not None and _is_tens(part) and 0 < _UNITS.get(key, 0) < _TEN:
            part += _UNITS[key]
        elif part is not None and _is_hundreds(part) and _below_hundred(key) > 0:
            part += _below_hundred(key)
        elif part is not None and _is_hundreds(part) and _goes_on(keys, end, borders):
            pass  # `four hundred and ten`
        elif part is not None and key == "hundred" and part < _HUNDRED:
            part *= _HUNDRED
        elif part is not None and key in _MAGNITUDES:
            total += part * _MAGNITUDES[key]
            return total, end + 1
        else:
            break
        end += 1
    return (None, at) if part is None else (total + part, end)


def _is_tens(part: Decimal) -> bool:
    return part >= 2 * _TEN and part % _TEN == 0


def _is_hundreds(part: Decimal) -> bool:
    return part >= _HUNDRED and part % _HUNDRED == 0


def _below_hundred(key: str) -> int:
    return _UNITS.get(key, _TENS.get(key, 0))


def _goes_on(keys: Sequence[str], at: int, borders: Collection[int]) -> bool:
    """Tell whether `and` joins the hundreds before it to a smaller number in words behind it."""
    after = at + 1
    joins = keys[at] == "and" and keys[at - 1] == "hundred" and after < len(keys)
    return joins and after not in borders and _below_hundred(keys[after]) > 0


def _written(key: str) -> Decimal | None:
    if _DIGITS.fullmatch(key):
        return Decimal(key.replace(",", ""))
    if suffixed := _SUFFIXED.fullmatch(key):
        return Decimal(suffixed[1]) * _SUFFIXES[suffixed[2]]
    value = _UNITS.get(key, _TENS.get(key))
    return None if value is None else Decimal(value)
