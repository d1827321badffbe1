"""Fit the pronoun model of ``claimkit/language/coreference``: ``python -m training.coreference``.

    CLAIMKIT_DATA=<data> python -m training.coreference

Reads GUM's training documents (entities of the MISC column) and GAP's development snippets through
the public annotation and writes ``models`` in ``claimkit/language/coreference/weights.json``. The
likelihood that is maximised is that of the candidates that may be right: of GUM the entity itself,
or a new one where no candidate is it; of GAP the name, or anything but the two names.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

import claimkit.language.coreference as package
from benchmarks.quality.coreference import snippets
from claimkit.language import annotate_all
from claimkit.language.coreference import Coreference, Entity, Mention
from claimkit.language.coreference.pronouns import FEATURES, weights
from training.data import folder, records

_FILE = "weights.json"
_PIECE = re.compile(r"\([^()]+\)?|[^()]+\)")
_ROUNDS, _STEPS, _RATE, _DECAY, _HIDDEN, _SEED = 2, 400, 0.02, 0.002, 8, 0

# A pronoun's kind, its candidates' features, which outcomes may be right (the last: a new entity).
Example = tuple[str, list[list[float]], list[bool]]


class _Taught(Coreference):
    """A resolver that is told the answers where they are known, and keeps what it was asked."""

    def __init__(self, doc: Doc, gold: dict[int, str], gap: dict[str, str] | None = None) -> None:
        self.examples: list[Example] = []
        self._gold, self._gap = gold, gap
        super().__init__(doc)

    def choose(
        self, kind: str, mention: Mention, candidates: Sequence[tuple[Mention, Entity, list[float]]]
    ) -> Entity | None:
        if self._gap is not None:
            return self._of_gap(self._gap, kind, mention, candidates)
        own = self._gold.get(mention.start)
        if own is None:
            return None
        start = self.syntax.start
        right = [self._gold.get(start[other.head]) == own for other, _, _ in candidates]
        self.examples.append((kind, [v for _, _, v in candidates], [*right, not any(right)]))
        return next((e for ok, (_, e, _) in zip(right, candidates, strict=True) if ok), None)

    def _of_gap(
        self,
        row: dict[str, str],
        kind: str,
        mention: Mention,
        candidates: Sequence[tuple[Mention, Entity, list[float]]],
    ) -> Entity | None:
        if mention.start != int(row["Pronoun-offset"]):
            return super().choose(kind, mention, candidates)
        named: dict[str, set[int]] = {"A": set(), "B": set()}
        for name, ids in named.items():
            first = int(row[f"{name}-offset"])
            for i, other in enumerate(self.mentions):
                if other.name and other.start < first + len(row[name]) and first < other.end:
                    entity = self._known[i] or next(iter(self._names.of(other)), None)
                    ids.add(id(entity))
        true = next((name for name in "AB" if row[f"{name}-coref"] == "TRUE"), None)
        if true:
            right = [id(e) in named[true] for _, e, _ in candidates]
            right.append(False)
        else:
            right = [id(e) not in named["A"] | named["B"] for _, e, _ in candidates]
            right.append(True)
        if any(right):
            self.examples.append((kind, [v for _, _, v in candidates], right))
        if true is None:
            return None
        return next((e for ok, (_, e, _) in zip(right, candidates, strict=False) if ok), None)


def gum(part: str) -> Iterator[tuple[str, dict[int, str]]]:
    """Yield the texts of GUM, and by the place of a mention's head its entity."""
    texts = {each["id"]: each["text"] for each in records(f"attribution/gum_{part}.jsonl.gz")}
    name = folder() / f"syntax/en_gum-ud-{part}.conllu.gz"
    with gzip.open(name, "rt", encoding="utf-8") as file:
        for block in file.read().split("# newdoc id = ")[1:]:
            text = texts.get(block.partition("\n")[0].strip())
            gold = _entities(text, block) if text else None
            if text and gold:
                yield text, gold


def _entities(text: str, block: str) -> dict[int, str] | None:
    words: list[int] = []
    found: list[tuple[str, int, list[int]]] = []  # entity, first word, its head words within
    at = 0
    for line in block.splitlines():
        column = line.split("\t")
        if len(column) != 10 or not column[0].isdigit():
            continue
        place = text.find(column[1], at)
        if place < 0 or place - at > 40:
            return None
        at = place + len(column[1])
        words.append(place)
        entity = re.search(r"Entity=([^|]+)", column[9])
        for piece in _PIECE.findall(entity[1]) if entity else ():
            if piece.startswith("("):
                fields = piece.strip("()").split("-")
                heads = [int(n) for n in re.findall(r"\d+", fields[5])]
                found.append((fields[0].split("[")[0], len(words) - 1, heads))
    # Of several mentions of one head the outermost comes first.
    gold: dict[int, str] = {}
    for name, first, heads in found:
        if heads and first + heads[0] - 1 < len(words):
            gold.setdefault(words[first + heads[0] - 1], name)
    return gold


def examples() -> list[Example]:
    """Return what the resolver is asked in the data."""
    found: list[Example] = []
    known = list(gum("train"))
    for (_, gold), doc in zip(known, annotate_all([text for text, _ in known]), strict=True):
        found += _Taught(doc, gold).examples
    rows = snippets("development")
    for row, doc in zip(rows, annotate_all([row["Text"] for row in rows]), strict=True):
        found += _Taught(doc, {}, row).examples
    return found


def fit(found: list[Example]) -> dict[str, Any]:
    """Return the model under which the right outcomes are likeliest, as ``weights.json`` has it."""
    x, right, there = _packed(found)
    random = np.random.default_rng(_SEED)
    count = len(FEATURES)
    # The weights of the features, those of the hidden units, their biases, and theirs in the sum.
    model = [
        np.zeros(count),
        random.normal(0, 0.1, (count, _HIDDEN)),
        np.zeros(_HIDDEN),
        random.normal(0, 0.3, _HIDDEN),
    ]
    first, second = ([np.zeros_like(each) for each in model] for _ in range(2))
    for step in range(1, _STEPS + 1):
        chosen = random.permutation(len(found))[: max(512, len(found) // 4)]
        rate = _RATE * (1 - step / _STEPS) + 1e-4
        gradients = _gradients(model, x[chosen], right[chosen], there[chosen])
        for i, gradient in enumerate(gradients):
            first[i] = 0.9 * first[i] + 0.1 * gradient
            second[i] = 0.999 * second[i] + 0.001 * gradient**2
            moved = (first[i] / (1 - 0.9**step)) / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
            model[i] = model[i] - rate * moved
    linear, inner, bias, outer = (each.round(3).tolist() for each in model)
    return {
        "linear": dict(zip(FEATURES, linear, strict=True)),
        "hidden": [
            {
                "out": outer[unit],
                "bias": bias[unit],
                "weights": {name: inner[i][unit] for i, name in enumerate(FEATURES)},
            }
            for unit in range(_HIDDEN)
        ],
    }


def _packed(found: list[Example]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return features, which outcomes are right, and which there are; the last is a new entity."""
    most = max(len(values) for _, values, _ in found)
    x = np.zeros((len(found), most + 1, len(FEATURES)))
    right = np.zeros((len(found), most + 1))
    there = np.zeros((len(found), most + 1), bool)
    for i, (_, values, ok) in enumerate(found):
        x[i, : len(values)] = values
        right[i, : len(values)] = ok[:-1]
        right[i, most] = ok[-1]
        there[i, : len(values)] = there[i, most] = True
    return x, right, there


def _gradients(
    model: list[NDArray[Any]], x: NDArray[Any], right: NDArray[Any], there: NDArray[Any]
) -> list[NDArray[Any]]:
    linear, inner, bias, outer = model
    hidden = np.tanh(x @ inner + bias)
    scores = x @ linear + hidden @ outer
    scores[:, -1] = 0  # a new entity
    scores = np.where(there, scores, -np.inf)
    raised = np.exp(scores - scores.max(1, keepdims=True))
    p = raised / raised.sum(1, keepdims=True)
    of_right = p * right
    of_right /= np.maximum(of_right.sum(1, keepdims=True), 1e-12)
    d = (p - of_right) / len(x)
    d[:, -1] = 0
    back = d[:, :, None] * outer * (1 - hidden**2)
    return [
        np.einsum("nc,ncf->f", d, x) + _DECAY * linear,
        np.einsum("ncf,nch->fh", x, back) + _DECAY * inner,
        back.sum((0, 1)),
        np.einsum("nc,nch->h", d, hidden) + _DECAY * outer,
    ]


def main() -> None:
    """Fit, write, and fit again over what the better model resolves."""
    from pathlib import Path

    place = Path(package.__file__).with_name(_FILE)
    for _ in range(_ROUNDS):
        found = examples()
        known: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
        for kind in known["models"]:
            of_kind = [each for each in found if each[0] == kind]
            known["models"][kind] = fit(of_kind)
            print(kind, len(of_kind), known["models"][kind]["linear"])
        place.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        weights.cache_clear()


if __name__ == "__main__":
    main()
