"""Cut a document at the clauses that stand alone.

A parser that is right about nine words in ten is wrong somewhere in most long sentences. So the
tree only says which words head a clause that stands alone; where it ends is where the next one
begins, or where the words of somebody else do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimkit.extraction.clause import Clause, Tokens
from claimkit.extraction.regions import OUTLET, Regions
from claimkit.extraction.syntax import BELOW, MODALS, NOMINAL, SUBJECTS, Syntax

_STOPS = frozenset((".", "!", "?", "…", "..."))
_CLOSING = frozenset(("”", '"', "''", "’", "'", "»", ")", "]"))
_VERBAL = frozenset(("advcl", "ccomp", "dep"))
_FINITE = MODALS | frozenset(("is", "are", "was", "were", "has", "had", "did", "does", "'ll"))
_COMMAS = frozenset((",", "—", "–", "-", "--", "("))
RELATIVE = frozenset(("who", "which", "whose", "whom", "where"))
_JOINED = frozenset(("conj", "parataxis"))
_MISTAKEN = frozenset(("ccomp", "dep", "list", "discourse"))  # what a joined clause is read as
STANCES = frozenset(("think", "know", "mean", "guess", "believe", "suppose", "see"))
_NOMINATIVE = frozenset(("i", "he", "she", "we", "they"))
_PRONOUNS = frozenset(("who", "which", "whose"))
_PERSONS = frozenset(("who", "whom"))


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

    def clauses(self) -> list[Clause]:
        """Return the clauses in the order of the text."""
        found: list[Clause] = []
        for start, end in self.syntax.sentences():
            for part in self._parts(start, end):
                found += self._of(part)
        return sorted(found, key=lambda clause: (clause.start, clause.end))

    def _parts(self, start: int, end: int) -> Iterator[Tokens]:
        """Yield a sentence in the pieces that its punctuation tells, if the parser did not."""
        words, doc = self.syntax.word, self.syntax.doc
        at = start
        for i in range(start, end - 1):
            if words[i] not in _STOPS and words[i] != ";":
                continue
            after = i + 1
            while after < end and (words[after] in _CLOSING or doc[after].is_space):
                after += 1
            if after >= end:
                break
            if words[i] == ";":
                halves = ((at, after), (after, end))
                if all(any(map(self.syntax.is_finite, range(*half))) for half in halves):
                    yield at, after
                    at = after
            elif doc[after].text[0].isupper() or doc[after].text in '“"‘':
                yield at, after
                at = after
        yield at, end

    def _of(self, part: Tokens) -> Iterator[Clause]:
        heads = self._heads(part)
        asides = list(self._asides(part))
        own: dict[int, list[int]] = {}
        for head in sorted(heads):
            own.setdefault(self.regions.owner[head], []).append(head)
        for owner, among in own.items():
            for i, head in enumerate(among):
                if self.regions.is_cue(head):
                    continue
                start = self._start(head, among[i - 1]) if i else part[0]
                end = self._start(among[i + 1], head) if i + 1 < len(among) else part[1]
                start, end = self._run(head, start, end)
                clause = Clause(head, start, end, owner, heads[head])
                yield from self._trimmed(clause, asides)
        for aside in asides:
            yield from self._trimmed(aside, asides)

    # Which words head a clause.

    def _heads(self, part: Tokens) -> dict[int, int | None]:
        """Return the heads, each with the one whose subject it shares, if any."""
        heads: dict[int, int | None] = {}
        fallback: dict[int, int] = {}
        for i in self._from_above(part):
            syntax, head = self.syntax, self.syntax.head[i]
            if not syntax.is_predicate(i):
                continue
            if self.regions.is_cue(i) and syntax.is_finite(i):
                heads[i] = None
            elif self._is_top(i, part):
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
        return heads

    def _join(self, i: int, head: int, heads: dict[int, int | None]) -> None:
        """Take a clause that is joined to one that stands alone."""
        syntax, dep = self.syntax, self.syntax.dep[i]
        finite = syntax.is_finite(i)
        subject = syntax.subject(i)
        joined = dep == "conj" or (dep in _VERBAL and self._is_coordinated(i, head))
        if joined and not finite and subject is None and syntax.continues(i, head):
            shared = heads[head]
            heads[i] = head if shared is None else shared
        elif finite and (
            (dep in _JOINED and not self._is_stance(i))
            or (dep in _MISTAKEN and self._is_coordinated(i, head))
        ):
            heads[i] = None

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

    # How far a clause reaches.

    def _start(self, head: int, before: int) -> int:
        """Return where the words of a head begin, behind the head before it."""
        starts = [self.syntax.left[c] for c in self.syntax.children[head]]
        source = self.regions.source_of(head)
        starts += [source] if source is not None else []
        return min((start for start in starts if before < start <= head), default=head)

    def _run(self, head: int, start: int, end: int) -> Tokens:
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
            if high <= self.syntax.right[child] < end:
                high = self.syntax.right[child] + 1
        return low, high

    def _trimmed(self, clause: Clause, asides: Sequence[Clause]) -> Iterator[Clause]:
        """Yield the clause without marks at its edges, and without an aside at its end."""
        start, end = self.regions.trimmed(clause.start, clause.end, clause.head)
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
            begin = max(clause.begin, start)
            yield replace(clause, start=start, end=end, begin=begin)

    # Relative clauses and appositions that assert.

    def _asides(self, part: Tokens) -> Iterator[Clause]:
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
                end = self._start(chain[at + 1], head)
            owner = self.regions.owner[head]
            if at == 0:
                end = self._run(head, begin, end)[1]
                yield Clause(head, start, end, owner, None, antecedent, begin, "relative")
            else:
                low, high = self._run(head, self._start(head, chain[at - 1]), end)
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
        while self.syntax.dep[head] in ("flat", "compound", "case", "det") and (
            part[0] <= self.syntax.head[head] < begin - 1
        ):
            head = self.syntax.head[head]
        return head

    def _phrase(self, head: int, end: int, part: Tokens) -> Tokens | None:
        """Return a noun phrase up to a word, without preposition and conjunction."""
        start = max(self.syntax.phrase(head), part[0])
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
        low, high = self._run(i, begin, end)
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
