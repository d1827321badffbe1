"""The dependency trees of a document as plain lists: quick to ask about one word after another."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer"))
BELOW = frozenset(("acl", "acl:relcl", "advcl", "advcl:relcl", "xcomp", *SUBJECTS))
MODALS = frozenset(("can", "could", "may", "might", "must", "shall", "should", "will", "would"))
_NOMINAL_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
AUXILIARIES = frozenset(("aux", "aux:pass", "cop"))
# Past tense and base form are one word: neither tells an infinitive.
_UNCHANGED = frozenset(
    "bet burst cast cost cut hit hurt let put quit read set shed shut split spread thrust".split()
)

STOPS = frozenset((".", "!", "?", "…", "..."))
CLOSING = frozenset(("”", '"', "''", "’", "'", "»", ")", "]"))
# As newspapers shorten them; those of the first kind may be words: `Ind.`, `Miss.`, `Wash.`.
_STATES = frozenset(
    """ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo mont
    neb nebr nev okla ore pa penn tenn tex va vt wash wis wyo""".split()
)
_ABBREVIATIONS = frozenset(
    """adm assn asst atty ave blvd bros brig capt cmdr co col corp cpl dept dist dr ft gen gov hon
    inc jan feb jr lt ltd maj messrs mr mrs ms mt nov oct pres prof pvt rep reps rev sen sens sept
    sgt sr st ste supt univ aug dec""".split()
)

# What stands before a noun and is no part of its phrase.
_OUTSIDE = frozenset(
    (
        "case cc mark punct nsubj nsubj:pass nsubj:outer csubj ccomp advcl acl:relcl parataxis aux "
        "aux:pass cop expl dep vocative discourse obl"
    ).split()
)


@dataclass(frozen=True)
class Cleft:
    """The words of a cleft sentence, as tokens.

    Attributes
    ----------
    it
        The pronoun that means nothing.
    focus
        The head of the phrase that is put first.
    """

    it: int
    focus: int


class Syntax:
    """Heads, relations, parts of speech and lemmas by position.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins the words anew at each asking
        self.head = [token.head.i for token in doc]
        self.dep = [token.dep_ for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.lemma = [token.lemma_.lower() for token in doc]
        self.word = [token.lower_.replace("’", "'") for token in doc]
        self.start = [token.idx for token in doc]
        self.end = [token.idx + len(token) for token in doc]
        self.left = [token.left_edge.i for token in doc]
        self.right = [token.right_edge.i for token in doc]
        self.children: list[list[int]] = [[] for _ in doc]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.clefts: dict[int, Cleft] = {}  # by the verb of the relative clause

    def of(self, i: int, deps: Container[str]) -> list[int]:
        """Return the words that hang on a word by one of these relations, in order."""
        return [child for child in self.children[i] if self.dep[child] in deps]

    def subject(self, i: int) -> int | None:
        """Return the head of a predicate's own subject; of `there is a leak` the leak."""
        own = self.of(i, _NOMINAL_SUBJECTS)
        own = own or [c for c in self.of(i, ("expl",)) if self.word[c] != "there"]
        own = own or self.of(i, SUBJECTS)
        return own[0] if own else None

    def auxiliaries(self, i: int) -> list[int]:
        """Return a predicate's auxiliaries, its copula among them."""
        return self.of(i, AUXILIARIES)

    def marked(self, i: int, words: Container[str]) -> bool:
        """Tell whether one of these words introduces a clause."""
        return any(self.word[c] in words for c in self.of(i, ("mark",)))

    def is_predicate(self, i: int) -> bool:
        """Tell whether a word is a verb or carries a copula."""
        return (self.pos[i] in ("VERB", "AUX") and self.dep[i] not in AUXILIARIES) or bool(
            self.of(i, ("cop", "aux"))
        )

    def is_base(self, i: int) -> bool:
        """Tell whether a verb stands in its base form, and can stand in no other."""
        return (
            self.pos[i] == "VERB"
            and self.word[i] == self.lemma[i]
            and self.word[i] not in _UNCHANGED
        )

    def is_finite(self, i: int) -> bool:
        """Tell whether a word heads a clause with a tense and a subject of its own."""
        if not self.is_predicate(i) or (self.marked(i, ("to",)) and not self.is_due(i)):
            return False
        if not self.of(i, SUBJECTS) and not self.of(i, ("expl",)):
            return False
        helped = self.auxiliaries(i)
        if helped and not self.is_due(i):
            # `the pier being shut`, `for it to be shut`
            return not (self.word[helped[0]] in ("being", "having") or self.word[helped[0]] == "be")
        return not (self.word[i].endswith("ing") and self.word[i] != self.lemma[i])

    def is_due(self, i: int) -> bool:
        """Tell `is to begin` and `is to be sold`, infinitives with a form of `be` before `to`."""
        to = [mark for mark in self.of(i, ("mark",)) if self.word[mark] == "to"]
        before = self.of(i, ("cop", "aux", "aux:pass"))
        if not to or self.marked(i, ("for",)):
            return False
        return any(self.lemma[a] == "be" and a < to[0] for a in before)

    def continues(self, i: int, first: int) -> bool:
        """Tell whether a verb without a subject can share that of a finite verb before it."""
        if not self.is_predicate(i) or self.marked(i, ("to", "that")):
            return False
        helped = self.auxiliaries(i)
        if helped:
            return self.word[helped[0]] not in ("being", "having", "to")
        if self.word[i].endswith("ing") and self.word[i] != self.lemma[i]:
            return any(self.lemma[a] == "be" for a in self.auxiliaries(first))
        # `wants to open the pier and close the road`: an infinitive that hangs too high.
        return (
            not self.is_base(i)
            or bool(self.shared(i, first))
            or (self.is_base(first) and not self.auxiliaries(first))
        )

    def shared(self, i: int, first: int) -> list[int]:
        """Return the auxiliaries that a verb has from the verb with which it is coordinated."""
        if self.auxiliaries(i) or self.of(i, SUBJECTS):
            return []
        own = self.of(first, ("aux", "aux:pass"))
        if first in self.clefts:  # `It was Lind who …`: not that of the copula
            own = [a for a in own if a > self.clefts[first].focus]
        if not own or self.pos[i] not in ("VERB", "AUX"):
            return []
        word, lemma = self.word[i], self.lemma[i]
        last = self.lemma[own[-1]]
        if last in ("be", "get"):
            fits = (word != lemma and not word.endswith("s")) or word in _UNCHANGED
        elif last == "have":
            fits = (word != lemma and not word.endswith(("ing", "s"))) or word in _UNCHANGED
        else:
            fits = word == lemma
        return own if fits else []

    def is_below(self, i: int, top: int) -> bool:
        """Tell whether a word hangs on another one, if over others, or is that one."""
        while i != top and self.head[i] != i:
            i = self.head[i]
        return i == top

    def attach(self, i: int, head: int, dep: str) -> None:
        """Hang a word on another one, where more than the parser saw says so.

        If that one is below it, what leads there takes its place first: there are no circles.
        """
        if head != i and self.is_below(head, i):
            top = head
            while self.head[top] != i:
                top = self.head[top]
            self.attach(top, top if self.head[i] == i else self.head[i], self.dep[i])
        if i in self.children[self.head[i]]:
            self.children[self.head[i]].remove(i)
        self.head[i], self.dep[i] = head, dep
        if head == i:
            return
        self.children[head] = sorted([*self.children[head], i])

    def phrase(self, head: int) -> int:
        """Return where the noun phrase of a word begins: what hangs on it, word by word."""
        start = head
        for child in reversed([c for c in self.children[head] if c < head]):
            outside = self.dep[child] in _OUTSIDE and self.word[child] not in ("-", "/")
            if outside or self.right[child] != start - 1:
                break
            start = self.left[child]
        return start

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the sentences as tokens, half-open; none ends behind `Ft.`."""
        start: int | None = None
        for sentence in self.doc.sents:
            start = sentence.start if start is None else start
            if sentence.end == len(self.word) or not self.is_abbreviated(sentence.end - 1):
                yield start, sentence.end
                start = None

    def breaks(self, i: int, end: int) -> int | None:
        """Return where the next sentence begins, if a word ends one before `end`."""
        if self.word[i] not in STOPS or self.is_abbreviated(i):
            return None
        after = i + 1
        while after < end and (self.word[after] in CLOSING or self.pos[after] == "SPACE"):
            after += 1
        if after < end and (self.doc[after].text[0].isupper() or self.doc[after].text in '“"‘'):
            return after
        return None

    def is_abbreviated(self, i: int) -> bool:
        """Tell whether a full stop belongs to the word before it and ends no sentence: `R-Wis.`."""
        if i < 1 or self.word[i] != "." or self.end[i - 1] != self.start[i]:
            return False
        written = self.doc[i - 1].text
        if not written[0].isupper():
            return False
        word = written.lower()
        before = self.word[i - 2] if i > 1 else ""
        joined = i > 1 and self.end[i - 2] == self.start[i - 1] and before == "-"
        if word in _STATES:
            return joined or before == ","
        return word in _ABBREVIATIONS or len(word) == 1


def holds_clause(syntax: Syntax, start: int, end: int) -> bool:
    """Tell whether a finite clause that is subordinate to nothing lies between two tokens."""
    return any(
        syntax.is_finite(i) and (syntax.dep[i] not in BELOW or not start <= syntax.head[i] < end)
        for i in range(start, end)
    )
