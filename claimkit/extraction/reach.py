"""How far the words of a clause reach, in one voice."""

from __future__ import annotations

from claimkit.extraction.clause import Tokens
from claimkit.extraction.regions import Regions
from claimkit.extraction.syntax import NOMINAL, SUBJECTS, Syntax


class Reach:
    """Where clauses begin and end.

    Parameters
    ----------
    syntax
        The trees.
    regions
        Whose words are whose.
    """

    def __init__(self, syntax: Syntax, regions: Regions) -> None:
        self.syntax, self.regions = syntax, regions

    def start(self, head: int, before: int) -> int:
        """Return where the words of a head begin, behind the head before it."""
        starts = [self.syntax.left[c] for c in self.syntax.children[head]]
        source = self.regions.source_of(head)
        starts += [source] if source is not None else []
        return min((start for start in starts if before < start <= head), default=head)

    def run(self, head: int, start: int, end: int) -> Tokens:
        """Return the words around a head that are one voice's, its subject and object whole."""
        low, high = head, head + 1
        while low > start and self.regions.is_same(low - 1, head):
            low -= 1
        while high < end and self.regions.is_same(high, head):
            high += 1
        for child in self.syntax.of(head, (*SUBJECTS, "obj")):
            if (
                self.syntax.pos[child] not in NOMINAL
                or self.regions.owner[child] != (self.regions.owner[head])
            ):
                continue
            left = self.syntax.phrase(child)
            if start <= left < low and not any(map(self.regions.is_apart, range(left, low))):
                low = left
            right = self.syntax.right[child] + 1
            said = any(
                self.regions.is_apart(k) and self.syntax.pos[k] == "VERB"
                for k in range(high, right)
            )
            if high < right <= end and not said:  # `there is a fear that …` has its noun
                high = right
        return low, high
