"""Conflicts, by all that is known of two claims side by side.

Boosted trees say how surely two claims contradict each other, and how surely one holds to be only
possible what the other tells for a fact. They are fitted by ``training/conflicts.py`` on two
reports of one thing, on planted conflicts, and on pairs in real news that are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from claimkit.crosscheck import relations
from claimkit.crosscheck.alignment import coverage, similarity
from claimkit.crosscheck.comparators import Comparison, names, number
from claimkit.crosscheck.features import Compared, full
from claimkit.crosscheck.propositions import Proposition, Word, phrase
from claimkit.crosscheck.relations import Relation
from claimkit.crosscheck.settings import Settings
from claimkit.semantics import DIFFERENCES, REASONS

Floats = NDArray[np.float32]
KINDS = ("number", "polarity", "date", "name", "certainty")
_CERTAINTY = DIFFERENCES.index("certainty")
_DIFFERS = {
    "number": "the number",
    "date": "the time",
    "place": "the place",
    "entity": "who or what it is",
    "polarity": "whether it is so",
    "wording": "what they say of it",
}
_SHIFTED = "what one tells for a fact the other only holds possible"
_PRONOUNS = frozenset(("it", "this", "that"))
_SOME = re.compile(r"\w+(?:s|men|people)", re.IGNORECASE)
# How long ago, in a report of another day, is another number.
_SINCE = re.compile(r"\b(?:hours|days|weeks|months|years) (?:later|on|ago)\b", re.IGNORECASE)
# What is so in one report may have changed until the next: still closed, no longer.
_PHASE = re.compile(r"\b(?:still|already|yet|no longer|any ?more)\b")
_YOU = re.compile(r"\byou\b", re.IGNORECASE)
# Reasons that the encoder need not tell from each other.
_ALIKE = (("number", "date"), ("place", "entity"))
_CHANGES = {"date": "date moved", "polarity": "denied"} | dict.fromkeys(
    ("entity", "place"), "name changed"
)


def kind(pair: Compared) -> tuple[str, Comparison] | None:
    """Return the kind of conflict that the comparators find, the most exact first, and it itself.

    Null if they find none.
    """
    for name in KINDS:
        reasons = ("entity", "place") if name == "name" else (name,)
        if found := [each for reason in reasons for each in pair.found("conflict", reason)]:
            return name, found[0]
    return None


def features(pair: Compared, known: Settings) -> list[float]:
    """Return what is known of a pair, in the order of ``features.CONFLICT``.

    Parameters
    ----------
    pair
        The claims.
    known
        Weights, of which those are used that tell whether two claims are about the same.
    """
    told, contradicts = pair.told, pair.entailment[:, 2]
    of_kind = kind(pair)
    found = of_kind[1] if of_kind else None
    spans = found.spans if found else (None, None)
    rest = [_without(claim, span) for claim, span in zip(_sides(pair), spans, strict=True)]
    shares = coverage(rest[0], rest[1], similarity(rest[0], rest[1]))
    certainty = {pair.one.certainty, pair.other.certainty}
    conflicts = {r for each in pair.found("conflict") for r in each.reasons}
    everything = full(pair)
    same, denied, why = known.about_the_same(everything), contradicts.mean(), pair.reasons.max()
    numbers = pair.found("conflict", "number")
    subjects = {claim.named_subject.casefold() for claim in _sides(pair)}
    return [
        *everything,
        min(told),
        max(told),
        min(shares),
        max(shares),
        float(pair.one_adds_nothing),
        float(relations.apart(pair)),
        float(relations.both_assert(pair)),
        float(contradicts.max()),
        float(contradicts.min()),
        float(pair.entailment[:, 0].mean()),
        found.score if found else 0.0,
        float("possible" in certainty),
        float("probable" in certainty),
        float("unknown" in certainty),
        float(len(conflicts)),
        *map(float, pair.reasons),
        same,
        float(same * denied),
        float(why * denied),
        float(why * same * denied),
        float(pair.entailment[:, 0].max() * denied),
        float(bool(pair.found("conflict", "date"))),
        max((each.score for each in pair.found("conflict", "certainty")), default=0.0),
        pair.subject,
        pair.predicate,
        float(not _PRONOUNS.isdisjoint(subjects)),
        float(any(_PHASE.search(claim.text) for claim in _sides(pair))),
        float(number.put_otherwise(pair.one, pair.other)),
        float(any(relations.is_update(pair, each) for each in numbers)),
        float(_said_to_somebody(pair)),
        float(_counted_from_other_days(pair)),
    ]


def likely(pairs: Sequence[Compared], known: Settings) -> tuple[Floats, Floats]:
    """Return how surely each pair is a contradiction, and how surely a shift of certainty.

    Parameters
    ----------
    pairs
        Claims side by side; those of one document are none, nor is what the pair encoder sees
        nothing of.
    known
        Trees; none while they are being fitted, and then nothing is.
    """
    none, seen = np.zeros(len(pairs), np.float32), known.thresholds["conflict, seen"]
    # In most pairs of news nothing stands against anything, and the trees never say so.
    between = [
        i
        for i, pair in enumerate(pairs)
        if pair.one.source_id != pair.other.source_id
        and max(pair.entailment[:, 2].max(), pair.reasons[_CERTAINTY]) >= seen
    ]
    if not between or not known.conflict:
        return none, none
    rows = [features(pairs[i], known) for i in between]
    out = []
    for relation in ("contradicts", "certainty_shift"):
        sure = none.copy()
        sure[between] = known.conflict[relation](rows)
        out.append(sure)
    return out[0], out[1]


def contradiction(pair: Compared, sure: float, known: Settings) -> Relation | None:
    """Return the contradiction of a pair with its reason; null if both may be so.

    `Sandra` and `Sandi` may be one, `three of 18` and `one in six` are the same, `three days later`
    is another day than `three days later` in a report of the day before, and what was still closed
    on Thursday may have been reopened on Friday. What one affirms of a thing another denies
    of another: so a denial must be surely of the same.

    Parameters
    ----------
    pair
        The claims.
    sure
        How surely they contradict each other, of :func:`likely`.
    known
        Thresholds.
    """
    limits = known.thresholds
    reason, found, known_by = _reason(pair, limits)
    if known_by < limits["contradicts, reason"]:
        return None
    if sure < limits[_least(pair, reason, limits)]:
        return None
    if reason == "polarity" and known.about_the_same(full(pair)) < limits["denial, about the same"]:
        return None
    if reason == "entity" and _may_both_be(pair):
        return None
    if reason == "number" and (
        is_same_number(pair) or may_be_of_two(pair, found, limits) or _counted_from_other_days(pair)
    ):
        return None
    if _said_to_somebody(pair) or any(_PHASE.search(claim.text) for claim in _sides(pair)):
        return None
    if found is None:
        text = f"both cannot be true: they differ in {_DIFFERS[reason]}"
        found = Comparison("conflict", (reason,), (None, None), text, sure)
    relation = relations.because("contradicts", sure, [found])
    return replace(relation, change=_change(pair, reason, found))


def _reason(pair: Compared, limits: dict[str, float]) -> tuple[str, Comparison | None, float]:
    """Return why a pair is a contradiction, the comparison that finds it, and how sure that is.

    What a comparator finds is the reason, if the encoder takes it for one, be it for the second.
    The encoder alone need not tell an hour from another number, nor a place from who or what.
    """
    read = dict(zip(REASONS, pair.reasons.tolist(), strict=False))
    first = max(read, key=lambda reason: read[reason])
    for reason in sorted(read, key=lambda reason: -read[reason]):
        found = next(iter(pair.found("conflict", reason)), None)
        if found is not None and (reason == first or read[reason] >= limits["reason, second"]):
            return reason, found, 1.0
    alike = next((group for group in _ALIKE if first in group), (first,))
    return first, None, sum(read[reason] for reason in alike)


def _change(pair: Compared, reason: str, found: Comparison) -> str | None:
    if reason == "number":
        return relations.number_changed(pair, found) if all(found.spans) else None
    return relations.changed(pair, _CHANGES[reason]) if reason in _CHANGES else None


def shift(pair: Compared, sure: float, known: Settings) -> Relation | None:
    """Return the shift of certainty of a pair; null if the two may be about different things."""
    if known.about_the_same(full(pair)) < known.thresholds["shift, about the same"]:
        return None
    found = next(iter(pair.found("conflict", "certainty")), None)
    if found is None:
        found = Comparison("conflict", ("certainty",), (None, None), _SHIFTED, sure)
    dropped, added = (claim.certainty == "possible" for claim in _sides(pair))
    if dropped == added:  # no cue tells which
        # Who tells it for a fact entails that it is possible, and not the other way round.
        dropped = bool(pair.entailment[0, 0] < pair.entailment[1, 0])
    change = relations.changed(pair, "hedge dropped" if dropped else "hedge added")
    return replace(relations.because("certainty_shift", sure, [found]), change=change)


def _least(pair: Compared, reason: str, limits: dict[str, float]) -> str:
    """Return the name of the threshold from which on a pair is a contradiction."""
    if reason == "polarity":
        return "contradicts, denial"
    # A unit does not say what is measured: who has paid 44 million has not earned 139. Nor does a
    # place say what has happened there; but a day is told of few things.
    apart = pair.predicate < limits["predicate"]
    alone = apart and pair.subject < limits["part"]
    if reason == "number" and alone:
        return "contradicts, number of other words"
    other_words = apart if reason == "number" else alone and reason != "date"
    return "contradicts, of other words" if other_words else "contradicts"


def _may_both_be(pair: Compared) -> bool:
    """Whether two names may be one, or two groups have done it both: farmers and fishermen."""
    groups = all(_SOME.fullmatch(claim.subject or "") for claim in _sides(pair))
    return groups or names.called_otherwise(pair.one, pair.other)


def is_same_number(pair: Compared) -> bool:
    """Whether the comparators know that two numbers are one, or of one whole."""
    known = pair.found("same") or pair.found("reconciled") or pair.found("detail")
    put_otherwise = number.put_otherwise(pair.one, pair.other)
    return put_otherwise or bool(known and not pair.found("conflict", "number"))


def is_sure(pair: Compared) -> bool:
    """Whether the comparators are sure of a conflict of numbers, letter by letter.

    They are of parts of one whole (both of the bridges, one of the two), and where a point slipped.
    """
    found = pair.found("conflict", "number")
    return bool(found) and any(
        sure(found[0], pair.one, pair.other) for sure in (number.of_parts, number.misplaced)
    )


def may_be_of_two(pair: Compared, found: Comparison | None, limits: dict[str, float]) -> bool:
    """Tell whether two numbers may be of two things: one is told of `it`, which nothing resolves.

    But not where their nouns or verbs say surely what is measured.
    """
    if found is not None and found.score >= limits["measure, of it"]:
        return False
    subjects = [claim.named_subject.casefold() for claim in _sides(pair)]
    return pair.subject < limits["part"] and not _PRONOUNS.isdisjoint(subjects)


def _said_to_somebody(pair: Compared) -> bool:
    """Whether one of the two says `you`: who that is, is not known."""
    return len({bool(_YOU.search(claim.plain)) for claim in _sides(pair)}) > 1


def _counted_from_other_days(pair: Compared) -> bool:
    """Whether both say how long ago it was, in reports of two days: three days later, four days."""
    days = {claim.published[:10] for claim in _sides(pair)}
    return len(days) > 1 and all(_SINCE.search(claim.plain) for claim in _sides(pair))


def _sides(pair: Compared) -> tuple[Proposition, Proposition]:
    return pair.one, pair.other


def _without(claim: Proposition, span: tuple[int, int] | None) -> list[Word]:
    """Return the words of a claim but for those that it differs in."""
    if span is None or not claim.start <= span[0] < span[1] <= claim.end:
        return list(claim.words)
    gone = {word.stem for word in phrase(claim.text[span[0] - claim.start : span[1] - claim.start])}
    return [word for word in claim.words if word.stem not in gone]
