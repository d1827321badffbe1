"""Planted conflicts: most of what was planted is found, and no look-alike is called a conflict."""

from functools import cache

from benchmarks.quality import Options, planted


@cache
def figures() -> dict[tuple[str, str], float]:
    rows = planted.measure(Options())
    return {(row.set, "none" if "none" in row.figure else "found"): row.value for row in rows}


def test_two_thirds_of_the_planted_conflicts_are_found() -> None:
    assert figures()["three stories", "found"] >= 66


def test_no_look_alike_is_called_a_conflict() -> None:
    assert figures()["three stories", "none"] == 0
    assert figures()["turbines, held out", "none"] == 0
