"""Articles of a development set as the `sources` table; needs pandas, which training lacks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from claimkit import tables
from training.data import records


def sources(articles: Iterable[dict[str, Any]], story: str) -> pd.DataFrame:
    """Return the table of articles that have ``id``, ``date`` and ``text``, in their order."""
    hashed = [(each, tables.sha256(each["text"])) for each in articles]
    rows = [
        {
            "source_id": sha256[:12],
            "story": story,
            "path": str(each["id"]),
            "published": each["date"],
            "role": "report",
            "language": "en",
            "text": each["text"],
            "sha256": sha256,
        }
        for each, sha256 in hashed
    ]
    return tables.frame("sources", rows)


def basil() -> dict[str, pd.DataFrame]:
    """Return the events of BASIL, each told by three outlets, as the `sources` tables they are."""
    events: dict[str, list[dict[str, Any]]] = {}
    for article in records("stories/basil.jsonl.gz"):
        events.setdefault(article["triplet"], []).append(article)
    return {
        event: sources(told, event).assign(
            path=[each["file"] for each in told],
            outlet=[each["source"] for each in told],
            title=[each["title"] for each in told],
            url=[each["url"] for each in told],
        )
        for event, told in sorted(events.items())
    }
