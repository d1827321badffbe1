"""Whether two documents give the same words to two people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

import pandas as pd

from claimkit import tables
from claimkit.crosscheck.quotation_runs import Run
from claimkit.language.coreference.lexicon import is_title

_WORD = re.compile(r"\w+")
_PRONOUNS = frozenset(("he", "she", "they", "i", "we"))
_NEAR = 300  # code points around a quotation in which another person may be meant
_NAMES = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*)*")


class People:
    """The people who speak in a story, by name.

    Parameters
    ----------
    runs
        All that is quoted in the story.
    spans
        The table of that name, in which the people are marked that are named around it.
    """

    def __init__(self, runs: Iterable[Run], spans: pd.DataFrame) -> None:
        self._named: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        people = spans[(spans["role"] == "entity") & (spans["label"] == "PERSON")]
        for span in tables.rows(people):
            self._named[span.source_id].append((span.start, _name_parts(span.value or span.text)))
        self._full: dict[str, set[frozenset[str]]] = defaultdict(set)
        # Names that are printed beside a speaker: “Bo Lind, a spokesman for Ms. Voss”.
        self._beside: dict[frozenset[str], set[frozenset[str]]] = defaultdict(set)
        for run in runs:
            name = _name_parts(_speaker(run))
            if len(name) > 1 and is_person(run):
                self._full[_last(_speaker(run))].add(name)
            if name and run.source:
                self._beside[name] |= _names(run.source)

    def differ(self, one: Run, other: Run) -> bool:
        """Tell whether the two speakers have no name in common, as far as one can tell.

        A person and an organization may be one voice: of a company's director and the company.
        """
        names = self._name(one), self._name(other)
        if {_kind(one), _kind(other)} == {"person", "organization"}:
            return False
        return bool(names[0] and names[1]) and not names[0] & names[1]

    def conflict(self, one: Run, other: Run, sure: Collection[int] = ()) -> bool:
        """Tell whether both outlets name a person, each another one, and mean it.

        An outlet means it where it prints the name beside the words, or near them and nobody
        else's: who `he` is may be read wrongly. Of a person and their spokesman, either may be
        given the words of both.

        Parameters
        ----------
        one, other
            Where the words stand.
        sure
            The runs (by :func:`id`) whose words another document gives to the same person by name,
            so that `he` has been read rightly.
        """
        if not self.differ(one, other) or one.inner or other.inner:
            return False
        if not all(names_speaker(run) or (is_person(run) and (id(run) in sure or self._alone(run)))
                   for run in (one, other)):  # fmt: skip
            return False
        return not self._related(one, other) and not self._related(other, one)

    def agree(self, one: Run, other: Run) -> bool:
        """Tell whether the two speakers are known and have a name in common."""
        return bool(self._name(one) & self._name(other))

    def _alone(self, run: Run) -> bool:
        """Tell whether nobody but the speaker is named in the paragraph around the words.

        What is named within them does not count. Of `he` the speaker must be named before them.
        """
        text, first, last = run.document.text, run.parts[0].start, run.parts[-1].end
        low = max(text.rfind("\n\n", 0, first), first - _NEAR)
        high = min(text.find("\n\n", last) % (len(text) + 1), last + _NEAR)
        speaker = _name_parts(_speaker(run))
        around = [
            (start, bool(name & speaker))
            for start, name in self._named[run.source_id]
            if low <= start < first or last <= start < high
        ]
        if not all(own for _, own in around):
            return False
        role = bool(run.source) and str(run.source).casefold() not in _PRONOUNS
        return role or any(start < first for start, _ in around)

    def _name(self, run: Run) -> frozenset[str]:
        """Return the parts of the speaker's name, the full one if the story has only one such."""
        name = _name_parts(_speaker(run))
        full = self._full.get(next(iter(name)), set()) if len(name) == 1 else set()
        return next(iter(full)) if len(full) == 1 else name

    def _related(self, one: Run, other: Run) -> bool:
        # Of “Bo Lind of Voss Timber” the firm is nobody's name, though Elin Voss may own it.
        named = self._name(other)
        return any(name <= named for name in self._beside[_name_parts(_speaker(one))])


def _speaker(run: Run) -> str:
    return str(run.statement.speaker or "") if run.statement is not None else ""


def _kind(run: Run) -> str | None:
    return run.statement.speaker_kind if run.statement is not None else None


def _last(name: str) -> str:
    return str(_WORD.findall(name.casefold())[-1])


def _names(source: str) -> set[frozenset[str]]:
    """The names that are printed in a source, each by its parts without titles."""
    names = (
        frozenset(part.casefold() for part in _WORD.findall(run) if not is_title(part))
        for run in _NAMES.findall(source)
    )
    return {name for name in names if name}


def _name_parts(name: str) -> frozenset[str]:
    """The parts of a name without initials."""
    return frozenset(part for part in _WORD.findall(name.casefold()) if len(part) > 1)


def is_person(run: Run) -> bool:
    """Tell whether a person is given the words outright, not within somebody else's."""
    said = run.statement
    if said is None or said.speaker_kind != "person" or said.parent_id is not None:
        return False
    return said.cue is not None or run.is_reference


def names_speaker(run: Run) -> bool:
    """Tell whether the person who is given the words is named beside them."""
    return is_person(run) and bool(_name_parts(run.source or "") & _name_parts(_speaker(run)))
