"""Which tokens of a document are names, and which only look so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from claimkit.language.coreference.lexicon import is_title, lexicon
from claimkit.language.coreference.syntax import Syntax

_NAMING = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "MISC"))
# A noun in one of these relations is a part of another phrase, not a phrase of its own.
INSIDE = frozenset(("compound", "flat", "nmod:desc", "case", "fixed", "goeswith", "det", "dep"))


@dataclass(slots=True)
class Name:
    """A name: its first and last token, its label, and the token on which the others hang."""

    first: int
    last: int  # inclusive
    label: str | None
    head: int


def names(syntax: Syntax) -> Iterator[Name]:
    """Yield the names: the entities, and proper nouns that are part of none."""
    taken: set[int] = set()
    heads: set[int] = set()
    timed = {i for time in syntax.doc.spans.get("times", ()) for i in range(time.start, time.end)}
    for ent in syntax.doc.ents:
        name = _entity(syntax, ent)
        if name:
            taken.update(range(ent.start, name.last + 1))
            heads.add(name.head)
            yield name
        elif common(syntax, ent.root.i, definite=True):
            taken.add(ent.root.i)
    for i, pos in enumerate(syntax.pos):
        far = abs(syntax.head[i] - i) > 3  # a name that the parser hung on another far away
        # `Miss Voss`: a title on which its name hangs is no name of its own
        if (
            pos != "PROPN"
            or i in taken
            or i in heads
            or i in timed
            or (syntax.dep[i] in INSIDE and not far)
        ):
            continue
        first = last = i
        while first - 1 not in taken and _joined(syntax, first - 1, i):
            first -= 1
        while last + 1 not in taken and _joined(syntax, last + 1, i):
            last += 1
        first = without_titles(syntax, first, last)
        if first <= last and syntax.words[last][:1].isupper() and not common(syntax, i):
            taken.update(range(first, last + 1))
            yield Name(first, last, None, i)


def _joined(syntax: Syntax, i: int, head: int) -> bool:
    return (
        0 <= i < len(syntax.pos)
        and syntax.pos[i] == "PROPN"
        and syntax.head[i] == head
        and syntax.dep[i] in ("flat", "compound")
    )


def _entity(syntax: Syntax, ent: Span) -> Name | None:
    """Return what an entity names and where, or nothing where it is no phrase."""
    first, last, label = ent.start, ent.end - 1, ent.label_
    if label not in _NAMING or syntax.lower[first] in ("a", "an"):
        return None
    # A marker that runs on takes a verb in: `Hale told CNN`.
    verb = next((i for i in range(first, last + 1) if _is_verb(syntax, i)), last + 1)
    if verb == first:
        return None
    last = verb - 1
    if syntax.lower[first] in lexicon().courtesies:
        label = "PERSON"
    if label == "PERSON":
        # A marker that runs on (`Hale of the Port Agency`) is cut where the name ends.
        for i in range(first + 1, last + 1):
            if syntax.pos[i] in ("ADP", "PUNCT", "CCONJ") and syntax.words[i] not in ".-–’'\"“”":
                last = i - 1
                break
        first = without_titles(syntax, first, last)
    else:
        # `Stein spokeswoman Ana Hale`, marked as one name
        behind = without_titles(syntax, first, last)
        if first < behind < last and _given(syntax, behind, last):
            first, label = behind, "PERSON"
    opened = next((i for i in range(first + 1, last + 1) if syntax.words[i] == "("), last + 1)
    last = opened - 1
    while last > first and syntax.lower[last] in ("'s", "’s", "'", "’"):
        last -= 1
    while first < last and syntax.lower[first] == "the":
        first += 1
    if first > last:
        return None
    head = next((i for i in range(first, last + 1) if not first <= syntax.head[i] <= last), first)
    head = next((i for i in range(first, last + 1) if syntax.head[i] == i), head)
    if label == "NORP" and syntax.pos[head] == "ADJ":
        return None
    if label == "ORG" and syntax.pos[head] == "NOUN" and syntax.words[head].islower():
        return None  # `Voss aides`: a description
    if common(syntax, head, definite=label == "NORP" or restricted(syntax, head)):
        return None
    above = syntax.head[head]
    if label == "PERSON" and above == first - 1 and is_title(syntax.lower[above]):
        head = above  # `pollster`, and the name hangs on it
    return Name(first, last, label, head)


def common(syntax: Syntax, head: int, definite: bool = False) -> bool:
    """Tell one of a kind from a name: `a Republican`, and `the Republican` where definite too."""
    if syntax.lower[head] not in lexicon().persons:
        return False
    articles = {"a", "an", "one", "another"} | ({"the"} if definite else set())
    return any(syntax.lower[c] in articles for c in syntax.children[head] if c < head)


def restricted(syntax: Syntax, head: int) -> bool:
    """Tell `the Republican from Kelm`, one of several, from `the Secretary of State`."""
    for child in syntax.children[head]:
        if syntax.dep[child] == "nmod":
            return any(
                syntax.lower[c] not in ("of", "for")
                for c in syntax.children[child]
                if (syntax.dep[c] == "case")
            )
    return False


def _given(syntax: Syntax, first: int, last: int) -> bool:
    """Tell whether what follows a title is a person's name: not `General Motors Company`."""
    words, inside = lexicon(), range(first, last + 1)
    if syntax.lower[first] in words.gender_of_name or syntax.words[first - 1].islower():
        return True
    common = words.organizations | words.groups
    return all(syntax.pos[i] == "PROPN" and syntax.lower[i] not in common for i in inside)


def _is_verb(syntax: Syntax, i: int) -> bool:
    return syntax.pos[i] in ("VERB", "AUX") and syntax.words[i].islower()


def without_titles(syntax: Syntax, first: int, last: int) -> int:
    """Return the first token of a name behind its titles."""
    for i in range(last - 1, first - 1, -1):
        # `Harbour Master`: alone it is no title
        title = is_title(syntax.lower[i]) or (i > first and syntax.lower[i] == "master")
        if title and syntax.words[i + 1][:1].isupper():
            return i + 1
    return first
