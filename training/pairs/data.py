"""The sets of labelled pairs that the pair encoder learns from, and their batches."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimkit.language.wordpiece import WordPiece
from claimkit.semantics import pairs
from claimkit.semantics.entailment import LABELS
from training.data import records


@dataclass
class Labelled:
    """A pair as the encoder reads it, and how its two texts stand to each other."""

    pair: pairs.Pair
    label: int


def read(
    name: str, wordpiece: WordPiece, longest: int, made: Path | None, without: Sequence[str] = ()
) -> list[Labelled]:
    """Read a set; ``NAME:9`` leaves out the fold 9, and ``NAME=9`` gives that fold alone.

    ``made`` is the file that ``training.pairs.made`` wrote, the set of that name. ``without`` names
    the parts of a set (its field ``set``, or ``reason``) that are left out. Each text is cut off
    behind ``longest`` sub-words.
    """
    base, mark, fold = name.partition("=") if "=" in name else name.partition(":")
    if base == "made":
        if made is None:
            return []
        with gzip.open(made, "rt", encoding="utf-8") as f:
            rows = [json.loads(line) for line in f]
    else:
        rows = list(records(f"nli/{base}.jsonl.gz"))
    out = []
    for each in rows:
        kept = not fold or (each["fold"] == int(fold)) == (mark == "=")
        if kept and each.get("set", each.get("reason")) not in without:
            sides = (pairs.short(each[s], wordpiece, longest) for s in ("premise", "hypothesis"))
            out.append(Labelled(pairs.pair(*sides), LABELS.index(each["label"])))
    return out


def epoch(
    sets: list[tuple[dict, list[Labelled]]], padded: int, rng: random.Random
) -> list[list[Labelled]]:
    """Return the batches of an epoch: pairs of like length together, in random order."""
    items = []
    contradicts = LABELS.index("contradiction")
    for options, labelled in sets:
        times = options["times"]
        take = labelled * int(times) + rng.sample(labelled, round(len(labelled) * (times % 1)))
        items += [
            Labelled(each.pair.swapped(), each.label)
            if each.label == contradicts and rng.random() < options["swap"]
            else each
            for each in take
        ]
    rng.shuffle(items)
    out = [b for at in range(0, len(items), 2048) for b in batches(items[at : at + 2048], padded)]
    rng.shuffle(out)
    return out


def batches(labelled: Sequence[Labelled], padded: int) -> Iterator[list[Labelled]]:
    """Group pairs of like length."""
    for places in pairs.batches([each.pair for each in labelled], padded):
        yield [labelled[i] for i in places]


def arrays(labelled: Sequence[Labelled]) -> dict[str, NDArray[np.int64 | np.bool_]]:
    """Lay pairs side by side as the encoder reads them, with their labels."""
    out = pairs.arrays([each.pair for each in labelled])
    out["mask"] = out["mask"].astype(bool)
    return out | {"label": np.array([each.label for each in labelled], np.int64)}
