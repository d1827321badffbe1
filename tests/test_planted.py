"""Planted conflicts: more than half are found, and no look-alike is called a conflict."""

from functools import cache

from benchmarks.quality import Options, planted


@cache
def figures() -> dict[tuple[bool, str], float]:
    """The figures of the stories that were developed on, and of those that were held out."""
    rows = planted.measure(Options())
    return {
        ("held out" in row.set, "none" if "none" in row.figure else "found"): row.value
        for row in rows
    }


def test_more_than_half_of_the_planted_conflicts_are_found() -> None:
    assert figures()[False, "found"] >= 55


def test_no_look_alike_is_called_a_conflict() -> None:
    assert figures()[False, "none"] == figures()[True, "none"] == 0
