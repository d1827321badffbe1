"""Conflicts by all that is known of a pair, where no single rule is sure of one.

A logistic model for each kind of conflict that the comparators tell, and one for what the pair
encoder reads as a contradiction, whatever they tell; fitted by ``training/conflicts.py`` on two
reports of one thing, on planted conflicts, and on pairs in real news that are none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claimkit.crosscheck import relations
from claimkit.crosscheck.alignment import coverage, similarity
from claimkit.crosscheck.comparators import Comparison, names, number
from claimkit.crosscheck.features import Compared, full
from claimkit.crosscheck.propositions import Proposition, Word, phrase
from claimkit.crosscheck.relations import Relation
from claimkit.crosscheck.settings import Settings
from claimkit.semantics import DIFFERENCES, REASONS

KINDS = ("number", "polarity", "date", "name", "certainty")
READ = "read"  # what only the pair encoder sees
_NUMBER, _CERTAINTY = DIFFERENCES.index("number"), DIFFERENCES.index("certainty")
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
_YOU = re.compile(r"\byou\b", re.IGNORECASE)  # who that is, is not known
_CHANGES = {"date": "date moved", "polarity": "denied", "name": "name changed"}
# How surely the two must be about the same.
_ALIKE = {
    "number": "likely, number about the same",
    "polarity": "likely, denial about the same",
    "date": "likely, about the same",
    "date of other words": "likely, date of other words about the same",
    "name": "likely, name about the same",
    "certainty": "likely, shift about the same",
}


def kind(pair: Compared, known: Settings) -> tuple[str, Comparison] | None:
    """Return the kind of conflict that the comparators find, the most exact first, and it itself.

    Where they find none, how sure both are may be what the pair encoder sees that they differ in.
    Null if it does not either.
    """
    for name in KINDS:
        reasons = ("entity", "place") if name == "name" else (name,)
        if found := [each for reason in reasons for each in pair.found("conflict", reason)]:
            return name, found[0]
    if pair.reasons[_CERTAINTY] < known.thresholds["read, certainty"]:
        return None
    return "certainty", Comparison("conflict", ("certainty",), (None, None), _SHIFTED, 0.0)


def features(pair: Compared, found: Comparison | None, known: Settings) -> list[float]:
    """Return what is known of a pair in conflict, in the order of ``features.CONFLICT``.

    Parameters
    ----------
    pair
        The claims.
    found
        What they differ in; null if only the pair encoder sees that they do.
    known
        Weights, of which those are used that tell whether two claims are about the same.
    """
    told, contradicts = pair.told, pair.entailment[:, 2]
    spans = found.spans if found else (None, None)
    rest = [_without(claim, span) for claim, span in zip(_sides(pair), spans, strict=True)]
    shares = coverage(rest[0], rest[1], similarity(rest[0], rest[1]))
    certainty = {pair.one.certainty, pair.other.certainty}
    conflicts = {r for each in pair.found("conflict") for r in each.reasons}
    everything = full(pair)
    same, denied, why = known.about_the_same(everything), contradicts.mean(), pair.reasons.max()
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
    ]


def likely(pair: Compared, known: Settings) -> Relation | None:
    """Return the conflict of a pair if the model of its kind is sure enough of it.

    Parameters
    ----------
    pair
        Two claims of which :func:`claimkit.crosscheck.relations.relation` tells nothing.
    known
        Weights and thresholds.
    """
    if pair.one.source_id == pair.other.source_id:
        return None
    of_kind = kind(pair, known)
    if of_kind is None:
        return None
    name, found = of_kind
    limits = known.thresholds
    shifted = name == "certainty"
    if not (_may_shift(pair, limits) if shifted else _is_seen(pair, name, found, limits)):
        return None
    apart = name == "date" and not relations.aligned(pair, limits)
    told = "date of other words" if apart else name
    if known.about_the_same(full(pair)) < limits[_ALIKE[told]]:
        return None
    model = known.conflict.get(name)  # null while it is being fitted
    sure = model(features(pair, found, known)) if model else 0.0
    if sure < limits[f"likely, {told}"]:
        return None
    relation = relations.because("certainty_shift" if shifted else "contradicts", sure, [found])
    return replace(relation, change=_change(pair, name, found))


def _may_shift(pair: Compared, limits: dict[str, float]) -> bool:
    """Whether one holds to be possible what the other, who is sure of it, says too."""
    seen = pair.reasons[_CERTAINTY] >= limits["certainty, seen"]
    return bool(seen and pair.entailment[:, 0].max() >= limits["likely, entailment of a shift"])


def _is_seen(pair: Compared, name: str, found: Comparison, limits: dict[str, float]) -> bool:
    """Whether the encoder sees what the comparators see, and nothing reconciles it."""
    agree, denied = float(pair.entailment[:, 0].max()), float(pair.entailment[:, 2].mean())
    if agree > max(limits["entailment"], denied) or not relations.both_assert(pair):
        return False
    if denied < limits[_least_contradiction(pair, name, limits)]:
        return False
    if name == "number":
        # The encoder must see that it is the number.
        seen = pair.reasons[_NUMBER] >= limits["likely, read as a number"]
        otherwise = number.put_otherwise(pair.one, pair.other)
        if _may_be_of_two(pair, found, limits):
            return False
        return bool(seen) and not otherwise and not relations.is_update(pair, found)
    if name == "date":
        return not relations.passing(pair)
    # What is denied must be what the other affirms of the same, not something that stands beside.
    return name != "polarity" or relations.parts_agree(pair, limits)


def unlikely(pair: Compared, known: Settings) -> bool:
    """Tell whether the models take what a rule calls a conflict for hardly one."""
    of_kind = kind(pair, known)
    if of_kind is None or not known.conflict:
        return False
    limits = known.thresholds
    name, found = of_kind
    if found.score >= 1 or number.misplaced(found, pair.one, pair.other):
        return False
    if name == "number" and _may_be_of_two(pair, found, limits):
        return True
    sure = known.conflict[name](features(pair, found, known))
    read = known.conflict[READ](features(pair, None, known))
    return sure < limits["conflict, least"] and read < limits["read, least"]


def _may_be_of_two(pair: Compared, found: Comparison | None, limits: dict[str, float]) -> bool:
    """Tell whether two numbers may be of two things: one is told of `it`, which nothing resolves.

    But not where their nouns or verbs say surely what is measured.
    """
    if found is not None and found.score >= limits["measure, of it"]:
        return False
    subjects = [claim.named_subject.casefold() for claim in _sides(pair)]
    return pair.subject < limits["part"] and not _PRONOUNS.isdisjoint(subjects)


def may_be_read(pair: Compared, known: Settings) -> bool:
    """Tell whether the pair encoder sees a contradiction that no comparator can reconcile."""
    limits = known.thresholds
    agree, denied = float(pair.entailment[:, 0].max()), float(pair.entailment[:, 2].mean())
    return (
        pair.one.source_id != pair.other.source_id
        and denied >= limits["read, contradiction"]
        and agree < denied
        and relations.both_assert(pair)
        and not relations.passing(pair)
        and not pair.found("reconciled")
        and not number.put_otherwise(pair.one, pair.other)
        and not _counted_from_other_days(pair)
        and len({bool(_YOU.search(claim.plain)) for claim in _sides(pair)}) == 1
        and not any(relations.is_update(pair, each) for each in pair.found("conflict", "number"))
    )


def _counted_from_other_days(pair: Compared) -> bool:
    """Whether both say how long ago it was, in reports of two days: three days later, four days."""
    days = {claim.published[:10] for claim in _sides(pair)}
    return len(days) > 1 and all(_SINCE.search(claim.plain) for claim in _sides(pair))


def read(pair: Compared, known: Settings) -> Relation | None:
    """Return the conflict that the pair encoder reads, if all that is known makes it sure enough.

    No comparator sees that “the alarm stayed silent” stands against “the alarm went off”.

    Parameters
    ----------
    pair
        Two claims of which :func:`likely` tells nothing.
    known
        Weights and thresholds.
    """
    model = known.conflict.get(READ)  # null while it is being fitted
    if model is None or not may_be_read(pair, known):
        return None
    limits = known.thresholds
    sure = model(features(pair, None, known))
    reason = DIFFERENCES[int(pair.reasons.argmax())]
    if reason not in REASONS:
        return None
    if pair.reasons.max() < limits["read, reason"]:
        return None
    if reason == "number" and _may_be_of_two(pair, None, limits):
        return None
    # What one says of a thing, another denies; both may be right, and of two things at that.
    denies = reason == "polarity"
    least = limits.get(f"read, {reason}", limits["read"])
    if min(pair.alignment.covered) >= limits["coverage, alike"]:
        least = limits["read, alike"]
    if sure < least:
        return None
    if denies and pair.subject < limits["part"]:
        return None
    # `Sandra` and `Sandi` may be one; and farmers and fishermen may both have protested.
    if reason == "entity" and (
        names.called_otherwise(pair.one, pair.other)
        or all(_SOME.fullmatch(claim.subject or "") for claim in _sides(pair))
    ):
        return None
    text = f"both cannot be true: they differ in {_DIFFERS[reason]}"
    found = Comparison("conflict", (reason,), (None, None), text, sure)
    return relations.because("contradicts", sure, [found])


def _least_contradiction(pair: Compared, name: str, limits: dict[str, float]) -> str:
    """Return the name of the threshold of the contradiction that the pair encoder must see."""
    if name != "number":
        return "likely, contradiction"
    # A unit does not say what is measured; where the other words do not either, the encoder must.
    alike = pair.subject >= limits["part"] or pair.predicate >= limits["predicate"]
    return "likely, contradiction of numbers" if alike else "likely, contradiction of other numbers"


def _change(pair: Compared, name: str, found: Comparison) -> str | None:
    if name == "number":
        return relations.number_changed(pair, found)
    if name == "certainty":
        dropped, added = (claim.certainty == "possible" for claim in _sides(pair))
        if dropped == added:  # no cue tells which
            # Who tells it for a fact entails that it is possible, and not the other way round.
            dropped = bool(pair.entailment[0, 0] < pair.entailment[1, 0])
        return relations.changed(pair, "hedge dropped" if dropped else "hedge added")
    return relations.changed(pair, _CHANGES[name])


def _sides(pair: Compared) -> tuple[Proposition, Proposition]:
    return pair.one, pair.other


def _without(claim: Proposition, span: tuple[int, int] | None) -> list[Word]:
    """Return the words of a claim but for those that it differs in."""
    if span is None or not claim.start <= span[0] < span[1] <= claim.end:
        return list(claim.words)
    gone = {word.stem for word in phrase(claim.text[span[0] - claim.start : span[1] - claim.start])}
    return [word for word in claim.words if word.stem not in gone]
