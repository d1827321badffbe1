"""The words of a quotation in one form each, so that spelling and house style make no difference.

Outlets print one utterance in their own style: numerals or words, `percent` or `per cent`, `Sen.`
or `Senator`, `OK` or `okay`, `isn’t` or `is not`, British or American spelling. None of this alters
a quotation; what is left different after it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from claimkit.language.quantities.wordnumbers import merged


@dataclass(frozen=True)
class Wording:
    """The words of a stretch of text, in order.

    Attributes
    ----------
    keys
        The words, each in its one form; `wasn’t` makes two.
    spans
        Where each stands in the text, as code points; words made of one have the same place.
    inserted
        The words that stand in square or round brackets: not the speaker's own.
    gaps
        The words before which something is marked as left out; `len(keys)` after the last.
    starts
        The words with which a sentence begins.
    """

    keys: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    inserted: frozenset[int] = field(default_factory=frozenset)
    gaps: frozenset[int] = field(default_factory=frozenset)
    starts: frozenset[int] = frozenset((0,))

    def __len__(self) -> int:
        return len(self.keys)

    def own(self, start: int = 0, end: int | None = None) -> int:
        """Return how many of the words [start, end) are the speaker's own."""
        end = len(self) if end is None else end
        return end - start - sum(start <= i < end for i in self.inserted)


_PIECE = re.compile(
    r"(?P<gap>(?:\.\s?){2,}\.|…)"
    r"|(?P<initial>\[\w\]\w+(?:['’]\w+)*)"  # [w]e: a capital made small, or the other way round
    r"|(?P<open>[\[(])|(?P<close>[\])])"
    r"|(?P<dotted>\b(?:[A-Za-z]\.){2,})"  # F.B.I.
    r"|(?P<percent>(?i:\bper\s+cent\b))"
    r"|(?P<masked>\w+\*+\w*)"  # f***ing
    r"|(?P<word>['’](?:em|cause|til)\b|\w+(?:[.,:]\d+)*(?:['’]\w+)*)"
    r"|(?P<sign>[&%$£€])"
)
_SIGNS = {"&": "and", "%": "percent", "$": "dollars", "£": "pounds", "€": "euros"}
_MONEY = frozenset("$£€")
# What a speaker utters without meaning it; no outlet is bound to print it.
_FILLERS = frozenset(("um", "uh", "er", "erm", "uhm", "ah"))
_STYLE = {
    "ok": ("okay",), "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"),
    "cannot": ("can", "not"), "let's": ("let", "us"), "'em": ("them",), "em": ("them",),
    "'cause": ("because",), "'til": ("until",), "till": ("until",),
    "sen": ("senator",), "rep": ("representative",), "gov": ("governor",), "gen": ("general",),
    "pres": ("president",), "dr": ("doctor",), "lt": ("lieutenant",), "col": ("colonel",),
    "sgt": ("sergeant",), "capt": ("captain",), "atty": ("attorney",), "prof": ("professor",),
    "vs": ("versus",), "jan": ("january",), "feb": ("february",), "apr": ("april",),
    "aug": ("august",), "sept": ("september",), "oct": ("october",), "nov": ("november",),
    "dec": ("december",), "toward": ("towards",), "afterward": ("afterwards",),
    "grey": ("gray",), "sceptic": ("skeptic",), "sceptical": ("skeptical",),
    "judgement": ("judgment",), "ageing": ("aging",), "tyre": ("tire",), "tyres": ("tires",),
    "mum": ("mom",), "momma": ("mama",), "programmes": ("programs",), "programme": ("program",),
    "cheque": ("check",), "cheques": ("checks",), "dollar": ("dollars",), "euro": ("euros",),
}  # fmt: skip
_CAPITALS = {
    "US": ("united", "states"),
    "UK": ("united", "kingdom"),
    "UN": ("united", "nations"),
    "EU": ("european", "union"),
}
_CONTRACTED = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will"}
_NOT = {"ca": "can", "wo": "will", "sha": "shall"}
# A pronoun's `'s` and `'d` are verbs; which one, only the words after it tell.
_LONG_ENOUGH = 5  # letters; shorter words are spelt alike
_VERBAL = frozenset(
    "he she it that this there here what who where how when i you we they everybody everyone "
    "nobody somebody".split()
)
_SPELLING = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|ite$|ites$|ful$|hood$|'s$)", "or"),
        (r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz"),
        (r"(?<=anal|aral)ys(?=(?:e|ed|es|ing)$)", "yz"),
        (r"(?<=[aeiouy][bdfgmnpstv])ell(?=(?:ed|ing|er|ers)$)", "el"),
        (r"(?<=[btd])re(?=s?$)", "er"),
        (r"^(def|off|lic|pret)ence(?=s?$)", r"\1ense"),
        (r"(?<=[a-z]{3})ogue(?=s?$)", "og"),
    )
)


def wording(text: str, start: int = 0, end: int | None = None) -> Wording:
    """Read the words of a stretch of text.

    Parameters
    ----------
    text
        The whole text.
    start, end
        The stretch, as code points.

    Examples
    --------
    >>> wording("“[W]e can’t … pay 11 per cent”").keys
    ('we', 'can', 'not', 'pay', '11', 'percent')
    """
    return join(text, [Part(start, len(text) if end is None else end)])


class Part(NamedTuple):
    """A stretch of a text that is read: a sentence, or a piece of one.

    ``continues`` says that it belongs to the sentence before it, ``parted`` that other words stand
    between the two, so that something may be left out.
    """

    start: int
    end: int
    continues: bool = False
    parted: bool = True


def join(text: str, parts: Iterable[Part]) -> Wording:
    """Read several stretches of a text as one."""
    keys: list[str] = []
    spans: list[tuple[int, int]] = []
    inserted: set[int] = set()
    gaps: set[int] = set()
    starts: set[int] = set()
    for part in parts:
        if part.parted:
            gaps.add(len(keys))
        if not part.continues:
            starts.add(len(keys))
        for key, span, added in _words(text, part.start, part.end):
            if not key:
                gaps.add(len(keys))
                continue
            if added:
                inserted.add(len(keys))
            keys.append(key)
            spans.append(span)
    gaps |= {0, len(keys)}
    places = merged(keys, gaps | starts)
    at = {first: i for i, (_, first, _) in enumerate(places)} | {len(keys): len(places)}
    return Wording(
        tuple(key for key, _, _ in places),
        tuple((spans[first][0], spans[last - 1][1]) for _, first, last in places),
        frozenset(i for i, (_, first, _) in enumerate(places) if first in inserted),
        frozenset(at[gap] for gap in gaps),
        frozenset(at[start] for start in starts),
    )


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """Yield the words, and an empty one where something is marked as left out."""
    depth = 0
    money: tuple[str, tuple[int, int]] | None = None
    for piece in _PIECE.finditer(text, start, end):
        kind, printed, span = piece.lastgroup, piece.group(), piece.span()
        if kind == "gap":
            yield "", span, False
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "sign" and printed in _MONEY:
            money = (_SIGNS[printed], span)
        else:
            for key in _forms(kind or "", printed):
                yield key, span, depth > 0
            # `$5` is read `5 dollars`; a magnitude after it still belongs to the number.
            if money and not _magnitude_follows(text, piece.end(), end):
                yield money[0], span, depth > 0
                money = None


_MAGNITUDE = re.compile(r"[\s-]?(?:hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)


def _magnitude_follows(text: str, at: int, end: int) -> bool:
    return bool(_MAGNITUDE.match(text, at, end))


def _forms(kind: str, printed: str) -> Iterable[str]:
    """Return the words that a printed word stands for."""
    if kind == "sign":
        return (_SIGNS[printed],)
    if kind == "percent":
        return ("percent",)
    if kind == "dotted":
        printed = printed.replace(".", "")
    if printed in _CAPITALS:
        return _CAPITALS[printed]
    word = printed.replace("’", "'").casefold()
    if kind == "initial":
        word = word.replace("[", "").replace("]", "")
    if kind == "masked":
        return (word,)
    if word in _FILLERS:
        return ()
    if word in _STYLE:
        return _STYLE[word]
    if word.endswith("n't"):
        return (_NOT.get(word[:-3], word[:-3]), "not")
    stem, mark, ending = word.rpartition("'")
    if mark and mark + ending in _CONTRACTED:
        return (*_forms("", stem), _CONTRACTED[mark + ending])
    if mark and ending in ("s", "d") and stem in _VERBAL:
        return (stem, mark + ending)
    return (_spelled(word),)


def _spelled(word: str) -> str:
    """Return a word in the American spelling; the result need be no word."""
    if len(word) >= _LONG_ENOUGH:
        for pattern, form in _SPELLING:
            word = pattern.sub(form, word)
    return word
