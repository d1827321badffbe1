"""Evaluate with the scorers: ``python -m training.evaluate CHECKPOINT [HEAD ...]``."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from training import predict
from training import system as systems
from training.data import attribution, folder, lines, sentences, syntax, tagged
from training.exported import Exported
from training.words import Encoded, encode, split

import numpy as np  # isort: skip
import torch  # isort: skip


class Evaluator:
    """Runs one model over the dev sets and hands what it says to the scorers.

    Parameters
    ----------
    system : System
        The model.
    times : str
        The set of time expressions; ``tempeval3_train=0/5`` is the fold that a model left out.
    """

    def __init__(self, system: predict.Scorer, times: str) -> None:
        self.system, self.times_set = system, times
        self.wordpiece = systems.wordpiece()
        windows = systems.configuration()["windows"]
        self.size, self.margin = windows["size"], windows["margin"]

    def outputs(self, head: str, docs: list[Encoded]) -> list[dict]:
        """Return what a head says of every word."""
        return [o[head] for o in predict.scores(self.system, docs, self.size, self.margin)]

    def attribution(self) -> str:
        """Return figures on PolNeAR dev: all attributions, then direct quotations alone."""
        docs = attribution.read("polnear_dev", self.wordpiece)
        records = predict.attributions(self.system, docs, self.size, self.margin)
        gold = "attribution/polnear_dev.jsonl.gz"
        every = score("attribution.py", gold, records)
        return every + "-- direct\n" + score("attribution.py", gold, records, "--direct")

    def syntax(self) -> str:
        """Return figures on EWT and GUM dev, raw text in."""
        tables, text = self.system.tables("syntax"), ""
        for name in ("en_ewt-ud-dev", "en_gum-ud-dev"):
            parsed = syntax.sentences(name)
            docs = [syntax.document(p, self.wordpiece) for p in parsed]
            outs = self.outputs("syntax", docs)
            ids = [
                x.split("=", 1)[1].strip() for x in lines(f"syntax/{name}.conllu.gz") if NEW in x
            ]
            records = [
                {"id": i} | predict.parse(d, o, tables, self.system.known)
                for i, d, o in zip(ids, docs, outs, strict=True)
            ]
            text += f"{name}\n" + score("syntax.py", f"syntax/{name}.conllu.gz", records)
            text += f"lemma {lemma_accuracy(docs, records)}\n"
        return text

    def names(self) -> str:
        """Return figures on UNER's dev set."""
        tables, docs = self.system.tables("names"), []
        tokens: list[str] = []
        for line in (*lines("ner/uner_en_ewt-dev.iob2.gz"), ""):
            if line and line[0] != "#":
                tokens.append(line.split("\t")[1])
            elif not line and tokens:
                text = " ".join(tokens)
                docs.append(encode(text, split(text), self.wordpiece))
                tokens = []
        outs = self.outputs("names", docs)
        records = [
            {"id": str(i), "entities": predict.marked(d, o, tables, systems.TAGS["names"])}
            for i, (d, o) in enumerate(zip(docs, outs, strict=True))
        ]
        return score("syntax.py", "ner/uner_en_ewt-dev.iob2.gz", records, "--ner")

    def times(self) -> str:
        """Return strict and relaxed figures on time expressions."""
        tables = self.system.tables("times")
        docs = tagged.read_times(self.times_set, self.wordpiece)
        outs = self.outputs("times", docs)
        records = []
        for d, o in zip(docs, outs, strict=True):
            found = predict.marked(d, o, tables, systems.TAGS["times"])
            records.append({"id": d.labels["record"]["id"], "timexes": found})
        gold = [d.labels["record"] for d in docs]
        return score("temporal.py", gold, records)

    def factuality(self) -> str:
        """Return Pearson's r on the three dev sets."""
        text = ""
        for name in ("uds_ih2_dev", "uw_dev", "meantime_dev"):
            docs = sentences.read_factuality(name, self.wordpiece)
            said = np.concatenate([o["value"] for o in self.outputs("factuality", docs)])
            gold = np.concatenate([d.labels["factuality"] for d in docs])
            known = ~np.isnan(gold)
            text += f"{name} r {np.corrcoef(said[known], gold[known])[0, 1]:.3f}\n"
        return text

    def worth(self) -> str:
        """Return figures on CT24 dev."""
        docs = sentences.read_worth("ct24_dev", self.wordpiece)
        records = []
        for d, o in zip(docs, self.outputs("worth", docs), strict=True):
            value = predict.worth(o)
            label = "Yes" if value > 0.5 else "No"
            records.append({"id": d.labels["id"], "label": label, "score": value})
        return score("labels.py", "checkworthiness/ct24_dev.jsonl.gz", records)


NEW = "# newdoc id"


def lemma_accuracy(docs: list[Encoded], records: list[dict]) -> float:
    """Return the share of right lemmas (per cent) among words that pair with a gold word."""
    right = total = 0
    for doc, record in zip(docs, records, strict=True):
        for token, gold in zip(record["tokens"], doc.labels["lemma_text"], strict=True):
            total += gold is not None
            right += gold == token["lemma"]
    return round(100 * right / max(total, 1), 2)


def score(scorer: str, gold: str | list[dict], records: list[dict], *options: str) -> str:
    """Run a scorer, from the folder ``score`` beside the folder of data, on predictions."""
    with tempfile.TemporaryDirectory() as d:
        path = folder() / gold if isinstance(gold, str) else written(Path(d) / "gold.jsonl", gold)
        command = [sys.executable, folder().parent / "score" / scorer, *options, path]
        command.append(written(Path(d) / "said.jsonl", records))
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def written(path: Path, records: list[dict]) -> Path:
    """Write JSON lines."""
    text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    path.write_text(text, encoding="utf-8")
    return path


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="or the folder of an exported model")
    parser.add_argument("heads", nargs="*")
    parser.add_argument("--times", default="tempeval3_train=0/5", help="fold to evaluate times on")
    parser.add_argument("--quick", action="store_true", help="in bfloat16, for a first look")
    options = parser.parse_args()
    exported = options.checkpoint.is_dir()
    system = Exported(options.checkpoint) if exported else systems.load(options.checkpoint)
    evaluator = Evaluator(system, options.times)
    for head in options.heads or evaluator.system.names:
        run: Callable[[], str] = getattr(evaluator, head)
        with torch.autocast("cpu", torch.bfloat16, enabled=options.quick):
            print(f"== {head}\n{run()}", flush=True)


if __name__ == "__main__":
    main()
