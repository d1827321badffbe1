"""Pairs of claims of real news that were judged: ``news.jsonl``, of the articles of PolNeAR.

Invented events hold what their writer thought of. In real news most that looks like a conflict is
none, in more ways than one thinks of: the same survey of another party, another poll, another
speaker's crowd. Articles that were printed one after the other are cross-checked as one story; what
the package then took for a contradiction, or nearly, was judged by reading both articles. Places
alone are kept; the texts are read from ``CLAIMKIT_DATA``. Every other story is for the pair
encoder, and the rest to fit conflicts on.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import claimkit as ck
from benchmarks.quality.articles import sources
from claimkit import tables
from claimkit.crosscheck.propositions import Proposition, propositions
from training.data import records
from training.judged import claim_at

FILE = Path(__file__).with_name("news.jsonl")
PARTS = ("encoder", "conflicts")
AT_ONCE = 14  # articles of a story
_WORDS = range(150, 1501)  # of an article


@dataclass(frozen=True)
class News:
    """Two claims of two articles, and how a reader says that they stand to each other.

    Attributes
    ----------
    story
        The day of the first article of the story.
    one, other
        The claims.
    stands
        As in `training.reported`: ``same``, ``against``, ``beside``, ...
    kind
        What they differ in, if they are in conflict.
    """

    story: str
    one: Proposition
    other: Proposition
    stands: str
    kind: str


def stories(part: str) -> Iterator[pd.DataFrame]:
    """Yield the `sources` of the stories of one of ``PARTS``."""
    articles = [
        each
        for each in records("attribution/polnear_train.jsonl.gz")
        if len(each["text"].split()) in _WORDS
    ]
    articles.sort(key=lambda each: (each["date"], each["id"]))
    told = [articles[at : at + AT_ONCE] for at in range(0, len(articles), AT_ONCE)]
    for story in told[PARTS.index(part) :: len(PARTS)]:
        yield sources(story, story[0]["date"])


def judged(documents: pd.DataFrame, analysis: tables.Analysis) -> Iterator[News]:
    """Yield the judged pairs of a story whose claims are found.

    Parameters
    ----------
    documents
        One of :func:`stories`.
    analysis
        What ``claimkit.extract`` found in it.
    """
    paths = dict(zip(documents["source_id"], documents["path"], strict=True))
    claims: dict[str, list[Proposition]] = {path: [] for path in paths.values()}
    for claim in propositions(analysis):
        claims[paths[claim.source_id]].append(claim)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if all(row[side]["file"] in claims for side in "ab"):
            places = [row[side] for side in "ab"]
            found = [claim_at(claims[p["file"]], p["start"], p["end"]) for p in places]
            if found[0] and found[1]:
                story = documents["story"].iloc[0]
                yield News(story, found[0], found[1], row["is"], row.get("kind", ""))


def pairs(part: str) -> Iterator[News]:
    """Yield the judged pairs of one of ``PARTS``."""
    for documents in stories(part):
        yield from judged(documents, ck.extract(documents))
