"""How surely a claim is made, and whether it denies: triggers and their scope.

Two levels are kept apart: that something was said is certain, what was said may not be. So the
grade of a claim is that of the weakest word that governs its own predicate: an auxiliary, an
adverb, a condition, a verb whose complement it is about, or the cue of its statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimkit.extraction import modality
from claimkit.extraction.clause import Clause
from claimkit.extraction.cues import Cue, of_cue
from claimkit.extraction.modality import CERTAIN, ORDER, POSSIBLE, PROBABLE, UNKNOWN
from claimkit.extraction.negation import Trigger, negations, negative_phrase
from claimkit.extraction.syntax import NOMINAL, Syntax

_RAISING = frozenset(("have", "go", "continue", "begin", "start"))
_MOVED = frozenset(("should", "had", "were"))  # `Had it leaked, …`
_WOULD = frozenset(("would", "'d"))
_UNSURE = frozenset(("unsure", "uncertain", "doubtful"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer"))
_PEOPLE = frozenset(("i", "we", "you", "he", "she", "they", "who", "everyone", "people"))
_REACHED = frozenset(
    "arrive begin come complete end finish open reach ready return start enough".split()
)


@dataclass(frozen=True)
class Stance:
    """How a claim is made.

    Attributes
    ----------
    polarity
        ``positive`` or ``negative``.
    certainty
        ``certain``, ``probable``, ``possible`` or ``unknown``.
    triggers
        The words that say so.
    """

    polarity: str
    certainty: str
    triggers: tuple[Trigger, ...]


def stance(syntax: Syntax, clause: Clause, cue: Cue | None = None) -> Stance:
    """Return polarity, certainty and triggers of a claim.

    Parameters
    ----------
    syntax
        The trees.
    clause
        The clause that the claim is.
    cue
        The cue of its statement, where there is one.

    References
    ----------
    Saurí and Pustejovsky, "FactBank: a corpus annotated with event factuality", Language Resources
    and Evaluation 43, 2009; Morante and Daelemans, "ConanDoyle-neg", LREC 2012, for the scope of
    negation.
    """
    if clause.kind == "apposition":
        return Stance("positive", CERTAIN, ())
    found = [*negations(syntax, clause), *_hedges(syntax, clause)]
    negative = any(trigger.role == "negation" for trigger in found)
    if cue:
        told = list(of_cue(syntax, clause, cue))
        # “denied that nobody came”
        negative ^= any(trigger.role == "negation" for trigger in told)
        found += told
    grades = [trigger.grade for trigger in found if trigger.grade]
    return Stance(
        "negative" if negative else "positive",
        min(grades, key=ORDER.index, default=CERTAIN),
        tuple(found),
    )


def _hedges(syntax: Syntax, clause: Clause) -> Iterator[Trigger]:
    head, first = clause.head, clause.first
    denied = any(True for _ in negations(syntax, clause))
    governing = [head, *_raised(syntax, head)]
    for governor in governing:
        yield from _modals(syntax, governor, syntax.auxiliaries(governor), denied)
        yield from _modifiers(syntax, governor, clause)
        yield from _predicates(syntax, governor, denied)
    yield from _conditions(syntax, head)
    yield from _as_long_as(syntax, clause)
    yield from _interpolated(syntax, clause)
    if first is not None:
        yield from _modals(syntax, first, syntax.shared(head, first), denied)
        for trigger in (*_conditions(syntax, first), *_modifiers(syntax, first, clause)):
            fronted = trigger.end <= (_subject_start(syntax, first) or first)
            if fronted or (syntax.shared(head, first) and trigger.start < first):
                yield trigger


def _raised(syntax: Syntax, head: int) -> list[int]:
    """Return the verb of `has to`, `is going to`, `is able to`, which carries the modality."""
    return [
        c
        for c in syntax.of(head, ("xcomp",))
        if syntax.lemma[head] in _RAISING and syntax.marked(c, ("to",))
    ]


def _subject_start(syntax: Syntax, head: int) -> int | None:
    subject = syntax.subject(head)
    return None if subject is None else syntax.left[subject]


def _modals(syntax: Syntax, head: int, auxiliaries: list[int], denied: bool) -> Iterator[Trigger]:
    for aux in auxiliaries:
        word, lemma = syntax.word[aux], syntax.lemma[aux]
        name = word if word in ("might", "could", "should", "would", "ought") else lemma
        grade = modality.MODALS.get(name)
        if name == "could" and denied and not _is_perfect(syntax, head):
            grade = None  # `could not open the gate`: it did not open
        elif name == "may" and _is_permitted(syntax, head, aux):
            grade = None
        elif name == "should" and _is_expected(syntax, head):
            grade = PROBABLE
        elif name == "must" and _is_perfect(syntax, head):
            grade = PROBABLE  # `must have been shut`
        if grade:
            yield Trigger("hedge", aux, aux + 1, grade)


def _is_permitted(syntax: Syntax, head: int, may: int) -> bool:
    """Tell the `may` of a rule: `Only ships that …may enter`, `may only be used by`."""
    subject = syntax.subject(head)
    if subject is None or subject > may or _is_perfect(syntax, head):
        return False
    start = syntax.left[subject]
    before = syntax.word[max(start - 1, 0) : start + 1]  # `only` hangs on noun or on verb
    behind = syntax.word[may + 1] if may + 1 < head else ""
    return "only" in before or (behind == "only" and not syntax.of(head, ("cop",)))


def _is_perfect(syntax: Syntax, head: int) -> bool:
    return any(syntax.word[aux] == "have" for aux in syntax.auxiliaries(head))


def _is_expected(syntax: Syntax, head: int) -> bool:
    """Tell `the work should be finished by May` from `the town should pay`, which is a duty."""
    subject = syntax.subject(head)
    if subject is None or syntax.word[subject] in _PEOPLE:
        return False
    if syntax.doc[subject].ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return False
    return syntax.lemma[head] in _REACHED


def _modifiers(syntax: Syntax, head: int, clause: Clause) -> Iterator[Trigger]:
    for i in range(clause.start, min(clause.end, len(syntax.word))):
        word = syntax.word[i]
        if word not in modality.ADVERBS and word != "certainly":
            continue
        if syntax.pos[i] != "ADV" or _governor(syntax, i, clause) != head:
            continue
        if word != "certainly":
            yield Trigger("hedge", i, i + 1, modality.ADVERBS[word])
        elif syntax.word[i - 1] == "almost":
            yield Trigger("hedge", i - 1, i + 1, PROBABLE)


def _governor(syntax: Syntax, i: int, clause: Clause) -> int:
    """Return the predicate above a word, that of the clause where none is in between."""
    above = syntax.head[i]
    if not clause.start <= above < clause.end:
        return clause.head
    while not syntax.is_predicate(above):
        if syntax.dep[above] in ("nmod", "acl", "acl:relcl") or above == syntax.head[above]:
            break
        above = syntax.head[above]
        if not clause.start <= above < clause.end:
            return clause.head
    return above


def _interpolated(syntax: Syntax, clause: Clause) -> Iterator[Trigger]:
    """Yield `I think` between commas or at the end."""
    for i in range(clause.start, min(clause.end + 2, len(syntax.word) - 1)):
        if syntax.word[i] in ("i", "we") and syntax.head[i] == i + 1 != clause.head:
            grade = modality.VERBS.get(syntax.lemma[i + 1])
            apart = syntax.dep[i + 1] == "parataxis" or i >= clause.end
            if grade and apart and not syntax.of(i + 1, ("ccomp", "obj")):
                yield Trigger("hedge", i, i + 2, grade)


def _conditions(syntax: Syntax, head: int) -> Iterator[Trigger]:
    """Yield the word that opens a condition on the predicate, while it is open."""
    for child in syntax.of(head, ("advcl",)):
        for mark in syntax.of(child, ("mark", "advmod", "case")):
            if syntax.word[mark] not in modality.CONDITIONS or mark > child:
                continue
            before = syntax.word[mark - 1] if mark else ""
            if before not in ("even", "as"):
                yield Trigger("hedge", mark, mark + 1, UNKNOWN)
        moved = [a for a in syntax.auxiliaries(child) if syntax.word[a] in _MOVED]
        subject = syntax.subject(child)
        if moved and subject is not None and moved[0] < subject and moved[0] == syntax.left[child]:
            yield Trigger("hedge", moved[0], moved[0] + 1, UNKNOWN)


def _as_long_as(syntax: Syntax, clause: Clause) -> Iterator[Trigger]:
    """Yield `as long as` before a clause, but not of `twice as long as the other`."""
    for i in range(clause.start, clause.end - 2):
        words = syntax.word[i : i + 3]
        if words[0] in ("as", "so") and words[1:] == ["long", "as"] and syntax.dep[i + 2] == "mark":
            yield Trigger("hedge", i, i + 3, UNKNOWN)


def _predicates(syntax: Syntax, head: int, denied: bool) -> Iterator[Trigger]:
    """Yield the predicate itself where it only grades its complement: `is expected to`."""
    complements = syntax.of(head, _COMPLEMENTS)
    for thing in syntax.of(head, ("obj",)):  # `expects the port to reopen`
        complements += [c for c in syntax.of(thing, ("acl",)) if syntax.marked(c, ("to",))]
    infinitive = any(syntax.marked(c, ("to",)) for c in complements)
    verbal = any(syntax.pos[c] == "VERB" or syntax.of(c, ("cop", "mark")) for c in complements)
    lemma, word = syntax.lemma[head], syntax.word[head]
    grade: str | None = None
    if syntax.pos[head] == "VERB" and word in modality.ADJECTIVES and infinitive:
        grade = modality.ADJECTIVES[word] if syntax.of(head, ("aux:pass", "cop")) else None
    if grade is None and syntax.pos[head] in ("VERB", "AUX"):
        grade = modality.VERBS.get(lemma)
        complete = verbal if grade == UNKNOWN else bool(complements)
        complete = complete or (lemma in modality.EXPECTING and _has_thing(syntax, head))
        if grade and not complete and not _is_desire(syntax, head, grade):
            grade = None
        if lemma in modality.ASKING and infinitive:
            grade = UNKNOWN
        if lemma == "like" and any(syntax.word[a] in _WOULD for a in syntax.auxiliaries(head)):
            grade = UNKNOWN
    elif syntax.pos[head] == "ADJ" and (complements or lemma in _UNSURE):
        grade = modality.ADJECTIVES.get(lemma)
        if lemma in modality.INFINITIVE_ONLY and not infinitive:
            grade = None
        whether = any(syntax.marked(c, ("whether", "if")) for c in complements)
        if lemma in ("sure", "clear", "certain", "known") and whether and denied:
            grade = POSSIBLE
        if lemma == "unclear" and not whether:
            grade = None
    if grade and not (denied and grade == UNKNOWN):  # `does not want to` is said flatly
        yield Trigger("hedge", head, head + 1, grade)
    for noun in syntax.of(head, ("nsubj", "obj")):
        yield from _graded_noun(syntax, head, noun)
    if syntax.of(head, ("cop",)) and complements:
        yield from _graded_noun(syntax, head, head)


def _has_thing(syntax: Syntax, head: int) -> bool:
    return any(syntax.pos[c] in NOMINAL or syntax.word[c] == "$" for c in syntax.of(head, ("obj",)))


def _is_desire(syntax: Syntax, head: int, grade: str) -> bool:
    """Tell `wants a survey`, `proposed a cut`: what is wanted is not said to be."""
    return grade == UNKNOWN and bool(syntax.of(head, ("obj",))) and syntax.lemma[head] in (
        "want", "propose", "plan", "demand", "request", "recommend", "fear", "consider"
    )  # fmt: skip


def _graded_noun(syntax: Syntax, head: int, noun: int) -> Iterator[Trigger]:
    """Yield the noun of `there is a chance that …`, `has a chance of …`."""
    grade = modality.NOUNS.get(syntax.lemma[noun])
    there = bool(syntax.of(head, ("expl",)))
    carries = syntax.lemma[head] in ("be", "exist", "remain") or noun == head
    if not grade or not carries or not (there or syntax.lemma[head] == "be"):
        return
    if any(True for _ in negative_phrase(syntax, noun)):
        return  # `there is no chance that it opens` is said flatly
    if syntax.of(noun, ("acl", "acl:relcl", "ccomp", "nmod")) or syntax.of(head, _COMPLEMENTS):
        yield Trigger("hedge", noun, noun + 1, grade)
