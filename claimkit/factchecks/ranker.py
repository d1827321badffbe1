"""From figures to an order, and to a score that means the same for every post.

The order is a weighted sum of the figures, fitted so that the right fact-check stands before the
others (a softmax over the candidates: ListNet's top-one loss, Cao et al. 2007). The score is a
logistic of that sum, of how far it is above the other candidates of the same post, and of how much
the post says (Platt 1999). ``python -m training.match`` fits both; ``ranker.json`` holds them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from claimkit.factchecks.features import NAMES
from claimkit.factchecks.index import Floats

# The candidates against which the best are held, by place.
REST = slice(5, 20)


@dataclass(frozen=True)
class Ranker:
    """Weights of one way to rank.

    Parameters
    ----------
    weights
        By name of the figure; those that are missing are zero.
    calibration
        Of the logistic: ``sum``, ``rest``, ``length``, ``constant``.
    typical_rest
        The mean of `REST` where there are too few candidates to take it.
    """

    weights: Mapping[str, float]
    calibration: Mapping[str, float]
    typical_rest: float

    def sums(self, figures: Floats) -> Floats:
        """Return the weighted sum of each row of figures."""
        out: Floats = figures @ np.array([self.weights.get(name, 0.0) for name in NAMES])
        return out

    def scores(self, sums: Floats, n_terms: int) -> Floats:
        """Return the scores of one post's candidates, 0 to 1, in the order of their sums.

        Examples
        --------
        >>> ranker = Ranker({}, {"sum": 1.0, "rest": -1.0, "length": 0.0, "constant": -4.0}, 2.0)
        >>> ranker.scores(np.array([8.0, 6.0]), 5).round(2).tolist()
        [0.88, 0.5]
        """
        known = self.calibration
        held = (
            known["sum"] * sums
            + known["rest"] * rest(sums, self.typical_rest)
            + known["length"] * math.log1p(n_terms)
            + known["constant"]
        )
        out: Floats = 1 / (1 + np.exp(-np.clip(held, -60, 60)))
        return out


def rest(sums: Floats, typical: float) -> float:
    """Return what candidates that are surely wrong come to for a post."""
    lower = np.sort(sums)[::-1][REST]
    # A few candidates say little of what is usual; the typical value fills their places.
    missing = REST.stop - REST.start - len(lower)
    return float(lower.sum() + missing * typical) / (REST.stop - REST.start)


def setting(dated: bool, titled: bool) -> str:
    """Return the name of the weights for what is known: days of both sides, and titles.

    Examples
    --------
    >>> setting(dated=True, titled=False)
    'dated, untitled'
    """
    return f"{'dated' if dated else 'undated'}, {'titled' if titled else 'untitled'}"


def ranker(dated: bool, titled: bool) -> Ranker:
    """Return the weights for what is known: days of both sides, and titles."""
    return _rankers()[setting(dated, titled)]


@cache
def _rankers() -> dict[str, Ranker]:
    path = Path(__file__).with_name("ranker.json")
    loaded = json.loads(path.read_text(encoding="utf-8"))
    unknown = {name for each in loaded.values() for name in each["weights"]} - set(NAMES)
    if unknown:
        raise ValueError(f"{path} has weights for unknown figures: {sorted(unknown)}")
    return {name: Ranker(**each) for name, each in loaded.items()}
