"""Which document reprints another, and what all of them go back to.

Documents of a story are compared by the sentences that they share (`passages`); who copied whom is
told by credits, times and edits (`directions`, `credits`). Two reporters at one news conference
print the same quotations; that alone is no reuse, so quotations are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from claimkit import tables
from claimkit.crosscheck.credits import credit, credits, same_outlet
from claimkit.crosscheck.directions import Document, Evidence, copied, share_a_wire
from claimkit.crosscheck.passages import (
    Passages,
    Shared,
    Vocabulary,
    likely_pairs,
    passages,
    shared,
    standing,
)

__all__ = ["credit", "origins"]

# All thresholds on documents; those on sentences are in `passages`. Two documents are one text
# where this share of the sentences of either stands in the other: of the shorter, so that a report
# cut to its first third counts, and so does a long one that holds a whole short one. Of the 210
# pairs of outlets in BASIL's 70 events (Fan et al., EMNLP 2019), which hold no reprint, the most
# alike share 0.15; see `benchmarks.quality.origins`.
REPRINT_SHARE = 0.4
# Where one credits the other, or both the same service, less is enough.
CREDITED_SHARE = 0.3
# An outlet uses its own background again; only another edition of the same report is one text.
SAME_OUTLET_SHARE = 0.75
# What an outlet's document has in common with its others, up to this share, is background.
STANDING_SHARE = 0.5
# Fewer sentences can be the same by chance, or a standing phrase; unless they are all that one of
# the two has, and so many words.
FEWEST_SENTENCES = 3
FEWEST_WORDS = 30


@dataclass(frozen=True)
class _Reuse:
    """Two documents, by their positions, that are one text; the copy is known, or neither is."""

    one: int
    other: int
    in_other: Shared
    in_one: Shared
    copy: int | None
    evidence: Evidence | None

    def of(self, document: int) -> Shared:
        """What one of the two has of the other."""
        return self.in_other if document == self.one else self.in_one

    def partner(self, document: int) -> int:
        """The other of the two."""
        return self.other if document == self.one else self.one


def origins(sources: pd.DataFrame) -> pd.DataFrame:
    """Return where each document's text comes from.

    Parameters
    ----------
    sources
        The sources of one story or of several; documents are compared within a story. The order of
        the rows changes nothing but that of the result's.

    Returns
    -------
    DataFrame
        The table ``origins``, a row a source. All documents that go back to one have its
        ``origin_id``. ``copied_from`` is the nearest source: the one that the document credits,
        else the one that it shares most with. Where nothing tells which of two was first it is
        null, and both have one origin; so it is for two that credit the same service that is not
        in the story. ``shared`` is the share of the document's own sentences, quotations left out,
        that stand in its source, or where that is unknown in the document most like it.

    Examples
    --------
    >>> import claimkit as ck
    >>> found = origins(ck.read_sources("seeds/harbour"))
    >>> int(found["copied_from"].notna().sum()), list(found["credit"].dropna())
    (1, ['Northwire'])
    """
    documents: dict[str, list[Document]] = defaultdict(list)
    rows = list(tables.rows(sources))
    for row, document in zip(rows, _documents(rows), strict=True):
        documents[row.story].append(document)
    found = {row["source_id"]: row for story in documents.values() for row in _story(story)}
    return tables.frame("origins", [found[row.source_id] for row in rows])


def _documents(rows: Sequence[Any]) -> Iterable[Document]:
    outlets = {row.outlet for row in rows if row.outlet}
    by_outlet: dict[str, list[int]] = defaultdict(list)
    vocabulary = Vocabulary()
    own: list[Passages] = []
    for i, row in enumerate(rows):
        own.append(passages(row.text, vocabulary))
        if row.outlet:
            by_outlet[row.outlet].append(i)
    for places in by_outlet.values():
        if left_out := standing([own[i] for i in places], STANDING_SHARE):
            for i in places:
                own[i] = own[i].without(left_out)
    for row, sentences in zip(rows, own, strict=True):
        host = _squeezed(urlsplit(row.url or "").hostname or "")
        found = tuple(
            each
            for each in credits(row.text, row.author, outlets)
            # Its own copyright is no credit.
            if each.own_too
            or not (same_outlet(each.name, row.outlet) or _squeezed(each.name) in host)
        )
        yield Document(row.source_id, row.outlet, row.published, row.role, found, sentences)


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _story(documents: list[Document]) -> list[dict[str, Any]]:
    documents = sorted(documents, key=lambda each: (each.published or "9999", each.source_id))
    found = [
        reuse
        for one, other in likely_pairs([each.own for each in documents])
        if (reuse := _reuse(documents, one, other))
    ]
    source = _sources(documents, found)
    origin = _components(len(documents), source, [r for r in found if r.copy is None])
    of: dict[int, list[_Reuse]] = defaultdict(list)
    for reuse in found:
        of[reuse.one].append(reuse)
        of[reuse.other].append(reuse)
    rows = []
    for i, document in enumerate(documents):
        alike = [r for r in of[i] if (r.partner(i) == source[i] if i in source else r.copy is None)]
        named = document.outside or document.credits
        rows.append(
            {
                "source_id": document.source_id,
                "origin_id": documents[origin[i]].source_id,
                "copied_from": documents[source[i]].source_id if i in source else None,
                "shared": round(max((r.of(i).share for r in alike), default=0.0), 4),
                "credit": named[0].name if named else None,
            }
        )
    return rows


def _reuse(documents: Sequence[Document], one: int, other: int) -> _Reuse | None:
    first, second = documents[one], documents[other]
    in_other, in_one = shared(first.own, second.own), shared(second.own, first.own)
    share = max(in_other.share, in_one.share)
    few = min(in_other.count, in_one.count) < FEWEST_SENTENCES
    all_of_one = share == 1 and min(in_other.covered, in_one.covered) >= FEWEST_WORDS
    if share < _least(first, second) or (few and not all_of_one):
        return None
    told = copied(first, second, in_other, in_one)
    if told is None:
        return _Reuse(one, other, in_other, in_one, None, None)
    copy = one if told[0] is first else other
    return _Reuse(one, other, in_other, in_one, copy, told[1])


def _least(first: Document, second: Document) -> float:
    if same_outlet(first.outlet, second.outlet):
        return SAME_OUTLET_SHARE
    credited = first.names(second) or second.names(first) or share_a_wire(first, second)
    return CREDITED_SHARE if credited else REPRINT_SHARE


def _sources(documents: Sequence[Document], found: Iterable[_Reuse]) -> dict[int, int]:
    """What each copy was copied from; never in a circle."""

    def nearness(reuse: _Reuse) -> tuple[Any, ...]:
        assert reuse.copy is not None
        of, source = reuse.of(reuse.copy), reuse.partner(reuse.copy)
        alike = of.covered + reuse.of(source).covered
        # Documents are in the order of publication: of two as near, the earlier is the source.
        return reuse.evidence is not Evidence.CREDIT, -alike, source, reuse.copy

    source: dict[int, int] = {}
    for reuse in sorted((r for r in found if r.copy is not None), key=nearness):
        copy = reuse.copy
        assert copy is not None
        at: int | None = reuse.partner(copy)
        while at is not None and at != copy:
            at = source.get(at)
        if copy not in source and at is None:
            source[copy] = reuse.partner(copy)
    return source


def _components(count: int, source: dict[int, int], undirected: Iterable[_Reuse]) -> dict[int, int]:
    """The origin of each document.

    It follows what each was copied from. A document that holds two others, say a digest of wire
    reports, goes with the one that it shares most with, and does not make the two one.
    """
    root = list(range(count))

    def top(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for one, other in [*source.items(), *((r.one, r.other) for r in undirected)]:
        root[top(one)] = top(other)
    # The origin copies nothing; of several such it is the one published first.
    origin: dict[int, int] = {}
    for i in range(count):
        if i not in source:
            origin.setdefault(top(i), i)
    return {i: origin[top(i)] for i in range(count)}
