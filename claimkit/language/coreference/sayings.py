"""Who says what a phrase of a document is in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from claimkit.language.coreference.mentions import Mention

Range = tuple[int, int]


class Sayings:
    """The stretches of a document that somebody says, and the mentions that are their sources.

    Parameters
    ----------
    doc
        Its attributions are read.
    place
        Gives the place of the mention that a source is, among the mentions, or null.
    """

    def __init__(self, doc: Doc, place: Callable[[Range], int | None]) -> None:
        said = sorted(
            (start, end, attribution.source)
            for attribution in doc._.attributions
            if attribution.source
            for start, end in attribution.content
        )
        self._starts = [start for start, _, _ in said]
        self._ends = [end for _, end, _ in said]
        self._sources = [place(source) for _, _, source in said]
        self.speaking = {i for i in self._sources if i is not None}

    def source(self, mention: Mention) -> int | None:
        """Return the place of the mention that says what a mention is part of."""
        at = self.piece(mention)
        return None if at is None else self._sources[at]

    def piece(self, mention: Mention) -> int | None:
        """Return the number of the stretch that a mention is in, or null."""
        at = bisect_right(self._starts, mention.start) - 1
        return None if at < 0 or mention.start >= self._ends[at] else at

    def told(self, pronoun: Mention, other: Mention) -> tuple[bool, bool]:
        """Tell whether somebody says what a phrase is in, and whether a pronoun is in it too."""
        here, there = self.piece(other), self.piece(pronoun)
        return here is not None, here is not None and here == there

    def order(self, mentions: Sequence[Mention]) -> list[int]:
        """Return the mentions in the order of reading: what is quoted behind its speaker."""
        keys = []
        for i, mention in enumerate(mentions):
            source = self.source(mention) if mention.quotation >= 0 else None
            if source is not None and source > i:
                keys.append((source, 1, i))
            else:
                keys.append((i, 0, i))
        return [i for _, _, i in sorted(keys)]
