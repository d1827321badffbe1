"""The findings of a story in a few lines, for the terminal."""

from __future__ import annotations

from pathlib import Path

from claimkit import tables
from claimkit.crosscheck.relations import DISPUTING
from claimkit.report.views import findings_in_detail, who_said_what

_MOST = 5  # lines of one kind; the report has all
_WIDTH = 110


def summary_lines(out: Path | str) -> list[str]:
    """Return what was found, in a few lines.

    Parameters
    ----------
    out
        A result folder of ``claimkit run``.

    Raises
    ------
    NoTablesError
        When `out` holds no tables.
    """
    stored = tables.read_all(out)
    analysis, check = tables.Analysis.of(stored), tables.CrossCheck.of(stored)
    who = who_said_what(analysis)
    counts = check.findings["verdict"].value_counts()
    told = ", ".join(f"{counts.get(v, 0)} {v.replace('_', ' ')}" for v in _VERDICTS)
    unread = stored.get("unread", tables.frame("unread"))
    story = [*analysis.sources["story"], *unread["story"], Path(out).name][0]
    n = len(analysis.sources)
    lines = [f"{story}: {n} source{'' if n == 1 else 's'}, {len(who)} statements; findings: {told}"]
    speakers = who["speaker"].value_counts()
    if len(speakers):
        most = ", ".join(f"{name} ({count})" for name, count in _sorted(speakers)[:_MOST])
        lines.append(f"  who: {most}; speaker not resolved: {int(who['speaker'].isna().sum())}")
    for finding in findings_in_detail(analysis, check, ("disputed",))[:_MOST]:
        for relation, explanation in finding["explanations"]:
            # What else stands in a disputed finding is in the report.
            if relation in DISPUTING:
                lines.append(_cut(f"  disputed ({relation}): {explanation}"))
    for finding in findings_in_detail(analysis, check, ("corroborated",))[:_MOST]:
        lines.append(_cut(f"  corroborated by {finding['n_origins']}: {finding['text']}"))
    for row in tables.rows(unread):
        lines.append(f"  unread: {row.path} {row.cause}")
    return lines


_VERDICTS = ("disputed", "corroborated", "single_source")


def _sorted(counts: object) -> list[tuple[str, int]]:
    # Ties in the order of names, so that the same input prints the same lines.
    return sorted(dict(counts).items(), key=lambda item: (-item[1], item[0]))  # type: ignore[call-overload]


def _cut(line: str) -> str:
    line = " ".join(line.split())
    return "  " + (line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…")
