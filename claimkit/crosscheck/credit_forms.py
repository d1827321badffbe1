"""The words in which a credit is printed, and how they are matched: a small grammar.

A form is a line of words: ``[a b]`` are words that may be there, ``{a b}`` words of which one must
be, ``STORY`` what a text calls itself, ``YEAR`` a year, ``NAMES`` the slot of the names. Everything
else stands for itself. A form begins where a sentence or a bracket does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_WORD = re.compile(r"[^\W_]+(?:[.&’'-][^\W_]+)*|--|[^\w\s]|_")
_GROUP = re.compile(r"\[[^]]*\]|\{[^}]*\}|\S+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STORY = frozenset(
    "analysis article column dispatch feature interview item piece post report story text".split()
)
NAMES = "NAMES"


@dataclass(frozen=True)
class Token:
    """A word or a mark of a line, with its place in the line."""

    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The text to compare: in lower case."""
        return self.text.casefold()

    @property
    def is_word(self) -> bool:
        """Whether it is no mark."""
        return self.text[0].isalnum()


@dataclass(frozen=True)
class Form:
    """One way to print a credit.

    Parameters
    ----------
    words
        The form, in the language that this module describes.
    whole
        Whether it says that all the text is the other's, and not only that the other helped.
    people
        Whether a reporter's name may stand in the slot: then what is no organisation by its shape
        is none.
    """

    words: str
    whole: bool
    people: bool


_PUBLISHED = "{published appeared printed posted produced ran run released}"
_MADE = "{published produced provided written compiled reported}"
_AGAIN = "{reprinted republished reproduced syndicated}"
_HELP = "{files reporting reports material information contributions copy input}"

# All the text is theirs, and an organisation's: a name of two plain words is one too.
_WHOLE = (
    f"[this] [STORY] [was has] [been] {{first originally previously}} {_PUBLISHED} "
    "{by in on at for with} NAMES",
    "[this] [STORY] as [it] {first originally} {published appeared printed} {by in on at} NAMES",
    f"[this] [STORY] [is was] {_AGAIN} [here] [with] [the] [kind] [permission] "
    "{by from of} NAMES",
    "[this] [STORY] [is was] {distributed provided supplied} {by through} NAMES",
    "this STORY {is comes came} [courtesy] {from of via} NAMES",
    "courtesy of NAMES",
    "{source sources via agency wire credit} : NAMES",
    "© [YEAR] [by] NAMES",
    "{copyright copyrighted} [©] [YEAR] [by] NAMES",
    "{copyright copyrighted} ( c ) [YEAR] [by] NAMES",
    "( c ) YEAR [by] NAMES",
)
# All the text is theirs, or a reporter's.
_WHOLE_OR_PERSON = (
    "reporting by NAMES",
    "[this] STORY by NAMES",
    f"this STORY {{is was}} [also] {_MADE} by NAMES",
)
_HELPED = (
    "{additional further extra} {reporting material information} {by from} NAMES",
    f"[and] with [additional further] {_HELP} {{from by}} NAMES",
    "{contributing contributors contributor} : NAMES",
    "contributed by NAMES",
    "NAMES [also] contributed [reporting research] {to for} this STORY",
)
FORMS = (
    *(Form(words, whole=True, people=False) for words in _WHOLE),
    *(Form(words, whole=True, people=True) for words in _WHOLE_OR_PERSON),
    *(Form(words, whole=False, people=True) for words in _HELPED),
)

# Credits that name no service at all; what is kept of them is the group in the middle.
SERVICES = frozenset(
    " ".join(words)
    for words in (
        *((kind, what) for kind in ("wire", "agency", "news") for what in ("reports", "services")),
        ("wire", "service"),
        ("news", "agencies"),
        ("wires",),
        ("agencies",),
    )
)
_LEADING_IN = frozenset("by compiled from staff and with reports our the a written edited".split())


def tokens(line: str) -> list[Token]:
    """Return the words and marks of a line.

    Examples
    --------
    >>> [token.text for token in tokens("© 2025 Coast & Sea News’ Jo")]
    ['©', '2025', 'Coast', '&', 'Sea', 'News', '’', 'Jo']
    """
    return [Token(found.group(), found.start(), found.end()) for found in _WORD.finditer(line)]


@cache
def _elements(words: str) -> tuple[tuple[bool, frozenset[str]], ...]:
    """Each element of a form: whether it must be there, and the words that it may be."""
    found = []
    for group in _GROUP.findall(words):
        needed = not group.startswith("[")
        inner = group.strip("[]{}").split() if len(group) > 1 else [group]
        found.append((needed, frozenset(inner)))
    return tuple(found)


def slots(form: Form, line: list[Token], at: int) -> Iterator[tuple[int, int | None]]:
    """Yield where the names of a form can stand when it begins at a token.

    Yields
    ------
    tuple
        The token at which the names begin, and the one before which they end where the form goes on
        after them, else None.
    """
    elements = _elements(form.words)
    slot = next(i for i, (_, words) in enumerate(elements) if NAMES in words)
    for start in _matched(elements[:slot], line, at):
        if slot == len(elements) - 1:
            yield start, None
            continue
        for end in range(start + 1, len(line)):
            if any(True for _ in _matched(elements[slot + 1 :], line, end)):
                yield start, end
                break


def _matched(
    elements: tuple[tuple[bool, frozenset[str]], ...], line: list[Token], at: int
) -> Iterator[int]:
    """Yield the token after the elements for each way to match them from a token on."""
    if not elements:
        yield at
        return
    needed, words = elements[0]
    if at < len(line) and _is_one_of(line[at], words):
        yield from _matched(elements[1:], line, at + 1)
    if not needed:
        yield from _matched(elements[1:], line, at)


def _is_one_of(token: Token, words: frozenset[str]) -> bool:
    if token.word in words:
        return True
    if "STORY" in words and token.word in _STORY:
        return True
    return "YEAR" in words and _YEAR.fullmatch(token.text) is not None


def unnamed_service(line: list[Token]) -> tuple[int, int] | None:
    """Return the tokens that credit services without a name, where they are all of a line.

    Examples
    --------
    >>> unnamed_service(tokens("From staff and wire reports"))
    (3, 5)
    >>> unnamed_service(tokens("Wire reports came in all night")) is None
    True
    """
    words = [token.word for token in line if token.is_word]
    places = [i for i, token in enumerate(line) if token.is_word]
    for length in (2, 1):
        if " ".join(words[-length:]) in SERVICES and set(words[:-length]) <= _LEADING_IN:
            return places[-length], places[-1] + 1
    return None
