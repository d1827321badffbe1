"""Conflicts between two reports of one event: how many are found, and what else is called so.

The events are invented, written and labelled by a large language model (`training.reported`): a
third of the conflicts nearly word for word alike, a third in other words, a third from another
side; in the plain events a reader notices each at once. No weight and no threshold of the package
was fitted on them. A listed conflict is found where claims in its two passages have a link of its
relation.
"""

from __future__ import annotations

from typing import Any

import claimkit as ck
from benchmarks.quality.planted import at_text
from benchmarks.quality.rows import Options, Row
from claimkit.crosscheck.relations import DISPUTING
from training import reported

_AT_ONCE = 20
_PARTS = {"benchmark": "events", "plain": "plain events"}
_ASKED = {
    "against": "contradicts",
    "maybe_a": "certainty_shift",
    "maybe_b": "certainty_shift",
}


def measure(options: Options) -> list[Row]:
    """Return the figures of events that nothing was fitted on."""
    return [row for part, name in _PARTS.items() for row in _measure(part, name, options)]


def _measure(part: str, name: str, options: Options) -> list[Row]:
    events = dict(reported.stories(part))
    count = {"contradicts": 0, "certainty_shift": 0, "none": 0}
    found = dict(count)
    numbers = list(events)
    for at in range(0, len(numbers), _AT_ONCE):
        for pair, relations in _linked({i: events[i] for i in numbers[at : at + _AT_ONCE]}):
            asked = _ASKED.get(pair["is"], "none")
            count[asked] += 1
            met = bool(relations & DISPUTING) if asked == "none" else asked in relations
            found[asked] += met
            if options.errors and asked == "contradicts" and not met:
                print(f"not found: {pair['kind']}: {pair['a']} | {pair['b']}")
    name = f"{len(events)} {name}"
    shares = {key: round(100 * found[key] / count[key], 2) for key in count}
    return [
        Row("reported", name, f"of {count['contradicts']} conflicts found, %",
            shares["contradicts"]),
        Row("reported", name, f"of {count['certainty_shift']} shifts of certainty found, %",
            shares["certainty_shift"]),
        Row("reported", name, f"of {count['none']} that are none called so, %", shares["none"]),
    ]  # fmt: skip


def _linked(events: dict[int, dict[str, Any]]) -> list[tuple[dict[str, Any], set[str]]]:
    """Return each listed pair with the relations of the links between claims in its passages."""
    analysis = ck.extract(reported.documents(events))
    links = list(ck.cross_check(analysis).links.itertuples())
    claims = list(analysis.claims.itertuples())
    texts = dict(zip(analysis.sources["path"], analysis.sources["text"], strict=True))
    paths = dict(zip(analysis.sources["source_id"], analysis.sources["path"], strict=True))
    between: dict[frozenset[str], set[str]] = {}
    for link in links:
        between.setdefault(frozenset((link.claim_a, link.claim_b)), set()).add(link.relation)
    out = []
    for i, event in events.items():
        for pair in event["pairs"]:
            sides = [
                {c.claim_id for c in at_text(claims, paths, texts, f"{i} {side}", pair[side])}
                for side in "ab"
            ]
            both = (between.get(frozenset((a, b)), set()) for a in sides[0] for b in sides[1])
            out.append((pair, set().union(*both)))
    return out
