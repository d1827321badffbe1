"""The pair encoder in ONNX: whether a text entails, leaves open or contradicts another."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from claimkit import resources
from claimkit.language.model import session, threads
from claimkit.language.wordpiece import vocabulary
from claimkit.semantics.pairs import INPUTS, Pair, arrays, batches, pair, short

LABELS = ("entailment", "neutral", "contradiction")
REASONS = ("number", "date", "place", "entity", "polarity", "wording")  # of a contradiction
# What two texts differ in: why they contradict each other, or in how sure they are, or in nothing.
DIFFERENCES = (*REASONS, "certainty", "nothing")
# The lower layers give the states of sub-words, and, for texts read alone, what these are compared
# by and how much each tells; the upper layers, which only pairs need, the logits.
LOWER, UPPER = "pairs_lower.onnx", "pairs_upper.onnx"
STATES = "states"
AGAIN = ("mask", "match", "figure")  # of the inputs, what the upper layers read once more
WORDS = ("near", "weight")
LOGITS = ("logits", "reasons")
LONGEST = 200  # sub-words of a text; the rest is cut off, as in training
_PADDED = 1024  # sub-words in a batch: what stays in the cache of a core

Floats = NDArray[np.float32]
_NOTHING: Floats = np.zeros((0, 1), np.float32)


def entailment(premises: Sequence[str], hypotheses: Sequence[str]) -> Floats:
    """Return what each premise says of its hypothesis.

    Parameters
    ----------
    premises, hypotheses
        Texts of a sentence or a few, in pairs; what lies behind 200 sub-words is not read.

    Returns
    -------
    ndarray, float32, pairs × 3
        Probabilities of ``LABELS``: entailment, neutral, contradiction.

    Raises
    ------
    ValueError
        When the two are not equally many.

    Examples
    --------
    >>> scores = entailment(["The ferry carried 120 people."], ["The ferry carried 210 people."])
    >>> scores.shape, LABELS[scores[0].argmax()]
    ((1, 3), 'contradiction')
    """
    return read(premises, hypotheses)[0]


def read(premises: Sequence[str], hypotheses: Sequence[str]) -> tuple[Floats, Floats]:
    """Return what each premise says of its hypothesis, and why, if it contradicts it.

    Parameters
    ----------
    premises, hypotheses
        As of :func:`entailment`.

    Returns
    -------
    two ndarrays, float32
        pairs × 3: probabilities of ``LABELS``; pairs × 8: of ``DIFFERENCES``.

    Raises
    ------
    ValueError
        When the two are not equally many.
    """
    if len(premises) != len(hypotheses):
        raise ValueError(
            f"{len(premises)} premises for {len(hypotheses)} hypotheses; they are read in pairs"
        )
    cut = {text: short(text, vocabulary(), LONGEST) for text in {*premises, *hypotheses}}
    # Reprints and refrains bring the same two texts again and again; they are read once.
    asked = list(zip(premises, hypotheses, strict=True))
    places = {texts: i for i, texts in enumerate(dict.fromkeys(asked))}
    labels, reasons = scores([pair(cut[one], cut[other]) for one, other in places])
    back = [places[texts] for texts in asked]
    return labels[back], reasons[back]


def scores(pairs: Sequence[Pair]) -> tuple[Floats, Floats]:
    """Return the probabilities of ``LABELS`` and of ``DIFFERENCES`` of each pair."""
    labels = np.zeros((len(pairs), len(LABELS)), np.float32)
    reasons = np.zeros((len(pairs), len(DIFFERENCES)), np.float32)
    for places, _, (label, reason) in _read(pairs, LOGITS):
        labels[places], reasons[places] = label, reason
    return _shares(labels), _shares(reasons)


def alone(texts: Sequence[Pair]) -> list[tuple[Floats, Floats]]:
    """Return the vectors of the words of texts, each beside an empty one, and their weights."""
    out: list[tuple[Floats, Floats]] = [(_NOTHING, _NOTHING[:, 0])] * len(texts)
    for places, batch, (near, weight) in _read(texts, WORDS):
        for i, place in enumerate(places):
            there = batch["match"][i] > 0
            out[place] = near[i, there], weight[i, there]
    return out


def _shares(logits: Floats) -> Floats:
    risen = np.exp(logits - logits.max(1, keepdims=True, initial=-np.inf))
    return np.asarray(risen / np.maximum(risen.sum(1, keepdims=True), 1e-9), np.float32)


def _read(
    pairs: Sequence[Pair], outputs: tuple[str, ...]
) -> Iterator[tuple[list[int], dict[str, NDArray[Any]], list[Floats]]]:
    """Yield batches: the places of their pairs, what was read, and what was found."""

    def read(places: list[int]) -> tuple[dict[str, NDArray[Any]], list[Floats]]:
        batch = arrays([pairs[i] for i in places])
        asked = {name: batch[name] for name in INPUTS}
        lower, upper = _sessions(os.getpid())
        if outputs == WORDS:
            return batch, lower.run(list(WORDS), asked)
        (states,) = lower.run([STATES], asked)
        told = {name: asked[name] for name in AGAIN} | {STATES: states}
        return batch, upper.run(list(LOGITS), told)

    groups = batches(pairs, _PADDED)
    with ThreadPoolExecutor(threads()) as pool:
        for places, (batch, found) in zip(groups, pool.map(read, groups), strict=True):
            yield places, batch, found


@cache
def _sessions(process: int) -> tuple[ort.InferenceSession, ort.InferenceSession]:
    """Two a process: a forked child has none of its parent's threads."""
    # Batches run side by side, each on one thread: quicker than one batch on all of them.
    lower, upper = (session(resources.folder("weights") / file, 1) for file in (LOWER, UPPER))
    return lower, upper
