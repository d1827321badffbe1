"""Fit what is a conflict: ``python -m training.conflicts`` adds its models to ``relations.json``.

A logistic model for each kind of conflict (number, polarity, date, name, certainty; and what only
the pair encoder sees, whatever it is) over what is known of a pair. Conflicts are those planted in
the sample stories; those of two reports that the pair encoder has not seen (`training.reported`);
those put into BASIL: of two reports that agree, one is changed (`benchmarks.quality.altered`), on
the half of the events that other weights are fitted on, too; and those of the written groups that
the pair encoder has not seen (`training.pairs.written`). No conflicts are all other pairs that are
read of these and of further real news (`training.news`), but for those that were judged to be
conflicts. Run it after `training.relations`.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

import claimkit as ck
from benchmarks.quality import planted
from benchmarks.quality.altered import KINDS as CHANGED
from benchmarks.quality.altered import altered, events, read_again
from benchmarks.quality.articles import sources
from claimkit import tables
from claimkit.crosscheck import conflicts, reading, settings
from claimkit.crosscheck.alignment import Alignment
from claimkit.crosscheck.candidates import candidates
from claimkit.crosscheck.features import CONFLICT, Compared
from claimkit.crosscheck.propositions import Proposition, propositions
from training import news, reported
from training.logistic import over_folds, report, scaled_fit
from training.pairs import written
from training.relations import JUDGED

CONFLICTS = ("contradicts", "certainty_shift")
_AGAINST = ("against", "maybe_a", "maybe_b")  # as lists and judgements call the same
_DAY = "2025-03-14"
# Of the parts of a written group: which two are in conflict.
_WRITTEN = {
    ("same", "against"): True,
    ("more", "against"): True,
    ("same", "maybe"): True,
    ("same", "same"): False,
    ("same", "more"): False,
    ("same", "less"): False,
    ("same", "beside"): False,
    ("more", "beside"): False,
}
TURNS = 1  # how often each event is changed, another way each time


@dataclass
class Example:
    """A pair that differs in something, and whether that is a conflict."""

    group: str
    pair: Compared
    conflict: bool


def examples() -> Iterator[Example]:
    """Yield the pairs of the events and stories that are fitted on."""
    known = _judged()
    for event, documents in events(fitted=True).items():
        analysis = ck.extract(documents)
        paths = dict(zip(documents["source_id"], documents["path"], strict=True))
        for pair in _read(analysis):
            sides = frozenset((paths[c.source_id], c.start, c.end) for c in (pair.one, pair.other))
            if sides not in known:
                yield Example(event, pair, False)
        links = ck.cross_check(analysis).links
        for turn in range(TURNS):
            changed = list(altered(analysis, links, random.Random(f"{event} {turn}")))
            again, sides_of = read_again(documents, changed)
            for pair in _most_alike(again, sides_of):
                yield Example(event, pair, True)
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
            conflict = stands in _AGAINST
            if not conflict or _of_kind(pair, stands != "against"):
                yield Example(f"news {documents['story'].iloc[0]}", pair, conflict)


def _reported() -> Iterator[Example]:
    """Yield the pairs of two reports: those listed, and others, which tell no conflict."""
    listed = list(reported.pairs(reported.stories("conflicts")))
    known = {frozenset((each.one.claim_id, each.other.claim_id)): each for each in listed}
    for pair in _worth([(each.one, each.other) for each in listed]):
        each = known[frozenset((pair.one.claim_id, pair.other.claim_id))]
        conflict = each.stands in _AGAINST
        if not conflict or _of_kind(pair, each.stands != "against"):
            yield Example(f"reported {each.story}", pair, conflict)


def _of_kind(pair: Compared, shift: bool) -> bool:
    """Whether a pair in conflict is one by what it is known to be: a shift of certainty, or not."""
    return ((conflicts.kind(pair, settings.settings()) or ("",))[0] == "certainty") == shift


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
        for parts, conflict in _WRITTEN.items():
            chosen = [
                max(both, key=lambda two: Alignment(*two).coverage)
                for a in claims.get((number, parts[0]), [])
                for b in claims.get((number, parts[1]), [])
                if a is not b and (both := list(product(a, b)))
            ]
            for pair in _worth(chosen):
                if not conflict or _of_kind(pair, parts[1] == "maybe"):
                    yield Example(f"written {number}", pair, conflict)


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


def _worth(pairs: list[tuple[Proposition, Proposition]]) -> list[Compared]:
    """Read what may be about the same, be it that a claim has nearer ones, too."""
    shares = reading.shared(pairs)
    likely = reading.worth(shares) >= settings.settings().thresholds["worth reading"]
    kept = np.flatnonzero(likely).tolist()
    return reading.encode([_ordered(*pairs[i]) for i in kept], shares[likely])


def _ordered(one: Proposition, other: Proposition) -> tuple[Proposition, Proposition]:
    first, second = sorted((one, other), key=lambda each: each.order)
    return first, second


def _most_alike(
    analysis: tables.Analysis, sides: list[tuple[set[str], set[str]]]
) -> list[Compared]:
    """Return of each pair of sides the two claims that are most alike, if they are read."""
    claims = {claim.claim_id: claim for claim in propositions(analysis)}
    chosen = []
    for one, other in sides:
        both = [(claims[a], claims[b]) for a in sorted(one) for b in sorted(other) if a != b]
        if both:
            chosen.append(max(both, key=lambda two: Alignment(*two).coverage))
    return _worth(chosen)


def _planted(name: str, analysis: tables.Analysis, told: dict) -> Iterator[Example]:
    """Yield the pairs of a story; of a planted conflict the two claims that are most alike."""
    claims = propositions(analysis)
    sources = analysis.sources
    texts = dict(zip(sources["path"], sources["text"], strict=True))
    paths = dict(zip(sources["source_id"], sources["path"], strict=True))
    sides, inside = [], set()
    for part in ("pairs", "conflicts"):
        for pair in told.get(part, []):
            two = [
                {c.claim_id for c in planted.planted_claims(claims, paths, texts, pair, side)}
                for side in "ab"
            ]
            inside |= {frozenset((a, b)) for a in two[0] for b in two[1]}
            if pair["relation"] in CONFLICTS:
                sides.append((two[0], two[1]))
    for pair in _most_alike(analysis, sides):
        yield Example(name, pair, True)
    for pair in _read(analysis):
        if frozenset((pair.one.claim_id, pair.other.claim_id)) not in inside:
            yield Example(name, pair, False)


def main() -> None:
    """Read the command line, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folds", action="store_true", help="print figures over five folds, too")
    options = parser.parse_args()
    content = json.loads(settings.FILE.read_text(encoding="utf-8"))
    # Models of other features than those of now could not be read.
    _write({k: v for k, v in content.items() if not k.startswith(settings.OF_CONFLICT)})
    rows: dict[str, list[tuple[str, list[float], bool]]] = {
        kind: [] for kind in (*conflicts.KINDS, conflicts.READ)
    }
    known = settings.settings()
    for each in examples():
        of_kind = conflicts.kind(each.pair, known)
        if of_kind is not None and each.pair.one.source_id != each.pair.other.source_id:
            kind, found = of_kind
            features = conflicts.features(each.pair, found, known)
            rows[kind].append((each.group, features, each.conflict))
        if conflicts.may_be_read(each.pair, known):
            features = conflicts.features(each.pair, None, known)
            rows[conflicts.READ].append((each.group, features, each.conflict))
    for kind, those in rows.items():
        table = np.array([features for _, features, _ in those])
        right = np.array([float(conflict) for _, _, conflict in those])
        print(f"{kind}: {len(those)} pairs, {int(right.sum())} conflicts", flush=True)
        if options.folds:
            said = over_folds(table, right, [g for g, _, _ in those], None, scaled_fit)
            report(kind, said, right)
        *weights, bias = (round(float(w), 4) for w in scaled_fit(table, right))
        of_kind = dict(zip(CONFLICT, weights, strict=True)) | {"bias": bias}
        content[f"{settings.OF_CONFLICT}{kind}"] = of_kind
    content["thresholds"] = content.pop("thresholds")  # last
    _write(content)


def _write(content: dict) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False)
    settings.FILE.write_text(text + "\n", encoding="utf-8")


assert set(CHANGED) == set(conflicts.KINDS)

if __name__ == "__main__":
    main()
