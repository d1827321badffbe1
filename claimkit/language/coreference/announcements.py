"""Who is announced: whom an interview is with, whose speech, letter or essay a text is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from claimkit.language.coreference.introductions import PARTS, Turn, set_of
from claimkit.language.coreference.mentions import Entity, Mention
from claimkit.language.coreference.syntax import SUBJECTS, Syntax

_SPEECH = frozenset(
    "address argument speech remark remarks statement testimony lecture sermon eulogy keynote "
    "message letter essay diary memoir examination".split()
)
_DELIVER = frozenset(("deliver", "give", "make", "hold"))
_SPEAKING_WITH = frozenset(("speak", "talk", "sit", "chat", "catch", "converse"))
_CLOSING = frozenset("sincerely yours regards faithfully truly respectfully love".split())
_REPEATED = 6  # words, with which a quotation and the line that it repeats begin
_LEADING = 5  # lines in which a heading or a byline stands
# Not who is interviewed, but who asks, or what about; and what is only a part of another phrase.
_ASIDE = frozenset("by about on over against".split())
_OWNED = frozenset(("'s", "’s", "'", "’"))


class Announcements:
    """What headings, leads, bylines and signatures tell about who speaks.

    Parameters
    ----------
    syntax
        Of the document.
    person
        Gives the one person for whom a name stands, or null.
    """

    def __init__(self, syntax: Syntax, person: Callable[[Mention], Entity | None]) -> None:
        self._syntax = syntax
        self._person = person

    def interview(self, lead: Sequence[Turn]) -> tuple[Entity | None, Entity | None]:
        """Return who is interviewed and who asks, as the lines before the first question tell."""
        asked = self._interviewee(lead)
        if asked is None:
            return None, None
        others = set_of(
            entity for turn in lead for entity in self._asked(turn) if entity is not asked
        )
        return asked, others[0] if len(others) == 1 else None

    def _interviewee(self, lead: Sequence[Turn]) -> Entity | None:
        announced = False
        for turn in lead[: 2 * _LEADING]:
            low = self._syntax.lower[turn.first : turn.last]
            verbs = {
                self._syntax.doc[i].lemma_.lower()
                for i in range(turn.first, turn.last)
                if self._syntax.pos[i] == "VERB"
            }
            if not any(w.startswith("interview") for w in low) and not verbs & _SPEAKING_WITH:
                continue
            announced = True
            asked = set_of(self._asked(turn))
            if len(asked) == 1:
                return asked[0]
        if not announced:
            return None
        headings = [turn for turn in lead[:3] if turn.heading]
        people = set_of(e for turn in headings for e in (*turn.named, *turn.addressed))
        return people[0] if len(people) == 1 else None

    def quoted(self, turns: Sequence[Turn]) -> Entity | None:
        """Return who is named behind a quotation that a line of the text repeats.

        Interviews print a sentence of an answer above or between the lines, with the name of who
        gave it.
        """
        syntax = self._syntax
        low = [(w, i) for i, w in enumerate(syntax.lower) if w[:1].isalnum()]
        runs: dict[tuple[str, ...], list[int]] = {}
        for at in range(len(low) - _REPEATED + 1):
            run = low[at : at + _REPEATED]
            runs.setdefault(tuple(w for w, _ in run), []).append(run[0][1])
        for quotation in syntax.doc._.quotations:
            start, end = quotation.pieces[0]
            first, last = bisect_left(syntax.start, start), bisect_left(syntax.start, end)
            words = [w for w in syntax.lower[first:last] if w[:1].isalnum()]
            again = runs.get(tuple(words[:_REPEATED]), ()) if len(words) >= _REPEATED else ()
            turn = next((each for each in turns if each.first <= first < each.last), None)
            if turn is None or all(turn.first <= i < turn.last for i in again):
                continue
            behind = [m for m in turn.names if m.head >= last]
            if behind and behind[0].name and behind[0].name[0] - last <= 2:
                return self._person(behind[0])
        return None

    def _asked(self, turn: Turn) -> Iterator[Entity]:
        """Yield the people with whom somebody speaks, of the sentences of a turn that tell it."""
        syntax = self._syntax
        told = {syntax.sentence[i] for i in range(turn.first, turn.last) if self._tells(i)}
        for mention in turn.names:
            if mention.quotation >= 0:
                continue
            cases = {syntax.lower[c] for c in syntax.children[mention.head]}
            assert mention.name is not None
            quoted = syntax.words[mention.name[0] - 1 : mention.name[0]] in (["'"], ["‘"], ["`"])
            entity = self._person(mention)
            if (
                syntax.sentence[mention.head] in told
                and entity is not None
                and not quoted
                and not cases & _ASIDE
                and syntax.dep[mention.head] not in PARTS
            ):
                yield entity

    def _tells(self, i: int) -> bool:
        """Tell an interview that follows from one of the past: `in an interview with the Post`."""
        syntax = self._syntax
        if syntax.lower[i].startswith("interview"):
            if syntax.pos[i] == "VERB":
                objects = (c for c in syntax.children[i] if syntax.dep[c] == "obj")
                return all(syntax.pos[c] in ("NOUN", "PROPN") for c in objects)
            return not {"in", "during"} & {syntax.lower[c] for c in syntax.children[i]}
        if syntax.pos[i] != "VERB" or syntax.doc[i].lemma_.lower() not in _SPEAKING_WITH:
            return False
        with_whom = (c for c in syntax.children[i] if syntax.dep[c].startswith("obl"))
        return any(
            syntax.lower[case] in ("with", "to") for c in with_whom for case in syntax.children[c]
        )

    def author(self, turns: Sequence[Turn]) -> Entity | None:
        """Return whose speech, letter or essay a text is: heading, byline or signature."""
        for turn in turns[:_LEADING]:
            entity = self.of_heading(turn)
            if entity is not None:
                return entity
        for turn, signed in zip(turns[-4:], turns[-3:], strict=False):
            low = [w for w in self._syntax.lower[turn.first : turn.last] if w.isalpha()]
            people = set_of((*signed.named, *signed.addressed))
            if turn.words <= 4 and _CLOSING & set(low) and signed.words <= 4 and len(people) == 1:
                return people[0]
        return None

    def of_heading(self, turn: Turn) -> Entity | None:
        """Return whose words a heading announces: `Remarks by Ana Ruiz`, `Ruiz's Address`."""
        syntax = self._syntax
        found = []
        for mention in turn.names:
            if mention.quotation >= 0:
                continue
            assert mention.name is not None
            entity = self._person(mention)
            if entity is not None and self._owns(turn, mention):
                found.append(entity)
        low = syntax.lower[turn.first : turn.first + 1]
        if not found and turn.heading and low == ["by"] and turn.words <= 5:
            found = turn.named
        found = set_of(found)
        return found[0] if len(found) == 1 else None

    def _owns(self, turn: Turn, mention: Mention) -> bool:
        syntax = self._syntax
        assert mention.name is not None
        first, last = mention.name
        head = mention.head
        if syntax.dep[head] in SUBJECTS:
            verb = syntax.head[head]
            given = any(
                syntax.dep[c] == "obj" and syntax.doc[c].lemma_.lower() in _SPEECH
                for c in syntax.children[verb]
            )
            return given and syntax.doc[verb].lemma_.lower() in _DELIVER
        if not turn.heading:
            return False
        if syntax.lower[last : last + 1] in (["'s"], ["’s"]) or syntax.words[last - 1] in _OWNED:
            return bool(_SPEECH.intersection(syntax.lower[last : last + 5]))
        start = first
        while start > turn.first and not _SPEECH.intersection(syntax.lower[start - 1 : start]):
            start -= 1
        between = syntax.lower[start:first]
        return start > turn.first and between[:1] in (["by"], ["of"], ["from"])
