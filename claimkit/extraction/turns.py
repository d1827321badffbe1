"""The turns of a transcript: paragraphs that begin with the name of who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from claimkit.language import Attribution
from claimkit.language.quotations import paragraphs

# In capitals or title case, so that `Voss continued: …` is none.
_NAME = r"[A-Z][\w.’'&/-]*(?: (?:[A-Z][\w.’'&/-]*|of|the|de|van|von|al|bin|for|and|&)){0,7}"
_TURN = re.compile(rf"(?P<speaker>(?P<name>{_NAME})(?: \([^)\n]{{1,60}}\))?):[ \t]+(?=\S)")
_SEVERAL = 3  # labels in capitals, which no article has


def turns(text: str) -> list[Attribution]:
    r"""Return what each speaker of a transcript says; nothing where a text is none.

    Examples
    --------
    >>> text = "ADA VOSS: Is it safe?\n\nBO LIND: It is.\n\nIt was never not safe."
    >>> [[text[a:b] for a, b in (turn.source, *turn.content)] for turn in turns(text)]
    [['ADA VOSS', 'Is it safe?'], ['BO LIND', 'It is.', 'It was never not safe.']]
    """
    found = list(_turns(text))
    # A speaker who comes back may be presented the first time alone: `ADA VOSS (engineer):`.
    labels = Counter(_name(text, turn) for turn in found)
    if len(labels) < 2:
        return []
    share = len(found) / sum(1 for _ in paragraphs(text))
    # A few paragraphs of an article may begin with `Update:`. Where speakers come back, or stand in
    # capitals, long turns may run over several paragraphs.
    plain = max(labels.values()) > 1 or sum(label.isupper() for label in labels) >= _SEVERAL
    return found if share > 0.5 or (share > 0.25 and plain) else []


def _name(text: str, turn: Attribution) -> str:
    match = _TURN.match(text, turn.source[0]) if turn.source else None
    return match["name"] if match else ""


def _turns(text: str) -> Iterator[Attribution]:
    turn: Attribution | None = None
    for start, end in paragraphs(text):
        match = _TURN.match(text, start, end)
        if match:
            if turn:
                yield turn
            turn = Attribution(((match.end(), end),), source=match.span("speaker"))
        elif turn and text[start] not in "[(":
            turn = replace(turn, content=(*turn.content, (start, end)))
    if turn:
        yield turn
