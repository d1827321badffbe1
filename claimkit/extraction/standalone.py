"""A claim as it reads alone: what is meant from elsewhere stands in square brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimkit.extraction.asides import RELATIVE
from claimkit.extraction.clause import Clause, Tokens
from claimkit.extraction.modality import NEGATIONS
from claimkit.extraction.syntax import SUBJECTS, Syntax

_SPEAKER = frozenset(("i",))
_REFLEXIVE = ("self", "selves")
_POSSESSIVE = re.compile(r"[’']s?\b|[’'](?=\s)")
_NEAR = 4  # code points between a role and a name in apposition to it
# Their object can do what the infinitive says: `whom she asked to leave`.
_WITH_OBJECT = frozenset(
    """accuse advise allow ask believe call cause consider elect enable encourage expect force get
    help instruct invite name order permit persuade require teach tell urge want warn""".split()
)
_COMMAS = frozenset((",", ";", "—", "–"))
# Before a day they are no part of the verb: `which she built in May`.
_TEMPORAL = frozenset("after before by during from in on since through until".split())
_APART = re.compile(r"[,:;(]")  # `Lind, mayor of Port Hale, whose …`
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Referent:
    """A mention whose referent is known.

    Attributes
    ----------
    start, end
        The mention, in code points.
    name
        The fullest name of what is meant.
    kind
        What it is: ``PERSON``, ``ORG`` …; null where that is not known.
    form
        ``name``, ``nominal`` or ``pronoun``.
    possessive
        Whether it is printed as a possessive: `her`, `the mayor’s`.
    """

    start: int
    end: int
    name: str
    kind: str | None
    form: str
    possessive: bool


@dataclass(frozen=True)
class Dated:
    """A time expression in code points, with its value and kind."""

    start: int
    end: int
    value: str | None
    kind: str


def standalone(
    syntax: Syntax,
    clause: Clause,
    subject: Tokens | None,
    referents: Sequence[Referent],
    times: Sequence[Dated],
) -> str:
    """Return a claim as it reads alone.

    Parameters
    ----------
    syntax
        The trees.
    clause
        The claim.
    subject
        Its subject, also where it is printed elsewhere.
    referents
        The mentions in the claim and in its subject whose referent is known, in order.
    times
        The time expressions in the claim.
    """
    if clause.kind == "apposition":
        # Either side says who the other is.
        referents = [r for r in referents if r.form != "nominal"]
    text = _Text(syntax.text, referents, times)
    start, end = syntax.start[clause.start], syntax.end[clause.end - 1]
    if clause.kind == "apposition" and clause.antecedent:
        return _apposed(syntax, clause, clause.antecedent, text)
    if clause.kind == "relative" and clause.antecedent:
        return _related(syntax, clause, clause.antecedent, text)
    own = text.between(start, end)
    if subject and (subject[1] <= clause.start or subject[0] >= clause.end):
        before = text.named(syntax.start[subject[0]], syntax.end[subject[1] - 1])
        if clause.first is not None:
            helping = syntax.shared(clause.head, clause.first)
            if helping:
                helping = sorted([*helping, *_negating(syntax, clause.first)])
                start, end = syntax.start[helping[0]], syntax.end[helping[-1]]
                before = f"{before} {syntax.text[start:end]}"
        return f"[{before}] {own}"
    return own


def _negating(syntax: Syntax, head: int) -> list[int]:
    return [i for i in syntax.of(head, ("advmod",)) if i < head and syntax.word[i] in NEGATIONS]


class _Text:
    """Writes stretches of a text with what is meant behind or in place of what is printed."""

    def __init__(self, text: str, referents: Sequence[Referent], times: Sequence[Dated]) -> None:
        self.text = text
        self.referents = referents
        self.edits: list[tuple[int, int, str]] = []
        told: set[str] = set()  # whose full name stands in the claim already
        for each in referents:
            edit = _edit(text, each)
            beside = _is_beside(text, each, referents) or (
                # `The winner was Anna Holm` says who the winner was.
                each.form == "nominal" and _is_printed(text, each, referents)
            )
            first = each.form == "pronoun" or (each.name not in told and not beside)
            told.add(each.name)
            if edit and first:
                self.edits.append(edit)
        for time in times:
            if _is_relative(text[time.start : time.end], time):
                end = _behind_possessive(text, time.end)
                self.edits.append((end, end, f" [{time.value}]"))
        self.edits.sort()

    def between(self, start: int, end: int) -> str:
        """Return the text between two code points with the insertions."""
        out, at = [], start
        for first, last, new in self.edits:
            if first < at or last > end:
                continue
            out += [self.text[at:first], new]
            at = last
        return "".join([*out, self.text[at:end]])

    def named(self, start: int, end: int) -> str:
        """Return the name of what a phrase as a whole means, or the phrase."""
        for each in self.referents:
            if each.start == start and each.end == end:
                return each.name
        return self.text[start:end]


def _edit(text: str, referent: Referent) -> tuple[int, int, str] | None:
    written = text[referent.start : referent.end]
    low = written.lower()
    name = _possessive(referent.name, referent.kind) if referent.possessive else referent.name
    if referent.form == "pronoun":
        if low.endswith(_REFLEXIVE) or low in RELATIVE or low == "that":
            return None
        if low in _SPEAKER:
            return referent.end, referent.end, f" [{name}]"
        return referent.start, referent.end, f"[{name}]"
    if referent.name.lower() in low:
        return None  # the name is printed in full
    end = _behind_possessive(text, referent.end)
    return end, end, f" [{name}]"


def _is_beside(text: str, each: Referent, others: Sequence[Referent]) -> bool:
    """Tell whether the full name stands right behind a mention: `the mayor, Elin Voss`."""
    return any(
        other.name == each.name
        and each.end <= other.start <= each.end + _NEAR
        and text[each.end : other.start].strip(" ,(—–-") == ""
        and each.name.lower() in text[other.start : other.end].lower()
        for other in others
    )


def _is_printed(text: str, each: Referent, others: Sequence[Referent]) -> bool:
    """Tell whether the full name is printed as another mention."""
    name = each.name.lower()
    return any(
        other is not each and name in text[other.start : other.end].lower() for other in others
    )


def _behind_possessive(text: str, end: int) -> int:
    following = _POSSESSIVE.match(text, end)
    return following.end() if following else end


def _possessive(name: str, kind: str | None = None) -> str:
    return name + ("’" if kind == "GROUP" and name.endswith("s") else "’s")


def _is_relative(written: str, time: Dated) -> bool:
    """Tell whether a time expression needs its value: `Thursday`, but not `13 March 2025`."""
    value = time.value or ""
    return (
        time.kind in ("DATE", "TIME")
        and bool(_YEAR.match(value))
        and not _YEAR.search(written)
        and value not in written
    )


def _apposed(syntax: Syntax, clause: Clause, antecedent: Tokens, text: _Text) -> str:
    start, end = (syntax.start[antecedent[0]], syntax.end[antecedent[1] - 1])
    begin = clause.begin
    while begin < clause.head and syntax.pos[begin] in ("PUNCT", "SPACE"):
        begin += 1
    said = text.between(syntax.start[begin], syntax.end[clause.end - 1])
    return f"{text.between(start, end)} [is] {said}"


def _related(syntax: Syntax, clause: Clause, antecedent: Tokens, text: _Text) -> str:
    """Return a relative clause with its antecedent in place of the pronoun."""
    start, end = (syntax.start[antecedent[0]], syntax.end[antecedent[1] - 1])
    pronoun = next(
        (i for i in range(clause.begin, clause.head + 1) if syntax.word[i] in RELATIVE), None
    )
    printed = text.between(syntax.start[clause.start], syntax.end[clause.end - 1])
    if pronoun is None:
        return printed
    name = text.named(start, end)
    last = syntax.end[clause.end - 1]
    rest = text.between(syntax.end[pronoun], last)
    before = syntax.text[syntax.start[clause.begin] : syntax.start[pronoun]]
    if before.strip() and name == syntax.text[start:end]:
        name = _lowered(syntax, antecedent[0], name)
    if syntax.word[pronoun] == "whose":
        if name == syntax.text[start:end]:
            name = _APART.split(name)[0]
        several = "GROUP" if _is_plural(syntax, antecedent) else None
        return f"{before}[{_possessive(name, several)}]{rest}"
    is_subject = syntax.dep[pronoun] in SUBJECTS
    if is_subject or (syntax.head[pronoun] != clause.head and before.strip()):
        subject = syntax.subject(clause.head)
        if subject is None or subject in (pronoun, syntax.head[pronoun]):
            return f"{before}[{name}]{rest}"  # `who led …`, `some of whom left`
    if syntax.dep[pronoun] in ("advmod", "mark") or syntax.word[pronoun] == "where":
        return f"{rest.strip()} [in {name}]" if syntax.word[pronoun] == "where" else printed
    # `which she built in 1990`, `on which she stood`: where the gap is.
    joint = _gap(syntax, clause, pronoun, bool(before.strip()))
    if name == syntax.text[start:end]:
        name = _lowered(syntax, antecedent[0], name)
    behind = " ".join(part for part in (before.strip(), f"[{name}]") if part)
    first = text.between(syntax.end[pronoun], joint).strip()
    return f"{first} {behind}{text.between(joint, last)}"


def _is_plural(syntax: Syntax, phrase: Tokens) -> bool:
    """Tell a phrase that ends with a plural, which has no `s` as a possessive."""
    last = phrase[1] - 1
    return syntax.pos[last] == "NOUN" and syntax.lemma[last] != syntax.word[last]


def _lowered(syntax: Syntax, first: int, phrase: str) -> str:
    """Return a phrase as it is printed within a sentence: `the caravans`."""
    return phrase[0].lower() + phrase[1:] if syntax.pos[first] == "DET" else phrase


def _gap(syntax: Syntax, clause: Clause, pronoun: int, led: bool) -> int:
    """Return behind which code point the antecedent belongs in a clause of which it is no subject.

    Behind a preposition that was left without a noun, the infinitive whose object it is, or the
    verb; with a preposition of its own behind the object.
    """
    verb, end = clause.head, clause.end
    below = [c for c in syntax.of(verb, ("xcomp",)) if verb < c < end]
    own = syntax.head[pronoun] not in below and syntax.lemma[verb] in _WITH_OBJECT
    if not led and below and (syntax.of(verb, ("aux:pass",)) or not own):
        verb = below[0]
    if led:
        for thing in syntax.of(verb, ("obj",)):
            between = syntax.word[verb:thing]
            if verb < thing < end and not _COMMAS.intersection(between):
                last = syntax.right[thing]  # `the source of its power`
                whole = syntax.word[thing + 1] == "of" and thing < last < end
                whole = whole and not _COMMAS.intersection(syntax.word[thing:last])
                return syntax.end[last if whole else thing]
        return syntax.end[verb]
    at = verb + 1
    while at < end and syntax.pos[at] == "ADV":
        at += 1
    if at < end and syntax.pos[at] == "ADP" and _is_stranded(syntax, at, end):
        return syntax.end[at]
    return syntax.end[verb]


def _is_stranded(syntax: Syntax, at: int, end: int) -> bool:
    """Tell a preposition whose noun stands elsewhere: `which no inspector has looked at`."""
    if syntax.dep[at] == "compound:prt":
        return False
    following = at + 1
    times = syntax.doc.spans["times"]
    timed = any(time.start == following for time in times) and syntax.word[at] not in _TEMPORAL
    return following >= end or timed or syntax.pos[following] in ("PUNCT", "ADP", "SCONJ", "CCONJ")
