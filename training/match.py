"""Fit the weights of `ck.match`: ``python -m training.match [--folds]``.

    CLAIMKIT_DATA=<data> python -m training.match

reads ``matching/ct22_2a_train_dev`` (split ``train`` alone) and ``matching/ct22_verified_claims``,
and writes ``claimkit/factchecks/ranker.json``. It takes a minute, and numpy is all it needs.
"""

from __future__ import annotations

import argparse
import json
import zlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from claimkit.factchecks.features import DATED, NAMES, Collection
from claimkit.factchecks.index import Floats
from claimkit.factchecks.ranker import Ranker, rest, setting
from claimkit.factchecks.terms import Post, terms
from training.data import records

OUT = Path(__file__).resolve().parent.parent / "claimkit" / "factchecks" / "ranker.json"
FOLDS = 5
SHRINKAGE = 5.0
STEPS, RATE = 500, 0.05
_CALIBRATED = ("sum", "rest", "length", "constant")


def day(written: str | None) -> date | None:
    """Return the day of a fact-check, as the collection writes it."""
    try:
        return datetime.strptime(written or "", "%d %B %Y").date()
    except ValueError:
        return None


def collection(titled: bool) -> tuple[Collection, dict[str, int]]:
    """Return the fact-checks, with or without their titles, and the position of each id."""
    read = list(records("matching/ct22_verified_claims.jsonl.gz"))
    titles = [each["title"] if titled else "" for each in read]
    days = [day(each["date"]) for each in read]
    checks = Collection([each["text"] for each in read], titles, days)
    return checks, {each["id"]: i for i, each in enumerate(read)}


def posts(split: str) -> list[dict[str, Any]]:
    """Return the posts of a split."""
    read = records("matching/ct22_2a_train_dev.jsonl.gz")
    return [each for each in read if each["split"] == split]


def listwise(lists: list[Floats], right: list[int], columns: list[int]) -> dict[str, float]:
    """Return the weights that put the right candidate first (Adam on the softmax's loss)."""
    every = np.concatenate(lists)[:, columns]
    scale = every.std(axis=0) + 1e-6
    width = max(map(len, lists))
    cube = np.zeros((len(lists), width, len(columns)))
    mask = np.full((len(lists), width), -np.inf)
    for i, each in enumerate(lists):
        cube[i, : len(each)] = each[:, columns] / scale
        mask[i, : len(each)] = 0
    at = np.arange(len(lists))
    weights, first, second = (np.zeros(len(columns)) for _ in range(3))
    for step in range(1, STEPS + 1):
        sums = cube @ weights + mask
        share = np.exp(sums - sums.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        slope = (np.einsum("nc,ncf->nf", share, cube) - cube[at, right]).mean(axis=0)
        slope += SHRINKAGE / len(lists) * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {NAMES[c]: float(w) for c, w in zip(columns, weights / scale, strict=True)}


def logistic(rows: Floats, right: Floats) -> Floats:
    """Return the weights of a logistic regression, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - 1e-3 * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + 1e-3 * np.eye(rows.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def fitted(found: list[Any], answers: list[int], n_terms: list[int], dated: bool) -> Ranker:
    """Fit order and score on posts, whose candidates are given as `Collection` does."""
    columns = [i for i, name in enumerate(NAMES) if dated or name not in DATED]
    both = zip(found, answers, strict=True)
    known = [(f, int(np.flatnonzero(c == a)[0])) for (c, f), a in both if a in c]
    weights = listwise([f for f, _ in known], [a for _, a in known], columns)
    bare = Ranker(weights, {}, 0.0)
    summed = [bare.sums(figures) for _, figures in found]
    lower = [np.sort(s)[::-1][5:20] for s in summed]
    typical = float(np.median(np.concatenate(lower)))
    rows, right = [], []
    for (candidates, _), sums, answer, n in zip(found, summed, answers, n_terms, strict=True):
        # As it is, and as if the answer were not in the collection: half of the posts have none.
        for kept in (np.ones(len(candidates), dtype=bool), candidates != answer):
            top = np.argsort(-sums[kept], kind="stable")[:1]
            for i in top:
                rows.append([sums[kept][i], rest(sums[kept], typical), np.log1p(n), 1.0])
                right.append(float(candidates[kept][i] == answer))
    held = logistic(np.array(rows), np.array(right))
    return Ranker(weights, dict(zip(_CALIBRATED, held.tolist(), strict=True)), typical)


def _described(each: Ranker) -> dict[str, Any]:
    return {
        "weights": {name: round(value, 4) for name, value in each.weights.items()},
        "calibration": {name: round(value, 4) for name, value in each.calibration.items()},
        "typical_rest": round(each.typical_rest, 4),
    }


def _curve(
    found: list[Any], answers: list[int], n_terms: list[int], labels: list[str], dated: bool
) -> None:
    """Print, for thresholds, what is returned without cause and what is lost, over folds."""
    fold = np.array([zlib.crc32(label.encode()) % FOLDS for label in labels])
    best, without, place = (np.zeros(len(found)) for _ in range(3))
    for held_out in range(FOLDS):
        use = np.flatnonzero(fold != held_out)
        made = fitted(*([x[i] for i in use] for x in (found, answers, n_terms)), dated)
        for i in np.flatnonzero(fold == held_out):
            (candidates, figures), n = found[i], n_terms[i]
            sums, is_it = made.sums(figures), candidates == answers[i]
            best[i] = made.scores(sums, n).max(initial=0.0)
            without[i] = made.scores(sums[~is_it], n).max(initial=0.0)
            above = (sums > sums[is_it].max()).sum() if is_it.any() else np.inf
            place[i] = 1 / (above + 1) if above < 5 else 0.0
    print(f"  MAP@5 {100 * place.mean():.2f} without threshold")
    for least in (0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5):
        print(
            f"  from {least:.2f}: returned where none is right "
            f"{100 * np.mean(without >= least):.1f} %,"
            f" lost of those among the first five {100 * np.mean(best[place > 0] < least):.1f} %,"
            f" MAP@5 {100 * np.mean(place * (best >= least)):.2f}"
        )


def main() -> None:
    """Fit on all of the split and write; or print figures over folds."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--folds", action="store_true", help="print figures over folds, write not")
    options = parser.parse_args()
    read = posts("train")
    taken = [Post.of(each["text"]) for each in read]
    n_terms = [len(set(terms(post.body))) for post in taken]
    labels = [each["label"] for each in read]
    made = {}
    for titled in (True, False):
        checks, place = collection(titled)
        found = [checks.candidates(post) for post in taken]
        answers = [place[label] for label in labels]
        for dated in (True, False):
            name = setting(dated, titled)
            if options.folds:
                print(name)
                _curve(found, answers, n_terms, labels, dated)
            else:
                made[name] = _described(fitted(found, answers, n_terms, dated))
    if made:
        OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
