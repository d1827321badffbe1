"""Sets of sentences: factuality (UDS-IH2, UW, MEANTIME) and check-worthiness (CT24)."""

import numpy as np

from claimkit.language.tokens import split
from claimkit.language.wordpiece import WordPiece
from claimkit.language.words import Encoded, encode
from training.data import records
from training.data.attribution import to_words
from training.data.tagged import join

FACTUALITY_SETS = ("uds_ih2_train", "uw_train", "meantime_train")


def read_factuality(name: str, wordpiece: WordPiece) -> list[Encoded]:
    """Read ``uds_ih2_train`` and the like.

    Returns
    -------
    list of Encoded
        Each with ``labels``: ``factuality``, one value a word, NaN where nothing is said, and
        ``set``, the number of a training set.
    """
    docs = []
    number = FACTUALITY_SETS.index(name) if name in FACTUALITY_SETS else -1
    for record in records(f"factuality/{name}.jsonl.gz"):
        text, at = join(record["text"].split(), tidy=True)
        doc = encode(text, split(text), wordpiece)
        values = np.full(len(doc), np.nan, dtype=np.float32)
        for target in record["targets"]:
            a, b = target["span1"]
            where = to_words(doc.words, at[a][0], at[b - 1][1])
            if where:
                values[where[0]] = target["label"]
        doc.labels = {"factuality": values, "set": number}
        docs.append(doc)
    return docs


def read_worth(name: str, wordpiece: WordPiece) -> list[Encoded]:
    """Read ``ct24_train`` or ``ct24_dev``: ``labels`` has ``worth`` (0 or 1) and ``id``."""
    docs = []
    for record in records(f"checkworthiness/{name}.jsonl.gz"):
        words = split(record["text"])
        if words:
            doc = encode(record["text"], words, wordpiece)
            doc.labels = {"worth": float(record["label"] == "Yes"), "id": record["id"]}
            docs.append(doc)
    return docs
