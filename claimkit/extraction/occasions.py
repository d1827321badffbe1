"""When something was said, and on which occasion.

Only a time expression that governs the cue counts, or the occasion on which the same speaker was
just heard; never the day of publication by default.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Span, Token

from claimkit.contracts.dates import earliest_day
from claimkit.extraction.events import OCCASIONS, Around
from claimkit.extraction.governing import about_time, between
from claimkit.extraction.statements import Statement
from claimkit.language import Range

__all__ = ["Said", "about_time", "said"]

_VERBS = frozenset(("VERB", "AUX"))
_PERFECT = frozenset(("has", "have", "'ve", "’ve", "had", "'d", "’d"))
_NOT_YET = frozenset(("will", "'ll", "’ll", "would", "may", "might", "could", "should", "shall"))
_EARLIER = frozenset(("previously", "earlier", "before", "once", "formerly", "repeatedly"))
_PRONOUNS = frozenset(("he", "she", "they", "him", "her", "them", "i", "we"))
_FUNCTION = frozenset("the a an of for his her their its and 's ’s , mr. mrs. ms. dr.".split())
# How many sentences without a word of the speaker an occasion lasts.
_LASTS = 3
_FAR_UP = 6
_ADDING = frozenset(("add", "continue", "conclude", "repeat", "insist"))


@dataclass(frozen=True)
class Said:
    """When and where a statement was made.

    Attributes
    ----------
    on
        The TIMEX3 value of the day, or of what is known of it; null where the article gives none.
    at
        The occasion or the place as printed, half-open, in code points of the text.
    times
        The time expressions that say when.
    """

    on: str | None = None
    at: Range | None = None
    times: tuple[Span, ...] = ()


@dataclass
class _Occasion:
    """An occasion on which a speaker was heard; several speakers may be at theirs in turn."""

    on: str
    at: Range | None
    words: set[str]
    name: str | None
    sentence: int
    others: bool = False  # whether another person was heard since
    left: bool = False  # whether the article has gone over to another day since


def said(
    doc: Doc,
    statements: Sequence[Statement],
    published: str | None = None,
    speakers: Sequence[str | None] | None = None,
) -> list[Said]:
    """Return when and where each statement was made.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.
    statements
        Its statements.
    published
        Day of publication, ISO 8601: nothing is said after it.
    speakers
        The full name of each statement's speaker, where it is known. Without it, speakers are told
        apart by the words of their sources.

    Returns
    -------
    list of Said
        One for each statement, in the same order.

    Examples
    --------
    >>> from claimkit.extraction.statements import statements
    >>> from claimkit.language import annotate
    >>> doc = annotate("Ana Ruiz said Thursday that it is safe.", published="2025-03-14")
    >>> [when.on for when in said(doc, statements(doc), "2025-03-14")]
    ['2025-03-13']
    """
    return _Discourse(doc, statements, published, speakers).said()


class _Discourse:
    """The statements of a document in the order in which they are told."""

    def __init__(
        self,
        doc: Doc,
        statements: Sequence[Statement],
        published: str | None,
        speakers: Sequence[str | None] | None,
    ) -> None:
        self.doc = doc
        self.text = doc.text
        self.statements = statements
        self.published = (published or "")[:10]
        self.speakers = speakers or [None] * len(statements)
        self.sentences = [sentence.start_char for sentence in doc.sents]
        self.around = [Around(doc, statement.said.content) for statement in statements]
        self.cues = [self._cue(statement) for statement in statements]
        self.owner = {
            token.i: i for i, cue in enumerate(self.cues) if cue is not None for token in cue
        }

    def _cue(self, statement: Statement) -> Span | None:
        cue = statement.said.cue
        return self.doc.char_span(*cue, alignment_mode="expand") if cue else None

    def said(self) -> list[Said]:
        """Return when and where each statement was made."""
        own = [self._own(i) for i in range(len(self.statements))]
        order = sorted(
            (i for i, cue in enumerate(self.cues) if cue is not None), key=lambda i: self._place(i)
        )
        result = list(own)
        # Each speaker's last occasion, the one last spoken of at the end.
        occasions: list[_Occasion] = []
        for i in order:
            found = own[i]
            sentence = self._sentence(self._place(i))
            occasions = [each for each in occasions if sentence - each.sentence <= _LASTS]
            takes_over = found.on is None and self._takes_over(i)
            if takes_over:
                found = self._of_clause(i, result) or found
            at: _Occasion | None = None
            if found.on is not None:
                at = next((o for o in reversed(occasions) if self._is_of(i, o)), None)
                if own[i].on is not None or (at is not None and at.on != found.on):
                    occasions = [each for each in occasions if each is not at]
                    at = _Occasion(found.on, found.at, set(), None, sentence)
            elif takes_over:
                at = next((o for o in reversed(occasions) if self._stays(i, o, found.at)), None)
                if at is not None:
                    found = Said(at.on, found.at or at.at, found.times)
            result[i] = found
            self._hear(i, at, occasions)
        return result

    def _hear(self, i: int, at: _Occasion | None, occasions: list[_Occasion]) -> None:
        """Let the speaker of a statement be heard on an occasion, and the others be left."""
        words = self._words(i)
        if at is not None:
            at.words |= words - _PRONOUNS or (words if not at.words else set())
            at.name = at.name or self.speakers[i]
            at.sentence, at.others, at.left = self._end(i), False, False
            occasions[:] = [each for each in occasions if each is not at]
        if at is not None or (words - _PRONOUNS and self._is_person(i)):
            for each in occasions:
                each.others = True
                each.left |= at is not None and at.on != each.on and not self._is_aside(i)
        if at is not None:
            occasions.append(at)

    def _stays(self, i: int, current: _Occasion, at: Range | None) -> bool:
        """Tell whether a statement, made at the place `at`, is one of an occasion."""
        mine, known = self._event(at), self._event(current.at)
        if mine is not None and at is not None:
            # "He said at the briefing": that one, whoever was heard since; an interview is another.
            if self.text[slice(*at)].lower().startswith(("a ", "an ", "another ")):
                return False
            if known is not None:
                return mine.lemma_.lower() == known.lemma_.lower()
        return self._is_of(i, current) and (not current.left or self._goes_on(i))

    def _goes_on(self, i: int) -> bool:
        """Tell `added` and `also said`, which go on with what the same speaker said before."""
        cue = self.cues[i]
        if cue is None:
            return False
        around = {child.lower_ for token in cue for child in token.children}
        return cue.root.lemma_.lower() in _ADDING or bool(around & {"also", "too", "further"})

    def _is_aside(self, i: int) -> bool:
        """Tell a statement told in passing: `…, which Lind said Thursday is old`."""
        cue = self.cues[i]
        if cue is None:
            return False
        above = (cue.root, *islice(cue.root.ancestors, _FAR_UP))
        return any(token.dep_.startswith(("acl", "advcl", "ccomp")) for token in above)

    def _end(self, i: int) -> int:
        """Return the sentence in which a statement ends, its cue or its quotation."""
        ends = [end for _, end in self.statements[i].said.content]
        return self._sentence(max(self._place(i), max(ends, default=1) - 1))

    def _event(self, at: Range | None) -> Token | None:
        """Return the word for the occasion within what is printed of it."""
        span = self.doc.char_span(*at, alignment_mode="expand") if at else None
        found = (token for token in span or () if token.lemma_.lower() in OCCASIONS)
        return next(found, None)

    def _is_of(self, i: int, current: _Occasion) -> bool:
        """Tell whether the speaker of a statement is the one who was heard on an occasion."""
        name = self.speakers[i]
        if name is not None and current.name is not None:
            return name == current.name
        words = self._words(i)
        if not words:
            return False
        if words & _PRONOUNS:
            return not current.others
        return bool(words & current.words)

    def _takes_over(self, i: int) -> bool:
        """Tell whether a statement without a time can be one of the occasion just told of."""
        cue = self.cues[i]
        if cue is None:
            return False
        root = cue.root
        around = {token.lower_ for token in cue}
        around |= {
            child.lower_
            for child in root.children
            if (child.i < root.i or child.dep_ == "advmod") and not self.around[i].holds(child)
        }
        if around & (_EARLIER | _PERFECT | _NOT_YET):
            return False
        # "what he calls the causes": a habit, no event
        return root.pos_ in _VERBS and not (
            root.lower_ != root.lemma_.lower()
            and root.lower_.endswith("s")
            and root.dep_ not in ("root", "parataxis", "conj")
        )

    def _of_clause(self, i: int, result: Sequence[Said]) -> Said | None:
        """Return the time of the cue on which this one hangs, or which hangs on it.

        In `he said …, adding that …` both are said at once.
        """
        cue = self.cues[i]
        if cue is None:
            return None
        root = cue.root
        if root.dep_ in ("advcl", "conj", "xcomp", "acl") and root.head.i in self.owner:
            above = self.owner[root.head.i]
            if result[above].on is not None and self._same_source(i, above):
                return Said(result[above].on, result[above].at)
        for child in root.children:
            if child.dep_ == "advcl" and child.lower_.endswith("ing") and child.i in self.owner:
                below = self.owner[child.i]
                if result[below].on is not None and self._same_source(i, below):
                    return Said(result[below].on, result[below].at)
        return None

    def _same_source(self, one: int, other: int) -> bool:
        names = self.speakers[one], self.speakers[other]
        if None not in names:
            return names[0] == names[1]
        a, b = self._words(one), self._words(other)
        return not a or not b or bool(a & b) or bool((a | b) & _PRONOUNS)

    def _own(self, i: int) -> Said:
        """Return what the clause of the cue itself says."""
        cue = self.cues[i]
        if cue is None:
            return Said()
        times = tuple(self._times(i, cue))
        at = self.around[i].on_cue(cue) or self.around[i].of_times(times)
        days = {str(time._.value) for time in times if self._is_past(time)}
        days = {value.partition("T")[0] for value in days}
        if len(days) > 1:
            # "Thursday, in March": the more precise one, where it is one day
            longest = max(len(day) for day in days)
            days = {day for day in days if len(day) == longest}
        return Said(days.pop() if len(days) == 1 else None, at, times)

    def _is_past(self, time: Span) -> bool:
        value = time._.value
        if not value or time.label_ not in ("DATE", "TIME") or "X" in value[:4]:
            return False
        if not value[:4].isdigit() or "_REF" in value:
            return False
        if not self.published:
            return True
        first = earliest_day(value)
        return first is None or first.isoformat() <= self.published

    def _times(self, i: int, cue: Span) -> Iterator[Span]:
        """Yield the time expressions that say when a statement was made."""
        sentence = cue.root.sent
        for time in between(self.doc.spans["times"], sentence.start_char, sentence.end_char):
            if not self._in_content(i, time) and self._says_when(i, time, cue):
                yield time

    def _in_content(self, i: int, time: Span) -> bool:
        pieces = self.statements[i].said.content
        return any(a <= time.start_char < b for a, b in pieces)

    def _says_when(self, i: int, time: Span, cue: Span) -> bool:
        """Tell whether the first verb above a time is the cue, or the time follows it at once."""
        for above in time.root.ancestors:
            if cue.start <= above.i < cue.end:
                return True
            if above.pos_ in _VERBS or above.i in self.owner:
                break
        if cue.start <= time.start and time.end <= cue.end:
            return True
        if self._adverbial_of_content(i, time, cue):
            return False
        # The parser often hangs on the content what stands behind it and belongs to the cue.
        return cue.end <= time.start and not any(
            (token.pos_ in _VERBS or token.i in self.owner) and not self.around[i].holds(token)
            for token in self.doc[cue.end : time.start]
        )

    def _adverbial_of_content(self, i: int, time: Span, cue: Span) -> bool:
        """`She said that it was closed on Monday`: with a preposition, of the verb before it."""
        head = time.root.head
        prepositional = any(child.dep_ == "case" for child in time.root.children)
        behind = cue.end <= head.i < time.start
        return prepositional and behind and self.around[i].holds(head)

    def _place(self, i: int) -> int:
        said = self.statements[i].said
        return said.cue[0] if said.cue else said.content[0][0]

    def _sentence(self, char: int) -> int:
        return bisect_left(self.sentences, char + 1) - 1

    def _words(self, i: int) -> set[str]:
        source = self.statements[i].said.source
        span = self.doc.char_span(*source, alignment_mode="expand") if source else None
        if span is None:
            return set()
        return {t.lower_ for t in span if t.lower_ not in _FUNCTION and not t.is_punct}

    def _is_person(self, i: int) -> bool:
        source = self.statements[i].said.source
        span = self.doc.char_span(*source, alignment_mode="expand") if source else None
        return span is not None and any(token.ent_type_ == "PERSON" for token in span)
