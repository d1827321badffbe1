"""The sentences that two documents share, quotations left out.

Pairs of documents that may share some are looked up by their shingles (runs of words; Broder, "On
the resemblance and containment of documents", 1997) and each sentence is then aligned word by word
with the stretch of the other document that its shingles point at. A sentence is found again where
words were exchanged, a clause dropped or put in, or sentences joined; two reporters' sentences
about one thing have names and stock phrases in common, but no such run of words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import LCSseq

from claimkit.language.quotations import paragraphs, quotations

# All thresholds on sentences; those on documents are in `reuse`.
#
# Words of a sentence that have to stand in the other document, in the same order and in runs of at
# least `RUN`. Measured on BASIL and on copies made of it: see `benchmarks.quality.origins`.
COVERED = 0.6
RUN = 2
# Of the other's whole sentence, where it stands within a longer one: a clause was put in.
COVERED_WHOLE, COVERED_WITHIN = 0.85, 0.4
# A sentence of fewer own words is too short to be known again ("Voss said").
FEWEST_WORDS = 6
# Words on either side of where a sentence should stand that are aligned as well, beside half of its
# own length: a clause that was dropped from it stands there.
MARGIN = 12
# A pair of documents is compared where it shares so many shingles, and this share of the shorter's.
_FEWEST_SHINGLES, _SHINGLE_SHARE = 6, 0.06
_SHINGLE = 4
_SEED = 3
# In each list of documents with a shingle, a document meets the first ones and those just before
# it: what stands in every document (a standing paragraph, a wire report that all reprint) then
# costs no square. What is beyond is reached through them, as reuse is transitive.
_FIRST, _BEFORE = 8, 8
# Documents that each is aligned with, those with the most shingles in common.
_MOST_CANDIDATES = 12
_MOST_PLACES = 8

_TOKEN = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]]*\s+(?=[\"“„«‘'(\[]*[A-ZÀ-ÖØ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|St|No|Jr|vs|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
# What an outlet says to its reader is no part of the report.
_TO_THE_READER = frozenset(
    "subscribe subscription newsletter newsletters advertisement copyright cookies inbox".split()
)
_TO_THE_READER_RUNS = (
    ("all", "rights", "reserved"), ("sign", "up"), ("follow", "us"), ("contact", "us"),
    ("privacy", "policy"), ("terms", "of", "use"), ("click", "here"), ("read", "more"),
    ("download", "our"), ("to", "this", "report"), ("to", "this", "story"),
)  # fmt: skip
_LABELLED = re.compile(r"[A-Z][\w.’' ]{0,40}:\s")
_FEWEST_LABELLED = 3


@dataclass
class Passages:
    """A document as its own sentences, quotations left out.

    Attributes
    ----------
    words
        The words of all own sentences, each as a number of the vocabulary.
    starts
        Where each sentence begins in `words`, and the length of `words` at the end.
    """

    words: list[int]
    starts: list[int]
    _places: dict[tuple[int, ...], list[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many own sentences there are."""
        return len(self.starts) - 1

    def sentence(self, i: int) -> list[int]:
        """The words of a sentence."""
        return self.words[self.starts[i] : self.starts[i + 1]]

    def without(self, left_out: set[tuple[int, ...]]) -> Passages:
        """The document without some sentences, which are given by their words."""
        kept = [self.sentence(i) for i in range(len(self))]
        return _joined([words for words in kept if tuple(words) not in left_out])

    def places(self) -> dict[tuple[int, ...], list[int]]:
        """Where each run of `_SEED` words stands: made when first asked for."""
        if not self._places:
            for at in range(len(self.words) - _SEED + 1):
                seed = tuple(self.words[at : at + _SEED])
                known = self._places.setdefault(seed, [])
                if len(known) < _MOST_PLACES:
                    known.append(at)
        return self._places


@dataclass(frozen=True)
class Shared:
    """What one document has of another.

    Attributes
    ----------
    at
        For each of its own sentences the place in the other's words, or -1.
    covered
        How many of its own words stand in the other, in the same order.
    """

    at: tuple[int, ...]
    covered: int

    @property
    def count(self) -> int:
        """How many sentences are shared."""
        return sum(place >= 0 for place in self.at)

    @property
    def share(self) -> float:
        """The share of its own sentences that stand in the other document."""
        return self.count / len(self.at) if self.at else 0.0


class Vocabulary(dict[str, int]):
    """Words as numbers, in the order in which they are first met."""

    def __missing__(self, word: str) -> int:
        """Number a new word."""
        self[word] = number = len(self)
        return number


def passages(text: str, vocabulary: Vocabulary) -> Passages:
    """Return the own sentences of a text.

    Left out are quotations and speeches in a transcript, which reporters share without copying,
    what an outlet says to its reader, and sentences of fewer than `FEWEST_WORDS` words.

    Examples
    --------
    >>> own = passages("The old pier of Kelm was shut. “It is not safe,” Voss said.", Vocabulary())
    >>> len(own), len(own.words)
    (1, 7)
    """
    own = [
        [vocabulary[word] for word in words]
        for words in _sentences(text)
        if len(words) >= FEWEST_WORDS and not _to_the_reader(words)
    ]
    return _joined(own)


def _joined(sentences: Sequence[list[int]]) -> Passages:
    starts = [0]
    for words in sentences:
        starts.append(starts[-1] + len(words))
    return Passages([word for words in sentences for word in words], starts)


def _sentences(text: str) -> Iterable[list[str]]:
    quoted = iter([*((q.start, q.end) for q in quotations(text)), (len(text), len(text))])
    opened, closed = next(quoted)
    ranges = list(paragraphs(text))
    labelled = [bool(_LABELLED.match(text, start, end)) for start, end in ranges]
    speeches = sum(labelled) >= _FEWEST_LABELLED
    for (start, end), speech in zip(ranges, labelled, strict=True):
        if speeches and speech:
            continue
        at = start
        for stop in [*_ends(text, start, end), end]:
            words = []
            for token in _TOKEN.finditer(text, at, stop):
                while closed <= token.start() and opened < len(text):
                    opened, closed = next(quoted)
                if not opened <= token.start() < closed:
                    # 12,500 and 12500 are one number.
                    words.append(token.group().casefold().replace(",", ""))
            yield words
            at = stop


def _ends(text: str, start: int, end: int) -> Iterable[int]:
    for found in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(start, found.start() - 6), found.start() + 1):
            yield found.end()


def _to_the_reader(words: list[str]) -> bool:
    if not _TO_THE_READER.isdisjoint(words):
        return True
    return len(words) <= 40 and any(
        tuple(words[at : at + len(run)]) == run
        for run in _TO_THE_READER_RUNS
        for at in range(len(words) - len(run) + 1)
        if words[at] == run[0]
    )


def likely_pairs(documents: Sequence[Passages]) -> list[tuple[int, int]]:
    """Return the pairs of documents that share enough shingles to be aligned.

    The cost grows with the number of words, not with the square of that of documents.

    Parameters
    ----------
    documents
        In an order that does not depend on that of the rows, the earliest first.

    Returns
    -------
    list of tuple
        Pairs of positions, the smaller first, in order.
    """
    shingles = [_shingles(document.words) for document in documents]
    if not shingles:
        return []
    n_shingles = np.array([len(each) for each in shingles])
    keys = np.concatenate(shingles)
    owners = np.repeat(np.arange(len(documents), dtype=np.int64), n_shingles)
    order = np.argsort(keys, kind="stable")  # within a shingle, documents stay in order
    keys, owners = keys[order], owners[order]
    opens = np.flatnonzero(np.diff(keys, prepend=keys[:1] ^ np.uint64(1)) != 0)
    first = np.repeat(opens, np.diff(np.append(opens, len(keys))))
    rank = np.arange(len(keys)) - first
    later = np.flatnonzero(rank > 0)
    met = []
    for back in range(1, _BEFORE + 1):
        at = later[rank[later] >= back]
        met.append(owners[at - back] * len(documents) + owners[at])
    for place in range(_FIRST):
        at = later[rank[later] > place + _BEFORE]
        met.append(owners[first[at] + place] * len(documents) + owners[at])
    pairs, counts = np.unique(np.concatenate(met), return_counts=True)
    one, other = pairs // len(documents), pairs % len(documents)
    shorter = np.minimum(n_shingles[one], n_shingles[other])
    enough = counts >= np.maximum(_FEWEST_SHINGLES, _SHINGLE_SHARE * shorter)
    return _best(one[enough].tolist(), other[enough].tolist(), counts[enough].tolist())


def _best(one: list[int], other: list[int], counts: list[int]) -> list[tuple[int, int]]:
    """The pairs that are among the best of either of their documents."""
    met: Counter[int] = Counter()
    kept = []
    ranked = sorted(zip(one, other, counts, strict=True), key=lambda p: (-p[2], p[0], p[1]))
    for first, second, _ in ranked:
        if min(met[first], met[second]) < _MOST_CANDIDATES:
            kept.append((first, second))
            met.update((first, second))
    return sorted(kept)


def _shingles(words: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """The distinct runs of `_SHINGLE` words, hashed; alignment finds where two collide."""
    numbers = np.asarray(words, dtype=np.uint64)
    n = len(numbers) - _SHINGLE + 1
    if n <= 0:
        return np.empty(0, dtype=np.uint64)
    hashed = np.zeros(n, dtype=np.uint64)
    for i in range(_SHINGLE):
        hashed = (hashed ^ numbers[i : i + n]) * np.uint64(0x9E3779B97F4A7C15)
        hashed ^= hashed >> np.uint64(29)
    return np.unique(hashed)


def shared(document: Passages, other: Passages) -> Shared:
    """Return which sentences of a document stand in another one too.

    Examples
    --------
    >>> words = Vocabulary()
    >>> one = passages("The pier was shut after a storm. Nobody at all was hurt there.", words)
    >>> two = passages("Ada Roe is quite well again. The pier was shut after the storm.", words)
    >>> shared(one, two).share
    0.5
    """
    places = other.places()
    at, covered = [], 0
    for i in range(len(document)):
        place, count = _aligned(document.sentence(i), other, places)
        at.append(place)
        covered += count
    return Shared(tuple(at), covered)


def _aligned(
    words: list[int], other: Passages, places: dict[tuple[int, ...], list[int]]
) -> tuple[int, int]:
    """Where a sentence stands in the other document, or -1, and how many of its words do."""
    votes: Counter[int] = Counter()
    for i in range(len(words) - _SEED + 1):
        for place in places.get(tuple(words[i : i + _SEED]), ()):
            votes[place - i] += 1
    best = (-1, 0)
    tried: list[int] = []
    margin = len(words) // 2 + MARGIN
    for offset, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:4]:
        if any(abs(offset - known) < margin for known in tried):
            continue
        tried.append(offset)
        low = max(0, offset - margin)
        window = other.words[low : offset + len(words) + margin]
        blocks = [
            block
            for block in LCSseq.opcodes(window, words).as_matching_blocks()
            if block.size >= RUN
        ]
        count = sum(block.size for block in blocks)
        enough = count >= COVERED * len(words)
        if count > best[1] and (enough or _holds_a_sentence(other, low, blocks, words, count)):
            best = (low + blocks[0].a, count)
            if count == len(words):
                break
    return best


def _holds_a_sentence(
    other: Passages, low: int, blocks: Sequence[object], words: list[int], count: int
) -> bool:
    """Whether a sentence of the other document stands nearly whole within this longer one."""
    if count < max(COVERED_WITHIN * len(words), FEWEST_WORDS + RUN):
        return False
    found: Counter[int] = Counter()
    for block in blocks:
        first = low + block.a  # type: ignore[attr-defined]
        for place in range(first, first + block.size):  # type: ignore[attr-defined]
            found[int(np.searchsorted(other.starts, place, side="right")) - 1] += 1
    i, n = max(found.items(), key=lambda item: (item[1], -item[0]))
    return n >= max(COVERED_WHOLE * len(other.sentence(i)), FEWEST_WORDS + RUN)


def standing(documents: Sequence[Passages], most: float) -> set[tuple[int, ...]]:
    """Return the sentences that an outlet prints again and again.

    Parameters
    ----------
    documents
        All documents of one outlet.
    most
        The share of a document's sentences up to which what it has in common with others is
        background or furniture; with more it is another edition of the same report.
    """
    printed: Counter[tuple[int, ...]] = Counter()
    as_sets = [{tuple(each.sentence(i)) for i in range(len(each))} for each in documents]
    for sentences in as_sets:
        printed.update(sentences)
    found: set[tuple[int, ...]] = set()
    for sentences in as_sets:
        again = {words for words in sentences if printed[words] > 1}
        if len(again) <= most * len(sentences):
            found |= again
    return found
