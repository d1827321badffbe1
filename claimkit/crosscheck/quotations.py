"""The quotations of a story in pairs: who printed the same words, a part of them, or other ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
# An ellipsis within a sentence ends none: “promising… but it wasn’t complete”.
_SENTENCE = re.compile(r"\S(?:.*?[.!?…]+[”\"’')\]]*(?=\s+[“\"‘(\[]*[A-Z])|.*)", re.DOTALL)


@dataclass(frozen=True)
class Quote:
    """Words in quotation marks, or a sentence of a transcript, with a claim that stands in them.

    ``claims`` are the id and the words of all of them.
    """

    claim_id: str
    source_id: str
    text: str
    speaker: str | None
    published: str
    claims: tuple[tuple[str, frozenset[str]], ...]

    def beside(self, other: Quote) -> Quote:
        """Return the quotation with that of its claims which shares most words with another one."""
        words = set(wording.words(other.text))
        best = max(self.claims, key=lambda claim: len(words & claim[1]))
        return replace(self, claim_id=best[0])


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
        for one, other in _candidates(quotes):
            first, second = sorted((one.beside(other), other.beside(one)), key=_order)
            if first.claim_id == second.claim_id:
                continue
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
    """Return what is quoted in each story, a sentence each."""
    documents = {row.source_id: row for row in tables.rows(analysis.sources)}
    quoted = {i: QuotedText(row.text, quotations(row.text)) for i, row in documents.items()}
    contents: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span in tables.rows(analysis.spans):
        if span.role == "content":
            contents[span.owner_id].append((span.start, span.end))
    claims: dict[str, list[Any]] = defaultdict(list)
    for claim in tables.rows(analysis.claims):
        claims[str(claim.statement_id)].append(claim)
    found: dict[str, list[Quote]] = defaultdict(list)
    # In an order of their own, so that the order of the rows changes nothing.
    for statement in sorted(tables.rows(analysis.statements), key=lambda row: row.statement_id):
        document = documents[statement.source_id]
        of_document = quoted[statement.source_id]
        for content in sorted(contents[statement.statement_id]):
            parts = of_document.parts(*content)
            if not parts and statement.quotation == "direct":
                parts = [content]  # a transcript prints no quotation marks
            for start, end in (each for part in parts for each in _sentences(document.text, *part)):
                text = document.text[start:end]
                held = _claims(claims[statement.statement_id], start, end)
                if held and len(wording.words(text)) >= _FEWEST_WORDS:
                    found[document.story].append(
                        Quote(
                            held[0][0],
                            statement.source_id,
                            text,
                            statement.speaker,
                            document.published or "",
                            held,
                        )
                    )
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a quotation; a claim may be shorter."""
    for sentence in _SENTENCE.finditer(text, start, end):
        yield sentence.span()


def _claims(claims: list[Any], start: int, end: int) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the id and the words of the claims that share a code point with a range, in order."""
    held = [claim for claim in claims if claim.start < end and claim.end > start]
    held.sort(key=lambda claim: (claim.start, claim.claim_id))
    return tuple((claim.claim_id, frozenset(wording.words(claim.text))) for claim in held)


def _order(quote: Quote) -> tuple[str, str]:
    """The earlier published comes first, one without a day last; of equals the smaller id."""
    return quote.published or "9999", quote.claim_id


def _candidates(quotes: list[Quote]) -> Iterator[tuple[Quote, Quote]]:
    """Pairs that share three words in a row.

    Three words that very many quotations share tell nothing. The same words again and again in one
    article stand for one quotation, and each links to the next.
    """
    quotes = sorted(quotes, key=lambda quote: (*_order(quote), quote.text))
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
        yield quotes[i], quotes[j]


def _may_conflict(first: Quote, second: Quote) -> bool:
    """Tell whether a difference counts: long enough, and between two documents."""
    shorter = min(len(wording.words(quote.text)) for quote in (first, second))
    return first.source_id != second.source_id and shorter >= _FEWEST_IN_CONFLICT


def _other_speaker(first: Quote, second: Quote) -> bool:
    """Tell whether both speakers are known by their full names and have no name in common."""
    one, other = (re.findall(r"\w+", (q.speaker or "").casefold()) for q in (first, second))
    return min(len(one), len(other)) > 1 and not set(one) & set(other)
