"""The fullest name that an article gives to a written source; null where it gives none.

Pronouns and roles stay unresolved here ("he", "the president"): with two presidents in one article
a rule on strings would guess. The resolver over the trained model replaces this.
"""

from __future__ import annotations

import re
from collections import Counter

from spacy.lang.en.stop_words import STOP_WORDS

from claimkit.language import INVISIBLE

_WORD = r"(?:[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]\.|de|van|von|al|bin|der|la)"
_NAME = re.compile(rf"(?<![\w’'.-])[A-Z][\w’'.-]*(?: {_WORD})+")
_TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. miss sir lady lord dame dr dr. prof professor president minister mayor "
    "senator sen sen. representative rep rep. congressman congresswoman speaker governor gov gov. "
    "general gen gen. colonel captain capt. sergeant secretary secretary-general chancellor "
    "chairman chairwoman chair director chief inspector commissioner ambassador judge justice "
    "councillor spokesman spokeswoman spokesperson officer manager engineer master king queen "
    "prince princess pope bishop".split()
)
# The last word of an organisation's name, where it is no person's.
_ORGANIZATIONS = frozenset(
    "agency airlines airways association authority bank board bureau center centre club "
    "commission committee company congress cooperative corporation council court department "
    "federation foundation government group hospital inc institute lines ltd marine ministry "
    "museum office organisation organization parliament party police senate service society "
    "times trust union university".split()
)
_PERSONAL = frozenset(("he", "she", "i"))
_PLURAL = frozenset(("they", "we"))
_UNNAMED = re.compile(
    r"(?:an?|one|two|several|some|many) |.*\b(?:officials|sources|people|witnesses|residents)$"
)


class Speakers:
    """The names of one text.

    Parameters
    ----------
    text
        The whole text.

    Examples
    --------
    >>> speakers = Speakers("Mayor Elin Voss spoke. Voss left. The mayor slept.")
    >>> speakers.name("The mayor, Voss"), speakers.name("The mayor"), speakers.kind("Voss")
    ('Elin Voss', None, 'person')
    """

    def __init__(self, text: str) -> None:
        self._text = text.translate(INVISIBLE)
        self._full: dict[str, Counter[str]] = {}
        self._known: dict[str, str | None] = {}
        for match in _NAME.finditer(self._text):
            name = _without_titles(match.group())
            if len(name.split()) > 1:
                self._full.setdefault(_surname(name), Counter())[name] += 1

    def name(self, written: str) -> str | None:
        """Return the full name behind a written source, or None."""
        if written not in self._known:
            named = (self._named(_base(p)) for p in written.translate(INVISIBLE).split(","))
            name = next(filter(None, named), None)
            alone = (
                name is not None and " " not in name and written.lower() == f"the {name.lower()}"
            )
            self._known[written] = f"the {name}" if alone else name  # the Kremlin
        return self._known[written]

    def _named(self, written: str) -> str | None:
        name = _without_titles(written)
        if not name or not name[0].isupper() or name.lower() in _PERSONAL | _PLURAL:
            return None
        if len(name.split()) > 1:
            name = name.title() if name.isupper() else name  # a transcript's label
            return self._usual(name) if _NAME.fullmatch(name) else None
        usual: str | None = None
        for full in self._full.get(_surname(name), ()):
            if usual not in (None, self._usual(full)):
                return None  # two people of one surname stay apart
            usual = self._usual(full)
        # A name without a fuller form is the fullest; a word that only begins sentences is none.
        titled = name != written
        inside = titled or re.search(rf"[\w,’'] {re.escape(name)}\b", self._text)
        return usual or (name if inside else None)

    def kind(self, written: str) -> str | None:
        """Return what the source is, as far as its words tell."""
        low = written.lower()
        if low in _PERSONAL:
            return "person"
        if low in _PLURAL:
            return "group"
        name = self.name(written)
        if name and _surname(name) in _ORGANIZATIONS:
            return "organization"
        if name and len(name.split()) > 1 and (not low.startswith("the ") or "," in low):
            return "person"
        return "unnamed" if _UNNAMED.match(low) else None

    def _usual(self, name: str) -> str:
        """Of `Russian Vladimir Putin` and `Vladimir Putin` the shorter, where it is printed."""
        shorter = [full for full in self._full.get(_surname(name), ()) if name.endswith(f" {full}")]
        return min(shorter, key=len, default=name)


def _base(written: str) -> str:
    """`The Mark Rutte of the alliance (right)` without what stands around the name."""
    first = written.split(" (")[0].split(" of ")[0].split(" for ")[0]
    return re.sub(r"^[Tt]he ", "", first.strip())


def _surname(name: str) -> str:
    return re.sub(r"[’']s?$", "", name.split()[-1]).casefold()


def _without_titles(name: str) -> str:
    words = name.split()
    titles = [i for i, word in enumerate(words) if word.lower() in _TITLES]
    words = words[titles[-1] + 1 :] if titles else words
    while words and words[0].lower() in STOP_WORDS:  # the first word of a sentence: "And Bo Lind"
        words = words[1:]
    return re.sub(r"[’']s?$", "", " ".join(words))
