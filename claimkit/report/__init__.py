"""Tables to what a person reads: views, marked articles, the report page, the findings in brief."""

from claimkit.report.marking import Marked, mark
from claimkit.report.page import Report, render_report
from claimkit.report.summary import summary_lines
from claimkit.report.views import findings_in_detail, pairs, who_said_what

__all__ = [
    "Marked",
    "Report",
    "findings_in_detail",
    "mark",
    "pairs",
    "render_report",
    "summary_lines",
    "who_said_what",
]
