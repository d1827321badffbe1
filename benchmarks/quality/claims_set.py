"""The hand-made set of claims in ``tests/claims``: ten articles, a YAML file each.

Whoever reads or corrects a file quotes the text and counts no characters: a stretch is given by
its words, as ``text`` and ``occurrence`` where they stand there more than once (the first one
where no number is given), and the offsets are looked up here. ``tests/claims/README.md`` describes
the files, ``docs/annotation.md`` is the guideline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "claims"
Range = tuple[int, int]


@dataclass(frozen=True)
class Statement:
    """An attribution, by its ranges in the article; the columns are those of the contract."""

    id: str
    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    speaker: str | None
    speaker_kind: str | None
    said_on: str | None
    quotation: str
    parent: str | None


@dataclass(frozen=True)
class Claim:
    """A claim, by its range in the article; the columns are those of the contract."""

    start: int
    end: int
    statement: Statement | None
    subject: str | None
    predicate: str | None
    polarity: str
    certainty: str
    about_time: str | None
    standalone: str


@dataclass(frozen=True)
class Article:
    """An article with what was marked in it."""

    name: str
    outlet: str
    published: str
    text: str
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]


def read(folder: Path = FOLDER) -> list[Article]:
    """Return the articles, in the order of their names.

    Parameters
    ----------
    folder
        Where the YAML files lie.

    Raises
    ------
    ValueError
        When a quoted text does not stand in its article, or a claim names no statement of it.
    """
    # Needed here alone; training, which measures all else, does without it.
    import yaml

    return [
        _article(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.yaml"))
    ]


def found(text: str, quoted: str | dict[str, Any]) -> Range:
    """Return where quoted words stand in a text, whole words only.

    >>> found("He said she said", {"text": "said", "occurrence": 2})
    (12, 16)
    """
    place: dict[str, Any] = {"text": quoted, "occurrence": 1} if isinstance(quoted, str) else quoted
    words, nth = str(place["text"]), int(place["occurrence"])
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    matches = list(re.finditer(before + re.escape(words) + after, text))
    if not 1 <= nth <= len(matches):
        raise ValueError(f"the text has {words!r} {len(matches)} times, not {nth}")
    return matches[nth - 1].span()


def _article(name: str, written: dict[str, Any]) -> Article:
    text = written["text"]
    try:
        statements = {each["id"]: _statement(text, each) for each in written["statements"]}
        claims = tuple(_claim(text, statements, each) for each in written["claims"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{name}.yaml: {error}") from error
    about = (name, written["outlet"], written["published"], text)
    return Article(*about, tuple(statements.values()), claims)


def _statement(text: str, written: dict[str, Any]) -> Statement:
    ranges = {
        role: None if written[role] is None else found(text, written[role])
        for role in ("source", "cue")
    }
    content = tuple(found(text, piece) for piece in written["content"])
    return Statement(**written | ranges | {"content": content})


def _claim(text: str, statements: dict[str, Statement], written: dict[str, Any]) -> Claim:
    columns = dict(written)
    start, end = found(text, columns.pop("text"))
    said = columns.pop("statement")
    return Claim(start, end, None if said is None else statements[said], **columns)
