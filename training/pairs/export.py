"""Export to ONNX: ``python -m training.pairs.export CHECKPOINT FOLDER`` writes its two halves."""

import argparse
import io
from collections.abc import Sequence
from pathlib import Path

from claimkit.semantics.entailment import AGAIN, LABELS, LOGITS, LOWER, STATES, UPPER, WORDS
from claimkit.semantics.pairs import INPUTS
from training.export import narrow
from training.model import HIDDEN
from training.pairs.model import PairEncoder

import onnx  # isort: skip
import torch  # isort: skip


class Lower(torch.nn.Module):
    """The lower layers with arrays in, and states, vectors and weights of sub-words out."""

    def __init__(self, model: PairEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, *arrays: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return ``STATES`` and ``WORDS``."""
        states = self.model.lower(_batch(INPUTS, arrays))
        return states, *self.model.words(states)


class Upper(torch.nn.Module):
    """The upper layers with states in, and logits out."""

    def __init__(self, model: PairEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, states: torch.Tensor, *arrays: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return ``LOGITS``."""
        return self.model.upper(states, _batch(AGAIN, arrays))


def _batch(names: Sequence[str], arrays: Sequence[torch.Tensor]) -> dict[str, torch.Tensor]:
    batch = dict(zip(names, arrays, strict=True))
    return batch | {"mask": batch["mask"].bool()}


def export(model: PairEncoder, folder: Path) -> None:
    """Write both files."""
    asked = {name: torch.ones(2, 12, dtype=torch.int64) for name in INPUTS}
    states = {STATES: torch.zeros(2, 12, HIDDEN)}
    again = states | {name: asked[name] for name in AGAIN}
    _write(Lower(model), asked, (STATES, *WORDS), folder / LOWER)
    _write(Upper(model), again, LOGITS, folder / UPPER)


def _write(
    part: torch.nn.Module, example: dict[str, torch.Tensor], outputs: Sequence[str], path: Path
) -> None:
    sizes = {name: {0: "pairs", 1: "pieces"} for name in (*example, *outputs)}
    buffer = io.BytesIO()
    torch.onnx.export(
        part,
        tuple(example.values()),
        buffer,
        input_names=list(example),
        output_names=list(outputs),
        dynamic_axes=sizes | {name: {0: "pairs"} for name in LOGITS if name in outputs},
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    path.write_bytes(narrow(onnx.load_from_string(buffer.getvalue())).SerializeToString())
    print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bias", nargs=2, action="append", default=[], metavar=("LABEL", "LOGIT"),
                        help="added to the logit of a label")  # fmt: skip
    options = parser.parse_args()
    model = PairEncoder()
    model.load_state_dict(torch.load(options.checkpoint, weights_only=True)["weights"])
    with torch.no_grad():
        for label, logit in options.bias:
            model.out.bias[LABELS.index(label)] += float(logit)
    export(model.eval(), options.folder)


if __name__ == "__main__":
    main()
