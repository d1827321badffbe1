"""Whose words a claim is in: the outlet's, or a speaker's."""

from __future__ import annotations

import re
from collections import defaultdict

from claimkit import tables

_WORD = re.compile(r"\w+")


class Voices:
    """The speakers of an analysis, by statement.

    Parameters
    ----------
    analysis
        Whose statements are looked up.
    """

    def __init__(self, analysis: tables.Analysis) -> None:
        printed: dict[str, str] = defaultdict(str)
        sources = analysis.spans[analysis.spans["role"] == "source"]
        for span in tables.rows(sources.sort_values("start", ascending=False)):
            printed[span.owner_id] = span.text
        self._speakers: dict[str, str | None] = {}
        self._printed: dict[str, str] = {}
        for row in tables.rows(analysis.statements):
            self._speakers[row.statement_id] = row.speaker
            self._printed[row.statement_id] = row.speaker or printed[row.statement_id]

    def prefix(self, statement_id: str | None) -> str:
        """Return whose words follow, the name or else the words printed; empty for an outlet's."""
        voice = self._printed.get(statement_id or "", "")
        return f"{voice}: " if voice else ""

    def name(self, statement_id: str | None) -> str | None:
        """Return the speaker's name; null for an outlet's own words, and where nobody knows."""
        return self._speakers.get(statement_id or "")

    def names(self, statement_id: str | None) -> set[str]:
        """Return the speaker's name as a set, empty where it is not known."""
        name = self.name(statement_id)
        return {name} if name else set()

    def may_be_one(self, one: set[str], other: set[str]) -> bool:
        """Tell whether each name of the one can be each of the other: a part in common."""
        return all(_parts(a) & _parts(b) for a in one for b in other)


def _parts(name: str) -> frozenset[str]:
    """The parts of a name without initials."""
    return frozenset(part for part in _WORD.findall(name.casefold()) if len(part) > 1)
