"""Relative clauses whose trees are wrong: `…, whose parts were made in Oslo, failed`.

Behind a comma, `whose`, `whom`, `which` and `where` open a clause that asserts, and the first
finite verb behind them is its verb, whatever it was hung on: the parser takes the noun behind
`whose` for an apposition, the object for the subject, the verb for a participle.
"""

from __future__ import annotations

from claimkit.extraction.syntax import AUXILIARIES, NOMINAL, SUBJECTS, Syntax

_PRONOUNS = frozenset(("whose", "whom", "which", "where"))
_COMMAS = frozenset((",", "—", "–", "--"))
_APART = _COMMAS | {"that", "which", "who", "whether"}
_QUANTITIES = frozenset("all both each few half many most neither none several some".split())
_FAR = 20  # words between the pronoun and the verb
_INNER = frozenset(("flat", "compound", "fixed", "goeswith"))


def rehang(syntax: Syntax) -> None:
    """Mend the relative clauses of a document that stand behind a comma.

    Parameters
    ----------
    syntax
        The trees.
    """
    for i, word in enumerate(syntax.word):
        if word in _PRONOUNS and syntax.pos[i] in ("PRON", "DET", "ADV", "SCONJ"):
            _mend(syntax, i)


def begins(syntax: Syntax, pronoun: int) -> int | None:
    """Return where a relative clause behind a comma begins: `on which`, `most of whom`."""
    at = pronoun
    if syntax.pos[at - 1] == "ADP" and at > 1:
        at -= 1
        quantity = syntax.pos[at - 1] == "NUM" or syntax.word[at - 1] in _QUANTITIES
        at -= syntax.word[at] == "of" and quantity
    return at if at > 1 and syntax.word[at - 1] in _COMMAS else None


def _mend(syntax: Syntax, pronoun: int) -> None:
    begin = begins(syntax, pronoun)
    found = None if begin is None else _verb(syntax, pronoun)
    if begin is None or found is None:
        return
    first, verb = found
    noun = _antecedent(syntax, verb, begin)
    subject, fronted = _arguments(syntax, pronoun, begin, first)
    if noun is None or subject is None or syntax.is_below(noun, verb):
        return
    _raise(syntax, noun, verb)
    right = syntax.dep[verb] == "acl:relcl" and syntax.head[verb] == noun
    if right and syntax.subject(verb) == subject and syntax.left[verb] in (begin - 1, begin):
        return
    for other in syntax.of(verb, SUBJECTS):
        if other != subject:
            syntax.dep[other] = "dep"
    for i in range(begin, verb):  # what was hung on words around the clause
        if i not in (subject, fronted, pronoun) and not begin <= syntax.head[i] <= verb:
            near = subject if pronoun < i < subject else verb
            syntax.attach(i, near, syntax.dep[i] if near == verb else "dep")
    syntax.attach(verb, noun, "acl:relcl")
    passive = bool(syntax.of(verb, ("aux:pass",)))
    syntax.attach(subject, verb, "nsubj:pass" if passive else "nsubj")
    if fronted is not None and fronted != subject:
        led = begin < pronoun and syntax.word[pronoun] == "whose"
        syntax.attach(fronted, verb, "obl" if led else "obj")
    _place(syntax, pronoun, begin, verb, fronted)
    syntax.left[verb] = begin
    syntax.left[subject] = max(syntax.left[subject], begin)
    syntax.right[verb] = max(syntax.right[verb], _end(syntax, verb))


def _place(syntax: Syntax, pronoun: int, begin: int, verb: int, fronted: int | None) -> None:
    """Hang the pronoun on its noun or on the verb."""
    word = syntax.word[pronoun]
    if fronted is not None:
        syntax.attach(pronoun, fronted, "nmod:poss" if word == "whose" else "nmod")
    elif not syntax.is_below(pronoun, verb) or syntax.dep[pronoun] in SUBJECTS:
        dep = "advmod" if word == "where" else "obl" if begin < pronoun else "obj"
        syntax.attach(pronoun, verb, dep)


def _raise(syntax: Syntax, noun: int, verb: int) -> None:
    """Make the verb behind a clause that of its noun, where it was read as one more clause.

    `The caravans, which nobody has looked at, stand by the river`.
    """
    if syntax.of(noun, ("cop", *SUBJECTS)) or syntax.dep[noun] not in ("root", "ccomp"):
        return
    for other in syntax.of(noun, ("acl:relcl", "acl", "conj", "parataxis")):
        first = min([other, *syntax.auxiliaries(other), *syntax.of(other, ("advmod",))])
        bare = syntax.subject(other) is None and not syntax.word[other].endswith("ing")
        if other > verb and syntax.word[first - 1] == "," and bare and syntax.is_predicate(other):
            above = other if syntax.head[noun] == noun else syntax.head[noun]
            syntax.attach(other, above, syntax.dep[noun])
            syntax.attach(noun, other, "nsubj")
            return


def _verb(syntax: Syntax, pronoun: int) -> tuple[int, int] | None:
    """Return the first word of the first finite verb behind a pronoun, and the verb itself."""
    commas, words = 0, syntax.word
    own = pronoun + (words[pronoun] == "whose")  # `whose profit …`, read as a verb
    for i in range(own + 1, min(pronoun + _FAR, len(words))):
        commas += words[i] in _COMMAS
        if words[i] in (*_COMMAS, "(", ")") or syntax.pos[i] not in ("VERB", "AUX"):
            if syntax.pos[i] == "PUNCT" and words[i] in (".", ";", ":", "!", "?"):
                return None
            if words[i] in _PRONOUNS or words[i] in ("who", "that"):
                return None
            continue
        inner = words[i - 1] == "to" or words[i].endswith("ing") or syntax.dep[i] == "amod"
        if inner or syntax.dep[i] in ("compound", "case", "mark"):
            continue
        if commas not in (0, 2):
            return None
        verb = syntax.head[i] if syntax.dep[i] in AUXILIARIES else i
        if syntax.dep[i] in AUXILIARIES and not _leads(syntax, i, verb):
            near = range(i + 1, min(i + 4, len(words)))
            verb = next((k for k in near if syntax.pos[k] == "VERB"), i)
            if verb == i or not _leads(syntax, i, verb):
                return None
            passive = syntax.lemma[i] == "be" and not words[verb].endswith("ing")
            syntax.attach(i, verb, "aux:pass" if passive else "aux")
        bare = syntax.dep[i] == "acl" and pronoun < syntax.head[i] < i
        if bare and any(syntax.pos[k] == "AUX" for k in range(i, min(i + 6, len(words)))):
            continue  # `whose house, built in 1900, was`
        return i, verb
    return None


def _leads(syntax: Syntax, auxiliary: int, verb: int) -> bool:
    between = syntax.word[auxiliary:verb]
    return auxiliary < verb < auxiliary + 8 and not _APART.intersection(between)


def _antecedent(syntax: Syntax, verb: int, begin: int) -> int | None:
    """Return the noun that the clause is said of: where the tree has one, else the one before."""
    above = syntax.head[verb]
    known = above < begin and syntax.pos[above] in NOMINAL and syntax.dep[verb].startswith("acl")
    if known and not any(map(syntax.is_finite, range(above + 1, begin))):  # else beyond a verb
        return above
    noun = begin - 2
    times = [time for time in syntax.doc.spans["times"] if time.start <= noun < time.end]
    if times:  # `in Port Hale on Monday, where`
        noun = times[0].start - 1
        noun -= noun > 0 and syntax.pos[noun] == "ADP"
    while syntax.dep[noun] in _INNER and 0 <= syntax.head[noun] < begin - 1:
        if syntax.head[noun] == noun:
            break
        noun = syntax.head[noun]
    whole = syntax.head[noun]  # `the Sound of Ellay`
    parted = syntax.dep[noun] == "nmod" and 0 <= whole < noun and syntax.pos[whole] == "PROPN"
    if parted and any(syntax.word[c] == "of" for c in syntax.of(noun, ("case",))):
        return whole
    return noun if syntax.pos[noun] in NOMINAL else None


def _arguments(
    syntax: Syntax, pronoun: int, begin: int, first: int
) -> tuple[int | None, int | None]:
    """Return the subject of the clause, and the noun to which its pronoun belongs, if any.

    Of `whose parts were made` the parts are both, of `whose work the board praised` the board is
    the subject.
    """
    between = range(pronoun + 1, first)
    tops = [
        i
        for i in between
        if syntax.pos[i] in NOMINAL
        and not _is_led(syntax, i, pronoun)
        and not _is_inside(syntax, i, between)
    ]
    if not tops:
        tops = [i for i in between if syntax.word[i] in _QUANTITIES][:1]
    if syntax.word[pronoun] == "whose":
        tops = tops if any(not _is_led(syntax, i, pronoun) for i in tops) else [pronoun + 1]
        other = tops[1] if len(tops) > 1 else None
        apart = other is not None and any(syntax.word[i] in _COMMAS for i in range(tops[0], other))
        own = tops[0]
        return (own if other is None or apart else other), own
    quantity = pronoun - 2 if begin == pronoun - 2 else None
    if quantity is not None and not tops:
        return quantity, quantity
    return (tops[0] if tops else None), quantity


def _is_led(syntax: Syntax, i: int, start: int) -> bool:
    """Tell whether a preposition stands before a noun phrase, whatever it was hung on."""
    if syntax.of(i, ("case",)):
        return True
    while i - 1 > start and syntax.pos[i - 1] in ("DET", "ADJ", "NUM", "NOUN", "PROPN"):
        i -= 1
    return i - 1 > start and syntax.pos[i - 1] == "ADP"


def _is_inside(syntax: Syntax, i: int, between: range) -> bool:
    """Tell whether a word belongs to a noun beside it."""
    above = syntax.head[i]
    return above != i and above in between and syntax.pos[above] in NOMINAL


def _end(syntax: Syntax, verb: int) -> int:
    """Return the last word of a row that hangs on a verb, or on nothing that goes on."""
    last = safe = verb
    for i in range(verb + 1, min(verb + 60, len(syntax.word))):
        if not syntax.is_below(i, verb):
            if syntax.pos[i] in ("PUNCT", "SCONJ") and syntax.word[i] != "-":
                break
            if syntax.is_finite(i) or syntax.dep[i] in AUXILIARIES:
                return safe  # `and the mayor resigned`
        if syntax.pos[i] != "CCONJ" and safe == last:
            safe = i
        last = i
    return last
