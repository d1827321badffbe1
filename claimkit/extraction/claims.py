"""Cut statements and the outlet's own sentences into claims."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from claimkit.language import Attribution, Range

_BLANKS = " \t\r\n,;:"
_MARKS = frozenset('“”„‟«»"`')  # marks also where nothing closes them; ’ may be an apostrophe
_SAYING = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "INTJ", "AUX"))
_FEWEST_WORDS = 4  # an outlet's own sentence with fewer is a heading or a label
# `MOSCOW - `, `PORT ELLERY, Feb. 6 — `: no part of what is claimed.
_DATELINE = re.compile(
    r"^[ \t]*[^\n—–]{0,40}?[A-Z]{3,}[^\n—–a-z]{0,30}[^\n—–]{0,30}? [—–-]+ +(?=\S)", re.MULTILINE
)
_HEAD = 1_000  # code points in which a dateline stands: behind the headline and the byline
_ENDS = re.compile(r"[.!…][”\"’')\]]*\s*$")


class Sentences:
    """The sentences of a document by position.

    Parameters
    ----------
    doc
        What :func:`claimkit.language.annotate` made.
    """

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        self._starts = [sentence.start_char for sentence in doc.sents]
        # A claim needs a word that says something: "which" alone is a piece of a content.
        self._saying = [token.idx for token in doc if token.pos_ in _SAYING]
        self._that = {
            token.idx: token.nbor().idx
            for token in doc[:-1]
            if token.lower_ == "that" and token.dep_ == "mark"
        }
        self._behind_dateline = {
            dateline.start(): dateline.end() for dateline in _DATELINE.finditer(self.text[:_HEAD])
        }
        self._closing: dict[int, int] = {}  # first code point of a piece -> where its mark closes
        self._opening: dict[int, int] = {}
        for quotation in doc._.quotations:
            end = quotation.end if quotation.closed else len(self.text) + 1
            self._closing |= {start: end for start, _ in quotation.pieces}
            self._opening[end] = quotation.start

    def around(self, char: int) -> Range:
        """Return the sentence that holds a code point."""
        i = bisect_right(self._starts, char)
        return self._starts[i - 1], self._starts[i] if i < len(self._starts) else len(self.text)

    def of_statement(self, found: Attribution) -> Iterator[Range]:
        """Yield the claims of a statement: its content, a sentence each, without outer marks."""
        for start, end in found.content:
            inner = self._starts[bisect_right(self._starts, start) : bisect_left(self._starts, end)]
            bounds = [start, *inner, end]
            for first, last in pairwise(bounds):
                claim = self._trimmed(first, last)
                if claim:
                    yield claim

    def of_outlet(self, attributions: Sequence[Attribution]) -> Iterator[Range]:
        """Yield the sentences that the outlet says in its own voice."""
        said = {
            self.around(char)
            for found in attributions
            for start, end in (*found.content, *([found.cue] if found.cue else []))
            for char in (start, end - 1)
        }
        # A content of many sentences covers those in its middle too.
        covered = sorted(piece for found in attributions for piece in found.content)
        at = reach = 0
        for start, end in zip(self._starts, [*self._starts[1:], len(self.text)], strict=True):
            while at < len(covered) and covered[at][0] < end:
                reach = max(reach, covered[at][1])
                at += 1
            own = self.text[start:end]
            if reach > start or (start, end) in said or not _ENDS.search(own):
                continue
            claim = self._trimmed(start, end)
            if claim and len(own.split()) >= _FEWEST_WORDS:
                yield claim

    def _trimmed(self, start: int, end: int) -> Range | None:
        """Take off blanks, commas, and quotation marks whose other one is not inside."""
        before = None
        while before != (start, end) and start < end:
            before = start, end
            while start < end and self.text[start] in _BLANKS:
                start += 1
            start = min(self._that.get(start, self._behind_dateline.get(start, start)), end)
            while end > start and self.text[end - 1] in _BLANKS:
                end -= 1
            if self._closing.get(start, end) >= end:
                start += start in self._closing or self.text[start : start + 1] in _MARKS
            if self._opening.get(end, start) <= start:
                quoting = 2 if self.text.endswith("''", start, end) else 1
                end -= quoting if end in self._opening else self.text[end - 1 : end] in _MARKS
        first = bisect_left(self._saying, start)
        says = first < len(self._saying) and self._saying[first] < end
        return (start, end) if says else None
