"""From the pieces of the names head to entities: what belongs to a name, and what kind of place.

The data of the names head has one label for places; which of them have a government (``GPE``) is
told from the word that says what the place is, from GeoNames, and from the words beside it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span

from claimkit import resources

FILE = "places.json.gz"
_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "NORP": "NORP", "MISC": "MISC"}
# Words before a person's name that are no part of it, in UNER as in GUM.
_TITLES = frozenset(
    "president vice pm doctor dr dr. drs drs. sheikh sheik imam ayatollah capt. captain col. "
    "colonel gen. general lt. lieutenant major maj. sgt. sergeant cpl. private admiral adm. rev. "
    "reverend fr. pope cardinal bishop archbishop rabbi mr mr. mrs mrs. ms ms. miss mister madam "
    "sir dame hon. judge justice attorney ambassador secretary secretary-general senator sen. "
    "representative rep. congressman congresswoman governor gov. mayor chancellor premier coach "
    "king queen prince princess emperor prime minister director commissioner marshal chief prof. "
    "prof professor ex-president counsel officer chairman chairwoman speaker lord lady".split()
)
# A company's legal form belongs to its name, also behind a comma.
_FORMS = frozenset(
    "inc inc. ltd ltd. llc l.l.c. plc corp corp. co. llp l.p. lp s.a. gmbh ag pllc p.c.".split()
)
_ADDRESS = re.compile(r"@|\.(?:com|org|net|gov|edu)\b|^www|http")
# What the last or the first word of a name says that a place is.
_LAND = frozenset(
    "river lake sea ocean bay gulf strait straits canal channel creek coast beach shore harbour "
    "harbor mountain mountains mount mt mt. hill hills valley desert peninsula island islands isle "
    "cape forest glacier plateau basin plain plains delta falls reef ridge pass street avenue road "
    "boulevard lane drive highway motorway square plaza bridge airport station tower building "
    "house hall palace castle museum theatre theater stadium park garden gardens hotel hospital "
    "church cathedral mosque temple university school prison dam tunnel quay pier strip".split()
)
_GOVERNED = frozenset(
    "city county state province republic kingdom emirate emirates town district canton "
    "prefecture municipality federation".split()
)


def entities(doc: Doc, found: list[tuple[str, int, int]]) -> Iterator[Span]:
    """Yield the entities of a document.

    Parameters
    ----------
    doc
        With parts of speech.
    found
        ``(kind, first token, last token)`` of each piece, in order.
    """
    for kind, first, last in found:
        words = [token.lower_ for token in doc[first : last + 1]]
        if len(words) == 1 and _ADDRESS.search(words[0]):
            continue
        if kind in ("PER", "ORG", "LOC") and all(
            token.pos_ != "PROPN" for token in doc[first : last + 1]
        ):
            continue
        if kind == "PER":
            titles = next((i for i, word in enumerate(words) if word not in _TITLES), len(words))
            if titles == len(words):
                continue
            first += titles
        if kind == "ORG":
            last = _with_form(doc, last)
        label = "GPE" if kind == "LOC" and _is_governed(doc, first, last) else _LABELS[kind]
        yield Span(doc, first, last + 1, label)


def _with_form(doc: Doc, last: int) -> int:
    """Return the last token of a company's name with its legal form."""
    at = last + 1
    if at + 1 < len(doc) and doc[at].text == ",":
        at += 1
    if at >= len(doc) or doc[at].lower_ not in _FORMS:
        return last
    return at


def _is_governed(doc: Doc, first: int, last: int) -> bool:
    words = [token.lower_ for token in doc[first : last + 1]]
    name = doc[first : last + 1].text
    if name in _places() or name.removeprefix("the ").removeprefix("The ") in _places():
        return True
    if words[-1] in _LAND or words[0] in _LAND:
        return False
    if words[-1] in _GOVERNED or words[0] in _GOVERNED:
        return True
    before = doc[max(0, first - 2) : first]
    of = len(before) == 2 and before[1].lower_ == "of" and before[0].lower_ in _GOVERNED
    after = doc[last + 1 : last + 3]
    within = len(after) == 2 and after[0].text == "," and after[1].text in _places()
    return of or within


@cache
def _places() -> frozenset[str]:
    with gzip.open(resources.folder("weights") / FILE, "rt", encoding="utf-8") as file:
        return frozenset(json.load(file))
