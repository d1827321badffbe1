"""Export to ONNX: ``python -m training.export CHECKPOINT FOLDER``.

Weights are kept as int8, one scale a row, and are widened to float32 when the session is made
(``session.disable_quant_qdq``). Arithmetic is float32 everywhere, so two CPUs agree, with VNNI or
without: what int8 costs is the same rounding of weights on each, and the file is a quarter as big.
"""

import argparse
import gzip
import io
import json
import shutil
from pathlib import Path

from claimkit.language import lemmas, names
from claimkit.language.model import INPUTS
from training import system as systems
from training.data import places, syntax
from training.model import pretrained

import numpy as np  # isort: skip
import onnx  # isort: skip
import torch  # isort: skip
from onnx import TensorProto, helper, numpy_helper  # isort: skip

# Smaller arrays stay as they are: they weigh nothing and hold norms and biases.
LEAST = 4096


class Flat(torch.nn.Module):
    """The model with arrays in and arrays out.

    Parameters
    ----------
    system : System
        The model.
    """

    def __init__(self, system: systems.System) -> None:
        super().__init__()
        self.system = system

    def forward(self, *arrays: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return every head's scores, in the order of :func:`outputs`."""
        batch = dict(zip(INPUTS, arrays, strict=True))
        out = self.system(batch | {"mask": batch["mask"].bool()})
        return tuple(v for values in out.values() for v in values.values())


def example(rows: int = 2, size: int = 12, wide: int = 8) -> dict[str, torch.Tensor]:
    """Return a small batch."""
    out = {n: torch.ones(rows, size, dtype=torch.int64) for n in INPUTS[:5]}
    return out | {n: torch.arange(1, wide + 1).repeat(rows, 1) for n in INPUTS[5:]}


def graph(system: systems.System) -> onnx.ModelProto:
    """Return the model as an ONNX graph in float32."""
    batch = example()
    with torch.inference_mode():
        out = system(batch | {"mask": batch["mask"].bool()})
    names = [f"{head}.{name}" for head, values in out.items() for name in values]
    axes = {n: {0: "windows", 1: "pieces"} for n in INPUTS[:5]}
    axes |= {n: {0: "windows", 1: "words"} for n in (*INPUTS[5:], *names)}
    buffer = io.BytesIO()
    torch.onnx.export(
        Flat(system),
        tuple(batch.values()),
        buffer,
        input_names=list(INPUTS),
        output_names=names,
        dynamic_axes=axes,
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    return onnx.load_from_string(buffer.getvalue())


def narrow(model: onnx.ModelProto) -> onnx.ModelProto:
    """Keep every large array as int8, with one scale a row or, in products, a column.

    The axis that is not summed over carries the scales: rows of a table that is looked up, columns
    of a matrix that is multiplied from the right.
    """
    right = {n.input[1] for n in model.graph.node if n.op_type in ("MatMul", "Attention")}
    kept, nodes = [], []
    for array in model.graph.initializer:
        values = numpy_helper.to_array(array)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < LEAST:
            kept.append(array)
            continue
        axis = 1 if array.name in right else 0
        scale = np.abs(values).max(1 - axis) / 127
        scale[scale == 0] = 1
        small = np.rint(values / np.expand_dims(scale, 1 - axis)).astype(np.int8)
        parts = {
            "q": small,
            "scale": scale.astype(np.float32),
            "zero": np.zeros(len(scale), np.int8),
        }
        kept += [numpy_helper.from_array(v, f"{array.name}.{k}") for k, v in parts.items()]
        inputs = [f"{array.name}.{k}" for k in parts]
        nodes.append(helper.make_node("DequantizeLinear", inputs, [array.name], axis=axis))
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    rest = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes + rest)
    onnx.checker.check_model(model)
    return model


def export(checkpoint: Path, folder: Path) -> None:
    """Write ``model.onnx``, ``tables.npz`` (what decoding needs), vocabulary, labels and lemmas."""
    system = systems.load(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    model = graph(system)
    assert TensorProto.FLOAT in {i.data_type for i in model.graph.initializer}
    (folder / "model.onnx").write_bytes(narrow(model).SerializeToString())
    tables = {f"{name}.{k}": v for name in system.names for k, v in system.tables(name).items()}
    np.savez_compressed(folder / "tables.npz", **tables)
    text = json.dumps(system.known, ensure_ascii=False, indent=1)
    (folder / "labels.json").write_text(text + "\n", encoding="utf-8")
    shutil.copy(pretrained() / "vocab.txt", folder)
    trees = ("en_ewt-ud-train", "en_gum-ud-train")
    forms = syntax.forms([d for name in trees for d in syntax.read(name, systems.wordpiece())])
    for file, content in ((lemmas.FILE, forms), (names.FILE, places.names())):
        text = json.dumps(content, ensure_ascii=False)
        # No time in the file: the same data give the same bytes.
        (folder / file).write_bytes(gzip.compress(text.encode(), mtime=0))
    for path in sorted(folder.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    export(options.checkpoint, options.folder)


if __name__ == "__main__":
    main()
