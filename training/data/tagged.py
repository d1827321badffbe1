"""Sets with tags: names (GMB, Wikigold, WNUT17) and time expressions (TempEval-3)."""

import csv
from collections.abc import Iterator

from training.data import lines, records
from training.data.attribution import to_words
from training.decode import NAMES, TIMES, tag
from training.words import Encoded, WordPiece, encode, split

# What each set calls a kind of name, in the words of this model; what is missing here is no name.
KINDS = {
    "gmb": {"per": "PER", "org": "ORG", "geo": "LOC", "gpe": "NORP", "art": "MISC", "eve": "MISC"},
    "wikigold": {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"},
    "wnut17": {
        "person": "PER",
        "location": "LOC",
        "corporation": "ORG",
        "group": "ORG",
        "product": "MISC",
        "creative-work": "MISC",
    },
}
LEFT, RIGHT = frozenset(".,;:!?%)]}'’”") | {"''", "n't", "n’t", "..."}, frozenset("([{$#“") | {"``"}


def join(tokens: list[str], tidy: bool) -> tuple[str, list[tuple[int, int]]]:
    """Return a text and where its tokens lie, as printed (``tidy``) or each apart.

    >>> join(["It", "'s", "here", "."], True)
    ("It's here.", [(0, 2), (2, 4), (5, 9), (9, 10)])
    """
    text, offsets = "", []
    for i, token in enumerate(tokens):
        close = token in LEFT or (token[0] in "'’" and token[1:].isalpha())
        close |= i > 0 and tokens[i - 1] in RIGHT
        close |= "-" in (token, tokens[i - 1]) and i > 0
        text += "" if not text or (tidy and close) else " "
        offsets.append((len(text), len(text) + len(token)))
        text += token
    return text, offsets


def spans(tags: list[str]) -> list[tuple[str, int, int]]:
    """Return (kind, first token, last token) from IOB1 or IOB2 tags.

    >>> spans(["I-A", "B-A", "I-A", "O", "I-B"])
    [('A', 0, 0), ('A', 1, 2), ('B', 4, 4)]
    """
    out: list[tuple[str, int, int]] = []
    for i, t in enumerate(tags):
        prefix, _, kind = t.partition("-")
        if prefix == "I" and out and out[-1][2] == i - 1 and out[-1][0] == kind:
            out[-1] = (kind, out[-1][1], i)
        elif kind:
            out.append((kind, i, i))
    return out


def columns(name: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the tokens and tags of each sentence of a set."""
    if name == "gmb":
        table = csv.reader(lines("ner/gmb.csv.gz", "cp1252"))
        next(table)
        rows = ((r[1], r[3], bool(r[0])) for r in table)
    else:
        file = {"wikigold": "wikigold", "wnut17": "wnut17_train"}[name]
        parts = (line.split() for line in lines(f"ner/{file}.conll.gz"))
        rows = ((p[0], p[-1], False) if len(p) > 1 else ("", "", True) for p in parts)
    tokens: list[str] = []
    tags: list[str] = []
    for token, tag_, new in rows:
        if new and tokens:
            yield tokens, tags
            tokens, tags = [], []
        if token:
            tokens.append(token)
            tags.append(tag_)
    if tokens:
        yield tokens, tags


def label(doc: Encoded, found: list[tuple[str, int, int]], names: tuple[str, ...]) -> Encoded:
    """Write spans of text on the words that they touch."""
    marked = [(kind, *at) for kind, s, e in found if (at := to_words(doc.words, s, e))]
    doc.labels["tags"] = tag(len(doc), marked, names)
    doc.labels["spans"] = found
    return doc


def read_names(name: str, wordpiece: WordPiece) -> list[Encoded]:
    """Read ``gmb``, ``wikigold`` or ``wnut17``; every other sentence as printed, so both are known.

    Tokens alone do not say where white space stood, and UNER's dev set is scored with a space
    between all tokens, while a newsroom's text is as printed.
    """
    docs = []
    for i, (tokens, tags) in enumerate(columns(name)):
        text, at = join(tokens, tidy=bool(i % 2))
        found = [
            (KINDS[name][k], at[a][0], at[b][1]) for k, a, b in spans(tags) if k in KINDS[name]
        ]
        docs.append(label(encode(text, split(text), wordpiece), found, NAMES))
    return docs


def read_times(name: str, wordpiece: WordPiece) -> list[Encoded]:
    """Read ``tempeval3_train``: spans and types of time expressions, in whole documents.

    A name such as ``tempeval3_train:0/5`` leaves out the first fifth of the documents, and
    ``tempeval3_train=0/5`` gives that fifth: five such pairs make the five-fold test.
    """
    docs = []
    base, mark, fold = name.partition("=") if "=" in name else name.partition(":")
    for i, record in enumerate(records(f"temporal/{base}.jsonl.gz")):
        if fold:
            part, of = map(int, fold.split("/"))
            if (i % of == part) != (mark == "="):
                continue
        doc = encode(record["text"], split(record["text"]), wordpiece)
        found = [(t["type"], t["start"], t["end"]) for t in record["timexes"]]
        docs.append(label(doc, found, TIMES))
        doc.labels["record"] = record
    return docs
