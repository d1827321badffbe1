"""Whether the fact-check that settles a post is found: CheckThat! 2022, task 2A, split ``dev``."""

from __future__ import annotations

from typing import Any

import pandas as pd

from benchmarks.quality.rows import Options, Row
from benchmarks.quality.sets import scorer
from claimkit.factchecks import match
from training.data import records

_K = 5


def measure(options: Options) -> list[Row]:
    """Return the figures of `ck.match`: as called without options, and without days."""
    read = records("matching/ct22_2a_train_dev.jsonl.gz")
    posts = [each for each in read if each["split"] == "dev"]
    checks = pd.DataFrame(list(records("matching/ct22_verified_claims.jsonl.gz")))
    checks = checks.rename(columns={"id": "fact_check_id", "text": "claim"})
    answers = {each["label"] for each in posts}
    without = checks[~checks["fact_check_id"].isin(answers)]
    undated = checks.drop(columns="date")
    rows = []
    for said, table, left in (
        ("CT22 2A dev", checks, without),
        ("CT22 2A dev without days", undated, without.drop(columns="date")),
    ):
        found = _ranked(posts, table)
        rows += [
            Row("match", said, "MAP@5", _map(posts, found)),
            Row("match", said, "MAP@5, no threshold", _map(posts, _ranked(posts, table, least=0))),
            Row("match", said, "right one among those returned, %", _hits(posts, found)),
            Row("match", said, "something returned where none is right, %",
                _percent(sum(map(bool, _ranked(posts, left).values())), posts)),
        ]  # fmt: skip
    return rows


def _ranked(
    posts: list[dict[str, Any]], checks: pd.DataFrame, **options: Any
) -> dict[str, list[str]]:
    found = match([each["text"] for each in posts], checks, k=_K, **options)
    by_text = found.groupby("query_index")["fact_check_id"].agg(list)
    return {each["id"]: by_text.get(i, []) for i, each in enumerate(posts)}


def _map(posts: list[dict[str, Any]], found: dict[str, list[str]]) -> float:
    said = {key: {"id": key, "ranked": ids} for key, ids in found.items()}
    value: float = scorer("labels").rank({each["id"]: each for each in posts}, said)[f"map@{_K}"]
    return value


def _hits(posts: list[dict[str, Any]], found: dict[str, list[str]]) -> float:
    return _percent(sum(each["label"] in found[each["id"]] for each in posts), posts)


def _percent(count: int, posts: list[dict[str, Any]]) -> float:
    return round(100 * count / len(posts), 2)
