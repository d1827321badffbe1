"""The exported model behind the same two methods as the one in training: what run time will do."""

import json
from pathlib import Path

import numpy as np
import onnxruntime as ort

INPUTS = ("ids", "mask", "shape", "gap", "quote", "first", "last")


class Exported:
    """A model read from a folder that :mod:`training.export` wrote.

    Parameters
    ----------
    folder : Path
        With ``model.onnx``, ``tables.npz`` and ``labels.json``.
    threads : int
        Threads of the session.
    """

    def __init__(self, folder: Path, threads: int = 2) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        # Widen int8 weights to float32 once, when the session is made; then all is float32.
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        self.session = ort.InferenceSession(folder / "model.onnx", options)
        self.outputs = [o.name for o in self.session.get_outputs()]
        self.known = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "tables.npz") as arrays:
            self._tables = dict(arrays)
        self.names = list(dict.fromkeys(n.partition(".")[0] for n in self.outputs))

    def tables(self, head: str) -> dict[str, np.ndarray]:
        """Return what decoding a head needs beside its scores."""
        return {k.partition(".")[2]: v for k, v in self._tables.items() if k.startswith(f"{head}.")}

    def scores(self, batch: dict[str, np.ndarray]) -> dict[str, dict[str, np.ndarray]]:
        """Return every head's scores of a batch."""
        out = self.session.run(None, {n: batch[n].astype(np.int64) for n in INPUTS})
        nested: dict[str, dict[str, np.ndarray]] = {}
        for name, value in zip(self.outputs, out, strict=True):
            head, _, part = name.partition(".")
            nested.setdefault(head, {})[part] = value
        return nested
