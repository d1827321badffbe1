"""Whom a pronoun stands for: :class:`claimkit.language.coreference.Coreference` on GAP.

For each pronoun the resolver says of each of two names whether it is the same person; nothing told
counts as not the same. F1 is over these yes-or-no decisions, as its authors score them.

Webster, Recasens, Axelrod and Baldridge, "Mind the GAP: a balanced corpus of gendered ambiguous
pronouns", TACL 2018.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter

from benchmarks.quality.rows import Options, Row, f1
from benchmarks.quality.sets import path
from claimkit.language import annotate_all
from claimkit.language.coreference import Coreference

_FEMININE = frozenset(("she", "her", "hers", "herself"))


def measure(options: Options) -> list[Row]:
    """Return F1 overall and by the gender of the pronoun, and how the two compare."""
    gold = snippets("validation")
    counts: dict[str, Counter[str]] = {"feminine": Counter(), "masculine": Counter()}
    docs = annotate_all([row["Text"] for row in gold])
    for row, doc in zip(gold, docs, strict=True):
        gender = "feminine" if row["Pronoun"].lower() in _FEMININE else "masculine"
        for name, told in same(row, Coreference(doc)).items():
            counts[gender][f"{row[f'{name}-coref'] == 'TRUE'} {told}"] += 1
    counts["both"] = counts["feminine"] + counts["masculine"]
    rows = [
        f1("coreference", "GAP validation", f"{key}, F1", _scores(counts[key]))
        for key in ("both", "feminine", "masculine")
    ]
    bias = round(rows[1].value / rows[2].value, 3)
    return [*rows, Row("coreference", "GAP validation", "feminine to masculine F1", bias)]


def snippets(part: str) -> list[dict[str, str]]:
    """Return the rows of a part of GAP: ``development`` or ``validation``."""
    with gzip.open(path(f"coreference/gap-{part}.tsv.gz"), "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def same(row: dict[str, str], coreference: Coreference) -> dict[str, bool]:
    """Tell of both names whether the resolver takes the pronoun for them."""
    start = int(row["Pronoun-offset"])
    pronoun = coreference.at(start, start + len(row["Pronoun"]))
    told = {}
    for name in ("A", "B"):
        first = int(row[f"{name}-offset"])
        last = first + len(row[name])
        told[name] = pronoun is not None and any(
            # A longer name with the same end is the same mention: `Bo Lind`, `Lind`.
            mention.form == "name" and mention.start < last and first < mention.end
            for mention in pronoun.entity.mentions
        )
    return told


def _scores(count: Counter[str]) -> tuple[float, float, float]:
    right, wrong, missed = count["True True"], count["False True"], count["True False"]
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    f = 2 * precision * recall / max(precision + recall, 1e-9)
    return round(100 * precision, 2), round(100 * recall, 2), round(100 * f, 2)
