"""An article with its statements marked, as HTML that needs nothing but itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from claimkit import tables

# What is marked, the more telling last: where marks overlap, it lends its colour.
ROLES = ("content", "time", "source", "cue")
STYLE = """
.ck-text { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.75; max-width: 46rem; }
.ck-text mark { background: none; color: #1c1917; border-radius: 2px; }
.ck-text mark.ck-content { background: #fff3bf; }
.ck-text mark.ck-nested { background: #ffe08a; }
.ck-text mark.ck-time { background: #d3f0e0; }
.ck-text mark.ck-source { background: #d0e4ff; }
.ck-text mark.ck-cue { border-bottom: 2px solid #c2410c; }
.ck-text :target { outline: 2px solid #1d4ed8; }
"""


@dataclass(frozen=True)
class Marked:
    """A marked text; JupyterLab shows it as a page, ``str()`` gives the HTML."""

    html: str

    def __str__(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"Marked({len(self.html)} characters of HTML)"

    def _repr_html_(self) -> str:
        return f"<style>{STYLE}</style>{self.html}"


def mark(analysis: tables.Analysis, source_id: str | None = None) -> Marked:
    """Mark the statements in the text of a source, or of all sources, one after the other.

    Parameters
    ----------
    analysis
        What :func:`claimkit.extract` gave.
    source_id
        Which source; all when not given.

    Raises
    ------
    KeyError
        When the analysis has no such source.

    Examples
    --------
    >>> import claimkit as ck
    >>> analysis = ck.extract(ck.read_sources("seeds/ceasefire"))
    >>> "“reservations”" in str(mark(analysis))
    True
    """
    texts = dict(zip(analysis.sources["source_id"], analysis.sources["text"], strict=True))
    if source_id is not None and source_id not in texts:
        raise KeyError(f"the analysis has no source {source_id!r}; it has {sorted(texts)}")
    tips = {row.statement_id: _tip(row) for row in tables.rows(analysis.statements)}
    spans: dict[str, list[Any]] = defaultdict(list)
    for span in tables.rows(analysis.spans[analysis.spans["role"].isin(ROLES)]):
        if span.owner_id in tips:
            spans[span.source_id].append(span)
    marked = (
        Markup('<div class="ck-text" dir="auto">{}</div>').format(
            _segments(texts[i], spans[i], tips)
        )
        for i in ([source_id] if source_id is not None else texts)
    )
    return Marked(Markup("\n<hr>\n").join(marked))


def _tip(statement: Any) -> str:
    told = [statement.speaker or "speaker not resolved", statement.cue or "no cue"]
    told += [statement.quotation, statement.said_on or "day not told"]
    return " · ".join(told)


def _segments(text: str, spans: list[Any], tips: dict[str, str]) -> Markup:
    """Cut the text at every edge of a span, so that marks may overlap in any way."""
    opening: dict[int, list[Any]] = defaultdict(list)
    closing: dict[int, list[Any]] = defaultdict(list)
    for span in spans:
        opening[span.start].append(span)
        closing[span.end].append(span)
    edges = sorted({0, len(text), *opening, *closing})
    anchored: set[str] = set()
    inside: list[Any] = []
    parts: list[Markup] = []
    for start, end in pairwise(edges):
        gone = {id(span) for span in closing[start]}
        inside = [span for span in inside if id(span) not in gone] + opening[start]
        new = [
            span.owner_id
            for span in opening[start]
            if span.role == "content" and span.owner_id not in anchored
        ]
        anchored.update(new)
        parts += [Markup('<a id="s-{}"></a>').format(owner_id) for owner_id in dict.fromkeys(new)]
        parts.append(_segment(text[start:end], inside, tips))
    return Markup("").join(parts)


def _segment(text: str, inside: list[Any], tips: dict[str, str]) -> Markup:
    if not inside:
        return escape(text)
    roles = [role for role in ROLES if any(span.role == role for span in inside)]
    classes = [f"ck-{role}" for role in roles]
    if sum(span.role == "content" for span in inside) > 1:
        classes.append("ck-nested")
    tip = "\n".join(dict.fromkeys(tips[span.owner_id] for span in inside))
    return Markup('<mark class="{}" title="{}">{}</mark>').format(" ".join(classes), tip, text)
