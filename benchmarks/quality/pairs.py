"""How well the pair encoder reads pairs that it did not learn from."""

from __future__ import annotations

import numpy as np

from benchmarks.quality.rows import Options, Row
from claimkit.semantics.entailment import LABELS, entailment
from training.data import records

_FOLD = 9  # of VitaminC: kept aside in training
_NEGATIONS = frozenset("no not n't never nobody nothing none neither nor without".split())


def measure(options: Options) -> list[Row]:
    """Return accuracy and the mean of the labels' F1, which is low where a label is never said."""
    vitaminc = [r for r in records("nli/vitaminc_folds2-9.jsonl.gz") if r["fold"] == _FOLD]
    general = list(records("nli/general_dev.jsonl.gz"))
    return [*_rows("general_dev", general), *_rows("VitaminC, fold 9", vitaminc)]


def _rows(name: str, pairs: list[dict[str, str]]) -> list[Row]:
    said = entailment([r["premise"] for r in pairs], [r["hypothesis"] for r in pairs]).argmax(1)
    gold = np.array([LABELS.index(r["label"]) for r in pairs])
    counts = np.zeros((len(LABELS), len(LABELS)), int)
    np.add.at(counts, (gold, said), 1)
    f1 = 2 * counts.diagonal() / np.maximum(counts.sum(0) + counts.sum(1), 1)
    right = gold == said
    negated, digits = (
        np.array([test(f"{r['premise']} {r['hypothesis']}".lower()) for r in pairs])
        for test in (_negated, lambda text: any(c.isdigit() for c in text))
    )
    return [
        Row("pairs", name, figure, round(100 * float(share), 2))
        for figure, share in (
            ("accuracy", right.mean()),
            ("mean F1 of the labels", f1.mean()),
            ("accuracy, pairs with a negation", right[negated].mean()),
            ("accuracy, pairs with digits", right[digits].mean()),
        )
    ]


def _negated(text: str) -> bool:
    return not _NEGATIONS.isdisjoint(text.replace("n't", " n't").replace("n’t", " n't").split())
