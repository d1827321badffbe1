"""The lemma of a word: the syntax head's edits of its end, and the forms that a treebank knows."""

from __future__ import annotations

import gzip
import json
from collections.abc import Container, Sequence
from functools import cache
from typing import Any

from numpy.typing import NDArray

from claimkit import resources
from claimkit.language.wordpiece import vocabulary

CANDIDATES = 8  # edits that are looked at, the likeliest first
FILE = "lemmas.json.gz"
_DOUBLED = frozenset("bdgmnprt")


def lemma_script(form: str, lemma: str) -> str:
    """Return the edit that makes a lemma of a form: letters cut, letters put there, case.

    >>> lemma_script("Cities", "city")
    '3|y|l'
    """
    low = form.lower()
    keep = form if lemma[:1] == form[:1] and lemma != lemma.lower() else low
    same = 0
    while same < min(len(keep), len(lemma)) and keep[same] == lemma[same]:
        same += 1
    return f"{len(keep) - same}|{lemma[same:]}|{'l' if keep is low else 'k'}"


def apply_script(form: str, script: str) -> str:
    """Return the lemma that an edit makes of a form.

    >>> apply_script("Parties", "3|y|l")
    'party'
    """
    cut, _, rest = script.partition("|")
    add, _, case = rest.rpartition("|")
    base = form.lower() if case == "l" else form
    return (base[: len(base) - int(cut)] if int(cut) <= len(base) else "") + add or form


class Lemmas:
    """Lemmas by part of speech.

    Parameters
    ----------
    forms
        The known lemma of a form, by part of speech.
    scripts
        The edits that the syntax head can say.
    words
        Words that there are, whatever their part of speech.
    """

    def __init__(
        self,
        forms: dict[str, dict[str, str]],
        scripts: Sequence[str],
        words: Container[str] = frozenset(),
    ) -> None:
        self.forms, self.scripts, self.words = forms, scripts, words
        self.known = {upos: frozenset(known.values()) for upos, known in forms.items()}

    def __call__(self, form: str, upos: str, likely: NDArray[Any]) -> str:
        """Return the lemma of a word.

        Parameters
        ----------
        form
            The word as printed.
        upos
            Its part of speech.
        likely
            Numbers of edits, the likeliest first.

        Returns
        -------
        str
            That of the treebank where it knows the form; else the likeliest edit that gives a lemma
            it knows; else what the likeliest edit gives, of a name the name itself.
        """
        forms = self.forms.get(upos, {})
        for known in (form, form.lower()):
            if known in forms:
                return forms[known]
        if upos == "PROPN":
            return form
        lemmas = self.known.get(upos, frozenset())
        # An edit that keeps no letter makes one lemma of any word; it is for known forms alone.
        scripts = (self.scripts[i] for i in likely.tolist())
        made = (apply_script(form, s) for s in scripts if int(s.partition("|")[0]) < len(form))
        first = next(made, form.lower())
        if first in lemmas:
            return first
        if upos == "VERB" and (spelled := self._spelled(first, lemmas)):
            return spelled
        return next((x for x in made if x in lemmas), first)

    def _spelled(self, first: str, lemmas: Container[str]) -> str | None:
        """Return a rare verb as it is spelt without its ending: `snap` of `snapp`."""
        single = first[:-1] if first[-1:] == first[-2:-1] else first
        for spelling in (first, single, f"{first}e"):
            if spelling in lemmas or spelling in self.words:
                return spelling
        # Other consonants are doubled before an ending alone: `quipped`.
        return single if single != first and first[-1] in _DOUBLED else None


@cache
def lemmatizer(scripts: tuple[str, ...]) -> Lemmas:
    """Return the lemmas of the forms in the package, and of the edits that a model can say."""
    with gzip.open(resources.folder("weights") / FILE, "rt", encoding="utf-8") as file:
        return Lemmas(json.load(file), scripts, vocabulary().index)
