"""Export to ONNX: ``python -m training.pairs.export CHECKPOINT FOLDER`` writes ``pairs.onnx``."""

import argparse
import io
from pathlib import Path

from claimkit.semantics.entailment import FILE, LABELS, OUTPUTS
from claimkit.semantics.pairs import INPUTS
from training.export import narrow
from training.pairs.model import PairEncoder

import onnx  # isort: skip
import torch  # isort: skip


class Flat(torch.nn.Module):
    """The model with arrays in and ``OUTPUTS`` out.

    Parameters
    ----------
    model : PairEncoder
        The model.
    """

    def __init__(self, model: PairEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, *arrays: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return ``OUTPUTS``."""
        batch = dict(zip(INPUTS, arrays, strict=True))
        batch |= {"mask": batch["mask"].bool()}
        lower = self.model.lower(batch)
        return *self.model.upper(lower, batch), *self.model.words(lower)


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--neutral", type=float, default=0.0, help="added to the logit of neutral")
    options = parser.parse_args()
    model = PairEncoder()
    model.load_state_dict(torch.load(options.checkpoint, weights_only=True)["weights"])
    with torch.no_grad():
        model.out.bias[LABELS.index("neutral")] += options.neutral
    example = tuple(torch.ones(2, 12, dtype=torch.int64) for _ in INPUTS)
    buffer = io.BytesIO()
    torch.onnx.export(
        Flat(model.eval()),
        example,
        buffer,
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={n: {0: "pairs", 1: "pieces"} for n in (*INPUTS, *OUTPUTS[2:])}
        | {n: {0: "pairs"} for n in OUTPUTS[:2]},
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    graph = narrow(onnx.load_from_string(buffer.getvalue()))
    (options.folder / FILE).write_bytes(graph.SerializeToString())
    print(f"{FILE} {(options.folder / FILE).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
