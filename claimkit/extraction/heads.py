"""Which words of a sentence head a clause that stands alone."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.extraction.clause import Tokens
from claimkit.extraction.regions import OUTLET, Regions
from claimkit.extraction.syntax import BELOW, MODALS, Syntax

_VERBAL = frozenset(("advcl", "ccomp", "dep"))
_FINITE = MODALS | frozenset(("is", "are", "was", "were", "has", "had", "did", "does", "'ll"))
_JOINED = frozenset(("conj", "parataxis"))
_MISTAKEN = frozenset(("ccomp", "dep", "list", "discourse"))  # what a joined clause is read as
STANCES = frozenset(("think", "know", "mean", "guess", "believe", "suppose", "see"))


class Heads:
    """Finds the words that head a clause.

    Parameters
    ----------
    syntax
        The trees.
    regions
        Whose words are whose.
    """

    def __init__(self, syntax: Syntax, regions: Regions) -> None:
        self.syntax, self.regions = syntax, regions

    def of(self, part: Tokens) -> dict[int, int | None]:
        """Return the heads, each with the one whose subject it shares, if any."""
        heads: dict[int, int | None] = {}
        fallback: dict[int, int] = {}
        loose: list[int] = []
        for i in self._from_above(part):
            syntax, head = self.syntax, self.syntax.head[i]
            if not syntax.is_predicate(i):
                continue
            if self.regions.is_cue(i) and syntax.is_finite(i):
                heads[i] = None
            elif self._is_top(i, part):
                if not syntax.is_finite(i):
                    loose.append(i)
                if not syntax.is_finite(i) or self._is_stance(i):
                    continue
                marks = [syntax.word[c] for c in syntax.of(i, ("mark",))]
                subordinate = (
                    syntax.dep[i].startswith("advcl")
                    and marks
                    and marks[0] not in ("that", "whether")
                )
                if subordinate or (
                    self.regions.owner[i] == OUTLET and syntax.dep[i] in BELOW and head != i
                ):
                    fallback.setdefault(self.regions.owner[i], i)
                else:
                    heads[i] = None
            elif head in heads:
                self._join(i, head, heads)
            elif self._is_joined_far(i, heads):
                heads[i] = None if syntax.subject(i) is not None else self._holder(i, heads)
        held = {self.regions.owner[i] for i in heads}
        for owner, i in fallback.items():
            if owner not in held and owner != OUTLET:
                heads[i] = None
        for i in sorted(loose):
            self._tie(i, heads)
        return heads

    def _tie(self, i: int, heads: dict[int, int | None]) -> None:
        """Let a verb that was read as coordinated with the cue share a subject of its content.

        `Lind said she would appeal and called it a mistake`.
        """
        syntax, owner = self.syntax, self.regions.owner
        before = [h for h in heads if h < i and owner[h] == owner[i] and heads[h] is None]
        joins = syntax.of(i, ("cc",))
        if owner[i] == OUTLET or not before or not joins or syntax.subject(i) is not None:
            return
        first = max(before)
        if syntax.dep[i] == "conj" and first < joins[0] < i and syntax.continues(i, first):
            heads[i] = first

    def _join(self, i: int, head: int, heads: dict[int, int | None]) -> None:
        """Take a clause that is joined to one that stands alone."""
        syntax, dep = self.syntax, self.syntax.dep[i]
        finite = syntax.is_finite(i)
        subject = syntax.subject(i)
        joined = dep == "conj" or (dep in _VERBAL and self._is_coordinated(i, head))
        if joined and not finite and self._shares_object(i, head):
            return
        if joined and not finite and subject is None and syntax.continues(i, head):
            shared = heads[head]
            heads[i] = head if shared is None else shared
        elif finite and (
            (
                dep in _JOINED
                and not self._is_stance(i)
                and not syntax.marked(i, ("that", "whether"))
            )
            or (dep in _MISTAKEN and self._is_coordinated(i, head))
            or self._is_second(i, head)
        ):
            heads[i] = None

    def _shares_object(self, i: int, head: int) -> bool:
        """Tell `has neither confirmed nor denied it`: the first verb has no object of its own."""
        syntax = self.syntax
        objects = syntax.of(head, ("obj", "ccomp", "xcomp", "obl"))
        if head + 1 >= i or any(c < i for c in objects) or syntax.pos[head] != "VERB":
            return False
        if syntax.of(head, ("aux:pass", "cop")):
            return False
        if not objects and not syntax.of(i, ("obj", "ccomp")):
            return False
        between = range(head + 1, i)
        joins = any(syntax.dep[k] in ("cc", "cc:preconj") for k in between)
        inside = all(
            syntax.dep[k] in ("cc", "cc:preconj", "advmod") and syntax.pos[k] != "NOUN"
            for k in between
        )
        return joins and inside

    def _is_top(self, i: int, part: Tokens) -> bool:
        head, owner = self.syntax.head[i], self.regions.owner
        if self.regions.is_dateline(head):
            return True
        return head == i or not part[0] <= head < part[1] or owner[head] != owner[i]

    def _from_above(self, part: Tokens) -> Iterator[int]:
        """Yield the words of a part, each after the word on which it hangs."""
        head, owner = self.syntax.head, self.regions.owner
        todo = [i for i in range(*part) if self._is_top(i, part)]
        while todo:
            i = todo.pop()
            yield i
            todo += [
                c
                for c in self.syntax.children[i]
                if part[0] <= c < part[1] and owner[c] == owner[i] and head[c] == i
            ]

    def _is_stance(self, i: int) -> bool:
        """Tell `I think` and `you know`, which only colour the clause around them."""
        subject = self.syntax.subject(i)
        return (
            self.syntax.lemma[i] in STANCES
            and subject is not None
            and self.syntax.word[subject] in ("i", "we", "you")
            and not self.syntax.of(i, ("ccomp", "obj"))
        )

    def _is_coordinated(self, i: int, head: int) -> bool:
        joins = self.syntax.of(i, ("cc",))
        return bool(joins) and head < joins[0] < i and not self.syntax.of(i, ("mark",))

    def _is_content(self, i: int) -> bool:
        """Tell `that …` and `whether …` without a conjunction before them."""
        syntax, subject = self.syntax, self.syntax.subject(i)
        marks = [c for c in syntax.of(i, ("mark",)) if syntax.word[c] in ("that", "whether")]
        joins = [c for c in syntax.of(i, ("cc",)) if marks and c < marks[0]]
        if not marks or joins or subject is None or syntax.pos[marks[0] - 1] == "AUX":
            return False  # `the question is whether …`
        return marks[0] < subject

    def _is_second(self, i: int, head: int) -> bool:
        """Tell the second of two contents: `said that it is old but that it is safe`."""
        marks = self.syntax.of(i, ("mark",))
        return (
            self.regions.owner[i] != OUTLET
            and bool(marks)
            and self.syntax.word[marks[0]] == "that"
            and any(head < c == marks[0] - 1 for c in self.syntax.of(i, ("cc",)))
        )

    def _holder(self, i: int, heads: dict[int, int | None]) -> int:
        """Return the head above a word whose subject it shares."""
        while i not in heads:
            i = self.syntax.head[i]
        shared = heads[i]
        return i if shared is None else shared

    def _is_joined_far(self, i: int, heads: dict[int, int | None]) -> bool:
        """Tell a coordinated clause with a subject that was read as hanging too deep.

        `We have to do something, and it is the only way`: on the infinitive.
        """
        syntax = self.syntax
        finite = syntax.is_finite(i)
        helped = syntax.auxiliaries(i)
        # `asserts his innocence and will be vindicated`: read as said of the innocence
        shares = helped and syntax.subject(i) is None and syntax.word[helped[0]] in _FINITE
        if not shares and (syntax.dep[i] not in ("conj", *_MISTAKEN) or not finite):
            return False
        above = syntax.head[i]
        if not self._is_coordinated(i, above):
            return False
        comma = syntax.word[max(syntax.of(i, ("cc",))[0] - 1, 0)] == ","
        while above not in heads:
            if syntax.marked(above, ("that", "whether", "how")) or syntax.head[above] == above:
                return False
            if not (comma or shares) and syntax.dep[above] not in ("xcomp", "conj"):
                return False
            if self.regions.owner[above] != self.regions.owner[i]:
                return False
            above = syntax.head[above]
        return above < i
