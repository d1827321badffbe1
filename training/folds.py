"""Time expressions in five folds: ``python -m training.folds OUT --start CHECKPOINT``.

Five short runs, each without a fold of TempEval-3; what each says of the fold that it left out is
measured together, through `claimkit.annotate`. They start from the attribution stage (such as
``OUT/1_attribution/epoch3.pt``), whose encoder has seen none of these expressions. The same command
again resumes. The figures go to ``benchmarks/results/folds.json``; the weights in the package left
out the first fold alone.
"""

import argparse
import tomllib
from pathlib import Path

from training import system as systems  # first: it sets how threads wait

import numpy as np  # isort: skip
import torch  # isort: skip

from benchmarks import results
from benchmarks.quality.sets import scorer
from claimkit.language import annotate_all, model
from claimkit.language.wordpiece import vocabulary
from training.data.tagged import read_times
from training.train import Trainer, stages

FOLDS = 5
CONFIG = Path(__file__).with_name("folds.toml")


class WithTimes:
    """The model in the package, but for time expressions.

    Parameters
    ----------
    system : System
        What reads the time expressions.
    """

    def __init__(self, system: systems.System) -> None:
        self.package, self.system = model.model(), system
        self.known = self.package.known

    def tables(self, head: str) -> dict[str, np.ndarray]:
        """Return what decoding a head needs beside its scores."""
        return (self.system if head == "times" else self.package).tables(head)

    def scores(self, batch: dict[str, np.ndarray]) -> dict[str, dict[str, np.ndarray]]:
        """Return every head's scores of a batch."""
        return self.package.scores(batch) | {"times": self.system.scores(batch)["times"]}


def trained(out: Path, fold: int, start: Path | None) -> Path:
    """Train without a fold; return the last checkpoint."""
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8").replace("FOLD", str(fold)))
    stage = stages(config)[0]
    folder = out / stage["name"]
    folder.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(folder, stage, start)
    trainer.run()
    return folder / f"epoch{trainer.epoch}.pt"


def said(fold: int) -> tuple[dict[str, dict], dict[str, dict]]:
    """Return the documents of a fold as annotated by people, and as read by the model, by id."""
    read = [doc.labels["record"] for doc in read_times(f"tempeval3_train={fold}/5", vocabulary())]
    docs = annotate_all([each["text"] for each in read], [each["dct"] for each in read])
    found = {
        each["id"]: {
            "timexes": [
                {"start": time.start_char, "end": time.end_char, "value": time._.value}
                for time in doc.spans["times"]
            ]
        }
        for each, doc in zip(read, docs, strict=True)
    }
    return {each["id"]: each for each in read}, found


def main() -> None:
    """Read the command line, train and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="a checkpoint that has seen no times")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    gold: dict[str, dict] = {}
    found: dict[str, dict] = {}
    figures = {}
    for fold in range(FOLDS):
        checkpoint = trained(options.out, fold, options.start)
        model.use(None)
        model.use(WithTimes(systems.load(checkpoint)))
        people, machine = said(fold)
        figures[f"fold {fold}"] = scorer("temporal").score(people, machine)
        print(fold, figures[f"fold {fold}"], flush=True)
        gold |= people
        found |= machine
    figures["together"] = scorer("temporal").score(gold, found)
    print(figures["together"])
    results.write(results.FOLDS, {"precision, recall, F1": figures})


if __name__ == "__main__":
    main()
