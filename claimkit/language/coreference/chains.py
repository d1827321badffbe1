"""Markov chains of two states over the lines of a text: one person speaks, or somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp


def posteriors(odds: Sequence[float], stay: float, take: float, begin: float) -> list[float]:
    """Return the likelihoods that a person says each line: forward-backward over two states."""
    ahead: list[float] = []
    prior = begin
    for each in odds:
        likely = 1 / (1 + exp(-each) * (1 - prior) / prior)
        ahead.append(likely)
        prior = likely * stay + (1 - likely) * take
    found = [ahead[-1]]
    own, other = 1.0, 1.0
    for at in range(len(odds) - 1, 0, -1):
        weight = exp(odds[at])
        own, other = (
            stay * weight * own + (1 - stay) * other,
            take * weight * own + (1 - take) * other,
        )
        whole = own + other
        own, other = own / whole, other / whole
        likely = ahead[at - 1]
        found.append(likely * own / (likely * own + (1 - likely) * other))
    return found[::-1]
