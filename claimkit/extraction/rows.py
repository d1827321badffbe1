"""From attributions to the tables of the contract."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pandas as pd
from spacy.tokens import Doc

from claimkit import tables
from claimkit.extraction.attribution import Attribution, Range, attributions
from claimkit.extraction.claims import Sentences
from claimkit.extraction.speakers import Speakers
from claimkit.language import annotate

Row = dict[str, Any]
_RELATIVE = re.compile(r", (?:which|who|whose|where|when)\b")


def extract(sources: pd.DataFrame) -> tables.Analysis:
    """Extract who said what, when, from every source.

    Parameters
    ----------
    sources
        The table that :func:`claimkit.read_sources` gives; of its columns ``source_id``, ``text``
        and ``published`` are read.

    Returns
    -------
    Analysis
        ``.sources`` (as given), ``.statements``, ``.claims`` and ``.spans``; every span's and
        claim's ``text`` is ``sources.text[start:end]``.

    Raises
    ------
    KeyError
        When `sources` lacks one of these columns.

    Examples
    --------
    >>> import claimkit as ck
    >>> analysis = ck.extract(ck.read_sources("seeds/harbour"))
    >>> sorted(analysis.tables())
    ['claims', 'sources', 'spans', 'statements']

    References
    ----------
    The kinds of attribution follow PolNeAR: Newell, Margolin and Ruths, "An Attribution Relations
    Corpus for Political News", LREC 2018.
    """
    missing = {"source_id", "text", "published"} - set(sources.columns)
    if missing:
        raise KeyError(
            f"sources lacks the columns {sorted(missing)}; make it with claimkit.read_sources"
        )
    rows: dict[str, list[Row]] = {"statements": [], "claims": [], "spans": []}
    for source_id, text, published in zip(
        sources["source_id"], sources["text"], sources["published"], strict=True
    ):
        day = None if pd.isna(published) else str(published)[:10]
        document = _Document(source_id, annotate(text, day), day)
        for name, row in document.rows():
            rows[name].append(row)
    return tables.Analysis(sources, *(tables.frame(name, rows[name]) for name in rows))


class _Document:
    """One document on its way into the tables."""

    def __init__(self, source_id: str, doc: Doc, published: str | None) -> None:
        self.source_id = source_id
        self.text = doc.text
        self.sentences = Sentences(doc)
        self.speakers = Speakers(self.text)
        self.found = attributions(doc)
        self.times: list[tuple[Range, str | None]] = [
            ((span.start_char, span.end_char), span._.value) for span in doc.spans["times"]
        ]
        contents = sorted(piece for found in self.found for piece in found.content)
        self._starts = [start for start, _ in contents]
        self._reached = list(accumulate((end for _, end in contents), max))
        self.published = published

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield (table, row), statements in the order of their content, then the outlet's own."""
        ids = [tables.row_id("statement", self.source_id, *a.content) for a in self.found]
        parents = _parents(self.found)
        for found, statement_id, parent in zip(self.found, ids, parents, strict=True):
            yield from self._statement(
                found, statement_id, ids[parent] if parent is not None else None
            )
        for claim in self.sentences.of_outlet(self.found):
            yield from self._claim(claim, None)

    def _statement(
        self, found: Attribution, statement_id: str, parent_id: str | None
    ) -> Iterator[tuple[str, Row]]:
        written = self.text[slice(*found.source)] if found.source else None
        speaker = self.speakers.name(written) if written else None
        times = self._times_of(found)
        # Nothing is said after it was published: a later day is when something else happens.
        values = {value for _, value in times if value and value <= (self.published or value)}
        row: Row = {
            "statement_id": statement_id,
            "source_id": self.source_id,
            "speaker": speaker,
            "speaker_kind": self.speakers.kind(written) if written else None,
            "cue": found.lemma,
            "quotation": found.quotation,
            "said_on": values.pop() if len(values) == 1 else None,
            "parent_id": parent_id,
        }
        yield "statements", row
        for piece in found.content:
            yield "spans", self._span(statement_id, "content", piece)
        if found.cue:
            yield "spans", self._span(statement_id, "cue", found.cue, value=found.lemma)
        if found.source:
            yield "spans", self._span(statement_id, "source", found.source, value=speaker)
        for time, value in times:
            yield "spans", self._span(statement_id, "time", time, value=value, label="DATE")
        for claim in self.sentences.of_statement(found):
            yield from self._claim(claim, statement_id)

    def _claim(self, claim: Range, statement_id: str | None) -> Iterator[tuple[str, Row]]:
        start, end = claim
        claim_id = tables.row_id("claim", self.source_id, statement_id, start, end)
        row: Row = {
            "claim_id": claim_id,
            "source_id": self.source_id,
            "statement_id": statement_id,
            "start": start,
            "end": end,
            "text": self.text[start:end],
            "standalone": self.text[start:end],
            "certainty": "unknown",
        }
        yield "claims", row
        for time, value in self._times_in(start, end):
            yield "spans", self._span(claim_id, "time", time, value=value, label="DATE")

    def _span(
        self,
        owner_id: str,
        role: str,
        place: Range,
        value: str | None = None,
        label: str | None = None,
    ) -> Row:
        return {
            "owner_id": owner_id,
            "source_id": self.source_id,
            "role": role,
            "start": place[0],
            "end": place[1],
            "text": self.text[slice(*place)],
            "value": value,
            "label": label,
        }

    def _times_of(self, found: Attribution) -> list[tuple[Range, str | None]]:
        """The time expressions of the cue's sentence that no content holds: when it was said."""
        if found.cue is None:
            return []
        sentence = self.sentences.around(found.cue[0])
        return [
            (time, value)
            for time, value in self._times_in(*sentence)
            if not self._is_content(time[0]) and not self._is_aside(found, time[0])
        ]

    def _is_aside(self, found: Attribution, time: int) -> bool:
        """Tell whether a time belongs to an aside: `Voss, who left on Monday, said`."""
        if found.source and found.source[0] <= time < found.source[1]:
            return True
        cue = found.cue or (time, time)
        return _RELATIVE.search(self.text, min(cue[1], time), time) is not None

    def _times_in(self, start: int, end: int) -> list[tuple[Range, str | None]]:
        first = bisect_left(self.times, start, key=lambda time: time[0][0])
        last = bisect_right(self.times, end, key=lambda time: time[0][1])
        return self.times[first:last]

    def _is_content(self, char: int) -> bool:
        before = bisect_right(self._starts, char)
        return before > 0 and char < self._reached[before - 1]


def _parents(found: list[Attribution]) -> list[int | None]:
    """For each attribution the smallest other one whose content holds its cue and its content."""
    contents = sorted((piece, i) for i, outer in enumerate(found) for piece in outer.content)
    reaches = [[*a.content, *([a.cue] if a.cue else [])] for a in found]
    firsts = [min(start for start, _ in reach) for reach in reaches]
    parents: list[int | None] = [None] * len(found)
    around: list[tuple[Range, int]] = []  # the contents that reach over where the sweep is
    at = 0
    for inner in sorted(range(len(found)), key=lambda i: firsts[i]):
        first, last = firsts[inner], max(end for _, end in reaches[inner])
        while at < len(contents) and contents[at][0][0] <= first:
            around.append(contents[at])
            at += 1
        around = [(piece, i) for piece, i in around if piece[1] > first]
        holding = [
            (piece[1] - piece[0], i)
            for piece, i in around
            if i != inner and last <= piece[1] and piece != found[inner].content[0]
        ]
        parents[inner] = min(holding)[1] if holding else None
    return parents
