"""A figure, the bar that it has to reach, and the table that shows both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

# The least that issue 3 asks of a figure, on the development sets: (kind, set, figure) to value.
_ATTRIBUTION = {
    "source, exact F1": 80.0,
    "cue, exact F1": 73.0,
    "content, exact F1": 68.0,
    "rel_soft, F1": 67.0,
    "direct quotations: rel_exact, F1": 78.0,
}
BARS = {
    **{("attribution", "PolNeAR dev", name): bar for name, bar in _ATTRIBUTION.items()},
    **{("statements", "PolNeAR dev", name): bar for name, bar in _ATTRIBUTION.items()},
    ("syntax", "UD EWT dev", "part of speech, F1"): 95.0,
    ("syntax", "UD EWT dev", "LAS, F1"): 84.0,
    ("syntax", "UD GUM dev", "part of speech, F1"): 95.0,
    ("syntax", "UD GUM dev", "LAS, F1"): 86.0,
    ("syntax", "UD GUM dev", "sentences, F1"): 88.0,
    ("names", "UNER EWT dev", "F1"): 76.0,
    ("times", "TempEval-3", "strict F1"): 84.0,
    ("times", "TempEval-3", "relaxed F1"): 92.0,
    ("times", "TempEval-3 aside", "strict F1"): 85.0,
    ("times", "TempEval-3 aside", "value F1"): 84.0,
    ("factuality", "UDS-IH2 dev", "Pearson r"): 0.75,
    ("factuality", "UW dev", "Pearson r"): 0.75,
    ("factuality", "MEANTIME dev", "Pearson r"): 0.55,
    ("worth", "CT24 dev", "F1 (Yes)"): 85.0,
    ("speakers", "GUM dev", "all: right"): 80.0,
    ("contracts", "PolNeAR train", "articles of 300 that keep every contract"): 300.0,
    ("claims", "claims by hand", "span, F1"): 85.0,
    ("claims", "claims by hand", "polarity, accuracy"): 95.0,
    ("claims", "claims by hand", "certainty, accuracy"): 85.0,
    ("claims", "claims by hand", "about_time, accuracy"): 85.0,
    ("claims", "claims by hand", "speaker, accuracy"): 90.0,
    ("match", "CT22 2A dev", "MAP@5"): 93.0,
    ("pairs", "general_dev", "accuracy"): 70.0,
    ("pairs", "VitaminC", "accuracy"): 78.0,
    ("candidates", "sample stories", "true pairs met, %"): 95.0,
    ("links", "BASIL", "contradicts: right, %"): 80.0,
    ("links", "BASIL", "quote_altered: right, %"): 80.0,
    ("links", "BASIL", "equivalent: right, %"): 85.0,
    ("links", "BASIL", "refines: right, %"): 85.0,
}
KINDS_SAID = {
    "attribution": "who said what: the model",
    "statements": "who said what: `ck.extract`",
    "syntax": "syntax",
    "names": "names",
    "times": "times",
    "factuality": "factuality",
    "worth": "check-worthiness",
    "claims": "claims: `ck.extract`",
    "speakers": "speakers",
    "coreference": "pronouns",
    "contracts": "contracts",
    "pairs": "entailment of pairs",
    "origins": "who copied whom: `ck.cross_check`",
    "candidates": "claims that are compared: `ck.cross_check`",
    "links": "relations of claims: `ck.cross_check`",
    "planted": "planted conflicts: `ck.cross_check`",
    "altered": "conflicts put into real news: `ck.cross_check`",
    "reported": "conflicts between two reports: `ck.cross_check`",
    "match": "published fact-checks: `ck.match`",
}


@dataclass(frozen=True)
class Options:
    """What can be chosen of a measurement.

    Parameters
    ----------
    fold
        The documents of TempEval-3 that times are measured on: ``0/5`` is the first of five folds,
        which the weights in the package have not seen; ``all`` is every document.
    errors
        Whether to print what is wrong as well, where a kind of figure can tell it: claims.
    """

    fold: str = "0/5"
    errors: bool = False


@dataclass(frozen=True)
class Row:
    """A figure.

    Parameters
    ----------
    kind
        Of what: a name in ``benchmarks.quality.KINDS``.
    set
        On which development set.
    figure
        What is counted.
    value
        In per cent, but for a correlation.
    precision, recall
        Of an F1, where the scorer tells them.
    """

    kind: str
    set: str
    figure: str
    value: float
    precision: float | None = None
    recall: float | None = None

    @property
    def bar(self) -> float | None:
        """The least that is asked for, if anything is."""
        return BARS.get((self.kind, self.set.partition(",")[0], self.figure))

    def record(self) -> dict[str, Any]:
        """Return the row as it lies in the file of results."""
        known = {name: value for name, value in asdict(self).items() if value is not None}
        return known | ({} if self.bar is None else {"at_least": self.bar})


def row(record: dict[str, Any]) -> Row:
    """Return a row of the file of results."""
    return Row(**{name: value for name, value in record.items() if name != "at_least"})


def f1(kind: str, of: str, figure: str, measured: Iterable[float]) -> Row:
    """Return a row of precision, recall and F1, in the order of the scorers."""
    precision, recall, value = measured
    return Row(kind, of, figure, value, precision, recall)


def table(rows: Iterable[Row]) -> str:
    """Return rows as a table in Markdown; what reaches its bar is bold.

    >>> print(table([Row("names", "UNER EWT dev", "F1", 76.04, 80.1, 72.4)]))
    | | set | figure | at least | measured | precision | recall |
    |---|---|---|---|---|---|---|
    | names | UNER EWT dev | F1 | 76 | **76.04** | 80.1 | 72.4 |
    """
    head = ("", "set", "figure", "at least", "measured", "precision", "recall")
    lines = [_line(head), "|" + "---|" * len(head)]
    before = ""
    for each in rows:
        kind = KINDS_SAID[each.kind]
        cells = (_bar(each), _marked(each), _said(each.precision), _said(each.recall))
        lines.append(_line((kind if kind != before else "", each.set, each.figure, *cells)))
        before = kind
    return "\n".join(lines)


def short_table(rows: Iterable[Row]) -> str:
    """Return the rows that have a bar, a line a set, the bar in brackets.

    >>> print(short_table([Row("names", "UNER EWT dev", "F1", 76.04)]))
    | what | measured on | figures (at least) |
    |---|---|---|
    | names | UNER EWT dev | F1 **76.04** (76) |
    """
    together: dict[tuple[str, str], list[str]] = {}
    for each in rows:
        if each.bar is not None:
            name = each.figure.removesuffix(", exact F1").removesuffix(", F1")
            figure = f"{name} {_marked(each)} ({_bar(each)})"
            together.setdefault((KINDS_SAID[each.kind], each.set), []).append(figure)
    lines = [_line(("what", "measured on", "figures (at least)")), "|---|---|---|"]
    return "\n".join([*lines, *(_line((*key, ", ".join(v))) for key, v in together.items())])


def _line(cells: Iterable[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


def _said(value: float | None) -> str:
    # As the scorers give it: rounded once more, a figure just below its bar would seem to reach it.
    return "" if value is None else str(value)


def _bar(each: Row) -> str:
    return "" if each.bar is None else f"{each.bar:g}"


def _marked(each: Row) -> str:
    reached = each.bar is not None and each.value >= each.bar
    return f"**{_said(each.value)}**" if reached else _said(each.value)
