"""What a clause that stands alone is."""

from __future__ import annotations

from dataclasses import dataclass

Tokens = tuple[int, int]


@dataclass(frozen=True)
class Clause:
    """A clause that stands alone; ranges are tokens, half-open.

    Attributes
    ----------
    head
        The word that heads its predicate, or the apposition.
    start, end
        Where it lies.
    owner
        The statement whose content holds it, or ``OUTLET``.
    first
        The head of the clause with which it shares its subject; null where it has its own.
    antecedent
        What a relative clause or an apposition is said of; it is part of the range.
    begin
        Where the relative clause or the apposition itself begins; else `start`.
    kind
        ``clause``, ``relative`` or ``apposition``.
    """

    head: int
    start: int
    end: int
    owner: int
    first: int | None = None
    antecedent: Tokens | None = None
    begin: int = -1
    kind: str = "clause"
