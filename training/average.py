"""Average two checkpoints: ``python -m training.average ONE OTHER SHARE OUT``.

A last stage that favours some heads takes a little from others; between its start and its end lies
a model that keeps most of both (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR
2022).
"""

import argparse
from pathlib import Path

import torch


def average(one: dict, other: dict, share: float) -> dict:
    """Return the second checkpoint with ``share`` of its weights and the rest of the first's."""
    weights = {
        name: one["weights"][name].lerp(value, share) if value.is_floating_point() else value
        for name, value in other["weights"].items()
    }
    return other | {"weights": weights, "note": {"average": [one["note"], other["note"], share]}}


def main() -> None:
    """Read the command line and write the average."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("share", type=float, help="of the other, 0 to 1")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    one, other = (torch.load(p, weights_only=True) for p in (options.one, options.other))
    torch.save(average(one, other, options.share), options.out)


if __name__ == "__main__":
    main()
