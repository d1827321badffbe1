"""What more than the parser saw says of a tree: mended before clauses are cut from it.

Each mend asks for a shape that no right tree has: a relative pronoun whose verb is coordinated, a
sentence whose only verb modifies its root, a first conjunct that hangs on the second.
"""

from __future__ import annotations

from spacy.tokens import Doc

from claimkit.extraction.clefts import unfold
from claimkit.extraction.relatives import rehang
from claimkit.extraction.syntax import AUXILIARIES, MODALS, NOMINAL, SUBJECTS, Syntax

_NOMINAL_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
_RELATIVE = frozenset(("who", "which", "that"))
_MISREAD = frozenset(("conj", "parataxis", "advcl", "dep", "ccomp", "list"))
_BELOW = frozenset(
    """after although as because before how if since that though unless until what when where
    whether which while who whom whose why""".split()
)
_INNER = frozenset(("flat", "compound", "fixed", "goeswith"))
_BOUND = frozenset(("obj", "ccomp", "xcomp"))
_TAKEN_OVER = frozenset(("parataxis", "acl:relcl"))
_NO_SUBJECT = frozenset(("compound", "dep", "nmod", "flat"))
_BEHIND_COPULA = frozenset(("appos", "nummod", "amod", "dep", "list"))
_BEFORE_COPULA = frozenset(("nmod", "nmod:desc", "compound", "dep", "obl", "obl:unmarked"))
_FOLLOWING = frozenset("list obj obl obl:unmarked advmod advcl conj punct xcomp ccomp".split())
# Past tenses that are no participles: what they tell happened, `Four prizes went to the film`.
_PAST = frozenset(
    """arose ate awoke bade bore became began bit blew broke came chose did drank drew drove fell
    flew forbade forgave forgot froze gave grew hid knew lay mistook overcame overthrew overtook
    ran rang rode rose sang sank saw shook shrank spoke sprang stole strove swam swore took threw
    tore underwent went withdrew woke wore wove wrote""".split()
)
_OPENING = frozenset(("DET", "PROPN", "PRON", "ADJ", "NUM", "SCONJ"))


def mended(doc: Doc) -> Syntax:
    """Return the trees of a document without what is surely wrong in them.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.
    """
    syntax = Syntax(doc)
    _across(syntax)
    for mend in (
        _auxiliaries,
        _names,
        _copulas,
        _subjects,
        _firsts,
        _relatives,
        _questions,
        _roots,
        _voices,
    ):
        for i in range(len(syntax.word)):
            mend(syntax, i)
    rehang(syntax)
    unfold(syntax)
    return syntax


def _across(syntax: Syntax) -> None:
    """Hang words on their own sentence, where a tree runs over the end of one."""
    part, parts = 0, [0] * len(syntax.word)
    for start, end in syntax.sentences():
        part += 1
        following = None
        for i in range(start, end):
            part += i == following
            parts[i] = part
            following = syntax.breaks(i, end) or following
    away = [i for i, part in enumerate(parts) if parts[syntax.head[i]] != part]
    for i in away:
        here = [k for k in range(i + 1, min(i + 30, len(parts))) if parts[k] == parts[i]]
        if syntax.dep[i] in SUBJECTS:
            free = (k for k in here if syntax.pos[k] == "VERB" and not syntax.of(k, SUBJECTS))
            verb = next((k for k in free if not syntax.marked(k, ("to",))), None)
        elif syntax.dep[i] in ("advmod", *AUXILIARIES):
            verb = next((k for k in here[:2] if syntax.pos[k] == "VERB"), None)
        else:
            continue
        if verb is not None:
            syntax.attach(i, verb, syntax.dep[i])
    for i in away:
        opens = syntax.of(i, ("mark", "advmod")) + syntax.of(i, SUBJECTS)
        below = any(syntax.word[k] in _BELOW for k in opens if k < i)
        if parts[syntax.head[i]] != parts[i] and syntax.is_finite(i) and not below:
            syntax.attach(i, i, "root")


def _auxiliaries(syntax: Syntax, i: int) -> None:
    """Make a modal that was read as a coordinated verb the auxiliary of the verb behind it."""
    head = syntax.head[i]
    modal = syntax.pos[i] == "AUX" and syntax.lemma[i] in MODALS
    wrong = modal and syntax.dep[i] not in AUXILIARIES
    if wrong and i < head < i + 4 and syntax.pos[head] == "VERB":
        syntax.dep[i] = "aux"
        for k in range(max(i - 2, 0), i):
            if syntax.dep[k] == "cc" and syntax.head[k] == i:
                syntax.attach(k, head, "cc")


def _names(syntax: Syntax, i: int) -> None:
    """Make a name the subject of the finite verb right behind it that has none.

    Of the first sentence of a text the parser takes `Lind runs the station` for a heading.
    """
    if syntax.pos[i] != "PROPN":
        return
    k = i + 1
    while k < len(syntax.word) and syntax.head[k] == i and syntax.dep[k] == "flat":
        k += 1
    if k == len(syntax.word) or syntax.pos[k] != "VERB" or syntax.is_base(k):
        return
    if syntax.word[k].endswith("ing"):
        return
    if syntax.of(k, SUBJECTS) or syntax.of(k, ("mark", "expl", "aux", "aux:pass")):
        return
    if syntax.head[i] >= k and syntax.dep[i] in _NO_SUBJECT:  # part of a noun beyond the verb
        syntax.attach(i, k, "nsubj")
    elif syntax.head[k] == i and syntax.dep[k] in _TAKEN_OVER and syntax.dep[i] == "root":
        for child in syntax.of(i, _FOLLOWING):
            if child > k:
                noun = syntax.pos[child] in NOMINAL and syntax.dep[child] == "list"
                syntax.attach(child, k, "obj" if noun else syntax.dep[child])
        syntax.attach(k, k, "root")
        syntax.attach(i, k, "nsubj")


def _copulas(syntax: Syntax, i: int) -> None:
    """Make a noun before a copula the subject of the predicate that it was read as a part of.

    `Divers were the ones who found it`, `What the city gives is a loan`. Of the first sentence of a
    text the parser takes the predicate for a part of the noun, too: `Turnout was 71 percent`.
    """
    head = syntax.head[i]
    if head < i and syntax.dep[i] in _BEHIND_COPULA and syntax.pos[head] in NOMINAL:
        copula = syntax.of(i, ("cop",))
        if copula and head < copula[0] < i and not syntax.of(i, ("mark", "expl", *SUBJECTS)):
            syntax.attach(
                i, i if syntax.head[head] == head else syntax.head[head], syntax.dep[head]
            )
            syntax.attach(head, i, "nsubj")
            return
    if not i < head or syntax.pos[i] not in NOMINAL or syntax.dep[i] not in _BEFORE_COPULA:
        return
    copula = syntax.of(head, ("cop",))
    if not copula or not i < copula[0] < head or syntax.of(i, ("case", "mark")):
        return
    if not syntax.of(head, SUBJECTS) and not syntax.of(head, ("expl", "mark")):
        syntax.attach(i, head, "nsubj")


def _subjects(syntax: Syntax, i: int) -> None:
    """Hang a subject on the verb whose it is, where the parser took one beside it."""
    dep, head = syntax.dep[i], syntax.head[i]
    if dep in _NOMINAL_SUBJECTS and syntax.dep[head] in ("aux", "aux:pass"):
        syntax.attach(i, syntax.head[head], dep)
    elif dep in _NOMINAL_SUBJECTS and syntax.dep[head] == "obj" and not syntax.of(head, ("cop",)):
        verb = syntax.head[head]  # `The firm has a staff`, read as subject of the staff
        if i < verb < head and not syntax.of(verb, (*SUBJECTS, "expl")):
            syntax.attach(i, verb, dep)
    elif dep in _NOMINAL_SUBJECTS and syntax.dep[head] == "conj":
        first = syntax.head[head]  # `Voss praised it and said …`, read as subject of said
        free = syntax.pos[first] == "VERB" and not syntax.of(first, SUBJECTS)
        if i < first < head and free and not syntax.of(first, ("expl", "mark")):
            syntax.attach(i, first, dep)
    elif dep in _NOMINAL_SUBJECTS and len(syntax.of(head, _NOMINAL_SUBJECTS)) > 1:
        _share_out(syntax, head)
    elif dep == "obj" and head > i and syntax.pos[head] == "VERB":
        alone = not syntax.of(head, SUBJECTS) and not syntax.of(head, ("expl", "aux", "mark"))
        ends = syntax.word[head].endswith("ing") or syntax.is_base(head)
        if alone and not ends and syntax.dep[head] in ("root", "ccomp", "parataxis"):
            syntax.dep[i] = "nsubj"


def _share_out(syntax: Syntax, head: int) -> None:
    """Give the first of two subjects of a verb to the predicate that stands between them."""
    first, second = syntax.of(head, _NOMINAL_SUBJECTS)[:2]
    before = syntax.phrase(first) - 1
    while before > 0 and syntax.pos[before] == "PUNCT" and syntax.word[before] != ",":
        before -= 1
    bare = before >= 0 and syntax.pos[before] == "VERB" and not syntax.of(before, _BOUND)
    if bare and second < head and syntax.subject(before) is not None:
        # `has leverage the port can use`: what it has is what can be used
        syntax.attach(first, before, "obj")
        syntax.attach(head, first, "acl:relcl")
        return
    for k in range(first + 1, min(second, head)):
        tops = syntax.dep[k] in ("ccomp", "root", "parataxis", "conj")
        if tops and syntax.is_predicate(k) and not syntax.of(k, SUBJECTS):
            syntax.attach(first, k, "nsubj")
            opens = [c for c in syntax.of(k, ("mark",)) if k < c < second]
            if opens and syntax.head[k] == head and syntax.word[opens[0]] == "that":
                # `Nobody can say that it was told`, read as of what is told
                above = k if syntax.head[head] == head else syntax.head[head]
                syntax.attach(k, above, syntax.dep[head])
                syntax.attach(head, k, "ccomp")
                syntax.attach(opens[0], head, "mark")
            return


def _firsts(syntax: Syntax, i: int) -> None:
    """Put the first of two coordinated predicates above the second, on which it was hung.

    `she would appeal and called it a mistake`: read as a complement of called.
    """
    second = syntax.head[i]
    if not i < second or syntax.dep[i] not in ("ccomp", "xcomp", "advcl", "dep"):
        return
    joins = [c for c in syntax.of(second, ("cc",)) if i < c < second]
    own = syntax.subject(i)
    if not joins or own is None or own > i or syntax.of(second, SUBJECTS):
        return
    if not syntax.is_predicate(i) or syntax.of(i, ("mark",)):
        return
    above, dep = syntax.head[second], syntax.dep[second]
    if above == second:
        syntax.attach(i, i, dep)
    else:
        syntax.attach(i, above, "ccomp" if dep == "conj" and above < i else dep)
    syntax.attach(second, i, "conj")


def _relatives(syntax: Syntax, i: int) -> None:
    """Hang a relative clause that was read as coordinated on the noun before its pronoun."""
    subject = syntax.subject(i)
    if subject is None or not 0 < subject < i or syntax.word[subject] not in _RELATIVE:
        return
    behind = syntax.dep[i].startswith("acl") and syntax.head[i] > subject
    if syntax.dep[i] not in _MISREAD and not behind:
        return
    if any(c < subject for c in syntax.of(i, ("mark", "cc"))):
        return
    word, before = syntax.word[subject], subject - 1
    if syntax.pos[subject] not in ("PRON", "DET") or (syntax.dep[i] == "ccomp" and word != "that"):
        return
    if syntax.word[before] == "," and word != "that" and before > 0:
        before -= 1
    if syntax.pos[before] not in ("NOUN", "PROPN"):
        return
    noun = before
    while syntax.dep[noun] in _INNER and syntax.head[noun] < subject and syntax.head[noun] != noun:
        noun = syntax.head[noun]
    if syntax.pos[noun] in NOMINAL and not syntax.is_below(noun, i):
        syntax.attach(i, noun, "acl:relcl")


def _questions(syntax: Syntax, i: int) -> None:
    """Hang `whether …` and `that …` on the word before, where they were read with what follows."""
    marks = [c for c in syntax.of(i, ("mark",)) if syntax.word[c] in ("whether", "that")]
    if not marks or marks[0] < 1 or syntax.head[i] < i or syntax.head[i] == i:
        return
    before = marks[0] - 1
    if syntax.pos[before] == "PRON" and syntax.dep[before] in ("iobj", "obj"):
        before = syntax.head[before]  # `shows me that …`
    if syntax.pos[before] in ("ADJ", "VERB", "NOUN") and not syntax.is_below(before, i):
        syntax.attach(i, before, "ccomp")


def _roots(syntax: Syntax, i: int) -> None:
    """Make the only verb of a sentence its root, where it was read as a modifier of a noun.

    `A jury on Wednesday convicted the former treasurer`, `Dredging is to begin on March 10`.
    """
    noun = syntax.head[i]
    if syntax.dep[i] != "acl" or syntax.dep[noun] != "root" or not noun < i:
        return
    if syntax.pos[noun] not in NOMINAL or syntax.of(noun, ("cop", *SUBJECTS)):
        return
    due = syntax.is_due(i)
    past = syntax.pos[i] == "VERB" and not syntax.word[i].endswith("ing")
    past = past and not syntax.of(i, ("mark", "aux", "aux:pass")) and not syntax.is_base(i)
    follows = i + 1 < len(syntax.word) and syntax.pos[i + 1] in _OPENING
    timed = follows and syntax.doc[i + 1].text[:1].isupper() and not syntax.doc[i + 1].ent_type_
    told = syntax.word[i] in _PAST or (follows and not timed)
    if not due and not (past and told):
        return
    sentence = syntax.doc[i].sent
    if any(map(syntax.is_finite, range(sentence.start, sentence.end))):
        return
    if syntax.doc[sentence.end - 1].text not in (".", "”", '"', "!"):
        return  # a heading
    syntax.attach(i, i, "root")
    for child in list(syntax.children[noun]):
        if child > i:
            syntax.attach(child, i, syntax.dep[child])
    syntax.attach(noun, i, "nsubj")


def _voices(syntax: Syntax, i: int) -> None:
    """Hang a verb with an object on the relative clause before it, not on a passive.

    `They were led by panels that found facts, blamed nobody and made proposals.`
    """
    first = syntax.head[i]
    if syntax.dep[i] != "conj" or not first < i or syntax.of(i, (*AUXILIARIES, *SUBJECTS)):
        return
    if not syntax.of(first, ("aux:pass",)) or not syntax.of(i, ("obj",)):
        return
    for k in range(i - 1, first, -1):
        if syntax.dep[k] == "acl:relcl" and syntax.pos[k] == "VERB":
            syntax.attach(i, k, "conj")
            return
