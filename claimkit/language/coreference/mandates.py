"""Roles that somebody holds for somebody else: counsel for the respondents, Voss's lawyer.

A text tells them in appositions and titles (`Kirk Barr, a lawyer for the plaintiff`), by verbs
(`who represents the respondents`) and in rolls (`For the respondents: Kirk Barr and Celia Dent`).
A description that says for whom (`the plaintiff's lawyer`) is then those people; where it may be
one of several, or somebody else as well, it stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claimkit.language.coreference.introductions import set_of
from claimkit.language.coreference.lexicon import lexicon
from claimkit.language.coreference.mentions import Entity, Mention
from claimkit.language.coreference.roles import described_as
from claimkit.language.coreference.syntax import SUBJECTS, Syntax

Resolve = Callable[[Mention], Entity | None]
Key = str | int  # the lemma of a description, or the id of an entity

_COUNSEL = "counsel"
_LAWYERS = frozenset("counsel lawyer attorney solicitor barrister advocate counselor".split())
_ACT = frozenset("act appear argue plead".split())
# The side of a case, named by the noun for what it does.
_SIDES = {"defense": "defendant", "defence": "defendant"}
_FOR = frozenset(("for", "of", "to"))
_PAST = frozenset("former ex previous onetime past late".split())
_SEVERAL = frozenset(("a", "an", "one", "another", "some", "any", "no", "two", "three"))


@dataclass(frozen=True, slots=True)
class Mandate:
    """That somebody holds a role for a party.

    ``roll`` is the place of the roll that says so, ``own`` are the adjectives of who holds it.
    """

    role: str
    holder: Entity
    roll: int
    own: frozenset[str]


class Mandates:
    """The roles that the people of a document hold for others.

    Parameters
    ----------
    syntax
        Of the document.
    mentions
        Its mentions.
    resolve
        Gives the one entity for which a name stands, or null.
    read
        Gives the entity for which a mention that was read already stands, or null.
    """

    def __init__(
        self, syntax: Syntax, mentions: Sequence[Mention], resolve: Resolve, read: Resolve
    ) -> None:
        self._syntax = syntax
        self._resolve = resolve
        self._read = read
        self._at = {m.head: m for m in mentions}
        self._known: dict[Key, list[Mandate]] = {}
        self._telling: set[int] = set()  # heads of the descriptions beside names
        self._together: dict[tuple[int, ...], Entity] = {}
        for mention in mentions:
            if mention.name:
                self._note(mention)
            elif mention.pronoun is None and mention.noun in lexicon().persons:
                self._note_described(mention)
        self._rolls(mentions)

    def find(self, mention: Mention) -> Entity | None:
        """Return who holds the role that a description names, or null where the text tells of none.

        Where it may be one of several, it is somebody who has no name.
        """
        if mention.noun not in lexicon().persons or not self._definite(mention):
            return None
        if mention.head in self._telling:
            return None
        role, own = _role(mention.noun), self._own(mention.head)
        known = [
            each
            for party in self._parties(mention.head)
            for each in self._known.get(party, ())
            if each.role == role and own <= each.own
        ]
        holders = set_of(each.holder for each in known)
        if not holders:
            return None
        several = len({each.roll for each in known if each.roll >= 0}) > 1
        whole = mention.plural or self._syntax.lower[mention.head] == _COUNSEL
        if several or (mention.plural if len(holders) == 1 else not whole):
            return _nobody(mention)
        if len(holders) == 1:
            return holders[0]
        key = tuple(sorted(map(id, holders)))
        if key not in self._together:
            self._together[key] = Entity(kind="group", person=True, plural=True, members=holders)
        return self._together[key]

    # What the text tells.

    def _add(
        self,
        role: str,
        token: int,
        holder: Entity | None,
        roll: int = -1,
        own: frozenset[str] = frozenset(),
    ) -> None:
        if holder is None or not holder.person:
            return
        for party in self._named(token):
            if party == id(holder):
                continue  # nobody is one's own lawyer or husband: the tree is wrong
            self._known.setdefault(party, []).append(Mandate(role, holder, roll, own))

    def _note(self, mention: Mention) -> None:
        """Note what the words before a name say, and verbs of which it is the subject."""
        syntax, holder = self._syntax, self._resolve(mention)
        assert mention.name is not None
        for title in range(max(0, mention.name[0] - 1), mention.name[0]):
            if syntax.lower[title] in lexicon().persons and not self._own(title) & _PAST:
                owners = [c for c in syntax.children[mention.head] if syntax.dep[c] == "nmod:poss"]
                for token in (*self._held(title), *owners):
                    self._add(_role(syntax.lower[title]), token, holder)
        above = mention.above
        if above is not None and not above.name and above.noun in lexicon().persons:
            self._note_described(above, [mention])
        for verb in self._verbs(mention.head):
            for token in self._represented(verb):
                self._add(_COUNSEL, token, holder)

    def _note_described(self, mention: Mention, names: Sequence[Mention] = ()) -> None:
        """Note a description that is apposed to a name, or said of it, or that a name follows."""
        above = mention.above
        named = [*names, *([above] if above is not None and above.name else [])]
        named += self._children(mention.head, ("appos", "flat"))
        if not named:
            return
        self._telling.add(mention.head)
        own = self._own(mention.head)
        if own & _PAST:
            return
        if mention.plural:
            # `Mara Dent and Kirk Barr, lawyers for the union`, and the other way round
            joined = [other for each in named for other in self._children(each.head, ("conj",))]
            named += [*joined, *self._children(mention.head, ("conj",))]
            if len({each.head for each in named}) < 2:
                return
        holders = [self._resolve(each) for each in named]
        if all(holder is not None and holder.person for holder in holders):
            for holder in holders:
                for token in self._held(mention.head):
                    self._add(_role(mention.noun), token, holder, own=own)

    def _children(self, head: int, relations: Sequence[str]) -> list[Mention]:
        """Return the names that hang on a token in one of some relations."""
        found = [
            self._at.get(child)
            for child in self._syntax.children[head]
            if self._syntax.dep[child] in relations
        ]
        return [mention for mention in found if mention is not None and mention.name]

    def _own(self, head: int) -> frozenset[str]:
        """Return the adjectives of a description: `her former lawyer`."""
        syntax = self._syntax
        return frozenset(syntax.lower[c] for c in syntax.children[head] if syntax.dep[c] == "amod")

    def _verbs(self, head: int) -> Iterator[int]:
        """Yield the verbs of which somebody is the subject, as far as the tree tells."""
        syntax = self._syntax
        if syntax.dep[head] in SUBJECTS:
            yield syntax.head[head]
            yield from (c for c in syntax.children[syntax.head[head]] if syntax.dep[c] == "advcl")
        for child in syntax.children[head]:
            if syntax.dep[child] == "acl":
                yield child
            elif syntax.dep[child] == "acl:relcl":
                subjects = [c for c in syntax.children[child] if syntax.dep[c] in SUBJECTS]
                if subjects and syntax.lower[subjects[0]] in ("who", "that"):
                    yield child

    def _represented(self, verb: int) -> Iterator[int]:
        """Yield for whom somebody acts: `represents the union`, `appears for the appellant`."""
        syntax = self._syntax
        lemma = syntax.doc[verb].lemma_.lower()
        if lemma == "represent" and syntax.pos[verb] == "VERB":
            yield from (c for c in syntax.children[verb] if syntax.dep[c] == "obj")
        elif lemma in _ACT:
            for child in syntax.children[verb]:
                case = [syntax.lower[c] for c in syntax.children[child] if syntax.dep[c] == "case"]
                if syntax.dep[child] == "obl" and case == ["for"]:
                    yield child

    def _rolls(self, mentions: Sequence[Mention]) -> None:
        """Read `For the respondents, Dana Holt and others: Kirk Barr and Celia Pollard.`."""
        syntax = self._syntax
        names = [m for m in mentions if m.name]
        for mention in mentions:
            first = mention.head - 1
            while first > 0 and syntax.lower[first] == "the":
                first -= 1
            if mention.form != "nominal" or syntax.lower[max(0, first)] != "for":
                continue
            colon = self._colon(mention.head)
            end = self._end_of_roll(colon)
            listed = [m for m in names if m.name and colon < m.name[0] < end]
            if not colon or not listed:
                continue
            for name in listed:
                self._add(_COUNSEL, mention.head, self._resolve(name), colon)
            for name in names:
                if mention.head < name.head < colon:
                    for each in listed:
                        self._add(_COUNSEL, name.head, self._resolve(each), colon)

    def _colon(self, head: int) -> int:
        """Return the colon of a roll behind the party, or 0: between them are names alone."""
        syntax = self._syntax
        for i in range(head + 1, min(head + 25, len(syntax.words))):
            if syntax.words[i] == ":":
                return i
            if syntax.pos[i] in ("VERB", "AUX") or syntax.words[i] in (";", "?", "!"):
                return 0
        return 0

    def _end_of_roll(self, colon: int) -> int:
        """Return where the names behind a colon end: at a verb or the end of the sentence."""
        syntax = self._syntax
        i = colon + 1
        while i < len(syntax.words):
            last = i + 1 >= len(syntax.words) or syntax.sentence[i + 1] != syntax.sentence[i]
            if syntax.pos[i] in ("VERB", "AUX") or syntax.words[i] in (";", ":", "?", "!", "["):
                return i
            if syntax.words[i] == "." and (last or syntax.pos[i - 1] != "PROPN"):
                return i
            i += 1
        return i

    # For whom a phrase says that a role is held.

    def _parties(self, head: int) -> list[Key]:
        held = list(self._held(head))
        several = any(self._syntax.dep[c] == "conj" for i in held for c in self._syntax.children[i])
        return [] if several else [party for token in held for party in self._named(token)]

    def _held(self, head: int) -> Iterator[int]:
        """Yield the heads of those for whom a role is held: `the plaintiff's`, `for the union`."""
        syntax = self._syntax
        # `Ana Ruiz, a lawyer for the union`: where the parser hangs the union on the name
        beside = [c for c in syntax.children[syntax.head[head]] if syntax.dep[c] == "nmod"]
        beside = [c for c in beside if c > head + 1 and head + 1 in syntax.children[c]]
        for child in (*syntax.children[head], *beside):
            dep = syntax.dep[child]
            case = [syntax.lower[c] for c in syntax.children[child] if syntax.dep[c] == "case"]
            side = dep == "compound" and syntax.lower[head].rstrip("s") in _LAWYERS
            if dep == "nmod:poss" or side or (dep == "nmod" and _FOR.issuperset(case) and case):
                yield child

    def _named(self, token: int) -> Iterator[Key]:
        """Yield what a party is known by: whom a name stands for, or its noun."""
        mention = self._at.get(token)
        if mention is not None and (mention.name or mention.pronoun is not None):
            entity = self._resolve(mention) if mention.name else self._read(mention)
            if entity is not None:
                yield id(entity)
        elif self._syntax.pos[token] in ("NOUN", "PROPN"):
            noun = self._syntax.doc[token].lemma_.lower()
            yield _SIDES.get(noun, noun)

    def _definite(self, mention: Mention) -> bool:
        """Tell `the plaintiff's lawyer`, `counsel for the union` from `a lawyer for the union`."""
        before = [
            (self._syntax.dep[c], self._syntax.lower[c])
            for c in self._syntax.children[mention.head]
            if c < mention.head
        ]
        if any(word in _SEVERAL for dep, word in before if dep in ("det", "nummod", "amod")):
            return False
        owned = any(dep == "nmod:poss" for dep, _ in before)
        # `Lawyers for the union said`, but not `residents of the town`
        bare = _role(mention.noun) == _COUNSEL and (mention.plural or mention.noun == _COUNSEL)
        return mention.definite or owned or bare


def together(entities: Sequence[Entity]) -> None:
    """Give those who are several the names of all of them, where each has one."""
    for entity in entities:
        names = [member.name for member in entity.members]
        if names:
            entity.name = joint_name(names)


def joint_name(names: Sequence[str | None]) -> str | None:
    """Return the names of several as one, null where one of them has none.

    >>> joint_name(["Ana Ruiz", "Bo Lind", "Elin Voss"])
    'Ana Ruiz, Bo Lind and Elin Voss'
    """
    known = [name for name in names if name is not None]
    if not known or len(known) < len(names):
        return None
    return f"{', '.join(known[:-1])} and {known[-1]}" if len(set(known)) > 1 else known[0]


def _nobody(mention: Mention) -> Entity:
    entity = Entity(plural=mention.plural)
    described_as(entity, mention)
    return entity


def _role(noun: str) -> str:
    return _COUNSEL if noun in _LAWYERS else noun
