"""The heads: each reads the words' vectors and gives its scores, and its loss in training."""

import numpy as np
import torch
import torch.nn.functional as nf
from torch import Tensor, nn

from training import decode
from training.model import HIDDEN


class Crf(nn.Module):
    """A linear-chain conditional random field whose impossible steps are ruled out (Lafferty 2001).

    Parameters
    ----------
    tags : tuple of str
        Tags as in :mod:`training.decode`.
    """

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        start, step, end = (torch.from_numpy(a) for a in decode.transitions(tags))
        self.register_buffer("rules_start", start, persistent=False)
        self.register_buffer("rules_step", step, persistent=False)
        self.register_buffer("rules_end", end, persistent=False)
        self.start = nn.Parameter(torch.zeros(len(tags)))
        self.step = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.end = nn.Parameter(torch.zeros(len(tags)))

    def scores(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores of beginning, stepping and ending, rules included."""
        return (
            self.start + self.rules_start,
            self.step + self.rules_step,
            self.end + self.rules_end,
        )

    def forward(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Return the summed negative log-likelihood of sequences (rows; ``mask`` True on words)."""
        # A window may cut a paragraph, so sequences may begin and end inside a piece: only steps
        # are ruled.
        start, step, end = self.start, self.step + self.rules_step, self.end
        emissions = emissions.float()
        path = emissions.gather(2, tags[..., None])[..., 0]
        path = (path * mask).sum() + start[tags[:, 0]].sum()
        path = path + (step[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum()
        path = path + end[tags.gather(1, mask.sum(1, keepdim=True) - 1)].sum()
        # Longest first, so that finished sequences leave the loop and cost nothing.
        lengths, order = mask.sum(1).sort(descending=True)
        alpha = start + emissions[order, 0]
        done, alive = [], [int((lengths > i).sum()) for i in range(emissions.shape[1])]
        e = emissions[order]
        for i in range(1, emissions.shape[1]):
            if alive[i] < len(alpha):
                done.append(alpha[alive[i] :])
                alpha = alpha[: alive[i]]
            alpha = torch.logsumexp(alpha[:, :, None] + step, 1) + e[: alive[i], i]
        total = torch.logsumexp(torch.cat([alpha, *reversed(done)]) + end, 1).sum()
        return total - path


class Attribution(nn.Module):
    """Source, cue and content as tags; content to cue and cue to source as scored pairs.

    A pair is scored by a product of two projections (a biaffine form: Dozat & Manning 2017) plus
    what the distance between the two pieces says: run time needs one matrix product and tables.
    """

    SIZE = 64
    TABLES = (decode.N_DISTANCE, decode.N_BETWEEN, decode.N_PARAGRAPH)

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Sequential(
            nn.Linear(HIDDEN, HIDDEN),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(HIDDEN, len(decode.TAGS)),
        )
        self.crf = Crf(decode.TAGS)
        # Four projections: content seeking a cue, cue sought, cue seeking a source, source sought.
        self.link = nn.Sequential(
            nn.Linear(HIDDEN, HIDDEN),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(HIDDEN, 4 * self.SIZE),
        )
        self.bias = nn.ParameterDict(
            {
                f"{pair}_{i}": nn.Parameter(torch.zeros(n))
                for pair in ("cue", "source")
                for i, n in enumerate(self.TABLES)
            }
        )
        self.none = nn.Parameter(torch.zeros(()))

    def tables(self) -> dict[str, np.ndarray]:
        """Return what :func:`training.decode.attributions` needs beside the scores of words."""
        start, step, end = self.crf.scores()
        out = {"start": start, "step": step, "end": end, "none": self.none} | dict(self.bias)
        return {k: v.detach().float().numpy() for k, v in out.items()}

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Return ``tags`` and ``link`` of each word."""
        words = self.dropout(words)
        return {"tags": self.tags(words), "link": self.link(words)}

    def loss(self, words: Tensor, batch: dict) -> dict[str, Tensor]:
        """Return the losses, each a mean over words."""
        out = self(words)
        count = batch["words"].sum()
        emissions, link = out["tags"].flatten(0, 1), out["link"].float()
        where, mask = batch["sequences"], batch["sequence_mask"]
        tags = self.crf(emissions[where], batch["tags"].flatten()[where] * mask, mask)
        pairs = words.new_zeros(())
        for row, links in enumerate(batch["links"]):
            pairs = pairs + self.link_loss(link[row], links)
        return {"tags": tags / count, "links": pairs / count}

    def link_loss(self, link: Tensor, links: dict) -> Tensor:
        """Return the summed loss of the true links in one window."""
        total = link.new_zeros(())
        # Four slots as projected: content seeks 0 -> 1 cue, cue seeks 2 -> 3 source.
        for slot, pair, seekers, sought in (
            (0, "cue", "content", "cue"),
            (2, "source", "cue", "source"),
        ):
            target = links[f"{pair}_target"]
            if not len(target) or not len(links[seekers]):
                continue
            scores = self.pair_scores(
                link, slot, pair, links[seekers], links[sought], links[f"{pair}_near"]
            )
            if pair == "source":
                scores = torch.cat([scores, self.none.expand(len(scores), 1)], 1)
            total = total + nf.cross_entropy(scores, target, ignore_index=-100, reduction="sum")
        return total

    def pair_scores(
        self, link: Tensor, slot: int, pair: str, a: Tensor, b: Tensor, features: Tensor
    ) -> Tensor:
        """Score every piece of ``a`` (rows) against every piece of ``b``."""
        if not len(b):
            return link.new_zeros(len(a), 0)
        size = self.SIZE
        u = link[a, slot * size : (slot + 1) * size].sum(1)
        v = link[b, (slot + 1) * size : (slot + 2) * size].sum(1)
        near = sum(self.bias[f"{pair}_{i}"][features[..., i]] for i in range(len(self.TABLES)))
        return u @ v.T / size**0.5 + near
