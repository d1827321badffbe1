"""What a claim says of what: its subject and its predicate, as printed."""

from __future__ import annotations

from claimkit.extraction.clause import Clause, Tokens
from claimkit.extraction.syntax import NOMINAL, Syntax

_PRONOUNS = frozenset(("who", "which", "that", "whom"))
_RELATIVE = frozenset(("who", "which"))
_INNER = frozenset(("flat", "compound", "fixed"))
_PREDICATE = frozenset(("aux", "aux:pass", "cop", "compound:prt"))
_ASIDES = frozenset(("acl:relcl", "appos", "parataxis"))


def subject_of(syntax: Syntax, clause: Clause) -> Tokens | None:
    """Return the noun phrase that a clause is about, of a shared one where it is printed.

    The antecedent is that of a relative clause and of an apposition.
    """
    if clause.kind == "apposition":
        return clause.antecedent
    head = clause.head if clause.first is None else clause.first
    subject = syntax.subject(head)
    if subject is None:
        return None
    if syntax.word[subject] in _PRONOUNS and clause.antecedent:
        return clause.antecedent
    if syntax.word[subject] in _RELATIVE and subject < clause.start:
        return _before(syntax, subject) or noun_phrase(syntax, subject)
    return noun_phrase(syntax, subject)


def _before(syntax: Syntax, pronoun: int) -> Tokens | None:
    """Return the noun phrase that a relative pronoun outside its clause stands behind.

    `The plan, which Lind said was too costly`.
    """
    last = pronoun - 1
    while last > 0 and syntax.word[last] in (",", "—", "–"):
        last -= 1
    noun = last
    while syntax.dep[noun] in _INNER and 0 <= syntax.head[noun] <= last != syntax.head[noun]:
        if syntax.head[noun] == noun:
            break
        noun = syntax.head[noun]
    return (syntax.phrase(noun), last + 1) if syntax.pos[noun] in NOMINAL else None


def noun_phrase(syntax: Syntax, head: int) -> Tokens:
    """Return a noun phrase without the asides behind it and the marks around it."""
    start = syntax.left[head] if syntax.is_predicate(head) else syntax.phrase(head)
    end = max(syntax.right[head], head) + 1
    for child in syntax.of(head, _ASIDES):
        left = syntax.left[child]
        if child > head and "," in (syntax.word[left], syntax.word[left - 1]):
            end = min(end, left)
    while end > head + 1 and syntax.pos[end - 1] in ("PUNCT", "SPACE"):
        if syntax.word[end - 1] in ("”", '"', "’", ")") and any(
            mark in ("“", '"', "‘", "(") for mark in syntax.word[start : end - 1]
        ):
            break
        end -= 1
    return start, end


def predicate_of(syntax: Syntax, clause: Clause) -> Tokens:
    """Return the verb with auxiliaries, negation and particle; a copula with its complement.

    One piece of text: an auxiliary that stands apart, as in a question, is left out.
    """
    head = clause.head
    if clause.kind == "apposition":
        return max(syntax.phrase(head), clause.begin), max([head, *syntax.of(head, ("flat",))]) + 1
    belongs = {head}
    for child in syntax.children[head]:
        negates = syntax.dep[child] == "advmod" and syntax.word[child] in ("not", "n't", "never")
        if syntax.dep[child] in _PREDICATE or negates:
            belongs.add(child)
        elif syntax.word[child] == "longer" and syntax.word[child - 1] == "no":
            belongs |= {child - 1, child}
    if syntax.pos[head] == "PROPN" or syntax.of(head, ("flat",)):
        belongs |= set(syntax.of(head, ("flat",)))
    start = end = head
    for i in sorted((b for b in belongs if b < head), reverse=True):
        if all(_joins(syntax, k, head, belongs) for k in range(i + 1, start)):
            start = i
    for i in sorted(b for b in belongs if b > head):
        if i == end + 1:
            end = i
    return max(start, clause.begin), min(end + 1, clause.end)


def _joins(syntax: Syntax, i: int, head: int, belongs: set[int]) -> bool:
    """Tell whether a word may stand within the printed predicate: no subject, no comma."""
    above = i
    while above != head and syntax.head[above] != above and above not in belongs:
        if syntax.dep[above].startswith(("nsubj", "csubj", "expl")):
            return False
        above = syntax.head[above]
    return above in belongs and syntax.word[i] not in (",", ";", ":", "—", "–")
