"""Two claims of one article: ``python -m training.pairs.beside OUT.jsonl.gz``.

An article seldom contradicts itself, and says little twice. Its pairs of claims that share words
are what a cross-check meets most: of one thing, and neither following from nor standing against
each other. Kept are those that the encoder in the package takes for a contradiction or for
entailment, that is to say for what they are not; a denial and what it denies are left out, for an
article tells both sides of a dispute.
"""

import argparse
import gzip
import json
import random
from itertools import islice
from pathlib import Path

import claimkit as ck
from benchmarks.quality.articles import sources
from claimkit.crosscheck import reading
from claimkit.crosscheck.candidates import candidates
from claimkit.crosscheck.propositions import propositions
from training.data import records
from training.pairs.made import FOLDS

AT_ONCE = 20  # articles
SURE = 0.4  # what the encoder gives to a label that is not so


def main() -> None:
    """Read the command line, read the articles and write the pairs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--most", type=int, default=6000, help="pairs")
    options = parser.parse_args()
    articles = list(islice(records("attribution/polnear_train.jsonl.gz"), options.articles))
    rows = []
    for at in range(0, len(articles), AT_ONCE):
        fold = at // AT_ONCE % FOLDS
        rows += _pairs(articles[at : at + AT_ONCE], fold)
        print(f"{at + AT_ONCE} articles, {len(rows)} pairs", flush=True)
    rows = random.Random(23).sample(rows, min(len(rows), options.most))
    with gzip.open(options.out, "wt", encoding="utf-8") as f:
        f.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _pairs(articles: list[dict], fold: int) -> list[dict]:
    """Return the pairs within each of these articles that the encoder reads wrongly."""
    claims = propositions(ck.extract(sources(articles, "polnear")))
    pairs = [
        (claims[i], claims[j])
        for i, j in candidates(claims)
        if claims[i].source_id == claims[j].source_id and claims[i].end <= claims[j].start
    ]
    found = []
    for pair in reading.encode(pairs):
        wrong = pair.entailment[:, 2].max(), pair.entailment[:, 0].max()
        if max(wrong) < SURE or pair.found("conflict", "polarity"):
            continue
        if wrong[1] >= SURE and pair.alignment.coverage > SURE:
            continue  # an article may say a thing twice
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            row = {"premise": one.plain, "hypothesis": other.plain, "label": "neutral"}
            found.append(row | {"reason": "beside", "fold": fold})
    return found


if __name__ == "__main__":
    main()
