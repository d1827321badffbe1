"""Two texts side by side: what one says of the other, and how their claims stand to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from typing import Any

import pandas as pd

from claimkit import tables
from claimkit.crosscheck import decisions, reading
from claimkit.crosscheck.alignment import Alignment
from claimkit.crosscheck.propositions import Proposition, propositions
from claimkit.extraction import extract
from claimkit.semantics import entailment
from claimkit.semantics.entailment import LABELS

_MOST = 20  # claims of a text that are aligned with those of the other


def compare(texts_a: str | Sequence[str], texts_b: str | Sequence[str]) -> pd.DataFrame:
    """Compare texts in pairs, as the cross-check compares claims.

    Parameters
    ----------
    texts_a, texts_b
        Texts of a sentence or a few, equally many; or one text each.

    Returns
    -------
    DataFrame
        One row a pair, in the order given. ``entailment``, ``neutral``, ``contradiction``, from 0
        to 1: what the first text says of the second. ``relation`` and ``reasons``: those of the
        contract (table ``links``), of the two claims in them that are most alike; null and an
        empty list where the texts are about different things or make no claim.

    Raises
    ------
    ValueError
        When the two are not equally many, or a text is empty.
    TypeError
        When something given is not a text.

    Examples
    --------
    >>> import claimkit as ck
    >>> row = ck.compare("The ferry carried 120 people.", "The ferry carried 210 people.").iloc[0]
    >>> row["relation"], row["reasons"]
    ('contradicts', ['number'])
    """
    first, second = (_texts(given, name) for given, name in ((texts_a, "a"), (texts_b, "b")))
    if len(first) != len(second):
        raise ValueError(
            f"texts_a has {len(first)} texts and texts_b {len(second)}: give equally many, "
            "for they are compared in pairs"
        )
    claims = _claims([*first, *second])
    chosen = {
        i: two
        for i, (a, b) in enumerate(zip(first, second, strict=True))
        if a != b and (two := _most_alike(claims[_id(a)], claims[_id(b)]))
    }
    compared = reading.encode(list(chosen.values()))
    decided = dict(zip(chosen, decisions.decide(compared), strict=True))
    rows = []
    for i, scores in enumerate(entailment(first, second)):
        row: dict[str, Any] = dict(zip(LABELS, map(float, scores), strict=True))
        found = decided.get(i)
        row["relation"] = found.relation if found else None
        row["reasons"] = list(found.reasons) if found else []
        if first[i] == second[i] and claims[_id(first[i])]:
            row |= {"relation": "equivalent", "reasons": ["wording"]}
        rows.append(row)
    return pd.DataFrame(rows, columns=[*LABELS, "relation", "reasons"])


def _texts(given: str | Sequence[str], side: str) -> list[str]:
    texts = [given] if isinstance(given, str) else list(given)
    for i, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(
                f"texts_{side}[{i}] is {type(text).__name__}, not text: give a string, or a list "
                "of strings"
            )
        if not text.strip():
            raise ValueError(f"texts_{side}[{i}] is empty: leave the pair out")
    return texts


def _id(text: str) -> str:
    return tables.sha256(text)[:12]


def _claims(texts: Sequence[str]) -> dict[str, list[Proposition]]:
    """Return the claims of each text, by the id of the document that it makes."""
    rows = [
        {
            "source_id": _id(text),
            "story": "compared",
            "path": f"{_id(text)}.txt",
            "role": "report",
            "language": "en",
            "text": text,
            "sha256": tables.sha256(text),
        }
        for text in dict.fromkeys(texts)
    ]
    found: dict[str, list[Proposition]] = defaultdict(list)
    if rows:
        for claim in propositions(extract(tables.frame("sources", rows))):
            found[claim.source_id].append(claim)
    return found


def _most_alike(
    one: Sequence[Proposition], other: Sequence[Proposition]
) -> tuple[Proposition, Proposition] | None:
    """Return the two claims of two texts that tell most of the same; null if there are none."""
    pairs = list(product(one[:_MOST], other[:_MOST]))
    return max(pairs, key=lambda two: Alignment(*two).coverage, default=None)
