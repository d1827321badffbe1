"""What agrees, what is reconciled, and which numbers of one measure are in conflict.

Every threshold of a decision stands in ``relations.json``, beside weights that ``python -m
training.relations`` fits on pairs that people judged; conflicts are told by ``conflicts.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimkit.crosscheck.comparators import Comparison
from claimkit.crosscheck.comparators.date import time_of
from claimkit.crosscheck.comparators.number import larger, may_grow, misplaced
from claimkit.crosscheck.features import Compared, full
from claimkit.crosscheck.settings import Settings, settings
from claimkit.semantics import DIFFERENCES

AGREEING = frozenset(("equivalent", "refines", "quote_excerpt"))
DISPUTING = frozenset(("quote_altered", "attribution_conflict", "contradicts"))
# A share of a week more or less does not make another period of a time.
_LIKE_LONG = 2.0
_CERTAINTY = DIFFERENCES.index("certainty")


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
    fuller
        Of `refines`: the claim that tells more.
    change
        What the later of two reports, published on different days, changes: ``number raised``,
        ``number lowered``, ``date moved``, ``hedge dropped``, ``hedge added``, ``denied``,
        ``name changed``.
    """

    relation: str
    score: float
    reasons: tuple[str, ...]
    explanation: str
    spans: tuple[tuple[int, int] | None, tuple[int, int] | None] = (None, None)
    fuller: str | None = None
    change: str | None = None


def relation(pair: Compared, known: Settings | None = None) -> Relation | None:
    """Decide whether two claims agree, or differ in a number; null if neither.

    Parameters
    ----------
    pair
        A record before a report, the earlier published before the later.
    known
        Weights and thresholds; those in the package if none are given.
    """
    known = known or settings()
    limits = known.thresholds
    features = full(pair)
    same = known.about_the_same(features)
    number = pair.found("conflict", "number")
    if number and not pair.found("conflict", "polarity"):
        return _numbers(pair, same, number, pair.found("conflict", "date"), limits)
    least = "within a document" if pair.one.source_id == pair.other.source_id else "agreement"
    if same < limits[least] or pair.found("conflict") or _disagree(pair, limits):
        return None
    if pair.reasons[_CERTAINTY] >= limits["read, certainty"]:  # `considers charges`, `is charging`
        return None
    reconciled = pair.found("reconciled")
    if reconciled:
        return because("reconciled", same, reconciled)
    if known.as_much(features) >= limits["as much"]:
        return Relation("equivalent", round(same, 4), ("wording",), "both say the same")
    if same < limits["refines"] or pair.entailment[pair.fuller, 0] < limits["entailment, refines"]:
        return None
    more = (pair.one, pair.other)[pair.fuller]
    said = ("the first", "the second")[pair.fuller]
    text = f"{said} says the same and tells more"
    return Relation("refines", round(same, 4), ("wording",), text, fuller=more.claim_id)


def _disagree(pair: Compared, limits: dict[str, float]) -> bool:
    """Whether the encoder sees a contradiction that no comparator can name, and none a sameness."""
    against, agree = float(pair.entailment[:, 2].mean()), float(pair.entailment[:, 0].max())
    denied = against >= limits["agreement, contradiction"] or (
        # `A profit of 3 million`, `a loss of 3 million`: read so from one side alone
        float(pair.entailment[:, 2].max()) >= limits["agreement, contradiction of one"]
    )
    if not denied or agree >= max(limits["entailment"], against):
        return False
    # `Three of 18` and `one in six` are the same, whatever the encoder thinks of their numbers; but
    # one number does not make `fell by 4 percent` and `rose by 4 percent` agree.
    of_numbers = DIFFERENCES[int(pair.reasons.argmax())] in ("number", "date")
    return not (of_numbers and pair.found("same"))


def _numbers(
    pair: Compared,
    same: float,
    number: list[Comparison],
    date: list[Comparison],
    limits: dict[str, float],
) -> Relation | None:
    """Return whether numbers are in conflict, or why they need not be: two periods, an update."""
    if not both_assert(pair) or pair.alignment.coverage < limits["coverage, number"]:
        return None
    change = number_changed(pair, number[0])
    if date and same >= limits["agreement"]:
        first, second = (time_of(claim) for claim in (pair.one, pair.other))
        assert first is not None and second is not None
        long = sorted((first.days, second.days))
        reason = "update" if change and long[1] <= _LIKE_LONG * long[0] else "scope"
        found = because("reconciled", same, [*number, *date], (reason,))
        return replace(found, change=change if reason == "update" else None)
    if date or same < limits["conflict"]:
        return None
    if is_update(pair, number[0]):
        return replace(because("reconciled", same, number, ("update",)), change=change)
    counted = number[0].score >= limits["measure, named apart"] and pair.subject >= limits["part"]
    alike = number[0].score >= limits["measure"] or counted
    aligned = pair.one_adds_nothing or (
        pair.subject >= limits["part"] and pair.predicate >= limits["predicate"]
    )
    aligned = aligned or misplaced(number[0], pair.one, pair.other)
    least = limits["conflict, number" if apart(pair) else "conflict, one voice"]
    if not alike or not aligned or same < least:
        return None
    return replace(because("contradicts", same, number[:1]), change=change)


def is_update(pair: Compared, number: Comparison) -> bool:
    """Whether the later of two reports has the larger count, as of events that go on.

    But not of one hour, nor of what somebody said once; no count grows tenfold, letter by letter:
    there a point slipped; and of two counts that make one whole (votes for and against) one does
    not rise while the other falls.
    """
    one, other = pair.one, pair.other
    once = bool(one.speaker and one.said_on) and (
        (one.speaker, one.said_on) == (other.speaker, other.said_on)
    )
    return (
        changed(pair, "number raised") is not None
        and all(larger(each, one, other) > 0 for each in pair.found("conflict", "number"))
        and may_grow(number, one, other)
        and not misplaced(number, one, other)
        and not _of_one_time(pair)
        and not once
    )


def _of_one_time(pair: Compared) -> bool:
    return any("time" in each.explanation for each in pair.found("same"))


def changed(pair: Compared, what: str) -> str | None:
    """Return what the later report changes; null where none is known to be the later."""
    days = (pair.one.published[:10], pair.other.published[:10])
    return what if "" < days[0] < days[1] else None


def number_changed(pair: Compared, number: Comparison) -> str | None:
    """Return whether the later report has the larger number or the smaller one."""
    grown = larger(number, pair.one, pair.other)
    return changed(pair, "number raised" if grown > 0 else "number lowered")


def apart(pair: Compared) -> bool:
    """Whether two voices tell it: nobody is quick to contradict himself, and no article itself."""
    one, other = pair.one, pair.other
    if one.source_id == other.source_id:
        return False
    return one.speaker is None or one.speaker != other.speaker


def both_assert(pair: Compared) -> bool:
    """Whether both claims are asserted, not only held to be possible."""
    return {pair.one.certainty, pair.other.certainty} <= {"certain", "probable"}


def because(
    relation: str, score: float, found: Sequence[Comparison], reasons: tuple[str, ...] = ()
) -> Relation:
    """Return a relation with the reasons and explanations of comparisons."""
    text = "; ".join(dict.fromkeys(each.explanation for each in found))
    own = tuple(dict.fromkeys(reason for each in found for reason in each.reasons))
    return Relation(relation, round(score, 4), reasons or own, text, found[0].spans)
