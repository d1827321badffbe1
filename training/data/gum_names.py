"""Names in GUM: its MISC column has entities of every kind; those whose head is a name are kept.

An entity there is a whole phrase ("the old University of Portsmouth"), named or not. A name is
what is left of it: the words that the Penn tags call names (NNP, NNPS: "United States", whose
first word is an adjective in UD) about its head, with the small words between them. Titles are
cut off ("General Prelogar"), and names joined by "and" or a possessive stay apart; peoples
("Americans", tag NNPS) are NORP. Works and languages ("abstract") are MISC where GUM links them.
"""

import re
from collections.abc import Iterator

from claimkit.language.crf import NAMES
from claimkit.language.tokens import split
from claimkit.language.wordpiece import WordPiece
from claimkit.language.words import Encoded, encode
from training.data.syntax import locate, sentences
from training.data.tagged import TITLES, apart, label

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC", "object": "MISC"}
NAMED = {"NNP", "NNPS"}
# Words that may stand between two proper nouns of one name.
BETWEEN = {"of", "the", "and", "for", "&", "-", "–", "'s", "’s", "de", "."}
# Those of them that do not join two entities.
APART = {"and", "&", "'s", "’s"}
MARK = re.compile(r"\((\d+(?:\[[^\]]*\])?)-(\w+)-([^()]*)|(\d+(?:\[[^\]]*\])?)?\)")


def entities(rows: list[list[str]]) -> Iterator[tuple[str, int, int, int, bool]]:
    """Yield (kind, first row, last row, row of the head, is linked) of a sentence's entities.

    Parameters
    ----------
    rows : list of list of str
        Rows of the table, one a syntactic word.
    """
    open_: dict[str, tuple[str, int, bool]] = {}
    for i, row in enumerate(rows):
        value = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        # Titles of encyclopedia articles may hold brackets: "..._(film)".
        value = re.sub(r"_\(([^()]*)\)", r"_\1", value)
        here = ""
        for number, kind, rest, closed in MARK.findall(value):
            if kind:
                linked = bool(re.search(r"-(?:sgl|coref|ana|appos|pred|disc|cata)-\w", rest))
                open_[number] = (kind, i, linked)
                here = number
                continue
            found = open_.pop(closed or here, None)
            if found:
                kind, first, linked = found
                # GUM's own list of important words does not begin with the head.
                inside = {r[0] for r in rows[first : i + 1]}
                heads = [j for j in range(first, i + 1) if rows[j][6] not in inside]
                yield kind, first, i, heads[0] if heads else first, linked


def name(
    rows: list[list[str]], kind: str, first: int, last: int, head: int, nested: set[int]
) -> tuple[int, int] | None:
    """Return the first and last row of the name about a head, or None where the head is no name.

    Parameters
    ----------
    rows : list of list of str
        Rows of the table.
    kind, first, last, head : str, int, int, int
        The entity.
    nested : set of int
        Last rows of the smaller entities in it: after one, "and" or a possessive ends a name.
    """
    if rows[head][4] not in NAMED:
        return None

    def reach(at: int, step: int, end: int) -> int:
        best = at
        while at != end:
            at += step
            word = rows[at][1].lower()
            if word in APART and nested & {at - 2, at - 1, at}:
                break
            if rows[at][4] in NAMED:
                best = at
            elif word not in BETWEEN:
                break
        return best

    begin, end = reach(head, -1, first), reach(head, 1, last)
    # "US President Barack Obama": a name begins after its last title.
    if kind == "person":
        begin = max([i + 1 for i in range(begin, end + 1) if is_title(rows[i][1])], default=begin)
    return (begin, end) if begin <= end and rows[begin][4] in NAMED else None


def is_title(word: str) -> bool:
    """Return whether a word is said before a person's name and is no part of it."""
    return word.lower() in TITLES


def read(file: str, wordpiece: WordPiece) -> list[Encoded]:
    """Read the names of a treebank, such as ``en_gum-ud-train``, a sentence a text."""
    docs = []
    for parts in sentences(file):
        for i, (text, _, rows) in enumerate(parts):
            found = locate(text, rows)
            if i % 2:
                text, found = apart([row for _, _, row in found])
            words = [row for _, _, row in found]
            marks = set()
            inside = list(entities(words))
            for kind, first, last, head, linked in inside:
                nested = {
                    z
                    for _, a, z, h, _ in inside
                    if first <= a and z <= last and (a, z) != (first, last) and words[h][4] in NAMED
                }
                what = KINDS.get(kind, "MISC" if kind == "abstract" and linked else "")
                at = name(words, kind, first, last, head, nested) if what else None
                if at:
                    people = kind == "person" and words[at[1]][4] == "NNPS"
                    what = "NORP" if people else what
                    marks.add((what, found[at[0]][0], found[at[1]][1]))
            # The longest first: of two that overlap it is the one that is kept.
            order = sorted(marks, key=lambda m: (m[1] - m[2], m[1], m[0]))
            docs.append(label(encode(text, split(text), wordpiece), order, NAMES))
    return docs
