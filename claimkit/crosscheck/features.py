"""What is known of two claims side by side, as numbers: what the relation is decided by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimkit.crosscheck.alignment import Alignment, coverage, likeness, similarity
from claimkit.crosscheck.comparators import Comparison, compare
from claimkit.crosscheck.propositions import Proposition, Word, phrase
from claimkit.semantics import DIFFERENCES

Floats = NDArray[np.float32]
# What they are going to do stands behind it.
_FUTURE = re.compile(r"(?:\b(?:am|is|are|was|were|be|been)|['’](?:m|re|s))\b.*\bgoing$")
# "Paid" is like "earned", but no answer to it.
_ANSWERS = 0.6


@dataclass(frozen=True)
class Compared:
    """Two claims, what the comparators say, and what the pair encoder says.

    Attributes
    ----------
    one, other
        The claims.
    entailment
        2 × 3: what one says of the other and the other way round, as entailment, neutral,
        contradiction.
    reasons
        Probabilities of ``semantics.DIFFERENCES``: what they differ in.
    shares
        The smaller and the larger share of what one tells that the other tells, too, by the vectors
        of their words.
    """

    one: Proposition
    other: Proposition
    entailment: Floats
    reasons: Floats
    shares: tuple[float, float]

    @cached_property
    def alignment(self) -> Alignment:
        """Which words answer to which."""
        return Alignment(self.one, self.other)

    @property
    def fuller(self) -> int:
        """The side that tells more which the other does not: 0 or 1."""
        return self.alignment.fuller

    @cached_property
    def subject(self) -> float:
        """How alike the subjects are, 0 to 1; of pronouns, whether they are the same word."""
        names = [claim.named_subject for claim in (self.one, self.other)]
        alike = likeness(*names)
        return float(names[0] == names[1] != "") if alike is None else alike

    @cached_property
    def predicate(self) -> float:
        """How alike the predicates are, 0 to 1."""
        told = [_FUTURE.sub("", claim.predicate or "") for claim in (self.one, self.other)]
        return likeness(*told) or 0.0

    @property
    def speaks_for_others(self) -> bool:
        """Whether one subject is `we`, and the other a name: for whom it is said is not known."""
        names = [claim.named_subject for claim in (self.one, self.other)]
        named = [
            bool(claim.named_subject) and bool(claim.named & {w.stem for w in phrase(name)})
            for claim, name in zip((self.one, self.other), names, strict=True)
        ]
        return (names[0] == "we" and named[1]) or (names[1] == "we" and named[0])

    @cached_property
    def told(self) -> tuple[float, float]:
        """The share that the other has too of what each tells beside its subject."""
        sides = [
            [w for w in claim.words if w.stem not in {s.stem for s in phrase(claim.named_subject)}]
            for claim in (self.one, self.other)
        ]
        return coverage(sides[0], sides[1], similarity(sides[0], sides[1]))

    @property
    def one_adds_nothing(self) -> bool:
        """Whether one of the two has no word, but for numbers and times, that the other has not."""
        alike = self.alignment.similarity
        best = (alike.max(1, initial=0), alike.max(0, initial=0))
        return not all(
            any(
                closest < _ANSWERS and word.text.casefold() not in claim.measured
                for word, closest in zip(claim.words, each, strict=True)
            )
            for claim, each in zip((self.one, self.other), best, strict=True)
        )

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """What the comparators find."""
        return compare(self.one, self.other)

    def found(self, outcome: str, reason: str | None = None) -> list[Comparison]:
        """Return the comparisons of an outcome, of a reason if one is given."""
        return [
            each
            for each in self.comparisons
            if each.outcome == outcome and (reason is None or reason in each.reasons)
        ]


def lexical(pair: Alignment) -> list[float]:
    """Return how alike two claims are in words alone; cheap enough for every candidate."""
    first, second = pair.covered
    one, other = (pair.one.words, pair.other.words)
    exact = pair.one.stems & pair.other.stems
    weights = {word.stem: word.weight for word in (*one, *other)}
    shared = sum(weights[stem] for stem in exact)
    total = sum(weights.values()) or 1.0
    return [
        min(first, second),
        max(first, second),
        pair.coverage,
        shared / total,
        min(shared, 40.0) / 10,
        _cosine(one, other),
        min(len(one), len(other), 12) / 12,
        likeness(pair.one.subject, pair.other.subject) or 0.0,
        likeness(pair.one.predicate, pair.other.predicate) or 0.0,
    ]


NEAR = ("smaller share", "larger share", "product of the shares", "square of the larger share")
LEXICAL = (
    "smaller coverage",
    "larger coverage",
    "coverage",
    "stems shared",
    "weight shared",
    "cosine",
    "words of the shorter",
    "subject",
    "predicate",
)
FULL = (
    *LEXICAL,
    "entailment, larger",
    "entailment, smaller",
    "neutral, smaller",
    "contradiction, mean",
    "same number",
    "number reconciled",
    "number in conflict",
    "same time",
    "time in conflict",
    "name in conflict",
    "polarity in conflict",
    "same voice",
    "one voice is the outlet's, one a speaker's",
    "same document",
    "names shared",
    "one longer",
    "entailment, by the fuller",
    "entailment, by the other",
    "neutral, by the fuller",
    *NEAR[:2],
)

CONFLICT = (
    *FULL,
    "told, smaller",
    "told, larger",
    "rest, smaller",
    "rest, larger",
    "one adds nothing",
    "two voices",
    "both assert",
    "contradiction, larger",
    "contradiction, smaller",
    "entailment, mean",
    "surely of one measure",
    "one is possible",
    "one is probable",
    "one is unknown",
    "kinds of conflict",
    *(f"read as {reason}" for reason in DIFFERENCES),
    "about the same",
    "about the same, in contradiction",
    "reason, in contradiction",
    "reason, about the same, in contradiction",
    "entailment, in contradiction",
    "date in conflict, whatever else is",
    "certainty in conflict",
    "subjects alike, names known",
    "predicates alike, plans put aside",
    "subject is open",
    "a state that passes",
    "an amount put otherwise",
    "number may be an update",
    "said to you",
    "counted from other days",
)


def near(shares: Floats) -> Floats:
    """Return what tells whether two claims are about the same, in the order of ``NEAR``.

    Parameters
    ----------
    shares
        Pairs × 2, as :func:`claimkit.semantics.nearness.shared` gives them.
    """
    less, more = shares.min(1), shares.max(1)
    return np.stack([less, more, less * more, more * more], 1)


def full(pair: Compared) -> list[float]:
    """Return everything that is known of two claims, in the order of ``FULL``."""
    entails, neutral, against = pair.entailment.T
    voices = (pair.one.speaker or "", pair.other.speaker or "")
    own = [claim.statement_id is None for claim in (pair.one, pair.other)]
    names = pair.found("conflict", "entity") or pair.found("conflict", "place")
    return [
        *lexical(pair.alignment),
        float(max(entails)),
        float(min(entails)),
        float(min(neutral)),
        float(against.mean()),
        float(any("number" in each.explanation for each in pair.found("same"))),
        float(bool(pair.found("reconciled"))),
        max((each.score for each in pair.found("conflict", "number")), default=0.0),
        float(any("time" in each.explanation for each in pair.found("same"))),
        max((each.score for each in pair.found("conflict", "date")), default=0.0),
        float(bool(names)),
        float(bool(pair.found("conflict", "polarity"))),
        float(own == [True, True] or (voices[0] != "" and voices[0] == voices[1])),
        float(own[0] != own[1]),
        float(pair.one.source_id == pair.other.source_id),
        float(min(len(_names(pair.one) & _names(pair.other)), 3)),
        min(abs(len(pair.one.plain) - len(pair.other.plain)), 200) / 100,
        float(entails[pair.fuller]),
        float(entails[1 - pair.fuller]),
        float(neutral[pair.fuller]),
        *pair.shares,
    ]


def _names(claim: Proposition) -> set[str]:
    return {(mark.value or mark.text).casefold() for mark in claim.entities}


def _cosine(one: Sequence[Word], other: Sequence[Word]) -> float:
    sides = []
    for words in (one, other):
        total: Any = sum((w.vector * np.float32(w.weight) for w in words), np.float32(0))
        length = float(np.linalg.norm(total))
        sides.append(total / np.float32(length) if length else None)
    if sides[0] is None or sides[1] is None:
        return 0.0
    return float(sides[0] @ sides[1])
