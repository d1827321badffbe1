"""Invented events, each told by two outlets, with what they agree on and where they differ.

What a cross-check meets are not two sentences but two reports: claims with their pronouns resolved,
half of them without any counterpart, the differing detail in an aside. The reports in
``reported.jsonl.gz`` were written for this by a large language model, whose every event is
invented, and so were the labels of pairs of passages: the same (``same``), one tells more
(``a_more``, ``b_more``), cannot both be true (``against``), one only holds it to be possible
(``maybe_a``, ``maybe_b``), alike and neither (``beside``). Where three outlets tell a story,
plainly, it is three events, so far apart in the file that no text is read twice at once.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

import claimkit as ck
from benchmarks.quality.articles import sources
from claimkit.crosscheck.candidates import candidates
from claimkit.crosscheck.propositions import Proposition, propositions

FILE = Path(__file__).with_name("reported.jsonl.gz")
AT_ONCE = 20  # stories
_TOLD = 0.75  # share of the words of a passage that a claim must have to tell what it tells
_ALIKE = 0.5  # share that a claim and a passage must have in common to be one
# What the pair encoder learns from, what conflicts are fitted on, and what is only measured with:
# events told in quite other words, and events told plainly.
PARTS = ("encoder", "conflicts", "benchmark", "plain")
LISTED = ("same", "a_more", "b_more", "against", "maybe_a", "maybe_b", "beside")


@dataclass(frozen=True)
class Told:
    """Two claims of two reports, that of report A first.

    Attributes
    ----------
    story
        The number of the story.
    one, other
        The claims.
    stands
        How they stand to each other, as the list of the story says; null for two that it does not
        name together.
    kind
        What they differ in, as the list says.
    exact
        Whether both claims are the passages, neither more nor less.
    touched
        Whether either claim touches a passage that is in conflict with one of the other report.
    """

    story: int
    one: Proposition
    other: Proposition
    stands: str | None
    kind: str
    exact: bool
    touched: bool


def stories(part: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the numbered stories of one of ``PARTS``: no two learn from the same."""
    with gzip.open(FILE, "rt", encoding="utf-8") as f:
        found = [json.loads(line) for line in f]
    return [(i, told) for i, told in enumerate(found) if told["part"] == part]


def pairs(told: Sequence[tuple[int, dict[str, Any]]]) -> Iterator[Told]:
    """Yield the listed pairs that claims tell, and the candidates between two reports."""
    for at in range(0, len(told), AT_ONCE):
        group = dict(told[at : at + AT_ONCE])
        table = documents(group)
        claims = propositions(ck.extract(table))
        paths = dict(zip(table["source_id"], table["path"], strict=True))
        sides: dict[int, dict[str, list[Proposition]]] = {i: {"a": [], "b": []} for i in group}
        for claim in claims:
            story, side = paths[claim.source_id].split()
            sides[int(story)][side].append(claim)
        met: dict[int, list[tuple[Proposition, Proposition]]] = {i: [] for i in group}
        for i, j in candidates(claims):
            two = sorted((claims[i], claims[j]), key=lambda each: paths[each.source_id])
            (first, a), (_, b) = (paths[each.source_id].split() for each in two)
            if a != b:
                met[int(first)].append((two[0], two[1]))
        for i, story in group.items():
            yield from _of_story(i, story, sides[i], met[i])


def documents(stories: dict[int, dict[str, Any]]) -> pd.DataFrame:
    """Return the `sources` of numbered stories; a path is the number and the side, ``7 a``."""
    told = [
        sources(
            [
                {"id": f"{i} {side}", "date": story[f"day_{side}"], "text": story[side]}
                for side in "ab"
            ],
            f"reported {i}",
        )
        for i, story in stories.items()
    ]
    return pd.concat(told, ignore_index=True)


def _of_story(
    number: int,
    story: dict[str, Any],
    sides: dict[str, list[Proposition]],
    met: list[tuple[Proposition, Proposition]],
) -> Iterator[Told]:
    named: set[frozenset[str]] = set()
    against: set[str] = set()
    found: dict[tuple[str, str], tuple[Proposition, Proposition, str, str, bool]] = {}
    for row in story["pairs"]:
        near = {side: _touching(sides[side], story[side], row[side]) for side in "ab"}
        named |= {frozenset((a.claim_id, b.claim_id)) for a in near["a"] for b in near["b"]}
        if row["is"] == "against":
            against |= {each.claim_id for side in near.values() for each in side}
        for a in near["a"]:
            for b in near["b"]:
                exact = all(
                    _is(claim, story[side], row[side]) for claim, side in ((a, "a"), (b, "b"))
                )
                tells = all(_tells(claim, row[side]) for claim, side in ((a, "a"), (b, "b")))
                # What holds a passage and more contradicts, too; it is not the same any more.
                if exact or (tells and row["is"] == "against"):
                    key = a.claim_id, b.claim_id
                    if key in found and found[key][2] == "against":
                        continue
                    found[key] = a, b, row["is"], row["kind"], exact
    for a, b, stands, kind, exact in found.values():
        yield Told(number, a, b, stands, kind, exact, False)
    for a, b in met:
        if frozenset((a.claim_id, b.claim_id)) not in named:
            yield Told(number, a, b, None, "", False, bool({a.claim_id, b.claim_id} & against))


def _touching(claims: list[Proposition], text: str, passage: str) -> list[Proposition]:
    start = text.index(passage)
    end = start + len(passage)
    return [claim for claim in claims if claim.start < end and start < claim.end]


def _is(claim: Proposition, text: str, passage: str) -> bool:
    start = text.index(passage)
    end = start + len(passage)
    common = min(claim.end, end) - max(claim.start, start)
    return common >= _ALIKE * max(claim.end - claim.start, len(passage)) and _tells(claim, passage)


def _tells(claim: Proposition, passage: str) -> bool:
    """Whether a claim, as it is read, has the words of a passage."""
    read = {word.casefold().strip(".,;:!?\"“”'’") for word in claim.plain.split()}
    words = [word.casefold().strip(".,;:!?\"“”'’") for word in passage.split()]
    return sum(word in read for word in words) >= _TOLD * len(words)
