"""Articles of a development set as the `sources` table; needs pandas, which training lacks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import pandas as pd

from claimkit import tables


def sources(articles: Iterable[dict[str, Any]], story: str) -> pd.DataFrame:
    """Return the table of articles that have ``id``, ``date`` and ``text``, in their order."""
    hashed = [(each, hashlib.sha256(each["text"].encode()).hexdigest()) for each in articles]
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
