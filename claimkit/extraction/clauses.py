"""Cut a document at the clauses that stand alone.

A parser that is right about nine words in ten is wrong somewhere in most long sentences. So the
tree only says which words head a clause that stands alone; where it ends is where the next one
begins, or where the words of somebody else do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimkit.extraction.asides import Asides
from claimkit.extraction.clause import Clause, Tokens
from claimkit.extraction.heads import Heads
from claimkit.extraction.reach import Reach
from claimkit.extraction.regions import Regions, is_mark
from claimkit.extraction.syntax import AUXILIARIES, CLOSING, SUBJECTS, Syntax

_FOCUS = frozenset(("even", "just", "only", "especially", "particularly", "partly", "mainly"))
_SUBORDINATORS = frozenset(
    """after although as because before if lest once since though till unless until when whenever
    whereas whereby wherever whether while""".split()
)
_NOMINATIVE = frozenset(("i", "he", "she", "we", "they"))


class Cutter:
    """Finds the clauses of a document.

    Parameters
    ----------
    syntax
        The trees.
    regions
        Whose words are whose.
    """

    def __init__(self, syntax: Syntax, regions: Regions) -> None:
        self.syntax, self.regions = syntax, regions
        self._reach = Reach(syntax, regions)
        self._heads = Heads(syntax, regions)
        self._asides = Asides(syntax, regions, self._reach)

    def clauses(self) -> list[Clause]:
        """Return the clauses in the order of the text."""
        found: list[Clause] = []
        for start, end in self.syntax.sentences():
            for part in self._parts(start, end):
                found += self._of(part)
        return sorted(found, key=lambda clause: (clause.start, clause.end))

    def _parts(self, start: int, end: int) -> Iterator[Tokens]:
        """Yield a sentence in the pieces that its punctuation tells, if the parser did not."""
        syntax = self.syntax
        at = start
        for i in range(start, end - 1):
            after: int | None = syntax.breaks(i, end)
            if syntax.word[i] == ";":
                after = i + 1
                while after < end and (syntax.word[after] in CLOSING or syntax.doc[after].is_space):
                    after += 1
                halves = ((at, after), (after, end))
                if not all(any(map(syntax.is_finite, range(*half))) for half in halves):
                    after = None
            if after is not None and at < after < end:
                yield at, after
                at = after
        yield at, end

    def _of(self, part: Tokens) -> Iterator[Clause]:
        heads = self._heads.of(part)
        asides = list(self._asides.of(part))
        own: dict[int, list[int]] = {}
        for head in sorted(heads):
            own.setdefault(self.regions.owner[head], []).append(head)
        for owner, found in own.items():
            among = [h for i, h in enumerate(found) if not i or not self._is_below(h, found[i - 1])]
            for i, head in enumerate(among):
                start = self._reach.start(head, among[i - 1]) if i else part[0]
                end = self._reach.start(among[i + 1], head) if i + 1 < len(among) else part[1]
                if self.regions.is_cue(head):
                    if not self._picks_out(head, end):
                        continue
                else:
                    start, end = self._reach.run(head, start, end)
                clause = Clause(head, start, end, owner, heads[head])
                yield from self._trimmed(clause, asides)
        for aside in asides:
            yield from self._trimmed(aside, asides)

    def _picks_out(self, head: int, end: int) -> bool:
        """Tell `It was Wirth who noticed that …`: who it was is told, not only what he noticed."""
        said = self.syntax.word[head:end]
        return head in self.syntax.clefts and not any(map(is_mark, said))

    def _is_below(self, head: int, before: int) -> bool:
        """Tell a clause that a subordinator opens, whatever it was hung on: `even after …`."""
        syntax = self.syntax
        i = self._reach.start(head, before)
        while i < head and (syntax.pos[i] in ("PUNCT", "SPACE") or syntax.word[i] in _FOCUS):
            i += 1
        opens = syntax.word[i] in _SUBORDINATORS and syntax.pos[i] in ("SCONJ", "ADV", "ADP")
        return opens and not syntax.doc[i].is_sent_start and not self.regions.is_cue(head)

    def _behind_that(self, clause: Clause) -> int:
        """Return where a clause begins that `that` opens: what stands before is no part of it.

        `said on the steps that her client might appeal`; but `The fear is that it may leak`.
        """
        syntax, start = self.syntax, clause.start
        marks = [c for c in syntax.of(clause.head, ("mark",)) if syntax.word[c] == "that"]
        marks = [c for c in marks if start < c < clause.head]
        if not marks or clause.kind != "clause" or clause.head in syntax.clefts:
            return start
        before = range(start, marks[0])
        own = any(start <= c < marks[0] for c in syntax.of(clause.head, (*SUBJECTS, *AUXILIARIES)))
        verbal = any(syntax.pos[i] in ("VERB", "AUX", "CCONJ", "SCONJ") for i in before)
        return start if own or verbal else marks[0] + 1

    def _trimmed(self, clause: Clause, asides: Sequence[Clause]) -> Iterator[Clause]:
        """Yield the clause without marks at its edges, and without an aside at its end."""
        end = self.regions.spoken(clause.start, clause.end, clause.head)
        start, end = self.regions.trimmed(self._behind_that(clause), end, clause.head)
        first = clause.first
        if start < clause.head and self.syntax.word[start] in _NOMINATIVE and first is not None:
            # Its own subject was read as that of a neighbour.
            self.syntax.attach(start, clause.head, "nsubj")
            clause = replace(clause, first=None)
        for aside in reversed(asides):
            inside = clause.start <= aside.start and aside.begin > clause.head
            if aside.begin > clause.begin and inside and end <= aside.end:
                start, end = self.regions.trimmed(start, min(end, aside.begin), clause.head)
        if start <= clause.head < end:
            end = self.regions.closed(start, end)
            begin = max(clause.begin, start)
            yield replace(clause, start=start, end=end, begin=begin)
