"""The tense of the verb that governs a time expression."""

from __future__ import annotations

from spacy.tokens import Span, Token

from claimkit.language.times.words import known

_VERBS = frozenset(("VERB", "AUX"))
_WILL = frozenset(("will", "'ll", "’ll", "wo", "shall", "ll", "gonna"))
_MODAL = frozenset(("would", "may", "might", "can", "ca", "should", "must", "'d", "’d"))
_HAD = frozenset(("had", "has", "have", "'ve", "’ve", "having"))
_HAS = frozenset(("has", "have", "'ve", "’ve"))
_WAS = frozenset(("was", "were", "did", "had"))
# Of these the present tense tells a timetable: "the talks begin Thursday".
_SCHEDULED = frozenset(
    "begin start open expire end close conclude reconvene resume take kick arrive leave depart "
    "return travel fly visit meet vote convene launch host face play fall come go run retire "
    "turn mature".split()
)
# Where the parser puts a verb whose subject it takes for the head: "Polls open Sunday".
_MISREAD = frozenset(("acl", "case", "parataxis", "conj"))
# What these take until a day lies ahead: "extended the deadline until Tuesday".
_EXTENDING = frozenset(
    "extend postpone delay defer adjourn suspend push give have remain stay pause prolong valid "
    "open schedule ban".split()
)
_LENGTHENING = frozenset("extend postpone delay defer prolong reschedule".split())
# "The first countries to join on Friday": which ones they are, not what they are to do.
_SINGLED_OUT = frozenset(("first", "only", "last", "latest", "second", "third"))
_IS = frozenset("is are am 's ’s 're ’re 'm ’m be has does do".split())
# What these words take lies ahead, whatever their own tense: "had planned talks Thursday".
_AHEAD = frozenset(
    "plan schedule expect intend due anticipate slate await upcoming forthcoming postpone "
    "reschedule likely effective".split()
)
# Of these it does only behind "to": "vowed to leave Thursday", but "vowed Thursday to leave".
_WITH_TO = _AHEAD | frozenset(
    "hope want set ready agree decide aim propose threaten vow prepare promise pledge seek ask "
    "order urge invite wait predict".split()
)
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "no", "none"))
# "set for June 28": what is arranged for a day
_ARRANGED = frozenset("set schedule slate plan book reschedule fix".split())
_TOWARDS = frozenset(("ahead",))
_FINITE = frozenset(("root", "conj", "ccomp", "parataxis"))
_FAR_UP = 12


def tense_of(span: Span) -> str:
    """Return ``past``, ``future`` or nothing: where the verb above an expression places it.

    Examples
    --------
    >>> from claimkit.language.document import annotate
    >>> doc = annotate("Voss will meet them Thursday.", published="2025-03-14")
    >>> tense_of(doc.spans["times"][0])
    'future'
    """
    token = span.root
    before = span.doc[max(0, span.start - 4) : span.start]
    if len(before) > 1 and before[-1].lower_ == "as" and before[-2].lower_ in ("soon", "early"):
        return "future"  # "as soon as Tuesday"
    if len(before) and before[-1].lower_ == "effective":
        return "future"  # "created an office, effective Feb. 1"
    until = len(before) > 0 and before[-1].lower_ in ("until", "till")
    if until and any(t.lemma_.lower() in _LENGTHENING and t.pos_ == "VERB" for t in before[:-1]):
        return "future"  # "extended its deadline until 9 a.m. Tuesday", however it is attached
    beside = _beside(span)
    if beside:
        return beside
    if any(child.dep_ == "cop" for child in token.children):
        tense = _of_verb(token, 0)
        # "The deadline is Sunday" lies ahead, "it is the second day" does not.
        return "future" if tense == "present" and token.lower_ != "day" else tense
    if _tells_which(span):
        return ""
    for _ in range(_FAR_UP):
        head = token.head
        if head.i == token.i:
            break
        token = head
        if span.start <= token.i < span.end or _opens_behind(token, span):
            continue
        if any(child.lower_ in _TOWARDS and child.i < span.start for child in token.children):
            return "future"  # "campaigned ahead of the vote on Saturday"
        if token.pos_ in _VERBS or any(child.dep_ == "cop" for child in token.children):
            if token.lemma_.lower() in _ARRANGED and len(before) and before[-1].lower_ == "for":
                called_off = {"had", "been"} <= {child.lower_ for child in token.children}
                return "past" if called_off else "future"
            token = _lower(token, span)
            if until and any(child.lower_ in _HAS for child in token.children):
                return "future"  # "has given them until Tuesday"
            if until and token.lemma_.lower() in _EXTENDING:
                return "future"
            return _scheduled(token, span)
        if token.lemma_.lower() in _AHEAD and not _before_to(span):
            return "future"
    return ""


def _beside(span: Span) -> str:
    """Return the tense of the verb right before, wherever the tree hangs the expression.

    Such are `likely to leave Friday` and `took effect Jan. 1 and expires Dec. 31`.
    """
    at = span.start - 1
    if at > 0 and span.doc[at].lower_ in ("on", "by", "in", "next", "this"):
        at -= 1
    verb = span.doc[at] if at > 0 else None
    if verb is None or verb.pos_ != "VERB" or span.root.head.i == verb.i:
        return ""
    if _before_to(span) and verb.lemma_.lower() in _AHEAD:
        return ""
    if _is_infinitive(verb):
        open_ = verb.head.lemma_.lower() in _WITH_TO and _of_verb(verb, 0) == "future"
        return "future" if open_ else ""
    finite = verb.dep_ in _FINITE or any(c.dep_.startswith("nsubj") for c in verb.children)
    return _scheduled(verb, span) if finite and not verb.lower_.endswith("ing") else ""


def _before_to(span: Span) -> bool:
    """Tell `announced plans Saturday to run`: the day is that of the announcement."""
    return span.end < len(span.doc) and span.doc[span.end].lower_ == "to"


def _lower(verb: Token, span: Span) -> Token:
    """Return the verb of the clause that a date ends: `said that they will vote on May 10`."""
    inner = [
        child
        for child in verb.children
        if child.dep_ == "ccomp" and child.pos_ == "VERB" and verb.i < child.i < span.start
    ]
    return inner[-1] if inner and not _before_to(span) else verb


def _tells_which(span: Span) -> bool:
    """Tell a date that only says which thing is meant: `a June agreement`, `his May 3 letter`.

    "His Tuesday speech" may well be one that he is to give.
    """
    head, before = span.root.head, span.start - 1
    if head.pos_ != "NOUN" or head.i != span.end:
        return False
    words = [child for child in head.children if child.i == before]
    owned = any(child.dep_ == "nmod:poss" for child in words)
    month = (known(span[0].lower_) or ("",))[0] == "month"
    return (owned and month) or any(child.lower_ in ("a", "an") for child in words)


def _scheduled(verb: Token, span: Span) -> str:
    """Return the tense of the verb above a date, where the present may stand for the future."""
    tense = _of_verb(verb, 0)
    if tense == "present" and verb.lemma_.lower() == "date":
        return "past"  # "the quarrel dates back to January"
    if tense == "present" and any(
        child.dep_ == "xcomp" and child.i < span.start and _is_infinitive(child)
        for child in verb.children
    ):
        return "future"  # "needs to sign Monday"
    if tense != "present" or verb.lemma_.lower() not in _SCHEDULED:
        return tense
    possessive = span.end < len(span.doc) and span.doc[span.end].lower_ in ("'s", "’s")
    finite = verb.dep_ in _MISREAD or any(c.dep_.startswith("nsubj") for c in verb.children)
    return "future" if finite and not possessive else tense


def _opens_behind(verb: Token, span: Span) -> bool:
    """Tell whether a clause begins behind an expression: `said Tuesday that it opens`."""
    return any(child.dep_ == "mark" and child.i >= span.end for child in verb.children)


def _of_verb(verb: Token, depth: int) -> str:
    """Return the tense of a predicate with its auxiliaries."""
    words = [c.lower_ for c in verb.children if c.dep_.startswith(("aux", "cop"))]
    own = verb.lower_
    helpers = set(words)
    if helpers & _WILL:
        return "future"
    ahead = verb.lemma_.lower() in _AHEAD
    if "could" in helpers:
        # "could leave Thursday" lies ahead, "could not find her Thursday" does not.
        bare = own == "have" and not any(child.dep_ == "obj" for child in verb.children)
        return "" if helpers & _HAD or bare or _is_denied(verb) else "future"
    if helpers & _MODAL:
        return "past" if helpers & _HAD else "future"
    if _is_infinitive(verb) and own == verb.lemma_.lower():
        return _of_infinitive(verb, depth) if not helpers & _HAD else "past"
    if helpers & (_WAS | _HAD):
        return "future" if ahead and not helpers & _HAD else "past"
    if helpers & _IS:
        # "is meeting", "is scheduled", but "is held", "is known"
        return "future" if own.endswith("ing") or ahead else "present"
    if own.endswith("ing"):
        return _of_head(verb, depth)
    if ahead:
        return "future"
    if verb.dep_ == "acl" and own != verb.lemma_.lower():
        return "past"  # "a letter read Thursday"
    if own != verb.lemma_.lower():
        if own.endswith("s") and verb.pos_ in _VERBS and own not in ("was",):
            return "present"
        if own in ("is", "are", "am"):
            return "present"
        return "past"
    if verb.pos_ not in _VERBS:
        return ""
    # A verb whose past looks like its present ("set", "cut") or one in the present.
    return _of_head(verb, depth) if verb.dep_ in ("conj", "xcomp", "ccomp") else "present"


def _is_infinitive(verb: Token) -> bool:
    """Tell `to leave`; the `to` of `down to the wire` is a preposition."""
    return any(
        child.lower_ == "to" and child.i < verb.i and (child.dep_ == "mark" or child.pos_ == "PART")
        for child in verb.children
    )


def _is_denied(verb: Token) -> bool:
    """Tell `could not be reached` and `neither could be reached`."""
    return any(
        child.lower_ in _NEGATIONS or any(below.lower_ in _NEGATIONS for below in child.children)
        for child in verb.children
        if child.i < verb.i
    )


def _of_infinitive(verb: Token, depth: int) -> str:
    head = verb.head
    if head.i == verb.i:
        return "future"  # headlines: "Voss to meet them Thursday"
    if head.lemma_.lower() in _WITH_TO:
        called_off = {"had", "been"} <= {child.lower_ for child in head.children}
        return "past" if called_off else "future"
    if head.lower_ in _SINGLED_OUT or any(c.lower_ in _SINGLED_OUT for c in head.children):
        return "past"
    if head.pos_ == "ADJ" and head.head.i != head.i and depth < 4:
        head = head.head  # "made it hard to meet demand"
    if head.pos_ in _VERBS and depth < 4:
        above = _of_verb(head, depth + 1)
        return "future" if above == "present" else above
    return "future"


def _of_head(verb: Token, depth: int) -> str:
    """Return the tense of the clause above: `will lure away voters leaning left in May`."""
    head = verb.head
    for _ in range(_FAR_UP):
        if head.pos_ in _VERBS or any(child.dep_ == "cop" for child in head.children):
            break
        head = head.head
    if head.i == verb.i or depth >= 4:
        return ""
    if head.pos_ in _VERBS or any(child.dep_ == "cop" for child in head.children):
        return _of_verb(head, depth + 1)
    return ""
