"""Read texts with the model: overlapping windows in, what the heads say of every word out.

A text is read and decoded in stretches, so memory does not grow with its length but by what is
kept of each word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimkit.language import crf, tree
from claimkit.language.crf import Ints, Piece
from claimkit.language.lemmas import CANDIDATES
from claimkit.language.links import Linked, linked
from claimkit.language.model import Scorer
from claimkit.language.words import PARAGRAPH, Encoded, arrays

SIZE = 382  # sub-words a window beside [CLS] and [SEP], as in training
MARGIN = 56  # sub-words of context on each side of a window when a long text is read in pieces
_PADDED = 400  # sub-words in a batch, padding included: larger ones leave the cache
_WORKERS = 2  # batches at a time: two side by side use two cores better than threads within one
_AT_ONCE = 32  # windows whose scores are held together
_STRETCH = 4096  # words that are decoded together, at least, where a text has more
_MARKS = frozenset("“\"'`‘«„")

Part = dict[str, NDArray[Any]]
Window = tuple[Encoded, int, int, int, int]


@dataclass
class Reading:
    """What the heads say of a text; arrays have an entry a word, and pieces are words, inclusive.

    Attributes
    ----------
    upos, label
        Numbers in the lists of ``labels.json``: part of speech and relation.
    lemma
        Numbers of the likeliest edits of the lemma: words × ``CANDIDATES``.
    head
        The word that a word depends on, -1 for the root of a sentence: each tree is a sentence.
    factuality
        How surely a predicate holds, -3 to 3.
    names, times
        ``(kind, first word, last word)``.
    attributions
        Who said what, as words.
    cue
        The log odds that a word belongs to a cue, also where the best sequence says otherwise.
    """

    upos: Ints
    lemma: Ints
    head: Ints
    label: Ints
    factuality: NDArray[np.float32]
    names: list[Piece]
    times: list[Piece]
    attributions: list[Linked]
    cue: NDArray[np.float32]


class Reader:
    """Reads texts with a model.

    Parameters
    ----------
    model
        The model.
    size, margin
        Sub-words in a window, and of context on each of its sides.
    """

    def __init__(self, model: Scorer, size: int = SIZE, margin: int = MARGIN) -> None:
        self.model, self.size, self.margin = model, size, margin
        self.tables = {h: model.tables(h) for h in ("attribution", "syntax", "names", "times")}

    def read(self, docs: Iterable[Encoded]) -> Iterator[Reading]:
        """Yield what the heads say of each text, in order."""
        parts = self.scored(docs)
        for doc, first, out in parts:
            stretches = _Stretches(self, doc)
            stretches.add(out)
            while first < len(doc):
                _, first, out = next(parts)
                stretches.add(out)
            yield stretches.reading()

    def scored(self, docs: Iterable[Encoded]) -> Iterator[tuple[Encoded, int, Part]]:
        """Yield ``(text, end, scores)`` of each window, in order; an empty text has an empty one.

        While windows are decoded here, the next ones are scored in threads: the session runs
        without Python's lock.
        """
        todo = ((doc, *w) for doc in docs for w in overlapping(doc, self.size, self.margin))
        with ThreadPoolExecutor(_WORKERS) as pool:
            group = list(islice(todo, _AT_ONCE))
            running = self._begin(pool, group)
            while group:
                done, batches = group, running
                outs: list[Part] = [{} for _ in done]
                group = list(islice(todo, _AT_ONCE))
                running = self._begin(pool, group)
                for batch, scores in batches:
                    for i, out in zip(batch, scores.result(), strict=True):
                        outs[i] = out
                for (doc, *window), out in zip(done, outs, strict=True):
                    yield doc, window[2], out

    def _begin(
        self, pool: ThreadPoolExecutor, group: Sequence[Window]
    ) -> list[tuple[list[int], Future[list[Part]]]]:
        """Have windows scored, batched with others of like length; return each batch's indices."""
        length = [int(d.last[e - 1] - d.first[b]) + 3 if e > b else 0 for d, b, _, _, e in group]
        order = [int(i) for i in np.argsort(length, kind="stable") if length[i]]
        running = []
        while order:
            # The longest are last, so a batch from the end is never wider than its last window.
            take = max(1, _PADDED // length[order[-1]])
            batch = order[-take:]
            del order[-take:]
            running.append((batch, pool.submit(self._scores, [group[i] for i in batch])))
        return running

    def _scores(self, batch: Sequence[Window]) -> list[Part]:
        scores = _small(self.model.scores(arrays([(d, b, e) for d, b, _, _, e in batch])))
        # Copied: a view would keep the scores of the whole batch.
        return [
            {name: v[row, a - low : b - low].copy() for name, v in scores.items()}
            for row, (_, low, a, b, _) in enumerate(batch)
        ]


def _small(scores: dict[str, dict[str, NDArray[np.float32]]]) -> Part:
    """Return the scores by ``head.name``; where only the best values count, just those."""
    out = {f"{h}.{n}": v for h, values in scores.items() for n, v in values.items()}
    out["syntax.upos"] = out["syntax.upos"].argmax(-1).astype(np.int16)
    lemma = out["syntax.lemma"]
    best = np.argpartition(-lemma, CANDIDATES, axis=-1)[..., :CANDIDATES]
    order = np.argsort(-np.take_along_axis(lemma, best, -1), axis=-1, kind="stable")
    out["syntax.lemma"] = np.take_along_axis(best, order, -1).astype(np.int16)
    return out


def overlapping(doc: Encoded, size: int, margin: int) -> list[tuple[int, int, int, int]]:
    """Return windows as ``(first word read, first kept, end kept, end read)``, as few as do.

    A word is kept from the window that shows it with context on both sides. A text without words
    has one empty window.
    """
    n, pieces = len(doc), len(doc.pieces)
    if pieces <= size:
        return [(0, 0, n, n)]
    paragraphs = np.flatnonzero(doc.gap == PARAGRAPH)
    core = size - 2 * margin
    out: list[tuple[int, int, int, int]] = []
    begin = 0
    while begin < n:
        at = int(doc.first[begin])
        # The first window and the last need context on one side only, so they keep more.
        most = core if out else core + margin
        left = pieces - at - margin
        more = -(-(left - most) // core)  # windows after this one
        end = n if out and left <= core else _words(doc, begin, at + most)
        if end < n:
            # A paragraph's edge is a good place to cut, where it costs no further window.
            low = _words(doc, begin, at + left - more * core)
            edges = paragraphs[(paragraphs > low) & (paragraphs <= end)]
            end = int(edges[-1]) if len(edges) else end
        low = int(np.searchsorted(doc.first, at - margin, side="left"))
        high = int(np.searchsorted(doc.last, doc.last[end - 1] + margin, side="right"))
        out.append((low, begin, end, high))
        begin = end
    return out


def _words(doc: Encoded, begin: int, piece: int) -> int:
    """Return the end of the words from `begin` on that lie before a sub-word, at least one."""
    return max(int(np.searchsorted(doc.last, piece, side="left")), begin + 1)


class _Stretches:
    """Decodes a text stretch by stretch; each ends where a paragraph does, if there is one."""

    def __init__(self, reader: Reader, doc: Encoded) -> None:
        self.tables, self.doc = reader.tables, doc
        self.paragraph = np.cumsum(doc.gap == PARAGRAPH)
        self.waiting: list[Part] = []
        self.begin = self.end = 0  # words that wait
        self.parts: list[Reading] = []

    def add(self, out: Part) -> None:
        """Take the scores of the next words, and decode where enough wait."""
        self.waiting.append(out)
        self.end += len(next(iter(out.values()), ()))
        if self.end - self.begin >= 2 * _STRETCH:
            together = self._together()
            cut = self._cut(together)
            self._decode({n: v[: cut - self.begin] for n, v in together.items()}, cut)
            self.waiting = [{n: v[len(v) - (self.end - cut) :] for n, v in together.items()}]

    def reading(self) -> Reading:
        """Decode what waits, and return everything."""
        if self.end > self.begin:
            self._decode(self._together(), self.end)
        joined: dict[str, Any] = {}
        for name in ("upos", "lemma", "head", "label", "factuality", "cue"):
            arrays_ = [getattr(part, name) for part in self.parts]
            joined[name] = np.concatenate(arrays_) if arrays_ else np.zeros(0, np.int64)
        for name in ("names", "times", "attributions"):
            joined[name] = [each for part in self.parts for each in getattr(part, name)]
        return Reading(**joined)

    def _together(self) -> Part:
        names = self.waiting[0]
        return {n: np.concatenate([part[n] for part in self.waiting]) for n in names}

    def _cut(self, out: Part) -> int:
        """Return where to end a stretch: at a paragraph that no quotation opens, if there is one.

        Attributions reach from one paragraph to the next mostly where one of them is a quotation.
        """
        low = self.begin + _STRETCH
        opens = (low + np.flatnonzero(self.doc.gap[low : self.end] == PARAGRAPH)).tolist()
        if opens:
            words, text = self.doc.words, self.doc.text
            quiet = (i for i in reversed(opens) if text[words[i][0]] not in _MARKS)
            return int(next(quiet, opens[-1]))
        return low + int(out["syntax.start"][_STRETCH:].argmax())

    def _decode(self, out: Part, end: int) -> None:
        begin, self.begin = self.begin, end
        gap = self.doc.gap[begin:end]
        cuts = tree.sentences(out["syntax.start"], gap == PARAGRAPH)
        syntax = {n.partition(".")[2]: v for n, v in out.items() if n.startswith("syntax.")}
        heads, labels = tree.parse(syntax, self.tables["syntax"], cuts)
        edges = sorted({0, *np.flatnonzero(gap == PARAGRAPH).tolist(), end - begin})
        tagged = {
            head: crf.pieces(self._tags(head, out, edges), kinds)
            for head, kinds in (
                ("attribution", crf.TAGS),
                ("names", crf.NAMES),
                ("times", crf.TIMES),
            )
        }
        said = linked(
            tagged["attribution"],
            out["attribution.link"],
            self.tables["attribution"],
            self.paragraph[begin:end],
        )
        self.parts.append(
            Reading(
                out["syntax.upos"],
                out["syntax.lemma"],
                np.where(heads < 0, -1, heads + begin),
                labels,
                out["factuality.value"],
                [(kind, a + begin, b + begin) for kind, a, b in tagged["names"]],
                [(kind, a + begin, b + begin) for kind, a, b in tagged["times"]],
                [{role: _moved(ends, begin) for role, ends in each.items()} for each in said],
                _cue(out["attribution.tags"]),
            )
        )

    def _tags(self, head: str, out: Part, edges: Sequence[int]) -> Ints:
        tables = self.tables[head]
        return crf.best_tags(
            out[f"{head}.tags"], edges, tables["start"], tables["step"], tables["end"]
        )


def _cue(tags: NDArray[Any]) -> NDArray[np.float32]:
    is_cue = np.array([tag.endswith("-cue") for tag in crf.TAGS])
    yes, no = (np.logaddexp.reduce(tags[:, kind], 1) for kind in (is_cue, ~is_cue))
    odds: NDArray[np.float32] = (yes - no).astype(np.float32)
    return odds


def _moved(ends: Sequence[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    return [(a + by, b + by) for a, b in ends]
