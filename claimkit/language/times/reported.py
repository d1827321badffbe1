"""Quarters and periods of which figures are reported, and what these are compared with."""

from __future__ import annotations

from claimkit.language.times import calendar, dates, durations
from claimkit.language.times.context import Context
from claimkit.language.times.durations import Meaning
from claimkit.language.times.words import Piece


def comparison(pieces: list[Piece], at: int, context: Context) -> Meaning | None:
    """Return what `a year earlier` is compared with: the same quarter, where one is spoken of."""
    quarter = context.reporting
    if pieces[at].value != "Y" or quarter is None:
        return None
    if not any(p.kind in ("ago", "earlier") for p in pieces[at + 1 :]):
        return None
    if durations.count(pieces, at) not in (None, 1):
        return None
    return f"{int(quarter[:4]) - 1:04}{quarter[4:]}", "DATE"


def year_before(codes: list[str], pieces: list[Piece], context: Context) -> Meaning | None:
    """Return `the year-ago quarter`, `the year-earlier period`, `the quarter a year ago`."""
    if "Y" not in codes or "Q" not in codes:
        return None
    ordinal = dates.first(pieces, "ordinal")
    if ordinal and context.today:
        return f"{context.today.year - 1:04}-Q{ordinal.value}", "DATE"
    quarter = context.quarter or (
        calendar.shifted(context.today, "Q", -1) if context.today else None
    )
    return (f"{int(quarter[:4]) - 1:04}{quarter[4:]}" if quarter else None), "DATE"


def quarter(pieces: list[Piece], codes: list[str], context: Context) -> str | None:
    """Return a quarter without a number: `the quarter`, `last quarter`, `the 1988 quarter`."""
    spoken = context.quarter
    over = calendar.shifted(context.today, "Q", -1) if context.today else None
    if context.ended and context.today:
        last = dates.nearest_month(context.ended, None, "last", context)
        if last:
            return f"{last[:4]}-Q{(context.ended + 2) // 3}"
    if spoken is None or (dates.relation(pieces) == "latest" and over and spoken > over):
        spoken = over
    if dates.first(pieces, "year") or "Y" in codes:
        year = dates.year_of(pieces, context)
        return f"{year:04}{spoken[4:]}" if spoken and year else None
    word = dates.relation(pieces)
    if word in ("last", "this", "current", "next", "coming"):
        return durations.placed(word, "Q", context)
    if word in ("previous", "following"):
        at = 4 * int(spoken[:4]) + int(spoken[6]) - 1 if spoken else None
        if at is None:
            return None
        at += 1 if word == "following" else -1
        return f"{at // 4:04}-Q{at % 4 + 1}"
    if word in ("latest", "that", "same", None) and pieces[0].value != 1:
        return spoken if context.label != "DURATION" or word else None
    return None


def period(pieces: list[Piece], kinds: set[str], context: Context) -> str | None:
    """Return `the period`, `the latest period`, `the time`: what was last spoken of."""
    if any(p.text in ("time", "date", "term", "moment", "moments", "run") for p in pieces):
        if "ago" in kinds:
            return "PAST_REF"  # a long time ago
        if any(p.kind == "unit" and p.value == "Y" for p in pieces):
            year = dates.year_of([p for p in pieces if p.text not in ("this", "same")], context)
            return f"{year:04}" if year else None  # this time last year
        word = dates.relation(pieces)
        now = pieces[-1].text == "moment" and word is None and pieces[0].value != 1
        if word in ("this", "current") or now:
            return "PRESENT_REF"
        if any(p.text in ("long", "short") for p in pieces):
            return "FUTURE_REF"  # the short term, the long run
        if word in ("near", "future") or "later" in kinds or "adverb" in kinds:
            return "FUTURE_REF"
        if word in ("that", "same") or pieces[0].text == "the":
            return context.reference
        return None
    year = dates.year_of(pieces, context)
    if kinds & {"ago", "earlier"} or (year and context.today and year < context.today.year):
        # What is compared with: after `the nine months` it is no quarter.
        quarter = context.reporting
        if quarter and not dates.first(pieces, "year"):
            year = int(quarter[:4]) - 1
    else:
        quarter = context.quarter
    if quarter:
        return f"{year:04}{quarter[4:]}" if year else quarter
    return f"{year:04}" if year else None
