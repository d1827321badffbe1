"""An inverted index over fact-checks, with BM25 weights, in numpy alone.

All is built from term numbers in arrays: 100,000 fact-checks take some seconds and 200 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimkit.factchecks.terms import named, stems, terms
from claimkit.language.wordpiece import vocabulary

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

GRAM = 4
# A collection of five has no frequencies of its own: common words weigh little because of what
# this many texts of ordinary English would hold.
_BACKGROUND = 2000
_ZIPF = 1.2  # about 20 words a text, of which the most frequent makes up 6 %
_K1, _B = 1.2, 0.75


class Postings:
    """Which documents hold a term, and with what weight (BM25; Robertson and Zaragoza, 2009).

    Parameters
    ----------
    document, term
        Two arrays of one length: an occurrence each.
    n_documents, n_terms
        How many there are.
    prior
        For each term, the share of ordinary texts that hold it, where that is known.
    """

    def __init__(
        self,
        document: Ints,
        term: Ints,
        n_documents: int,
        n_terms: int,
        prior: Floats | None = None,
    ) -> None:
        pairs, count = np.unique(term * n_documents + document, return_counts=True)
        self.document = pairs % n_documents
        term = pairs // n_documents
        held = np.bincount(term, minlength=n_terms)
        self.start = np.concatenate([[0], np.cumsum(held)])
        known = np.zeros(n_terms) if prior is None else prior
        self.idf = _idf(held + _BACKGROUND * known, n_documents + _BACKGROUND)
        self.unseen = float(_idf(np.zeros(1), n_documents + _BACKGROUND)[0])
        length = np.bincount(document, minlength=n_documents).astype(np.float64)
        average = max(float(length.mean()), 1e-9) if n_documents else 1.0
        damp = _K1 * (1 - _B + _B * length / average)
        self.weight = self.idf[term] * count * (_K1 + 1) / (count + damp[self.document])
        self.n_documents = n_documents

    def scores(self, wanted: Ints) -> Floats:
        """Return the BM25 score of every document for a set of terms."""
        out = np.zeros(self.n_documents)
        for term in wanted:
            part = slice(self.start[term], self.start[term + 1])
            out[self.document[part]] += self.weight[part]
        return out


def _idf(held: Floats, n_documents: int) -> Floats:
    out: Floats = np.log1p(np.maximum(n_documents - held + 0.5, 0.5) / (held + 0.5))
    return out


class Lists:
    """A list of distinct numbers for each document, one after the other."""

    def __init__(self, document: Ints, term: Ints, n_documents: int, n_terms: int) -> None:
        pairs = np.unique(document * max(n_terms, 1) + term)
        self.term = pairs % max(n_terms, 1)
        held = np.bincount(pairs // max(n_terms, 1), minlength=n_documents)
        self.start = np.concatenate([[0], np.cumsum(held)])

    def of(self, documents: Ints) -> tuple[Ints, Ints]:
        """Return the numbers in the lists of some documents, and whose each is (0, 1, …)."""
        begin, size = self.start[documents], np.diff(self.start)[documents]
        owner = np.repeat(np.arange(len(documents)), size)
        shift = np.repeat(begin - np.concatenate([[0], np.cumsum(size)[:-1]]), size)
        return self.term[np.arange(len(owner)) + shift], owner


class Numbers:
    """Numbers for whatever can be hashed, in the order in which it is first seen."""

    def __init__(self) -> None:
        self.known: dict[Any, int] = {}

    def add(self, things: Iterable[Any]) -> list[int]:
        """Return the numbers of things; new ones get the next."""
        known = self.known
        return [known.setdefault(thing, len(known)) for thing in things]

    def find(self, things: Iterable[Any]) -> Ints:
        """Return the distinct numbers of those things that have one, sorted."""
        found = {self.known[thing] for thing in things if thing in self.known}
        return np.array(sorted(found), dtype=np.int64)

    def __len__(self) -> int:
        return len(self.known)


class Index:
    """All that is looked up of a collection of fact-checks.

    Parameters
    ----------
    claims, titles
        Of each fact-check; a title may be empty.

    Examples
    --------
    >>> index = Index(["The port is shut.", "Bread will cost more."], ["Is the port shut?", ""])
    >>> index.words.scores(index.numbers.find(terms("port closed"))).round(1).tolist()
    [8.4, 0.0]
    """

    def __init__(self, claims: Sequence[str], titles: Sequence[str]) -> None:
        n = len(claims)
        self.numbers = Numbers()
        in_claim = [self.numbers.add(terms(text)) for text in claims]
        in_title = [self.numbers.add(terms(text)) for text in titles]
        in_names = [
            self.numbers.add(sorted(named(claim) | named(title)))
            for claim, title in zip(claims, titles, strict=True)
        ]
        size = len(self.numbers)
        claim, title = _flat(in_claim), _flat(in_title)
        together = tuple(np.concatenate(pair) for pair in zip(claim, title, strict=True))
        document, term = together
        self.words = Postings(document, term, n, size, _priors(self.numbers))
        self.all = Lists(document, term, n, size)
        self.claim = Lists(*claim, n, size)
        self.title = Lists(*title, n, size)
        self.names = Lists(*_flat(in_names), n, size)
        self.is_number = np.array([term[0].isdigit() for term in self.numbers.known], dtype=bool)

        self.pairs = Numbers()
        in_pairs = [
            self.pairs.add(chain(pairwise(a), pairwise(b)))
            for a, b in zip(in_claim, in_title, strict=True)
        ]
        self.phrases = Postings(*_flat(in_pairs), n, len(self.pairs))

        self.grams = Numbers()
        of_term = _flat([self.grams.add(grams(term)) for term in self.numbers.known])
        spelling = Lists(of_term[0], of_term[1], size, len(self.grams))
        gram, occurrence = spelling.of(term)
        self.spelling = Postings(document[occurrence], gram, n, len(self.grams))


def grams(term: str) -> list[str]:
    """Return the runs of characters in a term, with marks for where it begins and ends.

    Examples
    --------
    >>> grams("closur")
    ['<clo', 'clos', 'losu', 'osur', 'sur>']
    """
    marked = f"<{term}>"
    return [marked[i : i + GRAM] for i in range(max(1, len(marked) - GRAM + 1))]


def _flat(lists: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Return lists of numbers as two arrays: whose, and which."""
    size = np.array([len(each) for each in lists], dtype=np.int64)
    which = np.fromiter(chain.from_iterable(lists), dtype=np.int64, count=int(size.sum()))
    return np.repeat(np.arange(len(lists)), size), which


def _priors(numbers: Numbers) -> Floats:
    ordinary = _ordinary()
    return np.array([ordinary.get(term, 0.0) for term in numbers.known])


@cache
def _ordinary() -> dict[str, float]:
    """Return the share of ordinary texts that hold a term, by the law of Zipf.

    The words of the encoder's vocabulary stand in the order of their frequency.
    """
    shares: dict[str, float] = {}
    usual = (word for word in vocabulary().index if len(word) > 1 and word.isalpha())
    for rank, word in enumerate(usual, start=1):
        for term in stems(word):
            shares.setdefault(term, min(0.3, _ZIPF / rank))
    return shares
