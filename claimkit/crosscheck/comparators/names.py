"""Names of two claims: people, organizations and places that stand against each other."""

from __future__ import annotations

from collections.abc import Sequence

from claimkit.crosscheck.alignment import likeness
from claimkit.crosscheck.comparators.comparison import Comparison, place, quoted
from claimkit.crosscheck.propositions import Mark, Proposition
from claimkit.factchecks.terms import terms

_PLACES = frozenset(("GPE", "LOC"))
_KINDS = {"PERSON": "entity", "ORG": "entity", "GPE": "place", "LOC": "place"}
# Names whose words are so alike may be two ways to call one thing.
_ALIKE = 0.55


def entity(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return the people and organizations that stand in each other's stead.

    Parameters
    ----------
    one, other
        The claims.

    Returns
    -------
    list of Comparison
        At most one, where each side has exactly one name of a kind that the other has not.
    """
    return _swapped(one, other, "entity")


def where(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return the places that stand in each other's stead."""
    return _swapped(one, other, "place")


def _swapped(one: Proposition, other: Proposition, reason: str) -> list[Comparison]:
    sides = [_named(claim, reason) for claim in (one, other)]
    left = [
        [m for m in own if not any(_may_be_one(m, n) for n in others)]
        for own, others in ((sides[0], sides[1]), (sides[1], sides[0]))
    ]
    # The same name twice on a side is one.
    alone = [{(mark.value or mark.text).casefold(): mark for mark in own} for own in left]
    if len(alone[0]) != 1 or len(alone[1]) != 1:
        return []
    ((_, first),), ((_, second),) = (list(each.items()) for each in alone)
    if (first.label in _PLACES) != (second.label in _PLACES) or (
        reason == "entity" and first.label != second.label
    ):
        return []
    text = f"{quoted(first.text)} against {quoted(second.text)}"
    return [Comparison("conflict", (reason,), (place(first), place(second)), text, 0.8)]


def _named(claim: Proposition, reason: str) -> Sequence[Mark]:
    return [m for m in claim.entities if _KINDS.get(m.label or "") == reason and terms(m.text)]


def _may_be_one(first: Mark, second: Mark) -> bool:
    """Tell whether two names can be of one: a word in common, initials, or a like meaning."""
    one, other = (set(terms(m.value or m.text)) | set(terms(m.text)) for m in (first, second))
    if one & other:
        return True
    names = [[w for w in (m.value or m.text).split() if w[:1].isupper()] for m in (first, second)]
    initials = ["".join(w[0] for w in words).casefold() for words in names]
    short = [(m.value or m.text).replace(".", "").casefold() for m in (first, second)]
    if initials[0] == short[1] or initials[1] == short[0]:
        return True
    return (likeness(first.value or first.text, second.value or second.text) or 0.0) >= _ALIKE
