"""What number, gender and syntax forbid: phrases that a pronoun cannot stand for.

References
----------
Chomsky, "Lectures on Government and Binding", 1981; Lappin and Leass, CL 1994.
"""

from __future__ import annotations

from claimkit.language.coreference.lexicon import is_title
from claimkit.language.coreference.mentions import Entity, Mention
from claimkit.language.coreference.syntax import Syntax

_COLLECTIVE = frozenset(("organization", "group", "place"))


def possible(syntax: Syntax, pronoun: Mention, other: Mention, entity: Entity) -> bool:
    """Tell whether number, gender and binding let a pronoun stand for an entity."""
    wanted = pronoun.pronoun
    assert wanted is not None
    told = other.pronoun
    if told is not None and told.gender * wanted.gender < 0 and other.sentence == pronoun.sentence:
        return False  # `Her deputy brought his letter`
    if wanted.number == "person":
        if entity.person is False or entity.plural or other.plural:
            return False
        if entity.person is None and (
            other.form != "name" or entity.kind is not None or not personal(syntax, other)
        ):
            return False
        if wanted.gender * entity.gender <= -0.9 and abs(entity.gender) >= 1:
            return False
    elif wanted.number == "thing":
        if entity.person or entity.plural:
            return False
    elif not (entity.plural or other.plural or entity.kind in _COLLECTIVE):
        return False
    if other.pronoun is not None and other.pronoun.number in ("speaker", "hearer"):
        return entity.name is not None
    return not _bound(syntax, pronoun, other)


def personal(syntax: Syntax, name: Mention) -> bool:
    """Tell whether a name of unknown kind may be a person's: not that of `the trawler Ardent`.

    Nor that of `the Ardent`: people are named without an article, but for `the President`.
    """
    assert name.name is not None
    before = name.name[0] - 1
    if before < 0:
        return True
    thing = syntax.pos[before] == "NOUN" and syntax.words[before].islower()
    if syntax.pos[before] == "DET":
        return is_title(syntax.lower[name.name[1] - 1])
    return not thing or is_title(syntax.lower[before])


def _bound(syntax: Syntax, pronoun: Mention, other: Mention) -> bool:
    """Tell whether binding keeps two phrases apart: `Voss saw her`, `her office` of itself."""
    wanted = pronoun.pronoun
    assert wanted is not None
    head = syntax.head
    if wanted.reflexive:
        return other.clause != pronoun.clause
    # A possessor is not in the phrase that it possesses: `her sister` is not she.
    if pronoun.possessive and (head[pronoun.head] == other.head):
        return True
    if other.clause != pronoun.clause or pronoun.possessive:
        return False
    both = {pronoun.role, other.role}
    if other.possessive or both & {"modifier", "possessive", "other"}:
        return False
    # The subject and the objects of one predicate are different.
    return len(both) == 2 or both == {"object"}
