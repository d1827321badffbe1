"""Sets with tags: names (GMB, Wikigold, WNUT17) and time expressions (TempEval-3)."""

import csv
from collections import Counter
from collections.abc import Iterator

from claimkit.language.crf import NAMES, TIMES, tag
from claimkit.language.tokens import split
from claimkit.language.wordpiece import WordPiece
from claimkit.language.words import Encoded, encode
from training.data import lines, records, syntax
from training.data.attribution import to_words

# What each set calls a kind of name, in the words of this model; what is missing here is no name.
KINDS = {
    "gmb": {
        "per": "PER",
        "org": "ORG",
        "geo": "LOC",
        "gpe": "NORP",
        "art": "MISC",
        "eve": "MISC",
        "nat": "MISC",
    },
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
_TITLES = """
president vice prime minister secretary general mr mr. mrs mrs. ms ms. dr dr. doctor drs. justice
judge senator sen. sir professor prof. king queen emperor prince princess captain capt. colonel col.
gen. lt. sgt. governor gov. rep. representative congressman chief lord lady mayor officer chairman
chairwoman speaker pope cardinal bishop archbishop rev. reverend ayatollah sheikh sheik imam
ambassador envoy commander admiral major premier chancellor foreign pm deputy spokesman spokeswoman
ex-president counsel father mother mom dad uncle aunt grandma
"""
# Words before a person's name that are no part of it: UNER and GUM leave them out, GMB does not.
TITLES = frozenset(_TITLES.split())
# What GMB's program, whose labels were only partly corrected, takes for another kind so often that
# no majority mends it.
_USUAL = {
    "LOC": "West Bank|Nepal|Niger|Jordan|Azerbaijan|US|U.S.|Tehran|Turkey|Egypt|Sudan|Spain|Poland|"
    "Senegal|Cyprus|Zimbabwe|Kosovo|Qatar|Tibet|Darfur|Pyongyang|Kabul|Sweden",
    "ORG": "U.N.|African Union|Fatah|Islamic Jihad|National Assembly|Red Cross|Cabinet",
    "PER": "Bush|Saddam|Saddam Hussein|Yushchenko|Aung San Suu Kyi",
    "NORP": "Muslim|Muslims|Sunni|Sunnis|Shi'ite|Shi'ites|Shiite|Shiites|Islamic|Islam|Western",
}
USUAL = {name: kind for kind, names in _USUAL.items() for name in names.split("|")}
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


def clean(
    tokens: list[str], found: list[tuple[str, int, int]], usual: dict[str, str]
) -> list[tuple[str, int, int]]:
    """Mend what GMB's program got wrong: titles in persons, and places now and then called others.

    Parameters
    ----------
    tokens : list of str
        A sentence.
    found : list of (str, int, int)
        Kind, first and last token of its names.
    usual : dict
        The kind of a name that is nearly always of one kind.
    """
    out = []
    for kind, first, last in found:
        begin = first
        if kind == "PER":
            while begin <= last and tokens[begin].lower() in TITLES:
                begin += 1
        if begin <= last:
            kind_ = usual.get(" ".join(tokens[begin : last + 1]), kind)
            out.append((kind_, begin, last))
    return out


def usual_kinds(sentences: list[tuple[list[str], list[tuple[str, int, int]]]]) -> dict[str, str]:
    """Return, of names seen ten times or more, the kind that three in four have."""
    seen: dict[str, Counter] = {}
    for tokens, found in sentences:
        for kind, a, b in found:
            seen.setdefault(" ".join(tokens[a : b + 1]), Counter())[kind] += 1
    best = {w: c.most_common(1)[0] for w, c in seen.items() if c.total() >= 10}
    return {w: k for w, (k, n) in best.items() if n >= 0.75 * seen[w].total()} | USUAL


def label(doc: Encoded, found: list[tuple[str, int, int]], names: tuple[str, ...]) -> Encoded:
    """Write spans of text on the words that they touch."""
    marked = [(kind, *at) for kind, s, e in found if (at := to_words(doc.words, s, e))]
    doc.labels["tags"] = tag(len(doc), marked, names)
    doc.labels["spans"] = found
    return doc


def read_names(name: str, wordpiece: WordPiece) -> list[Encoded]:
    """Read ``gmb``, ``wikigold``, ``wnut17`` or a treebank's sentences without names.

    Every other sentence is read as printed, so that both ways are known.

    Tokens alone do not say where white space stood, and UNER's dev set is scored with a space
    between all tokens, while a newsroom's text is as printed.
    """
    if name.startswith("en_"):
        return nameless(name, wordpiece)
    docs = []
    kinds = KINDS[name]
    sentences = [
        (tokens, [(kinds[k], a, b) for k, a, b in spans(tags) if k in kinds])
        for tokens, tags in columns(name)
    ]
    usual = usual_kinds(sentences) if name == "gmb" else {}
    for i, (tokens, marks) in enumerate(sentences):
        text, at = join(tokens, tidy=bool(i % 2))
        names = clean(tokens, marks, usual)
        found = [(k, at[a][0], at[b][1]) for k, a, b in names]
        docs.append(label(encode(text, split(text), wordpiece), found, NAMES))
    return docs


def apart(rows: list[list[str]]) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """Return a treebank's sentence with a space between all words, and where each lies."""
    text, at = join([r[1] for r in rows], tidy=False)
    return text, [(s, e, r) for (s, e), r in zip(at, rows, strict=True)]


def nameless(name: str, wordpiece: WordPiece) -> list[Encoded]:
    """Read the sentences of a treebank, such as ``en_ewt-ud-train``, that certainly have no name.

    None of their words is a name by either tag set, foreign, or an adjective with a capital.
    """
    docs = []
    parts = (p for parts in syntax.sentences(name) for p in parts)
    for i, (text, _, rows) in enumerate(parts):
        found = syntax.locate(text, rows)
        if any(
            r[3] in ("PROPN", "X")
            or r[4] in ("NNP", "NNPS")
            or (r[3] == "ADJ" and r[1][0].isupper())
            for _, _, r in found
        ):
            continue
        if i % 2:
            text, found = apart([r for _, _, r in found])
        docs.append(label(encode(text, split(text), wordpiece), [], NAMES))
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
