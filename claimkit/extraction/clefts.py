"""Cleft sentences: `It was Varnai who sent for them` tells who sent for them.

The parser hangs what is told on what the sentence puts first. Here the tree is turned round: the
verb behind `who` or `that` heads the clause, and the focus is its subject, object or adverbial.
So its subject, predicate, negation and hedges are found as those of any other clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimkit.extraction.syntax import NOMINAL, SUBJECTS, Cleft, Syntax

_PERSONAL = frozenset(("who", "whom"))
_RELATIVE = frozenset(("who", "whom", "that", "which"))
_FAR = 30  # words between the copula and the relative clause
_ADVERBS = frozenset(("here", "there", "then", "now", "today", "yesterday", "tomorrow"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_PRONOUNS = frozenset("i he she we they you me him her us them this".split())
# `It is somebody who …`, `It was those who …`: what `it` means is described, not picked out.
_OPEN = frozenset(
    """all another any anybody anyone anything everybody everyone everything nobody nothing one
    ones people person some somebody someone something that those what kind sort type""".split()
)
# `It was the first storm that …`, `It is the same thing that …` describe what was spoken of.
_RANKING = frozenset(
    "another biggest first last latest only other own same second single third very".split()
)
_SHELLS = frozenset(
    """case day example fact idea kind one part place point reason result sort thing time type way
    sign view""".split()
)
# What is told of a clause, and no adverbial of it: `It is in the town’s interest that …`.
_IDIOMS = frozenset(
    "agreement belief cards doubt impression interest note question record understanding".split()
)
_SPEAKING = frozenset(('"', "“", "”", "''", "``", "‘"))


@dataclass(frozen=True)
class _Found:
    it: int
    copula: int
    begin: int  # where the focus begins
    focus: int
    relative: int
    verb: int


def unfold(syntax: Syntax) -> None:
    """Turn the trees of cleft sentences round, and note which they are.

    Parameters
    ----------
    syntax
        The trees.
    """
    for i, word in enumerate(syntax.word):
        if word == "it":
            found = _found(syntax, i)
            if found is not None and _is_cleft(syntax, found):
                _turn(syntax, found)
                syntax.clefts[found.verb] = Cleft(found.it, found.focus)


def _found(syntax: Syntax, it: int) -> _Found | None:
    """Return `it`, a form of `be`, a phrase and a finite relative clause right behind it."""
    copula = _copula(syntax, it)
    if copula is None:
        return None
    begin, last = copula + 1, len(syntax.word)
    while begin + 1 < last and syntax.pos[begin] in ("ADV", "PART"):
        if syntax.word[begin + 1] == "that":
            break
        begin += 1
    relative = _relative(syntax, begin)
    if relative is None:
        return None
    verb = _verb(syntax, relative)
    focus = _head(syntax, begin, relative)
    if verb is None or focus is None:
        return None
    # A verb that hangs on a noun within the focus tells which one is meant.
    near = {it, copula, focus, verb}
    if syntax.head[verb] not in near and syntax.head[focus] != verb:
        return None
    return _Found(it, copula, begin, focus, relative, verb)


def _copula(syntax: Syntax, it: int) -> int | None:
    """Return the last word of `was`, `may have been`, `is not` behind a pronoun."""
    copula = None
    for i in range(it + 1, min(it + 6, len(syntax.word))):
        if syntax.lemma[i] == "be" or syntax.word[i] in ("'s", "is", "was"):
            copula = i
        elif syntax.pos[i] != "AUX" and syntax.word[i] not in ("not", "n't"):
            if syntax.pos[i] != "ADV" or copula is not None:
                break
        elif syntax.word[i] in ("not", "n't") and copula is not None:
            break
    return copula


def _relative(syntax: Syntax, begin: int) -> int | None:
    """Return the word that opens the relative clause, where nothing but a phrase is before it."""
    commas = 0
    for i in range(begin + 1, min(begin + _FAR, len(syntax.word))):
        word = syntax.word[i]
        told = syntax.dep[i] == "det" and syntax.pos[i + 1 : i + 2] != ["PROPN"]
        if word in _RELATIVE and not told:  # not `that storm`, but `that Anna Berg`
            closed = syntax.word[i - 1] == ","
            return i if (commas > 1) == closed and commas != 1 else None
        if syntax.pos[i] == "PUNCT":
            if word != "," and word not in _SPEAKING and word != "-":
                return None
            commas += word == ","
        finite = syntax.pos[i] in ("VERB", "AUX") and syntax.is_finite(i)
        if finite or syntax.dep[i] in ("mark", "cop"):
            return None
    return None


def _verb(syntax: Syntax, relative: int) -> int | None:
    verb = syntax.head[relative]
    while verb > relative and syntax.dep[verb] == "xcomp" and syntax.head[verb] > relative:
        verb = syntax.head[verb]
    if verb < relative or not syntax.is_finite(verb):
        behind = range(relative + 1, min(relative + _FAR, len(syntax.word)))
        found = (k for k in behind if syntax.is_predicate(k) and not syntax.marked(k, ("to",)))
        verb = next(found, relative)
    return verb if verb > relative and syntax.is_finite(verb) else None


def _head(syntax: Syntax, begin: int, end: int) -> int | None:
    """Return the word of a phrase on which its others hang."""
    here = range(begin, end)
    tops = [i for i in here if syntax.head[i] not in here or syntax.head[i] == i]
    nouns = [i for i in tops if syntax.pos[i] in (*NOMINAL, "NUM") or _is_name(syntax, i)]
    if nouns:
        return nouns[0]
    return tops[0] if len(tops) == 1 and syntax.word[tops[0]] in _ADVERBS else None


def _is_name(syntax: Syntax, i: int) -> bool:
    """Tell a name, also a rare one that was read as an adjective."""
    return syntax.pos[i] == "PROPN" or (syntax.pos[i] == "ADJ" and syntax.doc[i].text[0].isupper())


def _is_cleft(syntax: Syntax, found: _Found) -> bool:
    """Tell a cleft from `it` that means something: `It was a mistake that cost him his job`.

    A person is no `it`; a thing is picked out where it has a name or an article that says so.
    """
    focus, word = found.focus, syntax.word[found.relative]
    if syntax.word[focus] in _OPEN or syntax.lemma[focus] in _OPEN:
        return False
    adverbial = syntax.pos[found.begin] in ("ADP", "SCONJ") or syntax.word[focus] in _ADVERBS
    gap = syntax.dep[found.relative] in (*SUBJECTS, "obj") and _is_gap(syntax, found)
    if word in _PERSONAL:
        return not adverbial and syntax.pos[focus] != "NUM"
    if adverbial or _is_time(syntax, focus):
        said = syntax.lemma[focus] in _IDIOMS or syntax.word[found.begin] == "of"
        return word == "that" and not said and not _ranks(syntax, found)
    if not gap or _ranks(syntax, found) or syntax.lemma[focus] in _SHELLS:
        return False
    named = _is_name(syntax, focus) or syntax.word[focus] in _PRONOUNS
    if syntax.dep[found.relative] == "obj":
        return named
    owned = bool(syntax.of(focus, ("nmod:poss",)))
    # `rain, not the fire crews, that …`: picked out from others
    contrasted = {"not", "but"} & set(syntax.word[focus : found.relative])
    definite = _DEFINITE & set(syntax.word[found.begin : focus])
    return named or owned or bool(contrasted or definite)


def _is_gap(syntax: Syntax, found: _Found) -> bool:
    """Tell `that` in the place of a subject or an object from `that` before a whole clause."""
    own = [s for s in syntax.of(found.verb, SUBJECTS) if found.relative < s < found.verb]
    return not own or syntax.dep[found.relative] == "obj"


def _ranks(syntax: Syntax, found: _Found) -> bool:
    return any(
        syntax.word[c] in _RANKING or syntax.word[c].endswith("est")
        for c in syntax.of(found.focus, ("amod", "advmod", "nummod", "det"))
        if c >= found.begin
    )


def _is_time(syntax: Syntax, focus: int) -> bool:
    return any(time.start <= focus < time.end for time in syntax.doc.spans["times"])


def _turn(syntax: Syntax, found: _Found) -> None:
    """Make the verb the head of the sentence, and the focus a part of its clause."""
    verb, focus, relative = found.verb, found.focus, found.relative
    if syntax.head[verb] != verb and syntax.head[focus] != verb:
        above, dep = syntax.head[focus], syntax.dep[focus]
        syntax.attach(verb, verb if above == focus else above, dep)
    last = max(syntax.right[verb], syntax.right[focus])
    for child in list(syntax.children[focus]):
        if child != verb and not found.begin <= child < relative:
            syntax.attach(child, verb, syntax.dep[child])
    if syntax.dep[relative] in SUBJECTS or syntax.word[relative] == "who":
        passive = bool(syntax.of(verb, ("aux:pass",)))
        dep = "nsubj:pass" if passive else "nsubj"
        for other in syntax.of(verb, SUBJECTS):
            syntax.dep[other] = "dep"
        syntax.attach(focus, verb, dep)
    elif syntax.dep[relative] == "obj":
        syntax.attach(focus, verb, "obj")
    else:
        syntax.attach(focus, verb, "advmod" if syntax.word[focus] in _ADVERBS else "obl")
    syntax.attach(relative, verb, "mark")
    syntax.attach(found.it, verb, "expl")
    syntax.attach(found.copula, verb, "aux")
    if syntax.pos[found.begin] == "ADP" and found.begin != focus:
        syntax.attach(found.begin, focus, "case")
    _spread(syntax, found, last)


def _spread(syntax: Syntax, found: _Found, last: int) -> None:
    """Tell how far the words reach that were hung anew, and what is no clause of its own."""
    verb, focus = found.verb, found.focus
    end = found.relative - 1
    while end > focus and syntax.word[end] in (",", "—", "–"):
        end -= 1
    syntax.left[focus], syntax.right[focus] = found.begin, end
    syntax.left[verb] = min(syntax.left[verb], syntax.left[found.it])
    syntax.right[verb] = last
    for other in syntax.of(verb, ("conj", "acl:relcl")):
        subject = syntax.subject(other)
        if subject is not None and syntax.word[subject] in _RELATIVE:
            syntax.dep[other] = "xcomp"  # `and who left`: told of the focus, too
    inner = syntax.word[found.begin : found.relative]
    for child in syntax.of(verb, ("advmod",)):
        if "but" in inner and found.copula < child < found.begin and syntax.word[child] == "not":
            syntax.dep[child] = "discourse"  # `not Voss but Lind`
