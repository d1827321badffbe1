"""Conflicts planted in sample stories: how many are found, and which look-alikes are called so.

The lists are those of ``tests/stories`` and ``tests/harbour_planted.yaml``. A planted conflict is
found where claims in its two texts, or in what repeats them, have a link of its relation.
Stories whose list says ``held_out`` are measured apart: nothing was tuned on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

import claimkit as ck
from benchmarks.quality.rows import Options, Row
from claimkit.crosscheck.relations import DISPUTING

_ROOT = Path(__file__).parent.parent.parent
_STORIES = _ROOT / "tests" / "stories"
_HARBOUR = _ROOT / "seeds" / "harbour", _ROOT / "tests" / "harbour_planted.yaml"
Claim = TypeVar("Claim", bound=Any)
_CONFLICTS = DISPUTING | {"certainty_shift"}


def measure(options: Options) -> list[Row]:
    """Return the figures of the stories that were tuned on, and of those that were not."""
    rows = []
    for held_out in (False, True):
        told = [each for each in stories() if bool(each[1].get("held_out")) == held_out]
        if not told:
            continue
        number = f"{len(told)} {'story' if len(told) == 1 else 'stories'}"
        name = f"{number}, held out" if held_out else number
        conflicts = found = others = false = 0
        for folder, planted in told:
            for pair, relations in _linked(folder, planted):
                if pair["relation"] in _CONFLICTS:
                    conflicts += 1
                    found += pair["relation"] in relations
                    if options.errors and pair["relation"] not in relations:
                        print(f"not found: {pair['relation']}: {pair['text_a']} | {pair['text_b']}")
                else:
                    others += 1
                    false += bool(relations & DISPUTING)
        rows += [
            Row("planted", name, f"of {conflicts} conflicts found, %", _share(found, conflicts)),
            Row("planted", name, f"of {others} that are none called so, %", _share(false, others)),
        ]
    return rows


def stories() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the folder of each story, and what was planted in it."""
    lists = [(list_.with_name(list_.name.removesuffix("_planted.yaml")), list_)
             for list_ in sorted(_STORIES.glob("*_planted.yaml"))]  # fmt: skip
    for folder, list_ in (_HARBOUR, *lists):
        yield folder, yaml.safe_load(list_.read_text(encoding="utf-8"))


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2)


def planted_claims(
    claims: Iterable[Claim],
    paths: Mapping[str, str],
    texts: Mapping[str, str],
    pair: Mapping[str, Any],
    side: str,
) -> list[Claim]:
    """Return the claims that one side of a planted pair touches."""
    occurrence = pair.get(f"occurrence_{side}", 1)
    return at_text(claims, paths, texts, pair[f"doc_{side}"], pair[f"text_{side}"], occurrence)


def at_text(
    claims: Iterable[Claim],
    paths: Mapping[str, str],
    texts: Mapping[str, str],
    path: str,
    text: str,
    occurrence: int = 1,
) -> list[Claim]:
    """Return the claims of a document that touch a stretch of it.

    Parameters
    ----------
    claims
        Rows or propositions: whatever has ``source_id``, ``start`` and ``end``.
    paths, texts
        The path of each source by its id, and the text of each by its path.
    path, text, occurrence
        The document, the verbatim stretch, and the how-manieth time that it stands there.
    """
    start = -1
    for _ in range(occurrence):
        start = texts[path].index(text, start + 1)
    end = start + len(text)
    return [c for c in claims if paths[c.source_id] == path and c.start < end and c.end > start]


def _linked(folder: Path, planted: dict[str, Any]) -> list[tuple[dict[str, Any], set[str]]]:
    """Return each planted pair with the relations of the links between claims in its two sides."""
    sources = ck.read_sources(folder)
    analysis = ck.extract(sources)
    links = list(ck.cross_check(analysis).links.itertuples())
    claims = list(analysis.claims.itertuples())
    texts = dict(zip(sources["path"], sources["text"], strict=True))
    paths = dict(zip(sources["source_id"], sources["path"], strict=True))

    out = []
    for part in ("pairs", "conflicts", "look_alikes", "agreements"):
        for pair in planted.get(part, []):
            sides = {
                side: {claim.claim_id for claim in planted_claims(claims, paths, texts, pair, side)}
                for side in "ab"
            }
            for more in pair.get("also", []):
                again = at_text(claims, paths, texts, more["doc"], more["text"],
                                more.get("occurrence", 1))  # fmt: skip
                sides[more["side"]] |= {claim.claim_id for claim in again}
            between = {
                link.relation
                for link in links
                for one, other in ((link.claim_a, link.claim_b), (link.claim_b, link.claim_a))
                if one in sides["a"] and other in sides["b"]
            }
            out.append((pair, between))
    return out
