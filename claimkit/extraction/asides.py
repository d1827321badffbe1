"""Relative clauses and appositions that assert: claims beside the clause that holds them."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.extraction.clause import Clause, Tokens
from claimkit.extraction.reach import Reach
from claimkit.extraction.regions import OUTLET, Regions
from claimkit.extraction.syntax import NOMINAL, Syntax

_COMMAS = frozenset((",", "—", "–", "-", "--", "("))
RELATIVE = frozenset(("who", "which", "whose", "whom", "where"))
_PRONOUNS = frozenset(("who", "which", "whose"))
_PERSONS = frozenset(("who", "whom"))


class Asides:
    """Finds relative clauses and appositions that assert.

    Parameters
    ----------
    syntax
        The trees.
    regions
        Whose words are whose.
    reach
        How far clauses reach.
    """

    def __init__(self, syntax: Syntax, regions: Regions, reach: Reach) -> None:
        self.syntax, self.regions, self.reach = syntax, regions, reach

    def of(self, part: Tokens) -> Iterator[Clause]:
        """Yield the asides of a part of a sentence."""
        for i in range(*part):
            dep = self.syntax.dep[i]
            if dep in ("acl:relcl", "advcl:relcl", "advcl"):
                yield from self._relative(i, part)
            elif dep == "appos":
                yield from self._apposition(i, part)

    def _relative(self, i: int, part: Tokens) -> Iterator[Clause]:
        begin = self._behind_comma(i, part)
        if begin is None or not self.syntax.is_finite(i):
            return
        words = self.syntax.word
        pronoun = next((k for k in range(begin, min(begin + 4, i + 1)) if words[k] in RELATIVE), 0)
        if self.syntax.dep[i] == "advcl" and words[begin] not in _PRONOUNS:
            return
        if not pronoun or (self.regions.owner[i] != OUTLET and begin == part[0]):
            return
        chain = [i, *self._chain(i)]
        antecedent = self._antecedent(i, begin, words[pronoun], part)
        start = antecedent[0] if antecedent else begin
        for at, head in enumerate(chain):
            if self.regions.is_cue(head):
                continue
            end = min(self.syntax.right[i] + 1, part[1])
            if at + 1 < len(chain):
                end = self.reach.start(chain[at + 1], head)
            owner = self.regions.owner[head]
            if at == 0:
                end = self.reach.run(head, begin, end)[1]
                yield Clause(head, start, end, owner, None, antecedent, begin, "relative")
            else:
                low, high = self.reach.run(head, self.reach.start(head, chain[at - 1]), end)
                own = None if self.syntax.subject(head) is not None else i
                yield Clause(head, low, high, owner, own, antecedent, low, "clause")

    def _chain(self, i: int) -> list[int]:
        """Return the verbs that are coordinated with that of a relative clause."""
        return [
            c
            for c in self.syntax.of(i, ("conj",))
            if self.regions.owner[c] == self.regions.owner[i]
            and (self.syntax.is_finite(c) or self.syntax.continues(c, i))
        ]

    def _behind_comma(self, i: int, part: Tokens) -> int | None:
        """Return where a modifier begins, if a comma or a dash stands before it."""
        left = self.syntax.left[i]
        words = self.syntax.word
        if words[left] in _COMMAS and left > part[0]:
            return left + 1
        return left if left > part[0] and words[left - 1] in _COMMAS else None

    def _antecedent(self, i: int, begin: int, pronoun: str, part: Tokens) -> Tokens | None:
        syntax = self.syntax
        head = syntax.head[i]
        if head >= begin or head < part[0]:  # read as hanging on something behind it
            head = self._noun_before(begin, part)
        if any(map(syntax.is_finite, range(head + 1, begin - 1))):  # hangs beyond a verb
            head = self._noun_before(begin, part)
        above = syntax.head[head]
        places = ("GPE", "LOC")
        if pronoun in _PERSONS and syntax.doc[head].ent_type_ in places and above < head:
            head = above if syntax.dep[head] == "nmod" and above >= part[0] else head
        if pronoun in _PERSONS and not syntax.doc[head].ent_type_:
            # `an event with Bo Lind, who left`
            before = self._noun_before(begin, part)
            if syntax.doc[before].ent_type_ == "PERSON":
                head = before
        if syntax.dep[i] == "advcl":
            head = self._noun_before(begin, part)
        if syntax.pos[head] not in NOMINAL:
            return None
        return self._phrase(head, begin, part)

    def _noun_before(self, begin: int, part: Tokens) -> int:
        head = max(begin - 2, part[0])
        while head > part[0] and self.regions.is_time(head):  # `met Lind this year, who left`
            head -= 1
        while self.syntax.dep[head] in ("flat", "compound", "case", "det") and (
            part[0] <= self.syntax.head[head] < begin - 1
        ):
            head = self.syntax.head[head]
        return head

    def _phrase(self, head: int, end: int, part: Tokens) -> Tokens | None:
        """Return a noun phrase up to a word, without preposition and conjunction."""
        start = max(self.syntax.phrase(head), part[0])
        while start < head and self.syntax.pos[start] in ("VERB", "AUX", "PART"):
            start += 1
        while end > head + 1 and self.syntax.pos[end - 1] in ("PUNCT", "SPACE"):
            if self.syntax.word[end - 1] in (")", "]"):
                break
            end -= 1
        return (start, end) if start <= head < end else None

    def _apposition(self, i: int, part: Tokens) -> Iterator[Clause]:
        syntax, head = self.syntax, self.syntax.head[i]
        begin = self._behind_comma(i, part)
        if begin is None or not part[0] <= head < begin or syntax.word[begin - 1] == "(":
            return
        if not self._asserts(head, i) or self.regions.owner[i] != self.regions.owner[head]:
            return
        antecedent = self._phrase(head, begin, part)
        if antecedent is None:
            return
        end = min(syntax.right[i] + 1, part[1])
        low, high = self.reach.run(i, begin, end)
        owner = self.regions.owner[i]
        if low <= i < high:
            yield Clause(i, antecedent[0], high, owner, None, antecedent, begin, "apposition")

    def _asserts(self, head: int, i: int) -> bool:
        """Tell `Jana Petrik, the engineer` from a list, a date, and `Port Ellery, Norrland`."""
        syntax, doc = self.syntax, self.syntax.doc
        kinds = syntax.pos[head], syntax.pos[i]
        if syntax.of(i, ("case",)) or any(c > i for c in syntax.of(head, ("conj",))):
            return False
        if kinds == ("PROPN", "PROPN"):
            return doc[i].ent_type_ not in ("PERSON", "GPE", "LOC") and bool(
                syntax.of(i, ("nmod", "det", "nmod:poss"))
            )
        if kinds == ("NOUN", "PROPN") and doc[i].ent_type_ not in ("PERSON", "ORG", "MISC"):
            return False
        return kinds in (("PROPN", "NOUN"), ("NOUN", "PROPN")) and not self.regions.is_time(head)
