"""Encoder and heads together: what is trained, saved, evaluated and exported."""

import os
import tomllib
from pathlib import Path

# Waiting threads that spin cost a factor of five as soon as another process wants one of the cores.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import torch
from torch import Tensor, nn

from training import heads
from training.model import Encoder, pretrained
from training.words import WordPiece

HEADS = {"attribution": heads.Attribution}
CONFIG = Path(__file__).with_name("config.toml")


def configuration(path: Path = CONFIG) -> dict:
    """Read the configuration."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def wordpiece() -> WordPiece:
    """Return the vocabulary of the pre-trained model."""
    return WordPiece(pretrained() / "vocab.txt")


class System(nn.Module):
    """One encoder and the heads on it.

    Parameters
    ----------
    names : list of str
        Heads to build.
    dropout : float
        Share of states dropped in training.
    """

    def __init__(self, names: list[str], dropout: float = 0.0) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.heads = nn.ModuleDict({name: HEADS[name](dropout) for name in names})

    def forward(self, batch: dict) -> dict[str, dict[str, Tensor]]:
        """Return every head's scores."""
        words = self.encoder(batch)
        return {name: head(words) for name, head in self.heads.items()}

    def loss(self, batch: dict) -> dict[str, Tensor]:
        """Return the losses of the head that a batch is for."""
        losses = self.heads[batch["task"]].loss(self.encoder(batch), batch)
        return {f"{batch['task']}.{k}": v for k, v in losses.items()}


def save(path: Path, weights: dict[str, Tensor], names: list[str], note: dict) -> None:
    """Write weights with what is needed to build the model again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": weights, "heads": names, "note": note}, path)


def load(path: Path) -> System:
    """Build a model from its weights, ready to be evaluated."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    system = System(state["heads"])
    system.load_state_dict(state["weights"])
    return system.eval()
