"""Places that are described: `in a hotel by the lake at Brask`, `at the ministry in Hallin`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimkit.crosscheck.alignment import coverage, likeness, similarity
from claimkit.crosscheck.comparators.comparison import Comparison, against
from claimkit.crosscheck.comparators.names import PLACES, may_be_one
from claimkit.crosscheck.propositions import Mark, Proposition, phrase

_SCORE = 0.6
_WHERE = frozenset("in into inside at outside near under beneath behind above below to".split())
# What is near or outside one place can be in another.
_IN = frozenset("in into inside at to".split())
_LINKS = _WHERE | frozenset("of by on off beside between along opposite".split())
_STARTS = frozenset(
    "a an the this that his her its their our two three four five six several some".split()
)
_ENDS = frozenset(
    "and or but who which that where when while as after before since until during for with from "
    "was were is are had has have will would not about over through against among because if "
    "it he she they we i them him than so then then".split()
)
# The place that is said not to be it.
_ELSEWHERE = re.compile(r"\b(?:far|away|miles?|not|kilomet(?:re|er)s?) (?:from|in|at) [^,.;]*")
_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
_LONGEST = 4  # words of a noun and what describes it
# What can be where: a room is no other room, though it is in a house, and the house in a street.
_KINDS = (
    "room kitchen cellar office lobby attic corridor canteen",
    "hotel house building barn church school warehouse museum hospital shed palace theatre",
    "field park square street garden farm camp quarry forest",
    "lake river canal sea harbour",
)
_PLACE_LIKE = 0.33  # cosine from which on a noun is a place of a kind
_ALIKE = 0.4  # nouns that are so alike may be two words for one place
# How much of the rest of each claim the other has, if they tell of one event.
_REST, _FULLER_REST, _PREDICATE, _SUBJECT = 0.5, 0.6, 0.7, 0.4


@dataclass(frozen=True)
class Chain:
    """A place phrase with those that stand behind it and tell where it is.

    Attributes
    ----------
    start, end
        Code points of the document.
    text
        What is printed, without its preposition.
    head
        The noun that names the place; empty where a name does.
    names
        The names in it.
    within
        Whether it is there, not near it.
    """

    start: int
    end: int
    text: str
    head: str
    names: tuple[Mark, ...]
    within: bool


def compare(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return the places of one event that stand in each other's stead.

    Parameters
    ----------
    one, other
        The claims.

    Returns
    -------
    list of Comparison
        At most one, ``conflict`` with ``place``: where either side has one place phrase, neither is
        known to the other side, neither can contain the other, and the rest is about one event.
    """
    sides = []
    for claim in (one, other):  # most claims have no place phrase: then the other is not read
        if len(side := list(_chains(claim))) != 1:
            return []
        sides += side
    first, second = sides
    if not (_exclude(first, second, one, other) and _one_event(one, first, other, second)):
        return []
    spans = ((first.start, first.end), (second.start, second.end))
    return [against("place", (first.text, second.text), spans, _SCORE)]


def _exclude(first: Chain, second: Chain, one: Proposition, other: Proposition) -> bool:
    """Tell whether what is at one of two places is not at the other."""
    for chain, claim in ((first, other), (second, one)):
        if {word.stem for word in phrase(chain.head)} & _told(claim):
            return False
    names = [[mark.value or mark.text for mark in chain.names] for chain in (first, second)]
    if any(may_be_one(a, b, person=False) for a in names[0] for b in names[1]):
        names = [[], []]  # the houses differ, if anything: `the inn at Kelm`, `the mill at Kelm`
    if all(names):
        return True
    if not (first.within and second.within):
        return False
    kinds = {kind_of(first.head), kind_of(second.head)}
    alike = likeness(first.head, second.head) or 0.0
    return len(kinds) == 1 and None not in kinds and alike < _ALIKE


def _told(claim: Proposition) -> set[str]:
    return {word.stem for word in phrase(_ELSEWHERE.sub(" ", claim.plain))}


def _one_event(one: Proposition, first: Chain, other: Proposition, second: Chain) -> bool:
    rest = [claim.beside(chain.text) for claim, chain in ((one, first), (other, second))]
    shares = coverage(rest[0], rest[1], similarity(rest[0], rest[1]))
    if min(shares) < _REST or max(shares) < _FULLER_REST:
        return False
    subjects = one.named_subject, other.named_subject
    alike = likeness(*subjects)
    same = subjects[0] == subjects[1] if alike is None else alike >= _SUBJECT
    return same and (likeness(one.predicate, other.predicate) or 0.0) >= _PREDICATE


@lru_cache(maxsize=4096)
def kind_of(noun: str) -> int | None:
    """Return the kind of place that a noun is one of; null if it is none.

    Examples
    --------
    >>> kind_of("kitchen") == kind_of("cellar"), kind_of("kitchen") == kind_of("hotel")
    (True, False)
    >>> kind_of("statement") is kind_of("election") is None
    True
    """
    if not (head := phrase(noun)[-1:]):
        return None
    best = max(
        (float(head[0].vector @ known.vector), kind)
        for kind, nouns in enumerate(_KINDS)
        for known in phrase(nouns)
    )
    return best[1] if best[0] >= _PLACE_LIKE else None


def _chains(claim: Proposition) -> Iterator[Chain]:
    """Yield the place phrases of a claim, each with what stands behind it and tells where it is."""
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(claim.text)]
    skipped = [match.span() for match in _ELSEWHERE.finditer(claim.text)]
    at = 0
    while at < len(tokens):
        start, _, word = tokens[at]
        inside = any(low <= start < high for low, high in skipped)
        at += 1
        if inside or word.lower() not in _WHERE:
            continue
        first, end, nouns = at, at, []
        while (noun := _noun(claim, tokens, end)) is not None:
            nouns.append(noun[0])
            end = noun[1]
            if end >= len(tokens) or tokens[end][2].lower() not in _LINKS:
                break
            end += 1
        if end > first and tokens[end - 1][2].lower() in _LINKS:
            end -= 1
        if chain := _chain(claim, tokens, first, end, nouns):
            yield chain
            at = end


def _noun(
    claim: Proposition, tokens: list[tuple[int, int, str]], at: int
) -> tuple[str, int] | None:
    """Return the noun of the phrase that begins at a token, and where the phrase ends."""
    begin = at
    timed = {m.start - claim.start for m in claim.times}
    while at < len(tokens) and at - begin <= _LONGEST:
        start, _, word = tokens[at]
        low = word.lower()
        ends = low in _LINKS | _ENDS or not (word[0].isalnum()) or start in timed
        if ends or (at > begin and low in _STARTS):
            break
        at += 1
    words = [word for _, _, word in tokens[begin:at]]
    while words and words[0].lower() in _STARTS:
        words.pop(0)
    return (words[-1], at) if words else None


def _chain(
    claim: Proposition, tokens: list[tuple[int, int, str]], first: int, end: int, nouns: list[str]
) -> Chain | None:
    if not nouns:
        return None
    start, stop = (claim.start + tokens[first][0], claim.start + tokens[end - 1][1])
    names = tuple(
        mark
        for mark in claim.entities
        if mark.label in PLACES and mark.start < stop and mark.end > start
    )
    named = nouns[0][:1].isupper()
    within = tokens[first - 1][2].lower() in _IN
    if not names and (named or kind_of(nouns[0].lower()) is None):
        return None
    text = claim.text[start - claim.start : stop - claim.start]
    return Chain(start, stop, text, "" if named else nouns[0].lower(), names, within)
