"""The quotations of a story in pairs: who printed the same words, a part of them, or other ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from claimkit import tables
from claimkit.crosscheck import wording
from claimkit.crosscheck.quotation_runs import Run, claim_at, keys_of, runs
from claimkit.crosscheck.quotation_speakers import People, names_speaker
from claimkit.crosscheck.wordalign import ALIKE, SAME, SEED, Op, align
from claimkit.crosscheck.wording import Comparison, judged

_FEWEST_WORDS = 4  # "root causes" in two articles is a term, not one utterance
# "We reject his visit" and "We reject his message" may both have been said; longer words hardly.
_FEWEST_IN_CONFLICT = 5
_FEWEST_DISTINCTIVE = 3
# So much alike are no two utterances, whoever is said to have made them, or when.
_SURELY_ONE = 0.9
_MANY_WORDS = 10
# Words in a row that more runs share are compared with the next ones only.
_MOST_TOGETHER = 40
_DAY = re.compile(r"\d{4}-(?:0\d|1[0-2])-[0-3]\d")
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quote:
    """Sentences in quotation marks, or of a transcript, with a claim that stands in them.

    ``start`` and ``end`` are their code points in the document, the outlet's words between them
    included; ``text`` leaves these out.
    """

    claim_id: str
    source_id: str
    text: str
    speaker: str | None
    published: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True)
class Pair:
    """Two quotations, the earlier published first, and how they stand to each other.

    ``kinds`` says for each change whether it was ``dropped`` (from the second), ``added``,
    ``substituted`` or ``reordered``.
    """

    first: Quote
    second: Quote
    relation: str
    score: float
    reasons: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...] = ()


class _Group(NamedTuple):
    """Sentences [a0, a1) of the one run and [b0, b1) of the other that share words."""

    a0: int
    a1: int
    b0: int
    b1: int


@dataclass(frozen=True)
class _Match:
    """What two runs share in some sentences.

    ``around`` is how many telling words they share in these and in the sentences beside them;
    ``between`` says that the first and the last of these are the same, and not what is between.
    """

    one: Run
    other: Run
    group: _Group
    comparison: Comparison
    around: int
    between: bool = False


def pairs(analysis: tables.Analysis) -> Iterator[Pair]:
    """Yield the pairs of quotations that are about the same words, within each story.

    Parameters
    ----------
    analysis
        What :func:`claimkit.extract` gave; the order of its rows changes nothing.

    Examples
    --------
    >>> import claimkit as ck
    >>> found = pairs(ck.extract(ck.read_sources("seeds/harbour")))
    >>> sorted({change for pair in found for change in pair.changes})
    [('eleven', 'seventeen'), ('not', '')]
    """
    for story in runs(analysis).values():
        people = People(story, analysis.spans)
        matches: dict[tuple[str, str], list[_Match]] = defaultdict(list)
        for one, other in _candidates(story):
            for match in _matches(one, other):
                matches[one.source_id, other.source_id].append(match)
        sure = _confirmed(matches, people)
        seen: set[tuple[str, str, str]] = set()
        for found in matches.values():
            for match in _best(found):
                pair = _pair(match, people, sure)
                if pair is not None:
                    key = (pair.first.claim_id, pair.second.claim_id, pair.relation)
                    if key not in seen:
                        seen.add(key)
                        yield pair


def _confirmed(matches: Mapping[tuple[str, str], list[_Match]], people: People) -> set[int]:
    """Return the runs whose words another document gives to the same person, by name."""
    sure: set[int] = set()
    for match in (match for found in matches.values() for match in found):
        one, other = match.one, match.other
        unaltered = match.comparison.relation != "quote_altered"
        if unaltered and one.source_id != other.source_id and people.agree(one, other):
            sure.update(id(run) for run, by in ((one, other), (other, one)) if names_speaker(by))
    return sure


def _candidates(story: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Pairs of runs that share three words in a row.

    Of words that very many share, each is compared with the next ones only.
    """
    ordered = sorted(story, key=_order)
    shingles: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, run in enumerate(ordered):
        keys = run.words.keys
        for shingle in set(zip(keys, keys[1:], keys[2:], strict=False)):
            shingles[shingle].append(i)
    together: set[tuple[int, int]] = set()
    for group in shingles.values():
        if len(group) <= _MOST_TOGETHER:
            together.update(combinations(group, 2))
        else:
            together.update(pairwise(group))
    for i, j in sorted(together):
        yield ordered[i], ordered[j]


def _order(run: Run) -> tuple[bool, str, str, int]:
    """A record comes first, then the earlier published; one without a day comes last."""
    return (
        not run.is_reference,
        run.document.published or "9999",
        run.source_id,
        run.parts[0].start,
    )


def _matches(one: Run, other: Run) -> Iterator[_Match]:
    """Yield what two runs share, sentence by sentence."""
    if one.source_id == other.source_id:
        (a0, a1), (b0, b1) = (run.place(0, len(run.sentences)) for run in (one, other))
        if a0 < b1 and b0 < a1:
            return  # a statement and another one in it
    for ops in align(one.words, other.words):
        groups = list(_groups(one, other, ops))
        same = {key for op in ops if op.kind == SAME for key in one.words.keys[op.a0 : op.a1]}
        around = wording.distinctive(same)
        altered: set[_Group] = set()
        for group in groups:
            comparison = _judged(one, other, ops, group)
            if comparison is not None:
                yield _Match(one, other, group, comparison, around)
            if comparison is None or comparison.relation == "quote_altered":
                altered.add(group)
        for left, right in pairwise(groups):
            if altered & {left, right} or (right.a0 == left.a1 and right.b0 == left.b1):
                continue
            # Whole sentences between two that are the same.
            whole = _Group(left.a0, right.a1, left.b0, right.b1)
            comparison = _judged(one, other, ops, whole)
            if comparison is not None and comparison.relation == "quote_altered":
                yield _Match(one, other, whole, comparison, around, between=True)


def _judged(one: Run, other: Run, ops: Sequence[Op], group: _Group) -> Comparison | None:
    return judged(
        one.words,
        other.words,
        one.document.text,
        other.document.text,
        ops,
        (one.sentences[group.a0][0][0], one.sentences[group.a1 - 1][0][1]),
        (other.sentences[group.b0][0][0], other.sentences[group.b1 - 1][0][1]),
    )


def _groups(one: Run, other: Run, ops: Sequence[Op]) -> Iterator[_Group]:
    """Yield the sentences that share words, joined where full stops are set differently."""
    places = [_sentence_of(run) for run in (one, other)]
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for op in ops:
        if op.kind in (SAME, ALIKE):
            for i, j in zip(range(op.a0, op.a1), range(op.b0, op.b1), strict=False):
                shared[places[0][i], places[1][j]] += 1
    current: _Group | None = None
    for (a, b), n in sorted(shared.items()):
        shorter = min(_length(one, a), _length(other, b))
        if n < min(SEED, shorter):
            continue
        if current and (a < current.a1 or b < current.b1):
            current = _Group(current.a0, max(current.a1, a + 1), current.b0, max(current.b1, b + 1))
        else:
            if current:
                yield current
            current = _Group(a, a + 1, b, b + 1)
    if current:
        yield current


def _sentence_of(run: Run) -> dict[int, int]:
    return {i: n for n, (words, _) in enumerate(run.sentences) for i in range(words[0], words[1])}


def _length(run: Run, sentence: int) -> int:
    (first, last), _ = run.sentences[sentence]
    return last - first


def _best(matches: list[_Match]) -> Iterator[_Match]:
    """Yield matches; of several for the same sentences only the best.

    Words that the other document has unaltered elsewhere are not altered by it.
    """
    ranked = sorted(
        matches,
        key=lambda m: (
            m.comparison.relation == "quote_altered",
            -m.comparison.matched * m.comparison.score,
            _order(m.one), _order(m.other), m.group,
        ),
    )  # fmt: skip
    taken: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for match in ranked:
        places = (
            match.one.place(match.group.a0, match.group.a1),
            match.other.place(match.group.b0, match.group.b1),
        )
        altered = match.comparison.relation == "quote_altered"
        if (
            altered
            and not match.between
            and any(
                _overlap(place, other)
                for place, others in zip(places, taken, strict=True)
                for other in others
            )
        ):
            continue
        yield match
        if match.comparison.matched >= _FEWEST_WORDS:
            for place, others in zip(places, taken, strict=True):
                others.append(place)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two stretches have more than half of the shorter in common."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common > min(one[1] - one[0], other[1] - other[0]) / 2


def _pair(match: _Match, people: People, sure: Collection[int]) -> Pair | None:
    one, other, comparison = match.one, match.other, match.comparison
    relation = _relation(match, people, sure)
    if relation is None:
        return None
    quotes = _quotes(match, relation in ("equivalent", "quote_excerpt"))
    if quotes is None or quotes[0].claim_id == quotes[1].claim_id:
        return None
    first, second = quotes
    changes, kinds, reasons = comparison.changes, comparison.kinds, comparison.reasons
    if relation == "attribution_conflict":
        reasons = ("attribution",)
    same_day = one.is_reference == other.is_reference and first.published == second.published
    if same_day and first.claim_id > second.claim_id:
        first, second = second, first
        changes = tuple((after, before) for before, after in changes)
        swapped = {"dropped": "added", "added": "dropped"}
        kinds = tuple(swapped.get(kind, kind) for kind in kinds)
    return Pair(first, second, relation, comparison.score, reasons, changes, kinds)


def _telling(match: _Match, side: int) -> frozenset[str]:
    """Return the words by which to choose the claim on one side: those of the other, or changed."""
    changed = " ".join(change[side] for change in match.comparison.changes)
    if match.between and changed:
        return frozenset(wording.words(changed))
    run = (match.other, match.one)[side]
    group = match.group
    first, last = ((group.b0, group.b1), (group.a0, group.a1))[side]
    return frozenset(run.words.keys[run.sentences[first][0][0] : run.sentences[last - 1][0][1]])


def _quotes(match: _Match, agree: bool) -> tuple[Quote, Quote] | None:
    """Return both quotations with the claims in them.

    Where they agree, so must the claims: none that only stands nearby, and of several in the second
    quotation the one that says what the first one's does.
    """
    one, other, group = match.one, match.other, match.group
    start, end = one.place(group.a0, group.a1)
    claim = claim_at(one, start, end, _telling(match, 0), nearest=not agree)
    if claim is None:
        return None
    first = _quote(one, group.a0, group.a1, claim)
    words = keys_of(claim.text) if agree else _telling(match, 1)
    start, end = other.place(group.b0, group.b1)
    claim = claim_at(other, start, end, words, nearest=not agree)
    return None if claim is None else (first, _quote(other, group.b0, group.b1, claim))


def _quote(run: Run, first: int, last: int, claim: Any) -> Quote:
    start, end = run.place(first, last)
    return Quote(
        str(claim.claim_id),
        run.source_id,
        run.text(first, last),
        run.statement.speaker if run.statement is not None else None,
        run.document.published or "",
        start,
        end,
    )


def _relation(match: _Match, people: People, sure: Collection[int]) -> str | None:
    """Return the relation to show, or None where the two may well be two utterances."""
    one, other, comparison = match.one, match.other, match.comparison
    words = [
        run.words.own(run.sentences[first][0][0], run.sentences[last - 1][0][1])
        for run, first, last in (
            (one, match.group.a0, match.group.a1),
            (other, match.group.b0, match.group.b1),
        )
    ]
    matched, score = comparison.matched, comparison.score
    if matched < _FEWEST_WORDS or not comparison.distinctive:
        return None
    if not wording.is_enough(matched, min(words)):
        return None
    same_document = one.source_id == other.source_id
    altered = comparison.relation == "quote_altered"
    surely = score >= _SURELY_ONE and matched >= _MANY_WORDS
    comparable = not same_document or one.is_headline != other.is_headline
    if altered and (not comparable or min(words) < _FEWEST_IN_CONFLICT):
        return None
    # Only words that are not in everybody's mouth tell that it is one utterance, fewer of them
    # where both give it whole, or to the same person.
    telling = max(match.around, comparison.distinctive)
    known = not comparison.is_cut or people.agree(one, other)
    if altered and telling < _FEWEST_DISTINCTIVE - known:
        return None
    if people.differ(one, other):
        conflict = people.conflict(one, other, sure) and not same_document
        if conflict and matched >= _FEWEST_IN_CONFLICT and comparison.distinctive > 1:
            return "attribution_conflict" if not altered or surely else None
        if conflict or (altered and not surely) or matched < _FEWEST_IN_CONFLICT:
            return None
    if altered and not surely and _on_other_days(one, other):
        return None
    return comparison.relation


def _on_other_days(one: Run, other: Run) -> bool:
    """Tell whether the two are said to have been uttered on different days.

    The day of an utterance is often read a day too early or too late ("Monday night").
    """
    days = [run.statement.said_on if run.statement is not None else None for run in (one, other)]
    if any(day is None or not _DAY.match(day) for day in days):
        return False
    first, second = (date.fromisoformat(str(day)[:10]) for day in days)
    return abs(first - second) > _A_DAY
