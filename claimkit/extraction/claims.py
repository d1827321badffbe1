"""Cut statements and the outlet's own sentences into claims."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from claimkit.extraction.attribution import Attribution, Range

_EDGES = "“”„‟«»\"‘’'` \t\r\n,;:"
_FEWEST_WORDS = 4  # an outlet's own sentence with fewer is a heading or a label
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
                claim = _trimmed(self.text, first, last)
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
        reach = 0
        for start, end in zip(self._starts, [*self._starts[1:], len(self.text)], strict=True):
            while covered and covered[0][0] < end:
                reach = max(reach, covered.pop(0)[1])
            own = self.text[start:end]
            if reach > start or (start, end) in said or not _ENDS.search(own):
                continue
            claim = _trimmed(self.text, start, end)
            if claim and len(own.split()) >= _FEWEST_WORDS:
                yield claim


def _trimmed(text: str, start: int, end: int) -> Range | None:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None
