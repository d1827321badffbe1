"""Texts of any length from the sentences of the sample stories: no data is needed."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

_SEEDS = Path(__file__).parents[2] / "seeds"
_SEED = 11
# Where one sentence of running text ends and the next begins.
_EDGE = re.compile(r"(?<=[.!?”\"]) (?=[A-Z“\"])")
_SENTENCES_A_PARAGRAPH = 3


@cache
def sentences() -> tuple[str, ...]:
    """Return the sentences of the stories' texts, in order, each once."""
    found: dict[str, None] = {}
    for path in sorted(_SEEDS.rglob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").splitlines():
            # What does not end like a sentence is a headline or a field.
            if paragraph.rstrip().endswith((".", "!", "?", "”", '"')):
                found |= dict.fromkeys(_EDGE.split(paragraph.strip()))
    return tuple(found)


def text(words: int, number: int = 0) -> str:
    """Return a text of so many words (what stands between blanks), in paragraphs.

    Parameters
    ----------
    words
        How many; the last sentence is cut where they are reached.
    number
        Of the text: each has the sentences in another order.
    """
    rng = random.Random(_SEED + number)
    order: list[str] = []
    found: list[list[str]] = []
    while (missing := words - sum(map(len, found))) > 0:
        if not order:
            order = list(sentences())
            rng.shuffle(order)
        found.append(order.pop().split()[:missing])
    step = _SENTENCES_A_PARAGRAPH
    lines = [" ".join(sentence) for sentence in found]
    return "\n\n".join(" ".join(lines[at : at + step]) for at in range(0, len(lines), step))
