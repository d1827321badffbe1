"""Who did it: the agents of one act that are bodies or kinds of people, each another one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from claimkit.crosscheck.alignment import coverage, likeness, similarity
from claimkit.crosscheck.comparators.comparison import Comparison, against
from claimkit.crosscheck.comparators.names import may_be_one
from claimkit.crosscheck.propositions import Proposition, Word, phrase

_SCORE = 0.5
_IN_OTHER_WORDS = 0.3
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:\w+ly )?\w+$")
_STOPS = re.compile(
    r" (?:in|on|at|to|after|before|who|which|that|when|while|as|for|from|during|and|because"
    r"|with|last|this|early|late)\b.*|[,.;:].*"
)
# What only one can have done: `it was X who`, `X were the ones who`, `X first`, `X alone`.
_CLEFT = re.compile(r"\bit (?:is|was|had been) (?:only |not )?$", re.IGNORECASE)
_ALONE = re.compile(r"^ (?:(?:is|are|was|were) the (?:ones?|first|only)\b|first\b|alone\b)")
_SINGLED = frozenset(("one", "ones", "first", "only", "alone"))
_BODIES = (
    "officers police workers officials inspectors residents farmers soldiers students scientists "
    "teachers doctors engineers ministry agency council committee court company union government "
    "board office authority inspectorate department navy army museum bank"
)
_BODY_LIKE = 0.4  # cosine from which on a noun is a body or a kind of people
_ALIKE = 0.4  # agents that are so alike may be the same: `officers` and `the police`
_PREDICATE = 0.7
_REST, _FULLER_REST = 0.3, 0.5


@dataclass(frozen=True)
class Agent:
    """Who did what a claim tells.

    Attributes
    ----------
    start, end, text
        Where it stands in the document, and as printed.
    organization
        Whether it is a name of one.
    alone
        Whether the claim says that nobody else did it.
    by
        Whether it was done by them, in the passive, which names one who did it.
    """

    start: int
    end: int
    text: str
    organization: bool
    alone: bool
    by: bool = False


def compare(one: Proposition, other: Proposition) -> list[Comparison]:
    """Return the agents of two claims that exclude each other, if both are about one act.

    Parameters
    ----------
    one, other
        The claims.

    Returns
    -------
    list of Comparison
        At most one, ``conflict`` with ``entity``, less sure than that of two names. Farmers and
        fishermen can both have signed: two kinds of people are set against each other only where
        one claim says that these did it and nobody else, or that it was done by them.
    """
    first, second = agent(one), agent(other)
    if first is None or second is None or one.polarity != other.polarity:
        return []
    named = first.organization and second.organization
    alone = first.alone or second.alone
    if not (named or alone or first.by or second.by) or not _two(first, second, one, other):
        return []
    same = (likeness(one.predicate, other.predicate) or 0.0) >= _PREDICATE
    rest = [_rest(claim, each) for claim, each in ((one, first), (other, second))]
    shares = coverage(rest[0], rest[1], similarity(rest[0], rest[1]))
    # In other words, the act is known by what it was done to, and that somebody alone did it.
    enough = min(shares) >= _REST and max(shares) >= _FULLER_REST
    if not enough or not (same or alone):
        return []
    spans = ((first.start, first.end), (second.start, second.end))
    score = _SCORE if same else _IN_OTHER_WORDS
    return [against("entity", (first.text, second.text), spans, score)]


def agent(claim: Proposition) -> Agent | None:
    """Return who did what a claim tells, where that is an organization or a kind of people."""
    passive = bool(_PASSIVE.search(claim.predicate or ""))
    subject = claim.subject or ""
    at = claim.text.find(subject) if subject else -1
    if at < 0:
        return None
    behind = claim.text[at + len(subject) :]
    alone = bool(_CLEFT.search(claim.text[:at]) or _ALONE.match(behind))
    if not passive or _ALONE.match(behind):
        return _agent(claim, at, subject, alone)
    verb = (claim.predicate or "").split()[-1]
    found = re.search(rf"\b{re.escape(verb)}(?: \w+ly)? by ", claim.text)
    if found is None:
        return None
    text = _STOPS.sub("", claim.text[found.end() :])
    made = _agent(claim, found.end(), text, alone=False)
    return replace(made, by=True) if made else None


def _agent(claim: Proposition, at: int, text: str, alone: bool) -> Agent | None:
    start, end = claim.start + at, claim.start + at + len(text)
    names = [mark for mark in claim.entities if mark.start < end and mark.end > start]
    if any(mark.label == "PERSON" for mark in names):
        return None
    organization = any(
        mark.label == "ORG" and mark.start <= start + 4 and mark.end >= end for mark in names
    )
    words = _STOPS.sub("", text).split()
    if not organization and (not words or not is_body(words[-1].lower())):
        return None
    return Agent(start, end, text, organization, alone)


def _two(first: Agent, second: Agent, one: Proposition, other: Proposition) -> bool:
    """Tell whether two agents are two: neither has a word of the other's claim, nor is like it."""
    for each, claim in ((first, other), (second, one)):
        # Not by stems: those of `office` and `officers` are one.
        told = {_singular(word.text) for word in claim.words}
        if any(_singular(word.text) in told for word in phrase(each.text)):
            return False
    if may_be_one(first.text, second.text, person=False):
        return False
    heads = [phrase(each.text)[-1:] for each in (first, second)]
    return all(heads) and float(heads[0][0].vector @ heads[1][0].vector) < _ALIKE


def _singular(word: str) -> str:
    return word.casefold().removesuffix("s")


def _rest(claim: Proposition, each: Agent) -> list[Word]:
    """Return what a claim tells beside who did it, and the verb: what it was done to, and how."""
    rest = claim.beside(each.text, claim.predicate or "")
    return [word for word in rest if word.text.casefold() not in _SINGLED]


@lru_cache(maxsize=4096)
def is_body(noun: str) -> bool:
    """Tell whether a noun is a body, or people of a kind.

    Examples
    --------
    >>> is_body("firefighters"), is_body("council"), is_body("storm"), is_body("monday")
    (True, True, False, False)
    """
    head = phrase(noun)[-1:]
    return bool(head) and any(
        float(head[0].vector @ known.vector) >= _BODY_LIKE for known in phrase(_BODIES)
    )
