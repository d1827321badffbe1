"""Tokens cut into pieces: a token may hold more than a number (`3.2bn`, `10–15`, `5-$10`)."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from claimkit.language.quantities.lexicon import LIKE, VULGAR

_FIGURE = re.compile(rf"[\d{''.join(VULGAR)}]")
_PIECE = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:,\d{2})*,\d{3}(?!\d)|\d+(?:\.\d+)?|\.\d+"
    r"|[^\W\d_]+|."
)
# What a token with digits may begin with; others ("A4", "B-52", "mid-20s") are names.
_OPENS = re.compile(r"(?:to[-–])?[-–−+~≈<>(]?(?:US|AU|NZ|HK|[ACS])?[$£€¥₹₽₩₺₪₴₦]?[.]?\d|[½⅓⅔¼¾⅕-⅞]")


class Piece(NamedTuple):
    """A token, or what a token with digits is cut into."""

    text: str
    number: Fraction | None  # of digits and of characters such as ½
    token: int
    glued: bool  # nothing stands between it and the piece before

    @property
    def low(self) -> str:
        """The text in lower case."""
        return self.text.lower()


def pieces(doc: Doc, start: int, end: int) -> list[Piece]:
    """Return the pieces of some tokens, up to the end of their line.

    Examples
    --------
    >>> import spacy
    >>> [piece.text for piece in pieces(spacy.blank("en")("rose 3.2bn-$4"), 0, 2)]
    ['rose', '3.2', 'bn', '-', '$', '4']
    """
    found: list[Piece] = []
    glued = False
    for i in range(start, min(end, len(doc))):
        token = doc[i]
        if token.is_space and "\n" in token.text:
            break
        text = token.text
        for each, number in _cut(text):
            found.append(Piece(each, number, i, glued))
            glued = True
        glued = not token.whitespace_ and not token.is_space
    return found


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[tuple[str, Fraction | None], ...]:
    if not _FIGURE.search(text) or not _OPENS.match(text):
        return ((text, None),)
    parts = _PIECE.findall(text)
    numbers = [_digits(part) for part in parts]
    # "4.2.1", "10.0.0.1": a version or an address.
    if any(
        a is not None and b is not None and parts[i + 1] not in VULGAR
        for i, (a, b) in enumerate(pairwise(numbers))
    ):
        return ((text, None),)
    return tuple(zip(parts, numbers, strict=True))


def _digits(text: str) -> Fraction | None:
    if text in VULGAR:
        return VULGAR[text]
    plain = text.replace(",", "")
    if plain.isascii() and plain.replace(".", "", 1).isdigit():
        return Fraction(plain if plain[0] != "." else f"0{plain}")
    return None


def is_number_like(word: str) -> bool:
    """Tell whether a token may begin a quantity or stand inside one; `word` is in lower case."""
    return word in LIKE or _FIGURE.search(word) is not None
