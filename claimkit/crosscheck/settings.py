"""What decides relations: weights and thresholds, and the trees that tell conflicts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from claimkit.crosscheck.features import CONFLICT, FULL, NEAR
from claimkit.crosscheck.trees import Trees

FILE = Path(__file__).with_name("relations.json")
CONFLICTS = Path(__file__).with_name("conflicts.json")


@dataclass(frozen=True)
class Weights:
    """A logistic model: one weight a feature, and what is added."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    bias: float

    def __call__(self, features: Sequence[float]) -> float:
        """Return a probability."""
        total = self.bias + sum(w * x for w, x in zip(self.values, features, strict=True))
        return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


class Settings:
    """What ``relations.json`` and ``conflicts.json`` hold.

    Attributes
    ----------
    worth_reading
        From the vectors of words alone: whether a pair is worth the pair encoder.
    about_the_same
        Whether two claims are about the same proposition, be it that they agree or not.
    as_much
        Of two that agree: whether neither tells much more.
    conflict
        Of two claims of two documents: whether they contradict each other (``contradicts``), and
        whether one only holds possible what the other tells (``certainty_shift``). None while they
        are being fitted.
    thresholds
        By name; the file says what each is for.
    """

    def __init__(self, path: Path = FILE, conflicts: Path = CONFLICTS) -> None:
        content = json.loads(path.read_text(encoding="utf-8"))
        self.worth_reading = _weights(content["worth reading"], NEAR)
        self.about_the_same = _weights(content["about the same"], FULL)
        self.as_much = _weights(content["as much"], FULL)
        trees = json.loads(conflicts.read_text(encoding="utf-8"))
        if trees.pop("features") != list(CONFLICT):
            raise ValueError(
                f"{conflicts.name} was fitted on other features: run python -m training.conflicts"
            )
        self.conflict = {name: Trees(each) for name, each in trees.items()}
        self.thresholds: dict[str, float] = {
            name: each["value"] for name, each in content["thresholds"].items()
        }


def _weights(content: dict[str, float], names: tuple[str, ...]) -> Weights:
    return Weights(names, tuple(content[name] for name in names), content["bias"])


@cache
def settings() -> Settings:
    """Return the weights and thresholds in the package."""
    return Settings()
