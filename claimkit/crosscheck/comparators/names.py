"""Names of two claims: people, organizations and places that stand against each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimkit.crosscheck.alignment import likeness
from claimkit.crosscheck.comparators.comparison import Comparison, against, place
from claimkit.crosscheck.propositions import Mark, Proposition
from claimkit.factchecks.terms import terms

PLACES = frozenset(("GPE", "LOC"))
_KINDS = {"PERSON": "entity", "ORG": "entity", "GPE": "place", "LOC": "place"}
# Names whose words are so alike may be two ways to call one thing.
_ALIKE = 0.55
_FULL = 2  # words of a full name
_SPELT = 3  # letters that spellings and short forms of a first name have in common
_FORMS = """
    abigail: abby; alexander: alex sandy; andrew: drew; anthony: tony; barbara: barb; charles: chuck
    charlie; deborah: debby debbie; donald: don; edward: ted ed ned; elizabeth: liz betty beth lisa;
    eugene: gene; frances: fran; francis: frank; gerald: jerry; henry: harry hank; james: jim jimmy;
    john: jack johnny; joseph: joe; katherine: kate kathy; lawrence: larry; margaret: peggy meg;
    mary: molly; michael: mike mick; patricia: pat trish; richard: dick rick; robert: bob bobby
    rob; ronald: ron; sarah: sally; stephen: steve; susan: sue; theodore: ted; thomas: tom;
    william: bill billy will willy
"""
_SHORT = {
    short: full.strip()
    for full, _, shorts in (line.partition(":") for line in _FORMS.split(";"))
    for short in shorts.split()
}


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


def called_otherwise(one: Proposition, other: Proposition) -> bool:
    """Tell whether two claims have one person's or body's name in two forms."""
    sides = [_named(claim, "entity") for claim in (one, other)]
    return any(
        _may_be_one(first, second)
        and first.text.casefold() not in other.text.casefold()
        and second.text.casefold() not in one.text.casefold()
        for first in sides[0]
        for second in sides[1]
    )


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
    if (first.label in PLACES) != (second.label in PLACES) or (
        reason == "entity" and first.label != second.label
    ):
        return []
    return [against(reason, (first.text, second.text), (place(first), place(second)), 0.8)]


def _named(claim: Proposition, reason: str) -> Sequence[Mark]:
    return [m for m in claim.entities if _KINDS.get(m.label or "") == reason and terms(m.text)]


def _may_be_one(first: Mark, second: Mark) -> bool:
    names = [mark.value or mark.text for mark in (first, second)]
    persons = first.label == second.label == "PERSON"
    if persons and all(len(name.split()) > 1 for name in names):
        return may_be_one(names[0], names[1], person=True)
    return may_be_one(names[0], names[1], person=False) or bool(
        set(terms(first.text)) & set(terms(second.text))
    )


@lru_cache(2**14)  # the names of a story come again in pair after pair
def may_be_one(first: str, second: str, person: bool) -> bool:
    """Tell whether two names can be of one: a word in common, initials, or a like meaning.

    Parameters
    ----------
    first, second
        The names.
    person
        Whether they are of people: one surname with two first names is two people, but for short
        forms and initials.

    Examples
    --------
    >>> may_be_one("Bo Lind", "Dag Lind", True), may_be_one("Bob Lind", "R. Lind", True)
    (False, True)
    >>> may_be_one("Kelm Port Agency", "the Agency", False), may_be_one("KPA", "Kelm", False)
    (True, False)
    """
    names = [[w for w in name.split() if w[:1].isupper()] for name in (first, second)]
    one, other = set(terms(first)), set(terms(second))
    if one & other:
        return not person or min(map(len, names)) < _FULL or _one_given(names[0][0], names[1][0])
    initials = ["".join(w[0] for w in words).casefold() for words in names]
    short = [name.replace(".", "").casefold() for name in (first, second)]
    if initials[0] == short[1] or initials[1] == short[0]:
        return True
    return (likeness(first, second) or 0.0) >= _ALIKE


def _one_given(first: str, second: str) -> bool:
    """Tell whether two first names may be one: an initial, a short form, another spelling."""
    one, other = (name.casefold().replace(".", "") for name in (first, second))
    if min(len(one), len(other)) == 1:
        return bool({one[0], _full(one)[0]} & {other[0], _full(other)[0]})
    formal = _full(one), _full(other)
    return formal[0] == formal[1] or one[:_SPELT] == other[:_SPELT]


def _full(name: str) -> str:
    return _SHORT.get(name, name)
