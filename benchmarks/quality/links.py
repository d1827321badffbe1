"""Whether links are right: those of BASIL's 70 events, judged by reading both claims.

``benchmarks/judged/links.jsonl`` has a line a judged link: on either side the article and the place
of the claim in it, the relation with its reasons, and whether it is ``right``. Thresholds were
moved after the lines of the ``first`` and the ``third`` sample were judged; those of the ``second``
were drawn and judged in between, the ``third`` of what was called then and not before, the
``fourth`` of conflicts called with the seventh phase of the encoder, after which rules were mended;
the ``fifth``, 200 links drawn of those called with the eighth phase and never judged before, was
judged by others, more strictly, and then the thresholds of agreement and refining were raised; the
``sixth`` is all of what was called with the eleventh phase and never judged before, after which the
threshold of agreement was raised; the ``seventh``, the ``eighth`` and the ``ninth`` are all of what
is called with the fourteenth, the fifteenth and the sixteenth and was never judged before.
Links that nobody has judged count for nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import claimkit as ck
from benchmarks.quality import articles
from benchmarks.quality.rows import Options, Row

JUDGED = Path(__file__).parent.parent / "judged" / "links.jsonl"
SAMPLES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_SET = "BASIL"
Key = tuple[Any, ...]


def measure(options: Options) -> list[Row]:
    """Return how many links of each relation there are, and of those judged the share right."""
    judged = {}
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sides = [(row[s]["file"], row[s]["start"], row[s]["end"]) for s in "ab"]
        judged[_key(sides, row["relation"], row["reasons"])] = row
    there: Counter[str] = Counter()
    seen: Counter[tuple[str, str, bool]] = Counter()
    for event in articles.basil().values():
        for key in _links(event):
            there[key[1]] += 1
            if row := judged.get(key):
                seen[key[1], row["sample"], row["right"]] += 1
    rows = []
    for relation in sorted(there):
        rows.append(Row("links", _SET, f"{relation}: found", there[relation]))
        for samples, name in (
            (SAMPLES, ""),
            (("second",), ", second sample"),
            (("third",), ", third sample"),
            (("fifth",), ", fifth sample"),
            (("sixth",), ", sixth sample"),
            (("seventh",), ", seventh sample"),
            (("eighth",), ", eighth sample"),
            (("ninth",), ", ninth sample"),
        ):
            right, wrong = (sum(seen[relation, s, yes] for s in samples) for yes in (True, False))
            if right + wrong:
                told = f"{relation}{name}: "
                rows.append(Row("links", f"{_SET}, {right + wrong} judged", f"{told}right, %",
                                round(100 * right / (right + wrong), 2)))  # fmt: skip
    return rows


def _links(event: Any) -> list[Key]:
    """Return the keys of the links between the claims of an event."""
    analysis = ck.extract(event)
    paths = dict(zip(event["source_id"], event["path"], strict=True))
    claims = {
        row.claim_id: (paths[row.source_id], int(row.start), int(row.end))
        for row in analysis.claims.itertuples()
    }
    return [
        _key([claims[row.claim_a], claims[row.claim_b]], row.relation, row.reasons)
        for row in ck.cross_check(analysis).links.itertuples()
    ]


def _key(sides: list[tuple[str, int, int]], relation: str, reasons: Any) -> Key:
    return tuple(sorted(sides)), relation, tuple(reasons)
