"""The report of a story: one HTML file that opens offline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from claimkit import tables
from claimkit.report import marking, views

_TEMPLATES = Path(__file__).parent / "templates"
_FRAME = Markup('<iframe srcdoc="{}" width="100%" height="900" frameborder="0"></iframe>')


@dataclass(frozen=True)
class Report:
    """The report of a story: ``str()`` gives its HTML, and JupyterLab shows it in a frame."""

    html: str

    def __str__(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return "Report: save(out) writes report.html"

    def _repr_html_(self) -> str:
        # A frame keeps the page's styles away from the notebook's.
        return str(_FRAME.format(self.html))

    def save(self, out: Path | str) -> None:
        """Write the report to ``out/report.html``; nothing is written where `out` is empty."""
        if str(out):
            (Path(out) / "report.html").write_text(self.html, encoding="utf-8", newline="\n")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.jinja")


def render_report(
    analysis: tables.Analysis,
    check: tables.CrossCheck,
    unread: pd.DataFrame | None = None,
    title: str = "",
) -> Report:
    """Return the report, one HTML document: no script, no font, no picture from elsewhere.

    Parameters
    ----------
    analysis, check
        What :func:`claimkit.extract` and :func:`claimkit.cross_check` gave.
    unread
        The table ``unread`` of :func:`claimkit.read_folder`; none when not given.
    title
        Heading; the names of the stories when empty.

    Examples
    --------
    >>> import claimkit as ck
    >>> analysis = ck.extract(ck.read_sources("seeds/ceasefire"))
    >>> str(render_report(analysis, ck.cross_check(analysis))).startswith("<!doctype html>")
    True
    """
    unread = tables.frame("unread") if unread is None else unread
    stories = sorted({*analysis.sources["story"], *unread["story"]})
    pairs = views.pairs(analysis, check)
    html = _template().render(
        title=title or ", ".join(stories) or "claimkit",
        style=marking.STYLE,
        sources=_sources(analysis, check),
        unread=list(tables.rows(unread)),
        verdicts=check.findings["verdict"].value_counts().to_dict(),
        disputed=views.findings_in_detail(analysis, check, ("disputed",)),
        corroborated=views.findings_in_detail(analysis, check, ("corroborated",)),
        compared=list(tables.rows(pairs[pairs["relation"] != "equivalent"])),
        who=list(tables.rows(views.who_said_what(analysis))),
        articles=[
            (source, marking.mark(analysis, source.source_id).html)
            for source in tables.rows(analysis.sources)
        ],
        names=views.outlets(analysis.sources),
    )
    return Report(html)


def _sources(analysis: tables.Analysis, check: tables.CrossCheck) -> list[dict[str, Any]]:
    origins = {origin.source_id: origin for origin in tables.rows(check.origins)}
    names = views.outlets(analysis.sources)
    counts = analysis.statements["source_id"].value_counts()
    rows = []
    for source in tables.rows(analysis.sources):
        origin = origins[source.source_id]
        rows.append(
            {
                **source._asdict(),
                "name": names[source.source_id],
                "n_statements": int(counts.get(source.source_id, 0)),
                "credit": origin.credit,
                "shared": origin.shared,
                "same_origin_as": names[origin.origin_id]
                if origin.origin_id != source.source_id
                else None,
            }
        )
    return rows
