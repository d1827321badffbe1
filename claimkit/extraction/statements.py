"""The statements of a document: the model's attributions, completed by what quotation marks say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from claimkit.extraction.nested import nested
from claimkit.extraction.trailing import trailing, without_source
from claimkit.extraction.turns import turns
from claimkit.language import Attribution, Quotation, Range
from claimkit.language.quotations import paragraphs
from claimkit.language.quoted import QuotedText

_LONG_QUOTATION = 6  # tokens, marks included; a shorter one that nobody says marks a term
_MARKS = ' \t\r\n.,;:!?”"’»'
_EDGES = " \t\r\n\u00a0,.;:"


@dataclass(frozen=True)
class Statement:
    """Somebody said something.

    Attributes
    ----------
    said
        Its content, cue and source.
    lemma
        The lemma of the cue; null where there is none.
    quotation
        ``direct``, ``indirect`` or ``mixed``.
    """

    said: Attribution
    lemma: str | None
    quotation: str


def statements(doc: Doc) -> list[Statement]:
    """Return the statements of a document, in the order of their content.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.

    Examples
    --------
    >>> from claimkit.language import annotate
    >>> text = "Ana Ruiz said the pier is safe. “It is not,” Bo Lind told reporters."
    >>> [(text[slice(*s.said.source)], s.lemma, s.quotation) for s in statements(annotate(text))]
    [('Ana Ruiz', 'say', 'indirect'), ('Bo Lind', 'tell', 'direct')]
    """
    text = doc.text
    spoken = turns(text)
    if spoken:
        return [Statement(turn, None, "direct") for turn in spoken]
    quoted = QuotedText.of(doc)
    found = without_source(doc, _continued(doc, quoted))
    found += list(trailing(doc, quoted, found))
    found += nested(doc, quoted, found)
    # A content without cue and source is one only where quotation marks say so.
    found = [a for a in found if a.cue or a.source or quoted.overlapping(*a.content[0])]
    once = {attribution.content: attribution for attribution in reversed(found)}
    kept = sorted(once.values(), key=lambda a: (a.content, a.cue or (0, 0)))
    return [Statement(a, _lemma(doc, a.cue), _kind(quoted, a.content)) for a in kept]


def _lemma(doc: Doc, cue: Range | None) -> str | None:
    """Return the lemma of the word on which the others of a cue hang; `according to` whole."""
    span = doc.char_span(*cue) if cue else None
    if span is None:
        return None
    if span[0].lower_ == "according":
        return "according to"
    return str(span.root.lemma_).lower()


def _kind(quoted: QuotedText, content: Sequence[Range]) -> str:
    """Return whether a content is quoted in whole, in part or not at all."""
    inside = outside = False
    for start, end in content:
        while start < end and quoted.text[start] in _EDGES:
            start += 1
        while end > start and quoted.text[end - 1] in _EDGES:
            end -= 1
        for quotation in quoted.overlapping(start, end):
            inside = True
            pieces = [(max(a, start), min(b, end)) for a, b in quotation.pieces]
            start = next((b for a, b in pieces if a <= start < b), start)
            while start < end and quoted.text[start] in _EDGES:
                start += 1
        outside = outside or start < end
    return "indirect" if not inside else "mixed" if outside else "direct"


def _continued(doc: Doc, quoted: QuotedText) -> list[Attribution]:
    """Give quotations that the model left alone to the statement they continue, else to nobody.

    “…,” she said. “…” is one statement as long as the paragraph lasts, and a quotation that runs
    over paragraphs is one throughout.
    """
    found: list[Attribution] = doc._.attributions
    taken = sorted((start, end, i) for i, a in enumerate(found) for start, end in a.content)
    starts = [start for start, _, _ in taken]
    breaks = [start for start, _ in paragraphs(quoted.text)]
    contents = [list(attribution.content) for attribution in found]
    alone: list[Attribution] = []
    direct: tuple[int, int] | None = None  # the last statement in marks, and where it ends
    for quotation in doc._.quotations:
        owners = [_owner(taken, starts, piece) for piece in quotation.pieces]
        known = [owner for owner in owners if owner is not None]
        free = [p for p, owner in zip(quotation.pieces, owners, strict=True) if owner is None]
        if known:
            direct = (known[-1], quotation.end)
            if len(quotation.pieces) > 1:
                said = contents[known[-1]]
                said[:] = [_whole(quoted.text, quotation, piece) for piece in said] + free
        elif not _is_sentence(doc, quotation):
            continue
        elif direct and _same_paragraph(breaks, direct[1] - 1, quotation.start):
            contents[direct[0]] += quotation.pieces
            direct = (direct[0], quotation.end)
        else:
            alone.append(Attribution(quotation.pieces))
            direct = None
    whole = (replace(a, content=tuple(sorted(c))) for a, c in zip(found, contents, strict=True))
    return [*whole, *alone]


def _whole(text: str, quotation: Quotation, content: Range) -> Range:
    """Return a content to the end of its piece of a quotation, where only a mark is missing."""
    for start, end in quotation.pieces:
        if start <= content[0] < content[1] <= end and not text[content[1] : end].strip(_MARKS):
            return content[0], end
    return content


def _owner(
    taken: Sequence[tuple[int, int, int]], starts: Sequence[int], piece: Range
) -> int | None:
    """Return the statement whose content shares a code point with a piece of a quotation."""
    # Contents do not overlap: only the last that begins before the piece ends can reach into it.
    at = bisect_right(starts, piece[1] - 1) - 1
    return taken[at][2] if at >= 0 and taken[at][1] > piece[0] else None


def _same_paragraph(breaks: Sequence[int], one: int, other: int) -> bool:
    return bisect_right(breaks, one) == bisect_right(breaks, other)


def _is_sentence(doc: Doc, quotation: Quotation) -> bool:
    """Tell a quoted sentence from a quoted term or title: “leverage”, “State of the Union.”."""
    inner = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    if inner is None or len(inner) < _LONG_QUOTATION:
        return False
    return any(token.pos_ in ("VERB", "AUX") for token in inner)


def parents(found: Sequence[Statement]) -> list[int | None]:
    """Return, a statement, the smallest other one whose content holds its cue and its content."""
    contents = sorted((piece, i) for i, outer in enumerate(found) for piece in outer.said.content)
    reaches = [[*s.said.content, *([s.said.cue] if s.said.cue else [])] for s in found]
    firsts = [min(start for start, _ in reach) for reach in reaches]
    result: list[int | None] = [None] * len(found)
    around: list[tuple[Range, int]] = []  # the contents that reach over where the sweep is
    at = 0
    for inner in sorted(range(len(found)), key=lambda i: firsts[i]):
        first, last = firsts[inner], max(end for _, end in reaches[inner])
        while at < len(contents) and contents[at][0][0] <= first:
            around.append(contents[at])
            at += 1
        around = [(piece, i) for piece, i in around if piece[1] > first]
        holding = list(_holding(around, inner, found[inner].said.content[0], last))
        result[inner] = min(holding)[1] if holding else None
    return result


def _holding(
    around: Sequence[tuple[Range, int]], inner: int, content: Range, last: int
) -> Iterator[tuple[int, int]]:
    for piece, i in around:
        if i != inner and last <= piece[1] and piece != content:
            yield piece[1] - piece[0], i
