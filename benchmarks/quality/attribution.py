"""How well `ck.extract` finds attributions: scored on the development part of PolNeAR.

    CLAIMKIT_DATA=<data> CLAIMKIT_SCORE=<scorers> python benchmarks/quality/attribution.py

`<data>` holds ``attribution/polnear_dev.jsonl.gz``: one JSON object a line with ``id``, ``text``,
``date`` and ``attributions`` (``source``, ``cue``, ``content``: lists of ``[start, end]``), made of
the corpus PolNeAR (Newell, Margolin, Ruths, LREC 2018). `<scorers>` holds ``attribution.py``, whose
``evaluate`` gives the figures. They are written to ``benchmarks/results/attribution.json``.
"""

import gzip
import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import claimkit as ck
from claimkit import tables

RESULTS = Path(__file__).parents[1] / "results" / "attribution.json"
SHOWN = ("source.exact", "cue.exact", "content.exact", "content_match(IoU>=.5)", "rel_soft")


def main() -> None:
    """Predict, score, print and write the figures."""
    gold = load(Path(os.environ["CLAIMKIT_DATA"]) / "attribution" / "polnear_dev.jsonl.gz")
    scorer = module(Path(os.environ["CLAIMKIT_SCORE"]) / "attribution.py")
    pairs = [(document, {"attributions": predict(document)}) for document in gold]
    figures = {"all": scorer.evaluate(pairs), "direct": scorer.evaluate(pairs, True)}
    for kind, measured in figures.items():
        print(kind)
        for name in SHOWN:
            print("  {:24} P {:5.1f}  R {:5.1f}  F1 {:5.1f}".format(name, *measured[name]))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> list[dict[str, Any]]:
    """Read the gold documents."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def module(path: Path) -> ModuleType:
    """Import the scorer from its file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"there is no scorer {path}; set CLAIMKIT_SCORE to its folder")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def predict(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Run the public call on one document, and give its spans as the scorer reads them."""
    row = {
        "source_id": "0" * 12,
        "story": "polnear",
        "path": document["id"],
        "published": document["date"],
        "role": "report",
        "language": "en",
        "text": document["text"],
        "sha256": "0" * 64,
    }
    analysis = ck.extract(tables.frame("sources", [row]))
    found: dict[str, dict[str, Any]] = {
        statement_id: {"source": [], "cue": [], "content": []}
        for statement_id in analysis.statements["statement_id"]
    }
    for span in tables.rows(analysis.spans):
        if span.owner_id in found and span.role in found[span.owner_id]:
            found[span.owner_id][span.role].append([span.start, span.end])
    return list(found.values())


if __name__ == "__main__":
    main()
