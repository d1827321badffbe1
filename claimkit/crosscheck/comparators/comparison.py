"""What a comparator returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from claimkit.crosscheck.propositions import Mark

Outcome = Literal["same", "detail", "conflict", "reconciled"]
Place = tuple[int, int]  # code points of the document


@dataclass(frozen=True)
class Comparison:
    """How one thing that two claims tell stands on either side.

    Attributes
    ----------
    outcome
        ``same``; ``detail`` (one side tells more, and both hold); ``conflict`` (both cannot hold if
        the claims are about the same); ``reconciled`` (looks like a conflict and is none).
    reasons
        Of the contract: ``number``, ``date``, …; for ``reconciled`` why it is none.
    spans
        Where it stands on each side; null where the side does not say it in words of its own.
    explanation
        What a person reads, without the outlets' names.
    score
        How sure the comparator is, 0 to 1.
    """

    outcome: Outcome
    reasons: tuple[str, ...]
    spans: tuple[Place | None, Place | None]
    explanation: str
    score: float = 1.0


def against(
    reason: str, texts: Sequence[str], spans: tuple[Place | None, Place | None], score: float
) -> Comparison:
    """Return that what one claim tells stands against what the other tells.

    Parameters
    ----------
    reason
        Of the contract.
    texts, spans
        What either side prints, and where.
    score
        How sure it is, 0 to 1.

    Examples
    --------
    >>> against("place", ["Kelm", "Sorn"], ((9, 13), (4, 8)), 0.8).explanation
    '“Kelm” against “Sorn”'
    """
    text = " against ".join(map(quoted, texts))
    return Comparison("conflict", (reason,), spans, text, score)


def place(mark: Mark | None) -> Place | None:
    """Return where a mark stands."""
    return (mark.start, mark.end) if mark else None


def quoted(text: str) -> str:
    """Return a text in quotation marks, on one line.

    Examples
    --------
    >>> quoted("nineteen people")
    '“nineteen people”'
    """
    return f"“{' '.join(text.split())}”"
