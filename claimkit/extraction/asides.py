"""Relative clauses and appositions that assert: claims beside the clause that holds them."""

from __future__ import annotations

from collections.abc import Iterator

from claimkit.extraction.clause import Clause, Tokens
from claimkit.extraction.reach import Reach
from claimkit.extraction.regions import OUTLET, Regions
from claimkit.extraction.syntax import AUXILIARIES, NOMINAL, Syntax
from claimkit.language.coreference.lexicon import is_title

_COMMAS = frozenset((",", "—", "–", "-", "--", "("))
RELATIVE = frozenset(("who", "which", "whose", "whom", "where"))
_PRONOUNS = frozenset(("who", "which", "whose"))
# What an organization can be as well as somebody: `its owner, Sund Energi`.
_HOLDERS = frozenset(
    """ally backer buyer client contractor customer employer founder landlord lender maker operator
    owner partner producer publisher rival seller sponsor supplier""".split()
)
_LONG = 18  # words of an antecedent; a longer one was read wrongly, or cannot be read
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
        closed = self._closed(i, begin, part)
        antecedent = self._antecedent(i, begin, words[pronoun], part)
        if words[pronoun] != "who" and not self._is_readable(antecedent):
            return
        start = antecedent[0] if antecedent else begin
        for at, head in enumerate(chain):
            if self.regions.is_cue(head):
                continue
            end = min(self.syntax.right[i] + 1, closed)
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

    def _closed(self, i: int, begin: int, part: Tokens) -> int:
        """Return where a relative clause ends at the latest: before the verb it interrupts.

        `Berg, who had led the port, left the town`: behind the comma a verb goes on that is no part
        of the clause.
        """
        syntax = self.syntax
        opened = syntax.word[begin - 1]
        for at in range(i + 1, part[1] - 1):
            if syntax.word[at] != opened or opened == "(":
                continue
            if opened != ",":
                return at  # dashes come in pairs
            verb = at + 1
            while verb < part[1] - 1 and syntax.pos[verb] == "ADV":
                verb += 1
            if syntax.dep[verb] in AUXILIARIES:
                verb = syntax.head[verb]
            ends = syntax.word[verb].endswith("ing") or syntax.dep[verb] in ("amod", "acl")
            if at < verb < part[1] and syntax.is_predicate(verb) and not ends:
                subject = syntax.subject(verb)
                before = subject is None or subject < begin
                if before and not self._is_below(verb, i):
                    return at
        return part[1]

    def _is_below(self, word: int, top: int) -> bool:
        head = self.syntax.head
        while head[word] not in (word, top):
            word = head[word]
        return head[word] == top

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
        before = self._noun_before(begin, part)
        person = syntax.doc[before].ent_type_ == "PERSON"
        if pronoun in (*_PERSONS, "whose") and not syntax.doc[head].ent_type_ and person:
            head = before  # `an event with Bo Lind, who left`
        aim = syntax.word[head + 1 : begin - 1]
        if pronoun == "whose" and "to" in aim and syntax.pos[before] == "PROPN":
            head = before  # `a choice to lead the port, whose`
        named = syntax.pos[before] == "PROPN" and syntax.pos[head] == "NOUN"
        if pronoun == "whom" and named and not is_title(syntax.word[head]):
            head = before  # `several jabs at Lind, whom`: a name that was read as no person's
        joins = {syntax.word[c] for c in syntax.of(before, ("cc",))}
        if pronoun != "who" and syntax.head[before] == head and joins & {"or", "nor"}:
            head = before  # `neither Ruiz nor Lind, whom …`
        if syntax.dep[i] == "advcl":
            head = self._noun_before(begin, part)
        if syntax.pos[head] not in NOMINAL:
            return None
        phrase = self._phrase(head, begin, part)
        if phrase is not None:
            end = self.regions.titled(*phrase)  # with the marks of a title
            phrase = (phrase[0] - (end < phrase[1]), end)
        return phrase

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
        if antecedent is None or any(map(self.regions.is_dateline, range(*antecedent))):
            return
        if "whose" in syntax.word[antecedent[0] - 1 : i + 1]:
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
        if kinds == ("NOUN", "PROPN") and doc[i].ent_type_ == "ORG" and self._is_label(head, i):
            return False
        if kinds == ("PROPN", "NOUN") and syntax.of(i, ("nummod",)):
            return False  # `Tarnside, 20 miles from the coast`
        return kinds in (("PROPN", "NOUN"), ("NOUN", "PROPN")) and not self.regions.is_time(head)

    def _is_label(self, noun: int, name: int) -> bool:
        """Tell the office of somebody from what an organization is: `director, Quillon Fruit`.

        A noun without article is a label beside a name, and an office is a person's.
        """
        syntax = self.syntax
        told = syntax.of(noun, ("det", "nmod:poss", "amod", "nummod"))
        word = syntax.word[noun]
        if any(map(is_title, syntax.word[noun + 1 : name + 1])):
            return False  # `its leader, Representative Lind`, read as an organization
        return not told or (is_title(word) and word not in _HOLDERS)

    def _is_readable(self, antecedent: Tokens | None) -> bool:
        """Tell whether a phrase can be put in the place of its pronoun: a noun phrase, not long."""
        if antecedent is None or antecedent[1] - antecedent[0] > _LONG:
            return False
        syntax = self.syntax
        return not any(
            syntax.pos[k] in ("VERB", "AUX") and syntax.is_finite(k) for k in range(*antecedent)
        )
