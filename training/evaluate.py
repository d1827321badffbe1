"""Measure a model in training: ``python -m training.evaluate CHECKPOINT [NAME ...]``.

The model takes the place of the one in the package, and is measured by the code that measures that
one (``benchmarks/quality``), through the same public calls. Nothing is written.
"""

import argparse
from pathlib import Path

import numpy as np

from benchmarks.quality import KINDS, NEEDS_TABLES, Options, table
from claimkit.language import model
from training import system as systems


class Quick:
    """A model in bfloat16, where that is quicker: for a first look.

    Parameters
    ----------
    system : System
        The model.
    """

    def __init__(self, system: systems.System) -> None:
        self.known, self.tables, self.system = system.known, system.tables, system

    def scores(self, batch: dict[str, np.ndarray]) -> dict[str, dict[str, np.ndarray]]:
        """Return every head's scores of a batch."""
        # Set here, for it holds in one thread alone, and the scores are made in another.
        with systems.autocast():
            return self.system.scores(batch)


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkpoint", type=Path, help="or the folder of an exported model")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(KINDS)}")
    parser.add_argument("--times", default=Options.fold, help="fold that was left out, or all")
    parser.add_argument("--quick", action="store_true", help="in bfloat16, for a first look")
    options = parser.parse_intermixed_args()
    if unknown := set(options.names) - set(KINDS):
        parser.error(f"no such figures: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    if options.checkpoint.is_dir():
        model.use(model.Model(options.checkpoint, model.threads()))
    else:
        system = systems.load(options.checkpoint)
        model.use(Quick(system) if options.quick else system)
    for name in options.names or [name for name in KINDS if name not in NEEDS_TABLES]:
        print(f"{table(KINDS[name](Options(fold=options.times)))}\n", flush=True)


if __name__ == "__main__":
    main()
