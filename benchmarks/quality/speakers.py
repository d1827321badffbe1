"""Who speaks: :class:`claimkit.extraction.speakers.Speakers` on GUM's attributions.

The resolver is given the annotated text and where the source of each attribution is printed (of a
source in several pieces the one beside the cue), and returns a name or null. GUM tells the first
mention with a name, or the first of any kind where none has one. An answer is

- **right** where GUM's mention is headed by a proper noun (or a description with the name
  apposed) and the answer is that name: all its words are in the mention, whatever their case, or
  the words of the mention that are no titles are in it (`David Titley`, `interviewee David Titley`;
  `President Biden`, `Joe Biden`); or where GUM has no name (`I`, `some
  studies`) and the answer is null, or the same string;
- **wrong** where a name is given and it is not that;
- **null** where GUM has a name and none is given.

Much of GUM is conversation, whose printed text does not tell who says `I`. So the figures are also
given of the attributions whose source is no first or second person, as in news; and of those with a
name, where nothing is right by silence, in all and in the third person.

Zeldes, "The GUM corpus", LRE 2017; Zeldes et al., "eRST", CL 2025.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from spacy.tokens import Doc

from benchmarks.quality.rows import Options, Row
from claimkit.extraction.speakers import Speakers
from claimkit.extraction.statements import Statement
from claimkit.language import Attribution, annotate_all
from claimkit.language.coreference.lexicon import is_title
from training.data import records

_CONVERSING = frozenset("i me my myself we us our you 's ’s".split()) | {"your"}
_NAMING = frozenset(("flat", "appos"))
_THIRD, _NAMED_THIRD = "third person", "with a name, third person"
_STRAY = "‘’'\"“”.,()[]"


def measure(options: Options) -> list[Row]:
    """Return the shares of right, wrong and null, of all attributions and of those with a name."""
    counts: Counter[tuple[str, str]] = Counter()
    for written, _, named, verdict in judged("dev"):
        third = written.lower() not in _CONVERSING
        kinds = {"all": True, _THIRD: third, "with a name": named, _NAMED_THIRD: named and third}
        for kind, holds in kinds.items():
            counts[kind, verdict] += holds
    rows = []
    for of in ("all", _THIRD, "with a name", _NAMED_THIRD):
        whole = sum(count for (kind, _), count in counts.items() if kind == of)
        for verdict in ("right", "wrong", "null"):
            share = round(100 * counts[of, verdict] / whole, 1)
            rows.append(Row("speakers", "GUM dev", f"{of}: {verdict}", share))
    return rows


def judged(part: str) -> list[tuple[str, str | None, bool, str]]:
    """Return (source as written, answer, whether GUM has a name, verdict) for a part of GUM."""
    documents = list(records(f"attribution/gum_{part}.jsonl.gz"))
    found = []
    docs = annotate_all([d["text"] for d in documents], [d["date"] for d in documents])
    for document, doc in zip(documents, docs, strict=True):
        asked = [a for a in document["attributions"] if a.get("speaker") and a["source"]]
        statements = [_statement(each) for each in asked]
        speakers = Speakers(doc, statements)
        for i, each in enumerate(asked):
            gold = each["speaker"]["first_name_mention"]
            answer = speakers.of(i).name
            named = _is_name(doc, gold)
            verdict = _verdict(gold, answer, named)
            written = doc.text[slice(*(statements[i].said.source or (0, 0)))]
            found.append((written, answer, named, verdict))
    return found


def _statement(attribution: dict[str, Any]) -> Statement:
    cues = attribution["cue"]
    beside = cues[0][0] if cues else attribution["content"][0][0]
    source = min(attribution["source"], key=lambda piece: abs(piece[0] - beside))
    said = Attribution(
        tuple((start, end) for start, end in attribution["content"]),
        (cues[0][0], cues[0][1]) if cues else None,
        (source[0], source[1]),
    )
    return Statement(said, None, "indirect")


def _is_name(doc: Doc, mention: str) -> bool:
    start = doc.text.find(mention)
    span = (
        doc.char_span(start, start + len(mention), alignment_mode="expand") if start >= 0 else None
    )
    if span is None:
        return False
    apposed = (c for c in span.root.children if c.dep_ in _NAMING and c.i < span.end)
    return span.root.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in apposed)


def _verdict(gold: str, answer: str | None, named: bool) -> str:
    if answer is None:
        return "null" if named else "right"
    wanted, said = _words(gold), _words(answer)
    if not said:
        return "wrong"
    capitals = {word for word in wanted if word[:1].isupper() and not is_title(word)}
    low = {word.lower() for word in said}
    inside = low <= {word.lower() for word in wanted}
    if named:
        return "right" if inside or (capitals and capitals <= said) else "wrong"
    # A name within a description: `interviewee David Titley`.
    name = inside and all(word[:1].isupper() for word in said)
    same = low >= {word.lower() for word in wanted} - {"the", "a"}
    return "right" if name or same else "wrong"


def _words(name: str) -> set[str]:
    words = {word.strip(_STRAY).removesuffix("'s").removesuffix("’s") for word in name.split()}
    return {word for word in words if word and word.lower() not in ("the", "a", "an", "of")}
