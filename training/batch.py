"""From encoded texts to batches of windows."""

from itertools import pairwise

import numpy as np
import torch

from claimkit.language.links import pair_features, reachable
from claimkit.language.words import Encoded, arrays


def inputs(parts: list[tuple[Encoded, int, int]]) -> dict[str, torch.Tensor]:
    """Return the arrays of windows as tensors."""
    return {k: torch.from_numpy(v) for k, v in arrays(parts).items()}


def sequences(parts: list[tuple[Encoded, int, int]], wide: int) -> dict[str, torch.Tensor]:
    """Index the paragraphs of windows: no piece of an attribution leaves its paragraph."""
    runs = []
    for i, (d, a, b) in enumerate(parts):
        cuts = [0]
        for j in range(1, b - a):
            # The longest paragraph has 2,527 words: a cut now and then keeps the batch quick.
            if d.gap[a + j] == 3 or j - cuts[-1] == 128:
                cuts.append(j)
        cuts.append(b - a)
        runs += [np.arange(x, y) + i * wide for x, y in pairwise(cuts)]
    length = max(map(len, runs))
    where = np.zeros((len(runs), length), np.int64)
    mask = np.zeros((len(runs), length), bool)
    for i, run in enumerate(runs):
        where[i, : len(run)] = run
        mask[i, : len(run)] = True
    return {"sequences": torch.from_numpy(where), "sequence_mask": torch.from_numpy(mask)}


def attribution(parts: list[tuple[Encoded, int, int]]) -> dict:
    """Return a batch for the attribution head."""
    batch: dict = inputs(parts)
    wide = batch["words"].shape[1]
    tags = np.zeros((len(parts), wide), np.int64)
    for i, (d, a, b) in enumerate(parts):
        tags[i, : b - a] = d.labels["tags"][a:b]
    batch |= {"tags": torch.from_numpy(tags)} | sequences(parts, wide)
    batch["links"] = [links(*part) for part in parts]
    return batch


def links(doc: Encoded, a: int, b: int) -> dict[str, torch.Tensor]:
    """Return the true links in a window; a link that leaves the window is not taught."""
    pieces = doc.labels["pieces"]
    inside = {i: p for i, p in enumerate(pieces) if a <= p[1] and p[2] < b}
    by_role = {
        role: sorted((i for i, p in inside.items() if p[0] == role), key=lambda i: inside[i][1])
        for role in ("source", "cue", "content")
    }
    place = {i: k for ids in by_role.values() for k, i in enumerate(ids)}
    at = {
        role: np.array([inside[i][1:] for i in ids], np.int64).reshape(-1, 2) - a
        for role, ids in by_role.items()
    }
    cue_of, source_of = doc.labels["cue_of"], doc.labels["source_of"]
    none = len(by_role["source"])
    cue = [place.get(cue_of.get(i, -2), -100) for i in by_role["content"]]
    source = [
        none if source_of.get(i) == -1 else place.get(source_of.get(i, -2), -100)
        for i in by_role["cue"]
    ]
    if not by_role["cue"]:
        cue = []
    paragraph = np.cumsum(doc.gap[a:b] == 3)
    near = {
        "cue": pair_features(at["content"], at["cue"], at["cue"], paragraph),
        "source": pair_features(at["cue"], at["source"], at["source"], paragraph),
    }
    out = dict(at)
    for pair, targets in (("cue", cue), ("source", source)):
        ok = np.pad(reachable(near[pair]), ((0, 0), (0, 1)), constant_values=True)
        # A partner out of reach is not taught.
        known = [t if t < 0 or ok[i, t] else -100 for i, t in enumerate(targets)]
        out |= {f"{pair}_near": near[pair], f"{pair}_target": np.array(known, np.int64)}
    return {k: torch.from_numpy(v) for k, v in out.items()}


def tagged(parts: list[tuple[Encoded, int, int]]) -> dict:
    """Return a batch for a tagger."""
    batch = inputs(parts)
    wide = batch["words"].shape[1]
    return batch | {"tags": rows(parts, "tags", 0)} | sequences(parts, wide)


def rows(parts: list[tuple[Encoded, int, int]], name: str, fill: float) -> torch.Tensor:
    """Lay one label of windows side by side."""
    wide = max(b - a for _, a, b in parts)
    first = np.asarray(parts[0][0].labels[name])
    out = np.full((len(parts), wide), fill, first.dtype)
    for i, (d, a, b) in enumerate(parts):
        out[i, : b - a] = d.labels[name][a:b]
    return torch.from_numpy(out)


def syntax(parts: list[tuple[Encoded, int, int]]) -> dict:
    """Return a batch for the syntax head, ``labels`` numbered by ``data.syntax.number``."""
    batch: dict = inputs(parts)
    batch |= {n: rows(parts, n, -100) for n in ("upos", "lemma", "deprel", "head")}
    sentence = rows(parts, "sentence", -1)
    before = torch.nn.functional.pad(sentence[:, :-1], (1, 0), value=-2)
    batch["start"] = (sentence != before).float()
    for i, (_, a, b) in enumerate(parts):
        # Heads become columns: 0 the root, then the words of the window; one outside is left out.
        head = batch["head"][i, : b - a]
        moved = torch.where(head == -1, 0, head - a + 1)
        lost = (head == -100) | ((head != -1) & ((head < a) | (head >= b)))
        moved[lost] = -100
        batch["head"][i, : b - a] = moved
    batch["deprel"][batch["head"] == -100] = -100
    same = sentence[:, :, None] == sentence[:, None]
    batch["same"] = torch.cat([torch.ones_like(same[..., :1]), same], 2)
    return batch


def factuality(parts: list[tuple[Encoded, int, int]]) -> dict:
    """Return a batch for the factuality head."""
    which = torch.tensor([d.labels["set"] for d, _, _ in parts])
    return inputs(parts) | {"factuality": rows(parts, "factuality", float("nan")), "set": which}


def worth(parts: list[tuple[Encoded, int, int]]) -> dict:
    """Return a batch for check-worthiness: one sentence a window."""
    return inputs(parts) | {"worth": torch.tensor([d.labels["worth"] for d, _, _ in parts])}
