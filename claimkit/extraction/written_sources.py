"""Find the written source of a cue among the tokens beside it, for the first extractor."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claimkit.language import INVISIBLE

_PRONOUNS = frozenset(("he", "she", "they", "we", "i", "it", "who", "you"))
_DETERMINERS = frozenset(
    "the a an his her its their our my this that these those some several many other another one "
    "two three four five most few both".split()
)
_BETWEEN = frozenset(
    "also later earlier then once again has have had previously repeatedly further never not "
    "only even still now recently publicly privately reportedly would will could may might must "
    "should can do does did n't n’t just simply and but".split()
)
_LINKS = frozenset(("of", "for", "de", "la", "van", "von", "al", "bin", "’s", "'s", "’", "'", "&"))
_LONGEST = 14


def before(doc: Doc, cue: int, first: int) -> tuple[int, int] | None:
    """Return the tokens [start, end) of the source that stands before a cue, or None.

    Parameters
    ----------
    doc
        The document.
    cue
        Index of the cue.
    first
        Index of the first token that may belong to the source.
    """
    last = cue - 1
    while last >= first and doc[last].lower_ in _BETWEEN and doc[last].lower_ not in _PRONOUNS:
        last -= 1
    if last < first:
        return None
    if doc[last].text == ",":
        return _with_apposition(doc, last, first)
    start = _phrase(doc, last, first)
    return None if start is None else (start, last + 1)


def after(doc: Doc, cue: int, stop: int) -> tuple[int, int] | None:
    """Return the source that follows a cue: “…,” said Mark Rutte, the secretary-general."""
    end = begin = cue + 1
    if begin < stop and doc[begin].lower_ in _PRONOUNS:
        return begin, begin + 1
    while end < min(stop, begin + _LONGEST) and _continues(doc, begin, end):
        end += 1
    if end == begin or not any(is_name(t) or t.lower_ in _DETERMINERS for t in doc[begin:end]):
        return None
    return begin, end


def is_name(token: Token) -> bool:
    """Tell whether a token is written like a name."""
    word = token.text.translate(INVISIBLE)
    return word[:1].isupper() and word.lower() not in _PRONOUNS | _DETERMINERS


def _continues(doc: Doc, begin: int, end: int) -> bool:
    token = doc[end]
    if is_name(token) or token.text in _LINKS:
        return True
    if token.lower_ in _DETERMINERS:
        return end == begin or doc[end - 1].text in _LINKS
    # A common noun belongs to the source only behind a determiner: "said a port official".
    return token.is_alpha and doc[begin].lower_ in _DETERMINERS and not _is_preposition(token)


def _is_preposition(token: Token) -> bool:
    return token.lower_ in {
        *("in", "on", "at", "by", "with", "during", "after", "before", "while", "as", "when"),
        *("to", "from", "about", "who", "which", "that", "and", "but", "or", "because", "if"),
    }


def _phrase(doc: Doc, last: int, first: int) -> int | None:
    """Return where the noun phrase that ends at `last` begins."""
    token = doc[last]
    if token.lower_ in _PRONOUNS:
        return last
    if not (is_name(token) or token.is_alpha) or _is_preposition(token):
        return None
    start = last
    while start - 1 >= first and is_name(doc[start - 1]):
        start -= 1
    if not is_name(token):
        start = _to_determiner(doc, last, first)
    elif start - 1 >= first and doc[start - 1].lower_ in _DETERMINERS - {"that"}:
        start -= 1  # "said that Voss had told": a conjunction
    if start - 1 > first and doc[start - 1].text in _LINKS:  # "a spokeswoman for the port"
        return _phrase(doc, start - 2, first) or start
    return start


def _to_determiner(doc: Doc, last: int, first: int) -> int:
    for i in range(last, max(first, last - 6) - 1, -1):
        if doc[i].lower_ in _DETERMINERS:
            return i
        if not (doc[i].is_alpha or doc[i].text in _LINKS) or _is_preposition(doc[i]):
            break
    start = last  # bare plurals: "port officials", "Harbour officials"
    while start - 1 >= first and doc[start - 1].is_alpha and is_name(doc[start - 1]):
        start -= 1
    return start


def _with_apposition(doc: Doc, comma: int, first: int) -> tuple[int, int] | None:
    """`Mark Rutte, the secretary-general, said`: the name stands before the comma before."""
    for i in range(comma - 1, max(first, comma - _LONGEST) - 1, -1):
        if doc[i].text != "," or i - 1 < first:
            continue
        start = _phrase(doc, i - 1, first)
        # "the harbour master, Ines Halloran,": one of the two parts is a name.
        if start is not None and (is_name(doc[i - 1]) or any(map(is_name, doc[i:comma]))):
            return start, comma
        return None
    return None
