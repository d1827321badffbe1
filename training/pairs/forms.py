"""One thing written otherwise: ``python -m training.pairs.forms OUT.jsonl.gz``.

Two reports of one thing call a person by the full name, the surname, with a title or an initial;
one has `I`, the other who it is; one adds a day, an adjective or another word for the same. None of
that is a conflict. Without such pairs an encoder that knows the changes of `training.pairs.made`
takes every small difference for one. So that it reads which difference it is, the same sentences
come with another person, number, day or a denial as well, one side reworded.
"""

import argparse
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from spacy.tokens import Span, Token

from training.pairs import made
from training.pairs.made import Made, Pools, instead, written

_HONORIFICS = ("Mr. ", "Ms. ", "Mrs. ", "Dr. ")
_OFFICES = (
    "President ",
    "Sen. ",
    "Senator ",
    "Rep. ",
    "Mayor ",
    "Gov. ",
    "Secretary ",
    "Prime Minister ",
    "Judge ",
    "Chief Executive ",
)
_DESCRIBED = (
    "the senator",
    "the president",
    "the mayor",
    "the official",
    "the company’s chief",
    "the minister",
    "the lawmaker",
    "the Ohio Republican",
    "a spokesman",
)
_DAYS = (
    "on Monday",
    "on Tuesday",
    "on Wednesday",
    "on Friday",
    "last week",
    "this week",
    "in recent days",
    "on Sunday morning",
    "in an interview",
)
_SUFFIX = re.compile(r",? (?:Jr|Sr)\.?$| (?:I{2,3}|IV)$")
# What may go without making anything else true or false.
_EMPTY = frozenset("also however meanwhile then indeed again already still just now too".split())
# Adjectives without which a thing is another one.
_TELLING = frozenset(
    "former fake alleged false likely possible potential first second third last next only other "
    "same such more most fewer less many few several would-be acting interim late".split()
)
_DENIES = frozenset(
    "no not n't n’t never nobody none nothing every all any few each neither".split()
)
_SAME = (
    "lawyer attorney; lawyers attorneys; company firm; companies firms; probe investigation; "
    "investigation inquiry; car vehicle; cars vehicles; children kids; doctor physician; "
    "film movie; big large; begin start; began started; beginning starting; buy purchase; "
    "bought purchased; help assist; helped assisted; showed demonstrated; "
    "allow permit; allowed permitted; try attempt; tried attempted; ended finished; "
    "closed shut; nearly almost; killed slain; chose selected; "
    "asked requested; needs requires; needed required; "
    "got obtained; gave handed; sites platforms; weapons arms; "
    "aid assistance; money cash; talks negotiations; "
    "plans proposals; officials authorities; bill measure; law statute; lawmakers legislators; "
    "fired dismissed; quit resigned; increase rise; increased rose; decrease drop; fell dropped; "
    "street road; teacher instructor; students pupils; workers employees; "
    "police officers; protest demonstration; protesters demonstrators; "
    "criticized attacked; praised lauded; rejected dismissed; backed supported; supports backs; "
    "wants seeks; accused blamed; reporters journalists; remarks comments; "
    "meeting gathering; election vote; poll survey; "
    "chance opportunity; problem issue; problems issues; important significant; "
    "difficult hard; quickly rapidly; often frequently; maybe perhaps; whole entire; "
    "American U.S.; President president; Congress congress; TV television"
)
_OTHERWISE: dict[str, list[str]] = {}
for _one, _other in (each.split() for each in _SAME.split(";")):
    _OTHERWISE.setdefault(_one, []).append(_other)
    _OTHERWISE.setdefault(_other, []).append(_one)
_ACRONYM = re.compile(r"\b(?:FBI|CIA|UN|EU|NATO|DNC|GOP|NSA|IRS|US)\b")
_ARTICLE = re.compile(r"\b(?:the|a|an) (?=[a-z])")


def forms(name: str, rng: random.Random) -> list[str]:
    """Return other ways to write a person's name, the full one first."""
    bare = _SUFFIX.sub("", name)
    parts = bare.split()
    if len(parts) < 2 or not all(part[:1].isupper() for part in parts):
        return [name]
    first, last = parts[0], parts[-1]
    initial = rng.choice("ABCDEFGHJKLMPRSTW")
    found = [
        name,
        f"{first} {last}",
        f"{first} {initial}. {last}",
        last,
        rng.choice(_HONORIFICS) + last,
        rng.choice(_HONORIFICS) + f"{first} {last}",
    ]
    if bare == name:
        found.append(f"{name} Jr.")
    return list(dict.fromkeys(found))


def reworded(text: str, rng: random.Random, share: float = 0.6) -> str:
    """Return a text with some words that mean the same, other articles and acronyms."""

    def other(found: re.Match[str]) -> str:
        choices = _OTHERWISE.get(found[0])
        return rng.choice(choices) if choices and rng.random() < share else found[0]

    text = re.sub(r"[\w.’'%]+", other, text)
    if rng.random() < 0.4:
        text = _ACRONYM.sub(lambda found: ".".join(found[0]) + ".", text)
    if rng.random() < 0.15:
        text = _ARTICLE.sub("", text)
    return text


def _both(one: str, other: str, reason: str) -> Iterator[Made]:
    if one != other:
        yield one, other, "entailment", reason
        yield other, one, "entailment", reason


def named(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """A person by another form of the name is the same; another person is none."""
    people = [name for name in sentence.ents if name.label_ == "PERSON" and len(name) > 1]
    if not people:
        return
    name = rng.choice(people)
    ways = forms(name.text, rng)
    if len(ways) < 2:
        return
    one, other = rng.sample(ways, 2)
    yield from _both(instead(sentence, name, one), instead(sentence, name, other), "name form")
    office = rng.choice(_OFFICES) + ways[rng.randrange(min(4, len(ways)))]
    plain, titled = instead(sentence, name, one), instead(sentence, name, office)
    yield titled, plain, "entailment", "office"
    yield plain, titled, rng.choice(("neutral", "entailment")), "office"
    stranger = pools.other(name, rng)
    if stranger and name.root.dep_ in ("nsubj", "nsubj:pass", "obj", "obl"):
        new = reworded(instead(sentence, name, rng.choice(forms(stranger, rng))), rng)
        yield instead(sentence, name, one), new, "contradiction", "other name"


def described(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """Whether a name and a description are one cannot be told from two sentences."""
    for name in sentence.ents:
        if name.label_ == "PERSON" and name.root.dep_ == "nsubj":
            new = reworded(instead(sentence, name, rng.choice(_DESCRIBED)), rng)
            new = new[:1].upper() + new[1:]
            yield written(sentence, {}), new, "neutral", "described"
            yield new, written(sentence, {}), "neutral", "described"


def voiced(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """`I`, `he` and who it is, as claims are written that are readable alone."""
    pronouns = [
        t for t in sentence
        if t.lower_ in ("i", "he", "she", "his", "her", "my") and t.pos_ in ("PRON", "DET")
    ]  # fmt: skip
    people = pools.names.get("PERSON") or []
    if not pronouns or not people:
        return
    full = rng.choice(people)
    ways = forms(full, rng)
    one, other = rng.choice(ways), rng.choice(ways)
    stranger = rng.choice(people)

    def told(by: str, first: bool) -> str:
        new = {t.i: _instead_of(t, by, first) for t in pronouns}
        return written(sentence, new)

    first = rng.random() < 0.5
    yield from _both(told(one, first), told(other, not first), "voice")
    yield from _both(told(one, first), told(one, not first), "voice")
    if any(t.lower_ in ("i", "my") for t in pronouns):
        yield from _both(written(sentence, {}), told(one, True), "voice")
    if not set(full.split()) & set(stranger.split()) and pronouns[0].dep_ == "nsubj":
        new = reworded(told(rng.choice(forms(stranger, rng)), first), rng)
        yield told(one, first), new, "contradiction", "other voice"


def _instead_of(pronoun: Token, name: str, first: bool) -> str:
    if pronoun.lower_ in ("his", "my") or (pronoun.lower_ == "her" and "nmod" in pronoun.dep_):
        return f"{name}’s"
    return f"I {name}" if pronoun.lower_ == "i" and first else name


def fuller(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """A day, an adjective or an apposition more: the rest follows from it, not it from the rest."""
    whole = written(sentence, {})
    if {token.lower_ for token in sentence} & _DENIES:
        return
    subject = next((t for t in sentence.root.children if t.dep_ == "nsubj"), None)
    times = [s for s in sentence.doc.spans["times"] if sentence.start <= s.start < sentence.end]
    if subject is not None and not times and subject.right_edge.i + 1 < sentence.end:
        edge = subject.right_edge
        longer = written(sentence, {edge.i: f"{edge.text} {rng.choice(_DAYS)}"})
        yield longer, reworded(whole, rng), "entailment", "day more"
        yield reworded(whole, rng), longer, "neutral", "day more"
    for token in sentence:
        if token.dep_ == "amod" and token.lower_ not in _TELLING and token.text.islower():
            shorter = written(sentence, {token.i: ""})
            yield reworded(whole, rng), shorter, "entailment", "adjective"
            yield shorter, whole, "neutral", "adjective"
            break
    for token in sentence:
        if token.dep_ == "advmod" and token.lower_ in _EMPTY:
            yield from _both(whole, reworded(written(sentence, {token.i: ""}), rng), "adverb")
            break
    for token in sentence:
        first, last = token.left_edge.i, token.right_edge.i
        if token.dep_ == "appos" and sentence.start < first and sentence.doc[first].text == ",":
            closing = last + 1 < sentence.end and sentence.doc[last + 1].text == ","
            gone = range(first, last + 1 + closing)
            shorter = written(sentence, dict.fromkeys(gone, ""))
            yield whole, reworded(shorter, rng), "entailment", "apposition"
            yield shorter, whole, "neutral", "apposition"
            break


def otherwise(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """Other words for the same."""
    whole = written(sentence, {})
    yield from _both(whole, reworded(whole, rng, 0.9), "other words")


def changed(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """What contradicts still does when one side is reworded."""
    makers = [
        made.number_changed, made.date_changed, made.name_changed, made.negated, made.comparison
    ]  # fmt: skip
    rng.shuffle(makers)
    for make in makers:
        for premise, hypothesis, label, reason in islice(make(sentence, pools, rng), 1):
            other = reworded(hypothesis, rng)
            if label == "contradiction" and other != hypothesis:
                yield premise, other, label, f"{reason}, reworded"
                return


MAKERS: tuple[made.Maker, ...] = (
    named,
    described,
    voiced,
    fuller,
    otherwise,
    changed,
)


def main() -> None:
    """Read the command line, make the pairs and write them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=840)
    parser.add_argument("--most", type=int, default=2500, help="pairs of one kind")
    options = parser.parse_args()
    made.write(options.out, MAKERS, options.articles, options.most, seed=21, each=8)


if __name__ == "__main__":
    main()
