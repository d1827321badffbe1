"""Logistic models: what decides how two claims stand to each other."""

from collections.abc import Callable

import numpy as np

PENALTY = 2.0


def fit(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic model, the bias last, by Newton's method."""
    x = np.c_[features, np.ones(len(features))]
    weights = np.zeros(x.shape[1])
    penalty = np.eye(x.shape[1]) * PENALTY
    penalty[-1, -1] = 1e-6
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - right) + penalty @ weights
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def scaled_fit(table: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return weights fitted on features of one spread, which the penalty needs, for plain ones."""
    middle, spread = table.mean(0), table.std(0) + 1e-6
    weights = fit((table - middle) / spread, right)
    plain = np.where(table.std(0) > 0, weights[:-1] / spread, 0)
    return np.append(plain, weights[-1] - (plain * middle).sum())


def as_drawn(weights: np.ndarray, right: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Return weights whose bias is that of candidates as they come.

    What was called or planted is right more often than a candidate is (King and Zeng, "Logistic
    Regression in Rare Events Data", 2001).
    """

    def log_odds(of: np.ndarray) -> float:
        return float(np.log(of.sum() / (len(of) - of.sum())))

    return np.r_[weights[:-1], weights[-1] + log_odds(right[drawn]) - log_odds(right)]


def probabilities(weights: np.ndarray, features: np.ndarray) -> np.ndarray:
    """Return what a model says of each row of features."""
    return 1 / (1 + np.exp(-np.c_[features, np.ones(len(features))] @ weights))


def over_folds(
    features: np.ndarray,
    right: np.ndarray,
    groups: list[str],
    drawn: np.ndarray | None,
    fitting: Callable[[np.ndarray, np.ndarray], np.ndarray] = fit,
) -> np.ndarray:
    """Return what models say of the fifth of the groups that each has not seen."""
    folds = {group: i % 5 for i, group in enumerate(sorted(set(groups)))}
    fold = np.array([folds[group] for group in groups])
    out = np.zeros(len(right))
    for left in range(5):
        seen = fold != left
        weights = fitting(features[seen], right[seen])
        if drawn is not None:
            weights = as_drawn(weights, right[seen], drawn[seen])
        out[~seen] = probabilities(weights, features[~seen])
    return out


def report(name: str, said: np.ndarray, right: np.ndarray) -> None:
    """Print precision and recall at some thresholds."""
    print(name)
    for least in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        chosen = said >= least
        precision = right[chosen].mean() if chosen.any() else 0.0
        recall = right[chosen].sum() / right.sum()
        print(f"  {least:.1f}: {chosen.sum():4} precision {precision:.2f} recall {recall:.2f}")
