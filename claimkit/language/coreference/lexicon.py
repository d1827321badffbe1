"""What the words of mentions tell: titles, kinds of nouns, first names, pronouns.

First names are those of the 1990 census of the United States (public domain) that are at least 97
per cent of one gender, with the commonest ones of other countries; the nouns come from the
annotated entities of GUM (CC BY 4.0) and the sources of news.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("lexicon.json")

MASCULINE = 1.0
FEMININE = -1.0


class Pronoun(NamedTuple):
    """What the form of a pronoun says.

    ``number`` is ``person`` (he, she), ``plural`` (they), ``thing`` (it), ``speaker`` (I),
    ``speakers`` (we), ``hearer`` (you) or ``relative`` (who).
    """

    number: str
    gender: float = 0.0
    possessive: bool = False
    reflexive: bool = False


PRONOUNS = {
    "he": Pronoun("person", MASCULINE),
    "him": Pronoun("person", MASCULINE),
    "his": Pronoun("person", MASCULINE, possessive=True),
    "himself": Pronoun("person", MASCULINE, reflexive=True),
    "she": Pronoun("person", FEMININE),
    "her": Pronoun("person", FEMININE),  # possessive or not: the tree tells
    "hers": Pronoun("person", FEMININE, possessive=True),
    "herself": Pronoun("person", FEMININE, reflexive=True),
    "they": Pronoun("plural"),
    "them": Pronoun("plural"),
    "their": Pronoun("plural", possessive=True),
    "theirs": Pronoun("plural", possessive=True),
    "themselves": Pronoun("plural", reflexive=True),
    "it": Pronoun("thing"),
    "its": Pronoun("thing", possessive=True),
    "itself": Pronoun("thing", reflexive=True),
    "i": Pronoun("speaker"),
    "me": Pronoun("speaker"),
    "my": Pronoun("speaker", possessive=True),
    "mine": Pronoun("speaker", possessive=True),
    "myself": Pronoun("speaker", reflexive=True),
    "we": Pronoun("speakers"),
    "us": Pronoun("speakers"),
    "our": Pronoun("speakers", possessive=True),
    "ours": Pronoun("speakers", possessive=True),
    "ourselves": Pronoun("speakers", reflexive=True),
    "you": Pronoun("hearer"),
    "your": Pronoun("hearer", possessive=True),
    "who": Pronoun("relative"),
    "whom": Pronoun("relative"),
    "whose": Pronoun("relative", possessive=True),
    "which": Pronoun("relative"),
    "that": Pronoun("relative"),
}


class Lexicon:
    """The lists of ``lexicon.json``."""

    def __init__(self) -> None:
        lists = json.loads(_FILE.read_text(encoding="utf-8"))
        self.gender_of_name = {
            name: gender
            for key, gender in (("masculine", MASCULINE), ("feminine", FEMININE))
            for name in lists["first_names"][key].split()
        }
        self.gender_of_title = {
            title: gender
            for key, gender in (("masculine", MASCULINE), ("feminine", FEMININE))
            for title in lists["titles"][key].split()
        }
        nouns = {key: lists["nouns"][key].split() for key in lists["nouns"]}
        self.gender_of_noun = {
            **dict.fromkeys(nouns["masculine"], MASCULINE),
            **dict.fromkeys(nouns["feminine"], FEMININE),
            # `spokesman Ana Ruiz`: an office that may be a woman's as well
            **dict.fromkeys(lists["nouns"]["offices"].split(), MASCULINE / 2),
        }
        self.persons = frozenset([*nouns["masculine"], *nouns["feminine"], *nouns["person"]])
        # `Mr.` stands before a person's name alone, `Queen` before that of a street as well.
        self.courtesies = frozenset(self.gender_of_title) - self.persons
        self.groups = frozenset(nouns["group"])
        self.organizations = frozenset(nouns["organization"])
        self.short_titles: dict[str, str] = lists["titles"]["roles"]
        self.broader = {role: frozenset(w.split()) for role, w in lists["broader"].items()}


@cache
def lexicon() -> Lexicon:
    """Return the lists, read once."""
    return Lexicon()


def is_title(word: str) -> bool:
    """Tell whether a word may stand before a name and be no part of it: Mayor, Mrs., spokesman.

    >>> is_title("Mayor"), is_title("vice-president"), is_title("Voss")
    (True, True, False)
    """
    words, low = lexicon(), word.lower()
    return (
        low in words.persons
        or low in words.short_titles
        or low in words.gender_of_title
        or low.rpartition("-")[2] in words.persons
    )
