"""Conflicts told in other words: one filler put in the stead of the other makes two claims agree.

Of “One cabin fell into the gorge” and “The only cabin to fall landed in the car park” the words
do not tell that they are about the same. If the pair encoder sees a contradiction, and none, but
entailment, once either claim has the other's place, it is the place in which they differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claimkit.crosscheck import conflicts, relations
from claimkit.crosscheck.alignment import coverage, similarity
from claimkit.crosscheck.comparators.comparison import against
from claimkit.crosscheck.comparators.names import may_be_one
from claimkit.crosscheck.features import Compared, full
from claimkit.crosscheck.propositions import phrase
from claimkit.crosscheck.relations import Relation
from claimkit.crosscheck.settings import Settings, settings
from claimkit.crosscheck.slots import Filler, Slots, slots
from claimkit.semantics import entailment

Floats = NDArray[np.float32]
_REASONS = {"person": "entity", "organization": "entity", "place": "place"}
_DESCRIBED = 2  # lemmas by which two counts are known to be of the same
_MOST = 6  # exchanges that are tried of a pair


@dataclass(frozen=True)
class Exchange:
    """Two fillers, both claims with the other's filler in the stead of their own, and without."""

    pair: int
    one: Filler
    other: Filler
    texts: tuple[str, str]
    rest: tuple[str, str]


def decide(pairs: Sequence[Compared]) -> list[Relation | None]:
    """Decide how pairs of claims stand to each other, also those that are told in other words.

    Parameters
    ----------
    pairs
        As :func:`claimkit.crosscheck.reading.read` gives them.

    Returns
    -------
    list of Relation, or None
        In the order given; null where two claims are about different things. What is an
        update may yet be none: :func:`claimkit.crosscheck.updates.settled` knows the other reports.
    """
    known = settings()
    found = [_told(pair, known) or conflicts.likely(pair, known) for pair in pairs]
    places = [i for i, pair in enumerate(pairs) if found[i] is None and _may_conflict(pair, known)]
    open_pairs = [pairs[i] for i in places]
    read = slots([claim.plain for pair in open_pairs for claim in (pair.one, pair.other)])
    told = _exchanged(open_pairs, read, known)
    for k, (i, pair) in enumerate(zip(places, open_pairs, strict=True)):
        found[i] = told.get(k) or _counted(pair, read, known)
    return [each or conflicts.read(pair, known) for each, pair in zip(found, pairs, strict=True)]


def _told(pair: Compared, known: Settings) -> Relation | None:
    """Return what the rules tell, but for a conflict that is none by all that is known."""
    found = relations.relation(pair, known)
    wrong = found and found.relation == "contradicts" and conflicts.unlikely(pair, known)
    return None if wrong else found


def _may_conflict(pair: Compared, known: Settings) -> bool:
    limits = known.thresholds
    agree, against = pair.entailment[:, 0].max(), pair.entailment[:, 2].mean()
    return bool(
        relations.apart(pair)
        and relations.both_assert(pair)
        and not pair.found("conflict", "polarity")
        and agree <= limits["exchange, entailment before"]
        and against >= limits["exchange, contradiction before"]
        and known.about_the_same(full(pair)) >= limits["exchange"]
    )


def _exchanged(
    pairs: Sequence[Compared], read: dict[str, Slots], known: Settings
) -> dict[int, Relation]:
    """Return for the place of a pair what its best exchange tells, if that tells a conflict."""
    tried = [
        exchange
        for k, pair in enumerate(pairs)
        if not pair.found("conflict", "number") and not pair.found("conflict", "date")
        for exchange in list(_exchanges(k, pair, read, known))[:_MOST]
    ]
    sides = [_sides(each, pairs[each.pair]) for each in tried]
    scores = entailment(
        [text for premises, _ in sides for text in premises],
        [text for _, hypotheses in sides for text in hypotheses],
    ).reshape(-1, 6, 3)
    best: dict[int, tuple[float, Relation]] = {}
    for each, score in zip(tried, scores, strict=True):
        agree, against = float(score[:4, 0].max()), float(score[:4, 2].mean())
        if (
            float(score[4:, 0].max()) >= known.thresholds["exchange, entailment of the rest"]
            and agree >= known.thresholds["exchange, entailment after"]
            and against <= known.thresholds["exchange, contradiction after"]
            and agree - against > best.get(each.pair, (0.0, None))[0]
        ):
            best[each.pair] = agree - against, _conflict(each, pairs[each.pair], agree)
    return {k: relation for k, (_, relation) in best.items()}


def _sides(each: Exchange, pair: Compared) -> tuple[list[str], list[str]]:
    """Return what is read: either claim and the other with its filler; both without a filler."""
    one, other = pair.one.plain, pair.other.plain
    changed, left = each.texts, each.rest
    return (
        [changed[0], other, one, changed[1], left[0], left[1]],
        [other, changed[0], changed[1], one, left[1], left[0]],
    )


def _exchanges(
    k: int, pair: Compared, read: dict[str, Slots], known: Settings
) -> Iterator[Exchange]:
    """Yield the fillers that may stand in each other's stead."""
    texts = pair.one.plain, pair.other.plain
    for one in read[texts[0]].fillers:
        for other in read[texts[1]].fillers:
            if (
                _exclude(one, other, texts)
                # Who `he` is may be read wrongly.
                and one.text in pair.one.text
                and other.text in pair.other.text
                and _rest_aligned(one, other, texts, known)
            ):
                yield Exchange(
                    k,
                    one,
                    other,
                    (_with(texts[0], one, other), _with(texts[1], other, one)),
                    (_without(texts[0], one), _without(texts[1], other)),
                )


def _exclude(one: Filler, other: Filler, texts: tuple[str, str]) -> bool:
    """Tell whether two fillers are of a kind, and what holds of one need not hold of the other."""
    if one.kind != other.kind or one.named != other.named:
        return False
    # A team has two doctors; that somebody else is named as one contradicts nothing.
    if one.named and not (one.of_event and other.of_event):
        return False
    low = [text.casefold() for text in texts]
    if one.text.casefold() in low[1] or other.text.casefold() in low[0]:
        return False
    if one.named:
        return not may_be_one(one.text, other.text, one.kind == "person")
    return one.head != other.head


def _rest_aligned(one: Filler, other: Filler, texts: tuple[str, str], known: Settings) -> bool:
    rest = [
        phrase(f"{text[: each.start]} {text[each.end :]}")
        for text, each in zip(texts, (one, other), strict=True)
    ]
    shares = coverage(rest[0], rest[1], similarity(rest[0], rest[1]))
    limits = known.thresholds
    return (
        min(shares) >= limits["exchange, smaller rest"]
        and max(shares) >= limits["exchange, larger rest"]
    )


def _with(text: str, own: Filler, new: Filler) -> str:
    return f"{text[: own.start]}{new.text}{text[own.end :]}"


def _without(text: str, own: Filler) -> str:
    if own.begin < own.start:
        return f"{text[: own.begin].rstrip()}{text[own.end :]}"
    left = "it" if own.kind == "place" else "somebody"
    return f"{text[: own.start]}{left}{text[own.end :]}"


def _conflict(each: Exchange, pair: Compared, sure: float) -> Relation:
    texts = each.one.text, each.other.text
    found = against(_REASONS[each.one.kind], texts, (None, None), 1.0)
    score = min(sure, float(pair.entailment[:, 2].mean()))
    change = relations.changed(pair, "name changed") if each.one.named else None
    return replace(relations.because("contradicts", score, [found]), change=change)


def _counted(pair: Compared, read: dict[str, Slots], known: Settings) -> Relation | None:
    """Return the conflict of two counts of the same: `640 permanent jobs`, `460 permanent jobs`."""
    number = pair.found("conflict", "number")
    if len(number) != 1 or pair.found("conflict", "date"):
        return None
    same = known.about_the_same(full(pair))
    if same < known.thresholds["exchange, number"]:
        return None
    printed = [
        claim.text[span[0] - claim.start : span[1] - claim.start] if span else ""
        for claim, span in zip((pair.one, pair.other), number[0].spans, strict=True)
    ]
    sides = [
        {
            each.what
            for each in read[claim.plain].measures
            if each.text in (text, text.split(" ")[0])
        }
        for claim, text in zip((pair.one, pair.other), printed, strict=True)
    ]
    if not any(len(what) >= _DESCRIBED for what in sides[0] & sides[1]):
        return None
    return relations.of_counts(pair, number[0], same)
