"""From annotated documents to the tables of the contract."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import pandas as pd
from spacy.tokens import Doc, Span

from claimkit import tables
from claimkit.extraction import deixis, occasions
from claimkit.extraction.claims import Claim, Claims
from claimkit.extraction.speakers import Speaker, Speakers
from claimkit.extraction.standalone import Dated, Referent, standalone
from claimkit.extraction.statements import Statement, parents, statements
from claimkit.extraction.syntax import Cleft
from claimkit.extraction.worthiness import Worthiness
from claimkit.language import Range, annotate_all
from claimkit.language.coreference import Mention

Row = dict[str, Any]
_LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE", "group": "GROUP"}


def extract(sources: pd.DataFrame) -> tables.Analysis:
    """Extract who said what, when and how surely, from every source.

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
    worthiness = Worthiness()
    for source_id, doc, day in zip(sources["source_id"], docs, days, strict=True):
        for name, row in _Document(source_id, doc, day, worthiness).rows():
            rows[name].append(row)
    for row, worth in zip(rows["claims"], worthiness.values(), strict=True):
        row["check_worthiness"] = worth
    return tables.Analysis(sources, *(tables.frame(name, rows[name]) for name in rows))


class _Document:
    """One document on its way into the tables."""

    def __init__(
        self, source_id: str, doc: Doc, published: str | None, worthiness: Worthiness
    ) -> None:
        self.source_id = source_id
        self.text = doc.text
        self.doc = doc
        self.ents = doc.ents  # spaCy gathers them anew at each asking, over the whole document
        self.worthiness = worthiness
        self.found = statements(doc)
        self.speakers = Speakers(doc, self.found)
        names = [self.speakers.of(i).name for i in range(len(self.found))]
        self.said = occasions.said(doc, self.found, published, names)
        deixis.settle(doc, [each.said.content for each in self.found], self.said)
        self.claims = Claims(doc, self.found)
        self.times = list(doc.spans["times"])
        self.quantities = list(doc.spans["quantities"])
        self.mentions = sorted(self.speakers.coreference.mentions, key=lambda m: m.start)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield (table, row): statements in the order of their content, then claims in theirs."""
        ids = [tables.row_id("statement", self.source_id, *s.said.content) for s in self.found]
        for i, parent in enumerate(parents(self.found)):
            yield from self._statement(i, ids[i], None if parent is None else ids[parent])
        for claim in self.claims:
            owner = claim.statement
            yield from self._claim(claim, None if owner is None else ids[owner])

    def _statement(
        self, i: int, statement_id: str, parent_id: str | None
    ) -> Iterator[tuple[str, Row]]:
        found: Statement = self.found[i]
        speaker: Speaker = self.speakers.of(i)
        said, when = found.said, self.said[i]
        row: Row = {
            "statement_id": statement_id,
            "source_id": self.source_id,
            "speaker": speaker.name,
            "speaker_kind": speaker.kind,
            "cue": found.lemma,
            "quotation": found.quotation,
            "said_on": when.on,
            "said_at": self.text[slice(*when.at)] if when.at else None,
            "parent_id": parent_id,
        }
        yield "statements", row
        for piece in said.content:
            yield "spans", self._span(statement_id, "content", piece)
        if said.cue:
            yield "spans", self._span(statement_id, "cue", said.cue, value=found.lemma)
        if said.source:
            yield "spans", self._span(statement_id, "source", said.source, value=speaker.name)
        for time in when.times:
            yield "spans", self._marked(statement_id, "time", time)

    def _claim(self, claim: Claim, statement_id: str | None) -> Iterator[tuple[str, Row]]:
        place = start, end = claim.start, claim.end
        claim_id = tables.row_id("claim", self.source_id, statement_id, start, end)
        times = _inside(self.times, start, end)
        reach = [place, claim.subject] if claim.subject else [place]
        cleft = self.claims.syntax.clefts.get(claim.head)
        mentions = self._mentions(reach)
        if cleft is not None:  # its `it` means nothing
            mentions = [m for m in mentions if m.start != self.claims.syntax.start[cleft.it]]
        own = standalone(
            self.claims.syntax,
            claim.clause,
            claim.subject_tokens,
            [_referent(mention) for mention in mentions if mention.entity.name],
            [Dated(t.start_char, t.end_char, t._.value, t.label_) for t in times],
        )
        yield (
            "claims",
            {
                "claim_id": claim_id,
                "source_id": self.source_id,
                "statement_id": statement_id,
                "start": start,
                "end": end,
                "text": self.text[start:end],
                "standalone": own,
                "subject": self.text[slice(*(claim.subject or (0, 0)))] or None,
                "predicate": self.text[slice(*claim.predicate)] or None,
                "polarity": claim.stance.polarity,
                "certainty": claim.stance.certainty,
                "about_time": self._about_time(claim, cleft),
            },
        )
        self.worthiness.add(self.doc, claim.head, start, end)
        for time in times:
            yield "spans", self._marked(claim_id, "time", time)
        for quantity in _inside(self.quantities, start, end):
            yield "spans", self._marked(claim_id, "quantity", quantity)
        yield from self._entities(claim_id, place, mentions)
        yield from self._triggers(claim_id, claim)

    def _about_time(self, claim: Claim, cleft: Cleft | None) -> str | None:
        """Return when a claim is the case; a cleft may put that first: `It was in May that …`."""
        heads = [claim.head] if cleft is None else [claim.head, cleft.focus]
        times = (
            occasions.about_time(self.doc, claim.start, claim.end, self.doc[head]) for head in heads
        )
        return next((time for time in times if time), None)

    def _entities(
        self, claim_id: str, place: Range, mentions: Sequence[Mention]
    ) -> Iterator[tuple[str, Row]]:
        """Yield the names of a claim, and what else it mentions whose name is known."""
        marked: set[Range] = set()
        for mention in mentions:
            at = (mention.start, mention.end)
            # Two mentions can be read where one stands: a name, and a description that ends in it.
            if mention.entity.name and at not in marked:
                marked.add(at)
                # What the whole article says of it outweighs the label of one mention.
                kind = _LABELS.get(mention.entity.kind or "")
                kind = (mention.label or kind) if kind == "GPE" else (kind or mention.label)
                yield "spans", self._span(claim_id, "entity", at, mention.entity.name, kind)
        first = bisect_left(self.ents, place[0], key=lambda ent: ent.start_char)
        for ent in islice(self.ents, first, None):
            if ent.start_char >= place[1]:
                break
            at = (ent.start_char, ent.end_char)
            if at not in marked and not any(a <= at[0] and at[1] <= b for a, b in marked):
                known = self.speakers.coreference.at(*at)
                value = known.entity.name if known and known.form == "name" else None
                yield "spans", self._span(claim_id, "entity", at, value or ent.text, ent.label_)

    def _triggers(self, claim_id: str, claim: Claim) -> Iterator[tuple[str, Row]]:
        syntax = self.claims.syntax
        seen: set[tuple[str, int, int]] = set()
        for trigger in claim.stance.triggers:
            key = (trigger.role, trigger.start, trigger.end)
            if key not in seen:
                seen.add(key)
                place = (syntax.start[trigger.start], syntax.end[trigger.end - 1])
                yield "spans", self._span(claim_id, trigger.role, place, label=trigger.grade)

    def _mentions(self, reach: Sequence[Range]) -> list[Mention]:
        """Return the mentions in some ranges, in order, each once."""
        found: dict[int, Mention] = {}
        for start, end in reach:
            first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
            for mention in self.mentions[first:]:
                if mention.start >= end:
                    break
                if mention.end <= end:
                    found[id(mention)] = mention
        return sorted(found.values(), key=lambda mention: (mention.start, mention.end))

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

    def _marked(self, owner_id: str, role: str, span: Span) -> Row:
        place = (span.start_char, span.end_char)
        return self._span(owner_id, role, place, value=span._.value, label=span.label_)


def _inside(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    first = bisect_left(spans, start, key=lambda span: span.start_char)
    last = bisect_right(spans, end, key=lambda span: span.end_char)
    return list(spans[first:last])


def _referent(mention: Mention) -> Referent:
    entity = mention.entity
    assert entity.name is not None
    return Referent(
        mention.start,
        mention.end,
        entity.name,
        _LABELS.get(entity.kind or ""),
        mention.form,
        mention.possessive,
    )
