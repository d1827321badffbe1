"""Which document reprints another: sentences shared outside quotations, and printed credits.

Two reporters at one news conference print the same quotations; that alone is no reuse, so
quotations are left out of the comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd

from claimkit import tables
from claimkit.language.quotations import paragraphs, quotations

# Fitted on nothing yet: the share at which a desk would speak of a reprint.
REPRINT_SHARE = 0.5
_FEWEST_SENTENCES = 3
_FEWEST_WORDS = 5
_SENTENCE = re.compile(r"[^.!?]+")
_WORD = re.compile(r"\w+")
_NAME = r"(?P<credit>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*)"
_CREDITS = (
    re.compile(r"^[A-Z][^\n(]{1,40}\((?P<credit>[A-Z][\w &.-]{1,40})\) ?[—–-]", re.MULTILINE),
    re.compile(rf"\bReporting by {_NAME}"),
    re.compile(rf"\b{_NAME} contributed to this (?:report|story)"),
)


def origins(sources: pd.DataFrame) -> pd.DataFrame:
    """Return where each document's text comes from.

    Parameters
    ----------
    sources
        The sources of one story or of several; documents are compared within a story.

    Returns
    -------
    DataFrame
        The table ``origins``, a row a source. A copy has the earlier document's ``origin_id``;
        where no dates tell which came first, ``copied_from`` is null and the two share an origin.

    Examples
    --------
    >>> import claimkit as ck
    >>> found = origins(ck.read_sources("seeds/harbour"))
    >>> int(found["copied_from"].notna().sum()), list(found["credit"].dropna())
    (1, ['Northwire'])
    """
    rows: list[dict[str, Any]] = []
    for _, story in sources.groupby("story", sort=True):
        ordered = story.assign(_day=story["published"].fillna("9999")).sort_values(
            ["_day", "source_id"]
        )
        rows += _story(list(tables.rows(ordered.drop(columns="_day"))))
    order = {source_id: i for i, source_id in enumerate(sources["source_id"])}
    return tables.frame("origins", sorted(rows, key=lambda row: order[row["source_id"]]))


def _story(documents: list[Any]) -> list[dict[str, Any]]:
    sentences = {document.source_id: _own_sentences(document.text) for document in documents}
    origin: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    for position, document in enumerate(documents):
        own = sentences[document.source_id]
        share, earlier = max(
            ((_share(own, sentences[d.source_id]), d) for d in documents[:position]),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        row = {
            "source_id": document.source_id,
            "origin_id": document.source_id,
            "copied_from": None,
            "shared": 0.0,
            "credit": credit(document.text),
        }
        if earlier and share >= REPRINT_SHARE and len(own) >= _FEWEST_SENTENCES:
            row |= {"origin_id": origin[earlier.source_id], "shared": round(share, 4)}
            if document.published and document.published != earlier.published:
                row["copied_from"] = earlier.source_id
        origin[document.source_id] = row["origin_id"]
        rows.append(row)
    return rows


def credit(text: str) -> str | None:
    """Return the wire service that a document credits, as printed, or None.

    Examples
    --------
    >>> credit("PORT ELLERY (Northwire) — The channel reopened.")
    'Northwire'
    """
    found = [match for pattern in _CREDITS if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start())["credit"] if found else None


def _own_sentences(text: str) -> list[frozenset[str]]:
    """The word pairs of each sentence, quotations left out."""
    unquoted, at = [], 0
    for quotation in quotations(text):
        unquoted.append(text[at : quotation.start])
        at = quotation.end
    rest = " ".join([*unquoted, text[at:]])
    found = []
    for start, end in paragraphs(rest):
        for sentence in _SENTENCE.findall(rest[start:end]):
            words = [word.casefold() for word in _WORD.findall(sentence)]
            if len(words) >= _FEWEST_WORDS:
                found.append(frozenset(map(" ".join, pairwise(words))))
    return found


def _share(sentences: list[frozenset[str]], others: Iterable[frozenset[str]]) -> float:
    """Share of sentences with a near copy: more than half of all their word pairs in common."""
    others = list(others)
    copies = sum(
        any(len(pairs & other) > len(pairs | other) / 2 for other in others) for pairs in sentences
    )
    return copies / len(sentences) if sentences else 0.0
