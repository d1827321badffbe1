"""Which published fact-checks are about what a text claims."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from claimkit.errors import ClaimkitError, did_you_mean
from claimkit.factchecks.claimreview import calendar_day
from claimkit.factchecks.features import Collection
from claimkit.factchecks.feeds import read_fact_checks
from claimkit.factchecks.ranker import ranker
from claimkit.factchecks.terms import Post, terms

# The least score of what is returned, chosen over folds of the training part (training/README.md).
LEAST = 0.1
# Beside one that fits, the right one may well be second: further ones may have this share of it.
FURTHER = 0.2
_DTYPES = {
    "query_index": "int64",
    "query": "str",
    "fact_check_id": "str",
    "rank": "int64",
    "score": "float64",
    "claim": "str",
}


class MatchError(ClaimkitError, ValueError):
    """What was given to `match` are no texts, or no fact-checks."""


def match(
    texts: str | Iterable[str | None],
    fact_checks: pd.DataFrame | str | os.PathLike[str],
    k: int = 5,
    *,
    published: Iterable[str | date | None] | None = None,
    least: float = LEAST,
) -> pd.DataFrame:
    """Find the fact-checks already published about what texts claim.

    Fact-checks are ranked by stems, spelling, pairs of words and names that they share with a text
    (BM25; Robertson and Zaragoza, 2009), by who says it and by when, with weights fitted on posts
    whose fact-check is known. It works without a model of meaning: a fact-check in other words
    throughout, or in another language, is not found.

    Parameters
    ----------
    texts
        Claims, headlines or posts; one text counts as a list of one. Tags (``#PortShut``,
        ``@harbourcouncil``) are taken apart, links left out, and what an embedded post ends with
        ("— Mara Quill (@maraquill) March 14, 2025") is read as author and day. A text that is
        empty, null or without words has no rows.
    fact_checks
        What :func:`read_fact_checks` returns, or any table with `fact_check_id` and `claim`;
        `title`, and `review_date` (or else `date`) are used where they are there. Or a path, which
        is read with :func:`read_fact_checks`. Rows without a claim are never returned; of rows
        with the same `fact_check_id` the best counts.
    k
        The most fact-checks to return for a text.
    published
        When each text was published, one for each; unknown ones are null. It helps much, because
        most fact-checks follow within days.
    least
        The least score of the best, 0 to 1; with one that has it, others down to a fifth of it are
        returned. Of posts about which there is no fact-check in a large collection, about four in
        ten still get one on their subject with 0.1, one in seven with 0.3, which loses three times
        as many right ones (``training/README.md`` has the table). 0 returns the best `k` of those
        that share a word.

    Returns
    -------
    pandas.DataFrame
        A row for each text and fact-check, in the order of the texts and best first:
        `query_index` (position of the text), `query` (the text), `fact_check_id`, `rank` (1 to
        `k`), `score` (0 to 1, a calibrated probability, comparable between texts) and `claim`.
        Ties go to the fact-check that stands first. No rows where nothing fits.

    Raises
    ------
    MatchError
        When a text is no string, the fact-checks lack a column, `k` is no positive whole number,
        `least` is not from 0 to 1, or `published` has another length than `texts`.
    FactChecksError
        When a path was given that cannot be read as fact-checks.

    Examples
    --------
    >>> import pandas as pd
    >>> checks = pd.DataFrame({
    ...     "fact_check_id": ["a", "b"],
    ...     "claim": ["The port of Eastmere was shut by a strike.", "Bread prices doubled."],
    ... })
    >>> match("Eastmere's port is SHUT: strike! #Eastmere", checks)[["fact_check_id", "rank"]]
      fact_check_id  rank
    0             a     1
    >>> len(match("Snow is expected on Friday.", checks))
    0
    """
    queries = _texts(texts)
    _check(k, least)
    days = _published(published, len(queries))
    table = _fact_checks(fact_checks)
    collection = Collection(table["claim"].tolist(), table["title"].tolist(), list(table["day"]))
    ids, claims = table["fact_check_id"].tolist(), table["claim"].tolist()
    rows: list[dict[str, Any]] = []
    answered: dict[tuple[str, date | None], list[tuple[int, float]]] = {}
    for i, (text, day) in enumerate(zip(queries, days, strict=True)):
        if (text, day) not in answered:
            answered[text, day] = _best(collection, ids, text, day, k, least)
        for rank, (at, score) in enumerate(answered[text, day], start=1):
            rows.append(
                {
                    "query_index": i,
                    "query": text,
                    "fact_check_id": ids[at],
                    "rank": rank,
                    "score": score,
                    "claim": claims[at],
                }
            )
    data = {c: pd.Series([row[c] for row in rows], dtype=t) for c, t in _DTYPES.items()}
    return pd.DataFrame(data)


def _best(
    collection: Collection, ids: list[str], text: str, day: date | None, k: int, least: float
) -> list[tuple[int, float]]:
    """Return positions and scores of the best fact-checks for a text, best first."""
    post = Post.of(text)
    if day is not None:
        post = Post(post.body, post.author, day)
    found, figures = collection.candidates(post)
    if not len(found):
        return []
    dated = post.day is not None and bool((collection.days[found] > 0).any())
    weights = ranker(dated, collection.titled)
    # Rounded, so that the last bits of a sum, which differ between machines, change no order.
    sums = weights.sums(figures).round(9)
    scores = weights.scores(sums, len(set(terms(post.body))))
    best: dict[str, tuple[int, float]] = {}
    if scores.max() < least:
        return []
    for i in np.lexsort((found, -sums)):
        if scores[i] < least * FURTHER or len(best) == k:
            break
        best.setdefault(ids[found[i]], (int(found[i]), round(float(scores[i]), 6)))
    return list(best.values())


def _texts(texts: str | Iterable[str | None]) -> list[str]:
    if isinstance(texts, (bytes, Mapping, pd.DataFrame)) or not isinstance(texts, Iterable):
        raise MatchError(
            f"texts are a string or a list of strings, not {type(texts).__name__}. "
            "Give a column of a table, such as analysis.claims['standalone']."
        )
    out = []
    for i, text in enumerate([texts] if isinstance(texts, str) else texts):
        if isinstance(text, str):
            out.append(text)
        elif text is None or text is pd.NA or text != text:
            out.append("")
        else:
            raise MatchError(f"text {i} is no string but {text!r}. Leave it out or make it one.")
    return out


def _check(k: int, least: float) -> None:
    if isinstance(k, bool) or not isinstance(k, (int, np.integer)) or k < 1:
        raise MatchError(f"k is {k!r}; give a whole number from 1, such as 5.")
    if not isinstance(least, (int, float)) or not 0 <= least <= 1:
        raise MatchError(f"least is {least!r}; give a number from 0 to 1, such as {LEAST}.")


def _published(published: Iterable[str | date | None] | None, n: int) -> list[date | None]:
    if published is None:
        return [None] * n
    given = [published] if isinstance(published, (str, date)) else list(published)
    if len(given) != n:
        raise MatchError(f"published has {len(given)} days for {n} texts; give one for each.")
    return [calendar_day(value) for value in given]


def _fact_checks(given: pd.DataFrame | str | os.PathLike[str]) -> pd.DataFrame:
    """Return id, claim, title and day of the fact-checks that have a claim."""
    if isinstance(given, (str, os.PathLike)):
        given = read_fact_checks(given)
    if not isinstance(given, pd.DataFrame):
        raise MatchError(
            f"fact_checks are a table or a path, not {type(given).__name__}. "
            "Read them with read_fact_checks, or give columns fact_check_id and claim."
        )
    for column in ("fact_check_id", "claim"):
        if column not in given:
            near = did_you_mean(column, map(str, given.columns))
            raise MatchError(
                f"the fact-checks have no column {column!r}; they have {list(given.columns)}."
                f"{near} Rename it: fact_checks.rename(columns={{...: {column!r}}})."
            )
    kept = given[given["claim"].notna() & given["fact_check_id"].notna()]
    nothing = pd.Series([None] * len(kept), index=kept.index, dtype=object)
    when = next((kept[name] for name in ("review_date", "date") if name in kept), nothing)
    title = kept.get("title", nothing)
    out = pd.DataFrame(
        {
            "fact_check_id": kept["fact_check_id"].astype(str),
            "claim": kept["claim"].astype(str),
            "title": title.astype(object).where(title.notna(), "").astype(str),
        }
    ).reset_index(drop=True)
    out["day"] = pd.Series([calendar_day(value) for value in when], dtype=object)
    return out[out["claim"].str.strip() != ""].reset_index(drop=True)
