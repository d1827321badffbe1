"""The pair encoder: all-MiniLM-L6-v2 over both texts at once."""

import torch
from torch import Tensor, nn

from claimkit.semantics.entailment import LABELS
from claimkit.semantics.pairs import FEATURES, SIDES
from training.model import HIDDEN, Encoder


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
        nn.init.zeros_(self.match.weight)
        self.hidden = nn.Linear(3 * HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(LABELS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Return logits, pairs × labels."""
        e = self.encoder
        x = e.token(batch["ids"]) + e.position.weight[: batch["ids"].shape[1]]
        x = x + e.shape(batch["shape"]) + e.gap(batch["gap"]) + e.quote(batch["quote"])
        x = e.dropout(e.norm(x + self.match(batch["match"])))
        for layer in e.layers:
            x = layer(x, batch["mask"])
        second = batch["match"] >= SIDES
        first = (batch["match"] > 0) & ~second
        means = [
            (x * side[..., None]).sum(1) / side.sum(1, keepdim=True).clamp(min=1)
            for side in (first, second)
        ]
        pooled = torch.cat([x[:, 0], *means], -1)
        return self.out(self.dropout(torch.tanh(self.hidden(self.dropout(pooled)))))
