"""The mentions of a document: noun phrases that name, describe or stand for somebody."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc

from claimkit.language.coreference.lexicon import PRONOUNS, Pronoun, is_title, lexicon
from claimkit.language.coreference.proper import INSIDE, Name, common, names, restricted
from claimkit.language.coreference.syntax import SUBJECTS, Syntax

_NOMINAL = frozenset(("NOUN", "PROPN"))
# What ends a noun phrase: what is told about it, and what is coordinated with it.
_BEHIND = frozenset(("appos", "acl:relcl", "conj", "cc", "punct", "parataxis", "list", "advcl"))
_EMPTY_MODIFIERS = frozenset(
    "former current new then longtime late ex future own incumbent top senior chief first second "
    "interim acting outgoing newly elected vice deputy the a an this that".split()
)


@dataclass(eq=False, slots=True)
class Mention:
    """A noun phrase that stands for an entity.

    Attributes
    ----------
    start, end
        Half-open range of code points: the whole phrase, without what is apposed to it.
    head
        Index of its head token.
    form
        ``name``, ``nominal`` (a description) or ``pronoun``.
    possessive
        Whether it stands as a possessor: `her`, `Voss’s`.
    entity
        For whom it stands.
    """

    start: int
    end: int
    head: int
    form: str
    possessive: bool
    sentence: int
    role: str
    clause: int
    label: str | None = None
    name: tuple[int, int] | None = None  # tokens, half-open
    pronoun: Pronoun | None = None
    noun: str = ""  # lemma of the head of a description, or the form of a pronoun
    plural: bool = False
    definite: bool = False
    titles: tuple[str, ...] = ()  # the nouns before a name
    modifiers: frozenset[str] = frozenset()
    above: Mention | None = None  # what it is apposed to, predicated of, or relates to
    links: bool = False  # whether it is the same as what is above, and not only said of it
    quotation: int = -1
    group: bool = False  # several that are coordinated
    capital: bool = False  # whether a description is written as a name is: `the Appellants`
    entity: Entity = field(init=False)


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody or something that a document mentions.

    Attributes
    ----------
    name
        The fullest name printed, without titles and article; null where none is.
    kind
        ``person``, ``organization``, ``place``, ``group``, ``unnamed`` (a person without a name),
        or null.
    named
        Range of the first printing of the fullest name.
    mentions
        In the order of the text.
    members
        Of several people who hold one role together.
    """

    name: str | None = None
    kind: str | None = None
    named: tuple[int, int] | None = None
    mentions: list[Mention] = field(default_factory=list)
    gender: float = 0.0
    person: bool | None = None
    plural: bool = False
    ambiguous: bool = False
    spoke: bool = False
    words: tuple[str, ...] = ()
    # What the text calls it, each with the words that go with it there: president (russian).
    roles: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    members: list[Entity] = field(default_factory=list)


def mentions(syntax: Syntax) -> list[Mention]:
    """Return the mentions of a document, in the order of their heads."""
    doc = syntax.doc
    named = {name.head: name for name in names(syntax)}
    inside = {i for name in named.values() for i in range(name.first, name.last + 1)}
    timed = {i for time in doc.spans.get("times", ()) for i in range(time.start, time.end)}
    starts, ends = _quoted(doc)
    found: list[Mention] = []
    for i, pos in enumerate(syntax.pos):
        dep = syntax.dep[i]
        mention: Mention | None = None
        if i in named:
            mention = _named(syntax, named[i])
        elif pos == "PRON":
            mention = _pronoun(syntax, i)
        elif dep in INSIDE or i in inside or i in timed:
            continue
        elif pos == "NOUN" or (pos == "PROPN" and common(syntax, i, definite=True)):
            mention = _described(syntax, i)
        if mention is not None:
            at = bisect_right(starts, mention.start) - 1
            mention.quotation = at if at >= 0 and mention.start < ends[at] else -1
            found.append(mention)
    _relate(syntax, found)
    return found


def _quoted(doc: Doc) -> tuple[list[int], list[int]]:
    pieces = sorted(piece for quotation in doc._.quotations for piece in quotation.pieces)
    return [start for start, _ in pieces], [end for _, end in pieces]


def _mention(syntax: Syntax, i: int, first: int, last: int, form: str) -> Mention:
    return Mention(
        start=syntax.start[first],
        end=syntax.end(last),
        head=i,
        form=form,
        possessive=syntax.dep[i] == "nmod:poss",
        sentence=syntax.sentence[i],
        role=syntax.role(i),
        clause=syntax.clause(i),
    )


def _edges(syntax: Syntax, i: int) -> tuple[int, int]:
    """Return the first and last token of a phrase, without case, apposition and relative clause."""
    token = syntax.doc[i]
    first, last = token.left_edge.i, token.right_edge.i
    for child in syntax.children[i]:
        dep = syntax.dep[child]
        edge = syntax.doc[child].left_edge.i
        aged = dep == "nummod" and "," in syntax.words[edge - 1 : edge + 1]  # `Voss, 54`
        if child > i and child <= last and (dep in _BEHIND or dep == "case" or aged):
            last = min(last, edge - 1)
        elif (
            child < i and child >= first and dep in ("case", "cc", "mark", "punct", "advmod", "cop")
        ):
            first = max(first, child + 1)
        elif child < i and dep in SUBJECTS:
            first = max(first, syntax.doc[child].right_edge.i + 1)
    if any(syntax.dep[child] == "cop" for child in syntax.children[i]):
        cop = max(child for child in syntax.children[i] if syntax.dep[child] == "cop")
        first = max(first, min(cop + 1, i))
    while last > i and syntax.pos[last] in ("PUNCT", "SPACE", "CCONJ"):
        last -= 1
    while first < i and syntax.pos[first] in ("PUNCT", "SPACE", "CCONJ"):
        first += 1
    return min(first, i), max(last, i)


def _named(syntax: Syntax, name: Name) -> Mention:
    first, last = name.first, name.last
    inner = syntax.dep[name.head] in INSIDE
    if not inner:
        left, right = _edges(syntax, name.head)
        # A phrase that takes in more than its name and the words before it is not trusted.
        first, last = min(first, left), max(last, min(right, last + 12))
    # "met engineer Bo Lind": a title at the name's side is its own, whatever the parser says.
    while first > 0 and syntax.pos[first - 1] == "NOUN" and is_title(syntax.lower[first - 1]):
        first -= 1
    described = next((c for c in syntax.children[name.head] if syntax.dep[c] == "nmod:desc"), first)
    first = min([first, *(c for c in syntax.children[described] if first - 8 < c < first)])
    mention = _mention(syntax, name.head, first, last, "name")
    mention.label, mention.name = name.label, (name.first, name.last + 1)
    mention.titles, mention.modifiers = _titles(syntax, first, name.first)
    only = syntax.lower[name.first] if name.first == name.last else ""
    if name.label is None and only in lexicon().persons:
        mention.noun = only  # an office in capitals: `the President`
    lemma = syntax.doc[name.head].lemma_.lower()
    several = lemma != syntax.lower[name.head] and lemma in lexicon().persons  # `Republicans`
    mention.plural = name.label == "NORP" or (name.label is None and several)
    mention.definite = True
    return mention


def _titles(syntax: Syntax, first: int, name: int) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the titles between two tokens, and the words that say of what."""
    words = lexicon()
    titles, others = [], []
    for i in range(max(first, name - 10), name):
        low = syntax.lower[i]
        if is_title(low):
            titles.append(words.short_titles.get(low, low))
        elif syntax.pos[i] in ("PROPN", "ADJ", "NOUN") and low not in _EMPTY_MODIFIERS:
            others.append(low)
    return tuple(titles), frozenset(others)


def _described(syntax: Syntax, i: int) -> Mention:
    first, last = _edges(syntax, i)
    mention = _mention(syntax, i, first, last, "nominal")
    low, lemma = syntax.lower[i], syntax.doc[i].lemma_.lower()
    words = lexicon()
    if low in words.persons:
        lemma = low  # `aide`, whatever the lemmatizer makes of it
    mention.noun = lemma
    mention.plural = low != lemma or low in ("people", "police")
    if lemma not in words.persons and lemma.rpartition("-")[2] in words.persons:
        mention.noun = lemma.rpartition("-")[2] if lemma not in words.broader else lemma
    determiners = {
        syntax.lower[child]
        for child in syntax.children[i]
        if child < i and syntax.dep[child] in ("det", "nmod:poss")
    }
    mention.definite = bool(determiners & {"the", "this", "that", "these", "those"})
    mention.capital = (
        syntax.words[i][:1].isupper()
        and not any(syntax.dep[child] == "nmod:poss" for child in syntax.children[i])
        and not common(syntax, i, definite=restricted(syntax, i))
    )
    others = []
    for k in range(first, last + 1):
        if (
            k != i
            and syntax.pos[k] in ("PROPN", "ADJ", "NOUN")
            and syntax.lower[k] not in (_EMPTY_MODIFIERS)
        ):
            others.append(syntax.lower[k])
        if len(others) > 8:
            break
    mention.modifiers = frozenset(others)
    return mention


def _pronoun(syntax: Syntax, i: int) -> Mention | None:
    pronoun = PRONOUNS.get(syntax.lower[i])
    if pronoun is None or syntax.dep[i] in ("expl", "det", "mark"):
        return None
    if pronoun.number == "relative" and "relcl" not in syntax.dep[syntax.clause(i)]:
        return None
    mention = _mention(syntax, i, i, i, "pronoun")
    mention.pronoun, mention.noun = pronoun, syntax.lower[i]
    mention.possessive = mention.possessive or pronoun.possessive
    mention.plural = pronoun.number in ("plural", "speakers")
    return mention


def _relate(syntax: Syntax, found: list[Mention]) -> None:
    """Link appositions, predicates and relative pronouns to the phrases they belong to."""
    by_head = {mention.head: mention for mention in found}
    for mention in found:
        i = mention.head
        if mention.pronoun is not None:
            if mention.pronoun.number == "relative":
                above = by_head.get(syntax.head[mention.clause])
                if above is None or above.head > i:
                    above = _right_before(syntax, by_head, i)
                mention.above = above
                mention.links = mention.above is not None and mention.above is not mention
            continue
        if syntax.dep[i] == "appos":
            mention.above = by_head.get(syntax.head[i])
            mention.links = mention.above is not None
        elif any(syntax.dep[child] == "cop" for child in syntax.children[i]):
            children = syntax.children[i]
            subject = next((c for c in children if syntax.dep[c] in SUBJECTS), None)
            denied = any(syntax.lower[c] in ("not", "n't", "n’t", "never") for c in children)
            if subject is not None and not denied:
                mention.above = by_head.get(subject)


def _right_before(syntax: Syntax, by_head: dict[int, Mention], i: int) -> Mention | None:
    """Return the phrase that ends before a relative pronoun, however its clause hangs."""
    at = i - 1
    while at > 0 and syntax.pos[at] in ("PUNCT", "SPACE"):
        at -= 1
    for _ in range(6):
        if at in by_head and by_head[at].pronoun is None:
            return by_head[at]
        if at < 0 or syntax.head[at] >= at:
            return None
        at = syntax.head[at]
    return None
