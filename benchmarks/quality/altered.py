"""Conflicts put into real news: of two reports that agree, one is changed, and read again.

BASIL's events are told by three outlets each. Where the cross-check finds that two of them say the
same, one side is changed in its article: another number, day or name, the predicate denied, or only
held to be possible. The event is extracted and cross-checked again, and it counts how often the
changed pair is told as a conflict (as a shift of certainty, where that was changed; as an altered
quotation in either case). Only events are taken on which nothing in ``relations.json`` or
``conflicts.json`` was fitted. What agreed wrongly, or was changed to no effect, counts as missed.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

import claimkit as ck
from benchmarks.quality import articles
from benchmarks.quality.rows import Options, Row
from claimkit import tables
from claimkit.crosscheck.relations import DISPUTING
from claimkit.language.times.words import MONTHS, WEEKDAYS

_FITTED = Path(__file__).parent.parent / "judged" / "candidates.jsonl"
_DAYS, _MONTHS = ([name.capitalize() for name in names] for names in (WEEKDAYS, MONTHS))
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_HELPERS = frozenset("is are was were has have had will would can could should must".split())
_HEDGED = {"will": "may", "would": "might", "has": "may have", "have": "may have",
           "had": "might have", "is": "may be", "are": "may be", "was": "may have been",
           "were": "may have been"}  # fmt: skip
_RARE, _COMMON = ("number", "date"), ("name", "polarity", "certainty")
KINDS = (*_RARE, *_COMMON)
_LETTERS = 3  # of a name; `I` and `He` are none
Change = tuple[int, int, str]  # code points of the document, and what stands there instead


@dataclass(frozen=True)
class Altered:
    """A pair that agreed: the changed claim, its partner, and the change."""

    kind: str
    changed: Any
    partner: Any
    change: Change


def measure(options: Options) -> list[Row]:
    """Return, by what was changed, the share of changed pairs that are told as conflicts."""
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for event, sources in events(fitted=False).items():
        analysis = ck.extract(sources)
        changed = list(altered(analysis, ck.cross_check(analysis).links, random.Random(event)))
        again, sides = read_again(sources, changed)
        links = list(ck.cross_check(again).links.itertuples())
        for each, (one, other) in zip(changed, sides, strict=True):
            relations = {
                link.relation
                for link in links
                for a, b in ((link.claim_a, link.claim_b), (link.claim_b, link.claim_a))
                if a in one and b in other
            }
            told = DISPUTING | ({"certainty_shift"} if each.kind == "certainty" else set())
            there[each.kind] += 1
            found[each.kind] += bool(relations & told)
            if options.errors and not relations & told:
                print(f"not found: {each.kind}: {each.changed.text} ({each.change[2]}) | "
                      f"{each.partner.text}")  # fmt: skip
    return [
        Row("altered", f"BASIL, {there[kind]} changed", f"{kind}: found, %",
            round(100 * found[kind] / there[kind], 2))
        for kind in KINDS if there[kind]
    ]  # fmt: skip


def events(fitted: bool) -> dict[str, pd.DataFrame]:
    """Return the events of BASIL of which pairs were judged for fitting, or the others."""
    rows = map(json.loads, _FITTED.read_text(encoding="utf-8").splitlines())
    files = {row["a"]["file"] for row in rows}
    return {
        event: sources
        for event, sources in articles.basil().items()
        if bool(files & set(sources["path"])) == fitted
    }


def altered(
    analysis: tables.Analysis, links: pd.DataFrame, rng: random.Random
) -> Iterator[Altered]:
    """Yield what to change of pairs that agree: a claim at most once, numbers and days first.

    Parameters
    ----------
    analysis, links
        An event as it was extracted and cross-checked.
    rng
        By which it is chosen which side is changed, and in what.
    """
    claims = {row.claim_id: row for row in analysis.claims.itertuples()}
    marks: dict[str, list[Any]] = defaultdict(list)
    names = defaultdict(set)
    for mark in analysis.spans.itertuples():
        marks[mark.owner_id].append(mark)
        if mark.role == "entity":
            names[mark.label].add(mark.value or mark.text)
    touched: set[str] = set()
    for link in links[links["relation"].isin(["equivalent", "refines"])].itertuples():
        sides = rng.sample([claims[link.claim_a], claims[link.claim_b]], 2)
        if sides[0].source_id == sides[1].source_id or touched & {s.claim_id for s in sides}:
            continue
        for kind in (*_RARE, *rng.sample(_COMMON, len(_COMMON))):
            change = _MAKERS[kind](*sides, marks, names, rng)
            if change is not None:
                touched |= {side.claim_id for side in sides}
                yield Altered(kind, sides[0], sides[1], change)
                break


def read_again(
    sources: pd.DataFrame, changed: list[Altered]
) -> tuple[tables.Analysis, list[tuple[set[str], set[str]]]]:
    """Return the changed documents, extracted, and the claims on both sides of each pair."""
    changes: dict[str, list[Change]] = defaultdict(list)
    for each in changed:
        changes[each.changed.source_id].append(each.change)
    texts = {
        row.source_id: _changed(row.text, changes[row.source_id]) for row in sources.itertuples()
    }
    hashes = {old: tables.sha256(text) for old, text in texts.items()}
    old = sources["source_id"]
    new = sources.assign(
        text=old.map(texts), sha256=old.map(hashes), source_id=old.map(lambda i: hashes[i][:12])
    )
    analysis = ck.extract(new)
    claims = list(analysis.claims.itertuples())

    def at(claim: Any) -> set[str]:
        moved = [_moved(place, changes[claim.source_id]) for place in (claim.start, claim.end)]
        source = hashes[claim.source_id][:12]
        return {c.claim_id for c in claims
                if c.source_id == source and c.start < moved[1] and c.end > moved[0]}  # fmt: skip

    return analysis, [(at(each.changed), at(each.partner)) for each in changed]


def _changed(text: str, changes: list[Change]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def _moved(place: int, changes: list[Change]) -> int:
    return place + sum(len(new) - (end - start) for start, end, new in changes if end <= place)


def _shared(claim: Any, partner: Any, marks: dict[str, list[Any]], *roles: str) -> list[Any]:
    """Return the marks of a claim whose value the other claim has, too."""
    known = {m.value for m in marks[partner.claim_id] if m.role in roles and m.value}
    return [m for m in marks[claim.claim_id]
            if m.role in roles and m.value in known
            and claim.start <= m.start and m.end <= claim.end]  # fmt: skip


def _number(claim: Any, partner: Any, marks: Any, names: Any, rng: random.Random) -> Change | None:
    for mark in _shared(claim, partner, marks, "quantity"):
        if mark.label == "ORDINAL":
            continue
        if digit := re.search(r"[1-9]", mark.text):
            other = rng.choice([d for d in "123456789" if d != digit[0]])
            return mark.start + digit.start(), mark.start + digit.end(), other
        if word := re.search(rf"\b(?:{'|'.join(_WORDS)})\b", mark.text):
            other = rng.choice([w for w in _WORDS if w != word[0]])
            return mark.start + word.start(), mark.start + word.end(), other
    return None


def _date(claim: Any, partner: Any, marks: Any, names: Any, rng: random.Random) -> Change | None:
    for mark in _shared(claim, partner, marks, "time"):
        for words in (_DAYS, _MONTHS):
            if word := re.search(rf"\b(?:{'|'.join(words)})\b", mark.text):
                other = rng.choice([w for w in words if w != word[0]])
                return mark.start + word.start(), mark.start + word.end(), other
        if year := re.search(r"\b(?:19|20)\d\d\b", mark.text):
            other = str(int(year[0]) - rng.choice((1, 2, 3)))
            return mark.start + year.start(), mark.start + year.end(), other
    return None


def _name(claim: Any, partner: Any, marks: Any, names: Any, rng: random.Random) -> Change | None:
    said = partner.standalone.split()
    for mark in _shared(claim, partner, marks, "entity"):
        # Whom the claim is about: of a name elsewhere both may hold.
        if mark.start != claim.start or not mark.text[:1].isupper() or len(mark.text) < _LETTERS:
            continue
        own = set(mark.value.split()) | set(mark.text.split())
        others = sorted(n for n in names[mark.label] if not own & set(n.split()) and n not in said)
        if mark.label in ("PERSON", "ORG", "GPE") and others:
            return mark.start, mark.end, rng.choice(others)
    return None


def _predicate(claim: Any, partner: Any) -> tuple[int, int, list[str]] | None:
    """Return where the predicate stands and its words, where both claims assert it."""
    for each in (claim, partner):
        if each.polarity != "positive" or each.certainty != "certain":
            return None
    at = claim.text.find(claim.predicate or "\0")
    words = (claim.predicate or "").split()
    if at < 0 or len(words) < 2 or words[0].lower() not in _HELPERS:
        return None
    start = claim.start + at
    return start, start + len(claim.predicate), words


def _polarity(
    claim: Any, partner: Any, marks: Any, names: Any, rng: random.Random
) -> Change | None:
    found = _predicate(claim, partner)
    return (*found[:2], " ".join([found[2][0], "not", *found[2][1:]])) if found else None


def _certainty(
    claim: Any, partner: Any, marks: Any, names: Any, rng: random.Random
) -> Change | None:
    found = _predicate(claim, partner)
    hedged = _HEDGED.get(found[2][0].lower()) if found else None
    return (*found[:2], " ".join([hedged, *found[2][1:]])) if found and hedged else None


_MAKERS: dict[str, Callable[..., Change | None]] = {
    "number": _number,
    "date": _date,
    "name": _name,
    "polarity": _polarity,
    "certainty": _certainty,
}
