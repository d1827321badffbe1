"""Claims as the cross-check reads them: the row, and everything marked in it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimkit import tables
from claimkit.factchecks.terms import stems, words
from claimkit.semantics import vectors

# What `standalone` adds of a time is compared as a time, not as a word.
_BRACKET = re.compile(r"([^\[]*)(?:\[([^\]]*)\])?", re.DOTALL)
_NAME = re.compile(r"^\W*(\w+(?:-\w+)*)(?:['’]s)?$")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?…’”)])")
_NEGATOR = re.compile(r"n?[o'’]t|no|never|nor|neither|none|nobody|nothing|without")
_CALENDAR = re.compile(r"\d{4}-\d\d")
_DATE = re.compile(r"\[[^\]]*\d{2}[^\]]*\]|\[[A-Z]+_REF\]")


@dataclass(frozen=True)
class Mark:
    """A marked stretch of a claim, in code points of its document."""

    start: int
    end: int
    text: str
    value: str | None
    label: str | None


@dataclass(frozen=True)
class Word:
    """A word that tells something: as printed, its stem, its vector and how much it tells."""

    text: str
    stem: str
    vector: NDArray[np.float32]
    weight: float


def phrase(text: str) -> list[Word]:
    """Return the words of a text that tell something, each once, in order."""
    known = vectors()
    found: dict[str, Word] = {}
    for word in words(text):
        for stem in stems(word):
            if stem not in found:
                found[stem] = Word(word, stem, *known.word(word))
    return list(found.values())


@dataclass(frozen=True)
class Proposition:
    """A claim with its voice, its document and its marks.

    Attributes
    ----------
    claim_id, source_id, story, start, end, text, standalone, subject, predicate, polarity
        As in the tables of the contract.
    certainty, about_time
        Likewise.
    statement_id, speaker, said_on
        Of the statement that the claim is part of; null for the outlet's own voice.
    published
        The day of the document, empty where it is unknown.
    reference
        Whether the document is a record that others are checked against.
    quantities, times, entities, negations, hedges
        The marks of these roles, in the order of the text.
    """

    claim_id: str
    source_id: str
    story: str
    start: int
    end: int
    text: str
    standalone: str
    subject: str | None
    predicate: str | None
    polarity: str
    certainty: str
    about_time: str | None
    statement_id: str | None = None
    speaker: str | None = None
    said_on: str | None = None
    published: str = ""
    reference: bool = False
    quantities: tuple[Mark, ...] = ()
    times: tuple[Mark, ...] = ()
    entities: tuple[Mark, ...] = ()
    negations: tuple[Mark, ...] = ()
    hedges: tuple[Mark, ...] = ()

    @property
    def order(self) -> tuple[bool, str, str]:
        """What comes first of two: a record, then the earlier published; without a day, last."""
        return not self.reference, self.published or "9999", self.claim_id

    @property
    def denied(self) -> bool:
        """Whether a cue outside its words alone denies it, as in “denied that …”.

        Who did not say it has not denied it.
        """
        written = self.plain.casefold()
        outside = [
            mark.text.casefold() not in written and not _NEGATOR.fullmatch(mark.text.casefold())
            for mark in self.negations
        ]
        return self.polarity == "negative" and bool(outside) and all(outside)

    @cached_property
    def plain(self) -> str:
        """The claim readable alone, in words only: names for pronouns, no added dates."""
        return _without_brackets(_DATE.sub("", self.standalone))

    @cached_property
    def named_subject(self) -> str:
        """The subject in small letters; where `standalone` has a name for it, that name."""
        written = self.subject or ""
        at = self.text.find(written)
        if not written or at < 0 or not self.standalone.startswith(self.text[:at]):
            return written.casefold()
        # `[Elin Voss] left` for `she left`, `I [Elin Voss] left`, `the mayor [Elin Voss] left`;
        # but not `[Elin Voss’s] deputy left`, nor `the mayor [is] Elin Voss`.
        following = self.standalone[at:].removeprefix(written).lstrip()
        before, added = _BRACKET.findall(following)[0]
        rest = following.removeprefix(f"[{added}]")
        whole = rest.split()[:1] == self.text[at + len(written) :].split()[:1]
        is_name = not before and any(map(str.isupper, added)) and not _DATE.fullmatch(f"[{added}]")
        return str(added if whole and is_name else written).casefold()

    @cached_property
    def measured(self) -> frozenset[str]:
        """The words of numbers and times, in small letters."""
        marks = (*self.quantities, *self.times)
        return frozenset(word for mark in marks for word in words(mark.text.casefold()))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words that tell something, each once, in order."""
        return tuple(phrase(self.plain))

    def beside(self, *phrases: str) -> list[Word]:
        """Return the words that tell something beside these phrases, numbers and times."""
        gone = {word.stem for text in phrases for word in phrase(text)}
        return [
            word
            for word in self.words
            if word.stem not in gone and word.text.casefold() not in self.measured
        ]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of these words."""
        return frozenset(word.stem for word in self.words)

    @cached_property
    def named(self) -> frozenset[str]:
        """The stems of the names in it, and of its subject."""
        names = [text for mark in self.entities for text in (mark.text, mark.value or "")]
        return frozenset(w.stem for name in (*names, self.named_subject) for w in phrase(name))

    @cached_property
    def keys(self) -> frozenset[str]:
        """What it is looked up by: stems, numbers by their value, days and months."""
        numbers = {f"#{m.value.split()[0].lstrip('~<>=')}" for m in self.quantities if m.value}
        days = {f"@{m.value[:10]}" for m in self.times if m.value and _CALENDAR.match(m.value)}
        return self.stems | numbers | days


def _without_brackets(standalone: str) -> str:
    """Write what brackets add as plain words, and a shorter name before its full form not twice.

    >>> _without_brackets("Voss [Elin Voss] said that [the pier’s] rails rust")
    'Elin Voss said that the pier’s rails rust'
    """
    out: list[str] = []
    for part, added in _BRACKET.findall(standalone):
        out += part.split()
        full = {word.casefold() for word in re.findall(r"\w+(?:-\w+)*", added)}
        while out and full and (own := _NAME.findall(out[-1])) and own[0].casefold() in full:
            out.pop()
        out += added.split()
    return _BEFORE_MARK.sub(r"\1", " ".join(out))


def propositions(analysis: tables.Analysis) -> list[Proposition]:
    """Return the claims of an analysis, in an order that does not depend on that of its rows."""
    sources = {row.source_id: row for row in tables.rows(analysis.sources)}
    statements = {row.statement_id: row for row in tables.rows(analysis.statements)}
    marks = _marks(analysis)
    found = []
    for row in tables.rows(analysis.claims):
        document, said = sources[row.source_id], statements.get(row.statement_id)
        fields: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS}
        fields |= {role: tuple(marks[row.claim_id, role]) for role in _ROLES}
        found.append(
            Proposition(
                **fields,
                story=document.story,
                standalone=row.standalone or row.text,
                speaker=said.speaker if said else None,
                said_on=said.said_on if said else None,
                published=document.published or "",
                reference=document.role == "reference",
            )
        )
    return sorted(found, key=lambda each: (each.story, each.source_id, each.start, each.claim_id))


_COLUMNS = (
    "claim_id source_id statement_id start end text subject predicate polarity certainty about_time"
).split()
_ROLES = {
    "quantities": "quantity",
    "times": "time",
    "entities": "entity",
    "negations": "negation",
    "hedges": "hedge",
}


def _marks(analysis: tables.Analysis) -> dict[tuple[str, str], list[Mark]]:
    plural = {role: name for name, role in _ROLES.items()}
    found: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    spans: Any = analysis.spans[analysis.spans["role"].isin(list(plural))]
    for row in tables.rows(spans):
        found[row.owner_id, plural[row.role]].append(
            Mark(row.start, row.end, row.text, row.value, row.label)
        )
    for each in found.values():
        each.sort(key=lambda mark: (mark.start, mark.end))
    return found
