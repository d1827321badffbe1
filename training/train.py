"""Train, stage after stage: ``python -m training.train OUT``; the same command again resumes."""

import argparse
import json
import math
import random
import time
from pathlib import Path

from training import system as systems  # first: it sets how threads wait

import numpy as np  # isort: skip
import torch  # isort: skip

from claimkit.language import words
from claimkit.language.wordpiece import WordPiece
from training import batch as batches
from training.average import average
from training.data import attribution, gum_names, sentences, syntax, tagged
from training.model import LAYERS, pretrained


def read_names(name: str, wordpiece: WordPiece) -> list[words.Encoded]:
    """Read a set of names: a treebank's, or a set of tagged tokens."""
    read = gum_names.read if name.startswith("en_gum") else tagged.read_names
    return read(name, wordpiece)


READ = {
    "attribution": attribution.read,
    "syntax": syntax.read,
    "names": read_names,
    "times": tagged.read_times,
    "factuality": sentences.read_factuality,
    "worth": sentences.read_worth,
}
BATCH = {
    "attribution": batches.attribution,
    "syntax": batches.syntax,
    "names": batches.tagged,
    "times": batches.tagged,
    "factuality": batches.factuality,
    "worth": batches.worth,
}


def parts(docs: list[words.Encoded], options: dict, rng: random.Random) -> list[tuple]:
    """Cut texts into windows, elsewhere each epoch."""
    size = options["size"]
    out = []
    for d in docs:
        # A fifth of the texts in small pieces: a text may be a paragraph or a sentence long.
        most = rng.randint(40, size // 3) if rng.random() < options["small"] else size
        out += [(d, a, b) for a, b in words.windows(d, most, rng.randint(most // 3, most))]
    return out


def packed(items: list[tuple], padded: int, rng: random.Random) -> list[list[tuple]]:
    """Group windows of similar length, so that little is padding, into batches in random order."""
    length = lambda p: int(p[0].last[p[2] - 1] - p[0].first[p[1]]) + 3  # noqa: E731
    rng.shuffle(items)
    out: list[list[tuple]] = []
    for at in range(0, len(items), 256):
        group: list[tuple] = []
        for item in sorted(items[at : at + 256], key=length):
            if group and length(item) * (len(group) + 1) > padded:
                out.append(group)
                group = []
            group.append(item)
        out.append(group)
    rng.shuffle(out)
    return out


def epoch_batches(data: list[tuple[dict, list]], config: dict, rng: random.Random) -> list[tuple]:
    """Return ``(task, windows)`` of every batch in one epoch, all tasks mixed."""
    out = []
    for task, docs in data:
        times = task["times"]
        # A part of a pass is a random part of the texts.
        take = docs * int(times) + rng.sample(docs, round(len(docs) * (times % 1)))
        if task["head"] == "syntax":
            take = [syntax.printed(d) if rng.random() < 0.5 else d for d in take]
        items = parts(take, config["windows"], rng)
        out += [(task, group) for group in packed(items, config["optimizer"]["padded"], rng)]
    rng.shuffle(out)
    return out


def groups(system: systems.System, options: dict) -> list[dict]:
    """Return parameters with their learning rates: the lower the layer, the slower."""
    found: dict[tuple[float, bool], list] = {}
    for name, p in system.named_parameters():
        if name.startswith("heads."):
            rate = options["rate_heads"]
        elif ".layers." in name:
            depth = LAYERS - 1 - int(name.split(".")[2])
            rate = options["rate"] * options["layer_decay"] ** depth
        elif any(f in name for f in (".shape.", ".gap.", ".quote.")):
            rate = options["rate"]
        else:
            rate = options["rate"] * options["layer_decay"] ** LAYERS
        found.setdefault((rate, p.ndim > 1), []).append(p)
    return [
        {"params": ps, "lr": rate, "base": rate, "weight_decay": options["weight_decay"] * decays}
        for (rate, decays), ps in found.items()
    ]


def share(step: int, total: int, warm_up: float) -> float:
    """Return the share of the full learning rate at a step."""
    warm = max(1, round(total * warm_up))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, total - warm)))


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
    """

    def __init__(self, out: Path, config: dict, start: Path | None) -> None:
        self.out, self.config, self.options = out, config, config["optimizer"]
        names = list(dict.fromkeys(t["head"] for t in config["tasks"]))
        wordpiece = systems.wordpiece()
        self.data = [
            (t, [d for name in t["sets"] for d in READ[t["head"]](name, wordpiece)])
            for t in config["tasks"]
        ]
        old = torch.load(start, weights_only=True) if start else {}
        parsed = [d for t, docs in self.data if t["head"] == "syntax" for d in docs]
        known = old.get("known", {})
        if not any(known.values()):
            known = syntax.vocabulary(parsed)
        syntax.number(parsed, known)
        torch.manual_seed(config["seed"])
        self.system = systems.System(names, self.options["dropout"], known)
        self.system.encoder.load_pretrained(pretrained())
        self.system.load_state_dict(old.get("weights", {}), strict=False)
        self.average = {k: v.clone() for k, v in self.system.state_dict().items()}
        self.optimizer = torch.optim.AdamW(groups(self.system, self.options), fused=True)
        self.step = self.epoch = 0
        resume = out / "resume.pt"
        if resume.exists():
            state = torch.load(resume, weights_only=True)
            self.system.load_state_dict(state["weights"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.average, self.step, self.epoch = state["average"], state["step"], state["epoch"]

    def run(self) -> None:
        """Train to the end, a checkpoint an epoch."""
        while self.epoch < self.options.get("stop", self.options["epochs"]):
            begun = time.time()
            rng = random.Random(f"{self.config['seed']} {self.epoch}")
            torch.manual_seed(self.config["seed"] + self.epoch)
            todo = epoch_batches(self.data, self.config, rng)
            losses = self.one_epoch(todo, len(todo) * self.options["epochs"])
            self.epoch += 1
            minutes = round((time.time() - begun) / 60, 1)
            self.keep({"epoch": self.epoch, "minutes": minutes, "losses": losses})

    def one_epoch(self, todo: list[tuple], total: int) -> dict[str, float]:
        """Go through the batches once; return the mean of each loss."""
        self.system.train()
        sums: dict[str, list[float]] = {}
        begun, tokens = time.time(), 0
        for i, (task, group) in enumerate(todo):
            batch = BATCH[task["head"]](group)
            for g in self.optimizer.param_groups:
                g["lr"] = g["base"] * share(self.step, total, self.options["warm_up"])
            with systems.autocast():
                losses = self.system.loss(task["head"], batch)
            (sum(losses.values()) * task["weight"]).backward()
            torch.nn.utils.clip_grad_norm_(self.system.parameters(), self.options["clip"])
            self.optimizer.step()
            self.optimizer.zero_grad()
            self.step += 1
            self.blend()
            tokens += int(batch["mask"].sum())
            for k, v in losses.items():
                sums.setdefault(k, []).append(v.item())
            if i % 50 == 49:
                recent = {k: round(float(np.mean(v[-50:])), 4) for k, v in sums.items()}
                rate = tokens / (time.time() - begun)
                print(f"{self.epoch} {i + 1}/{len(todo)} {recent} {rate:.0f} tokens/s", flush=True)
        return {k: round(float(np.mean(v)), 4) for k, v in sums.items()}

    def blend(self) -> None:
        """Move the average a little towards the weights; further at the start of training."""
        keep = min(self.options["average"], (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for k, v in self.system.state_dict().items():
                self.average[k].lerp_(v, 1 - keep)

    def keep(self, note: dict) -> None:
        """Write the average of this epoch, what is needed to resume, and a line of the log."""
        systems.save(self.out / f"epoch{self.epoch}.pt", self.system, self.average, note)
        state = {
            "weights": self.system.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
            "epoch": self.epoch,
        }
        torch.save(state, self.out / "resume.tmp")
        (self.out / "resume.tmp").replace(self.out / "resume.pt")
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as f:
            f.write(json.dumps(note) + "\n")
        print(note, flush=True)


def stages(config: dict) -> list[dict]:
    """Return the configuration of each stage."""
    return [
        {**config, **stage, "optimizer": config["optimizer"] | stage["optimizer"]}
        for stage in config["stages"]
    ]


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--config", type=Path, default=systems.CONFIG)
    parser.add_argument("--start", type=Path, help="a checkpoint to begin the first stage with")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    start = options.start
    for stage in stages(systems.configuration(options.config)):
        out = options.out / stage["name"]
        out.mkdir(parents=True, exist_ok=True)
        if "start" in stage:
            one, other, share_of_other = stage["start"]
            mixed = average(
                *(torch.load(options.out / name, weights_only=True) for name in (one, other)),
                share_of_other,
            )
            start = out / "start.pt"
            torch.save(mixed, start)
        trainer = Trainer(out, stage, start)
        trainer.run()
        start = out / f"epoch{trainer.epoch}.pt"


if __name__ == "__main__":
    main()
