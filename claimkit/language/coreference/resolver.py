"""The mentions of a document grouped by whom they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from claimkit.language.coreference import pronouns
from claimkit.language.coreference.binding import possible
from claimkit.language.coreference.dialogue import Dialogue
from claimkit.language.coreference.lexicon import lexicon
from claimkit.language.coreference.mandates import Mandates, together
from claimkit.language.coreference.mentions import Entity, Mention, mentions
from claimkit.language.coreference.names import Names, title_gender
from claimkit.language.coreference.roles import Roles, described_as, settle
from claimkit.language.coreference.sayings import Range, Sayings
from claimkit.language.coreference.syntax import Syntax

# How far back a pronoun looks: beyond, nobody is taken up by a pronoun alone.
_SENTENCES = 5
_MENTIONS = 60
_CANDIDATES = 12

Candidate = tuple[Mention, Entity, list[float]]


class Coreference:
    """The mentions of a document and the entities for which they stand.

    Names are grouped first (full names, surnames, short forms of organizations), then the document
    is read in its order: a description is resolved through the roles that the text gives
    (`President Elin Voss`, `Elin Voss, the mayor`), a pronoun through a ranking model over its
    candidates. What is said within a quotation is read after the phrase that says who speaks.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.

    Attributes
    ----------
    mentions : list of Mention
        In the order of their heads.
    entities : list of Entity
        In the order of their first mention.
    dialogue : Dialogue
        Who speaks where no quotation mark tells.

    Examples
    --------
    >>> from claimkit.language import annotate
    >>> doc = annotate("Mayor Elin Voss met Bo Lind. “I saw him,” the mayor said. She left.")
    >>> coreference = Coreference(doc)
    >>> for entity in coreference.entities:
    ...     print(entity.name, [doc.text[m.start : m.end] for m in entity.mentions])
    Elin Voss ['Mayor Elin Voss', 'I', 'the mayor', 'She']
    Bo Lind ['Bo Lind', 'him']

    References
    ----------
    Lee et al., "Deterministic coreference resolution based on entity-centric, precision-ranked
    rules", CL 2013.
    """

    def __init__(self, doc: Doc) -> None:
        self.syntax = Syntax(doc)
        self.mentions = mentions(self.syntax)
        self._at_head = {m.head: i for i, m in enumerate(self.mentions)}
        self._heads = [m.head for m in self.mentions]
        self._names = Names(self.syntax, self.mentions)
        self._said = Sayings(self.syntax.doc, self._place)
        self.dialogue = Dialogue(self.syntax, self.mentions, self._only)
        self._known: list[Entity | None] = [None] * len(self.mentions)
        self._roles = Roles()
        self._mandates = Mandates(self.syntax, self.mentions, self._only, self._read)
        self._counts: dict[int, int] = {}
        self._most = 0
        self._printed: dict[int, int] = {}
        self._first: Entity | None = None
        self._last: Entity | None = None
        self._narrators: dict[str, Entity] = {}
        for mention in self.mentions:
            if mention.name:
                options = self._names.of(mention)
                if len(options) == 1:
                    self._roles.of_name(options[0], mention)
                    told = title_gender(mention)
                    if abs(told) == 1 or not options[0].gender:
                        options[0].gender = told or options[0].gender
                    self._printed[id(options[0])] = self._printed.get(id(options[0]), 0) + 1
                    if self._first is None and options[0].person:
                        self._first = options[0]
        self._most_printed = max(self._printed.values(), default=1)
        self._foretell()
        for i in self._said.order(self.mentions):
            self._resolve(i)
        self.entities: list[Entity] = []
        seen: set[int] = set()
        for i, mention in enumerate(self.mentions):
            entity = self._known[i]
            assert entity is not None
            mention.entity = entity
            entity.mentions.append(mention)
            if id(entity) not in seen:
                seen.add(id(entity))
                self.entities.append(entity)
        for entity in self.entities:
            settle(self.syntax, self._names, entity)
        together(self.entities)

    def at(self, start: int, end: int) -> Mention | None:
        """Return the mention whose head is that of a range of code points.

        Parameters
        ----------
        start, end
            Half-open; the head is the first token within on which the others hang.
        """
        if start >= end:
            return None
        first = bisect_left(self.syntax.start, start)
        last = bisect_left(self.syntax.start, end)
        if first and self.syntax.end(first - 1) > start:
            first -= 1
        inside = range(first, last)
        if not inside:
            return None
        roots = [
            i
            for i in inside
            if self.syntax.pos[i] not in ("PUNCT", "SPACE")
            and (self.syntax.head[i] not in inside or self.syntax.head[i] == i)
        ]
        # `My Lord`, where the parser went astray: a possessor is not the phrase.
        roots = [i for i in roots if i in self._at_head]
        for root in sorted(roots, key=lambda i: self.syntax.dep[i] == "nmod:poss"):
            # Several words in one place, as of a long title and its name: the person is the phrase.
            same = [i for i in roots if self.syntax.slot(i) == self.syntax.slot(root)]
            people = (i for i in same if self.mentions[self._at_head[i]].label == "PERSON")
            return self.mentions[self._at_head[next(people, root)]]
        # The head is none where the parser went astray: then the first phrase inside.
        at = bisect_left(self._heads, first)
        if at < len(self._heads) and self._heads[at] < last:
            found = self.mentions[at]
            if not found.possessive and found.role != "modifier":
                return found
        return None

    def _place(self, source: Range) -> int | None:
        """Return the place of the mention that a source is, among the mentions."""
        mention = self.at(*source)
        return None if mention is None else self._at_head[mention.head]

    def headed(self, token: int) -> Mention | None:
        """Return the mention whose head is a token."""
        at = self._at_head.get(token)
        return None if at is None else self.mentions[at]

    def _foretell(self) -> None:
        """Note the roles of all names beforehand: the description may stand before the name."""
        for mention in self.mentions:
            above = mention.above
            if above is None or mention.pronoun is not None:
                continue
            named, role = (above, mention) if above.name else (mention, above)
            if named.name and not role.name and role.pronoun is None:
                options = self._names.of(named)
                if len(options) == 1 and options[0].person is not False:
                    self._roles.add(options[0], role.noun, role.modifiers)

    # One mention after the other.

    def _resolve(self, i: int) -> None:
        mention = self.mentions[i]
        if mention.pronoun is not None:
            entity = self._pronoun(i, mention)
        elif mention.name:
            entity = self._name(i, mention)
        else:
            entity = self._description(i, mention)
        self._known[i] = entity
        count = self._counts.get(id(entity), 0) + 1
        self._counts[id(entity)] = count
        self._most = max(self._most, count)
        if i in self._said.speaking and mention.quotation < 0:
            entity.spoke = True
            self._last = entity

    def _name(self, i: int, mention: Mention) -> Entity:
        options = self._names.of(mention)
        entity = self._namesake(i, options) if len(options) > 1 else options[0]
        if mention.noun and not entity.person:
            holder = self._roles.find(i, mention, self._recent(i), self._last, self._counts)
            if holder is not None and holder.person:
                return holder
        above = mention.above
        if above is None or not mention.links or above.name:
            return entity
        if entity.person is None and above.pronoun is None:
            # `the trawler, the Ardent` is nobody
            entity.person = None if above.noun in lexicon().persons else False
        elif entity.person:
            # `the mayor, Elin Voss`: the description was read before the name
            at = self._at_head[above.head]
            before = self._known[at]
            if before is not None and above.pronoun is None and above.noun in lexicon().persons:
                self._known[at] = entity
                for j in self._linked(at, before):
                    self._known[j] = entity
        return entity

    def _linked(self, at: int, entity: Entity) -> Iterator[int]:
        for j in range(at + 1, min(len(self._known), at + _MENTIONS)):
            if self._known[j] is entity and self._counts.get(id(entity), 0) <= 3:
                yield j

    def _namesake(self, i: int, options: Sequence[Entity]) -> Entity:
        """Choose between people of one surname; one that is open has no name."""
        sums = []
        for entity in options:
            nearest = next(
                (j for j in range(i - 1, max(-1, i - 400), -1) if self._known[j] is entity), None
            )
            counted = self._counts.get(id(entity), 0)
            sums.append(0.0 if nearest is None else counted + 20.0 / (1 + (i - nearest) / 4))
        if not any(sums):
            # A heading says only the surname of who is the article's.
            sums = [float(self._printed.get(id(entity), 0)) for entity in options]
        best = max(range(len(options)), key=sums.__getitem__)
        others = sum(sums) - sums[best]
        if sums[best] > 0 and sums[best] >= pronouns.weights()["namesake"] * others:
            return options[best]
        key = " ".join(options[0].words[-1:])
        if key not in self._narrators:
            self._narrators[key] = Entity(kind="person", person=True, ambiguous=True)
        return self._narrators[key]

    def _description(self, i: int, mention: Mention) -> Entity:
        above = mention.above
        if above is not None and mention.links and (above.name or above.pronoun is None):
            entity = self._known[self._at_head[above.head]]
            same = mention.noun in lexicon().persons or not above.name
            if (
                entity is not None
                and same
                and entity.person is not False
                and (mention.plural == above.plural)
            ):
                described_as(entity, mention)
                return entity
        held = self._mandates.find(mention)
        if held is not None:
            return held
        if mention.definite:
            found = self._roles.find(i, mention, self._recent(i), self._last, self._counts)
            if found is not None:
                return found
        if mention.capital:
            called = self._names.called(self.syntax.lower[mention.head])
            if called is not None:
                return called
        entity = Entity(plural=mention.plural)
        described_as(entity, mention)
        self._roles.introduce(entity, mention)
        return entity

    def _recent(self, i: int) -> dict[int, int]:
        """Return how many mentions back each entity was mentioned, of the last ones."""
        recent: dict[int, int] = {}
        for j in range(i - 1, max(-1, i - 150), -1):
            entity = self._known[j]
            if entity is not None:
                recent.setdefault(id(entity), i - j)
        return recent

    def _pronoun(self, i: int, mention: Mention) -> Entity:
        wanted = mention.pronoun
        assert wanted is not None
        if wanted.number == "relative":
            above = mention.above
            entity = self._known[self._at_head[above.head]] if above is not None else None
            return entity or Entity()
        if wanted.number in ("speaker", "speakers", "hearer"):
            return self._in_conversation(i, mention)
        kind = wanted.number
        candidates = self._candidates(i, mention)
        chosen = self.choose(kind, mention, candidates) if candidates else None
        if chosen is not None:
            if wanted.gender and not chosen.gender and chosen.person is not False:
                chosen.gender = wanted.gender / 2  # a belief, which a title overrules
            if kind == "person":
                chosen.person = True
            return chosen
        entity = Entity(gender=wanted.gender, plural=mention.plural)
        if kind == "person":
            entity.person = True
            entity.kind = "person"
        elif kind == "plural":
            entity.kind = "group"
        return entity

    def _in_conversation(self, i: int, mention: Mention) -> Entity:
        """Resolve I, we and you, as far as it is told who speaks."""
        assert mention.pronoun is not None
        source = self._said.source(mention) if mention.quotation >= 0 else None
        if mention.quotation < 0:
            number = mention.pronoun.number
            told = (
                self.dialogue.speaker(mention)
                if number == "speaker"
                else self.dialogue.hearer(mention)
                if number == "hearer"
                else None
            )
            if told is not None:
                return told
        if mention.pronoun.number == "speaker" and source is not None:
            entity = self._known[source]
            if entity is not None and not entity.plural:
                return entity
        if source is None and mention.quotation >= 0:
            return Entity(person=True, kind="person" if not mention.plural else "group")
        key = f"{mention.pronoun.number} {source}"
        if key not in self._narrators:
            person = mention.pronoun.number == "speaker"
            self._narrators[key] = Entity(
                person=True, plural=mention.plural, kind="person" if person else "group"
            )
        return self._narrators[key]

    def _only(self, mention: Mention) -> Entity | None:
        """Return the one entity for which a name stands."""
        options = self._names.of(mention)
        return options[0] if len(options) == 1 else None

    def _read(self, mention: Mention) -> Entity | None:
        return self._known[self._at_head[mention.head]]

    def _candidates(self, i: int, mention: Mention) -> list[Candidate]:
        found: list[Candidate] = []
        seen: set[int] = set()
        source = self._said.source(mention)
        speaker = self._known[source] if source is not None and source != i else None
        quoted = speaker if mention.quotation >= 0 else None
        last = self._last if i in self._said.speaking else None
        lately = pronouns.lately(self._known, self.mentions, i)
        for j in self._around(i, mention):
            entity = self._known[j]
            other = self.mentions[j]
            if entity is None and j > i and other.name:
                options = self._names.of(other)
                entity = options[0] if len(options) == 1 else None
            if entity is None or id(entity) in seen:
                continue
            if not possible(self.syntax, mention, other, entity) or entity is quoted:
                continue
            seen.add(id(entity))
            salience = pronouns.Salience(
                len(found),
                speaker,
                last,
                self._most,
                self._counts.get(id(entity), 0),
                self._printed.get(id(entity), 0) / self._most_printed,
                entity is self._first,
                self._said.told(mention, other),
                (j in self._said.speaking, i in self._said.speaking),
                lately.get(id(entity), (0, 0)),
            )
            values = pronouns.features(self.syntax, mention, other, entity, salience)
            found.append((other, entity, values))
            if len(found) >= _CANDIDATES:
                return found
        return found

    def _around(self, i: int, mention: Mention) -> Iterator[int]:
        """Yield the mentions before, the nearest first, then the names behind in the sentence."""
        for j in range(i - 1, max(-1, i - _MENTIONS), -1):
            if mention.sentence - self.mentions[j].sentence > _SENTENCES:
                break
            yield j
        for j in range(i + 1, min(len(self.mentions), i + 8)):
            if self.mentions[j].sentence != mention.sentence:
                break
            if self.mentions[j].name:
                yield j

    def choose(self, kind: str, mention: Mention, candidates: Sequence[Candidate]) -> Entity | None:
        """Return the candidate for which a pronoun stands, or nothing where none is likely."""
        likely = pronouns.likelihoods(pronouns.scores(kind, [v for _, _, v in candidates]))
        best = max(range(len(likely)), key=likely.__getitem__)
        sure = likely[best] >= pronouns.weights()["thresholds"][kind]
        return candidates[best][1] if sure else None
