"""A text with its quotations and time expressions, looked up by position."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from claimkit.language.quotations import Quotation


class QuotedText:
    """The quotations of a text by position, in logarithmic time: a book has thousands.

    Parameters
    ----------
    text
        The whole text, held once (``Doc.text`` makes a new string at every call).
    quotations
        Its quotations, in order, as :func:`claimkit.language.quotations.quotations` gives them.
    times
        Its time expressions, as code points.
    """

    def __init__(
        self, text: str, quotations: Sequence[Quotation], times: Sequence[tuple[int, int]] = ()
    ) -> None:
        self.text = text
        self._times = sorted(times)
        pieces = sorted(
            (piece, quotation) for quotation in quotations for piece in quotation.pieces
        )
        self._pieces = [piece for piece, _ in pieces]
        self._starts = [piece[0] for piece in self._pieces]
        self._quotations = [quotation for _, quotation in pieces]

    @classmethod
    def of(cls, doc: Doc) -> QuotedText:
        """Return the lookup of an annotated document."""
        times = [(span.start_char, span.end_char) for span in doc.spans["times"]]
        return cls(doc.text, doc._.quotations, times)

    def is_time(self, char: int) -> bool:
        """Tell whether a code point lies in a time expression."""
        i = bisect_right(self._times, (char, len(self.text))) - 1
        return i >= 0 and char < self._times[i][1]

    def at(self, char: int) -> Quotation | None:
        """Return the quotation around a code point."""
        i = bisect_right(self._starts, char) - 1
        return self._quotations[i] if i >= 0 and char < self._pieces[i][1] else None

    def ending_at(self, char: int) -> Quotation | None:
        """Return the quotation whose last piece ends right there."""
        i = bisect_right(self._starts, char - 1) - 1
        return self._quotations[i] if i >= 0 and self._quotations[i].end == char else None

    def overlapping(self, start: int, end: int) -> list[Quotation]:
        """Return the quotations that share a code point with a range."""
        found: list[Quotation] = []
        for i in self._overlapping(start, end):
            if self._quotations[i] not in found[-1:]:
                found.append(self._quotations[i])
        return found

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return what a range shares with the quotations, a range for each of their pieces.

        >>> QuotedText("“Yes,” he said. “No.”", [Quotation(((16, 21),), True)]).parts(0, 19)
        [(16, 19)]
        """
        return [
            (max(start, self._pieces[i][0]), min(end, self._pieces[i][1]))
            for i in self._overlapping(start, end)
        ]

    def _overlapping(self, start: int, end: int) -> Iterator[int]:
        for i in range(max(0, bisect_right(self._starts, start) - 1), len(self._pieces)):
            if self._starts[i] >= end:
                break
            if self._pieces[i][1] > start:
                yield i
