"""Which of two documents that share text copied the other: by credit, by time, by edits."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from claimkit.contracts.dates import is_iso_date
from claimkit.crosscheck.credit_forms import SERVICES
from claimkit.crosscheck.credits import Credit, same_outlet
from claimkit.crosscheck.passages import Passages, Shared

# Where times do not tell. A copy that was cut has next to nothing that its source lacks, and lacks
# so much of it; a sentence more or less tells nothing.
OWN_OF_A_COPY = 0.1
LACKED, FEWEST_LACKED = 0.2, 2

_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True)
class Document:
    """What is known of a source when it is compared with others.

    Attributes
    ----------
    source_id, outlet, published, role
        As in the table ``sources``.
    credits
        What it credits, the strongest first.
    own
        Its own sentences.
    """

    source_id: str
    outlet: str | None
    published: str | None
    role: str | None
    credits: tuple[Credit, ...]
    own: Passages

    @property
    def outside(self) -> list[Credit]:
        """What it credits beside its own outlet."""
        return [each for each in self.credits if not same_outlet(each.name, self.outlet)]

    @property
    def is_wire(self) -> bool:
        """Whether it is a wire service's own report, by its own credit."""
        return any(e.own_too and same_outlet(e.name, self.outlet) for e in self.credits)

    def names(self, other: Document) -> bool:
        """Whether it credits the other's outlet."""
        return any(same_outlet(each.name, other.outlet) for each in self.outside)


class Evidence(IntEnum):
    """What tells that a document copied another, the strongest first."""

    CREDIT = 0
    TIME = 1
    EDITS = 2


def copied(
    one: Document, other: Document, in_other: Shared, in_one: Shared
) -> tuple[Document, Evidence] | None:
    """Return which of two documents that share text is the copy, and what tells so.

    Parameters
    ----------
    one, other
        The documents.
    in_other, in_one
        What the first has of the second, and the second of the first.

    Returns
    -------
    tuple or None
        None where nothing tells.
    """
    named = one.names(other), other.names(one)
    if named[0] != named[1]:
        return (one if named[0] else other), Evidence.CREDIT
    if share_a_wire(one, other):
        return None
    told = _by_time(one, other) or _by_edits(one, other, in_other, in_one)
    if told is None:
        return None
    # Who credits somebody else's wire has the text from there, whoever else printed it.
    copy, source = (one, other) if told[0] is one else (other, one)
    if not named[0] and _is_from_elsewhere(copy, source):
        return None
    return told


def share_a_wire(one: Document, other: Document) -> bool:
    """Return whether two documents print all their text as that of the same outside service."""
    return any(
        mine.whole and theirs.whole and same_outlet(mine.name, theirs.name)
        for mine in one.outside
        for theirs in other.outside
    )


def _is_from_elsewhere(document: Document, other: Document) -> bool:
    if document.is_wire:
        return True
    whole = [each for each in document.outside if each.whole]
    if any(each.name.casefold() in SERVICES for each in whole):
        return not other.is_wire
    return bool(whole) and other.outlet is not None


def _by_time(one: Document, other: Document) -> tuple[Document, Evidence] | None:
    before = first_published(one.published, other.published)
    return ((other if before < 0 else one), Evidence.TIME) if before else None


def first_published(one: str | None, other: str | None) -> int:
    """Return -1 where the first was surely published before the second, 1 after, 0 unknown.

    Two times are compared as such where both have a zone, or neither has. Else only days are
    compared, which must not overlap.

    Examples
    --------
    >>> first_published("2025-03-14", "2025-03-15T08:00Z")
    -1
    >>> first_published("2025-03-14", "2025-03-14T08:00Z"), first_published("2025-03", None)
    (0, 0)
    >>> first_published("2025-03-14T09:30+02:00", "2025-03-14T08:00Z")
    -1
    """
    if not one or not other:
        return 0
    times = _time(one), _time(other)
    if times[0] and times[1] and (times[0].tzinfo is None) == (times[1].tzinfo is None):
        return (times[0] > times[1]) - (times[0] < times[1])
    days = _days(one), _days(other)
    if not days[0] or not days[1]:
        return 0
    return (days[0][0] > days[1][1]) - (days[0][1] < days[1][0])


def _time(published: str) -> datetime | None:
    if "T" not in published or not is_iso_date(published):
        return None
    return datetime.fromisoformat(published)


def _days(published: str) -> tuple[date, date] | None:
    """The first and the last day that a date can mean, as it is written: in its own zone."""
    if is_iso_date(published):
        day = date.fromisoformat(published[:10])
        return day, day
    try:
        if week := _WEEK.fullmatch(published):
            year, number = int(week[1]), int(week[2])
            return date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7)
        if month := _MONTH.fullmatch(published):
            year, first = int(month[1]), int(month[2] or 1)
            last = int(month[2] or 12)
            return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        return None
    return None


def _by_edits(
    one: Document, other: Document, in_other: Shared, in_one: Shared
) -> tuple[Document, Evidence] | None:
    told = {
        copy.source_id: copy
        for document, source, mine, theirs in (
            (one, other, in_other, in_one),
            (other, one, in_one, in_other),
        )
        if (copy := _edited(document, source, mine, theirs))
    }
    if len(told) != 1:
        return None
    return next(iter(told.values())), Evidence.EDITS


def _edited(document: Document, source: Document, mine: Shared, theirs: Shared) -> Document | None:
    """Which of the two is a copy, seen from one that may be a part of the other."""
    if (document.role == "reference") != (source.role == "reference"):
        return source if document.role == "reference" else document
    # A credit that only one of them prints, where the other's outlet is not known.
    if source.outlet is None and not source.outside and any(e.whole for e in document.outside):
        return document
    own = len(mine.at) - mine.count
    before, within, after = _alone(theirs)
    lacked = before + within + after
    if own > max(1, OWN_OF_A_COPY * len(mine.at)) or lacked - own < max(
        FEWEST_LACKED, LACKED * len(theirs.at)
    ):
        # Both have something of their own; what was taken out of the middle still tells.
        here = _alone(mine)
        return document if within >= FEWEST_LACKED and not here[1] and not before else None
    # A cut keeps the beginning; what stands in the middle of something else was put there.
    return source if before >= max(FEWEST_LACKED, LACKED * len(theirs.at)) else document


def _alone(found: Shared) -> tuple[int, int, int]:
    """How many sentences the other lacks: before the first shared one, between, after the last."""
    places = [i for i, place in enumerate(found.at) if place >= 0]
    if not places:
        return len(found.at), 0, 0
    first, last = places[0], places[-1]
    return first, last - first + 1 - len(places), len(found.at) - 1 - last
