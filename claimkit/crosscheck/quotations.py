"""The quotations of a story in pairs: who printed the same words, a part of them, or other ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from claimkit import tables
from claimkit.crosscheck import wording
from claimkit.language.quotations import quotations
from claimkit.language.quoted import QuotedText

_FEWEST_WORDS = 4  # "root causes" in two articles is a term, not one utterance
# "We reject his visit" and "We reject his message" may both have been said; longer words hardly.
_FEWEST_IN_CONFLICT = 6
_MOST_QUOTES = 200


@dataclass(frozen=True)
class Quote:
    """Words in quotation marks, or a sentence of a transcript, with the claim that holds them."""

    claim_id: str
    source_id: str
    text: str
    speaker: str | None
    published: str


@dataclass(frozen=True)
class Pair:
    """Two quotations, the earlier published first, and how they stand to each other."""

    first: Quote
    second: Quote
    relation: str
    score: float
    reasons: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]


def pairs(analysis: tables.Analysis) -> Iterator[Pair]:
    """Yield the pairs of quotations that are about the same words, within each story."""
    for quotes in _by_story(analysis).values():
        for first, second in _candidates(quotes):
            comparison = wording.compare(first.text, second.text)
            if comparison is None:
                continue
            relation, reasons = comparison.relation, comparison.reasons
            others, altered = _other_speaker(first, second), relation == "quote_altered"
            if (others or altered) and not _may_conflict(first, second):
                continue
            if others and altered:
                continue  # two people, two wordings: two utterances
            if others:
                relation, reasons = "attribution_conflict", ("attribution",)
            yield Pair(first, second, relation, comparison.score, reasons, comparison.changes)


def _by_story(analysis: tables.Analysis) -> dict[str, list[Quote]]:
    statements = {row.statement_id: row for row in tables.rows(analysis.statements)}
    documents = {row.source_id: row for row in tables.rows(analysis.sources)}
    quoted = {i: QuotedText(row.text, quotations(row.text)) for i, row in documents.items()}
    found: dict[str, list[Quote]] = defaultdict(list)
    # In an order of their own, so that the order of the rows changes nothing.
    for claim in sorted(tables.rows(analysis.claims), key=lambda claim: str(claim.claim_id)):
        if claim.statement_id is None:
            continue
        document, statement = documents[claim.source_id], statements[claim.statement_id]
        texts = quoted[claim.source_id].parts(claim.start, claim.end)
        if not texts and statement.quotation == "direct":
            texts = [claim.text]  # a transcript prints no quotation marks
        for text in texts:
            if len(wording.words(text)) >= _FEWEST_WORDS:
                found[document.story].append(
                    Quote(
                        claim.claim_id,
                        claim.source_id,
                        text,
                        statement.speaker,
                        document.published or "",
                    )
                )
    return found


def _candidates(quotes: list[Quote]) -> Iterator[tuple[Quote, Quote]]:
    """Pairs that share three words in a row; of two, the earlier published comes first.

    Three words that very many quotations share tell nothing. The same words again and again in one
    article stand for one quotation, and each links to the next.
    """
    quotes = sorted(quotes, key=lambda quote: (quote.published or "9999", quote.claim_id))
    words = [tuple(wording.words(quote.text)) for quote in quotes]
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    printed: dict[tuple[Any, ...], int] = {}
    shingles: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, quote in enumerate(quotes):
        same[words[i]].append(i)
        if printed.setdefault((words[i], quote.source_id, quote.speaker), i) == i:
            for shingle in set(zip(words[i], words[i][1:], words[i][2:], strict=False)):
                shingles[shingle].append(i)
    together = {pair for group in same.values() for pair in pairwise(group)}
    for group in shingles.values():
        together.update(combinations(group, 2) if len(group) <= _MOST_QUOTES else ())
    for i, j in sorted(together):
        if quotes[i].claim_id != quotes[j].claim_id:
            yield quotes[i], quotes[j]


def _may_conflict(first: Quote, second: Quote) -> bool:
    """Tell whether a difference counts: long enough, and between two documents."""
    shorter = min(len(wording.words(quote.text)) for quote in (first, second))
    return first.source_id != second.source_id and shorter >= _FEWEST_IN_CONFLICT


def _other_speaker(first: Quote, second: Quote) -> bool:
    """Tell whether both speakers are known by their full names and have no name in common."""
    one, other = (re.findall(r"\w+", (q.speaker or "").casefold()) for q in (first, second))
    return min(len(one), len(other)) > 1 and not set(one) & set(other)
