"""Compare two quotations word by word: the same, cut, or altered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

# A quotation that shares fewer of its words with another is another quotation.
SIMILAR = 0.75
_SLACK = 3  # words
_WORD = re.compile(r"\w+(?:[.,]\d+)*(?:['’]\w+)?")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")  # f.b.i.
_GAP = re.compile(r"\.\.\.|…|\. \. \.|\[[^\]]*\]")
_NEGATIONS = frozenset(("not", "no", "never", "none", "nobody", "nothing", "neither", "nor"))
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion half dozen first second third".split()
)


@dataclass(frozen=True)
class Comparison:
    """How two quotations stand to each other.

    Attributes
    ----------
    relation
        ``equivalent`` (the same words), ``quote_excerpt`` (the one is a marked or an outer part of
        the other) or ``quote_altered``.
    score
        Share of the shorter one's words that the longer one has in the same order, 0 to 1.
    reasons
        What was changed: ``number`` or ``polarity`` before ``wording``.
    changes
        Pairs of words (in the one, in the other); either may be empty.
    """

    relation: str
    score: float
    reasons: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]


def words(quotation: str) -> list[str]:
    """Return a quotation's words, without case and marks, `wasn’t` as two words.

    Examples
    --------
    >>> words("“It wasn’t 1,200!”")
    ['it', 'was', 'not', '1,200']
    """
    found: list[str] = []
    plain = quotation.casefold().replace("’", "'").replace("&", " and ")
    plain = _DOTTED.sub(lambda match: match.group().replace(".", ""), plain)
    for word in _WORD.findall(plain):
        if word.endswith("n't"):
            found += [{"ca": "can", "wo": "will"}.get(word[:-3], word[:-3]), "not"]
        else:
            found.append(word)
    return found


def compare(first: str, second: str) -> Comparison | None:
    """Compare two quotations; None where they are not about the same words.

    Examples
    --------
    >>> compare("“a promising… start”", "“It was a promising, if late, start”").relation
    'quote_excerpt'
    >>> compare("“It will cost 11 million crowns”", "“It will cost 17 million crowns”").reasons
    ('number', 'wording')
    """
    one, other = words(first), words(second)
    if one == other and one:
        return Comparison("equivalent", 1.0, ("wording",), ())
    shorter, target = (first, other) if (len(one), first) <= (len(other), second) else (second, one)
    parts = [part for part in map(words, _GAP.split(shorter)) if part]
    if not parts:
        return None
    if _in_order(parts, target):
        return Comparison("quote_excerpt", 1.0, ("wording",), ())
    return _altered([word for part in parts for word in part], target, shorter == first)


def _in_order(parts: list[list[str]], target: list[str]) -> bool:
    """Tell whether all parts stand in the target, one after the other."""
    at = 0
    for part in parts:
        places = (
            i for i in range(at, len(target) - len(part) + 1) if target[i : i + len(part)] == part
        )
        place = next(places, None)
        if place is None:
            return False
        at = place + len(part)
    return True


def _altered(source: list[str], target: list[str], in_order: bool) -> Comparison | None:
    place = fuzz.partial_ratio_alignment(source, target)
    if place is None:
        return None
    part = _best_part(source, target, place.dest_start, place.dest_end)
    score = Levenshtein.normalized_similarity(source, part)
    if score < SIMILAR:
        return None
    changes = tuple(
        (" ".join(source[o.src_start : o.src_end]), " ".join(part[o.dest_start : o.dest_end]))
        for o in Levenshtein.opcodes(source, part)
        if o.tag != "equal"
    )
    if not in_order:
        changes = tuple((after, before) for before, after in changes)
    return Comparison("quote_altered", round(score, 4), _reasons(changes), changes)


def _best_part(source: list[str], target: list[str], start: int, end: int) -> list[str]:
    """The part of the target around [start, end) that is most like the source.

    The partial alignment slides a window of the source's length; a word left out or put in makes
    the true part a little longer or shorter.
    """
    around = range(-_SLACK, _SLACK + 1)
    parts = [
        target[max(0, start + left) : end + right]
        for left in around
        for right in around
        if max(0, start + left) < end + right
    ]
    return max(parts, key=lambda part: (Levenshtein.normalized_similarity(source, part), len(part)))


def _reasons(changes: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    changed = {word for pair in changes for side in pair for word in side.split()}
    reasons = []
    if any(word in _NUMBERS or word[0].isdigit() for word in changed):
        reasons.append("number")
    if changed & _NEGATIONS:
        reasons.append("polarity")
    return (*reasons, "wording")
