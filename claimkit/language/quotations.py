"""Find quotations in any quote style, also over several paragraphs and with a missing mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Opening mark -> the marks that close it. A straight mark opens and closes itself. The single
# marks come last: ’ is an apostrophe far more often than a quotation mark.
CLOSING = {
    "“": "”“",
    "„": "“”",
    "«": "»",
    '"': '"',
    "``": "''",
    "''": "''",
    "‘": "’",
    "'": "'",
}
_MARK = re.compile(r"``|''|[“”„«»\"‘’']")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/:,“\"‘]")
_LINE_END = re.compile(r"\n[ \t\n]*")
_SENTENCE_END = frozenset('.!?:”"’»')


@dataclass(frozen=True, order=True)
class Quotation:
    """A quotation: one piece a paragraph, quotation marks included.

    Attributes
    ----------
    pieces
        Half-open code point ranges, in order; a quotation that runs over several paragraphs,
        each opened again, has one for each.
    closed
        Whether the closing mark is printed.
    """

    pieces: tuple[tuple[int, int], ...]
    closed: bool

    @property
    def start(self) -> int:
        """First code point."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.pieces[-1][1]


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the paragraphs of a text: ranges parted by an empty line.

    A single line feed parts them too, where the line ends like a sentence does; within a
    hard-wrapped sentence it is white space.

    Examples
    --------
    >>> [("One.\n\nTwo\nmore. Three.")[s:e] for s, e in paragraphs("One.\n\nTwo\nmore. Three.")]
    ['One.', 'Two\nmore. Three.']
    """
    at = 0
    for gap in _LINE_END.finditer(text):
        # Looked at from behind, a few characters long: a line of blanks costs no more than another.
        before = text[max(at, gap.start() - 20) : gap.start()].rstrip(" \t\r")
        if gap.group().count("\n") == 1 and before[-1:] not in _SENTENCE_END:
            continue
        if text[at : gap.start()].strip():
            yield at, gap.start()
        at = gap.end()
    if text[at:].strip():
        yield at, len(text)


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order; they never overlap.

    A mark that is never closed quotes to the end of its paragraph; where the next paragraph opens
    with the same mark, the quotation goes on there, as newspapers print long quotations.

    Examples
    --------
    >>> text = 'She said “no” and "never".'
    >>> [text[q.start:q.end] for q in quotations(text)]
    ['“no”', '"never"']
    """
    found: list[Quotation] = []
    running: tuple[str, list[tuple[int, int]]] | None = None
    for start, end in paragraphs(text):
        for mark, opened, closed_at in _in_paragraph(text, start, end):
            piece = (opened, closed_at or end)
            if running is not None and not (opened == start and running[0] == mark):
                found.append(Quotation(tuple(running[1]), closed=False))
                running = None
            running = running or (mark, [])
            running[1].append(piece)
            if closed_at is not None:
                found.append(Quotation(tuple(running[1]), closed=True))
                running = None
        if running is not None and running[1][-1][1] != end:
            found.append(Quotation(tuple(running[1]), closed=False))
            running = None
    if running is not None:
        found.append(Quotation(tuple(running[1]), closed=False))
    return sorted(found, key=lambda quotation: quotation.start)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[str, int, int | None]]:
    """Yield (mark, start, end or None where it is not closed) within one paragraph."""
    at = start
    marks = list(_MARK.finditer(text, start, end))
    unclosed: set[str] = set()  # a search that failed once fails from every later mark too
    for index, mark in enumerate(marks):
        opening = mark.group()
        if mark.start() < at or opening in unclosed or not _opens(text, mark, start):
            continue
        closing = _closing(text, marks, index, end)
        if closing is None and opening in "‘'":
            unclosed.add(opening)  # an apostrophe that begins a word: ’tis, 'em
            continue
        yield opening, mark.start(), closing
        if closing is None:
            return
        at = closing


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    if mark.group() not in CLOSING:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    free = bool(_BEFORE_OPENING.match(before)) and bool(after) and not after.isspace()
    # Curly double marks and guillemets tell their direction by themselves.
    return free or (mark.group() in "“„«" and bool(after))


def _closing(text: str, marks: list[re.Match[str]], index: int, end: int) -> int | None:
    opening = marks[index].group()
    closers = _closers(opening)
    for later in range(index + 1, len(marks)):
        mark = marks[later]
        if mark.group() not in closers:
            continue
        after = text[mark.end() : mark.end() + 1] if mark.end() < end else " "
        if opening in "‘'" and (after.isalnum() or text[mark.start() - 1].isspace()):
            continue  # an apostrophe inside a word
        if opening == '"' and text[mark.start() - 1].isspace() and after.isalnum():
            continue  # a second opening: the mark between them is missing
        return mark.end()
    return None


def _closers(opening: str) -> tuple[str, ...]:
    closing = CLOSING[opening]
    return (closing,) if len(opening) == 2 else tuple(closing)
