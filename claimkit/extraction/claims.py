"""Statements and the outlet's own sentences to claims: one checkable proposition each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from claimkit.extraction.asides import RELATIVE
from claimkit.extraction.certainty import Stance, stance
from claimkit.extraction.clause import Clause, Tokens
from claimkit.extraction.clauses import Cutter
from claimkit.extraction.cues import Cue
from claimkit.extraction.heads import STANCES
from claimkit.extraction.mending import mended
from claimkit.extraction.modality import JUDGEMENTS, JUDGEMENTS_OF_IT
from claimkit.extraction.predication import predicate_of, subject_of
from claimkit.extraction.regions import OUTLET, QUOTES, Regions
from claimkit.extraction.statements import Statement
from claimkit.extraction.syntax import NOMINAL, SUBJECTS, Syntax, holds_clause
from claimkit.language import Range

_WH = frozenset(("how", "what", "when", "where", "which", "who", "whom", "whose", "why"))
_WISHING = frozenset(("hope", "wish", "pray"))
_GREETING = frozenset(("thank", "welcome", "congratulate", "apologize", "apologise"))
_CARRYING = frozenset(("ccomp", "csubj", "advcl", "acl:relcl"))
# What a question word heads when the clause around it is none: `What we know is …`, `When …, …`
_FREE = frozenset(("csubj", "csubj:pass", "csubj:outer", "nsubj", "advcl", "acl:relcl"))
_OUTER = frozenset((",", ".", ";", "—", "–", ":", "“", "”", '"', "''", "``"))
_LEADING = frozenset(("so", "and", "but", "or", "well", "then", "now", ","))
_EMPTY = frozenset(("be", "have", "do"))  # verbs that say nothing without what follows
_NOMINATIVE = frozenset(("i", "he", "she", "we", "they"))
_FIRST = frozenset(("i", "we"))


@dataclass(frozen=True)
class Claim:
    """One checkable proposition; ranges are half-open, in code points.

    Attributes
    ----------
    start, end
        Where it lies.
    statement
        The statement whose content it is part of; null for the outlet's own.
    subject, predicate
        As printed; null where there is none. A shared subject lies outside the claim.
    head
        The word that heads the predicate, as a token.
    stance
        Polarity, certainty and the words that say so.
    clause, subject_tokens
        The clause and its subject in tokens.
    """

    start: int
    end: int
    statement: int | None
    subject: Range | None
    predicate: Range
    head: int
    stance: Stance
    clause: Clause
    subject_tokens: Tokens | None


class Claims:
    """The claims of a document.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.
    statements
        What :func:`claimkit.extraction.statements.statements` found in it.
    """

    def __init__(self, doc: Doc, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.syntax = mended(doc)
        regions = Regions(self.syntax, statements, ())
        for each in statements:
            self._mend(each, regions)
        kept = [i for i, each in enumerate(statements) if self._holds_clause(each, regions)]
        self.regions = Regions(self.syntax, statements, kept)
        self._cues = [self._cue(each) for each in statements]
        self._ends = _ends(self.syntax)

    def __iter__(self) -> Iterator[Claim]:
        """Yield the claims in the order of the text."""
        seen: set[tuple[int, int]] = set()
        for clause in Cutter(self.syntax, self.regions).clauses():
            place = (clause.start, clause.end)
            if place not in seen and place[0] < place[1] and self._is_claim(clause):
                seen.add(place)
                yield self._claim(clause)

    def _claim(self, clause: Clause) -> Claim:
        syntax = self.syntax
        predicate = predicate_of(syntax, clause)
        clause = self._mended(clause, predicate)
        subject = self._whole(subject_of(syntax, clause), predicate, clause)
        predicate = self.regions.balanced(*predicate)
        subject = self.regions.balanced(*subject) if subject else None
        cue = None if clause.owner == OUTLET else self._cues[clause.owner]
        return Claim(
            syntax.start[clause.start],
            syntax.end[clause.end - 1],
            None if clause.owner == OUTLET else clause.owner,
            self._range(subject) if subject else None,
            self._range(predicate),
            clause.head,
            stance(syntax, clause, cue),
            clause,
            subject,
        )

    def _whole(self, subject: Tokens | None, predicate: Tokens, clause: Clause) -> Tokens | None:
        """Return a subject up to the predicate, within the words of one voice."""
        if subject is None or subject == clause.antecedent:
            return subject
        syntax, (start, end) = self.syntax, subject
        if start < clause.start < end:
            # `“The pier,” she said, “is not safe”`: before the cue
            cut = next((k for k in range(start, clause.start) if self.regions.is_apart(k)), None)
            foreign = cut is None or self.regions.owner[start] != clause.owner
            start, end = (clause.start, end) if foreign else (start, cut or end)
        if clause.start <= start < clause.end:
            end = min(end, clause.end)
        if start < predicate[0] and clause.first is None:
            end = min(end, predicate[0])
            while end < predicate[0] and self._goes_on(end, subject[0], clause):
                end += 1
        for i in range(start + 1, end):
            if self.regions.is_apart(i) or self.regions.owner[i] != self.regions.owner[start]:
                end = i
                break
        end = self.regions.titled(start, end)
        while end > start + 1 and syntax.word[end - 1] in _OUTER:
            end -= 1
        doc = syntax.doc
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I" and end < predicate[0]:
            end += 1
        return start, end

    def _goes_on(self, i: int, start: int, clause: Clause) -> bool:
        """Tell whether a word between subject and predicate belongs to the subject."""
        syntax, above = self.syntax, i
        if syntax.word[i] in (",", ";", ":", "—", "–") or syntax.is_predicate(i):
            return False
        while syntax.head[above] not in (clause.head, above) and syntax.head[above] >= start:
            above = syntax.head[above]
        return syntax.dep[above] in SUBJECTS or (
            syntax.dep[above] == "punct" and syntax.word[i] in QUOTES
        )

    def _mended(self, clause: Clause, predicate: Tokens) -> Clause:
        """Give a clause the noun phrase right before its predicate, if its subject is elsewhere.

        What shares a subject begins with its verb, or with an adverb.
        """
        syntax, owner = self.syntax, self.regions.owner
        subject = syntax.subject(clause.head)
        foreign = subject is not None and (
            owner[subject] != clause.owner
            or self.regions.is_apart(subject)
            or (subject < clause.start and clause.first is None)
        )
        at = predicate[0] - 1
        while at >= clause.start and syntax.pos[at] == "ADV":
            at -= 1
        # Only a subject has this form: `A farmer who left, he sold it`, read as of the farmer.
        nominative = (
            at >= clause.start
            and at != subject
            and syntax.word[at] in _NOMINATIVE
            and syntax.dep[at] != "conj"
        )
        if clause.kind != "clause" or not (foreign or nominative or clause.first is not None):
            return clause
        if at < clause.start or syntax.pos[at] not in NOMINAL or self.regions.is_time(at):
            return clause
        while (
            syntax.dep[at] in ("flat", "compound", "nmod", "nmod:desc")
            and clause.start <= syntax.head[at] < at
        ):
            at = syntax.head[at]
        if syntax.of(at, ("case",)) and syntax.dep[at] in ("obl", "nmod"):
            return clause
        if subject is not None:
            syntax.attach(subject, syntax.head[clause.head], "dep")
        syntax.attach(at, clause.head, "nsubj")
        return replace(clause, first=None)

    def _range(self, tokens: Tokens) -> Range:
        return self.syntax.start[tokens[0]], self.syntax.end[tokens[1] - 1]

    def _holds_clause(self, statement: Statement, regions: Regions) -> bool:
        """Tell whether a statement has a clause for content, or else words that it quotes."""
        pieces = [regions.tokens(piece) for piece in statement.said.content]
        if statement.quotation == "direct" or statement.said.cue is None:
            return True
        return any(holds_clause(self.syntax, *piece) for piece in pieces)

    def _mend(self, statement: Statement, regions: Regions) -> None:
        """Give a predicate whose subject was read as a piece of the clause around it that subject.

        `“The pier,” she said, “is not safe”`, `said the pier, which is old, may close`
        """
        syntax = self.syntax
        inside = [i for p in statement.said.content for i in range(*regions.tokens(p))]
        here = set(inside)
        above: int | None = None
        for i in inside:
            if syntax.head[i] in here and syntax.head[i] != i:
                continue
            if syntax.is_finite(i):
                above = None
            elif syntax.pos[i] in NOMINAL and not syntax.of(i, ("cop", "case")):
                above = i
            elif above is not None and syntax.is_predicate(i) and syntax.subject(i) is None:
                finite = syntax.auxiliaries(i) or not syntax.is_base(i)
                if finite and not syntax.marked(i, ("to",)):
                    syntax.attach(above, i, "nsubj")
                above = None

    def _cue(self, statement: Statement) -> Cue | None:
        said = statement.said
        span = self.syntax.doc.char_span(*said.cue, alignment_mode="expand") if said.cue else None
        if span is None or statement.lemma is None:
            return None
        return Cue(span.start, span.end, span.root.i, statement.lemma)

    # What is no claim.

    def _is_claim(self, clause: Clause) -> bool:
        if clause.kind == "apposition":
            return True
        syntax, head = self.syntax, clause.head
        if clause.owner == OUTLET and self.regions.is_heading(head):
            return False
        if clause.kind == "relative" and clause.end - 1 == head and syntax.lemma[head] in _EMPTY:
            return False
        subject = syntax.subject(head)
        dangling = syntax.dep[head].startswith("acl") and clause.antecedent is None
        if dangling and subject is not None and syntax.word[subject] in (*RELATIVE, "that"):
            return False
        if self._ends[clause.end - 1] == "?" and self._is_last(clause):
            return False
        own = subject is not None and syntax.word[subject] in (*_FIRST, "you")
        stance = own and syntax.lemma[head] in STANCES and clause.end - clause.start <= 3
        if stance or self._is_judgement(clause) or self._is_order(clause):
            return False
        return not (self._is_asked(clause) or self._is_wish(clause)) and (
            clause.first is not None
            or syntax.subject(head) is not None
            or bool(syntax.of(head, ("expl",)))
        )

    def _is_last(self, clause: Clause) -> bool:
        """Tell whether the next mark that ends a sentence belongs to a clause."""
        words = self.syntax.word
        for i in range(clause.end, min(clause.end + 4, len(words))):
            if words[i] == "?":
                return True
            if self.syntax.pos[i] not in ("PUNCT", "SPACE"):
                return False
        return False

    def _is_asked(self, clause: Clause) -> bool:
        """Tell a question by its order of words, printed with a mark or without."""
        syntax, head = self.syntax, clause.head
        first = clause.start
        while first < head and syntax.word[first] in _LEADING:
            first += 1
        subject = syntax.subject(head)
        if clause.kind == "clause" and syntax.word[first] in _WH:
            above = syntax.head[first]
            if above == head:
                related = syntax.dep[head] == "acl:relcl" and syntax.word[first] in RELATIVE
                free = bool(syntax.of(first, ("acl:relcl",)))  # `What the city gives is …`
                if not related and not free:
                    return True
            elif syntax.head[above] == head and syntax.dep[above] not in _FREE:
                return True
        moved = [a for a in syntax.auxiliaries(head) if a == first]
        return bool(moved) and subject is not None and moved[0] < subject

    def _is_order(self, clause: Clause) -> bool:
        """Tell `let’s go`, whose verb has no subject."""
        after = self.syntax.word[clause.head + 1 : clause.head + 2]
        return self.syntax.word[clause.head] == "let" and after in (["'s"], ["us"])

    def _is_judgement(self, clause: Clause) -> bool:
        """Tell `It is a beautiful idea`: a copula, a judging word, and nothing to check."""
        syntax, head = self.syntax, clause.head
        subject = syntax.subject(head)
        if not syntax.of(head, ("cop",)) or subject is None:
            return False
        if any(syntax.dep[c] in _CARRYING for c in syntax.children[head]):
            return False
        words = [head, *syntax.of(head, ("amod",))]
        judging = JUDGEMENTS_OF_IT if syntax.pos[subject] == "PRON" else JUDGEMENTS
        if not any(syntax.lemma[i] in judging or syntax.word[i] in judging for i in words):
            return False
        facts = syntax.doc[clause.start : clause.end]
        return not any(token.pos_ == "NUM" or token.ent_type_ for token in facts)

    def _is_wish(self, clause: Clause) -> bool:
        """Tell `I hope …`, `I’d love to …`, `we thank …` from what can be checked."""
        syntax, head = self.syntax, clause.head
        subject = syntax.subject(head if clause.first is None else clause.first)
        if syntax.lemma[head] in _GREETING and clause.start == head:
            return True
        if subject is None or syntax.word[subject] not in _FIRST:
            return False
        helped = [syntax.word[a] for a in syntax.auxiliaries(head)]
        would = any(word in ("would", "'d") for word in helped)
        return syntax.lemma[head] in _WISHING | _GREETING or (
            would and syntax.lemma[head] in ("love", "like")
        )


def _ends(syntax: Syntax) -> list[str]:
    """Return, a token, the mark that ends the sentence around it."""
    ends, mark = [""] * len(syntax.word), ""
    for i in range(len(syntax.word) - 1, -1, -1):
        if syntax.word[i][-1:] in (".", "!", "?") and syntax.pos[i] == "PUNCT":
            mark = syntax.word[i][-1]
        ends[i] = mark
    return ends
