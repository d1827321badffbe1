"""Who copied whom: outlets that did not copy each other (BASIL), and copies made of their articles.

BASIL's 70 events, each told by three outlets, hold no reprint: every pair that gets one origin is a
false alarm. Copies are made of each of the 210 articles in stated ways, with a fixed seed, and each
is put into a story with the three outlets' articles.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING, Any

from benchmarks.quality.rows import Options, Row
from claimkit.crosscheck import reuse
from training.data import records

if TYPE_CHECKING:
    import pandas as pd

_SEED = 20250314
_SET = "BASIL"
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_FORMAT = (
    (re.compile(r"(?<=\d),(?=\d{3})"), ""),
    (re.compile(r"\bpercent\b"), "per cent"),
    (re.compile(r"\bMr\. "), "Mr "),
    (re.compile(r"[“”]"), '"'),
    (re.compile(r"’"), "'"),
    (re.compile(r" — "), ", "),
)
_SYNONYMS = dict(
    pair.split("/")
    for pair in (
        "said/stated told/informed about/around after/following before/ahead-of but/yet also/too "
        "many/numerous people/persons big/large help/assist show/indicate asked/inquired "
        "began/started however/still called/termed called/dubbed while/as including/among "
        "against/versus plan/scheme official/functionary wants/seeks key/central former/ex "
        "top/senior recent/latest would/will could/might because/since several/some such/like"
    ).split()
)
_Article = dict[str, Any]


def measure(options: Options) -> list[Row]:
    """Return the share of outlet pairs called reuse, and that of made copies that are found."""
    events: dict[str, list[_Article]] = defaultdict(list)
    for article in records("stories/basil.jsonl.gz"):
        events[article["triplet"]].append(article)
    pairs = sum(len(list(combinations(each, 2))) for each in events.values())
    called = _pairs_of_one_origin(reuse.origins(_table(events)), _table(events))
    rows = [
        Row("origins", _SET, f"of {pairs} outlet pairs called reuse, %", _percent(called, pairs))
    ]
    for name, make in COPIES.items():
        rows += _copies(events, name, make)
    return rows


def _copies(
    events: dict[str, list[_Article]],
    name: str,
    make: Callable[[random.Random, _Article, _Article], str],
) -> list[Row]:
    count = found = others = 0
    # An outlet's own paragraphs, when it adds some, are about something else.
    told_events = list(events.values())
    elsewhere = dict(zip(events, told_events[1:] + told_events[:1], strict=True))
    told: dict[str, list[int]] = {"a year later": [0, 0], "the same day": [0, 0]}
    for which in range(3):
        for when, counts in told.items():
            stories = {}
            for event, articles in events.items():
                source = articles[which]
                rng = random.Random(f"{_SEED} {name} {source['id']}")
                text = make(rng, source, elsewhere[event][which])
                day = source["date"][:10]
                copy = {"id": "copy", "source": "copy", "text": text}
                copy["date"] = f"{int(day[:4]) + 1}{day[4:]}" if when == "a year later" else day
                stories[event] = [*articles, copy]
            table = _table(stories)
            rows = reuse.origins(table).set_index("source_id")
            for _, story in table.groupby("story"):
                ids = dict(zip(story["path"], story["source_id"], strict=True))
                ids_of = events[story["story"].iloc[0]]
                source_id, copy_id = ids[ids_of[which]["id"]], ids["copy"]
                count += 1
                one = rows.at[copy_id, "origin_id"] == rows.at[source_id, "origin_id"]
                found += one
                others += rows.loc[list(ids.values()), "origin_id"].nunique() < len(ids) - one
                counts[0] += rows.at[copy_id, "copied_from"] == source_id
                counts[1] += rows.at[source_id, "copied_from"] == copy_id
    each = count // 2
    return [
        Row("origins", _SET, f"{name}: found, %", _percent(found, count)),
        Row("origins", _SET, f"{name}: another outlet taken for a copy too, %",
            _percent(others, count)),
        *(
            Row("origins", _SET, f"{name}, {when}: direction {what}, %", _percent(n, each))
            for when, counts in told.items()
            for what, n in zip(("right", "wrong"), counts, strict=True)
        ),
    ]  # fmt: skip


def _table(stories: dict[str, list[_Article]]) -> pd.DataFrame:
    import pandas as pd

    from benchmarks.quality.articles import sources

    frames = [
        sources(articles, story).assign(outlet=[each["source"].upper() for each in articles])
        for story, articles in stories.items()
    ]
    return pd.concat(frames, ignore_index=True)


def _pairs_of_one_origin(origins: pd.DataFrame, sources: pd.DataFrame) -> int:
    sizes = origins.merge(sources[["source_id", "story"]], on="source_id")
    sizes = sizes.groupby(["story", "origin_id"]).size()
    return int((sizes * (sizes - 1) // 2).sum())


def _percent(count: int, of: int) -> float:
    return round(100 * count / of, 2)


# Ways to copy: each takes chance, the article, and an article about something else.


def _paragraphs(text: str) -> list[str]:
    return [each for each in text.split("\n\n") if each.strip()]


def _first_third(rng: random.Random, article: _Article, other: _Article) -> str:
    paragraphs = _paragraphs(article["text"])
    return "\n\n".join(paragraphs[: max(1, round(len(paragraphs) / 3))])


def _light_edits(rng: random.Random, article: _Article, other: _Article) -> str:
    """Drop a sentence in ten, put a synonym where there is one, and set numbers anew."""
    kept = []
    for paragraph in _paragraphs(article["text"]):
        sentences = [each for each in _SENTENCE.split(paragraph) if rng.random() >= 0.1]
        if sentences:
            kept.append(" ".join(sentences))
    edited = "\n\n".join(kept)
    for pattern, written in _FORMAT:
        edited = pattern.sub(written, edited)
    return re.sub(r"[a-z]+", lambda word: _SYNONYMS.get(word[0], word[0]), edited)


def _words_exchanged(rng: random.Random, article: _Article, other: _Article) -> str:
    """Put another word of the article for every tenth word."""
    words = re.findall(r"[a-z]+", article["text"])
    return re.sub(
        r"\b[a-z]+\b",
        lambda word: rng.choice(words) if rng.random() < 0.1 else word[0],
        article["text"],
    )


def _merged(rng: random.Random, article: _Article, other: _Article) -> str:
    """Print paragraphs as one, three by three, with the other's credit below."""
    paragraphs = _paragraphs(article["text"])
    merged = [" ".join(paragraphs[i : i + 3]) for i in range(0, len(paragraphs), 3)]
    return "\n\n".join([*merged, f"({article['source'].upper()})"])


def _reordered(rng: random.Random, article: _Article, other: _Article) -> str:
    first, *rest = _paragraphs(article["text"])
    rng.shuffle(rest)
    return "\n\n".join([first, *rest])


def _localised(rng: random.Random, article: _Article, other: _Article) -> str:
    """Take half of the paragraphs, edit them, and add own ones."""
    paragraphs, others = _paragraphs(article["text"]), _paragraphs(other["text"])
    kept = paragraphs[: max(3, len(paragraphs) // 2)]
    own = others[-max(1, len(others) // 4) :]
    return _light_edits(rng, {"text": "\n\n".join([*kept, *own])}, other)


COPIES = {
    "first third": _first_third,
    "light edits": _light_edits,
    "a word in ten exchanged": _words_exchanged,
    "paragraphs merged, credit added": _merged,
    "paragraphs reordered": _reordered,
    "half, edited, with paragraphs of its own": _localised,
}
