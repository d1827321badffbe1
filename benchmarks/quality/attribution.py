"""Who said what, as the model reads it: `doc._.attributions` on the development part of PolNeAR.

PolNeAR: Newell, Margolin and Ruths, "An attribution relations corpus for political news", LREC
2018.
"""

from __future__ import annotations

from typing import Any

from benchmarks.quality.rows import Options, Row, f1
from benchmarks.quality.sets import scorer
from claimkit.language import annotate_all
from training.data import records

Said = list[dict[str, list[list[int]]]]


def measure(options: Options) -> list[Row]:
    """Return the figures of the model's attributions."""
    gold = documents()
    docs = annotate_all([d["text"] for d in gold], [d["date"] for d in gold])
    said = []
    for doc in docs:
        said.append(
            [
                {
                    "source": [list(each.source)] if each.source else [],
                    "cue": [list(each.cue)] if each.cue else [],
                    "content": [list(stretch) for stretch in each.content],
                }
                for each in doc._.attributions
            ]
        )
    return rows("attribution", gold, said)


def documents() -> list[dict[str, Any]]:
    """Return the documents of PolNeAR dev."""
    return list(records("attribution/polnear_dev.jsonl.gz"))


def rows(kind: str, gold: list[dict[str, Any]], said: list[Said]) -> list[Row]:
    """Score what is said of each document."""
    pairs = [(g, {"attributions": each}) for g, each in zip(gold, said, strict=True)]
    every = scorer("attribution").evaluate(pairs)
    direct = scorer("attribution").evaluate(pairs, True)
    wanted = [
        ("source, exact F1", every["source.exact"]),
        ("cue, exact F1", every["cue.exact"]),
        ("content, exact F1", every["content.exact"]),
        ("content, half in common, F1", every["content_match(IoU>=.5)"]),
        ("rel_soft, F1", every["rel_soft"]),
        ("direct quotations: rel_exact, F1", direct["rel_exact"]),
    ]
    return [f1(kind, "PolNeAR dev", figure, measured) for figure, measured in wanted]
