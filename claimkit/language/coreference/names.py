"""Which printings of names are one name: full names, surnames, first names, short forms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from claimkit.language.coreference.lexicon import FEMININE, MASCULINE, is_title, lexicon
from claimkit.language.coreference.mentions import Entity, Mention
from claimkit.language.coreference.syntax import Syntax

_POSSESSIVE = re.compile(r"[’']s?$")
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_SAME = {
    "us": "united states",
    "u.s.": "united states",
    "usa": "united states",
    "u.s.a.": "united states",
    "america": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "u.k.": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "eu": "european union",
    "e.u.": "european union",
    "un": "united nations",
    "u.n.": "united nations",
}
_FORMS = frozenset("inc inc. ltd ltd. llc plc corp corp. co co. gmbh ag".split())
_PLACES = frozenset(("GPE", "LOC"))
_INSTITUTIONS = frozenset(("house", "palace", "office", "hall", "street"))


class Names:
    """The names of a document, grouped.

    Parameters
    ----------
    syntax
        The document.
    found
        Its mentions.
    """

    def __init__(self, syntax: Syntax, found: Sequence[Mention]) -> None:
        self._syntax = syntax
        self._words = {m.head: self._of(m) for m in found if m.name}
        named = [m for m in found if m.name and self._words[m.head]]
        votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for m in named:
            votes[self._words[m.head]][m.label or ""] += 1
        self._persons: dict[str, list[Entity]] = defaultdict(list)  # by surname
        self._first: dict[str, list[Entity]] = defaultdict(list)
        self._others: dict[tuple[str, ...], Entity] = {}
        self._titles: dict[int, set[str]] = defaultdict(set)
        self._parts: dict[str, list[Entity]] = defaultdict(list)  # an organization's first, last
        for m in named:
            words = self._words[m.head]
            if len(words) > 1 and self._is_person(m, votes[words]):
                self._person(words)
        self._votes = votes
        for m in named:
            words = self._words[m.head]
            if words[-1] in self._persons and all(is_title(word) for word in words[:-1]):
                self._words[m.head] = words[-1:]  # `Judge Voss`, whatever the marker calls it
            words = self._words[m.head]
            if len(words) > 1 and not self._is_person(m, votes[words]):
                self._other(words, votes[words])
        self._titled(named)

    def of(self, mention: Mention) -> list[Entity]:
        """Return the entities that a name may stand for; it is made where there is none yet."""
        words = self._words.get(mention.head) or ()
        if not words:
            return [Entity()]
        if len(words) > 1:
            person = self._find(words) if self._is_person(mention, self._votes[words]) else None
            return [person] if person else [self._thing(mention, words)]
        word = words[0]
        gender = title_gender(mention)
        known = self._persons.get(word) or self._first.get(word) or []
        if known and not self._is_place(mention, words):
            kept = [e for e in known if _agree(gender, e.gender)]
            own = [e for e in kept if self._titles[id(e)].intersection(mention.titles)]
            if kept:
                return own or kept
        if not known and not mention.titles and mention.label in (None, "ORG", "MISC"):
            parts = self._parts.get(word, [])
            if len(parts) == 1 and not self._is_place(mention, words):
                return parts
        if gender or mention.titles or _top(self._votes[words]) == "PERSON":
            return [self._find(words) or self._person(words)]
        return [self._thing(mention, words)]

    def _thing(self, mention: Mention, words: tuple[str, ...]) -> Entity:
        entity = self._other(words, self._votes[words])
        if mention.plural and entity.kind is None:
            entity.kind, entity.person, entity.plural = "group", False, True
        return entity

    def _titled(self, named: Sequence[Mention]) -> None:
        """Note which titles each person has, and who is told from others by a title alone.

        Beside `Ana Ruiz`, `Mr. Ruiz` is somebody else, and so is `Senator Ruiz` of whom the text
        speaks as of him.
        """
        short: dict[str, list[Mention]] = defaultdict(list)
        for m in named:
            words = self._words[m.head]
            if len(words) > 1 and self._is_person(m, self._votes[words]):
                person = self._find(words)
                if person is not None:
                    self._titles[id(person)].update(m.titles)
            elif len(words) == 1 and m.titles and self._persons.get(words[0]):
                short[words[0]].append(m)
        for word, mentions in short.items():
            full = list(self._persons[word])
            for gender in (MASCULINE, FEMININE):
                told = [m for m in mentions if title_gender(m) * gender > 0]
                if not told or any(_agree(gender, e.gender) for e in full):
                    continue
                other = Entity(kind="person", person=True, words=(word,), gender=gender)
                self._persons[word].append(other)
                held = {title for e in full for title in self._titles[id(e)]}
                for m in mentions:
                    if not title_gender(m) or m in told:
                        self._titles[id(other)].update(set(m.titles) - held)

    def called(self, word: str) -> Entity | None:
        """Return what a word in capitals names where the text has it as a name as well."""
        return self._others.get((word,))

    def fullness(self, mention: Mention) -> tuple[int, int]:
        """Return how full a printing of a name is."""
        words = self._words.get(mention.head) or ()
        return len(words), sum(map(len, words))

    def printed(self, mention: Mention) -> tuple[str, tuple[int, int]] | None:
        """Return the name as printed and where; one in capitals throughout in title case."""
        if not mention.name:
            return None
        first, last = mention.name[0], mention.name[1] - 1
        start, end = self._syntax.start[first], self._syntax.end(last)
        text = self._syntax.text[start:end]
        short = _POSSESSIVE.sub("", text) if text[-2:] in ("’s", "'s") else text
        words = short.split()
        shouted = len(words) > 1 and short.isupper() and mention.label in (None, "PERSON")
        name = " ".join(words).title() if shouted else " ".join(words)
        return name, (start, start + len(short))

    def _of(self, mention: Mention) -> tuple[str, ...]:
        if not mention.name:
            return ()
        words = [_POSSESSIVE.sub("", w) for w in self._syntax.lower[slice(*mention.name)]]
        words = [w for w in words if w and any(map(str.isalnum, w))]
        while len(words) > 1 and words[-1] in _SUFFIXES | _FORMS:
            words.pop()
        if mention.label in _PLACES or mention.label in ("ORG", None):
            whole = " ".join(words)
            words = _SAME.get(whole, whole).split()
        return tuple(words)

    def _is_person(self, mention: Mention, votes: Counter[str]) -> bool:
        label = _top(votes)
        if label == "PERSON":
            return True
        if mention.label not in (None, "MISC") and label:
            return False
        words = self._words[mention.head]
        given = words[0] in lexicon().gender_of_name
        # The `James Voss Harbour Museum` is no James.
        return bool(mention.titles) or (given and (mention.label is None or len(words) < 3))

    def _is_place(self, mention: Mention, words: tuple[str, ...]) -> bool:
        """Tell a city from the man of its name: it is labelled so throughout, and has no title."""
        if mention.titles or mention.label not in _PLACES:
            return False
        votes = self._votes[words]
        return votes["PERSON"] == 0 and votes["GPE"] + votes["LOC"] > 0.7 * votes.total()

    def _find(self, words: tuple[str, ...]) -> Entity | None:
        for entity in self._persons.get(words[-1], ()):
            if _same_person(words, entity.words):
                return entity
        return None

    def _person(self, words: tuple[str, ...]) -> Entity:
        entity = self._find(words)
        if entity is None:
            entity = Entity(kind="person", person=True, words=words)
            entity.gender = lexicon().gender_of_name.get(words[0], 0.0) if len(words) > 1 else 0.0
            self._persons[words[-1]].append(entity)
            if len(words) > 1:
                self._first[words[0]].append(entity)
        elif len(words) > len(entity.words):
            entity.words = words
        return entity

    def _other(self, words: tuple[str, ...], votes: Counter[str]) -> Entity:
        entity = self._others.get(words)
        if entity is not None:
            return entity
        label = _top(votes)
        entity = self._contraction(words) or Entity(words=words)
        if entity.kind is None:
            governed = words[-1] in _INSTITUTIONS and words[0] in ("white", "downing")
            entity.kind = {
                "ORG": "organization",
                "GPE": "place",
                "LOC": "organization" if governed else "place",
                "NORP": "group",
                "PERSON": "person",
            }.get(label)
            entity.person = None if entity.kind is None else entity.kind == "person"
            entity.plural = label == "NORP"
        self._others[words] = entity
        if len(words) > 1 and entity.kind == "organization":
            # `the Kelm Port Agency`, and then `the Agency` or `Kelm Port`
            self._others.setdefault(
                ("".join(w[0] for w in words if w not in ("of", "the", "and", "for")),), entity
            )
            for word in {words[0], words[-1]}:
                # `the Voss campaign` is not `Voss`, nor the Republican committee `Republican`
                if _top(self._votes.get((word,)) or votes) in ("ORG", "MISC", ""):
                    self._parts[word].append(entity)
        return entity

    def _contraction(self, words: tuple[str, ...]) -> Entity | None:
        """Return the one organization of whose name these words are the beginning or the end."""
        if len(words) < 2:
            return None
        known = {
            id(e): e
            for word in (words[0], words[-1])
            for e in self._parts.get(word, ())
            if len(e.words) > len(words)
            and words in (e.words[: len(words)], e.words[-len(words) :])
        }
        return next(iter(known.values())) if len(known) == 1 else None


def title_gender(mention: Mention) -> float:
    """Return the gender that the titles of a name tell: Mr., Mrs., spokeswoman."""
    words = lexicon()
    for title in mention.titles:
        gender = words.gender_of_title.get(title) or words.gender_of_noun.get(title)
        if gender:
            return gender
    return 0.0


def _agree(one: float, other: float) -> bool:
    """Tell whether two genders may be one person's; a belief by the ending of a noun is none."""
    return one * other > -0.9


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two full names may be one: `Donald J. Trump`, `D. Trump`, `Donald Trump`."""
    if len(one) == 1 or len(other) == 1:
        return one[-1] == other[-1] and (len(one) == 1) == (len(other) == 1)
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    if first != second and not (min(len(first), len(second)) == 1 and first[0] == second[0]):
        # `Barack Hussein Obama`, `Hussein Obama`; `Reverend John Hale` marked as a name
        return set(one) <= set(other) or set(other) <= set(one)
    return True


def _top(votes: Counter[str]) -> str:
    return max(votes, key=votes.__getitem__)
