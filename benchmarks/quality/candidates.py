"""Candidates: of the pairs of claims that have a relation, how many are compared at all.

The true pairs are those of ``tests/stories`` and ``tests/harbour_planted.yaml`` (conflicts,
agreements, and look-alikes with a relation), and those of BASIL that a person judged to have one
(``benchmarks/judged``). A planted pair counts where there is a claim on either side, not one that
holds both, and is met where a claim in the one text, or in what repeats it, is a candidate with one
in the other. Once more they are looked for where those stories and BASIL's 70 events are one
story of some eight thousand claims. Stories whose list says ``held_out`` are measured apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import claimkit as ck
from benchmarks.quality import articles, planted
from benchmarks.quality.rows import Options, Row
from claimkit import tables
from claimkit.crosscheck.candidates import candidates
from claimkit.crosscheck.propositions import Proposition, propositions

_JUDGED = Path(__file__).parent.parent / "judged"
_HALF = 0.5  # of the shorter of a claim and a text, so that the claim is the text's

Pair = tuple[set[str], set[str]]  # the claims on either side, by their ids


def measure(options: Options) -> list[Row]:
    """Return the share of true pairs among the candidates, and how many candidates a claim has."""
    stories: dict[bool, list[tuple[list[Proposition], list[Pair]]]] = {False: [], True: []}
    for folder, told in planted.stories():
        analysis = ck.extract(ck.read_sources(folder))
        of_story = propositions(analysis), list(_planted(analysis, told))
        stories[bool(told.get("held_out"))].append(of_story)
    events = [ck.extract(event) for event in articles.basil().values()]
    claims = [propositions(event) for event in events]
    paths = {row.source_id: row.path for event in events for row in event.sources.itertuples()}
    together = [each for event in claims for each in event]
    judged = list(_judged(together, paths))

    rows = []
    for held_out, those in stories.items():
        name = "sample stories, held out" if held_out else "sample stories"
        rows += _recall(name, [c for c, _ in those], [p for _, ps in those for p in ps])
    rows += _recall("BASIL", claims, judged)
    every = [story for those in stories.values() for story in those]
    everything = [*together, *(claim for told, _ in every for claim in told)]
    one_story = [replace(claim, story="one") for claim in everything]
    one_story.sort(key=lambda claim: (claim.source_id, claim.start, claim.claim_id))
    pairs = [pair for _, of_story in every for pair in of_story]
    rows += _recall("sample stories within BASIL as one", [one_story], pairs)
    if options.errors:
        _print_missed(every)
    return rows


def _recall(
    name: str, stories: Sequence[Sequence[Proposition]], pairs: Sequence[Pair]
) -> list[Row]:
    met = [pair for story in stories for pair in _met(story)]
    beside: dict[str, set[str]] = {}
    for one, other in met:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    found = sum(_is_met(pair, beside) for pair in pairs)
    claims = sum(map(len, stories))
    share = round(100 * found / len(pairs), 2)
    return [
        Row("candidates", f"{name}, {len(pairs)} pairs", "true pairs met, %", share),
        Row("candidates", name, "candidates a claim", round(len(met) / claims, 2)),
    ]


def _met(story: Sequence[Proposition]) -> list[tuple[str, str]]:
    return [(story[i].claim_id, story[j].claim_id) for i, j in candidates(story).tolist()]


def _is_met(pair: Pair, beside: dict[str, set[str]]) -> bool:
    return any(not pair[1].isdisjoint(beside.get(claim, ())) for claim in pair[0])


def _planted(analysis: tables.Analysis, told: dict[str, Any]) -> Iterator[Pair]:
    """Yield the planted pairs that have a relation, those alone that have claims on both sides."""
    for part in ("pairs", "conflicts", "look_alikes", "agreements"):
        for pair in told.get(part, []):
            sides = {
                s: _claims(analysis, pair[f"doc_{s}"], pair[f"text_{s}"],
                           pair.get(f"occurrence_{s}", 1))
                for s in "ab"
            }  # fmt: skip
            for more in pair.get("also", []):
                again = _claims(analysis, more["doc"], more["text"], more.get("occurrence", 1))
                sides[more["side"]] |= again
            # One claim may hold both texts; what it says is not compared with itself.
            apart = len(sides["a"] | sides["b"]) > 1
            if pair["relation"] != "none" and all(sides.values()) and apart:
                yield sides["a"], sides["b"]


def _claims(analysis: tables.Analysis, path: str, text: str, occurrence: int) -> set[str]:
    (source,) = analysis.sources[analysis.sources["path"] == path].itertuples()
    start = -1
    for _ in range(occurrence):
        start = source.text.index(text, start + 1)
    end = start + len(text)
    return {
        row.claim_id
        for row in analysis.claims[analysis.claims["source_id"] == source.source_id].itertuples()
        if min(row.end, end) - max(row.start, start)
        >= _HALF * min(row.end - row.start, end - start)
    }


def _judged(claims: Iterable[Proposition], paths: dict[str, str]) -> Iterator[Pair]:
    """Yield the pairs of BASIL that a person judged to have a relation, where they are found."""
    by_path: dict[str, list[Proposition]] = {}
    for claim in claims:
        by_path.setdefault(paths[claim.source_id], []).append(claim)
    for file in ("candidates", "links"):
        for line in (_JUDGED / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["relation"] != "related" and row.get("right", True):
                sides = [_at(by_path.get(row[s]["file"], []), row[s]) for s in "ab"]
                if all(sides) and sides[0] != sides[1]:
                    yield sides[0], sides[1]


def _at(claims: Sequence[Proposition], place: dict[str, Any]) -> set[str]:
    """Return the claim that shares most with a place, at least half of both."""

    def shared(claim: Proposition) -> float:
        common = min(claim.end, place["end"]) - max(claim.start, place["start"])
        return common / max(claim.end - claim.start, place["end"] - place["start"])

    best = max(claims, key=shared, default=None)
    return {best.claim_id} if best is not None and shared(best) >= _HALF else set()


def _print_missed(stories: Iterable[tuple[list[Proposition], list[Pair]]]) -> None:
    for claims, pairs in stories:
        texts = {claim.claim_id: claim.text for claim in claims}
        beside: dict[str, set[str]] = {}
        for one, other in _met(claims):
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
        for pair in pairs:
            if not _is_met(pair, beside):
                told = (" / ".join(sorted(texts[claim] for claim in side)) for side in pair)
                print(f"not met in {claims[0].story}: {' | '.join(told)}")
