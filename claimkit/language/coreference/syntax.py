"""The columns of an annotated document as lists."""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, HEAD, LOWER, ORTH, POS
from spacy.tokens import Doc

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

    def role(self, token: int) -> str:
        """Return the grammatical role of a phrase; a coordinated one has that of the first."""
        at = token
        for _ in range(6):
            if self.dep[at] not in ("conj", "flat", "appos"):
                break
            at = self.head[at]
        return _ROLES.get(self.dep[at], "other")
