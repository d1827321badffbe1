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
    """Yield the words of a cue, and around it, that deny or weaken a clause of its content.

    What stands in a relative clause is told beside what is doubted or denied, and a sentence of a
    quotation in which the cue is not is out of its reach.
    """
    if clause.kind == "relative" or not _is_near(syntax, clause, cue):
        return
    place = (cue.start, cue.end)
    denied = [*denials(syntax, cue.head)]
    grade = grade_of(cue.lemma)
    raised = denied and cue.lemma in modality.RAISING
    if raised:
        yield Trigger("negation", denied[0].start, denied[0].end)
    elif cue.lemma in modality.DENYING and not denied:
        yield Trigger("negation", *place)
    elif denied:
        grade = UNKNOWN if cue.lemma not in ("doubt", "question") else None
    if cue.lemma == "rule" and "out" in syntax.word[cue.start : cue.end] and not denied:
        yield Trigger("negation", *place)
    if cue.lemma == "suggest" and not denied and _is_indicative(syntax, clause):
        grade = POSSIBLE
    withheld = _withheld(syntax, cue)
    if withheld is not None:
        grade = UNKNOWN
        place = (withheld, cue.end) if withheld < cue.start else place
    if grade and grade != CERTAIN:
        yield Trigger("hedge", *place, grade)
    for mark in syntax.of(clause.head, ("mark",)):
        if syntax.word[mark] in ("whether", "if") and mark >= cue.end and grade != UNKNOWN:
            yield Trigger("hedge", mark, mark + 1, UNKNOWN)  # `has checked whether it is safe`


def grade_of(lemma: str) -> str | None:
    """Return what a cue makes of its content: a verb, `is skeptical that`, `the belief that`."""
    for graded in (modality.CUES, modality.ADJECTIVES, modality.NOUNS):
        if lemma in graded:
            return graded[lemma]
    return None


def _is_near(syntax: Syntax, clause: Clause, cue: Cue) -> bool:
    """Tell whether no sentence ends between a cue and a clause of its content."""
    first, last = sorted((clause.head, cue.head))
    if syntax.doc[first].sent != syntax.doc[last].sent:
        return False
    return all(syntax.breaks(i, last) is None for i in range(first, last))


def _withheld(syntax: Syntax, cue: Cue) -> int | None:
    """Return the verb above a cue that says that it was not said: `refused to confirm that`."""
    above = syntax.head[cue.head]
    if syntax.dep[cue.head] == "xcomp" and syntax.lemma[above] in modality.WITHHOLDING:
        return above
    return cue.head if cue.lemma in modality.WITHHOLDING else None


def _is_indicative(syntax: Syntax, clause: Clause) -> bool:
    return not syntax.is_base(clause.head)
