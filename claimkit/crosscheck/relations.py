"""How two claims stand to each other: the comparators and the pair encoder taken together.

Every weight and threshold of the decision stands in ``relations.json``, which
``python -m training.relations`` fits on pairs that people judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimkit.crosscheck.alignment import similarity
from claimkit.crosscheck.comparators import Comparison
from claimkit.crosscheck.comparators.date import time_of
from claimkit.crosscheck.comparators.number import larger, may_grow, misplaced
from claimkit.crosscheck.features import Compared, full
from claimkit.crosscheck.propositions import phrase
from claimkit.crosscheck.settings import Settings, settings
from claimkit.semantics import DIFFERENCES

AGREEING = frozenset(("equivalent", "refines", "quote_excerpt"))
DISPUTING = frozenset(("quote_altered", "attribution_conflict", "contradicts"))
# A share of a week more or less does not make another period of a time.
_LIKE_LONG = 2.0
_CERTAINTY = DIFFERENCES.index("certainty")
_PHASE = re.compile(r"\b(?:still|already|yet|no longer|any ?more)\b")
_TOLD = 2  # words that are no names


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
    """Decide how two claims stand to each other; null where they are about different things.

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
    conflict = _conflict(pair, same, limits)
    if conflict is not None:
        return conflict
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
    least = limits["agreement, contradiction"]
    if against < least or agree >= max(limits["entailment"], against):
        return False
    # `Three of 18` and `one in six` are the same, whatever the encoder thinks of their numbers; but
    # one number does not make `fell by 4 percent` and `rose by 4 percent` agree.
    of_numbers = DIFFERENCES[int(pair.reasons.argmax())] in ("number", "date")
    return not (of_numbers and pair.found("same"))


def _conflict(pair: Compared, same: float, limits: dict[str, float]) -> Relation | None:
    """Return what stands against agreement, if it does so surely enough to be shown."""
    if same < limits["conflict"]:
        return None
    number = pair.found("conflict", "number")
    date = pair.found("conflict", "date")
    polarity = pair.found("conflict", "polarity")
    names = pair.found("conflict", "entity") + pair.found("conflict", "place")
    certainty = pair.found("conflict", "certainty")
    if number:
        return None if polarity else _numbers(pair, same, number, date, limits)
    if polarity:
        return None if names or date else _denial(pair, same, polarity, limits)
    if date:
        return _dates(pair, same, date, limits)
    if names:
        return None if certainty else _names(pair, same, names, limits)
    return _certainty(pair, same, certainty, limits) if certainty else None


def _numbers(
    pair: Compared,
    same: float,
    number: list[Comparison],
    date: list[Comparison],
    limits: dict[str, float],
) -> Relation | None:
    if not both_assert(pair) or pair.alignment.coverage < limits["coverage, number"]:
        return None
    change = number_changed(pair, number[0])
    if date:
        if same < limits["agreement"]:
            return None
        first, second = (time_of(claim) for claim in (pair.one, pair.other))
        assert first is not None and second is not None
        long = sorted((first.days, second.days))
        reason = "update" if change and long[1] <= _LIKE_LONG * long[0] else "scope"
        found = because("reconciled", same, [*number, *date], (reason,))
        return replace(found, change=change if reason == "update" else None)
    slipped = misplaced(number[0], pair.one, pair.other)
    if is_update(pair, number[0]):
        return replace(because("reconciled", same, number, ("update",)), change=change)
    least = "conflict, number" if apart(pair) else "conflict, one voice"
    counted = number[0].score >= limits["measure, named apart"] and pair.subject >= limits["part"]
    alike = number[0].score >= limits["measure"] or counted
    if not alike or same < limits[least] or not (slipped or aligned(pair, limits)):
        return None
    return replace(because("contradicts", same, number[:1]), change=change)


def of_counts(pair: Compared, number: Comparison, same: float) -> Relation:
    """Return how two different counts stand to each other that are known to be of the same."""
    change = number_changed(pair, number)
    if is_update(pair, number):
        return replace(because("reconciled", same, [number], ("update",)), change=change)
    return replace(because("contradicts", same, [number]), change=change)


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


def _denial(
    pair: Compared, same: float, polarity: list[Comparison], limits: dict[str, float]
) -> Relation | None:
    against = float(pair.entailment[:, 2].mean())
    told = pair.told
    same_predicate = pair.predicate >= limits["predicate"]
    # What two articles say that one person says can be reported wrongly.
    clear = (
        pair.one.source_id != pair.other.source_id
        and same_predicate
        and min(told) >= limits["coverage, one voice"]
        and against >= limits["contradiction, one voice"]
    )
    least = "conflict, polarity" if apart(pair) or clear else "conflict, one voice"
    agrees = float(pair.entailment[:, 0].max()) >= limits["entailment"]
    if agrees or against < limits["contradiction, polarity"] or same < limits[least]:
        return None
    if not both_assert(pair):  # `whether he sent it` is no report that he did
        return None
    covered = min(pair.alignment.covered) >= limits["coverage, polarity"] <= max(told)
    told_of_one = pair.subject >= limits["subject, same"] and min(told) >= limits["coverage, rest"]
    alike = covered or (same_predicate and (max(told) >= limits["coverage, denial"] or told_of_one))
    # "Nobody defended him" is no denial of "She defended him": it is said of others.
    about_one = pair.subject >= limits["part"] or (
        pair.speaks_for_others and max(told) >= limits["coverage, we"]
    )
    if not alike or not about_one:
        return None
    found = because("contradicts", min(same, against), polarity)
    return replace(found, change=changed(pair, "denied"))


def _dates(
    pair: Compared, same: float, date: list[Comparison], limits: dict[str, float]
) -> Relation | None:
    against = float(pair.entailment[:, 2].mean())
    least = "contradiction, date" if date[0].score >= 1 else "contradiction, date alone"
    sure = against >= limits[least] and aligned(pair, limits)
    alike = pair.alignment.coverage >= limits["coverage, date"]
    if not sure or not alike or same < limits["conflict, date"] or not both_assert(pair):
        return None
    if passing(pair):
        return None
    return replace(because("contradicts", same, date), change=changed(pair, "date moved"))


def _names(
    pair: Compared, same: float, names: list[Comparison], limits: dict[str, float]
) -> Relation | None:
    against = float(pair.entailment[:, 2].mean())
    alike = min(pair.alignment.covered) >= limits["coverage, names"]
    if len(names) > 1 or not alike or against < limits["contradiction, names"]:
        return None
    found = because("contradicts", min(same, against), names)
    return replace(found, change=changed(pair, "name changed"))


def _certainty(
    pair: Compared, same: float, certainty: list[Comparison], limits: dict[str, float]
) -> Relation | None:
    alike = min(pair.alignment.covered) >= limits["coverage, certainty"]
    if not alike or certainty[0].score < 1 or same < limits["conflict, certainty"]:
        return None
    # A cue of one claim may hedge something else than what the other tells.
    if pair.reasons[_CERTAINTY] < limits["certainty, seen"]:
        return None
    # "He had not" tells nothing but a name, of which any other claim can be surer.
    if min(len(claim.stems - claim.named) for claim in (pair.one, pair.other)) < _TOLD:
        return None
    # "I believe" and "is expected to" are left out for brevity; "may" is not.
    if "possible" not in (pair.one.certainty, pair.other.certainty):
        return None
    if not _hedged_in_both(pair, limits["predicate, telling"]):
        return None
    # Words that both print do not tell them apart: the hedge must stand in one of them alone.
    written = [claim.text.casefold() for claim in (pair.one, pair.other)]
    hedges = [
        any(mark.text.casefold() not in written[1 - side] for mark in claim.hedges)
        for side, claim in enumerate((pair.one, pair.other))
    ]
    if not any(hedges):
        return None
    dropped = pair.one.certainty == "possible"
    change = changed(pair, "hedge dropped" if dropped else "hedge added")
    return replace(because("certainty_shift", same, certainty), change=change)


def _hedged_in_both(pair: Compared, telling: float) -> bool:
    """Whether what is only possible in one is told in the other: `may have closed`, `closed`.

    `May have violated` is no hedge of `was offered`; a verb that tells little is let pass.
    """
    side = 0 if pair.one.certainty == "possible" else 1
    hedged, other = (pair.one, pair.other)[side], (pair.other, pair.one)[side]
    verb = [word for word in phrase(hedged.predicate or "") if word.weight >= telling]
    return not verb or bool(similarity(verb, other.words).any())


def aligned(pair: Compared, limits: dict[str, float]) -> bool:
    """Whether subject and measure align: nothing else stands on both sides, or both parts agree."""
    return parts_agree(pair, limits) or pair.one_adds_nothing


def parts_agree(pair: Compared, limits: dict[str, float]) -> bool:
    """Whether both subjects are taken for one, and both predicates."""
    return pair.subject >= limits["part"] and pair.predicate >= limits["predicate"]


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


def passing(pair: Compared) -> bool:
    """Whether one claim tells a state that passes: still closed on Thursday, reopened on Friday."""
    return any(_PHASE.search(claim.text) for claim in (pair.one, pair.other))


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
