"""The numbers of two texts side by side: what the pair encoder is told of each.

An encoder of sub-words sees that two numbers differ, hardly which is larger: what `fewer than
71,800` says of `71,891` is a guess to it. So each number comes with how the nearest one of the
other text stands to it, and with what bounds it; what that means is left to the encoder.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from claimkit.language.quantities.modifiers import AFTER, BEFORE
from claimkit.language.quantities.wordnumbers import is_number, merged
from claimkit.language.times.words import MONTHS

# How the nearest number of the other text stands to a number.
STANDS = ("alone", "equal", "little more", "more", "little less", "less")
BOUNDS = ("exact", "about", "more than", "at least", "at most", "less than")
FIGURES = 1 + 2 * len(BOUNDS) * len(STANDS)  # none; counts the same thing × bound × stands
Marks = NDArray[np.int64]

_MONTHS = frozenset((*MONTHS, *(month[:3] for month in MONTHS), "sept"))
_YEARS, _DAYS = range(1000, 2101), range(1, 32)
_LITTLE, _LITTLE_YEARS = 0.05, 2  # share of the number; years
_SAME_THING = 0.7  # what a word in common weighs against a factor of two between the numbers
_WINDOW, _AT_MOST = 4, 2  # words around a number that tell what it counts; how many of them count
_LETTERS, _LEAST_LETTERS = 5, 4
_LONGEST = 3  # words of a bound
# Bounds of a day or year.
_IN_TIME = {
    **dict.fromkeys(("after", "since", "later than", "from after"), "more than"),
    **dict.fromkeys(("before", "until", "prior to", "earlier than"), "less than"),
    **dict.fromkeys(("in or after", "on or after", "no earlier than"), "at least"),
    **dict.fromkeys(("by", "in or before", "on or before", "no later than"), "at most"),
}
_BETWEEN = frozenset(
    ("$", "£", "€", "#", "a", "an", "the", "of", "us", "early", "late", "in", "on")
)


@dataclass(frozen=True)
class Figure:
    """A number in a text.

    Attributes
    ----------
    start, end
        Its words, half-open.
    value
        What it stands for; of a day of a month the day.
    kind
        `year`, `day`, `share` or `number`.
    bound
        One of ``BOUNDS``.
    near
        The beginnings of the words around it.
    """

    start: int
    end: int
    value: float
    kind: str
    bound: str
    near: frozenset[str]


def marks(one: Sequence[str], other: Sequence[str]) -> tuple[Marks, Marks]:
    """Return, a word of either text, what is told of the number that it belongs to.

    Parameters
    ----------
    one, other
        The words of two texts.

    Returns
    -------
    two ndarrays of int
        0 where there is no number, else 1 to ``FIGURES - 1``.

    Examples
    --------
    >>> told = marks("fewer than 71,800 cases".split(), "71,891 cases were reported".split())
    >>> [tell(mark) for mark in told[0] if mark]
    [('less than', 'little more', True)]
    >>> [tell(mark) for mark in told[1] if mark]
    [('exact', 'little less', True)]
    """
    mine, yours = figures(tuple(one)), figures(tuple(other))
    return _marked(len(one), mine, yours), _marked(len(other), yours, mine)


def tell(mark: int) -> tuple[str, str, bool]:
    """Return what a mark says: bound, how the other number stands, whether both count one thing."""
    rest, stands = divmod(int(mark) - 1, len(STANDS))
    same, bound = divmod(rest, len(BOUNDS))
    return BOUNDS[bound], STANDS[stands], bool(same)


@lru_cache(4096)
def figures(words: tuple[str, ...]) -> tuple[Figure, ...]:
    """Read the numbers of a text.

    Examples
    --------
    >>> [(f.value, f.kind, f.bound) for f in figures(("over", "two", "million", "since", "1990"))]
    [(2000000.0, 'number', 'more than'), (1990.0, 'year', 'more than')]
    """
    return tuple(_figures([word.lower() for word in words]))


def _figures(words: list[str]) -> Iterator[Figure]:
    for key, start, end in merged(words):
        if not is_number(key):
            continue
        found = re.match(r"\d+(?:[.,]\d+)*", key)
        try:
            value = float(found[0].replace(",", "")) if found else math.nan
        except ValueError:  # 1.2.3: no number
            continue
        if not math.isfinite(value):
            continue
        before, behind = words[max(0, start - 2) : start], words[end : end + 2]
        kind = _kind(key, value, before, behind)
        near = words[max(0, start - _WINDOW) : start] + words[end : end + _WINDOW]
        stems = frozenset(w[:_LETTERS] for w in near if w.isalpha() and len(w) >= _LEAST_LETTERS)
        yield Figure(start, end, value, kind, _bound(words, start, end, kind), stems)


def _kind(key: str, value: float, before: list[str], behind: list[str]) -> str:
    if value in _DAYS and any(map(_is_month, before[-1:] + behind[:1])):
        return "day"
    if value in _YEARS and len(key) == 4 and "," not in key:
        return "year"
    return "share" if behind[:1] in (["%"], ["percent"]) or behind == ["per", "cent"] else "number"


def _is_month(word: str) -> bool:
    return word.removesuffix(".") in _MONTHS


def _bound(words: list[str], start: int, end: int, kind: str) -> str:
    """Return what bounds a number: the words before it, or behind."""
    first, about = start, False
    while first > 0:
        if words[first - 1] in _BETWEEN or (kind == "day" and _is_month(words[first - 1])):
            first -= 1
            continue
        for n in range(min(_LONGEST, first), 0, -1):
            said = " ".join(words[first - n : first])
            if kind in ("day", "year") and said in _IN_TIME:
                return _IN_TIME[said]
            approximate, comparison = BEFORE.get(said, (False, None))
            if comparison is not None:
                negated = words[first - n - 1 : first - n] in (["no"], ["not"])
                return _denied(comparison) if negated else comparison
            if approximate:
                first, about = first - n, True
                break
        else:
            break
    counted = end < len(words) and words[end].isalpha()
    if counted and " ".join(words[end : end + 2]) not in AFTER:
        end += 1  # two million crowns or more
    for n in range(_LONGEST, 0, -1):
        approximate, comparison = AFTER.get(" ".join(words[end : end + n]), (False, None))
        if comparison is not None:
            return comparison
        about = about or approximate
    return "about" if about else "exact"


def _denied(comparison: str) -> str:
    return {"more than": "at most", "less than": "at least"}.get(comparison, comparison)


def _marked(size: int, mine: Sequence[Figure], yours: Sequence[Figure]) -> Marks:
    out = np.zeros(size, np.int64)
    for each in mine:
        nearest = min(
            (other for other in yours if _comparable(each, other)),
            key=lambda other: _distance(each, other),
            default=None,
        )
        same = nearest is not None and bool(each.near & nearest.near)
        stands = STANDS.index("alone" if nearest is None else _stands(each, nearest))
        told = (same * len(BOUNDS) + BOUNDS.index(each.bound)) * len(STANDS) + stands
        out[each.start : each.end] = 1 + told
    return out


def _comparable(one: Figure, other: Figure) -> bool:
    kinds = {one.kind, other.kind}
    # A number that looks like a year may be none.
    return len(kinds) == 1 or kinds in ({"year", "number"}, {"share", "number"})


def _distance(one: Figure, other: Figure) -> float:
    apart = abs(math.log2(one.value + 1) - math.log2(other.value + 1))
    alike = min(_AT_MOST, len(one.near & other.near))
    return apart - _SAME_THING * alike + (one.kind != other.kind)


def _stands(one: Figure, other: Figure) -> str:
    """Return how the second number stands to the first."""
    apart = other.value - one.value
    if abs(apart) <= 1e-6 * abs(one.value):
        return "equal"
    little = _LITTLE_YEARS if one.kind == "year" else _LITTLE * abs(one.value)
    return ("little " if abs(apart) <= little else "") + ("more" if apart > 0 else "less")
