"""Very many claims of one story, each another sentence: for measures of how cost grows.

Reading so many articles would take longer than what is measured, so claims are made of sentences
that people wrote: the pairs of VitaminC (``nli/vitaminc_folds2-9``, which differ by a number, a
date, a name) and of the ten general sets of inference (``nli/general_train``). Each sentence is
one claim of an outlet's own voice, and no sentence stands in the corpus twice. The two sides of a
pair stand in two documents, so that every document has one that tells of the same. What is not
there, as nothing was extracted: marks of numbers, times and names, subjects, speakers, quotations.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from claimkit import tables
from training.data import records

FILES = ("nli/vitaminc_folds2-9.jsonl.gz", "nli/general_train.jsonl.gz")
_SEED = 20250314
_A_DOCUMENT = 35  # claims of an article of BASIL


def analysis(claims: int) -> tables.Analysis:
    """Return an analysis of so many claims in one story.

    Parameters
    ----------
    claims
        How many; a smaller corpus is the beginning of a larger one.

    Raises
    ------
    ValueError
        When there are not so many sentences.
    """
    told: list[list[str]] = []
    count = 0
    for sentences in _documents():
        told.append(sentences[: claims - count])
        count += len(told[-1])
        if count == claims:
            return _tables(told)
    raise ValueError(f"there are sentences for {count} claims, not for {claims}")


def _documents() -> Iterator[list[str]]:
    """Yield the sentences of each document: the first sides of pairs, then the second ones."""
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for file in FILES:
        for row in records(file):
            about = (file, str(row.get("page") or row["id"]))
            pairs.setdefault(about, []).append((row["premise"], row["hypothesis"]))
    subjects = list(pairs)
    random.Random(_SEED).shuffle(subjects)
    seen: set[str] = set()
    sides: tuple[list[str], list[str]] = ([], [])
    for about in subjects:
        for pair in pairs[about]:
            for side, sentence in zip(sides, pair, strict=True):
                if sentence not in seen:
                    seen.add(sentence)
                    side.append(sentence)
        if min(map(len, sides)) >= _A_DOCUMENT:
            yield from sides
            sides = ([], [])


def _tables(documents: list[list[str]]) -> tables.Analysis:
    sources, claims = [], []
    for number, sentences in enumerate(documents):
        text = "\n\n".join(sentences)
        source_id = tables.row_id("source", text)
        published = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        sources.append({"source_id": source_id, "story": "all", "path": f"{number}.txt",
                        "outlet": f"Outlet {number}", "published": published, "role": "report",
                        "language": "en", "text": text})  # fmt: skip
        start = 0
        for sentence in sentences:
            end = start + len(sentence)
            claims.append({"claim_id": tables.row_id("claim", source_id, start, end),
                           "source_id": source_id, "start": start, "end": end, "text": sentence,
                           "standalone": sentence, "polarity": "positive",
                           "certainty": "certain"})  # fmt: skip
            start = end + 2
    return tables.Analysis(
        tables.frame("sources", sources),
        tables.frame("statements"),
        tables.frame("claims", claims),
        tables.frame("spans"),
    )
