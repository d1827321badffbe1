"""From attributions to the tables of the contract."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pandas as pd
from spacy.tokens import Doc, Span

from claimkit import tables
from claimkit.extraction.claims import Sentences
from claimkit.extraction.speakers import Speakers
from claimkit.extraction.statements import Statement, parents, statements
from claimkit.language import Range, annotate_all

Row = dict[str, Any]
_VERBS = frozenset(("VERB", "AUX"))


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
    days = [None if pd.isna(day) else str(day)[:10] for day in sources["published"]]
    docs = annotate_all(sources["text"], days)
    for source_id, doc, day in zip(sources["source_id"], docs, days, strict=True):
        for name, row in _Document(source_id, doc, day).rows():
            rows[name].append(row)
    return tables.Analysis(sources, *(tables.frame(name, rows[name]) for name in rows))


class _Document:
    """One document on its way into the tables."""

    def __init__(self, source_id: str, doc: Doc, published: str | None) -> None:
        self.source_id = source_id
        self.text = doc.text
        self.sentences = Sentences(doc)
        self.speakers = Speakers(self.text)
        self.doc = doc
        self.found = statements(doc)
        self.times = list(doc.spans["times"])
        contents = sorted(piece for found in self.found for piece in found.said.content)
        self._starts = [start for start, _ in contents]
        self._reached = list(accumulate((end for _, end in contents), max))
        self.published = published

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield (table, row), statements in the order of their content, then the outlet's own."""
        ids = [tables.row_id("statement", self.source_id, *s.said.content) for s in self.found]
        outer = parents(self.found)
        for found, statement_id, parent in zip(self.found, ids, outer, strict=True):
            yield from self._statement(
                found, statement_id, ids[parent] if parent is not None else None
            )
        for claim in self.sentences.of_outlet([found.said for found in self.found]):
            yield from self._claim(claim, None)

    def _statement(
        self, found: Statement, statement_id: str, parent_id: str | None
    ) -> Iterator[tuple[str, Row]]:
        said = found.said
        written = self.text[slice(*said.source)] if said.source else None
        speaker = self.speakers.name(written) if written else None
        times = self._times_of(found)
        days = {str(time._.value)[:10] for time in times if time._.value}
        # Nothing is said after it was published: a later day is when something else happens.
        days = {day for day in days if day <= (self.published or day)}
        row: Row = {
            "statement_id": statement_id,
            "source_id": self.source_id,
            "speaker": speaker,
            "speaker_kind": self.speakers.kind(written) if written else None,
            "cue": found.lemma,
            "quotation": found.quotation,
            "said_on": days.pop() if len(days) == 1 else None,
            "parent_id": parent_id,
        }
        yield "statements", row
        for piece in said.content:
            yield "spans", self._span(statement_id, "content", piece)
        if said.cue:
            yield "spans", self._span(statement_id, "cue", said.cue, value=found.lemma)
        if said.source:
            yield "spans", self._span(statement_id, "source", said.source, value=speaker)
        for time in times:
            yield "spans", self._time(statement_id, time)
        for claim in self.sentences.of_statement(said):
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
        for time in self._times_in(start, end):
            yield "spans", self._time(claim_id, time)

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

    def _time(self, owner_id: str, time: Span) -> Row:
        place = (time.start_char, time.end_char)
        return self._span(owner_id, "time", place, value=time._.value, label=time.label_)

    def _times_of(self, found: Statement) -> list[Span]:
        """The time expressions that say when a statement was made.

        They stand outside every content: `said on Monday`, `told during his Thursday news
        conference`, but not `Voss, who left on Monday,`.
        """
        cue = found.said.cue
        if cue is None:
            return []
        return [
            time
            for time in self._times_in(*self.sentences.around(cue[0]))
            if not self._is_content(time.start_char) and _says_when(time, cue)
        ]

    def _times_in(self, start: int, end: int) -> list[Span]:
        first = bisect_left(self.times, start, key=lambda time: time.start_char)
        last = bisect_right(self.times, end, key=lambda time: time.end_char)
        return self.times[first:last]

    def _is_content(self, char: int) -> bool:
        before = bisect_right(self._starts, char)
        return before > 0 and char < self._reached[before - 1]


def _says_when(time: Span, cue: Range) -> bool:
    """Tell whether a time expression says when somebody said something.

    The first verb above it is the cue, or it follows the cue with no other verb between.
    """
    for above in time.root.ancestors:
        if cue[0] <= above.idx < cue[1]:
            return True
        if above.pos_ in _VERBS:
            break
    said = time.doc.char_span(*cue, alignment_mode="expand")
    return (
        said is not None
        and said.end <= time.start
        and not any(token.pos_ in _VERBS for token in time.doc[said.end : time.start])
    )
