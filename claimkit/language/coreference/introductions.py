"""Who is introduced, addressed or called up in the lines of a text, and who speaks there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from claimkit.language.coreference.lexicon import is_title
from claimkit.language.coreference.mentions import Entity, Mention
from claimkit.language.coreference.syntax import SUBJECTS, Syntax

Resolve = Callable[[Mention], Entity | None]

# What only those say who plead, and what only those say who hear them.
_BENCH = frozenset(
    "honor honors honour honours lord lords lordship lordships justice judge".split()
)
_HONORIFICS = frozenset((("your", "honor"), ("your", "honour"), ("my", "lord")))
_FORMS = _BENCH | frozenset(("your", "my", "chief", "mr.", "madam", "speaker", "chair"))
_BAR = frozenset("counsel counselor counsellor general".split())
_LEGAL = frozenset(
    "appellant appellants appellee appellees respondent respondents petitioner petitioners "
    "plaintiff plaintiffs defendant defendants prosecution versus court tribunal committee "
    "hearing witness testimony".split()
)
_GREETING = frozenset("hi hello hey morning afternoon evening welcome greetings hiya".split())
AUDIENCE = frozenset(
    "welcome channel everyone everybody guys folks ladies gentlemen viewers listeners podcast "
    "episode friends".split()
)
_FINAL = frozenset(
    (".", "?", "!", ":", "…", "...", "—", "–", "--", "-", '"', "”", "’", "'", ")", ",")
)
_OPENING = frozenset("okay ok alright so now yes thank you and , . — - … please".split())
# A name in one of these relations is a part of another phrase.
PARTS = frozenset(("compound", "nmod:poss"))
_JOINED = frozenset(("of", "the", "for", "and", "&", "-", "(", ")", "."))
_DENIAL = frozenset(("not", "n't", "n’t", "never"))
_SHORT = 14  # words, of a heading at most
_LABEL = 7  # tokens, of a label at most


def set_of(entities: Iterable[Entity | None]) -> list[Entity]:
    """Return entities, each once, in order."""
    return list({id(entity): entity for entity in entities if entity is not None}.values())


@dataclass(slots=True)
class Turn:
    """A line of a text in which somebody may speak, as a half-open range of tokens.

    Attributes
    ----------
    introduced
        Who says in it who they are.
    addressed, summoned, called
        Whom it addresses, whom its last sentence addresses, and whom it calls by the mere name.
    pleading, presiding, legal
        Whether it addresses a court, or counsel; and whether it has words of a court.
    named
        Who is named in it otherwise.
    label
        Who speaks, where that is printed before it; ``labelled`` where a label is, whoever it is,
        ``shouted`` where it is in capitals, and ``alone`` where nothing follows in its line.
    heading
        Whether it is one, or a caption: nobody says it.
    names
        The names in it.
    """

    first: int
    last: int
    words: int = 0
    introduced: Entity | None = None
    called: Entity | None = None
    addressed: list[Entity] = field(default_factory=list)
    summoned: Entity | None = None
    pleading: bool = False
    presiding: bool = False
    legal: bool = False
    named: list[Entity] = field(default_factory=list)
    label: Entity | None = None
    labelled: bool = False
    shouted: bool = False
    alone: bool = False
    heading: bool = False
    names: list[Mention] = field(default_factory=list)


class Introductions:
    """What the turns of a text tell about who speaks.

    Parameters
    ----------
    syntax
        Of the document.
    mentions
        Its mentions.
    resolve
        Gives the one entity for which a name stands, or null.
    """

    def __init__(self, syntax: Syntax, mentions: Sequence[Mention], resolve: Resolve) -> None:
        self._syntax = syntax
        self._resolve = resolve
        self._names = [m for m in mentions if m.name is not None]
        self._holders: dict[tuple[str, ...], Entity | None] = {}

    def read(self, turns: Sequence[Turn]) -> None:
        """Write into each turn what it tells."""
        names = iter(self._names)
        name = next(names, None)
        for turn in turns:
            inside = turn.names
            while name is not None and name.head < turn.last:
                if name.head >= turn.first:
                    inside.append(name)
                name = next(names, None)
            self._read(turn)
            self._label(turn)

    def _label(self, turn: Turn) -> None:
        """Read the label before or at the end of a line: `VOSS: No.`, `10 A.M. THE MAYOR:`."""
        syntax = self._syntax
        words = syntax.words
        tokens = [i for i in range(turn.first, turn.last) if syntax.pos[i] != "SPACE"]
        colon = next((k for k, i in enumerate(tokens[: _LABEL + 1]) if words[i] == ":"), 0)
        if colon and all(words[i][:1].isupper() or words[i] in _JOINED for i in tokens[:colon]):
            first = 0
        elif tokens and words[tokens[-1]] == ":":
            colon = first = len(tokens) - 1
            while first and colon - first < _LABEL and words[tokens[first - 1]].isupper():
                first -= 1
        else:
            return
        label = tokens[first:colon]
        if not label:
            return
        turn.labelled = True
        turn.shouted = all(words[i].isupper() for i in label)
        turn.alone = words[tokens[-1]] == ":"
        inside = [
            m for m in turn.names if m.name is not None and label[0] <= m.name[0] <= label[-1]
        ]
        turn.label = self.person(inside[-1]) if inside else None
        if turn.label is not None:
            return
        title = tuple(syntax.lower[i] for i in label if syntax.lower[i] != "the")
        if title not in self._holders:
            self._holders[title] = self._holder(title)
        turn.label = self._holders[title]

    def _holder(self, title: tuple[str, ...]) -> Entity | None:
        """Return the one person before whose name a title is printed, in whole or its end."""
        for at in range(len(title)):
            wanted = list(title[at:])
            people = set_of(
                self.person(mention)
                for mention in self._names
                if mention.name is not None
                and self._syntax.lower[max(0, mention.name[0] - len(wanted)) : mention.name[0]]
                == wanted
            )
            if people:
                return people[0] if len(people) == 1 else None
        return None

    def _read(self, turn: Turn) -> None:
        syntax = self._syntax
        turn.words = sum(syntax.words[i][:1].isalnum() for i in range(turn.first, turn.last))
        final = next(
            (i for i in range(turn.last - 1, turn.first, -1) if syntax.pos[i] != "SPACE"),
            turn.first,
        )
        turn.heading = turn.words <= _SHORT and syntax.words[final] not in _FINAL
        for i in range(turn.first, turn.last):
            if syntax.dep[i] == "vocative":
                turn.pleading = turn.pleading or self._courtesy(i)
                turn.presiding = turn.presiding or syntax.lower[i] in _BAR
            else:
                own = (syntax.lower[i - 1], syntax.lower[i].rstrip("s")) in _HONORIFICS
                pleases = syntax.lower[i : i + 3] == ["please", "the", "court"]
                turn.pleading = turn.pleading or own or pleases
            turn.legal = turn.legal or syntax.lower[i] in _LEGAL
        last_sentence = syntax.sentence[final]
        for mention in turn.names:
            entity = None if mention.quotation >= 0 else self._resolve(mention)
            if entity is None or entity.person is False or set(entity.words) <= _FORMS:
                continue
            if self._introduces(turn, mention):
                entity.person, entity.kind = True, "person"
                turn.introduced = turn.introduced or entity
            elif not entity.person:
                continue
            elif (called := self._calls(turn, mention)) or self._addresses(turn, mention):
                turn.addressed.append(entity)
                turn.called = entity if called else turn.called
                turn.pleading = turn.pleading or bool(_BENCH.intersection(mention.titles))
                if syntax.sentence[mention.head] == last_sentence:
                    turn.summoned = entity
            elif syntax.dep[mention.head] not in PARTS:
                turn.named.append(entity)

    def person(self, mention: Mention) -> Entity | None:
        """Return the one person for whom a name stands."""
        entity = self._resolve(mention)
        return entity if entity is not None and entity.person else None

    def _courtesy(self, i: int) -> bool:
        if self._syntax.lower[i] in _BENCH:
            return True
        return any(
            self._syntax.lower[c] in _BENCH or self._syntax.lower[c] == "chief"
            for c in self._syntax.children[i]
        )

    def _addresses(self, turn: Turn, mention: Mention) -> bool:
        """Tell a vocative, also where the parser takes it for an apposition: `a fee, Ms. Voss.`."""
        syntax = self._syntax
        dep, above = syntax.dep[mention.head], syntax.head[mention.head]
        if dep == "vocative":
            return True
        assert mention.name is not None
        first, last = mention.name
        while first > turn.first and is_title(syntax.lower[first - 1]):
            first -= 1
        ends = syntax.words[last : last + 1] in (["."], ["?"], ["!"])
        if turn.heading or not ends or syntax.words[first - 1 : first] != [","]:
            return False
        # A sentence of its own, or what is apposed to nothing that is somebody.
        return dep == "root" or (
            dep == "appos" and syntax.pos[above] != "PROPN" and not is_title(syntax.lower[above])
        )

    def _calls(self, turn: Turn, mention: Mention) -> bool:
        """Tell a name that is a sentence: `Mr. Voss?`."""
        syntax = self._syntax
        assert mention.name is not None
        sentence = syntax.sentence[mention.head]
        before = range(turn.first, mention.name[0])
        behind = range(mention.name[1], turn.last)
        rest = [
            syntax.lower[i]
            for around in (before, behind)
            for i in around
            if syntax.sentence[i] == sentence and syntax.words[i][:1].isalnum()
        ]
        bare = all(is_title(word) or word in _OPENING for word in rest)
        ends = [syntax.words[i] for i in behind if syntax.pos[i] != "SPACE"]
        if not bare or turn.heading:
            return False
        # `Ana Ruiz.` on a line of its own is a signature or a caption.
        signed = not mention.titles and mention.name[1] - mention.name[0] > 1
        return ends[:1] in (["?"], [","]) or (ends == ["."] and not signed)

    def _introduces(self, turn: Turn, mention: Mention) -> bool:
        """Tell `my name is Ana Ruiz`, `I'm Ana Ruiz`, `it's Ana here`, `Ana Ruiz for the port`."""
        syntax = self._syntax
        head = mention.head
        assert mention.name is not None
        first, last = mention.name
        cop = next((c for c in syntax.children[head] if syntax.dep[c] == "cop"), None)
        subject = next((c for c in syntax.children[head] if syntax.dep[c] in SUBJECTS), None)
        if any(syntax.lower[c] in _DENIAL for c in syntax.children[head]):
            return False
        if syntax.dep[head] in SUBJECTS or cop is None or subject is None:
            # `It's Ana and welcome`: whatever the parser says of it
            i = first - 1
            while i > turn.first and is_title(syntax.lower[i]):
                i -= 1
            if i > turn.first and syntax.lower[i] in ("is", "'s", "’s", "am", "'m", "’m"):
                cop, subject = i, i - 1
            else:
                return mention.label == "PERSON" and self._appears(turn, first, last)
        word = syntax.lower[subject]
        if word == "name":
            # A given name alone, by which somebody greets an audience, does not say who that is.
            own = [syntax.lower[c] for c in syntax.children[subject]]
            mine = "my" in own or syntax.lower[subject - 1 : subject] == ["my"]
            return mine and last - first > 1
        if mention.label != "PERSON" or word not in ("i", "it", "this"):
            return False
        if word == "i":
            return True
        around = syntax.lower[max(turn.first, subject - 8) : last + 2]
        return "here" in syntax.lower[last : last + 2] or bool(_GREETING.intersection(around))

    def _appears(self, turn: Turn, first: int, last: int) -> bool:
        """Tell `Good morning, Your Honors, Ana Ruiz for the port`."""
        syntax = self._syntax
        opened = turn.pleading and first - turn.first < 12
        behind = [w for w in syntax.lower[last : last + 4] if w not in (",", "here", "appearing")]
        return opened and behind[:1] in (["for"], ["on"], ["representing"])
