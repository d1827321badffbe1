"""Rows of the table of links: what was found of two claims, said for a person."""

from __future__ import annotations

from typing import Any

import pandas as pd

from claimkit import tables
from claimkit.crosscheck import quotations
from claimkit.crosscheck.comparators.comparison import quoted
from claimkit.crosscheck.propositions import Proposition
from claimkit.crosscheck.relations import Relation

Row = dict[str, Any]
_ENDS = tuple(f"{mark}”" for mark in ".!?…")


class Writer:
    """Writes links between the claims of an analysis.

    Parameters
    ----------
    analysis
        Whose sources have names.
    origins
        The table of that name.
    """

    def __init__(self, analysis: tables.Analysis, origins: pd.DataFrame) -> None:
        self._origin = dict(zip(origins["source_id"], origins["origin_id"], strict=True))
        sources = analysis.sources
        self._names: dict[str, str] = dict(
            zip(sources["source_id"], sources["outlet"].fillna(sources["path"]), strict=True)
        )

    def in_order(self, one: Proposition, other: Proposition) -> tuple[Proposition, Proposition]:
        """Return a record before a report, the earlier published before the later."""
        return (one, other) if one.order <= other.order else (other, one)

    def of_claims(self, one: Proposition, other: Proposition, found: Relation) -> Row:
        """Return the link between two claims that were compared by their meaning."""
        if one.source_id == other.source_id:
            sides = f"{self._has(one)} and, elsewhere, {quoted(other.text)}"
        else:
            sides = f"{self._has(one)}; {self._has(other)}"
        text = _sentence(f"{sides}: {found.explanation}")
        row = self._row(one.claim_id, other.claim_id, found.relation, found.score,
                        list(found.reasons), text, (one.source_id, other.source_id))  # fmt: skip
        return row | {"fuller": found.fuller, "change": found.change}

    def of_same_words(self, one: Proposition, other: Proposition) -> Row:
        """Return the link between two claims that are printed in the same words."""
        names = [self._names[claim.source_id] for claim in (one, other)]
        text = _sentence(f"{names[0]} and {names[1]} both have {quoted(one.text)}")
        return self._row(one.claim_id, other.claim_id, "equivalent", 1.0, ["wording"], text,
                         (one.source_id, other.source_id))  # fmt: skip

    def of_quotations(self, pair: quotations.Pair) -> Row:
        """Return the link between the claims that stand in two quotations."""
        return self._row(
            pair.first.claim_id,
            pair.second.claim_id,
            pair.relation,
            pair.score,
            list(pair.reasons),
            _sentence(self._told(pair)),
            (pair.first.source_id, pair.second.source_id),
        )

    def _has(self, claim: Proposition) -> str:
        name = self._names[claim.source_id]
        if claim.statement_id is None:
            return f"{name} has {quoted(claim.text)}"
        return f"{name} quotes {claim.speaker or 'somebody'} on {quoted(claim.text)}"

    def _row(
        self,
        claim_a: str,
        claim_b: str,
        relation: str,
        score: float,
        reasons: list[str],
        explanation: str,
        sources: tuple[str, str],
    ) -> Row:
        return {
            "link_id": tables.row_id("link", claim_a, claim_b, relation),
            "claim_a": claim_a,
            "claim_b": claim_b,
            "relation": relation,
            "score": score,
            "reasons": reasons,
            "explanation": explanation,
            "independent": self._origin[sources[0]] != self._origin[sources[1]],
            "fuller": None,
            "change": None,
        }

    def _told(self, pair: quotations.Pair) -> str:
        first, second = (_trimmed(quote.text) for quote in (pair.first, pair.second))
        one, other = (self._names[quote.source_id] for quote in (pair.first, pair.second))
        if pair.first.source_id == pair.second.source_id:
            other = "the same article"
        match pair.relation:
            case "equivalent":
                return f"{one} and {other} quote the same words: {first}"
            case "quote_excerpt":
                return f"{one} quotes {first}; {other} quotes {second}: the shorter is a part of it"
            case "attribution_conflict":
                return (
                    f"{one} gives the words {first} to {pair.first.speaker}; {other} gives "
                    f"{second} to {pair.second.speaker}"
                )
            case _:
                changes = "; ".join(_change(*change) for change in pair.changes)
                return f"{one} quotes {first}; {other} quotes {second}: {changes}"


def _sentence(text: str) -> str:
    # “It is there.” ends the sentence that quotes it.
    return text if text.endswith(_ENDS) else f"{text}."


def _change(before: str, after: str) -> str:
    if before and after:
        return f"“{before}” against “{after}”"
    return f"“{before or after}” stands only in the {'first' if before else 'second'}"


def _trimmed(text: str) -> str:
    inner = text.strip("“”„‟«»\"‘’'` \n\t,")
    return f"“{inner}”"
