"""Times of two claims: the same, more exact, or in conflict."""

from __future__ import annotations

from claimkit.crosscheck.comparators.comparison import Comparison, against, place, quoted
from claimkit.crosscheck.comparators.period import Period, period
from claimkit.crosscheck.propositions import Mark, Proposition

# Hours that reports of one event give differ by some minutes, which is no conflict.
_SLACK = 1 / 48  # days


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
    if a.meets(b):
        text = f"{sides_text} can be the same time"
        return [Comparison("detail", (), spans, text, score)]
    gap = max(a.start, b.start) - min(a.end, b.end)
    if gap.total_seconds() / 86400 <= _SLACK and min(a.days, b.days) < 1:
        return [Comparison("detail", (), spans, f"{sides_text} are close to each other", score)]
    return [against("date", texts, spans, score)]


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
