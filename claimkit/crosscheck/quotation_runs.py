"""What is quoted in each document: runs of words in quotation marks, and transcripts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimkit import tables
from claimkit.crosscheck.wordforms import Part, Wording, join
from claimkit.language.quotations import paragraphs, quotations
from claimkit.language.quoted import QuotedText

_END = re.compile(r"[.!?…]+[”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-Z0-9])")
# A point after these ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s“\"‘'(\[])(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Sens|Gov|Gen|Lt|Col|Sgt|Capt|Pres|Prof|St|"
    r"Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|vs|(?:[A-Z]\.)*[A-Z])$"
)
_MARKS = "“”„‟«»\"‘’'` \n\t"
_MOST_BACK = 30  # claims that begin before a stretch and may still reach into it


@dataclass(frozen=True)
class Run:
    """Words that one document quotes in a row, though the outlet's may stand between.

    Attributes
    ----------
    document
        The row of the source.
    statement
        The row of the statement that holds them, or None.
    source
        Who is printed to say it, as printed, or None.
    parts, words
        The stretches of the text, a sentence or a piece of one each, and their words.
    sentences
        For each sentence its first word and one past its last, and its parts in the same way.
    claims
        The claims of the document with their words, in the order of the text.
    inner
        Whether another statement lies within it, or it within another one.
    """

    document: Any
    statement: Any | None
    source: str | None
    parts: tuple[Part, ...]
    words: Wording
    sentences: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    claims: Sequence[Any] = field(repr=False)
    inner: bool = False

    @property
    def source_id(self) -> str:
        """The document's id."""
        return str(self.document.source_id)

    @property
    def is_reference(self) -> bool:
        """Whether the document is a record that others are checked against."""
        return bool(self.document.role == "reference")

    @property
    def is_headline(self) -> bool:
        """Whether it stands in the headline, where the text begins with that."""
        title = str(self.document.title or "").strip()
        headed = bool(title) and self.document.text.lstrip().startswith(title)
        return headed and self.parts[-1].end <= self.document.text.index(title) + len(title)

    def text(self, first: int, last: int) -> str:
        """Return sentences [first, last) as printed, without the outlet's words between them."""
        low, high = self.sentences[first][1][0], self.sentences[last - 1][1][1]
        found, at = "", 0
        for i, part in enumerate(self.parts[low:high]):
            printed = self.document.text[part.start : part.end]
            if i and part.parted:
                found = f"{found.rstrip(_MARKS)} {printed.lstrip(_MARKS)}"
            else:
                found += (self.document.text[at : part.start] if i else "") + printed
            at = part.end
        return found.strip()

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return the code points from the first of some sentences to their last."""
        low, high = self.sentences[first][1][0], self.sentences[last - 1][1][1]
        return self.parts[low].start, self.parts[high - 1].end


def runs(analysis: tables.Analysis) -> dict[str, list[Run]]:
    """Return what is quoted in each story, in an order that the rows' order does not change."""
    contents: dict[str, list[tuple[int, int]]] = defaultdict(list)
    printed: dict[str, str] = {}
    for span in tables.rows(analysis.spans):
        if span.role == "content":
            contents[span.owner_id].append((span.start, span.end))
        elif span.role == "source":
            printed[span.owner_id] = span.text
    statements: dict[str, list[Any]] = defaultdict(list)
    for statement in tables.rows(analysis.statements):
        statements[statement.source_id].append(statement)
    claims: dict[str, list[Any]] = defaultdict(list)
    for claim in tables.rows(analysis.claims):
        claims[claim.source_id].append(claim)
    found: dict[str, list[Run]] = defaultdict(list)
    for document in sorted(tables.rows(analysis.sources), key=lambda row: str(row.source_id)):
        held = sorted(claims[document.source_id], key=lambda c: (c.start, c.end, c.claim_id))
        said = [
            (sorted(contents[statement.statement_id]), statement)
            for statement in statements[document.source_id]
        ]
        said.sort(key=lambda each: (each[0], each[1].statement_id))
        nested = {
            statement_id
            for _, statement in said
            if statement.parent_id
            for statement_id in (statement.statement_id, statement.parent_id)
        }
        for parts, statement in _parts(document, said):
            words = join(document.text, parts)
            if len(words):
                own = statement.statement_id if statement is not None else ""
                found[str(document.story)].append(
                    Run(
                        document,
                        statement,
                        printed.get(own),
                        tuple(parts),
                        words,
                        tuple(_sentences(parts, words)),
                        held,
                        own in nested,
                    )
                )
    return found


def claim_at(
    run: Run, start: int, end: int, words: frozenset[str], nearest: bool = True
) -> Any | None:
    """Return the claim in a stretch of a run that shares most words with others, if there is one.

    Where none stands in the stretch itself (a question holds none), it is the `nearest` of the same
    statement, or null.
    """
    last = bisect_left(run.claims, end, key=lambda claim: claim.start)
    near = run.claims[max(0, last - _MOST_BACK) : last]
    own = run.statement.statement_id if run.statement is not None else None
    held = [claim for claim in near if claim.end > start]
    mine = [claim for claim in held if claim.statement_id == own] or held
    if mine:
        shared = {claim.claim_id: len(words & keys_of(claim.text)) for claim in mine}
        return max(mine, key=lambda c: (shared[c.claim_id], -(c.end - c.start), c.claim_id))
    around = [
        claim
        for claim in run.claims[max(0, last - _MOST_BACK) : last + _MOST_BACK]
        if nearest and own is not None and claim.statement_id == own
    ]
    return min(around, key=lambda c: (max(c.start - end, start - c.end), c.claim_id), default=None)


def keys_of(text: str) -> frozenset[str]:
    """Return the words of a text as quotations are compared by them."""
    return frozenset(join(text, [Part(0, len(text))]).keys)


def _parts(
    document: Any, said: Sequence[tuple[list[tuple[int, int]], Any]]
) -> Iterator[tuple[list[Part], Any | None]]:
    """Yield the parts of each run, with the statement that holds them."""
    if document.role == "reference":
        yield from _spoken(document.text, said)
        return
    quoted = QuotedText(document.text, quotations(document.text))
    for contents, statement in said:
        pieces = sorted({piece for content in contents for piece in quoted.parts(*content)})
        if not pieces and statement.quotation == "direct":
            pieces = contents  # a transcript prints no quotation marks
        parts: list[Part] = []
        for start, end in pieces:
            before = document.text[parts[-1].start : parts[-1].end].rstrip(_MARKS) if parts else ""
            opening = document.text[start:end].lstrip(_MARKS)[:1]
            goes_on = statement.quotation == "direct" and before[-1:] not in tuple(".!?…")
            for i, (low, high) in enumerate(_split(document.text, start, end)):
                continues = i == 0 and bool(before) and goes_on and not opening.isupper()
                parts.append(Part(low, high, continues, i == 0))
        if parts:
            yield parts, statement


def _spoken(
    text: str, said: Sequence[tuple[list[tuple[int, int]], Any]]
) -> Iterator[tuple[list[Part], Any | None]]:
    """Yield the parts of a record: what each turn says, else its paragraphs."""
    turns = sorted(
        (start, end, i)
        for i, (contents, statement) in enumerate(said)
        if statement.parent_id is None
        for start, end in contents
    )
    at = 0
    run: list[Part] = []
    for start, end, i in [*turns, (len(text), len(text), -1)]:
        for low, high in paragraphs(text[at:start]) if start > at else ():
            outside = [Part(x, y, False, n == 0) for n, (x, y) in
                       enumerate(_split(text, at + low, at + high))]  # fmt: skip
            if outside:
                yield outside, None
        if start < end and end > at:
            statement = said[i][1]
            run = [Part(x, y, False, n == 0) for n, (x, y) in
                   enumerate(_split(text, max(at, start), end))]  # fmt: skip
            if run:
                yield run, statement
        at = max(at, end)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch; an ellipsis within a sentence ends none."""
    at = start
    while at < end and text[at].isspace():
        at += 1
    for found in _END.finditer(text, at, end):
        if found.group().startswith(".") and _ABBREVIATED.search(
            text, max(at, found.start() - 12), found.start()
        ):
            continue
        yield at, found.start() + len(found.group().rstrip())
        at = found.end()
    if text[at:end].strip():
        yield at, at + len(text[at:end].rstrip())


def _sentences(
    parts: Sequence[Part], words: Wording
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield each sentence that has words: the range of its words, and of its parts."""
    heads = [i for i, part in enumerate(parts) if i == 0 or not part.continues]
    starts = [span[0] for span in words.spans]
    for head, after in zip(heads, [*heads[1:], len(parts)], strict=True):
        first = bisect_left(starts, parts[head].start)
        last = bisect_left(starts, parts[after - 1].end)
        if first < last:
            yield (first, last), (head, after)
