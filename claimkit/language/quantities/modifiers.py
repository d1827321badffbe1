"""The words around a number that say that it is a bound, or not exact."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc


class Modified(NamedTuple):
    """The tokens of a number with its modifiers, and what these say."""

    start: int
    end: int
    approximate: bool = False
    comparison: str | None = None


_ABOUT = (True, None)
_LEAST, _MOST = (False, "at least"), (False, "at most")
_MORE, _LESS = (False, "more than"), (False, "less than")
BEFORE: dict[str, tuple[bool, str | None]] = {
    **dict.fromkeys(("more than", "greater than", "higher than", "in excess of"), _MORE),
    **dict.fromkeys(("upwards of", "upward of", "north of", "better than", "exceeding"), _MORE),
    **dict.fromkeys(("less than", "fewer than", "lower than", "south of", "short of"), _LESS),
    **dict.fromkeys(("at least", "a minimum of", "no less than", "no fewer than"), _LEAST),
    **dict.fromkeys(("not less than", "not fewer than", "as few as", "as little as"), _LEAST),
    **dict.fromkeys(("at the very least", "at minimum"), _LEAST),
    **dict.fromkeys(("at most", "up to", "a maximum of", "no more than", "not more than"), _MOST),
    **dict.fromkeys(("as many as", "as much as", "as high as", "no greater than"), _MOST),
    **dict.fromkeys(("no higher than", "at the most"), _MOST),
    **dict.fromkeys(("an estimated", "estimated", "close to", "some", "approximately"), _ABOUT),
    **dict.fromkeys(("roughly", "nearly", "almost", "virtually", "about", "around"), _ABOUT),
    **dict.fromkeys(("near", "circa", "c.", "ca.", "approx", "approx.", "~", "≈"), _ABOUT),
    **dict.fromkeys(("in the region of", "in the neighborhood of", "in the order of"), _ABOUT),
    **dict.fromkeys(("on the order of", "in the vicinity of", "an approximate"), _ABOUT),
    **dict.fromkeys(("an average of", "on average", "perhaps", "maybe"), _ABOUT),
    **dict.fromkeys(("over", "above", ">"), _MORE),
    **dict.fromkeys(("under", "below", "<"), _LESS),
    **dict.fromkeys(("≥",), _LEAST),
    **dict.fromkeys(("≤",), _MOST),
}
# Prepositions besides: they modify the number only where the tree says so.
_OF_TREE = frozenset("over above under below about around near maybe perhaps".split())
_DEGREE = frozenset("well just far slightly only somewhere".split())
_LONGEST = max(len(words.split()) for words in BEFORE)
AFTER: dict[str, tuple[bool, str | None]] = {
    **dict.fromkeys(("or so", "or thereabouts", "- ish", "- odd", "odd", "- some"), _ABOUT),
    **dict.fromkeys(("or more", "and above", "and up", "- plus", "plus", "+", "and over"), _LEAST),
    **dict.fromkeys(("or less", "or fewer", "and under", "or under", "and below"), _MOST),
    **dict.fromkeys(("at least", "at a minimum"), _LEAST),
    **dict.fromkeys(("at most", "at the most", "at the very most"), _MOST),
}
_LONGEST_AFTER = max(len(words.split()) for words in AFTER)


def modified(doc: Doc, start: int, end: int) -> Modified:
    """Take the modifiers before and behind a number into its range.

    Parameters
    ----------
    doc
        With trees.
    start, end
        The tokens of the number.
    """
    found = Modified(start, end)
    while (before := _before(doc, found, start, end)) is not None:
        found = before
    for n in range(_LONGEST_AFTER, 0, -1):
        said = AFTER.get(_words(doc, end, end + n)) if end + n <= len(doc) else None
        if said is None:
            continue
        # "plus" and "odd" are words of their own, if nothing joins them to the number.
        if n == 1 and doc[end - 1].whitespace_ and doc[end].lower_ in ("plus", "odd"):
            continue
        # "150 crowns at most offices"
        behind = doc[end + n] if end + n < len(doc) else None
        if n > 1 and doc[end].lower_ == "at" and behind is not None and not behind.is_punct:
            continue
        comparison = found.comparison or said[1]
        return Modified(found.start, end + n, found.approximate or said[0], comparison)
    return found


def _before(doc: Doc, found: Modified, start: int, end: int) -> Modified | None:
    for n in range(min(_LONGEST, found.start), 0, -1):
        first = found.start - n
        words = _words(doc, first, found.start)
        said = BEFORE.get(words)
        if said is None:
            continue
        # "turned over about 300 pages": only the word at the number can be its adverb
        if words in _OF_TREE and (found.start != start or not _modifies(doc, first, end)):
            continue
        if said[1] is not None and found.comparison is not None:
            return None
        comparison = said[1] or found.comparison
        if words in ("more than", "less than", "fewer than") and first and comparison == said[1]:
            negated = doc[first - 1].lower_ in ("no", "not")
            first -= negated
            if negated:
                comparison = "at most" if said[1] == "more than" else "at least"
        while first and doc[first - 1].lower_ in _DEGREE:
            first -= 1
        return Modified(first, found.end, found.approximate or said[0], comparison)
    return None


def _modifies(doc: Doc, i: int, end: int) -> bool:
    """Tell whether a word is an adverb of the number and no preposition of its noun."""
    token = doc[i]
    if i and doc[i - 1].lower_ in _DEGREE:
        return True
    if token.dep_ not in ("advmod", "case", "nummod", "amod", "det"):
        return False
    # An adverb of the number or of its unit; a preposition only of a number that a noun follows,
    # which would be its head if it were the preposition of that noun.
    inside = i < token.head.i < end
    return inside and (token.dep_ != "case" or token.head.dep_ == "nummod")


def _words(doc: Doc, start: int, end: int) -> str:
    return " ".join([token.lower_ for token in doc[start:end]])
