"""The encoder in the package as a checkpoint: ``python -m training.pairs.shipped CHECKPOINT``.

A phase begins with the weights of the one before. Where their checkpoint is gone, what was exported
takes its place, rounded to int8; exported again it gives the same bytes.
"""

import argparse
import tempfile
from pathlib import Path

from claimkit import resources
from claimkit.semantics.entailment import LABELS, LOWER, UPPER
from training.pairs.export import export
from training.pairs.model import PairEncoder

import numpy as np  # isort: skip
import onnx  # isort: skip
import torch  # isort: skip
from onnx import numpy_helper  # isort: skip


def weights(folder: Path) -> dict[str, torch.Tensor]:
    """Return the weights in the two files of a folder, by their names in `PairEncoder`.

    The files name what stands in a product by numbers. So a model of noise is exported beside them:
    where a weight of it stands, there stands that of the same name in the folder.
    """
    torch.manual_seed(0)
    noise = PairEncoder().eval()
    with torch.no_grad():
        for parameter in noise.parameters():
            parameter.normal_()
    out = {}
    with tempfile.TemporaryDirectory() as beside:
        export(noise, Path(beside))
        for file in (LOWER, UPPER):
            places, arrays = _arrays(Path(beside) / file), _arrays(folder / file)
            for name, parameter in noise.named_parameters():
                for place, values in places.items():
                    turned = _same(parameter.detach().numpy(), values)
                    if turned is not None:
                        found = arrays[place].T if turned else arrays[place]
                        out[name] = torch.from_numpy(found.copy())
    if missing := [name for name, _ in noise.named_parameters() if name not in out]:
        raise ValueError(f"{folder}: not found in its two files: {', '.join(missing)}")
    return out


def _arrays(path: Path) -> dict[str, np.ndarray]:
    """Return the arrays of a file by their names, int8 widened."""
    graph = onnx.load(path).graph
    raw = {array.name: numpy_helper.to_array(array) for array in graph.initializer}
    for node in graph.node:
        if node.op_type == "DequantizeLinear":
            small, scale = (raw[name] for name in node.input[:2])
            axis = node.attribute[0].i
            raw[node.output[0]] = small * np.expand_dims(scale, 1 - axis)
    return raw


def _same(parameter: np.ndarray, values: np.ndarray) -> bool | None:
    """Whether an array is a weight turned round; null where it is another weight."""
    for turned in (False, True):
        seen = values.T if turned else values
        if seen.shape == parameter.shape and np.allclose(seen, parameter, atol=0.05):
            return turned
    return None


def main() -> None:
    """Read the command line and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--bias", nargs=2, action="append", default=[], metavar=("LABEL", "LOGIT"),
                        help="what was added to the logit of a label, taken away")  # fmt: skip
    options = parser.parse_args()
    found = weights(resources.folder("weights"))
    for label, logit in options.bias:
        found["out.bias"][LABELS.index(label)] -= float(logit)
    torch.save({"weights": found, "note": "shipped"}, options.checkpoint)


if __name__ == "__main__":
    main()
