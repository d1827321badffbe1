"""The tables of the contract, joined into what a person looks for."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from claimkit import tables

_WHO = [
    "speaker",
    "source",
    "cue",
    "content",
    "quotation",
    "said_on",
    "outlet",
    "start",
    "end",
    "statement_id",
    "source_id",
]
_PAIRS = [
    "relation",
    "reasons",
    "a",
    "said_in_a",
    "b",
    "said_in_b",
    "explanation",
    "independent",
    "score",
    "claim_a",
    "claim_b",
]


def who_said_what(analysis: tables.Analysis) -> pd.DataFrame:
    """Return a row a statement: who, by which words, said what, when, where in the text.

    Parameters
    ----------
    analysis
        What :func:`claimkit.extract` gave.

    Returns
    -------
    DataFrame
        ``speaker`` is the resolved name and ``source`` the words printed; ``content`` joins the
        content's spans with `` … ``; ``start`` and ``end`` are the code points from the first to
        the last of them.

    Examples
    --------
    >>> import claimkit as ck
    >>> who = who_said_what(ck.extract(ck.read_sources("seeds/ceasefire")))
    >>> who.loc[0, ["source", "cue", "said_on"]].to_list()
    ['Russian President Vladimir Putin', 'say', '2025-03-13']
    """
    printed: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for span in tables.rows(analysis.spans):
        printed[span.owner_id][span.role].append(span)
    names = outlets(analysis.sources)
    rows = []
    for statement in tables.rows(analysis.statements):
        spans = printed[statement.statement_id]
        rows.append(
            {
                "speaker": statement.speaker,
                "source": spans["source"][0].text if spans["source"] else None,
                "cue": statement.cue,
                "content": " … ".join(span.text for span in spans["content"]),
                "quotation": statement.quotation,
                "said_on": statement.said_on,
                "outlet": names[statement.source_id],
                "start": min(span.start for span in spans["content"]),
                "end": max(span.end for span in spans["content"]),
                "statement_id": statement.statement_id,
                "source_id": statement.source_id,
            }
        )
    return pd.DataFrame(rows, columns=_WHO)


def outlets(sources: pd.DataFrame) -> dict[str, str]:
    """Return what to call each source: its outlet, or its file where no outlet is known.

    Two documents of one outlet are told apart by their files.
    """
    named = sources["outlet"].fillna(sources["path"])
    twice = named.duplicated(keep=False)
    named = named.where(~twice, named + " (" + sources["path"] + ")")
    return dict(zip(sources["source_id"], named, strict=True))


def pairs(analysis: tables.Analysis, check: tables.CrossCheck) -> pd.DataFrame:
    """Return the links with the two texts beside each other, conflicts first.

    Examples
    --------
    >>> import claimkit as ck
    >>> analysis = ck.extract(ck.read_sources("seeds/harbour"))
    >>> pairs(analysis, ck.cross_check(analysis))["relation"].iloc[0]
    'contradicts'
    """
    claims = {claim.claim_id: claim for claim in tables.rows(analysis.claims)}
    names = outlets(analysis.sources)
    rows = []
    for link in tables.rows(check.links):
        a, b = claims[link.claim_a], claims[link.claim_b]
        rows.append(
            {
                "relation": link.relation,
                "reasons": ", ".join(link.reasons),
                "a": a.standalone,
                "said_in_a": names[a.source_id],
                "b": b.standalone,
                "said_in_b": names[b.source_id],
                "explanation": link.explanation,
                "independent": link.independent,
                "score": link.score,
                "claim_a": link.claim_a,
                "claim_b": link.claim_b,
            }
        )
    table = pd.DataFrame(rows, columns=_PAIRS)
    order = {name: i for i, name in enumerate(RELATIONS)}
    return table.sort_values(
        ["relation", "explanation"], key=lambda c: c.map(order) if c.name == "relation" else c
    ).reset_index(drop=True)


# Conflicts first: they are what a desk has to look at.
RELATIONS = (
    "contradicts",
    "attribution_conflict",
    "quote_altered",
    "certainty_shift",
    "reconciled",
    "quote_excerpt",
    "refines",
    "equivalent",
)


def findings_in_detail(
    analysis: tables.Analysis, check: tables.CrossCheck, verdicts: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """Return the findings with their claims and what is said of each pair of them.

    Parameters
    ----------
    analysis, check
        The tables behind them.
    verdicts
        Which verdicts to return; all when empty.

    Returns
    -------
    list of dict
        The columns of ``findings``, with ``claims`` (rows of ``claims`` with their ``outlet`` and
        ``speaker``, in the order of publication) and ``explanations`` (one a conflict or excerpt).
    """
    sources = {source.source_id: source for source in tables.rows(analysis.sources)}
    claims = {claim.claim_id: claim for claim in tables.rows(analysis.claims)}
    voices = who_said_what(analysis).set_index("statement_id")
    names = outlets(analysis.sources)
    origins = check.origins
    copies = set(origins.loc[origins["origin_id"] != origins["source_id"], "source_id"])
    told = _explanations(check.links)
    detailed = []
    for finding in tables.rows(check.findings):
        if verdicts and finding.verdict not in verdicts:
            continue
        members = [claims[claim_id] for claim_id in finding.claim_ids]
        members.sort(key=lambda c: (sources[c.source_id].published or "9999", c.source_id, c.start))
        detailed.append(
            {
                **finding._asdict(),
                "claims": [
                    {
                        **claim._asdict(),
                        "outlet": names[claim.source_id],
                        "published": sources[claim.source_id].published,
                        "role": sources[claim.source_id].role,
                        "is_copy": claim.source_id in copies,
                        "speaker": _voice(voices, claim.statement_id),
                    }
                    for claim in members
                ],
                "explanations": sorted(
                    {pair for claim_id in finding.claim_ids for pair in told[claim_id]},
                    key=lambda pair: (RELATIONS.index(pair[0]), pair[1]),
                ),
            }
        )
    return detailed


def _voice(voices: pd.DataFrame, statement_id: str | None) -> str | None:
    if statement_id is None:
        return None
    speaker, source = voices.loc[statement_id, ["speaker", "source"]]
    name = speaker if pd.notna(speaker) else source
    return str(name) if pd.notna(name) else None


def _explanations(links: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """What is said of each claim's pairs, but for those that say the same."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in tables.rows(links):
        if link.relation != "equivalent":
            for claim_id in (link.claim_a, link.claim_b):
                told[claim_id].append((link.relation, link.explanation))
    return told
