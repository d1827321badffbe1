"""Judged pairs of real news: ``python -m training.pairs.news FOLDER`` writes ``news.jsonl.gz``."""

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

from training import news
from training.pairs.reported import LABELS, both
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
            for row in both(
                (each.one.plain, each.other.plain),
                LABELS[each.stands],
                f"{each.stands}, {each.kind}",
            ):
                counts[row["label"]] += 1
                for key in ("premise", "hypothesis"):
                    row[key] = as_claim(row[key], rng)
                f.write(json.dumps(row | {"fold": 1}, ensure_ascii=False) + "\n")
    print(dict(counts))


if __name__ == "__main__":
    main()
