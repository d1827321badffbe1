"""What speaks for a fact-check being the one about a post: a row of figures for each candidate."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claimkit.factchecks.index import Floats, Index, Ints, Lists, grams
from claimkit.factchecks.terms import Post, stated_months, terms

CANDIDATES = 100
_WEEKS = 30.0  # days within which most posts are checked

NAMES = (
    "words", "spelling", "phrases", "author",  # BM25 of stems, characters, pairs; of who posted
    "of_post", "of_check", "of_claim", "of_title", "cosine", "of_names",  # idf that is shared
    "rarest", "second", "third", "count", "numbers",  # the rarest shared stems; how many
    "same_month", "same_year", "other_year",  # dates in the wording
    "near", "soon_after", "apart",  # days between the post and the fact-check
)  # fmt: skip
# Those that need the day of the fact-check; without it, other weights hold.
DATED = frozenset({"near", "soon_after", "apart"})


class Collection:
    """A collection of fact-checks, ready to be looked up.

    Parameters
    ----------
    claims, titles
        Of each fact-check; a title may be empty.
    days
        When each was published; None where that is unknown.

    Examples
    --------
    >>> checks = Collection(["The port is shut.", "Bread costs more."], ["", ""], [None, None])
    >>> found, figures = checks.candidates(Post.of("#PortShut says the mayor"))
    >>> found.tolist(), figures.shape == (1, len(NAMES))
    ([0], True)
    """

    def __init__(
        self, claims: Sequence[str], titles: Sequence[str], days: Sequence[datetime.date | None]
    ) -> None:
        self.index = Index(claims, titles)
        self.days = np.array([day.toordinal() if day else 0 for day in days], dtype=np.int64)
        # Weights are fitted for collections with titles and for those without.
        self.titled = 2 * sum(map(bool, titles)) > len(titles)
        self.stated = [
            stated_months(f"{claim} {title}") for claim, title in zip(claims, titles, strict=True)
        ]

    def candidates(self, post: Post, most: int = CANDIDATES) -> tuple[Ints, Floats]:
        """Return the fact-checks that share anything with a post, and the figures of each.

        Returns
        -------
        tuple
            Positions of fact-checks, at most `most`, and an array with a row each and a column
            for each of `NAMES`.
        """
        index = self.index
        said = terms(post.body)
        body, author = said or terms(post.author), terms(post.author) if said else []
        numbers = index.numbers.find(body)
        by = index.numbers.find(author)
        words, author_words = index.words.scores(numbers), index.words.scores(by)
        spelled = {gram for term in body for gram in grams(term)}
        spelling = index.spelling.scores(index.grams.find(spelled))
        order = [index.numbers.known.get(term, -1) for term in body]
        phrases = index.phrases.scores(index.pairs.find(pairwise(order)))
        first = _share(words + 0.3 * author_words) + 0.5 * _share(spelling)
        found = np.flatnonzero(words + author_words > 0)
        found = found[np.argsort(-first[found], kind="stable")[:most]]
        idf = index.words.idf
        mask = np.zeros(len(idf), dtype=bool)
        mask[numbers] = True
        either = mask.copy()
        either[by] = True
        unknown = len(set(body)) - len(numbers)
        of_post = float(idf[numbers].sum()) + unknown * index.words.unseen
        shared, of_check, rarest = self._shared(found, mask)
        columns = [
            words[found] / 30, spelling[found] / 100, phrases[found] / 30, author_words[found] / 30,
            shared / max(of_post, 1e-9), shared / np.maximum(of_check, 1e-9),
            *(_covered(lists, found, either, idf) for lists in (index.claim, index.title)),
            shared / np.sqrt(np.maximum(of_post * of_check, 1e-9)),
            _covered(index.names, found, either, idf),
            *rarest,
            *self._months(found, post), *self._days(found, post),
        ]  # fmt: skip
        return found, np.stack(columns, axis=1)

    def _shared(self, found: Ints, mask: NDArray[np.bool_]) -> tuple[Floats, Floats, list[Floats]]:
        """Return the idf that is shared, that of all terms, and figures of single shared terms."""
        index, n = self.index, len(found)
        term, owner = index.all.of(found)
        idf = index.words.idf[term]
        common = mask[term]
        shared = np.bincount(owner[common], idf[common], minlength=n)
        count = np.bincount(owner[common], minlength=n) / 10.0
        numbers = np.bincount(owner[common & index.is_number[term]], minlength=n).astype(float)
        # The three rarest of each: sorted by owner and idf, they are the first of their group.
        rank = np.lexsort((-idf[common], owner[common]))
        whose, value = owner[common][rank], idf[common][rank] / 10
        place = np.arange(len(whose)) - np.searchsorted(whose, whose)
        rarest = []
        for i in range(3):
            column = np.zeros(n)
            column[whose[place == i]] = value[place == i]
            rarest.append(column)
        total = np.bincount(owner, idf, minlength=n)
        return shared.astype(float), total.astype(float), [*rarest, count, numbers]

    def _months(self, found: Ints, post: Post) -> list[Floats]:
        """Return whether the wording of a fact-check names the month or the year of the post."""
        out = np.zeros((3, len(found)))
        if post.day is None:
            return list(out)
        month = post.day.year * 12 + post.day.month
        for i, at in enumerate(found):
            years = {year for year, _ in self.stated[at]}
            gaps = [month - (year * 12 + m) for year, m in self.stated[at] if m]
            out[0, i] = any(abs(gap) <= 1 for gap in gaps)
            out[1, i] = post.day.year in years
            out[2, i] = bool(years) and not years & {post.day.year, post.day.year - 1}
        return list(out)

    def _days(self, found: Ints, post: Post) -> list[Floats]:
        """Return how near in time a fact-check is to the post; zeros where a day is unknown."""
        known = (self.days[found] > 0) & (post.day is not None)
        gap = self.days[found] - (post.day.toordinal() if post.day else 0)
        near = np.exp(-np.abs(gap) / _WEEKS)
        columns = (near, ((gap >= -3) & (gap <= _WEEKS)) * 1.0, np.log1p(np.abs(gap)) / 9)
        return [np.where(known, column, 0.0) for column in columns]


def _share(scores: Floats) -> Floats:
    best = float(scores.max(initial=0.0))
    return scores / best if best > 0 else scores


def _covered(lists: Lists, found: Ints, mask: NDArray[np.bool_], idf: Floats) -> Floats:
    """Return which share of each list's idf is marked."""
    term, owner = lists.of(found)
    weight, n = idf[term], len(found)
    marked = np.bincount(owner, weight * mask[term], minlength=n)
    return np.asarray(marked / np.maximum(np.bincount(owner, weight, minlength=n), 1e-9))
