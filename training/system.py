"""Encoder and heads together: what is trained, saved, evaluated and exported."""

import os
import tomllib
from pathlib import Path

# Waiting threads that spin cost a factor of five as soon as another process wants one of the cores.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import numpy as np
import torch
from torch import Tensor, nn

from claimkit.language import crf
from claimkit.language.wordpiece import WordPiece
from training import heads
from training.model import Encoder, pretrained

TAGS = {"names": crf.NAMES, "times": crf.TIMES}
CONFIG = Path(__file__).with_name("config.toml")


def configuration(path: Path = CONFIG) -> dict:
    """Read the configuration."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def autocast() -> torch.autocast:
    """Return the context of training and evaluation: bfloat16 where the processor multiplies it.

    Where it does not, torch does so number by number, on one core: float32 is faster.
    """
    able = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.autocast("cpu", torch.bfloat16, enabled=able)


def wordpiece() -> WordPiece:
    """Return the vocabulary of the pre-trained model."""
    return WordPiece(pretrained() / "vocab.txt")


def build(name: str, dropout: float, known: dict[str, list[str]]) -> nn.Module:
    """Make a head."""
    if name == "syntax":
        return heads.Syntax(dropout, {k: len(v) for k, v in known.items()})
    if name in TAGS:
        return heads.Tagger(dropout, TAGS[name])
    makes = {"factuality": heads.Factuality, "worth": heads.Worth}
    return (makes | {"attribution": heads.Attribution})[name](dropout)


class System(nn.Module):
    """One encoder and the heads on it.

    Parameters
    ----------
    names : list of str
        Heads to build.
    dropout : float
        Share of states dropped in training.
    known : dict, optional
        The values of ``upos``, ``lemma`` and ``deprel`` that the syntax head can say.
    """

    def __init__(
        self, names: list[str], dropout: float = 0.0, known: dict[str, list[str]] | None = None
    ) -> None:
        super().__init__()
        self.known = known or {}
        self.encoder = Encoder(dropout)
        self.heads = nn.ModuleDict({name: build(name, dropout, self.known) for name in names})

    def forward(self, batch: dict) -> dict[str, dict[str, Tensor]]:
        """Return every head's scores."""
        words = self.encoder(batch)
        return {name: head(words) for name, head in self.heads.items()}

    @property
    def names(self) -> list[str]:
        """The heads."""
        return list(self.heads)

    def tables(self, name: str) -> dict[str, np.ndarray]:
        """Return what decoding a head needs beside its scores."""
        head = self.heads[name]
        return head.tables() if hasattr(head, "tables") else {}

    def scores(self, batch: dict[str, np.ndarray]) -> dict[str, dict[str, np.ndarray]]:
        """Return every head's scores of a batch."""
        with torch.inference_mode():
            out = self({k: torch.from_numpy(v) for k, v in batch.items()})
        return {h: {k: v.float().numpy() for k, v in o.items()} for h, o in out.items()}

    def loss(self, name: str, batch: dict) -> dict[str, Tensor]:
        """Return the losses of a head."""
        losses = self.heads[name].loss(self.encoder(batch), batch)
        return {f"{name}.{k}": v for k, v in losses.items()}


def save(path: Path, system: System, weights: dict[str, Tensor], note: dict) -> None:
    """Write weights with what is needed to build the model again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {"weights": weights, "heads": list(system.heads), "known": system.known, "note": note}
    torch.save(state, path)


def load(path: Path) -> System:
    """Build a model from its weights, ready to be evaluated."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    system = System(state["heads"], known=state.get("known"))
    system.load_state_dict(state["weights"])
    return system.eval()
