"""The figures of speed as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# What issue 3 asks for.
ASKED = (
    "Asked for: `annotate` at least 3,000 words/s on 2 cores, at most 600 MB, and the first result"
    " within 3 s."
)


def tables(content: dict[str, Any]) -> str:
    """Return every table of the file of results."""
    parts = [
        machine(content["machine"]),
        ASKED,
        compared(content["compared"]),
        first(content["first"]),
        against(content["by_length"], "words", "words in one document"),
        against(content["by_count"], "documents", "documents"),
        calls(content["calls"]),
    ]
    return "\n\n".join(parts)


def machine(said: dict[str, Any]) -> str:
    """Return what of the machine matters."""
    kinds = ", ".join(said["instructions"])
    return (
        f"{said['cores']} cores, {said['processor']} ({kinds}), {said['system']}, "
        f"Python {said['python']}"
    )


def calls(said: dict[str, str]) -> str:
    """Return what each call finds."""
    return "\n".join(f"- `{name}`: {does}" for name, does in said.items())


def compared(rows: list[dict[str, Any]]) -> str:
    """Return words a second of each call on each number of cores, and the peak of memory."""
    cores = sorted({row["cores"] for row in rows})
    found = {(row["call"], row["cores"]): row for row in rows}
    head = [""]
    for n in cores:
        head += [f"words/s, {n} core{'s'[: n > 1]}", "× annotate"]
    lines = []
    for call in dict.fromkeys(row["call"] for row in rows):
        cells = [f"`{call}`"]
        for n in cores:
            cells += [_number(found[call, n]["words_s"]), f"{found[call, n]['ratio']:g}"]
        lines.append([*cells, _number(found[call, cores[-1]]["peak_mb"])])
    return _table([*head, "peak MB"], lines)


def first(rows: list[dict[str, Any]]) -> str:
    """Return the seconds from the start of a process to its first result."""
    head = ["", "process start to first result, s", "import, s", "first call, s"]
    names = ("process_s", "import_s", "call_s")
    return _table(head, [[f"`{row['call']}`", *(f"{row[n]:.2f}" for n in names)] for row in rows])


def against(rows: list[dict[str, Any]], size: str, said: str) -> str:
    """Return words a second and the peak of memory against a size."""
    sizes = sorted({row[size] for row in rows})
    found = {(row["call"], row[size]): row for row in rows}
    lines = []
    for call in dict.fromkeys(row["call"] for row in rows):
        cells = (found[call, n] for n in sizes)
        shown = (f"{_number(c['words_s'])} ({_number(c['peak_mb'])})" for c in cells)
        lines.append([f"`{call}`", *shown])
    return _table([f"words/s (peak MB), {said}:", *map(_number, sizes)], lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:g}"


def _table(head: list[str], lines: Iterable[list[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)
