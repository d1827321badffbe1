"""Evaluate with the scorers: ``python -m training.evaluate CHECKPOINT [HEAD ...]``."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from training import predict
from training import system as systems
from training.data import attribution, folder

import torch  # isort: skip


def score(scorer: str, gold: str, records: list[dict], *options: str) -> str:
    """Run a scorer, from the folder ``score`` beside the folder of data, on predictions."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        f.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
        f.flush()
        command = [sys.executable, folder().parent / "score" / scorer]
        command += [*options, folder() / gold, f.name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def evaluate_attribution(system: systems.System, windows: dict) -> str:
    """Return the figures on PolNeAR dev, raw text in: all attributions, then direct quotations."""
    docs = attribution.read("polnear_dev", systems.wordpiece())
    records = predict.attributions(system, docs, windows["size"], windows["margin"])
    gold = "attribution/polnear_dev.jsonl.gz"
    every = score("attribution.py", gold, records)
    return every + "direct\n" + score("attribution.py", gold, records, "--direct")


EVALUATE = {"attribution": evaluate_attribution}


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("heads", nargs="*")
    parser.add_argument("--quick", action="store_true", help="in bfloat16, for a first look")
    options = parser.parse_args()
    system = systems.load(options.checkpoint)
    windows = systems.configuration()["windows"]
    for head in options.heads or system.heads:
        with torch.autocast("cpu", torch.bfloat16, enabled=options.quick):
            print(f"== {head}\n{EVALUATE[head](system, windows)}", flush=True)


if __name__ == "__main__":
    main()
