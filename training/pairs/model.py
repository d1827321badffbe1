"""The pair encoder: all-MiniLM-L6-v2 over both texts at once."""

import torch
import torch.nn.functional as nf
from torch import Tensor, nn

from claimkit.semantics.entailment import DIFFERENCES, LABELS
from claimkit.semantics.figures import FIGURES
from claimkit.semantics.pairs import FEATURES, SIDES
from training.model import HIDDEN, Encoder

FLAGS = 48
NEAR, LOWER = 48, 3  # what a word is compared by, from the states behind so many layers


class PairEncoder(nn.Module):
    """Two texts to the logits of ``LABELS``.

    Parameters
    ----------
    dropout : float
        Share of states dropped in training.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.match = nn.Embedding(FEATURES, HIDDEN)
        self.figure = nn.Embedding(FIGURES, HIDDEN)
        # From nothing the features must change nothing.
        nn.init.zeros_(self.match.weight)
        nn.init.zeros_(self.figure.weight)
        # The same once more without the way through the layers: what a bound and the number beyond
        # it mean together is learned in a few hundred steps so, and hardly at all otherwise.
        self.flags = nn.Embedding(2 * FIGURES, FLAGS)
        self.hidden = nn.Linear(3 * HIDDEN + 4 * FLAGS, HIDDEN)
        with torch.no_grad():
            self.hidden.weight[:, 3 * HIDDEN :] = 0
        self.out = nn.Linear(HIDDEN, len(LABELS))
        self.reason = nn.Linear(HIDDEN, len(DIFFERENCES))
        # Of a text read alone: what its words are compared by, and how much each tells; fitted when
        # all else is (`training.pairs.near`).
        self.near = nn.Linear(HIDDEN, NEAR)
        self.weight = nn.Linear(HIDDEN, 1)
        self.dropout = nn.Dropout(dropout)

    def begin_with(self, weights: dict[str, Tensor]) -> None:
        """Take weights; what an earlier phase lacks at the end of a table is nothing yet."""
        own = self.state_dict()
        for name, old in weights.items():
            for axis in range(old.ndim):
                if (lacks := own[name].shape[axis] - old.shape[axis]) > 0:
                    rest = old.new_zeros(*old.shape[:axis], lacks, *old.shape[axis + 1 :])
                    old = torch.cat([old, rest], axis)
            weights = weights | {name: old}
        missing, unknown = self.load_state_dict(weights, strict=False)
        parts = {name.partition(".")[0] for name in missing}
        new = {"figure", "flags", "reason", "near", "weight"}
        assert not unknown and parts <= new, (missing, unknown)

    def lower(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the states behind the lower layers."""
        e = self.encoder
        x = e.token(batch["ids"]) + e.position.weight[: batch["ids"].shape[1]]
        x = x + e.shape(batch["shape"]) + e.gap(batch["gap"]) + e.quote(batch["quote"])
        x = e.dropout(e.norm(x + self.match(batch["match"]) + self.figure(batch["figure"])))
        for layer in e.layers[:LOWER]:
            x = layer(x, batch["mask"])
        return x

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Return logits, pairs × labels and pairs × reasons."""
        return self.upper(self.lower(batch), batch)

    def upper(self, x: Tensor, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Return the logits of the states behind the lower layers."""
        for layer in self.encoder.layers[LOWER:]:
            x = layer(x, batch["mask"])
        second = batch["match"] >= SIDES
        first = (batch["match"] > 0) & ~second
        means = [
            (x * side[..., None]).sum(1) / side.sum(1, keepdim=True).clamp(min=1)
            for side in (first, second)
        ]
        pooled = torch.cat([x[:, 0], *means, *self.flagged(batch["figure"], first, second)], -1)
        hidden = self.dropout(torch.tanh(self.hidden(self.dropout(pooled))))
        return self.out(hidden), self.reason(hidden)

    def words(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return what words are compared by, and how much each tells, of texts read alone."""
        return nf.normalize(self.near(x), dim=-1), nf.softplus(self.weight(x))[..., 0]

    def flagged(self, figure: Tensor, *sides: Tensor) -> list[Tensor]:
        """Return the mean and the largest of what is told of the numbers of either side."""
        out = []
        for i, side in enumerate(sides):
            there = ((figure > 0) & side)[..., None]
            flags = self.flags(figure + i * FIGURES)
            out.append((flags * there).sum(1) / there.sum(1).clamp(min=1))
            out.append(torch.where(there, flags, torch.zeros_like(flags)).amax(1))
        return out
