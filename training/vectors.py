"""Static vectors of sub-words: ``python -m training.vectors FOLDER`` writes ``vectors.npz``.

Each sub-word of the vocabulary is read alone by the pre-trained sentence encoder; the mean of its
states is what the sub-word means out of context (Tulkens and van Dongen 2024, "Model2Vec"). The
principal components that matter most are kept as int8. How much a sub-word tells is its inverse
document frequency over paragraphs of news and the web.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from training import system as systems
from training.data import lines, records
from training.model import VOCABULARY, Encoder, pretrained

import torch  # isort: skip

DIMENSIONS = 128
CLS, SEP = 101, 102


def read_alone() -> np.ndarray:
    """Return the mean state of each sub-word read alone, vocabulary × HIDDEN."""
    encoder = Encoder(0.0).eval()
    encoder.load_pretrained(pretrained())
    out = []
    with torch.inference_mode():
        for ids in torch.arange(VOCABULARY).split(512):
            ids = torch.stack([torch.full_like(ids, CLS), ids, torch.full_like(ids, SEP)], 1)
            batch = {"ids": ids} | {
                name: torch.zeros_like(ids) for name in ("shape", "gap", "quote")
            }
            x = encoder.token(ids) + encoder.position.weight[:3]
            x = x + encoder.shape(batch["shape"]) + encoder.gap(batch["gap"])
            x = encoder.norm(x + encoder.quote(batch["quote"]))
            mask = torch.ones_like(ids, dtype=torch.bool)
            for layer in encoder.layers:
                x = layer(x, mask)
            out.append(x.mean(1).numpy())
    return np.concatenate(out)


def frequencies() -> tuple[np.ndarray, int]:
    """Return in how many paragraphs each sub-word stands, and how many paragraphs there are."""
    wordpiece = systems.wordpiece()
    counts: Counter[int] = Counter()
    read = 0
    texts = [r["text"] for r in records("attribution/polnear_train.jsonl.gz")]
    for name in ("en_ewt-ud-train", "en_gum-ud-train"):
        texts += [
            line[9:] for line in lines(f"syntax/{name}.conllu.gz") if line.startswith("# text = ")
        ]
    for text in texts:
        for paragraph in filter(None, map(str.strip, text.split("\n"))):
            found = {i for word in paragraph.split() for i in wordpiece(word)}
            counts.update(found)
            read += 1
    out = np.zeros(VOCABULARY)
    out[list(counts)] = list(counts.values())
    return out, read


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    states = read_alone()
    states -= states.mean(0)
    # The components of the frequent half; what stands behind it are rare scripts and fragments.
    count, read = frequencies()
    _, _, axes = np.linalg.svd(states[count > 0], full_matrices=False)
    vectors = states @ axes[:DIMENSIONS].T
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    scale = np.abs(vectors).max(1, keepdims=True) / 127
    small = np.rint(vectors / np.where(scale == 0, 1, scale)).astype(np.int8)
    rarity = np.log((read + 1) / (count + 1)).astype(np.float16)
    np.savez_compressed(options.folder / "vectors.npz", vectors=small, rarity=rarity)
    print(small.shape, (options.folder / "vectors.npz").stat().st_size)


if __name__ == "__main__":
    main()
