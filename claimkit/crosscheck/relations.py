"""How two claims stand to each other: the comparators and the pair encoder taken together.

Every weight and threshold of the decision stands in ``relations.json``, which
``python -m training.relations`` fits on pairs that people judged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

import numpy as np

from claimkit.crosscheck.alignment import Alignment
from claimkit.crosscheck.comparators import Comparison
from claimkit.crosscheck.comparators.comparison import quoted
from claimkit.crosscheck.comparators.date import time_of
from claimkit.crosscheck.comparators.number import larger
from claimkit.crosscheck.features import FULL, LEXICAL, Compared, full, lexical
from claimkit.crosscheck.propositions import Proposition
from claimkit.semantics import entailment

FILE = Path(__file__).with_name("relations.json")
# A share of a week more or less does not make another period of a time.
_LIKE_LONG = 2.0
_RELIED_ON = 0.5  # of a comparator's score


@dataclass(frozen=True)
class Relation:
    """A relation of the contract between two claims, with its reasons.

    Attributes
    ----------
    relation, score, reasons
        As in the table ``links``.
    explanation
        Why, without the outlets' names.
    spans
        The stretches on either side that say so.
    """

    relation: str
    score: float
    reasons: tuple[str, ...]
    explanation: str
    spans: tuple[tuple[int, int] | None, tuple[int, int] | None] = (None, None)


@dataclass(frozen=True)
class Weights:
    """A logistic model: one weight a feature, and what is added."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    bias: float

    def __call__(self, features: Sequence[float]) -> float:
        """Return a probability."""
        total = self.bias + sum(w * x for w, x in zip(self.values, features, strict=True))
        return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


class Settings:
    """What ``relations.json`` holds.

    Attributes
    ----------
    worth_reading
        From words alone: whether a pair is worth the pair encoder.
    about_the_same
        Whether two claims are about the same proposition, be it that they agree or not.
    as_much
        Of two that agree: whether neither tells much more.
    thresholds
        By name; the file says what each is for.
    """

    def __init__(self, path: Path = FILE) -> None:
        content = json.loads(path.read_text(encoding="utf-8"))
        self.worth_reading = _weights(content["worth reading"], LEXICAL)
        self.about_the_same = _weights(content["about the same"], FULL)
        self.as_much = _weights(content["as much"], FULL)
        self.thresholds: dict[str, float] = {
            name: each["value"] for name, each in content["thresholds"].items()
        }


def _weights(content: dict[str, float], names: tuple[str, ...]) -> Weights:
    return Weights(names, tuple(content[name] for name in names), content["bias"])


@cache
def settings() -> Settings:
    """Return the weights and thresholds in the package."""
    return Settings()


def read(pairs: Iterable[tuple[Proposition, Proposition]]) -> list[Compared]:
    """Read pairs of claims with the pair encoder, those alone that words make worth it.

    Parameters
    ----------
    pairs
        Candidates.

    Returns
    -------
    list of Compared
        In the order given.
    """
    known = settings()
    least = known.thresholds["worth reading"]
    kept = [p for p in pairs if known.worth_reading(lexical(Alignment(*p))) >= least]
    return encode(kept)


def encode(pairs: Sequence[tuple[Proposition, Proposition]]) -> list[Compared]:
    """Read all these pairs with the pair encoder, both ways round."""
    first, second = ([pair[side].plain for pair in pairs] for side in (0, 1))
    scores = entailment([*first, *second], [*second, *first])
    both = np.stack([scores[: len(pairs)], scores[len(pairs) :]], 1)
    return [Compared(one, other, each) for (one, other), each in zip(pairs, both, strict=True)]


def relation(pair: Compared) -> Relation | None:
    """Decide how two claims stand to each other; null where they are about different things."""
    known = settings()
    limits = known.thresholds
    features = full(pair)
    same = known.about_the_same(features)
    least = "within a document" if pair.one.source_id == pair.other.source_id else "agreement"
    conflict = _conflict(pair, same, limits)
    if conflict is not None:
        return conflict
    if same < limits[least] or pair.found("conflict"):
        return None
    reconciled = pair.found("reconciled")
    if reconciled:
        return _because("reconciled", same, reconciled)
    sides = f"{quoted(pair.one.text)} and {quoted(pair.other.text)}"
    if known.as_much(features) >= limits["as much"]:
        return Relation("equivalent", round(same, 4), ("wording",), f"{sides} say the same")
    first, second = pair.alignment.covered
    more = pair.other if first > second else pair.one
    text = f"{sides} say the same; {quoted(more.text)} tells more"
    return Relation("refines", round(same, 4), ("wording",), text)


def _conflict(pair: Compared, same: float, limits: dict[str, float]) -> Relation | None:
    """Return what stands against agreement, if it does so surely enough to be shown."""
    against = float(pair.entailment[:, 2].mean())
    entails = float(pair.entailment[:, 0].max())
    cover = min(pair.alignment.covered)
    if same < limits["conflict"]:
        return None
    number = pair.found("conflict", "number")
    date = pair.found("conflict", "date")
    polarity = pair.found("conflict", "polarity")
    names = pair.found("conflict", "entity") + pair.found("conflict", "place")
    certainty = pair.found("conflict", "certainty")
    others = [c for c in pair.comparisons if c.outcome == "conflict"]
    if number:
        return _numbers(pair, same, number, date, limits)
    if date and not polarity:
        return _dates(pair, same, against, date, limits)
    if polarity and not names:
        sure = against >= limits["contradiction, polarity"] and entails < limits["entailment"]
        alike = cover >= limits["coverage, polarity"]
        if sure and alike and not date and _both_assert(pair):
            return _because("contradicts", min(same, against), polarity)
        return None
    if names and len(names) == 1 and not certainty:
        alike = cover >= limits["coverage, names"]
        if alike and against >= limits["contradiction, names"]:
            return _because("contradicts", min(same, against), names)
        return None
    if certainty and len(others) == 1:
        alike = cover >= limits["coverage, certainty"]
        if alike and certainty[0].score > _RELIED_ON:
            return _because("certainty_shift", same, certainty)
    return None


def _numbers(
    pair: Compared,
    same: float,
    number: list[Comparison],
    date: list[Comparison],
    limits: dict[str, float],
) -> Relation | None:
    if pair.found("conflict", "polarity") or not _both_assert(pair):
        return None
    cover = pair.alignment.coverage
    if cover < limits["coverage, number"]:
        return None
    if date:
        first, second = (time_of(claim) for claim in (pair.one, pair.other))
        assert first is not None and second is not None
        long = sorted((first.days, second.days))
        reason = "scope" if long[1] > _LIKE_LONG * long[0] else "update"
        return _because("reconciled", same, [*number, *date], (reason,))
    days = sorted(filter(None, (pair.one.published[:10], pair.other.published[:10])))
    if len(days) == 2 and days[0] != days[1] and _grows(pair, number):
        return _because("reconciled", same, number, ("update",))
    if number[0].score < limits["measure"] or same < limits["conflict, number"]:
        return None
    return _because("contradicts", same, number[:1])


def _grows(pair: Compared, number: list[Comparison]) -> bool:
    """Tell whether the later of two reports has the larger count, as counts of events do."""
    later = 1 if pair.other.published[:10] > pair.one.published[:10] else -1
    return larger(number[0], pair.one, pair.other) == later


def _dates(
    pair: Compared, same: float, against: float, date: list[Comparison], limits: dict[str, float]
) -> Relation | None:
    sure = date[0].score if against < limits["contradiction, date"] else 1.0
    cover = pair.alignment.coverage
    if sure < 1 or cover < limits["coverage, date"] or same < limits["conflict, date"]:
        return None
    if not _both_assert(pair):
        return None
    return _because("contradicts", same, date)


def _both_assert(pair: Compared) -> bool:
    return {pair.one.certainty, pair.other.certainty} <= {"certain", "probable"}


def _because(
    relation: str, score: float, found: Sequence[Comparison], reasons: tuple[str, ...] = ()
) -> Relation:
    text = "; ".join(dict.fromkeys(each.explanation for each in found))
    own = tuple(dict.fromkeys(reason for each in found for reason in each.reasons))
    return Relation(relation, round(score, 4), reasons or own, text, found[0].spans)
