"""Fit what decides relations: ``python -m training.relations`` writes ``relations.json``.

Pairs of claims that people judged by reading both texts: candidates of half of the BASIL events
(`benchmarks/judged/candidates.jsonl`, places alone; the texts are read from ``CLAIMKIT_DATA``), and
the planted pairs of the sample stories. What is worth reading is fitted on reports of two outlets
that the pair encoder has not seen (`training.reported`). ``--links`` adds the links that were
called and judged, with the bias of candidates as they come. Three logistic models with a quadratic
penalty. ``--folds`` prints the figures over five folds, no event in two of them.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import claimkit as ck
from benchmarks.quality import articles, planted
from claimkit.crosscheck import reading, settings
from claimkit.crosscheck.alignment import Alignment
from claimkit.crosscheck.features import FULL, NEAR, full, near
from claimkit.crosscheck.propositions import Proposition, propositions
from training import reported
from training.judged import claim_at
from training.logistic import as_drawn, fit, over_folds, report, scaled_fit

JUDGED = Path(__file__).parent.parent / "benchmarks" / "judged"
SAME = frozenset(
    (
        "equivalent",
        "refines",
        "contradicts",
        "certainty_shift",
        "reconciled",
        "quote_altered",
        "quote_excerpt",
        "attribution_conflict",
    )
)
# Of the others, told in other words, few pairs are unlike: fitted on these, too, more would agree.
STORIES = ("harbour", "creamery", "gondola", "turbines")


@dataclass
class Judged:
    """A pair of claims with what a person says of it."""

    group: str  # an event or a story: never in two folds
    one: Proposition
    other: Proposition
    relation: str
    drawn: bool  # a candidate as they come, not one that was called or planted


def judged(links: bool = False) -> Iterator[Judged]:
    """Yield the judged pairs whose claims are still found, each once."""
    rows = [row | {"drawn": True} for row in _lines("candidates.jsonl")]
    rows += map(_of_link, _lines("links.jsonl") if links else ())
    events = articles.basil()
    files = {path: event for event, sources in events.items() for path in sources["path"]}
    seen: set[frozenset[str]] = set()
    for event in sorted({files[row["a"]["file"]] for row in rows}):
        sources = events[event]
        found = propositions(ck.extract(sources))
        paths = dict(zip(sources["source_id"], sources["path"], strict=True))
        of = {path: [c for c in found if paths[c.source_id] == path] for path in paths.values()}
        for row in rows:
            if files[row["a"]["file"]] == event:
                places = [row[side] for side in "ab"]
                sides = [claim_at(of[p["file"]], p["start"], p["end"]) for p in places]
                pair = frozenset(each.claim_id for each in sides if each)
                if len(pair) == len(sides) and pair not in seen:
                    seen.add(pair)
                    one, other = sorted(sides, key=lambda each: each.order)
                    yield Judged(event, one, other, row["relation"], row["drawn"])
    yield from _planted()


def _lines(name: str) -> list[dict]:
    text = (JUDGED / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _of_link(row: dict) -> dict:
    """Return a judged link as a judged pair: what was wrongly called is most often unrelated."""
    return row | {"relation": row["relation"] if row["right"] else "related", "drawn": False}


def _planted() -> Iterator[Judged]:
    for folder, told in planted.stories():
        if folder.name not in STORIES:
            continue
        sources = ck.read_sources(folder)
        texts = dict(zip(sources["path"], sources["text"], strict=True))
        paths = dict(zip(sources["source_id"], sources["path"], strict=True))
        found = propositions(ck.extract(sources))
        for key in ("pairs", "conflicts", "look_alikes", "agreements"):
            for pair in told.get(key, []):
                sides = [planted.planted_claims(found, paths, texts, pair, side) for side in "ab"]
                both = [(a, b) for a in sides[0] for b in sides[1] if a is not b]
                if both:
                    # Of the claims that a planted text touches, those that are most alike.
                    one, other = max(both, key=lambda two: Alignment(*two).coverage)
                    one, other = sorted((one, other), key=lambda each: each.order)
                    yield Judged(folder.name, one, other, pair["relation"], False)


def main() -> None:
    """Read the command line, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folds", action="store_true", help="the figures, nothing is written")
    parser.add_argument("--links", action="store_true", help="fit on the judged links, too")
    options = parser.parse_args()
    pairs = list(judged(options.links))
    compared = reading.encode([(pair.one, pair.other) for pair in pairs])
    everything = np.array([full(each) for each in compared])
    same = np.array([float(pair.relation in SAME) for pair in pairs])
    agree = np.array([pair.relation in ("equivalent", "refines") for pair in pairs])
    as_much = np.array([float(pair.relation == "equivalent") for pair in pairs])
    groups = [pair.group for pair in pairs]
    drawn = np.array([pair.drawn for pair in pairs]) if options.links else None
    events, of_words, related = _reported()
    if options.folds:
        report("worth reading", over_folds(of_words, related, events, None, scaled_fit), related)
        report("about the same", over_folds(everything, same, groups, drawn), same)
        kept = [group for group, yes in zip(groups, agree, strict=True) if yes]
        said = over_folds(
            everything[agree], as_much[agree], kept, None if drawn is None else drawn[agree]
        )
        report("as much, of those that agree", said, as_much[agree])
        return
    content = json.loads(settings.FILE.read_text(encoding="utf-8"))
    content["worth reading"] = _weights(NEAR, scaled_fit(of_words, related))
    for name, rows, right, kept in (
        ("about the same", everything, same, drawn),
        ("as much", everything[agree], as_much[agree], None if drawn is None else drawn[agree]),
    ):
        fitted = fit(rows, right) if kept is None else as_drawn(fit(rows, right), right, kept)
        content[name] = _weights(FULL, fitted)
    text = json.dumps(content, indent=1, ensure_ascii=False)
    settings.FILE.write_text(text + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs, {int(same.sum())} about the same; wrote {settings.FILE.name}")


def _reported() -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return of the pairs of two reports their events, what they share, and whether they belong."""
    pairs = list(reported.pairs(reported.stories("conflicts")))
    words = near(reading.shared([(pair.one, pair.other) for pair in pairs]))
    related = np.array([float(pair.stands not in (None, "beside")) for pair in pairs])
    return [str(pair.story) for pair in pairs], words, related


def _weights(names: tuple[str, ...], fitted: np.ndarray) -> dict[str, float]:
    *weights, bias = (round(float(w), 4) for w in fitted)
    return dict(zip(names, weights, strict=True)) | {"bias": bias}


if __name__ == "__main__":
    main()
