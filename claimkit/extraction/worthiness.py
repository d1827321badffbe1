"""How worth checking the claims are: read once for each sentence that holds one."""

from __future__ import annotations

from spacy.tokens import Doc

from claimkit.language import check_worthiness


class Worthiness:
    """Gathers the sentences of claims and scores each once, all of them together."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._claims: list[int] = []

    def add(self, doc: Doc, head: int, start: int, end: int) -> None:
        """Take the next claim: the word that heads it, and its range in code points."""
        text = doc[head].sent.text.strip()
        self._claims.append(self._places.setdefault(text, len(self._places)))

    def values(self) -> list[float]:
        """Return how worth checking each claim is, 0 to 1, in the order they were given."""
        scores = check_worthiness(list(self._places))
        return [float(scores[at]) for at in self._claims]
