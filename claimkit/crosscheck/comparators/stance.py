"""Polarity and certainty of two claims."""

from __future__ import annotations

from claimkit.crosscheck.comparators.comparison import Comparison, place, quoted
from claimkit.crosscheck.propositions import Mark, Proposition

_SURE = {"certain": 2, "probable": 1, "possible": 0}


def polarity(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return whether one of two claims denies what the other says; nothing where both agree."""
    if one.polarity == other.polarity:
        return []
    marks = [_first(claim.negations) for claim in (one, other)]
    said = [quoted(mark.text) for mark in marks if mark]
    text = f"only one of the two is a denial ({', '.join(said)})" if said else "only one denies it"
    return [Comparison("conflict", ("polarity",), (place(marks[0]), place(marks[1])), text)]


def certainty(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return whether two claims are sure of it to another degree; unknown compares with nothing."""
    sure = [_SURE.get(claim.certainty) for claim in (one, other)]
    if sure[0] is None or sure[1] is None or sure[0] == sure[1]:
        return []
    marks = [_first(claim.hedges) for claim in (one, other)]
    said = [f"{one.certainty}", f"{other.certainty}"]
    words = [f" ({quoted(mark.text)})" if mark else "" for mark in marks]
    text = f"{said[0]}{words[0]} in the one, {said[1]}{words[1]} in the other"
    score = 1.0 if {0, 2} == set(sure) else 0.6
    spans = (place(marks[0]), place(marks[1]))
    return [Comparison("conflict", ("certainty",), spans, text, score)]


def _first(marks: tuple[Mark, ...]) -> Mark | None:
    return marks[0] if marks else None
