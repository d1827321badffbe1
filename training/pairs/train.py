"""Train the pair encoder: ``python -m training.pairs.train OUT``; run it again to resume."""

import argparse
import json
import random
import time
import tomllib
from functools import cache, partial
from pathlib import Path

from training import system as systems  # first: it sets how threads wait

import numpy as np  # isort: skip
import torch  # isort: skip
import torch.nn.functional as nf  # isort: skip

from claimkit.semantics.entailment import LABELS
from training.model import LAYERS, pretrained
from training.pairs import data
from training.pairs.model import PairEncoder
from training.train import share

CONFIG = Path(__file__).with_name("config.toml")
DEV = ("general_dev", "vitaminc_folds2-9=9", "made=0", "forms=0", "written=0", "reported=0")

_HEADS = ("hidden.", "out.", "figure.", "flags.", "reason.")


def groups(model: PairEncoder, config: dict) -> list[dict]:
    """Return parameters with their learning rates: the lower the layer, the slower."""
    found: dict[tuple[float, bool], list] = {}
    for name, p in model.named_parameters():
        if name.startswith(_HEADS):
            rate = config["rate_heads"]
        elif ".layers." in name:
            rate = config["rate"] * config["layer_decay"] ** (LAYERS - 1 - int(name.split(".")[2]))
        elif any(f in name for f in ("match.", ".shape.", ".gap.", ".quote.")):
            rate = config["rate"]
        else:
            rate = config["rate"] * config["layer_decay"] ** LAYERS
        found.setdefault((rate, p.ndim > 1), []).append(p)
    return [
        {"params": ps, "lr": rate, "base": rate, "weight_decay": config["weight_decay"] * decays}
        for (rate, decays), ps in found.items()
    ]


def tensors(labelled: list[data.Labelled]) -> dict[str, torch.Tensor]:
    """Return a batch."""
    return {name: torch.from_numpy(values) for name, values in data.arrays(labelled).items()}


def measured(model: PairEncoder, pairs: list[data.Labelled]) -> dict[str, float]:
    """Return accuracy and the mean of the labels' F1, in per cent."""
    counts = np.zeros((len(LABELS), len(LABELS)), int)
    model.eval()
    with torch.inference_mode(), systems.autocast():
        for group in data.batches(pairs, 4096):
            batch = tensors(group)
            said = model(batch)[0].argmax(-1)
            np.add.at(counts, (batch["label"].numpy(), said.numpy()), 1)
    right = counts.diagonal()
    f1 = 2 * right / np.maximum(counts.sum(0) + counts.sum(1), 1)
    accuracy = right.sum() / max(counts.sum(), 1)
    return {
        "accuracy": round(100 * float(accuracy), 2),
        "macro_f1": round(100 * float(f1.mean()), 2),
    }


def labels_loss(logits: torch.Tensor, labels: torch.Tensor, smoothing: float) -> torch.Tensor:
    """Return the mean loss of a batch; what is only known to be compatible need not say how."""
    open_ = labels == len(LABELS)
    known = nf.cross_entropy(
        logits[~open_], labels[~open_], label_smoothing=smoothing, reduction="sum"
    )
    against = logits.softmax(-1)[open_, LABELS.index("contradiction")]
    return (known - torch.log1p(-against.clamp(max=1 - 1e-4)).sum()) / len(labels)


class Trainer:
    """Everything that changes while training goes on.

    Parameters
    ----------
    out : Path
        Folder for checkpoints and the log.
    config : dict
        The configuration.
    start : Path, optional
        Weights to start from instead of the pre-trained encoder.
    made : Path, optional
        The folder of the sets in ``data.MADE``, as the modules of these names wrote them.
    """

    def __init__(self, out: Path, config: dict, start: Path | None, made: Path | None) -> None:
        self.out, self.config = out, config
        self.wordpiece = wordpiece = systems.wordpiece()
        longest = config["longest"]
        read = cache(partial(data.read, wordpiece=wordpiece, longest=longest, made=made))
        self.sets = [
            (each, read(each["name"], without=tuple(each.get("without", ()))))
            for each in config["sets"]
        ]
        self.dev = {name: pairs for name in DEV if (pairs := read(name))}
        torch.manual_seed(config["seed"])
        self.model = PairEncoder(config["dropout"])
        self.model.encoder.load_pretrained(pretrained())
        if start:
            self.model.begin_with(torch.load(start, weights_only=True)["weights"])
        self.average = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.optimizer = torch.optim.AdamW(groups(self.model, config), fused=True)
        self.step = self.epoch = self.at = 0
        if (out / "resume.pt").exists():
            state = torch.load(out / "resume.pt", weights_only=True)
            self.model.load_state_dict(state["weights"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.average, self.step = state["average"], state["step"]
            self.epoch, self.at = state["epoch"], state["at"]

    def run(self) -> None:
        """Train to the end, a checkpoint an epoch."""
        while self.epoch < self.config["epochs"]:
            rng = random.Random(f"{self.config['seed']} {self.epoch}")
            torch.manual_seed(self.config["seed"] + self.epoch)
            todo = data.epoch(
                self.sets, self.config["padded"], rng, self.wordpiece, self.config["longest"]
            )
            self.one_epoch(todo)
            self.epoch, self.at = self.epoch + 1, 0
            self.keep()

    def one_epoch(self, todo: list[list[data.Labelled]]) -> None:
        """Go through the batches once, from where it was left."""
        begun, losses, tokens = time.time(), [], 0
        for at in range(self.at, len(todo)):
            self.model.train()
            batch = tensors(todo[at])
            now = share(self.step, len(todo) * self.config["epochs"], self.config["warm_up"])
            for g in self.optimizer.param_groups:
                g["lr"] = g["base"] * now
            with systems.autocast():
                logits, reasons = self.model(batch)
            smooth = self.config["smoothing"]
            loss = labels_loss(logits.float(), batch["label"], smooth)
            if "reasons" in self.config and (batch["reason"] != data.NO_REASON).any():
                loss = loss + self.config["reasons"] * nf.cross_entropy(
                    reasons.float(), batch["reason"], ignore_index=data.NO_REASON
                )
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.config["clip"])
            self.optimizer.step()
            self.optimizer.zero_grad()
            self.step += 1
            self.blend()
            tokens += int(batch["mask"].sum())
            losses.append(loss.item())
            if at % 100 == 99:
                rate, mean = tokens / (time.time() - begun), float(np.mean(losses[-100:]))
                print(
                    f"{self.epoch} {at + 1}/{len(todo)} {mean:.4f} {rate:.0f} tokens/s",
                    flush=True,
                )
            if at % 500 == 499:
                self.save_state(at + 1)

    def blend(self) -> None:
        """Move the average a little towards the weights; further at the start of training."""
        keep = min(self.config["average"], (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for k, v in self.model.state_dict().items():
                self.average[k].lerp_(v, 1 - keep)

    def save_state(self, at: int) -> None:
        """Write what is needed to resume."""
        state = {
            "weights": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
            "epoch": self.epoch,
            "at": at,
        }
        torch.save(state, self.out / "resume.tmp")
        (self.out / "resume.tmp").replace(self.out / "resume.pt")

    def keep(self) -> None:
        """Write the average of this epoch and a line of the log with its figures."""
        self.save_state(0)
        averaged = PairEncoder()
        averaged.load_state_dict(self.average)
        figures = {name: measured(averaged, pairs) for name, pairs in self.dev.items()}
        note = {"epoch": self.epoch, **figures}
        torch.save({"weights": self.average, "note": note}, self.out / f"epoch{self.epoch}.pt")
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as f:
            f.write(json.dumps(note) + "\n")
        print(note, flush=True)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--config", type=Path, default=CONFIG)
    parser.add_argument("--start", type=Path, help="a checkpoint to begin with")
    parser.add_argument("--made", type=Path, help="folder of what the modules of data.MADE wrote")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    Trainer(options.out, config, options.start, options.made).run()


if __name__ == "__main__":
    main()
