"""Names in GUM: its MISC column has entities of every kind; those whose head is a name are kept.

An entity there is a whole phrase ("the old University of Portsmouth"), named or not. A name is
what is left of it: the proper nouns about its head, with the small words between them. Titles are
cut off ("General Prelogar"); peoples ("Americans", tag NNPS) are NORP.
"""

import re
from collections.abc import Iterator

from training.data.syntax import locate, sentences
from training.data.tagged import label
from training.decode import NAMES
from training.words import Encoded, WordPiece, encode, split

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC", "object": "MISC"}
# Words that may stand between two proper nouns of one name.
BETWEEN = {"of", "the", "and", "for", "&", "-", "–", "'s", "’s", "de", "."}
_TITLES = """
president vice secretary general mr mr. mrs mrs. ms ms. dr dr. justice judge senator sen. sir
professor prof. king queen emperor prince princess captain governor gov. rep. chief lord lady mayor
minister prime counsel officer chairman speaker father mother mom dad uncle aunt grandma
"""
TITLES = frozenset(_TITLES.split())
MARK = re.compile(r"\((\d+(?:\[[^\]]*\])?)-(\w+)-([^()]*)|(\d+(?:\[[^\]]*\])?)?\)")


def entities(rows: list[list[str]]) -> Iterator[tuple[str, int, int, int]]:
    """Yield (kind, first row, last row, row of the head) of the entities that lie in a sentence.

    Parameters
    ----------
    rows : list of list of str
        Rows of the table, one a syntactic word.
    """
    open_: dict[str, tuple[str, int, int]] = {}
    for i, row in enumerate(rows):
        value = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        # Titles of encyclopedia articles may hold brackets: "..._(film)".
        value = re.sub(r"_\(([^()]*)\)", r"_\1", value)
        here = ""
        for number, kind, rest, closed in MARK.findall(value):
            if kind:
                heads = re.search(r"cf\d+\S*?-(\d+)", rest)
                open_[number] = (kind, i, int(heads.group(1)) - 1 if heads else 0)
                here = number
                continue
            found = open_.pop(closed or here, None)
            if found:
                kind, first, head = found
                yield kind, first, i, min(first + head, i)


def name(rows: list[list[str]], first: int, last: int, head: int) -> tuple[int, int] | None:
    """Return the first and last row of the name about a head, or None where the head is no name."""
    if rows[head][3] != "PROPN":
        return None

    def reach(at: int, step: int, end: int) -> int:
        best = at
        while at != end:
            at += step
            if rows[at][3] == "PROPN":
                best = at
            elif rows[at][1].lower() not in BETWEEN:
                break
        return best

    begin, end = reach(head, -1, first), reach(head, 1, last)
    while begin <= end and rows[begin][1].lower() in TITLES:
        begin += 1
    return (begin, end) if begin <= end else None


def read(file: str, wordpiece: WordPiece) -> list[Encoded]:
    """Read the names of a treebank, such as ``en_gum-ud-train``, a sentence a text."""
    docs = []
    for parts in sentences(file):
        for text, _, rows in parts:
            found = locate(text, rows)
            words = [row for _, _, row in found]
            marks = set()
            for kind, first, last, head in entities(words):
                at = name(words, first, last, head) if kind in KINDS else None
                if at:
                    people = kind == "person" and words[at[1]][4] == "NNPS"
                    what = "NORP" if people else KINDS[kind]
                    marks.add((what, found[at[0]][0], found[at[1]][1]))
            # The longest first: of two that overlap it is the one that is kept.
            order = sorted(marks, key=lambda m: (m[1] - m[2], m[1], m[0]))
            docs.append(label(encode(text, split(text), wordpiece), order, NAMES))
    return docs
