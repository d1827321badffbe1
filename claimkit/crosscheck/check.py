"""Claims of several sources to links, origins and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from claimkit import tables
from claimkit.crosscheck import decisions, quotations, reading, relations, reuse
from claimkit.crosscheck.candidates import candidates
from claimkit.crosscheck.features import Compared
from claimkit.crosscheck.findings import findings
from claimkit.crosscheck.links import Row, Writer
from claimkit.crosscheck.neighbours import Places
from claimkit.crosscheck.propositions import Proposition, propositions
from claimkit.crosscheck.relations import Relation
from claimkit.crosscheck.rivals import unrivalled
from claimkit.crosscheck.updates import settled
from claimkit.crosscheck.utterances import OneUtterance
from claimkit.crosscheck.wordings import same_words

_AT_ONCE = 20_000  # pairs that are read before the next are, so that memory has a bound


def cross_check(analysis: tables.Analysis) -> tables.CrossCheck:
    """Cross-check the sources of each story against each other, and each within itself.

    Quotations are compared word by word. Claims that words, names, numbers and meaning bring
    together are read in pairs by the pair encoder and by comparators of number, date, place, name,
    polarity and certainty. Reprints are told by the text that documents share.

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
    >>> "contradicts" in set(check.links["relation"])
    True
    """
    origins = reuse.origins(analysis.sources)
    writer = Writer(analysis, origins)
    claims = propositions(analysis)
    told: dict[tuple[str, str], list[Row]] = {}
    quoted = list(quotations.pairs(analysis))
    for pair in quoted:
        row = writer.of_quotations(pair)
        told.setdefault((row["claim_a"], row["claim_b"]), []).append(row)
    # What quotations tell of two claims, letter by letter, is not judged again by their meaning.
    alike = list(same_words(claims))
    for one, other in alike:
        row = writer.of_same_words(one, other)
        told.setdefault((row["claim_a"], row["claim_b"]), [row])
    one_utterance = OneUtterance(quoted)
    pairs, shares = reading.worth_reading(claims, _untold(claims, candidates(claims), told))
    # Only what has a relation is kept: whether an update or a conflict is one hangs on all others.
    compared: list[Compared] = []
    decided: list[Relation | None] = []
    for low in range(0, len(pairs), _AT_ONCE):
        some = [writer.in_order(claims[i], claims[j]) for i, j in pairs[low : low + _AT_ONCE]]
        read = reading.encode(some, shares[low : low + _AT_ONCE])
        for two, relation in zip(read, decisions.decide(read), strict=True):
            if relation is not None and (
                relation.relation == "equivalent" or not one_utterance.has(two.one, two.other)
            ):
                compared.append(two)
                decided.append(relation)
    decided = settled(compared, unrivalled(compared, decided, alike))
    for two, found in zip(compared, decided, strict=True):
        if found is not None:
            row = writer.of_claims(two.one, two.other, found)
            told[row["claim_a"], row["claim_b"]] = [row]
    rows = [row for each in told.values() for row in _strongest(each)]
    links = tables.frame("links", sorted(rows, key=lambda row: str(row["link_id"])))
    return tables.CrossCheck(links, origins, findings(analysis, claims, links, origins))


def _untold(
    claims: Sequence[Proposition], pairs: Places, told: Iterable[tuple[str, str]]
) -> Places:
    """Return the pairs of which quotations or like words tell nothing yet."""
    place = {claim.claim_id: i for i, claim in enumerate(claims)}
    known = [sorted((place[a], place[b])) for a, b in told if a in place and b in place]
    numbers = np.array([i * len(claims) + j for i, j in known], np.int64)
    return pairs[~np.isin(pairs[:, 0] * len(claims) + pairs[:, 1], numbers)]


def _strongest(rows: list[Row]) -> list[Row]:
    """Keep one row a relation of what quotations tell of a pair, no agreement beside a conflict."""
    best: dict[Any, Row] = {}
    for row in rows:
        known = best.get(row["relation"])
        if known is None or (row["score"], row["explanation"]) > (
            known["score"],
            known["explanation"],
        ):
            best[row["relation"]] = row
    if any(relation in relations.DISPUTING for relation in best):
        return [row for relation, row in best.items() if relation in relations.DISPUTING]
    if len(best) > 1:
        best.pop("equivalent", None)
    return list(best.values())
