"""Gather the claims of a story into findings, and count who carries each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from claimkit import tables
from claimkit.crosscheck.propositions import Proposition
from claimkit.crosscheck.relations import AGREEING, DISPUTING
from claimkit.crosscheck.voices import Voices

# Of the pairs between two groups, how many must be known to agree before the groups are one.
_LINKED = 0.5


def findings(
    analysis: tables.Analysis,
    claims: Sequence[Proposition],
    links: pd.DataFrame,
    origins: pd.DataFrame,
) -> pd.DataFrame:
    """Return the findings: every claim stands in exactly one.

    Claims of one voice that agree are gathered: those of the outlets apart from those of each
    speaker, for five outlets that report what somebody said do not corroborate what was said.
    Agreement is not chained: two claims that contradict each other are never in one group of
    agreement, and a group grows only by claims that agree with at least half of it. Groups with a
    conflict between them make one disputed finding. A finding that only one origin carries is
    ``single_source``, however many outlets print it.

    Parameters
    ----------
    analysis
        The statements and sources behind the claims.
    claims
        Its claims as the cross-check reads them.
    links, origins
        The tables of the same names.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    voices = Voices(analysis)
    rows = list(tables.rows(links))
    agreed = _agreed(by_id, rows, voices)
    origin = dict(zip(origins["source_id"], origins["origin_id"], strict=True))
    documents = {row.source_id: row for row in tables.rows(analysis.sources)}
    touching: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        touching[row.claim_a].append(row)
        touching[row.claim_b].append(row)
    out: list[dict[str, Any]] = []
    for groups in _disputes(agreed, rows):
        members = [by_id[claim_id] for group in groups for claim_id in group]
        own = list({row.link_id: row for c in members for row in touching[c.claim_id]}.values())
        chosen = _chosen([by_id[claim_id] for claim_id in groups[0]], own)
        roots = {origin[claim.source_id] for claim in members}
        out.append(
            {
                "story": chosen.story,
                "text": voices.prefix(chosen.statement_id) + chosen.standalone,
                "verdict": _verdict(members, own, len(roots)),
                "n_origins": len(roots),
                "voice": voices.name(chosen.statement_id),
                "record": _record(chosen, by_id, own),
                "evolution": _evolution(by_id, own),
                **_carried(members, documents),
            }
        )
    return tables.frame("findings", sorted(out, key=lambda row: str(row["finding_id"])))


def _carried(members: Sequence[Proposition], documents: Mapping[str, Any]) -> dict[str, Any]:
    """Return which claims a finding has, and which outlets carried it from when to when."""
    carrying = [documents[source_id] for source_id in {claim.source_id for claim in members}]
    published = sorted(document.published for document in carrying if document.published)
    claim_ids = sorted(claim.claim_id for claim in members)
    return {
        "finding_id": tables.row_id("finding", *claim_ids),
        "claim_ids": claim_ids,
        "n_outlets": len({_outlet(document) for document in carrying}),
        "first_published": published[0] if published else None,
        "last_published": published[-1] if published else None,
    }


@dataclass(eq=False)
class _Group:
    """Claims that agree, and for each other group how many pairs agree with it.

    ``texts`` counts its members, those printed alike as one: of twenty reprints not every one is
    compared with every one.
    """

    members: list[str]
    voices: set[str]
    texts: int = 1
    agreeing: dict[_Group, int] = field(default_factory=dict)
    opposed: set[_Group] = field(default_factory=set)


def _agreed(
    claims: Mapping[str, Proposition], rows: Sequence[Any], voices: Voices
) -> list[list[str]]:
    """Return groups of claims that agree, each claim in one; the surest pairs are joined first."""
    group = {i: _Group([i], voices.names(claim.statement_id)) for i, claim in claims.items()}
    joining = []
    for row in rows:
        a, b = group[row.claim_a], group[row.claim_b]
        if row.relation in AGREEING:
            a.agreeing[b] = b.agreeing[a] = 1
            joining.append((-row.score, row.claim_a, row.claim_b))
        elif row.relation != "reconciled" or "update" in row.reasons or "scope" in row.reasons:
            a.opposed.add(b)
            b.opposed.add(a)
    joining.sort()
    alike = [pair for pair in joining if _printed_alike(*(claims[i] for i in pair[1:]))]
    for step in (alike, joining):
        for _, claim_a, claim_b in step:
            a, b = group[claim_a], group[claim_b]
            own = [claims[i].statement_id is None for i in (claim_a, claim_b)]
            if a is b or b in a.opposed or own[0] != own[1]:
                continue
            if not voices.may_be_one(a.voices, b.voices):
                continue
            if step is joining and a.agreeing.get(b, 0) < _LINKED * a.texts * b.texts:
                continue
            small, large = sorted((a, b), key=lambda each: (len(each.members), each.members[0]))
            _join(small, large)
            if step is joining:
                large.texts += small.texts
            for claim_id in small.members:
                group[claim_id] = large
        if step is alike:
            for each in group.values():
                each.agreeing = dict.fromkeys(each.agreeing, 1)
    found = {id(each): sorted(each.members) for each in group.values()}
    return sorted(found.values())


def _printed_alike(one: Proposition, other: Proposition) -> bool:
    return one.plain.casefold() == other.plain.casefold()


def _join(small: _Group, large: _Group) -> None:
    large.members += small.members
    large.voices |= small.voices
    for other, pairs in small.agreeing.items():
        other.agreeing.pop(small)
        if other is not large:
            large.agreeing[other] = large.agreeing.get(other, 0) + pairs
            other.agreeing[large] = large.agreeing[other]
    for other in small.opposed:
        other.opposed.discard(small)
        other.opposed.add(large)
        large.opposed.add(other)


def _disputes(groups: Sequence[list[str]], rows: Iterable[Any]) -> list[list[list[str]]]:
    """Return groups of agreement, those with a conflict between them together, largest first."""
    of = {claim_id: i for i, group in enumerate(groups) for claim_id in group}
    together = {i: [i] for i in range(len(groups))}
    for row in rows:
        if row.relation in DISPUTING:
            one, other = together[of[row.claim_a]], together[of[row.claim_b]]
            if one is not other:
                small, large = sorted((one, other), key=lambda each: (len(each), each))
                large += small
                for i in small:
                    together[i] = large
    out = {id(each): each for each in together.values()}
    return [
        sorted((groups[i] for i in each), key=lambda group: (-len(group), group))
        for each in out.values()
    ]


def _verdict(members: Sequence[Proposition], rows: Iterable[Any], origins: int) -> str:
    if len(members) > 1 and any(row.relation in DISPUTING for row in rows):
        return "disputed"
    return "corroborated" if origins > 1 else "single_source"


def _chosen(group: Sequence[Proposition], rows: Iterable[Any]) -> Proposition:
    """Return the claim that says what all say: none that tells more than another of them."""
    ids = {claim.claim_id for claim in group}
    fuller = {row.fuller for row in rows if {row.claim_a, row.claim_b} <= ids and row.fuller}
    plain = [claim for claim in group if claim.claim_id not in fuller] or list(group)
    return max(plain, key=lambda claim: (len(claim.standalone), claim.claim_id))


def _record(
    chosen: Proposition, claims: Mapping[str, Proposition], rows: Iterable[Any]
) -> str | None:
    """Return what a reference document says of the finding's text: supports, contradicts, null."""
    said = set()
    for row in rows:
        sides = {row.claim_a, row.claim_b}
        other = sides - {chosen.claim_id}
        if chosen.claim_id in sides and any(claims[i].reference for i in other):
            said.add("contradicts" if row.relation in DISPUTING else
                     "supports" if row.relation in AGREEING else None)  # fmt: skip
    if "contradicts" in said:
        return "contradicts"
    return "supports" if chosen.reference or "supports" in said else None


def _evolution(claims: Mapping[str, Proposition], rows: Iterable[Any]) -> list[str]:
    """Return what later reports change, in the order in which they were published."""
    steps = [
        (claims[row.claim_b].published[:10], f"{row.change}: {row.explanation}")
        for row in rows
        if row.change
    ]
    return [f"{day}: {text}" for day, text in sorted(set(steps))]


def _outlet(document: Any) -> Any:
    return document.outlet or document.source_id
