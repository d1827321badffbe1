"""What the cue of a statement makes of its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimkit.extraction import modality
from claimkit.extraction.clause import Clause
from claimkit.extraction.modality import CERTAIN, POSSIBLE, UNKNOWN
from claimkit.extraction.negation import Trigger, denials
from claimkit.extraction.syntax import Syntax


@dataclass(frozen=True)
class Cue:
    """The cue of the statement that holds a claim: its tokens, its head and its lemma."""

    start: int
    end: int
    head: int
    lemma: str


def of_cue(syntax: Syntax, clause: Clause, cue: Cue) -> Iterator[Trigger]:
    """Yield the words of a cue, and around it, that deny or weaken a clause of its content."""
    place = (cue.start, cue.end)
    denied = [*denials(syntax, cue.head)]
    grade = modality.CUES.get(cue.lemma)
    raised = denied and cue.lemma in modality.RAISING
    if raised:
        yield Trigger("negation", denied[0].start, denied[0].end)
    elif cue.lemma in modality.DENYING and not denied:
        yield Trigger("negation", *place)
    elif denied:
        grade = UNKNOWN if cue.lemma not in ("doubt", "question") else None
    if cue.lemma == "rule" and "out" in syntax.word[cue.start : cue.end] and not denied:
        yield Trigger("negation", *place)
    if cue.lemma == "suggest" and _is_indicative(syntax, clause):
        grade = POSSIBLE
    if grade and grade != CERTAIN:
        yield Trigger("hedge", *place, grade)


def _is_indicative(syntax: Syntax, clause: Clause) -> bool:
    return not syntax.is_base(clause.head)
