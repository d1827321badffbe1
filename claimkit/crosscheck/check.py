"""Claims of several sources to links, origins and findings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from claimkit import tables
from claimkit.crosscheck import quotations, reuse, wording
from claimkit.crosscheck.findings import DISPUTING, findings

_FEWEST_WORDS = 5
_ENDS = tuple(f"{mark}”" for mark in ".!?…")


def cross_check(analysis: tables.Analysis) -> tables.CrossCheck:
    """Cross-check the sources of each story against each other.

    This first form compares quotations word by word, finds claims printed in the same words, and
    tells reprints; claims in other words, and conflicts of number, date or polarity between them,
    wait for the pair encoder. Quotations within one article are compared too.

    Parameters
    ----------
    analysis
        What :func:`claimkit.extract` gave; the order of its rows changes nothing.

    Returns
    -------
    CrossCheck
        ``.links``, ``.origins`` and ``.findings``.

    Examples
    --------
    >>> import claimkit as ck
    >>> check = ck.cross_check(ck.extract(ck.read_sources("seeds/harbour")))
    >>> sorted(check.links["relation"].unique())
    ['attribution_conflict', 'equivalent', 'quote_altered', 'quote_excerpt']
    """
    origins = reuse.origins(analysis.sources)
    origin = dict(zip(origins["source_id"], origins["origin_id"], strict=True))
    names = _names(analysis.sources)
    rows = {row["link_id"]: row for row in _same_words(analysis, origin, names)}
    for pair in quotations.pairs(analysis):
        row = _link(pair, origin, names)
        known = rows.get(row["link_id"])
        if known is None or row["score"] > known["score"]:
            rows[row["link_id"]] = row
    # What the quotations around two claims tell says more than that the claims are alike.
    told = {_pair(row) for row in rows.values() if row["relation"] != "equivalent"}
    disputed = {_pair(row) for row in rows.values() if row["relation"] in DISPUTING}
    rows = {
        link_id: row
        for link_id, row in rows.items()
        if _pair(row) not in (told if row["relation"] == "equivalent" else disputed)
        or row["relation"] in DISPUTING
    }
    links = tables.frame("links", sorted(rows.values(), key=lambda row: str(row["link_id"])))
    return tables.CrossCheck(links, origins, findings(analysis, links, origins))


def _names(sources: pd.DataFrame) -> dict[str, str]:
    """What to call each source: its outlet, else its path."""
    return dict(zip(sources["source_id"], sources["outlet"].fillna(sources["path"]), strict=True))


def _pair(row: dict[str, Any]) -> tuple[str, str]:
    return row["claim_a"], row["claim_b"]


def _same_words(
    analysis: tables.Analysis, origin: dict[str, str], names: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Links between claims of two documents that are printed in the same words."""
    stories = dict(zip(analysis.sources["source_id"], analysis.sources["story"], strict=True))
    published = dict(zip(analysis.sources["source_id"], analysis.sources["published"], strict=True))
    same: dict[tuple[str, bool, tuple[str, ...]], list[Any]] = {}
    for claim in tables.rows(analysis.claims):
        words = tuple(wording.words(claim.text))
        if len(words) >= _FEWEST_WORDS:
            own = claim.statement_id is None
            same.setdefault((stories[claim.source_id], own, words), []).append(claim)
    for claims in same.values():
        claims.sort(key=lambda c: (str(published[c.source_id]), c.claim_id))
        for first, second in pairwise(claims):
            if first.source_id == second.source_id:
                continue
            yield _row(
                first.claim_id,
                second.claim_id,
                "equivalent",
                1.0,
                ["wording"],
                f"{names[first.source_id]} and {names[second.source_id]} both have “{first.text}”.",
                origin[first.source_id] != origin[second.source_id],
            )


def _link(pair: quotations.Pair, origin: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    return _row(
        pair.first.claim_id,
        pair.second.claim_id,
        pair.relation,
        pair.score,
        list(pair.reasons),
        _explanation(pair, names),
        origin[pair.first.source_id] != origin[pair.second.source_id],
    )


def _row(
    claim_a: str,
    claim_b: str,
    relation: str,
    score: float,
    reasons: list[str],
    explanation: str,
    independent: bool,
) -> dict[str, Any]:
    return {
        "link_id": tables.row_id("link", claim_a, claim_b, relation),
        "claim_a": claim_a,
        "claim_b": claim_b,
        "relation": relation,
        "score": score,
        "reasons": reasons,
        "explanation": explanation,
        "independent": independent,
    }


def _explanation(pair: quotations.Pair, names: dict[str, str]) -> str:
    text = _told(pair, names)
    # “It is there.” ends the sentence that quotes it.
    return text if text.endswith(_ENDS) else f"{text}."


def _told(pair: quotations.Pair, names: dict[str, str]) -> str:
    first, second = (_quoted(quote.text) for quote in (pair.first, pair.second))
    one, other = (names[quote.source_id] for quote in (pair.first, pair.second))
    if pair.first.source_id == pair.second.source_id:
        other = "the same article"
    match pair.relation:
        case "equivalent":
            return f"{one} and {other} quote the same words: {first}"
        case "quote_excerpt":
            return f"{one} quotes {first}; {other} quotes {second}: the shorter is a part of it"
        case "attribution_conflict":
            return (
                f"{one} gives the words {first} to {pair.first.speaker}; {other} gives {second} "
                f"to {pair.second.speaker}"
            )
        case _:
            changes = "; ".join(_change(*change) for change in pair.changes)
            return f"{one} quotes {first}; {other} quotes {second}: {changes}"


def _change(before: str, after: str) -> str:
    if before and after:
        return f"“{before}” against “{after}”"
    return f"“{before or after}” stands only in the {'first' if before else 'second'}"


def _quoted(text: str) -> str:
    inner = text.strip("“”„‟«»\"‘’'` \n\t,")
    return f"“{inner}”"
