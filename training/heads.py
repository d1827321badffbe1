"""The heads: each reads the words' vectors and gives its scores, and its loss in training."""

import numpy as np
import torch
import torch.nn.functional as nf
from torch import Tensor, nn

from claimkit.language import crf, links
from training.data.sentences import FACTUALITY_SETS
from training.model import HIDDEN

# Adam moves a number by no more than the learning rate a step, 0.3 in an epoch of 300 steps; what
# stands for itself, with no vector behind it, has to move by whole units and is kept as a tenth.
TENTH = 10


class Crf(nn.Module):
    """A linear-chain conditional random field whose impossible steps are ruled out (Lafferty 2001).

    Parameters
    ----------
    tags : tuple of str
        Tags as in :mod:`training.decode`.
    """

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        start, step, end = (torch.from_numpy(a) for a in crf.transitions(tags))
        self.register_buffer("rules_start", start, persistent=False)
        self.register_buffer("rules_step", step, persistent=False)
        self.register_buffer("rules_end", end, persistent=False)
        self.start = nn.Parameter(torch.zeros(len(tags)))
        self.step = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.end = nn.Parameter(torch.zeros(len(tags)))

    def scores(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores of beginning, stepping and ending, rules included."""
        return (
            self.start * TENTH + self.rules_start,
            self.step * TENTH + self.rules_step,
            self.end * TENTH + self.rules_end,
        )

    def forward(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Return the summed negative log-likelihood of sequences (rows; ``mask`` True on words)."""
        # A window may cut a paragraph, so sequences may begin and end inside a piece: only steps
        # are ruled.
        start, step, end = self.start * TENTH, self.scores()[1], self.end * TENTH
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
    TABLES = (links.N_DISTANCE, links.N_BETWEEN, links.N_PARAGRAPH)

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Sequential(
            nn.Linear(HIDDEN, HIDDEN),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(HIDDEN, len(crf.TAGS)),
        )
        self.crf = Crf(crf.TAGS)
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
        """Return what :func:`claimkit.language.links.linked` needs beside the scores of words."""
        start, step, end = self.crf.scores()
        out = {"start": start, "step": step, "end": end, "none": self.none * TENTH}
        out |= {k: v * TENTH for k, v in self.bias.items()}
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
        for row, known in enumerate(batch["links"]):
            pairs = pairs + self.link_loss(link[row], known)
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
                scores = torch.cat([scores, TENTH * self.none.expand(len(scores), 1)], 1)
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
        far = torch.where(links.reachable(features), 0.0, links.FAR)
        return u @ v.T / size**0.5 + TENTH * near + far


class Tagger(nn.Module):
    """Names or time expressions: tags in a chain.

    Parameters
    ----------
    dropout : float
        Share of states dropped in training.
    tags : tuple of str
        Tags as in :mod:`training.decode`.
    """

    def __init__(self, dropout: float, tags: tuple[str, ...]) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(HIDDEN, len(tags))
        self.crf = Crf(tags)

    def tables(self) -> dict[str, np.ndarray]:
        """Return the scores of steps between tags."""
        names = ("start", "step", "end")
        return {n: v.detach().numpy() for n, v in zip(names, self.crf.scores(), strict=True)}

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Return ``tags`` of each word."""
        return {"tags": self.tags(self.dropout(words))}

    def loss(self, words: Tensor, batch: dict) -> dict[str, Tensor]:
        """Return the loss, a mean over words."""
        where, mask = batch["sequences"], batch["sequence_mask"]
        emissions = self(words)["tags"].flatten(0, 1)[where]
        tags = batch["tags"].flatten()[where] * mask
        return {"tags": self.crf(emissions, tags, mask) / batch["words"].sum()}


class Syntax(nn.Module):
    """Part of speech, lemma, arc, label and sentence start (after Dozat & Manning 2017).

    Parameters
    ----------
    dropout : float
        Share of states dropped in training.
    sizes : dict
        Number of values of ``upos``, ``lemma`` and ``deprel``.
    """

    ARC, LABEL = 192, 48

    def __init__(self, dropout: float, sizes: dict[str, int]) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.upos = nn.Linear(HIDDEN, sizes["upos"])
        self.lemma = nn.Linear(HIDDEN, sizes["lemma"])
        self.start = nn.Linear(HIDDEN, 1)
        project = lambda n: nn.Sequential(  # noqa: E731
            nn.Linear(HIDDEN, n), nn.GELU(), nn.Dropout(dropout), nn.Linear(n, n)
        )
        self.arc_dependent, self.arc_head = project(self.ARC), project(self.ARC)
        self.label_dependent, self.label_head = project(self.LABEL), project(self.LABEL)
        self.arc_root = nn.Parameter(torch.zeros(self.ARC))
        self.label_root = nn.Parameter(torch.zeros(self.LABEL))
        side = self.LABEL + 1
        self.cube = nn.Parameter(torch.randn(side, sizes["deprel"], side) * 0.02)

    def tables(self) -> dict[str, np.ndarray]:
        """Return what :mod:`claimkit.language.tree` needs beside the scores of words."""
        names = ("arc_root", "label_root", "cube")
        return {n: getattr(self, n).detach().numpy() for n in names}

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Return the scores and projections of each word."""
        words = self.dropout(words)
        names = ("upos", "lemma", "arc_dependent", "arc_head", "label_dependent", "label_head")
        return {n: getattr(self, n)(words) for n in names} | {"start": self.start(words)[..., 0]}

    def loss(self, words: Tensor, batch: dict) -> dict[str, Tensor]:
        """Return the losses, each a mean over words."""
        out = {k: v.float() for k, v in self(words).items()}
        mean = lambda name: nf.cross_entropy(  # noqa: E731
            out[name].flatten(0, 1), batch[name].flatten(), ignore_index=-100
        )
        start = nf.binary_cross_entropy_with_logits(
            out["start"][batch["words"]], batch["start"][batch["words"]]
        )
        rows = len(words)
        root = self.arc_root.expand(rows, 1, -1)
        scores = out["arc_dependent"] @ torch.cat([root, out["arc_head"]], 1).transpose(1, 2)
        scores = scores / self.ARC**0.5 + torch.where(batch["same"], 0.0, crf.NEVER)
        target = batch["head"]
        arc = nf.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-100)
        return {
            "upos": mean("upos"),
            "lemma": mean("lemma"),
            "start": start,
            "arc": arc,
            "label": self.label_loss(out, batch),
        }

    def label_loss(self, out: dict[str, Tensor], batch: dict) -> Tensor:
        """Return the loss of labels on the true arcs."""
        known = batch["deprel"] >= 0
        root = self.label_root.expand(len(known), 1, -1)
        heads = torch.cat([root, out["label_head"]], 1)
        at = batch["head"].clamp(min=0)[..., None].expand(-1, -1, self.LABEL)
        d, h = out["label_dependent"][known], heads.gather(1, at)[known]
        one = torch.ones(len(d), 1)
        half = torch.cat([d, one], 1) @ self.cube.flatten(1)
        scores = half.view(len(d), self.cube.shape[1], -1) @ torch.cat([h, one], 1)[..., None]
        return nf.cross_entropy(scores[..., 0], batch["deprel"][known])


class Factuality(nn.Module):
    """How surely a predicate holds, -3 to 3.

    The sets were annotated by different people with different instructions. In training, each set
    has a scale and a shift of its own over the shared value, so that none pulls the value to its
    own use of the scale; at run time the value stands alone.
    """

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.zeros(len(FACTUALITY_SETS)))
        self.shift = nn.Parameter(torch.zeros(len(FACTUALITY_SETS)))
        self.net = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(HIDDEN, 128), nn.GELU(), nn.Linear(128, 1)
        )

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Return ``value`` of each word."""
        return {"value": self.net(words)[..., 0]}

    def loss(self, words: Tensor, batch: dict) -> dict[str, Tensor]:
        """Return half the squared error on the predicates: r rewards the conditional mean."""
        known = ~batch["factuality"].isnan()
        value = self(words)["value"].float()
        scale, shift = (TENTH * p[batch["set"]][:, None] for p in (self.scale, self.shift))
        value = (value * (1 + scale) + shift)[known]
        return {"value": nf.mse_loss(value, batch["factuality"][known]) / 2}


class Worth(nn.Module):
    """Whether a sentence is worth checking: words vote, and say how much their vote counts."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(HIDDEN, 128), nn.GELU(), nn.Linear(128, 2)
        )

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Return ``vote`` of each word: its vote and its weight before the softmax."""
        return {"vote": self.net(words)}

    def loss(self, words: Tensor, batch: dict) -> dict[str, Tensor]:
        """Return the cross entropy of sentences, one a window."""
        vote, weight = self(words)["vote"].float().unbind(-1)
        share = weight.masked_fill(~batch["words"], crf.NEVER).softmax(1)
        return {"worth": nf.binary_cross_entropy_with_logits((vote * share).sum(1), batch["worth"])}
