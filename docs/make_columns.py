"""Write docs/columns.md: each column of what `ck.extract` makes, shown on the sample story.

`python docs/make_columns.py` runs the extraction on seeds/harbour and looks in its tables for rows
that show what a column means. What stands in the page is what came back, so it cannot be wrong
about the code; tests/test_docs.py compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

import claimkit as ck
from claimkit.contracts import schemas

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "columns.md"
SAMPLE = "seeds/harbour"
_TABLES = ("statements", "claims", "spans")
_AROUND = 90  # code points of context on each side

_INTRODUCTION = f"""\
# The columns, shown on the sample story

Written by `python docs/make_columns.py` from the tables that `ck.extract` makes of `{SAMPLE}`; the
places and people in it are invented. In each example the words that the row is about are **bold**
in their line, and behind them stands the value in the table. An empty value is written `null`:
the text does not say. What each column may hold is in [SCHEMA.md](../SCHEMA.md), and what counts as
a claim in [annotation.md](annotation.md).

```python
import claimkit as ck

analysis = ck.extract(ck.read_sources("{SAMPLE}"))
analysis.statements, analysis.claims, analysis.spans
```"""
_OF_TABLES = {
    "statements": "A row is an attribution: somebody said something. Its words are in `spans`.",
    "claims": "A row is a proposition that can be checked: a clause of a statement, or of the "
    "outlet's own voice.",
    "spans": "A row is a stretch of text on which a statement or a claim rests.",
}
# What the description in the schema leaves open for a first reader.
_NOTES = {
    "statements.speaker": "A pronoun, a role or a short name is resolved to the fullest name that "
    "the article gives; what it does not name stays empty.",
    "statements.said_on": "It is read from the time that governs the cue, or from the occasion. A "
    "statement without either has none.",
    "statements.parent_id": "A statement inside another one: A said that B had said it.",
    "claims.statement_id": "A claim without a statement is the outlet's own.",
    "claims.standalone": "What stands in square brackets is from elsewhere in the article.",
    "claims.polarity": "A claim is negative when its own predicate is denied.",
    "claims.certainty": "How sure the one who speaks is. That it was said is never in doubt.",
    "claims.about_time": "Not when it was said or printed, but when it is so.",
    "spans.value": "Of a time its TIMEX3 value, of a quantity the number with its unit, of a "
    "source the full name, of a cue the lemma.",
}


class Example(NamedTuple):
    """A row that shows something: which words of which text, and the value."""

    start: int
    end: int
    source_id: str
    value: Any


Criterion = Callable[["Tables"], Iterator[Example]]


class Tables:
    """The tables of an analysis, in the order of the text.

    Parameters
    ----------
    analysis
        What :func:`claimkit.extract` made.
    """

    def __init__(self, analysis: Any) -> None:
        sources = analysis.sources.sort_values("path")
        self.texts = dict(zip(sources["source_id"], sources["text"], strict=True))
        names = sources["outlet"].fillna(sources["path"].map(lambda path: Path(path).name))
        self.names = dict(zip(sources["source_id"], names, strict=True))
        order = {source: i for i, source in enumerate(self.texts)}

        def sort(frame: pd.DataFrame, *by: str) -> pd.DataFrame:
            frame = frame.assign(_order=frame["source_id"].map(order))
            return frame.sort_values(["_order", *by], kind="stable").drop(columns="_order")

        self.spans = sort(analysis.spans, "start", "end")
        self.claims = sort(analysis.claims, "start", "end")
        self.owned = dict(iter(self.spans.groupby("owner_id", sort=False)))
        first = self.spans.drop_duplicates("owner_id").set_index("owner_id")["start"]
        statements = analysis.statements.assign(
            _start=analysis.statements["statement_id"].map(first)
        )
        self.statements = sort(statements, "_start").drop(columns="_start")

    def of(self, owner: str, role: str) -> pd.DataFrame:
        """Return the spans of a statement or a claim with a role."""
        rows = self.owned.get(owner, self.spans.iloc[:0])
        return rows[rows["role"] == role]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False)]


def _in_statements(column: str, role: str, *tests: Callable[[Any], bool]) -> list[Criterion]:
    """Return criteria for statements: the row's value passes a test; a span of `role` is shown."""

    def criterion(test: Callable[[Any], bool]) -> Criterion:
        def found(tables: Tables) -> Iterator[Example]:
            for row in _records(tables.statements):
                spans = tables.of(row["statement_id"], role)
                if spans.empty:
                    spans = tables.of(row["statement_id"], "content")
                if not spans.empty and test(row[column]):
                    span = spans.iloc[0]
                    yield Example(span["start"], span["end"], row["source_id"], row[column])

        return found

    return [criterion(test) for test in tests]


def _in_claims(column: str, *tests: Callable[[dict[str, Any]], bool]) -> list[Criterion]:
    def criterion(test: Callable[[dict[str, Any]], bool]) -> Criterion:
        def found(tables: Tables) -> Iterator[Example]:
            for row in _records(tables.claims):
                if test(row):
                    yield Example(row["start"], row["end"], row["source_id"], row[column])

        return found

    return [criterion(test) for test in tests]


def _in_spans(column: str, *tests: Callable[[dict[str, Any]], bool]) -> list[Criterion]:
    def criterion(test: Callable[[dict[str, Any]], bool]) -> Criterion:
        def found(tables: Tables) -> Iterator[Example]:
            for row in _records(tables.spans):
                if test(row):
                    yield Example(row["start"], row["end"], row["source_id"], row[column])

        return found

    return [criterion(test) for test in tests]


def _extreme(biggest: bool) -> Criterion:
    def found(tables: Tables) -> Iterator[Example]:
        known = tables.claims.dropna(subset=["check_worthiness"])
        rows = known.sort_values("check_worthiness", ascending=not biggest, kind="stable")
        for row in _records(rows):
            # One decimal: the last digits of a score differ between processors.
            value = f"{row['check_worthiness']:.1f}"
            yield Example(row["start"], row["end"], row["source_id"], value)

    return found


def _resolved(tables: Tables) -> Iterator[Example]:
    """Yield the statements whose speaker is not the name that is printed."""
    for row in _records(tables.statements):
        for span in _records(tables.of(row["statement_id"], "source")):
            if _is_known(row["speaker"]) and row["speaker"] not in span["text"]:
                yield Example(span["start"], span["end"], row["source_id"], row["speaker"])


def _is_known(value: Any) -> bool:
    return not pd.isna(value)


def _is_null(value: Any) -> bool:
    return bool(pd.isna(value))


def _is(wanted: str) -> Callable[[Any], bool]:
    return lambda value: _is_known(value) and value == wanted


def _has(column: str, wanted: str) -> Callable[[dict[str, Any]], bool]:
    return lambda row: _is_known(row[column]) and row[column] == wanted


def _known(column: str, *others: str) -> Callable[[dict[str, Any]], bool]:
    return lambda row: all(_is_known(row[each]) for each in (column, *others))


def _with_role(role: str, column: str) -> Callable[[dict[str, Any]], bool]:
    return lambda row: row["role"] == role and _is_known(row[column])


def _null(column: str) -> Callable[[dict[str, Any]], bool]:
    return lambda row: _is_null(row[column])


def _allowed(table: str, column: str) -> list[str]:
    """Return the values that the contract allows in a column, in its order."""
    for check in schemas.load(table).columns[column].checks:
        if check.name == "isin":
            return [str(value) for value in check.statistics["allowed_values"]]
    return []


def _each(table: str, column: str) -> list[Criterion]:
    """Return a criterion a value that the contract allows."""
    values = _allowed(table, column)
    if table == "statements":
        role = "source" if column == "speaker_kind" else "content"
        return _in_statements(column, role, *map(_is, values))
    make = _in_claims if table == "claims" else _in_spans
    return make(column, *(_has(column, value) for value in values))


def _is_partial(row: dict[str, Any]) -> bool:
    """Tell whether the time of a claim is no single day."""
    return _is_known(row["about_time"]) and not re.fullmatch(
        r"\d{4}-\d{2}-\d{2}", str(row["about_time"])
    )


def _differs(row: dict[str, Any]) -> bool:
    return bool(row["standalone"] != row["text"])


def _negates(row: dict[str, Any]) -> bool:
    return _known("predicate", "polarity")(row) and row["polarity"] == "negative"


def _criteria() -> dict[str, list[Criterion]]:
    """Return the criteria that choose the examples of each column, in the order of the page."""
    roles = _allowed("spans", "role")
    found = {
        "statements.statement_id": _in_statements("statement_id", "content", _is_known),
        "statements.source_id": _in_statements("source_id", "content", _is_known),
        "statements.speaker": [
            _resolved,
            *_in_statements("speaker", "source", _is_known, _is_null),
        ],
        "statements.speaker_kind": [
            *_each("statements", "speaker_kind"),
            *_in_statements("speaker_kind", "source", _is_null),
        ],
        "statements.cue": _in_statements("cue", "cue", _is("say"), lambda v: v != "say", _is_null),
        "statements.quotation": _each("statements", "quotation"),
        "statements.said_on": _in_statements("said_on", "time", _is_known, _is_null),
        "statements.said_at": _in_statements("said_at", "content", _is_known, _is_null),
        "statements.parent_id": _in_statements("parent_id", "content", _is_known, _is_null),
        "claims.claim_id": _in_claims("claim_id", _known("claim_id")),
        "claims.source_id": _in_claims("source_id", _known("source_id")),
        "claims.statement_id": _in_claims(
            "statement_id", _known("statement_id"), _null("statement_id")
        ),
        **{f"claims.{name}": _in_claims(name, _known(name)) for name in ("start", "end", "text")},
        "claims.standalone": _in_claims(
            "standalone",
            lambda row: _differs(row) and "[" in row["standalone"],
            lambda row: row["standalone"].startswith("["),
            lambda row: not _differs(row),
        ),
        **{
            f"claims.{name}": _in_claims(
                name, _known("subject", "predicate"), _negates, _null("subject")
            )
            for name in ("subject", "predicate")
        },
        "claims.polarity": _each("claims", "polarity"),
        "claims.certainty": _each("claims", "certainty"),
        "claims.about_time": _in_claims(
            "about_time", _known("about_time"), _is_partial, _null("about_time")
        ),
        "claims.check_worthiness": [_extreme(biggest=True), _extreme(biggest=False)],
        "spans.owner_id": _in_spans("owner_id", _known("owner_id")),
        "spans.source_id": _in_spans("source_id", _known("source_id")),
        "spans.role": _each("spans", "role"),
        **{f"spans.{name}": _in_spans(name, _known(name)) for name in ("start", "end", "text")},
    }
    for name in ("value", "label"):
        tests = [_with_role(role, name) for role in roles]
        tests += [_has("label", label) for label in ("MONEY", "MEASURE", "PERCENT", "DURATION")]
        found[f"spans.{name}"] = _in_spans(name, *tests)
    return found


def examples(tables: Tables, criteria: list[Criterion]) -> list[Example]:
    """Return the first row for each criterion that has one, none of them twice.

    Parameters
    ----------
    tables
        The tables to look in.
    criteria
        What the examples have to show; one that no row meets is left out.
    """
    chosen: list[Example] = []
    for criterion in criteria:
        new = (example for example in criterion(tables) if example not in chosen)
        if (first := next(new, None)) is not None:
            chosen.append(first)
    return chosen


def render(analysis: Any) -> str:
    """Return the page for an analysis, as Markdown.

    Parameters
    ----------
    analysis
        What :func:`claimkit.extract` made.
    """
    tables = Tables(analysis)
    criteria = _criteria()
    parts = [_INTRODUCTION]
    for name in _TABLES:
        parts += [f"## {name}", _OF_TABLES[name]]
        for column, spec in schemas.load(name).columns.items():
            key = f"{name}.{column}"
            said = " ".join(str(spec.description).split())
            parts += [f"### {name}.{column}", f"{said} {_NOTES.get(key, '')}".strip()]
            parts.append(_shown(tables, examples(tables, criteria.get(key, []))))
    return "\n\n".join(parts) + "\n"


def _shown(tables: Tables, chosen: list[Example]) -> str:
    if not chosen:
        return "No row of the sample story shows it."
    lines = ["| in the text | value | source |", "| --- | --- | --- |"]
    for example in chosen:
        value = f"`{_line(str(example.value))}`" if _is_known(example.value) else "null"
        context = _context(tables.texts[example.source_id], example.start, example.end)
        lines.append(f"| {context} | {value} | {_escaped(tables.names[example.source_id])} |")
    return "\n".join(lines)


def _context(text: str, start: int, end: int) -> str:
    """Return a stretch in bold within its line, cut at blanks."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = line_end if line_end >= 0 else len(text)
    first, last = max(line_start, start - _AROUND), min(line_end, end + _AROUND)
    if first > line_start:
        first = text.find(" ", first, start) + 1 or start
    if last < line_end:
        last = text.rfind(" ", end, last)
        last = last if last >= 0 else end
    before = ("… " if first > line_start else "") + text[first:start]
    after = text[end:last] + (" …" if last < line_end else "")
    return f"{_escaped(before)}**{_escaped(text[start:end])}**{_escaped(after)}"


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("`", "'")


def _escaped(text: str) -> str:
    return re.sub(r"([*_\[\]<>`\\|])", r"\\\1", re.sub(r"\s+", " ", text))


def main() -> None:
    """Write the page."""
    page = render(ck.extract(ck.read_sources(ROOT / SAMPLE)))
    PAGE.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
