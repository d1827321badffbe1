"""Measure the model in the package: ``python -m benchmarks.quality [NAME ...]``.

    CLAIMKIT_DATA=<data> CLAIMKIT_SCORE=<scorers> python -m benchmarks.quality

from the root of a checkout. ``training/README.md`` names the data. Figures are printed beside the
least that is asked for, and written to ``benchmarks/results/quality.json``.
"""

from __future__ import annotations

import argparse

from benchmarks import results
from benchmarks.quality import KINDS, Options, table
from benchmarks.quality.rows import row

_LIBRARIES = ("numpy", "onnxruntime", "spacy")


def main() -> None:
    """Read the command line, measure, print and write."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.quality", description=__doc__.partition(":")[0]
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(KINDS)}")
    parser.add_argument("--times", default=Options.fold, help="fold of TempEval-3, or all")
    parser.add_argument("--errors", action="store_true", help="print what is wrong as well: claims")
    options = parser.parse_intermixed_args()
    if unknown := set(options.names) - set(KINDS):
        parser.error(f"no such figures: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    made_with = {"weights": results.weights(), "versions": results.versions(*_LIBRARIES)}
    before = results.read(results.QUALITY)
    # Figures of other weights, or of other libraries, are none of these.
    same = all(before.get(key) == value for key, value in made_with.items())
    figures = before["figures"] if same else {}
    for name in options.names or KINDS:
        rows = KINDS[name](Options(fold=options.times, errors=options.errors))
        print(f"{table(rows)}\n", flush=True)
        figures[name] = [each.record() for each in rows]
        content = made_with | {
            "figures": {kind: figures[kind] for kind in KINDS if kind in figures}
        }
        results.write(results.QUALITY, content)
    short = [row(each) for rows in figures.values() for each in rows]
    short = [each for each in short if each.bar is not None and each.value < each.bar]
    print("below what is asked for:" if short else "everything asked for is reached")
    for each in short:
        print(f"  {each.kind}: {each.set}, {each.figure}: {each.value:g} of {each.bar:g}")


if __name__ == "__main__":
    main()
