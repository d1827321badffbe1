"""The pair encoder in ONNX: whether a text entails, leaves open or contradicts another."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from claimkit import resources
from claimkit.language.model import session, threads
from claimkit.language.wordpiece import vocabulary
from claimkit.semantics.pairs import INPUTS, Pair, arrays, batches, pair, short

LABELS = ("entailment", "neutral", "contradiction")
FILE = "pairs.onnx"
LONGEST = 200  # sub-words of a text; the rest is cut off, as in training
_PADDED = 1024  # sub-words in a batch: what stays in the cache of a core

Floats = NDArray[np.float32]


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
    if len(premises) != len(hypotheses):
        raise ValueError(
            f"{len(premises)} premises for {len(hypotheses)} hypotheses; they are read in pairs"
        )
    cut = {text: short(text, vocabulary(), LONGEST) for text in {*premises, *hypotheses}}
    # Reprints and refrains bring the same two texts again and again; they are read once.
    asked = list(zip(premises, hypotheses, strict=True))
    places = {texts: i for i, texts in enumerate(dict.fromkeys(asked))}
    read = scores([pair(cut[one], cut[other]) for one, other in places])
    return read[[places[texts] for texts in asked]]


def scores(pairs: Sequence[Pair]) -> Floats:
    """Return the probabilities of ``LABELS`` of each pair, pairs × 3."""
    out = np.zeros((len(pairs), len(LABELS)), np.float32)
    groups = batches(pairs, _PADDED)
    workers = threads()
    with ThreadPoolExecutor(workers) as pool:
        read = pool.map(lambda places: _read([pairs[i] for i in places]), groups)
        for places, logits in zip(groups, read, strict=True):
            out[places] = logits
    risen = np.exp(out - out.max(1, keepdims=True, initial=-np.inf))
    return np.asarray(risen / np.maximum(risen.sum(1, keepdims=True), 1e-9), np.float32)


def _read(pairs: Sequence[Pair]) -> Floats:
    batch = arrays(pairs)
    (logits,) = _session(os.getpid()).run(None, {name: batch[name] for name in INPUTS})
    return np.asarray(logits, np.float32)


@cache
def _session(process: int) -> ort.InferenceSession:
    """One a process: a forked child has none of its parent's threads."""
    # Batches run side by side, each on one thread: quicker than one batch on all of them.
    return session(resources.folder("weights") / FILE, 1)
