"""Fit what words are compared by: ``python -m training.pairs.near CHECKPOINT TOLD.jsonl.gz OUT``.

Of a text read alone each sub-word gets a vector and a weight, by its state after the lower layers
(`model.LOWER`), so that the share of one claim that another tells, too, shows whether both are
about the same (`claimkit.semantics.nearness`). The encoder stays as it is; ``TOLD.jsonl.gz``, which
`training.pairs.reported` writes, has the claims of two reports and which of them belong together.
"""

import argparse
import gzip
import json
import random
from pathlib import Path

from training import system as systems  # first: it sets how threads wait

import torch  # isort: skip
import torch.nn.functional as nf  # isort: skip
from torch import Tensor, nn  # isort: skip

from claimkit.semantics import pairs
from training.model import HIDDEN
from training.pairs.model import NEAR, PairEncoder

EPOCHS, RATE, DECAY = 2, 2e-3, 0.01
_LONGEST, _PADDED = 200, 6000
_RARE = 3.0  # a pair about the same counts as much as so many others


class Near(nn.Module):
    """The vectors and weights of words, and a logistic model over what two texts share.

    Parameters
    ----------
    middle : Tensor
        The mean of all states: without it all vectors would point one way at first.
    """

    def __init__(self, middle: Tensor) -> None:
        super().__init__()
        self.near, self.weight = nn.Linear(HIDDEN, NEAR), nn.Linear(HIDDEN, 1)
        self.related = nn.Linear(4, 1)
        nn.init.orthogonal_(self.near.weight)
        nn.init.zeros_(self.weight.weight)
        with torch.no_grad():
            self.near.bias.copy_(-(self.near.weight @ middle))
            self.related.weight.copy_(torch.tensor([[4.0, 4.0, 4.0, 0.0]]))
            self.related.bias.fill_(-6.0)

    def forward(self, texts: list[Tensor], one: Tensor, other: Tensor) -> Tensor:
        """Return a logit a pair of places in ``texts``, the states of their sub-words."""
        x = nn.utils.rnn.pad_sequence([text.float() for text in texts], batch_first=True)
        there = nn.utils.rnn.pad_sequence([torch.ones(len(t)) for t in texts], batch_first=True)
        near = nf.normalize(self.near(x), dim=-1) * there[..., None]
        weight = nf.softplus(self.weight(x))[..., 0] * there
        weight = weight / weight.sum(1, keepdim=True).clamp(min=1e-6)
        alike = near[one] @ near[other].transpose(1, 2)
        first = (alike.amax(2) * weight[one]).sum(1)
        second = (alike.amax(1) * weight[other]).sum(1)
        less, more = torch.minimum(first, second), torch.maximum(first, second)
        return self.related(torch.stack([less, more, less * more, more * more], 1))[:, 0]


def states(model: PairEncoder, texts: list[str]) -> dict[str, Tensor]:
    """Return the states of the sub-words of texts behind the lower layers."""
    wordpiece = systems.wordpiece()
    empty = pairs.short("", wordpiece, _LONGEST)
    read = [pairs.pair(pairs.short(text, wordpiece, _LONGEST), empty) for text in texts]
    out = {}
    model.eval()
    for places in pairs.batches(read, _PADDED):
        arrays = pairs.arrays([read[i] for i in places])
        batch = {name: torch.from_numpy(values) for name, values in arrays.items()}
        with torch.inference_mode(), systems.autocast():
            x = model.lower(batch | {"mask": batch["mask"].bool()})
        for row, place in enumerate(places):
            out[texts[place]] = x[row][batch["match"][row] > 0].half().clone()
    return out


def main() -> None:
    """Read the command line, fit, print what share of what belongs together comes first, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("told", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    content = torch.load(options.checkpoint, weights_only=True)
    model = PairEncoder()
    model.begin_with(content["weights"])
    with gzip.open(options.told, "rt", encoding="utf-8") as f:
        events = [event for event in map(json.loads, f) if any(same for *_, same in event["pairs"])]
    read = states(model, sorted({text for event in events for text in event["texts"]}))
    torch.manual_seed(0)
    head = Near(torch.cat(list(read.values())[::17]).float().mean(0))
    seen = [event for event in events if event["fold"]]
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * len(seen)
    for step in range(steps):
        if step % len(seen) == 0:
            random.Random(step).shuffle(seen)
        event = seen[step % len(seen)]
        optimizer.param_groups[0]["lr"] = RATE * (1 - step / steps)
        right = torch.tensor([same for *_, same in event["pairs"]])
        loss = nf.binary_cross_entropy_with_logits(
            _said(head, read, event), right, pos_weight=torch.tensor(_RARE)
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.inference_mode():
        aside = [event for event in events if not event["fold"]]
        said = torch.cat([_said(head, read, event) for event in aside])
    right = torch.tensor([same for event in aside for *_, same in event["pairs"]])
    first = right[said.argsort(descending=True)].cumsum(0) / right.sum()
    for share in (0.05, 0.1, 0.15, 0.2, 0.3):
        print(f"of the first {share:.0%}: {float(first[int(share * len(first)) - 1]):.3f}")
    fitted = {k: v for k, v in head.state_dict().items() if not k.startswith("related.")}
    torch.save(content | {"weights": content["weights"] | fitted}, options.out)


def _said(head: Near, read: dict[str, Tensor], event: dict) -> Tensor:
    one, other = (torch.tensor([pair[side] for pair in event["pairs"]]) for side in (0, 1))
    return head([read[text] for text in event["texts"]], one, other)


if __name__ == "__main__":
    main()
