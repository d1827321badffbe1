"""The columns of an annotated document as lists."""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, HEAD, LOWER, ORTH, POS
from spacy.tokens import Doc

from claimkit.language.coreference.lexicon import lexicon

SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj"))
_ROLES = {
    **dict.fromkeys(SUBJECTS, "subject"),
    **dict.fromkeys(("obj", "iobj"), "object"),
    **dict.fromkeys(("obl", "obl:agent", "obl:unmarked"), "oblique"),
    "nmod:poss": "possessive",
    "nmod": "modifier",
    "compound": "modifier",
    "nmod:desc": "modifier",
}
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_CLAUSES = frozenset(
    ("root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "xcomp", "csubj", "advcl:relcl")
)


class Syntax:
    """The columns of a document as lists: looking a token up in spaCy costs far more."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        tokens = list(doc)  # spaCy makes each anew whenever it is asked for
        strings = doc.vocab.strings
        columns = doc.to_array([POS, DEP, HEAD, ORTH, LOWER])
        known = {int(each): strings[int(each)] for each in np.unique(columns[:, [0, 1, 3, 4]])}
        pos, dep, _, word, lower = (column.tolist() for column in columns.T)
        self.pos = [known[each] for each in pos]
        self.dep = [known[each] for each in dep]
        # The heads are relative, and negative numbers written without a sign.
        self.head: list[int] = (np.arange(len(tokens)) + columns[:, 2].astype(np.int64)).tolist()
        self.words = [known[each] for each in word]
        self.lower = [known[each] for each in lower]
        self.start = [token.idx for token in tokens]
        self.children: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if i != head:
                self.children[head].append(i)
        self.sentence = [0] * len(self.head)
        for number, sent in enumerate(doc.sents):
            self.sentence[sent.start : sent.end] = [number] * (sent.end - sent.start)
        self._adopt()

    def _adopt(self) -> None:
        """Join a name and the noun at its side where both have one place in the tree.

        Of `campaign manager Ana Ruiz said` and `the Ruiz campaign said` both nouns may come out as
        the subject, as each word finds its own head. Before the name of a person the noun is a
        title; behind a name it is the phrase.
        """
        for ent in self.doc.ents:
            head, before, behind = ent.root.i, ent.start - 1, ent.end
            if ent.label_ == "PERSON" and self._set_off(head):
                self._hang(head, self._described(head), "appos")
            if ent.label_ == "PERSON" and before >= 0 and self._beside(before, head):
                self._hang(before, head, "nmod:desc")
            elif behind < len(self.pos) and self._beside(behind, head) and self._subject(head):
                self._hang(head, behind, "compound")

        for mark, dep in enumerate(self.dep):
            owner, owned = self.head[mark], mark + 1
            # `The union’s lawyers said`: possessor and possessed both as the subject
            if dep == "case" and owner == mark - 1 and self.words[mark] in _POSSESSIVES:
                same = owned < len(self.pos) and self.slot(owner) == self.slot(owned)
                if same and self.slot(owner)[0] not in (owner, owned):
                    self._hang(owner, owned, "nmod:poss")

    def _set_off(self, name: int) -> bool:
        """Tell a name between commas, be it read as a modifier: `the chief of Ardry, Ana Ruiz,`."""
        left = self.doc[name].left_edge.i
        return (
            self.dep[name] in ("nmod", "appos")
            and self.head[name] < left
            and "," in self.words[left - 1 : left + 1]
            and not any(self.dep[child] == "case" for child in self.children[name])
        )

    def _described(self, name: int) -> int:
        """Return the noun for a person that a name is apposed to: the chief, and not Ardry."""
        at = self.head[name]
        while self.lower[at] not in lexicon().persons and self.dep[at] == "nmod":
            at = self.head[at]
        return at if self.lower[at] in lexicon().persons else self.head[name]

    def _beside(self, noun: int, name: int) -> bool:
        common = self.pos[noun] in ("NOUN", "PROPN") and not self.doc[noun].ent_type_
        slot = self.slot(noun)
        return common and slot == self.slot(name) and slot[0] not in (noun, name)

    def _subject(self, token: int) -> bool:
        return self.dep[token] in SUBJECTS

    def _hang(self, token: int, head: int, dep: str) -> None:
        self.children[self.head[token]].remove(token)
        self.children[head].append(token)
        self.children[head].sort()
        self.head[token], self.dep[token] = head, dep

    def slot(self, token: int) -> tuple[int, str]:
        """Return the place of a token in the tree: its head and its relation to it."""
        return self.head[token], self.dep[token]

    def end(self, token: int) -> int:
        """Return where a token ends, in code points."""
        return self.start[token] + len(self.words[token])

    def clause(self, token: int) -> int:
        """Return the predicate of the clause that a phrase belongs to."""
        at = token
        for _ in range(12):
            if self.dep[at] in _CLAUSES and at != token:
                return at
            if self.head[at] == at:
                return at
            at = self.head[at]
            if self.pos[at] in ("VERB", "AUX"):
                return at
        return at

    def depth(self, token: int) -> int:
        """Return how many clauses lie around that of a phrase, three at most."""
        at, around = self.clause(token), 0
        while around < 3 and self.head[at] != at:
            at = self.clause(at)
            around += 1
        return around

    def role(self, token: int) -> str:
        """Return the grammatical role of a phrase; a coordinated one has that of the first."""
        at = token
        for _ in range(6):
            if self.dep[at] not in ("conj", "flat", "appos"):
                break
            at = self.head[at]
        return _ROLES.get(self.dep[at], "other")
