"""Descriptions and the roles that a text gives: who is `the mayor`, and what is `the board`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from claimkit.language.coreference.lexicon import lexicon
from claimkit.language.coreference.mentions import Entity, Mention
from claimkit.language.coreference.names import Names
from claimkit.language.coreference.pronouns import weights
from claimkit.language.coreference.syntax import Syntax


class Roles:
    """Who is described by which noun."""

    def __init__(self) -> None:
        self._named: dict[str, dict[int, Entity]] = defaultdict(dict)
        self._described: dict[str, list[tuple[Entity, frozenset[str]]]] = defaultdict(list)

    def of_name(self, entity: Entity, mention: Mention) -> None:
        """Note what the titles of a name say, or the noun at the end of an organization's."""
        if entity.kind == "organization" and mention.name:
            if entity.words:
                self.add(entity, entity.words[-1], frozenset(entity.words[:-1]))
            return
        for title in mention.titles:
            self.add(entity, title, mention.modifiers)

    def add(self, entity: Entity, noun: str, modifiers: frozenset[str]) -> None:
        """Note that a text describes an entity by a noun."""
        for word in (noun, *lexicon().broader.get(noun, ())):
            entity.roles.setdefault(word, []).append(modifiers)
            self._named[word][id(entity)] = entity
        gender = lexicon().gender_of_noun.get(noun)
        if gender and entity.person is not False:
            entity.gender = gender if abs(gender) == 1 or not entity.gender else entity.gender
            entity.person = True

    def introduce(self, entity: Entity, mention: Mention) -> None:
        """Note a description that nothing stands behind, so that it can be taken up again."""
        self._described[mention.noun].append((entity, mention.modifiers))

    def find(
        self,
        at: int,
        mention: Mention,
        recent: Mapping[int, int],
        last: Entity | None,
        counts: Mapping[int, int],
    ) -> Entity | None:
        """Return the entity that a definite description takes up, or nothing where it is open."""
        known = weights()["description"]
        scored: list[tuple[float, Entity]] = []
        if not mention.plural:
            for entity in self._named.get(mention.noun, {}).values():
                fit = _fit(mention.modifiers, entity.roles[mention.noun])
                if fit is None:
                    continue
                back = recent.get(id(entity))
                value = known["modifiers"] * fit
                value += known["recency"] / (1 + back / 8) if back is not None else 0.0
                value += known["unseen"] if not counts.get(id(entity)) else 0.0
                value += known["last speaker"] * (entity is last)
                scored.append((value, entity))
        if scored:
            scored.sort(key=lambda each: -each[0])
            clear = len(scored) == 1 or scored[0][0] - scored[1][0] >= known["margin"]
            return scored[0][1] if clear else None
        before = self._described.get(mention.noun, ())
        for entity, modifiers in reversed(before[-5:]):
            back = recent.get(id(entity))
            if back is None or back > known["reach"] or entity.plural != mention.plural:
                continue
            if mention.modifiers <= modifiers:
                return entity
        return None


def _fit(wanted: frozenset[str], roles: list[frozenset[str]]) -> float | None:
    """Tell how well the words around a description fit a role: `the Russian president`."""
    best: float | None = None
    for given in roles:
        value: float
        if not wanted:
            value = 1.0 if not given else 0.6
        elif wanted <= given or all(any(_like(w, g) for g in given) for w in wanted):
            value = 1.0
        elif not given:
            value = 0.2
        else:
            continue
        best = value if best is None or value > best else best
    return best


def _like(one: str, other: str) -> bool:
    """Tell `russian` and `russia`, `american` and `america`."""
    return len(one) > 3 and len(other) > 3 and one[:4] == other[:4]


def described_as(entity: Entity, mention: Mention) -> None:
    """Write into an entity what the noun of a description says."""
    words = lexicon()
    noun = mention.noun
    if noun in words.persons:
        entity.person = True
        entity.gender = entity.gender or words.gender_of_noun.get(noun, 0.0)
        if entity.kind is None:
            entity.kind = "group" if mention.plural else "unnamed"
    elif noun in words.groups and noun != "police":
        entity.kind = entity.kind or "group"
        entity.person = entity.person or False
        entity.plural = True
    elif noun in words.organizations:
        entity.kind = entity.kind or ("group" if mention.plural and noun != "police" else None)
        entity.kind = entity.kind or "organization"
        entity.person = entity.person or False
    else:
        entity.person = entity.person or False


# Institutions of which a text has one, so that the bare noun names them.
_UNIQUE = frozenset("police parliament congress senate".split())
# What a common noun before tells from others of its kind: `the harbour board`, not `a rival firm`.
_INSTITUTIONS = frozenset(
    "administration agency association authority board bureau chamber commission committee "
    "council court department federation ministry office police service society union".split()
)


def settle(syntax: Syntax, names: Names, entity: Entity) -> None:
    """Give an entity its fullest name, and its kind."""
    if entity.ambiguous:
        return
    best: tuple[tuple[int, int], Mention] | None = None
    for mention in entity.mentions:
        if mention.form != "name":
            continue
        full = names.fullness(mention)
        if entity.kind != "person" and len(entity.words) > 1:
            full = min(full, (len(entity.words), full[1]))
        if best is None or full > best[0]:
            best = (full, mention)
    if best is not None:
        printed = names.printed(best[1])
        if printed:
            entity.name, entity.named = printed
        if entity.kind in (None, "unnamed") and entity.person:
            entity.kind = "person"
        if entity.kind == "place" and entity.spoke:
            entity.kind = "organization"
        return
    if entity.kind == "organization":
        _describe(syntax, entity)


def _describe(syntax: Syntax, entity: Entity) -> None:
    """Name an organization by its description where that tells which: `harbour board`."""
    for mention in entity.mentions:
        if mention.form != "nominal" or (mention.plural and mention.noun != "police"):
            continue
        head = mention.head
        inner = [
            child
            for child in syntax.children[head]
            if child < head and syntax.dep[child] in ("compound", "amod")
        ]
        owned = any(syntax.dep[child] == "nmod:poss" for child in syntax.children[head])
        which = any(
            syntax.words[c][:1].isupper()
            or (syntax.dep[c] == "compound" and mention.noun in _INSTITUTIONS)
            for c in inner
        )
        if owned or not (which or syntax.lower[head] in _UNIQUE):
            continue
        first = min([*inner, head])
        entity.named = (syntax.start[first], syntax.end(head))
        entity.name = " ".join(syntax.text[slice(*entity.named)].split())
        return
