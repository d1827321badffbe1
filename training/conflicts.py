"""Fit what is a conflict: ``python -m training.conflicts`` writes ``conflicts.json``.

Boosted trees over what is known of a pair of claims of two documents: one sum of them says whether
the two contradict each other, another whether one only holds possible what the other tells.
Conflicts are those planted in the sample stories; those of two reports that the pair encoder has
not seen (`training.reported`); those put into BASIL: of two reports that agree, one is changed
(`benchmarks.quality.altered`), on the half of the events that other weights are fitted on, too; and
those of the written groups that the pair encoder has not seen (`training.pairs.written`). No
conflicts are all other pairs that are read of these and of further real news (`training.news`), but
for those that were judged to be conflicts. Run it after `training.relations`.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

import claimkit as ck
from benchmarks.quality import planted
from benchmarks.quality.altered import altered, events, read_again
from benchmarks.quality.articles import sources
from claimkit import tables
from claimkit.crosscheck import conflicts, reading, settings
from claimkit.crosscheck.alignment import Alignment
from claimkit.crosscheck.candidates import candidates
from claimkit.crosscheck.features import CONFLICT, Compared
from claimkit.crosscheck.propositions import Proposition, propositions
from training import news, reported
from training.pairs import written
from training.relations import JUDGED

CONFLICTS = ("contradicts", "certainty_shift")
# As lists and judgements call the same.
_CALLED = {"against": "contradicts", "maybe_a": "certainty_shift", "maybe_b": "certainty_shift"}
_DAY = "2025-03-14"
# Of the parts of a written group: which two are in conflict.
_WRITTEN = {
    ("same", "against"): "contradicts",
    ("more", "against"): "contradicts",
    ("same", "maybe"): "certainty_shift",
    ("same", "same"): None,
    ("same", "more"): None,
    ("same", "less"): None,
    ("same", "beside"): None,
    ("more", "beside"): None,
}
TURNS = 1  # how often each event is changed, another way each time
_TREES = {
    "n_estimators": 220,
    "learning_rate": 0.08,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 25,
    "subsample": 0.6,
    "max_features": 0.4,
    "random_state": 0,
}
_FOLDS = 5


@dataclass
class Example:
    """A pair, and the conflict that it is; null if it is none."""

    group: str
    pair: Compared
    relation: str | None = None


def examples() -> Iterator[Example]:
    """Yield the pairs of the events and stories that are fitted on."""
    known = _judged()
    for event, documents in events(fitted=True).items():
        analysis = ck.extract(documents)
        paths = dict(zip(documents["source_id"], documents["path"], strict=True))
        for pair in _read(analysis):
            sides = frozenset((paths[c.source_id], c.start, c.end) for c in (pair.one, pair.other))
            if sides not in known:
                yield Example(event, pair)
        links = ck.cross_check(analysis).links
        for turn in range(TURNS):
            changed = list(altered(analysis, links, random.Random(f"{event} {turn}")))
            again, sides_of = read_again(documents, changed)
            called = [CONFLICTS[each.kind == "certainty"] for each in changed]
            yield from _most_alike(event, propositions(again), sides_of, called)
    for folder, story in planted.stories():
        if not story.get("held_out"):
            yield from _planted(folder.name, ck.extract(ck.read_sources(folder)), story)
    yield from _written()
    yield from _reported()
    yield from _news()


def _news() -> Iterator[Example]:
    """Yield the pairs of real news that the pair encoder has not seen."""
    for documents in news.stories("conflicts"):
        analysis = ck.extract(documents)
        known = {
            frozenset((each.one.claim_id, each.other.claim_id)): each.stands
            for each in news.judged(documents, analysis)
        }
        for pair in _read(analysis):
            stands = known.get(frozenset((pair.one.claim_id, pair.other.claim_id)), "beside")
            yield Example(f"news {documents['story'].iloc[0]}", pair, _CALLED.get(stands))


def _reported() -> Iterator[Example]:
    """Yield the pairs of two reports: those listed, and others, which tell no conflict."""
    listed = list(reported.pairs(reported.stories("conflicts")))
    for i, pair in _worth([(each.one, each.other) for each in listed]):
        each = listed[i]
        yield Example(f"reported {each.story}", pair, _CALLED.get(each.stands or ""))


def _written() -> Iterator[Example]:
    """Yield the pairs of the groups that were kept from the pair encoder, a document a text."""
    groups = written.groups(held_out=True)
    texts = [
        {"id": f"{number} {part} {i}", "date": _DAY, "text": text}
        for number, group in enumerate(groups)
        for part, told in written.parts(group).items()
        for i, text in enumerate(told)
    ]
    analysis = ck.extract(sources(texts, "written"))
    paths = dict(zip(analysis.sources["source_id"], analysis.sources["path"], strict=True))
    claims: dict[tuple[str, str], list[list[Proposition]]] = {}
    by_text: dict[str, list[Proposition]] = {}
    for claim in propositions(analysis):
        by_text.setdefault(paths[claim.source_id], []).append(claim)
    for path, found in sorted(by_text.items()):
        number, part, _ = path.split()
        claims.setdefault((number, part), []).append(found)
    for number in map(str, range(len(groups))):
        for parts, relation in _WRITTEN.items():
            chosen = [
                max(both, key=lambda two: Alignment(*two).coverage)
                for a in claims.get((number, parts[0]), [])
                for b in claims.get((number, parts[1]), [])
                if a is not b and (both := list(product(a, b)))
            ]
            for _, pair in _worth(chosen):
                yield Example(f"written {number}", pair, relation)


def _judged() -> set[frozenset]:
    """Return the places of the links of conflicts that a person judged right."""
    rows = [json.loads(x) for x in (JUDGED / "links.jsonl").read_text("utf-8").splitlines()]
    return {
        frozenset((row[s]["file"], row[s]["start"], row[s]["end"]) for s in "ab")
        for row in rows
        if row["relation"] in CONFLICTS and row["right"]
    }


def _read(analysis: tables.Analysis) -> list[Compared]:
    claims = propositions(analysis)
    pairs, shares = reading.worth_reading(claims, candidates(claims))
    return reading.encode([_ordered(claims[i], claims[j]) for i, j in pairs], shares)


def _worth(pairs: list[tuple[Proposition, Proposition]]) -> Iterator[tuple[int, Compared]]:
    """Yield the places of what may be about the same, be it that a claim has nearer ones, read."""
    shares = reading.shared(pairs)
    likely = reading.worth(shares) >= settings.settings().thresholds["worth reading"]
    kept = np.flatnonzero(likely).tolist()
    compared = reading.encode([_ordered(*pairs[i]) for i in kept], shares[likely])
    yield from zip(kept, compared, strict=True)


def _ordered(one: Proposition, other: Proposition) -> tuple[Proposition, Proposition]:
    first, second = sorted((one, other), key=lambda each: each.order)
    return first, second


def _most_alike(
    group: str,
    found: Iterable[Proposition],
    sides: list[tuple[set[str], set[str]]],
    relations: list[str],
) -> Iterator[Example]:
    """Yield of each two sides in conflict the two claims that are most alike, if they are read."""
    claims = {claim.claim_id: claim for claim in found}
    chosen, called = [], []
    for (one, other), relation in zip(sides, relations, strict=True):
        both = [(claims[a], claims[b]) for a in sorted(one) for b in sorted(other) if a != b]
        if both:
            chosen.append(max(both, key=lambda two: Alignment(*two).coverage))
            called.append(relation)
    for i, pair in _worth(chosen):
        yield Example(group, pair, called[i])


def _planted(name: str, analysis: tables.Analysis, told: dict) -> Iterator[Example]:
    """Yield the pairs of a story; of a planted conflict the two claims that are most alike."""
    claims = propositions(analysis)
    sources = analysis.sources
    texts = dict(zip(sources["path"], sources["text"], strict=True))
    paths = dict(zip(sources["source_id"], sources["path"], strict=True))
    inside, sides, called = set(), [], []
    for part in ("pairs", "conflicts"):
        for pair in told.get(part, []):
            two = [
                {c.claim_id for c in planted.planted_claims(claims, paths, texts, pair, side)}
                for side in "ab"
            ]
            if pair["relation"] in CONFLICTS:
                sides.append((set(two[0]), set(two[1])))
                called.append(pair["relation"])
            # What repeats one side is in conflict with the other, too.
            for more in pair.get("also", []):
                found = planted.at_text(
                    claims, paths, texts, more["doc"], more["text"], more.get("occurrence", 1)
                )
                two["ab".index(more["side"])] |= {claim.claim_id for claim in found}
            inside |= {frozenset((a, b)) for a in two[0] for b in two[1]}
    yield from _most_alike(name, claims, sides, called)
    for pair in _read(analysis):
        if frozenset((pair.one.claim_id, pair.other.claim_id)) not in inside:
            yield Example(name, pair)


def main() -> None:
    """Read the command line, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folds", action="store_true", help="print figures over five folds, too")
    options = parser.parse_args()
    _write({"features": list(CONFLICT)})  # else what agrees would hang on what was fitted before
    known = settings.settings()
    groups, rows, relations = [], [], []
    for each in examples():
        if each.pair.one.source_id != each.pair.other.source_id:
            groups.append(each.group)
            rows.append(conflicts.features(each.pair, known))
            relations.append(each.relation)
    table = np.array(rows, np.float32)
    content: dict[str, Any] = {"features": list(CONFLICT)}
    for relation in CONFLICTS:
        right = np.array([each == relation for each in relations])
        print(f"{relation}: {len(right)} pairs, {int(right.sum())} are", flush=True)
        if options.folds:
            _report(table, right, groups)
        fitted = GradientBoostingClassifier(**_TREES).fit(table, right)
        content[relation] = _nodes(fitted)
    _write(content)


def _write(content: dict[str, Any]) -> None:
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    settings.CONFLICTS.write_text(text + "\n", encoding="utf-8")


def _report(table: np.ndarray, right: np.ndarray, groups: list[str]) -> None:
    """Print over folds, no group in two of them, how many are found and how many of them right."""
    folds = {group: i % _FOLDS for i, group in enumerate(sorted(set(groups)))}
    fold = np.array([folds[group] for group in groups])
    said = np.zeros(len(right))
    for k in range(_FOLDS):
        model = GradientBoostingClassifier(**_TREES).fit(table[fold != k], right[fold != k])
        said[fold == k] = model.predict_proba(table[fold == k])[:, 1]
    sets = np.array([group.partition(" ")[0] if " " in group else "other" for group in groups])
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        told = said >= least
        print(f"  {least}: " + ", ".join(
            f"{name} {int((told & right)[sets == name].sum())} of {int(right[sets == name].sum())}"
            f" and {int((told & ~right)[sets == name].sum())} others"
            for name in sorted(set(sets.tolist()))
        ))  # fmt: skip


def _nodes(model: GradientBoostingClassifier) -> dict[str, Any]:
    """Return fitted trees as ``claimkit.crosscheck.trees`` reads them."""
    out: dict[str, list] = {name: [] for name in ("roots", "feature", "limit", "right", "value")}
    for (each,) in model.estimators_:
        out["roots"].append(len(out["feature"]))
        _write_down(each.tree_, 0, model.learning_rate, out)
    prior = float(model.init_.class_prior_[1])
    return {"bias": _rounded(np.log(prior / (1 - prior))), **out}


def _write_down(tree: Any, node: int, rate: float, out: dict[str, list]) -> None:
    """Write a node, what is below it to the left, and what is below it to the right."""
    leaf = tree.children_left[node] < 0
    here = len(out["feature"])
    out["feature"].append(-1 if leaf else int(tree.feature[node]))
    out["limit"].append(0.0 if leaf else _rounded(tree.threshold[node]))
    out["value"].append(_rounded(rate * tree.value[node, 0, 0]) if leaf else 0.0)
    out["right"].append(0)
    if not leaf:
        _write_down(tree, tree.children_left[node], rate, out)
        out["right"][here] = len(out["feature"]) - here
        _write_down(tree, tree.children_right[node], rate, out)


def _rounded(number: float) -> float:
    return float(f"{number:.8g}")


if __name__ == "__main__":
    main()
