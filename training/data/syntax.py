"""Universal Dependencies (EWT, GUM): parts of speech, lemmas, arcs, labels, sentence starts."""

from collections import Counter
from dataclasses import replace

import numpy as np

from claimkit.language.lemmas import lemma_script
from claimkit.language.tokens import split
from claimkit.language.wordpiece import WordPiece
from claimkit.language.words import Encoded, encode
from training.data import lines

# A value that the loss leaves out: the word has no partner, or its head has none.
SKIP = -100


def sentences(name: str) -> list[list[tuple[str, bool, list[list[str]]]]]:
    """Return, a document, its sentences as (text, opens a paragraph, rows of the table)."""
    docs: list[list] = []
    text, opens, rows = "", False, []
    for line in (*lines(f"syntax/{name}.conllu.gz"), ""):
        if line.startswith("# newdoc id"):
            docs.append([])
        elif line.startswith("# newpar"):
            opens = True
        elif line.startswith("# text ="):
            text = line.split("=", 1)[1].strip()
        elif line and line[0] != "#":
            rows.append(line.split("\t"))
        elif not line and rows:
            docs[-1].append((text, opens, rows))
            text, opens, rows = "", False, []
    return docs


def locate(text: str, rows: list[list[str]]) -> list[tuple[int, int, list[str]]]:
    """Return (start, end, row) of each syntactic word, the parts of "don't" each with its own."""
    out, at, until, end = [], 0, 0, 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            start = text.index(row[1], at)
            at, end, until = start, start + len(row[1]), int(row[0].split("-")[1])
        elif int(row[0]) <= until:
            # The words of a multiword token are cut by their lengths; the last takes what is left.
            stop = end if int(row[0]) == until else min(end, at + len(row[1]))
            out.append((at, stop, row))
            at = stop
        else:
            start = text.index(row[1], at)
            at = start + len(row[1])
            out.append((start, at, row))
    return out


def read(name: str, wordpiece: WordPiece) -> list[Encoded]:
    """Read a treebank, its sentences joined by one space as its scorer does.

    Parameters
    ----------
    name : str
        Such as ``en_gum-ud-train``.
    wordpiece : WordPiece
        The vocabulary.

    Returns
    -------
    list of Encoded
        Each with ``labels``, one a word: ``upos``, ``deprel``, ``lemma`` (an edit script) as str
        or None, ``head`` (a word, -1 the root, or ``SKIP``), ``sentence``, ``opens``.
    """
    return [document(parts, wordpiece) for parts in sentences(name)]


def document(parts: list[tuple[str, bool, list[list[str]]]], wordpiece: WordPiece) -> Encoded:
    """Read one document."""
    text = " ".join(p[0] for p in parts)
    doc = encode(text, split(text), wordpiece)
    place = {w: i for i, w in enumerate(doc.words)}
    n = len(doc)
    upos, deprel, lemma, lemma_text = ([None] * n for _ in range(4))
    head = np.full(n, SKIP)
    base, starts, opens = 0, [], []
    for sentence, new, rows in parts:
        starts.append(base)
        opens.append(new)
        found = locate(sentence, rows)
        index = {int(r[0]): place.get((base + s, base + e)) for s, e, r in found}
        for s, e, row in found:
            i = index[int(row[0])]
            if i is None:
                continue
            upos[i], lemma_text[i] = row[3], row[2]
            lemma[i] = lemma_script(sentence[s:e], row[2])
            to = -1 if row[6] == "0" else index[int(row[6])]
            if to is not None:
                head[i], deprel[i] = to, row[7]
        base += len(sentence) + 1
    where = np.array([s for s, _ in doc.words], dtype=np.int64)
    number = np.searchsorted(starts, where, side="right") - 1
    first = np.diff(number, prepend=-1) > 0
    doc.labels = {
        "upos": upos,
        "deprel": deprel,
        "lemma": lemma,
        "lemma_text": lemma_text,
        "head": head,
        "sentence": number,
        "opens": first & np.array(opens)[number],
    }
    return doc


def printed(doc: Encoded) -> Encoded:
    """Return a document with its paragraphs, which the scorer's text has not but real text has."""
    return replace(doc, gap=np.where(doc.labels["opens"], 3, doc.gap))


def vocabulary(docs: list[Encoded], least: int = 3) -> dict[str, list[str]]:
    """Return the values that occur often enough, most frequent first."""
    out = {}
    for name in ("upos", "deprel", "lemma"):
        counts = Counter(v for d in docs for v in d.labels[name] if v is not None)
        out[name] = [
            v for v, c in sorted(counts.items(), key=lambda t: (-t[1], t[0])) if c >= least
        ]
    return out


def number(docs: list[Encoded], known: dict[str, list[str]]) -> None:
    """Replace values by their numbers in a vocabulary; a value that it lacks is left out."""
    for name, values in known.items():
        index: dict[str | None, int] = {v: i for i, v in enumerate(values)}
        for doc in docs:
            doc.labels[name] = np.array([index.get(v, SKIP) for v in doc.labels[name]])


def forms(docs: list[Encoded]) -> dict[str, dict[str, str]]:
    """Return the most frequent lemma of each form, by part of speech: what lemmas are looked up in.

    A form of which not even two thirds have one lemma is left to the model, which sees the context.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for doc in docs:
        columns = zip(doc.words, doc.labels["upos"], doc.labels["lemma_text"], strict=True)
        for (start, end), upos, lemma in columns:
            if upos is not None:
                form = doc.text[start:end]
                form = form if lemma != lemma.lower() else form.lower()
                counts.setdefault((upos, form), Counter())[lemma] += 1
    found: dict[str, dict[str, str]] = {}
    for (upos, form), lemmas in sorted(counts.items()):
        ((lemma, n),) = lemmas.most_common(1)
        if upos not in ("PUNCT", "SYM", "X", "NUM") and 3 * n >= 2 * lemmas.total():
            found.setdefault(upos, {})[form] = lemma
    return found
