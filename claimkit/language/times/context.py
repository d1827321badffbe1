"""What a time expression is read against: the day of publication, the discourse and the tense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from claimkit.language.times.calendar import parse, shifted

# How fine a date must be for so many of a unit to be reckoned from it.
_FINENESS = {"D": 4, "W": 3, "FN": 3, "WE": 3, "M": 2}
_KEPT = 2  # references before the last one; what lies further back is spoken of no more


def _no_tense() -> str:
    return ""


@dataclass
class Context:
    """What is known where a time expression stands.

    Attributes
    ----------
    today
        The day of publication; null where it is not known.
    label
        What the model takes the expression for: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
    tense
        Gives ``past``, ``future`` or nothing, the tense of the verb that governs the expression.
    references
        The values of the dates in the discourse, the last one at the end.
    day
        The last day in the discourse.
    quarter
        The last quarter of a year in the discourse, such as ``2024-Q3``.
    reporting
        The quarter or, after `the nine months`, nothing, with which `a year earlier` compares.
    ended
        The month with which a period ends: `the quarter ended Sept. 30`.
    before
        The word before the expression, in lower case.
    after
        The word after it.
    about
        The words around the expression that may tell which event its day names: its head, and
        what it stands before.
    stated
        Whether a copula says the expression of something: `it is the second day`.
    part
        The part of the day, such as ``TEV``, of which its sentence spoke before.
    year
        A year that a neighbour in a list says for this expression too: `March and May 2024`.
    """

    today: date | None = None
    label: str = "DATE"
    tense: Callable[[], str] = field(default=_no_tense)
    references: list[str] = field(default_factory=list)
    day: date | None = None
    quarter: str | None = None
    reporting: str | None = None
    ended: int | None = None
    before: str = ""
    after: str = ""
    about: frozenset[str] = frozenset()
    stated: bool = False
    part: str = ""
    year: int | None = None

    @property
    def reference(self) -> str | None:
        """The value of the last date in the discourse."""
        return self.references[-1] if self.references else None

    def anchor(self) -> date | None:
        """Return the day on which `the day before` and `the same week` are anchored."""
        return self.day or self.today

    def remember(self, value: str | None, label: str, compared: bool = False) -> None:
        """Let what comes later be anchored on a value, except where it is only compared with."""
        if label == "DURATION" and value and value[-1] == "M" and value[1] != "T":
            self.reporting = None
        if value is None or label not in ("DATE", "TIME") or value.endswith("_REF"):
            return
        if value[0] in "PTXFB" or compared:
            return
        self.references = [*self.references[-_KEPT:], value]
        found = parse(value)
        if found is not None:
            self.day = found
        if value[4:6] == "-Q" and self._is_reported(value):
            self.quarter = self.reporting = value
        elif len(value) == 4:
            self.reporting = None

    def _is_reported(self, quarter: str) -> bool:
        """Tell whether a quarter is one of which news reports: of this year or the last, begun.

        Where the last full one was spoken of, the running one and those before are only looked
        at beside it: `analysts expect the fourth quarter to be weak`.
        """
        if self.today is None:
            return quarter[6] in "1234"
        now = f"{self.today.year:04}-Q{(self.today.month + 2) // 3}"
        if self.reporting and self.reporting == shifted(self.today, "Q", -1):
            return quarter == self.reporting
        return f"{self.today.year - 1:04}" <= quarter <= now

    def first_day(self, unit: str = "Y") -> date | None:
        """Return the first day of the last reference that is at least as fine as a unit.

        "He may go before his term ends in 2018", told on Tuesday: `later that day` is Tuesday.
        """
        fine = _FINENESS.get(unit, 0)
        value = next((v for v in reversed(self.references) if _fineness(v) >= fine), None)
        return _begin(value) if value and "X" not in value else None


def _fineness(value: str) -> int:
    """Tell how fine a value is: 0 for a year, 1 for its parts, 2 a month, 3 a week, 4 a day."""
    if parse(value) is not None:
        return 4
    if value[4:6] == "-W" and value[6:8].isdigit():
        return 3
    return 2 if len(value) == 7 and value[5:].isdigit() else 1 if "-" in value else 0


def _begin(value: str) -> date | None:
    """Return the day with which a value begins."""
    found = parse(value)
    if found is not None:
        return found
    try:
        if value[4:6] == "-W" and value[6:8].isdigit():
            return date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
        if value[4:6] == "-Q":
            return date(int(value[:4]), 3 * int(value[6]) - 2, 1)
        if len(value) == 7 and value[5:].isdigit():
            return date(int(value[:4]), int(value[5:]), 1)
        return date(int(value[:4]), 1, 1) if value[:4].isdigit() and len(value) > 3 else None
    except ValueError:
        return None
