"""The time expressions of a document in their order, each read against those before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from spacy.tokens import Doc, Span

from claimkit.language.times.context import Context
from claimkit.language.times.grammar import meaning
from claimkit.language.times.pieces import read
from claimkit.language.times.tense import tense_of
from claimkit.language.times.words import Piece

_COUNTS = frozenset(("number", "ordinal", "vague", "article", "of"))
_OF_A_PART = (["of", "article", "part"], ["of", "part"])
_UNTIL = frozenset(("until", "till", "to", "through", "by"))
_JOINTS = frozenset(("and", "or", "to", "through", "-", "–", "—", ",", "until", "till"))


def day_of(published: str | None) -> date | None:
    """Return the day of publication, null where it is none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def resolve(doc: Doc, spans: Sequence[Span], published: str | None) -> list[Span]:
    """Return the spans with their types and, in ``._.value``, what they mean.

    Parameters
    ----------
    doc
        The document, with its trees.
    spans
        Its time expressions, in order, with the types that the model gives.
    published
        Day of publication, ISO 8601; without it, what is relative to it has no value.
    """
    context = Context(today=day_of(published))
    read_pieces = [read(token.text for token in span) for span in spans]
    for i in range(len(spans) - 1):
        read_pieces[i] = _completed(doc, spans, read_pieces, i)
    out: list[Span] = []
    for i, (span, pieces) in enumerate(zip(spans, read_pieces, strict=True)):
        context.label = span.label_
        context.before = doc[span.start - 1].lower_ if span.start else ""
        context.after = doc[span.end].lower_ if span.end < len(doc) else ""
        context.about = _about(doc, span)
        context.stated = any(child.dep_ == "cop" for child in span.root.children)
        context.tense = partial(_tense, span, context.today)
        context.part = _part_before(doc, spans, read_pieces, i)
        context.year = _year_ahead(doc, spans, read_pieces, i)
        context.ended = _ended(doc, spans, read_pieces, i)
        value, label = meaning(pieces, context)
        if _ends_on_a_day(doc, spans, i) and _is_year(pieces):
            # "the year ended Aug. 31" is no calendar year.
            value, label = "P1Y", "DURATION"
        label = _label(value, label)
        context.remember(value, label, _is_comparison(pieces))
        made = Span(doc, span.start, span.end, label)
        made._.value = value
        out.append(made)
    return out


def _about(doc: Doc, span: Span) -> frozenset[str]:
    after = doc[span.end : span.end + 2]
    return frozenset(token.lower_ for token in (span.root.head, *after))


def _tense(span: Span, today: date | None) -> str:
    return tense_of(span) if today else ""


def _part_before(doc: Doc, spans: Sequence[Span], pieces: Sequence[list[Piece]], i: int) -> str:
    """Return the part of the day last named in the sentence: `On Sunday evening, at half past six`.

    Of `from Sunday evening until six`, it says nothing of the end.
    """
    span = spans[i]
    for j in range(i - 1, -1, -1):
        between = doc[spans[j].end : span.start]
        if spans[j].start < span.sent.start or any(t.lower_ in _UNTIL for t in between):
            return ""
        found = next((str(p.value) for p in pieces[j] if p.kind == "part"), "")
        if found or any(p.kind == "weekday" for p in pieces[j]):
            return found
    return ""


def _completed(
    doc: Doc, spans: Sequence[Span], pieces: Sequence[list[Piece]], i: int
) -> list[Piece]:
    """Return the pieces of an expression with what the next one in a list says for both.

    Such are `Monday and Tuesday nights`, `two to six days`, `the second and fourth quarters`.
    """
    between = doc[spans[i].end : spans[i + 1].start]
    if len(between) != 1 or between[0].lower_ not in ("and", "or", "to"):
        return pieces[i]
    here, after = {p.kind for p in pieces[i]}, pieces[i + 1]
    last = after[-1] if after else None
    if here and here <= {"number", "clock"} and [p.kind for p in after[1:]] in _OF_A_PART:
        return [*pieces[i], *after[1:]]  # "between two and four in the morning"
    if last is None or len(after) < 2 or here & {"unit", "units", "part", "month", "ago"}:
        return pieces[i]
    if last.kind == "part" and "weekday" in here and after[0].kind == "weekday":
        return [*pieces[i], last]
    counted = last.kind in ("unit", "units") and after[-2].kind in here
    return [*pieces[i], last] if counted and here <= _COUNTS else pieces[i]


def _ends_on_a_day(doc: Doc, spans: Sequence[Span], i: int) -> bool:
    if i + 1 == len(spans):
        return False
    between = doc[spans[i].end : spans[i + 1].start]
    return len(between) == 1 and between[0].lower_ in ("ended", "ending")


def _is_year(pieces: list[Piece]) -> bool:
    return [p.text for p in pieces] in (["the", "year"], ["year"])


def _is_comparison(pieces: list[Piece]) -> bool:
    """Tell what a figure is compared with: `a year earlier`, `the 1988 period`."""
    kinds = {piece.kind for piece in pieces}
    if "period" in kinds:
        return bool(kinds & {"year", "ago", "earlier"})
    return bool(kinds & {"ago", "earlier"}) and any(
        p.kind == "unit" and p.value in ("Y", "Q") for p in pieces
    )


def _label(value: str | None, label: str) -> str:
    if value is None or label == "SET":
        return label
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if "T" in value and not value.endswith("_REF") else "DATE"


def _ended(doc: Doc, spans: Sequence[Span], pieces: Sequence[list[Piece]], i: int) -> int | None:
    """Return the month of the date on which a period ends: `the quarter ended Sept. 30`."""
    if i + 1 == len(spans) or not any(p.value == "Q" for p in pieces[i]):
        return None
    between = doc[spans[i].end : spans[i + 1].start]
    if len(between) != 1 or between[0].lower_ not in ("ended", "ending", "through"):
        return None
    month = next((p for p in pieces[i + 1] if p.kind == "month"), None)
    return int(month.value) if month else None


def _year_ahead(
    doc: Doc, spans: Sequence[Span], pieces: Sequence[list[Piece]], i: int
) -> int | None:
    """Return the year printed at the end of the list that a date is in: `March and May 2024`."""
    kinds = {piece.kind for piece in pieces[i]}
    if ("month" not in kinds and "ordinal" not in kinds) or "year" in kinds:
        return None
    for j in range(i, min(i + 3, len(spans) - 1)):
        between = doc[spans[j].end : spans[j + 1].start]
        if len(between) > 2 or not all(token.lower_ in _JOINTS for token in between):
            return None
        found = next((p for p in pieces[j + 1] if p.kind == "year"), None)
        if found:
            return int(found.value)
    return None
