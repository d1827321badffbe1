"""Times of two claims: the same, more exact, or in conflict."""

from __future__ import annotations

import re
from datetime import timedelta

from claimkit.crosscheck.comparators.comparison import Comparison, against, place, quoted
from claimkit.crosscheck.comparators.period import Period, period
from claimkit.crosscheck.propositions import Mark, Proposition

# Hours that reports of one event give differ by some minutes, which is no conflict.
_SLACK = 1 / 48  # days
# What says which half of the day an hour is of: seven o'clock may be either.
_HALF = re.compile(
    r"\b[ap]\.?m\b|morning|afternoon|evening|night|noon|midday|dawn|\bhours\b|\b0\d[:.]"
)


def compare(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return how the times of two claims compare that can be the time of the same event.

    Parameters
    ----------
    one, other
        The claims. A duration, a set ("every day") and a reference ("now") give no time.

    Returns
    -------
    list of Comparison
        At most one: of the times that govern the predicates (`about_time`), or of the only times
        there are. ``conflict`` with ``date``; ``detail`` where one period holds the other.
    """
    left, right = _dated(one), _dated(other)
    if left is None or right is None:
        return []
    (first, a, sure), (second, b, certain) = left, right
    spans = (place(first), place(second))
    score = 1.0 if sure and certain else 0.6
    texts = _written(first, one), _written(second, other)
    sides_text = " and ".join(map(quoted, texts))
    if a == b:
        return [Comparison("same", (), spans, f"{sides_text} are the same time", score)]
    may_be = [(this, that) for this in _halves(first, a) for that in _halves(second, b)]
    if any(this.meets(that) for this, that in may_be):
        text = f"{sides_text} can be the same time"
        return [Comparison("detail", (), spans, text, score)]
    gap = min(max(this.start, that.start) - min(this.end, that.end) for this, that in may_be)
    if gap.total_seconds() / 86400 <= _SLACK and min(a.days, b.days) < 1:
        return [Comparison("detail", (), spans, f"{sides_text} are close to each other", score)]
    return [against("date", texts, spans, score)]


def _halves(mark: Mark | None, found: Period) -> list[Period]:
    """Return the periods that a time may stand for: an hour may be of either half of the day."""
    if mark is None or found.days >= 1 / 24 or found.start.hour > 12 or _HALF.search(mark.text):
        return [found]
    half = timedelta(hours=12)
    return [found, Period(found.start + half, found.end + half)]


def _dated(claim: Proposition) -> tuple[Mark | None, Period, bool] | None:
    """Return the time of a claim's event, and whether it surely is that of the predicate."""
    marks = [
        (mark, found)
        for mark in claim.times
        if mark.label in ("DATE", "TIME") and (found := period(mark.value))
    ]
    about = period(claim.about_time)
    if about:
        of_predicate = [mark for mark, found in marks if found == about]
        return (of_predicate[0] if of_predicate else None), about, True
    if len(marks) == 1:
        return (*marks[0], False)
    return None


def time_of(claim: Proposition) -> Period | None:
    """Return the period that a claim is about, if it says one."""
    dated = _dated(claim)
    return dated[1] if dated else None


def _written(mark: Mark | None, claim: Proposition) -> str:
    return mark.text if mark else str(claim.about_time)
