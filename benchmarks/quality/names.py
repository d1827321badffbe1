"""Names of people, organizations and places on the development part of UNER EWT.

The text of a sentence is its tokens joined by one space, as its scorer has it; `GPE` and `LOC` are
both places there, and other kinds of names do not count.
"""

from __future__ import annotations

from benchmarks.quality.rows import Options, Row
from benchmarks.quality.sets import path, scorer
from claimkit.language import annotate_all

_GOLD = "ner/uner_en_ewt-dev.iob2.gz"


def measure(options: Options) -> list[Row]:
    """Return the figure of `doc.ents`."""
    gold = str(path(_GOLD))
    read = list(scorer("syntax").iob2(gold))
    said = {}
    for (key, *_), doc in zip(read, annotate_all([text for _, text, _ in read]), strict=True):
        ends = [(name.start_char, name.end_char, name.label_) for name in doc.ents]
        entities = [{"start": start, "end": end, "label": label} for start, end, label in ends]
        said[key] = {"entities": entities}
    measured = scorer("syntax").ner(gold, said)
    figures = (measured[name] for name in ("f1", "precision", "recall"))
    return [Row("names", "UNER EWT dev", "F1", *figures)]
