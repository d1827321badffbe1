"""What `today` means within quotation marks: the day on which it was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Span

from claimkit.extraction.governing import between
from claimkit.extraction.occasions import Said

_DEICTIC = frozenset(("today", "tonight", "yesterday", "tomorrow"))


def settle(doc: Doc, contents: Sequence[Sequence[tuple[int, int]]], said: Sequence[Said]) -> None:
    """Read `today`, `tonight`, `yesterday` and `tomorrow` of quotations from when they were said.

    Where the article does not tell that day, their value becomes null.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave; the values of its ``spans["times"]`` are changed.
    contents
        The ranges of each statement's content, in code points.
    said
        When each statement was made.

    Examples
    --------
    >>> from claimkit.language import annotate
    >>> text = "“It shut today,” Ana Ruiz said Wednesday."
    >>> doc = annotate(text, published="2025-03-14")
    >>> settle(doc, [[(0, 16)]], [Said("2025-03-12")])
    >>> [time._.value for time in doc.spans["times"]]
    ['2025-03-12', '2025-03-12']
    """
    days: dict[int, str | None] = {}
    for pieces, when in zip(contents, said, strict=True):
        for start, end in pieces:
            for time in between(doc.spans["times"], start, end):
                days[time.start] = when.on
    times = {time.start: time for time in doc.spans["times"] if time.start in days}
    for quotation in doc._.quotations:
        for start, end in quotation.pieces:
            for time in between(doc.spans["times"], start, end):
                if time.start in times and any(token.lower_ in _DEICTIC for token in time):
                    times.pop(time.start)
                    time._.value = _moved(time, days[time.start])


def _moved(time: Span, on: str | None) -> str | None:
    """Return the value of an expression as on another day than it was read against."""
    shift = {"yesterday": -1, "tomorrow": 1}
    try:
        day = date.fromisoformat((on or "")[:10])
    except ValueError:
        return None
    steps = sum(shift.get(token.lower_, 0) for token in time)
    part = str(time._.value or "")[10:]
    return date.fromordinal(day.toordinal() + steps).isoformat() + part
