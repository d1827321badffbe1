"""Read whole texts with a trained model, in overlapping windows, as run time will."""

from typing import Protocol

import numpy as np

from training import decode, tree, words


class Scorer(Protocol):
    """A model: the one in training, or the exported one."""

    names: list[str]
    known: dict[str, list[str]]

    def tables(self, head: str) -> dict[str, np.ndarray]:
        """Return what decoding a head needs beside its scores."""

    def scores(self, batch: dict[str, np.ndarray]) -> dict[str, dict[str, np.ndarray]]:
        """Return every head's scores of a batch."""


def overlapping(doc: words.Encoded, size: int, margin: int) -> list[tuple[int, int, int, int]]:
    """Return windows as ``(first word read, first kept, end kept, end read)``.

    A word is kept from the window that shows it with context on both sides.
    """
    if len(doc.pieces) <= size:
        return [(0, 0, len(doc), len(doc))] if len(doc) else []
    out = []
    for a, b in words.windows(doc, size - 2 * margin):
        low = int(np.searchsorted(doc.first, doc.first[a] - margin, side="left"))
        high = int(np.searchsorted(doc.last, doc.last[b - 1] + margin, side="right"))
        out.append((low, a, b, high))
    return out


def scores(
    system: Scorer, docs: list[words.Encoded], size: int, margin: int, padded: int = 3072
) -> list[dict[str, dict[str, np.ndarray]]]:
    """Return, a text, every head's scores of every word."""
    todo = [(i, w) for i, d in enumerate(docs) for w in overlapping(d, size, margin)]
    length = lambda t: int(docs[t[0]].last[t[1][3] - 1] - docs[t[0]].first[t[1][0]]) + 3  # noqa: E731
    todo.sort(key=length)
    kept: list[dict] = [{} for _ in docs]
    while todo:
        # The longest are last, so a batch from the end is never wider than its own last window.
        take = max(1, padded // length(todo[-1]))
        group = todo[-take:]
        del todo[-take:]
        out = system.scores(words.arrays([(docs[i], w[0], w[3]) for i, w in group]))
        for row, (i, (low, a, b, _)) in enumerate(group):
            for head, values in out.items():
                for name, value in values.items():
                    part = value[row, a - low : b - low]
                    kept[i].setdefault(head, {}).setdefault(name, {})[a] = part
    return [
        {
            h: {n: np.concatenate([p[a] for a in sorted(p)]) for n, p in v.items()}
            for h, v in k.items()
        }
        for k in kept
    ]


def attributions(system: Scorer, docs: list[words.Encoded], size: int, margin: int) -> list[dict]:
    """Return one record a text, as the scorer wants it."""
    tables = system.tables("attribution")
    records = []
    for doc, out in zip(docs, scores(system, docs, size, margin), strict=True):
        found = decode.attributions(out["attribution"], tables, np.cumsum(doc.gap == 3))
        spans = [
            {r: [[doc.words[a][0], doc.words[b][1]] for a, b in f[r]] for r in decode.ROLES}
            for f in found
        ]
        records.append({"id": doc.labels["id"], "attributions": spans})
    return records


def marked(doc: words.Encoded, out: dict, tables: dict, names: tuple[str, ...]) -> list[dict]:
    """Return the stretches of text that a tagger marks, with their labels."""
    tags = decode.viterbi(out["tags"], tables["start"], tables["step"], tables["end"])
    return [
        {"start": doc.words[a][0], "end": doc.words[b][1], "label": kind}
        for kind, a, b in decode.pieces(tags, names)
    ]


def parse(doc: words.Encoded, out: dict, tables: dict, known: dict[str, list[str]]) -> dict:
    """Return tokens (offsets, part of speech, lemma, head, label) and sentences of a text."""
    upos, lemma = out["upos"].argmax(1), out["lemma"].argmax(1)
    tokens: list[dict] = []
    sentences = tree.sentences(out["start"], doc.gap)
    for a, b in sentences:
        heads = tree.arcs(out["arc_dependent"][a:b], out["arc_head"][a:b], tables["arc_root"])
        labels = tree.labels(
            out["label_dependent"][a:b],
            out["label_head"][a:b],
            tables["label_root"],
            tables["cube"],
            heads,
        )
        for i, (head, label) in enumerate(zip(heads, labels, strict=True), a):
            start, end = doc.words[i]
            tokens.append(
                {
                    "start": start,
                    "end": end,
                    "upos": known["upos"][upos[i]],
                    "lemma": tree.apply_script(doc.text[start:end], known["lemma"][lemma[i]]),
                    "head": -1 if head < 0 else int(head) + a,
                    # The root's label is "root", and no other word's is.
                    "deprel": "root" if head < 0 else known["deprel"][label],
                }
            )
    return {
        "tokens": tokens,
        "sentences": [[doc.words[a][0], doc.words[b - 1][1]] for a, b in sentences],
    }


def worth(out: dict) -> float:
    """Return how worth checking a sentence is, 0 to 1, from the votes of its words."""
    vote, weight = out["vote"].astype(np.float64).T
    share = np.exp(weight - weight.max())
    return float(1 / (1 + np.exp(-(vote * share).sum() / share.sum())))
