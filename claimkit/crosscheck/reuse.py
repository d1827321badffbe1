"""Which document reprints another: sentences shared outside quotations, and printed credits.

Two reporters at one news conference print the same quotations; that alone is no reuse, so
quotations are left out of the comparison.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import pandas as pd

from claimkit import tables
from claimkit.language.quotations import paragraphs, quotations

# Of the 210 pairs of outlets in BASIL's 70 events (Fan et al., EMNLP 2019), which hold no reprint,
# none shares so much; the planted reprint shares 0.87.
REPRINT_SHARE = 0.5
_FEWEST_SENTENCES = 3
_FEWEST_WORDS = 5
_SENTENCE = re.compile(r"[^.!?]+")
_WORD = re.compile(r"\w+")
_PART = r"[A-Z][\w&.-]{0,40}"
_NAME = rf"(?P<the>[Tt]he )?(?P<credit>{_PART}(?:(?: &)? {_PART}){{0,5}})"
_DATELINE = re.compile(
    r"^[A-Z][^\n(]{1,40}\((?P<credit>[A-Z][\w &.-]{1,40})\) ?[—–-]", re.MULTILINE
)
_CREDITS = (
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
    sentences = [_own_sentences(document.text) for document in documents]
    copies = _copies(sentences)
    origin: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    for document, own, copied in zip(documents, sentences, copies, strict=True):
        row = {
            "source_id": document.source_id,
            "origin_id": document.source_id,
            "copied_from": None,
            "shared": 0.0,
            "credit": credit(document.text),
        }
        n_copied, position = max(((n, -i) for i, n in copied.items()), default=(0, 0))
        if n_copied >= REPRINT_SHARE * len(own) and len(own) >= _FEWEST_SENTENCES:
            earlier = documents[-position]
            share = round(n_copied / len(own), 4)
            row |= {"origin_id": origin[earlier.source_id], "shared": share}
            # "2025-03-14" and "2025-03-14T08:00Z" do not tell which came first.
            if document.published and not document.published.startswith(earlier.published):
                row["copied_from"] = earlier.source_id
        origin[document.source_id] = row["origin_id"]
        rows.append(row)
    return rows


def _copies(documents: list[list[frozenset[str]]]) -> list[Counter[int]]:
    """For each document, the number of its sentences with a near copy in each earlier one.

    A near copy has more than half of all their word pairs in common. Two such sentences have one
    in common among the rarer half of either's pairs, so that only those are looked up.
    """
    frequency = Counter(pair for sentences in documents for pairs in sentences for pair in pairs)
    known: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    copies: list[Counter[int]] = []
    for position, sentences in enumerate(documents):
        rarer = {
            pairs: sorted(pairs, key=lambda pair: (frequency[pair], pair))[: (len(pairs) + 1) // 2]
            for pairs in sentences
        }
        found = {
            pairs: {
                earlier
                for pair in rare
                for earlier, other in known[pair]
                if len(pairs & other) > len(pairs | other) / 2
            }
            for pairs, rare in rarer.items()
        }
        copies.append(Counter(earlier for pairs in sentences for earlier in found[pairs]))
        for pairs, rare in rarer.items():
            for pair in rare:
                known[pair].append((position, pairs))
    return copies


def credit(text: str) -> str | None:
    """Return the wire service that a document credits, as printed, or None.

    Examples
    --------
    >>> credit("PORT ELLERY (Northwire) — The channel reopened.")
    'Northwire'
    """
    dateline = _DATELINE.search(text)
    if dateline:
        return dateline["credit"]
    found = [match for pattern in _CREDITS for match in pattern.finditer(text)]
    wires = [match for match in found if not _is_reporter(match)]
    return min(wires, key=lambda match: match.start())["credit"] if wires else None


def _is_reporter(match: re.Match[str]) -> bool:
    """`Reporting by Judith Amsel`: plain words without an article are a person's name."""
    words = match["credit"].split()
    plain = all(word.isalpha() and not word.isupper() for word in words)
    return len(words) > 1 and plain and match["the"] is None


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
