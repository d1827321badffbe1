"""What denies a predicate: words and their scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimkit.extraction import modality
from claimkit.extraction.clause import Clause
from claimkit.extraction.syntax import NOMINAL, SUBJECTS, Syntax

_NEGATED = frozenset(("obj", "iobj", "obl", "obl:unmarked", "obl:npmod", *SUBJECTS))


@dataclass(frozen=True)
class Trigger:
    """A word that denies or weakens a claim.

    Attributes
    ----------
    role
        ``negation`` or ``hedge``.
    start, end
        Its tokens, half-open.
    grade
        What a hedge leaves of the certainty; null for a negation.
    """

    role: str
    start: int
    end: int
    grade: str | None = None


def negations(syntax: Syntax, clause: Clause) -> Iterator[Trigger]:
    """Yield what denies the predicate of a clause itself, and not of one within it."""
    head = clause.head
    yield from denials(syntax, head)
    first = clause.first
    if first is None:
        return
    joined = [syntax.word[c] for c in syntax.of(head, ("cc",))]
    if syntax.shared(head, first) or "or" in joined or "nor" in joined:
        yield from (t for t in denials(syntax, first) if t.start < head)
    elif "nor" not in joined:
        # `Nobody came and saw it`
        subject = syntax.subject(first)
        if subject is not None:
            yield from negative_phrase(syntax, subject)


def denials(syntax: Syntax, head: int) -> Iterator[Trigger]:
    """Yield the words that deny a predicate."""
    for child in syntax.children[head]:
        word, dep = syntax.word[child], syntax.dep[child]
        if word in modality.NEGATIONS and dep in ("advmod", "cc", "cc:preconj", "det", "aux"):
            following = syntax.word[child + 1] if child + 1 < len(syntax.word) else ""
            contrast = child > head and syntax.word[child - 1] in (",", "and", "—", "–")
            if not contrast and not (word == "not" and following in modality.AFTER_NOT):
                yield Trigger("negation", child, child + 1)
        elif word in ("longer", "more") and any(
            syntax.word[c] == "no" for c in syntax.children[child]
        ):
            yield Trigger("negation", syntax.left[child], child + 1)
        elif word == "no" and dep in ("det", "advmod") and _word_follows(syntax, child):
            # `is no evidence`, `no longer runs`, where the parser hangs "no" on the verb
            last = child + (syntax.word[child + 1] in ("longer", "more"))
            yield Trigger("negation", child, last + 1)
        elif (
            dep in _NEGATED or (dep in ("ccomp", "xcomp", "dep") and syntax.pos[child] in NOMINAL)
        ) and not syntax.is_predicate(child):
            yield from negative_phrase(syntax, child)
        elif dep in _NEGATED:
            for c in syntax.of(child, ("det",)):  # `no plans`, read as a verb
                if syntax.word[c] == "no":
                    yield Trigger("negation", c, c + 1)
        elif dep == "cc" and word == "nor":
            yield Trigger("negation", child, child + 1)
    if syntax.of(head, ("cop",)):
        yield from negative_phrase(syntax, head)  # `is no engineer`


def _word_follows(syntax: Syntax, i: int) -> bool:
    return i + 1 < len(syntax.word) and syntax.pos[i + 1] not in ("PUNCT", "SPACE")


def negative_phrase(syntax: Syntax, noun: int) -> Iterator[Trigger]:
    """Yield the word that makes a noun phrase negative: `no leak`, `nobody`, `not one of them`."""
    word = syntax.word[noun]
    if word in modality.NEGATIVES and "but" not in syntax.word[noun + 1 : noun + 2]:
        yield Trigger("negation", noun, noun + 1)
        return
    for child in syntax.children[noun]:
        if child > noun:
            continue
        word, dep = syntax.word[child], syntax.dep[child]
        if word == "no" and dep in ("det", "advmod"):
            following = syntax.word[child + 1]
            if following not in modality.AFTER_NO:
                yield Trigger("negation", child, child + 1)
        elif (
            (word == "neither" or (word == "not" and syntax.dep[noun] in SUBJECTS))
            and dep in ("cc:preconj", "det", "advmod")
            and syntax.word[child + 1] not in modality.AFTER_NOT
            and not syntax.of(noun, ("cop",))
        ):
            yield Trigger("negation", child, child + 1)
