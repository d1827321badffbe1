"""Who says `I` where no quotation mark tells: interviews, hearings, speeches, letters, talk.

Such texts print the words of their speakers line by line, with or without labels. What a text
tells about its speakers (`introductions.py`) is joined by a hidden Markov model a person over the
lines: either that person speaks a line, or somebody else does. In an interview or a hearing the
one asks and the other answers, and what questions look like is known; in talk the speakers take
turns. Where the model is not sure, nobody is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from math import log1p
from statistics import median

from claimkit.language.coreference.announcements import Announcements
from claimkit.language.coreference.askers import askers
from claimkit.language.coreference.chains import posteriors
from claimkit.language.coreference.introductions import AUDIENCE, Introductions, Resolve, Turn
from claimkit.language.coreference.mentions import Entity, Mention
from claimkit.language.coreference.syntax import Syntax
from claimkit.language.quotations import paragraphs

_SURE = 0.6  # the least likelihood at which a speaker is named
_CONVERSING = frozenset(("speaker", "hearer"))
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_TALK = 10  # words, of the middle line of a conversation at most: paragraphs are longer
_LABELLED = 0.2  # the least share of lines with a label, of a transcript
_QUESTIONS = 0.1  # the least share of lines that end with a question, of an interview
_NEAR = 8  # lines around one that names somebody who talks, within which that tells something
_CALLED = 10  # lines within which a case is called
_OPENERS = frozenset("yes yeah no well sure right correct absolutely exactly okay thanks".split())
# Log odds that the one who asks says a line, fitted on the interviews and hearings of GUM train.
_ASKED = {
    "always": 1.0,
    "ends": 1.7,
    "asks": 1.6,
    "words": -0.7,
    "you": 0.7,
    "i": -0.5,
    "yes": -0.4,
}
# Likelihoods that the person goes on with the next line, and takes it from somebody else; and that
# the person has the first.
_TAKING = {
    "interview": (0.35, 0.85, 0.1),
    "hearing": (0.2, 0.8, 0.5),
    "monologue": (0.95, 0.6, 0.95),
    "talk": (0.08, 0.5, 0.3),
}


class Dialogue:
    """The speakers of the lines of a document.

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
        self._mentions = mentions

    def speaker(self, mention: Mention) -> Entity | None:
        """Return who says the line that a pronoun is in, as `I`."""
        return self._known[0].get(self._turn(mention.head)) if self._turns else None

    def hearer(self, mention: Mention) -> Entity | None:
        """Return to whom the line that a pronoun is in is said, as `you`."""
        return self._known[1].get(self._turn(mention.head)) if self._turns else None

    def labelled(self, char: int) -> Entity | None:
        """Return whom the label at the beginning of a line means: `THE MAYOR:`, `A:`."""
        if not self._turns:
            return None
        at = self._turn(bisect_left(self._syntax.start, char))
        turn = self._turns[at]
        if not turn.labelled or turn.label is not None:
            return turn.label
        letter = len(self._syntax.words[turn.first]) == 1
        return self._known[0].get(at) if letter else None

    def _turn(self, token: int) -> int:
        return max(0, bisect_right(self._turns, token, key=lambda turn: turn.first) - 1)

    @cached_property
    def _turns(self) -> list[Turn]:
        syntax = self._syntax
        starts = syntax.start
        ranges = paragraphs(syntax.text) if _wrapped(syntax.text) else _lines(syntax.text)
        turns = []
        for start, end in ranges:
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first < last:
                turns.append(Turn(first, last))
        introductions = Introductions(syntax, self._mentions, self._resolve)
        introductions.read(turns)
        self._announcements = Announcements(syntax, introductions.person)
        return turns

    @cached_property
    def _known(self) -> tuple[dict[int, Entity], dict[int, Entity]]:
        """Return the speakers and the hearers of the turns, as far as they are known."""
        turns = self._turns
        self._asking = [self._asks(turn) for turn in turns]
        self._speakers: dict[int, Entity] = {}
        self._hearers: dict[int, Entity] = {}
        conversing = [
            self._turn(m.head)
            for m in self._mentions
            if m.pronoun is not None and m.pronoun.number in _CONVERSING and m.quotation < 0
        ]
        conversing = [i for i in conversing if not turns[i].heading]
        if not conversing:
            return self._speakers, self._hearers
        if not self._labelled():
            self._told(conversing[0])
        for i, turn in enumerate(turns):
            if len({id(e) for e in turn.addressed}) == 1:
                self._hearers.setdefault(i, turn.addressed[0])
        return self._speakers, self._hearers

    def _labelled(self) -> bool:
        """Take the speakers from the labels of a transcript; tell whether the text is one."""
        turns = self._turns
        labels = [turn for turn in turns if turn.label is not None]
        shouted = [turn for turn in labels if turn.shouted]
        transcript = len(labels) > _LABELLED * len(turns) or len(shouted) > 1
        transcript = transcript or any(turn.alone for turn in shouted)
        if len(labels) < 2 and not transcript:
            return False
        speaker: Entity | None = None
        for i, turn in enumerate(turns):
            if turn.labelled or not transcript:
                speaker = turn.label
            if speaker is not None:
                self._speakers[i] = speaker
        return True

    def _told(self, conversing: int) -> None:
        """Infer the speakers of a text without labels, from the first line with `I` or `you` on."""
        turns = self._turns
        questions = [i for i, turn in enumerate(turns) if self._ends_asking(turn)]
        opened = min([*questions[:1], conversing])
        asked, asker = None, None
        if len(questions) > max(1, _QUESTIONS * (len(turns) - opened)):
            asked, asker = self._announcements.interview(turns[:opened])
            asked = asked or self._announcements.quoted(turns)
        courtesy = sum(turn.pleading or turn.presiding for turn in turns) > 1
        legal = sum(turn.legal for turn in turns[:_CALLED]) > 1
        if asked is not None:
            self._infer("interview", asked, opened, len(turns))
            if asker is None:
                self._asked()
            for i in self._hearers:
                if asker is not None:
                    self._speakers.setdefault(i, asker)
        elif (courtesy or legal) and self._hearing(courtesy):
            return
        elif not self._monologue() and median(turn.words for turn in turns) <= _TALK:
            for person, start, end in self._people():
                self._infer("talk", person, start, end)

    def _people(self) -> list[tuple[Entity, int, int]]:
        """Return who is introduced or addressed, and the lines around: far from them nothing tells.

        So the time that talk takes grows with its lines, however many people there are.
        """
        places: dict[int, tuple[Entity, list[list[int]]]] = {}
        for i, turn in enumerate(self._turns):
            for person in (turn.introduced, *turn.addressed):
                if person is None:
                    continue
                known = places.setdefault(id(person), (person, []))[1]
                if known and i - _NEAR <= known[-1][1]:
                    known[-1][1] = i + _NEAR
                else:
                    known.append([i - _NEAR, i + _NEAR])
        return [
            (person, max(0, start), min(len(self._turns), end))
            for person, known in places.values()
            for start, end in known
        ]

    def _hearing(self, courtesy: bool) -> bool:
        """Infer who pleads, from where each is called up or introduced until the next is."""
        turns = self._turns
        anchors: list[tuple[int, Entity]] = []
        for i, turn in enumerate(turns):
            # `Justice Voss?` gives the floor to one of those who ask.
            bar = None if turn.pleading else turn.called
            called = self._announcements.of_heading(turn) or turn.introduced or bar
            if called is None and courtesy:
                plain = turn.addressed[0] if turn.addressed and not turn.pleading else None
                called = turn.summoned or plain
            if called is not None and (not anchors or anchors[-1][1] is not called):
                anchors.append((i, called))
        ends = [*(i for i, _ in anchors[1:]), len(turns)][: len(anchors)]
        for (start, person), end in zip(anchors, ends, strict=True):
            self._infer("hearing", person, start, end)
        self._asked()
        return bool(anchors)

    def _asked(self) -> None:
        """Take over who asks, where answers name them."""
        found = askers(self._turns, self._speakers, self._hearers)
        for i, person in found.asking.items():
            self._speakers.setdefault(i, person)
        for i, person in found.told.items():
            self._hearers.setdefault(i, person)

    def _monologue(self) -> bool:
        """Infer the one speaker of a speech, a letter or a film; tell whether the text is one."""
        turns = self._turns
        person = self._announcements.author(turns)
        if person is None:
            for turn in turns[:5]:
                if turn.introduced is not None:
                    words = set(self._syntax.lower[turns[0].first : turn.last])
                    mean = sum(t.words for t in turns) / len(turns)
                    if mean >= 25 or AUDIENCE & words:
                        person = turn.introduced
                    break
        if person is None:
            return False
        self._infer("monologue", person, 0, len(turns))
        return True

    # The hidden Markov model of one person.

    def _infer(self, kind: str, person: Entity, start: int, end: int) -> None:
        places = [i for i in range(start, end) if not self._turns[i].heading]
        if not places:
            return
        odds = [self._odds(kind, person, i, start) for i in places]
        own = posteriors(odds, *_TAKING[kind])
        for i, likely in zip(places, own, strict=True):
            if likely >= _SURE:
                self._speakers.setdefault(i, person)
            elif likely <= 1 - _SURE and kind in ("interview", "hearing"):
                self._hearers.setdefault(i, person)

    def _odds(self, kind: str, person: Entity, i: int, start: int) -> float:
        """Return the log odds that a person says a line, by it and what is around it."""
        turn = self._turns[i]
        odds = 0.0
        if turn.introduced is not None:
            odds += 6.0 if turn.introduced is person else -6.0
        if any(each is person for each in turn.addressed):
            odds -= 6.0
        if any(each is person for each in turn.named) and turn.introduced is not person:
            odds -= 1.5
        if i > start:
            before = self._turns[i - 1]
            if before.summoned is not None:
                odds += 2.5 if before.summoned is person else -2.0
            elif before.addressed:
                odds += 1.5 if before.addressed[-1] is person else -1.0
        if kind in ("interview", "hearing"):
            odds -= self._asking[i]
        if kind == "hearing":
            odds += 3.0 * turn.pleading - 3.0 * turn.presiding
        return odds

    def _ends_asking(self, turn: Turn) -> bool:
        words = self._syntax.words
        last = turn.last - 1
        while last > turn.first and not words[last].strip(' \n"”’)'):
            last -= 1
        return words[last] == "?"

    def _asks(self, turn: Turn) -> float:
        """Return the log odds that who asks says a line."""
        low = self._syntax.lower[turn.first : turn.last]
        you = sum(word in ("you", "your") for word in low)
        own = sum(word in ("i", "my", "me") for word in low)
        first = next((word for word in low if word[:1].isalnum()), "")
        return (
            _ASKED["always"]
            + _ASKED["ends"] * self._ends_asking(turn)
            + _ASKED["asks"] * ("?" in low)
            + _ASKED["words"] * log1p(turn.words)
            + _ASKED["you"] * min(3, you)
            + _ASKED["i"] * min(3, own)
            + _ASKED["yes"] * (first in _OPENERS)
        )


def _lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _LINE.finditer(text)]


def _wrapped(text: str) -> bool:
    """Tell whether the lines of a text are broken by width, within sentences."""
    lines = [text[start:end].rstrip() for start, end in _lines(text)]
    broken = sum(len(line) >= 40 and line[-1] not in '.?!:…—–-"”’)' for line in lines)
    return broken > 0.4 * len(lines)
