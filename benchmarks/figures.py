"""Write the measured figures where they are told: ``python -m benchmarks.figures``.

``README.md`` and ``training/MODEL_CARD.md`` hold them between markers,

    <!-- figures: NAME --> … <!-- /figures -->

and what stands between is made from ``benchmarks/results`` alone. ``tests/test_readme.py`` fails
where it differs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import results
from benchmarks.quality.rows import Row, f1, row, short_table, table
from benchmarks.speed import tables

ROOT = Path(__file__).resolve().parents[1]
TOLD_IN = (ROOT / "README.md", ROOT / "training" / "MODEL_CARD.md")
_BLOCK = re.compile(r"(<!-- figures: ([\w-]+) -->\n).*?(<!-- /figures -->)", re.S)


def rows() -> list[Row]:
    """Return every measured figure of quality, those of times in five folds among them."""
    figures = results.read(results.QUALITY).get("figures", {})
    measured = {kind: [row(record) for record in records] for kind, records in figures.items()}
    measured.get("times", []).extend(_folds())
    return [each for of_kind in measured.values() for each in of_kind]


def _folds() -> list[Row]:
    """Return what `training.folds` measured, with a model for each fold."""
    content = results.read(results.FOLDS).get("precision, recall, F1", {})
    return [
        f1("times", "TempEval-3, five folds, a model each", f"{figure} F1", measured)
        for figure, measured in content.get("together", {}).items()
        if figure in ("strict", "relaxed", "value")
    ]


def _weights() -> str:
    lines = [f"| `{name}` | `{sha}` |" for name, sha in sorted(_measured_weights().items())]
    return "\n".join(["| file | sha256 |", "|---|---|", *lines])


def _measured_weights() -> dict[str, str]:
    found: dict[str, str] = results.read(results.QUALITY).get("weights", {})
    return found


def _libraries() -> str:
    found = results.read(results.QUALITY).get("versions", {})
    return (
        "Measured with " + ", ".join(f"{name} {version}" for name, version in found.items()) + "."
    )


def _missing() -> str:
    short = [each for each in rows() if each.bar is not None and each.value < each.bar]
    said = "; ".join(f"{each.kind} on {each.set}, {each.figure}" for each in short)
    return f"Below what was asked for: {said}." if said else "All is at least what was asked for."


def _speed() -> str:
    content = results.read(results.SPEED)
    if not content:
        return "Speed has not been measured yet."
    parts = [
        f"{tables.machine(content['machine'])}. {tables.ASKED}",
        tables.compared(content["compared"]),
        tables.first(content["first"]),
        tables.against(content["by_length"], "words", "words in one document"),
        tables.against(content["by_count"], "documents", "documents of 600 words"),
        tables.calls(content["calls"]),
    ]
    return "\n\n".join(parts)


def _speed_short() -> str:
    content = results.read(results.SPEED)
    if not content:
        return "Speed has not been measured yet."
    return f"{tables.compared(content['compared'])}\n\n{tables.machine(content['machine'])}."


BLOCKS: dict[str, Callable[[], str]] = {
    "quality": lambda: table(rows()),
    "quality-short": lambda: short_table(rows()),
    "missing": _missing,
    "weights": _weights,
    "libraries": _libraries,
    "speed": _speed,
    "speed-short": _speed_short,
}


def refreshed(text: str) -> str:
    """Return a text with its figures made anew.

    Raises
    ------
    KeyError
        When a marker names figures that there are not.
    """
    return _BLOCK.sub(lambda found: f"{found[1]}{BLOCKS[found[2]]()}\n{found[3]}", text)


def main() -> None:
    """Write the figures into every text that tells them."""
    for path in TOLD_IN:
        text = path.read_text(encoding="utf-8")
        new = refreshed(text)
        if new != text:
            path.write_text(new, encoding="utf-8", newline="\n")
            print(f"{path.relative_to(ROOT)}: figures made anew")
    if _measured_weights() != results.weights():
        sys.exit("the figures are of other weights: run `python -m benchmarks.quality` first")


if __name__ == "__main__":
    main()
