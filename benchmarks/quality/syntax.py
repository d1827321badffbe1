"""Parts of speech, trees, sentences and lemmas on the development parts of UD EWT and GUM.

From raw text, as the shared task of CoNLL 2018 does: a word that is cut wrongly counts as wrong.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from benchmarks.quality.rows import Options, Row
from benchmarks.quality.sets import path, scorer
from claimkit.language import annotate_all
from training.data import lines

_SETS = {"UD EWT dev": "en_ewt-ud-dev", "UD GUM dev": "en_gum-ud-dev"}
_FIGURES = {
    "words": "words, F1",
    "upos": "part of speech, F1",
    "uas": "UAS, F1",
    "las": "LAS, F1",
    "sentences": "sentences, F1",
}


def measure(options: Options) -> list[Row]:
    """Return the figures of both treebanks."""
    found = []
    for name, file in _SETS.items():
        gold = f"syntax/{file}.conllu.gz"
        read = list(scorer("syntax").conllu(str(path(gold))))
        docs = annotate_all([text for _, text, _, _ in read])
        said = {key: record(doc) for (key, *_), doc in zip(read, docs, strict=True)}
        measured = scorer("syntax").syntax(str(path(gold)), said)
        found += [Row("syntax", name, said, measured[key]) for key, said in _FIGURES.items()]
        found.append(Row("syntax", name, "lemma, of words found", lemmas(gold, read, said)))
    return found


def record(doc: Doc) -> dict[str, Any]:
    """Return the words and sentences of a document as the scorer reads them; blanks are neither."""
    words = [token for token in doc if not token.is_space]
    number = {token.i: i for i, token in enumerate(words)}
    tokens = [
        {
            "start": token.idx,
            "end": token.idx + len(token),
            "upos": token.pos_,
            "head": -1 if token.head.i == token.i else number[token.head.i],
            "deprel": token.dep_,
            "lemma": token.lemma_,
        }
        for token in words
    ]
    sentences = []
    for sentence in doc.sents:
        inside = [token for token in sentence if not token.is_space]
        if inside:
            sentences.append([inside[0].idx, inside[-1].idx + len(inside[-1])])
    return {"tokens": tokens, "sentences": sentences}


def lemmas(gold: str, read: list[tuple], said: dict[str, dict[str, Any]]) -> float:
    """Return the share of right lemmas (per cent) among the words that were found."""
    # The scorer reads no lemmas; its words are the rows with a plain number, in order.
    cells = (line.split("\t") for line in lines(gold) if line and line[0] != "#")
    wanted = (cell[2] for cell in cells if cell[0].isdecimal())
    right = total = 0
    for key, _, words, _ in read:
        found = {(token["start"], token["end"]): token["lemma"] for token in said[key]["tokens"]}
        for start, end, *_ in words:
            lemma, guess = next(wanted), found.get((start, end))
            total += guess is not None
            right += guess == lemma
    return round(100 * right / max(total, 1), 2)
