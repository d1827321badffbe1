"""Texts of posts, claims and headlines to terms that can be matched.

Posts write what they are about as ``#PortClosed`` and ``@harbourcouncil``, with links between; a
fact-check writes "the port was closed". What both come down to is a sequence of stems.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|\bt\.co/)\S+", re.IGNORECASE)
_TAG = re.compile(r"[#@](\w+)")
# Where a tag, or a number with its unit, falls into words: MarchForOurLives, COVID19, 3km.
_SEAM = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s$")
# Scripts that leave no space between words; pairs of characters are what search engines index.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)

STOP = frozenset(
    """a an the of to in on at for by with from as and or but if is are was were be been being am do
    does did have has had it its this that these those he she they him his her their them i you we
    my your our me us who whom which what when where why how not no so than then there here will
    would can could should may might just about into over after before out up down off s t rt
    via""".split()
)

_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_MONTH = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_STATED = re.compile(rf"\b(?:({_MONTH})\.?(?:\s+\d{{1,2}})?,?\s+)?((?:19|20)\d\d)\b")
# What an embedded post ends with: — Mara Quill (@maraquill) January 14, 2020
_SIGNATURE = re.compile(
    rf"\s*[—–-]\s*(?P<name>[^—–\n]{{0,80}}?)\s*\(@(?P<handle>\w{{1,30}})\)"
    rf"\s*(?:,?\s*(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}}))?\W*$"
)


@dataclass(frozen=True)
class Post:
    """A text to be matched, with what an embedded post says at its end.

    Parameters
    ----------
    body
        What was said.
    author
        Name and handle of who posted it, or an empty string.
    day
        When it was posted, if that is written there.

    Examples
    --------
    >>> Post.of("The port is shut! — Mara Quill (@maraquill) March 14, 2025")
    Post(body='The port is shut!', author='Mara Quill @maraquill', day=datetime.date(2025, 3, 14))
    """

    body: str
    author: str = ""
    day: datetime.date | None = None

    @classmethod
    def of(cls, text: str) -> Post:
        """Take a post apart; a text that ends with no signature is all body."""
        # The signature is short, and a search from the start of a long text would be slow.
        begin = max(0, len(text) - 200)
        found = _SIGNATURE.search(text, begin)
        if found is None:
            return cls(text)
        day = None
        if found["year"]:
            month = _MONTHS[found["month"][:3].lower()]
            try:
                day = datetime.date(int(found["year"]), month, int(found["day"]))
            except ValueError:
                day = None
        return cls(text[: found.start()], f"{found['name']} @{found['handle']}".strip(), day)


def words(text: str) -> Iterator[str]:
    """Yield the words of a text as they are written: tags taken apart, links left out.

    Examples
    --------
    >>> list(words("#PortClosed by @harbourCouncil: https://example.org/x 3km of queues"))
    ['Port', 'Closed', 'by', 'harbour', 'Council', '3', 'km', 'of', 'queues']
    """
    text = _LINK.sub(" ", unicodedata.normalize("NFKC", text))
    text = _TAG.sub(lambda tag: f" {_SEAM.sub(' ', tag[1].replace('_', ' '))} ", text)
    for word in _WORD.findall(text):
        if word[0].isdigit() or word[-1].isdigit():
            yield from _SEAM.sub(" ", word).split()
        else:
            yield word


def terms(text: str) -> list[str]:
    """Return the stems of a text's words, without function words.

    Examples
    --------
    >>> terms("The ports' closures were announced by Mayor Żak")
    ['port', 'closur', 'announc', 'mayor', 'zak']
    >>> terms("港口关闭")
    ['港口', '口关', '关闭']
    """
    return [term for word in words(text) for term in stems(word)]


def named(text: str) -> set[str]:
    """Return the stems of words that begin with a capital: names, mostly.

    Examples
    --------
    >>> sorted(named("Mayor Quill shut the port"))
    ['mayor', 'quill']
    """
    return {term for word in words(text) if word[0].isupper() for term in stems(word)}


def stated_months(text: str) -> list[tuple[int, int | None]]:
    """Return the years that a text names, each with its month if one stands before it.

    Examples
    --------
    >>> stated_months("In March 2025 the port was shut, as in 2019.")
    [(2025, 3), (2019, None)]
    """
    return [
        (int(year), _MONTHS[month[:3].lower()] if month else None)
        for month, year in _STATED.findall(text)
    ]


@lru_cache(maxsize=200_000)
def stems(word: str) -> tuple[str, ...]:
    """Return the terms of one word: its stem; none of a function word.

    Accents are taken off, since posts leave them out. Scripts without spaces give pairs of
    characters.

    Examples
    --------
    >>> stems("stories"), stems("shipping"), stems("the")
    (('stori',), ('ship',), ())
    """
    if _UNSPACED.search(word):
        return tuple(pair for run in _UNSPACED.findall(word) for pair in _pairs(run))
    plain = _POSSESSIVE.sub("", word.replace("’", "'").lower()).replace("'", "")
    split = unicodedata.normalize("NFD", plain)
    plain = unicodedata.normalize("NFC", "".join(c for c in split if not unicodedata.combining(c)))
    return (_stem(plain),) if plain and plain not in STOP else ()


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _stem(word: str) -> str:
    """Strip the endings of plurals and verbs, as the first step of Porter's stemmer does."""
    if len(word) <= 3 or not word.isascii() or word[0].isdigit():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and any(v in rest for v in "aeiouy"):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "sz" else rest
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word
