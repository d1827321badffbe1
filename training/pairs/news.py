"""Judged pairs of real news: ``python -m training.pairs.news FOLDER`` writes ``news.jsonl.gz``."""

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

from training import news
from training.pairs.reported import LABELS
from training.pairs.written import as_claim


def main() -> None:
    """Read the command line, read the articles and write the pairs, each both ways round."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    rng = random.Random(37)
    counts: Counter[str] = Counter()
    with gzip.open(options.folder / "news.jsonl.gz", "wt", encoding="utf-8") as f:
        for each in news.pairs("encoder"):
            texts = each.one.plain, each.other.plain
            reason = f"{each.stands}, {each.kind}"
            for (one, other), label in zip((texts, texts[::-1]), LABELS[each.stands], strict=True):
                row = {"premise": as_claim(one, rng), "hypothesis": as_claim(other, rng)}
                row |= {"label": label, "reason": reason}
                counts[label] += 1
                f.write(json.dumps(row | {"fold": 1}, ensure_ascii=False) + "\n")
    print(dict(counts))


if __name__ == "__main__":
    main()
