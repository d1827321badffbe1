"""Gather the claims of a story into findings, and count who carries each."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from claimkit import tables

AGREEING = frozenset(("equivalent", "quote_excerpt"))
DISPUTING = frozenset(("quote_altered", "attribution_conflict", "contradicts"))


def findings(analysis: tables.Analysis, links: pd.DataFrame, origins: pd.DataFrame) -> pd.DataFrame:
    """Return the findings: every claim stands in exactly one.

    Claims that agree are gathered; groups with a conflict between them make one disputed finding.
    A finding that only one origin carries is ``single_source``, however many outlets print it.

    Parameters
    ----------
    analysis
        The claims, with the statements and sources behind them.
    links, origins
        The tables of the same names.
    """
    gathered = _gathered(analysis.claims["claim_id"], links)
    claims = {row.claim_id: row for row in tables.rows(analysis.claims)}
    sources = {row.source_id: row for row in tables.rows(analysis.sources)}
    origin = dict(zip(origins["source_id"], origins["origin_id"], strict=True))
    disputed = set(links.loc[links["relation"].isin(DISPUTING), "claim_a"])
    voices = _voices(analysis)
    rows: list[dict[str, Any]] = []
    for group in gathered:
        documents = [sources[claims[claim_id].source_id] for claim_id in group]
        roots = {origin[document.source_id] for document in documents}
        published = sorted(d.published for d in documents if d.published)
        fullest = max(group, key=lambda claim_id: (len(claims[claim_id].standalone), claim_id))
        rows.append(
            {
                "finding_id": tables.row_id("finding", *group),
                "story": documents[0].story,
                "text": voices.get(claims[fullest].statement_id, "") + claims[fullest].standalone,
                "verdict": "disputed"
                if disputed & set(group)
                else "corroborated"
                if len(roots) > 1
                else "single_source",
                "claim_ids": group,
                "n_outlets": len({_outlet(document) for document in documents}),
                "n_origins": len(roots),
                "first_published": published[0] if published else None,
                "last_published": published[-1] if published else None,
            }
        )
    return tables.frame("findings", rows)


def _gathered(claim_ids: pd.Series[str], links: pd.DataFrame) -> list[list[str]]:
    """Groups of claims joined by agreement or by a conflict; a claim without links is alone."""
    group = {claim_id: {claim_id} for claim_id in claim_ids}
    joining = links["relation"].isin(AGREEING | DISPUTING)
    for a, b in zip(links.loc[joining, "claim_a"], links.loc[joining, "claim_b"], strict=True):
        if group[a] is not group[b]:
            small, large = sorted((group[a], group[b]), key=len)
            large |= small
            for claim_id in small:
                group[claim_id] = large
    return [sorted(each) for each in {id(each): each for each in group.values()}.values()]


def _voices(analysis: tables.Analysis) -> dict[str, str]:
    """For each statement whose voice it is, as a prefix: the name, else the words printed."""
    printed: dict[str, str] = defaultdict(str)
    sources = analysis.spans[analysis.spans["role"] == "source"]
    for span in tables.rows(sources.sort_values("start", ascending=False)):
        printed[span.owner_id] = span.text
    voices = {
        row.statement_id: row.speaker or printed[row.statement_id]
        for row in tables.rows(analysis.statements)
    }
    return {i: f"{voice}: " if voice else "" for i, voice in voices.items()}


def _outlet(document: Any) -> Any:
    return document.outlet or document.source_id
