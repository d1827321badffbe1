"""Pairs made from real sentences: ``python -m training.pairs.made OUT.jsonl.gz``.

What news changes between two reports of one thing, changed on purpose: a number, a date, a name, a
unit, polarity, certainty, who said it (contradiction), and what looks like a conflict and is none:
rounded, converted, shortened, written otherwise, moved in time, told of something else. Sentences
come from PolNeAR's training part, annotated by the model in the package.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from claimkit.language import annotate_all
from claimkit.language.times.words import MONTHS, WEEKDAYS
from training.data import records

SHORTEST, LONGEST = 6, 45  # words of a sentence
FOLDS = 20  # an article is in one of them
_DAYS, _MONTHS = ([name.capitalize() for name in names] for names in (WEEKDAYS, MONTHS))
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SCALES = ("thousand", "million", "billion", "trillion")
_CONTRACTED = {"n't": " not", "n’t": " not", "'re": " are", "’re": " are", "'ve": " have"}
_SAID = {"said": "stated", "told": "informed", "announced": "made known", "added": "went on to say"}
_MILES = 1.609344

Made = tuple[str, str, str, str]  # premise, hypothesis, label, what was done


@dataclass
class Pools:
    """Names by their kind, to put one in the place of another."""

    names: dict[str, list[str]] = field(default_factory=dict)

    def other(self, name: Span, rng: random.Random) -> str | None:
        """Return a name of the same kind that shares no word with this one."""
        own = set(name.text.lower().split())
        for _ in range(8):
            found = rng.choice(self.names.get(name.label_) or [name.text])
            if not own & set(found.lower().split()):
                return found
        return None


def written(sentence: Span, new: dict[int, str]) -> str:
    """Return a sentence with some of its tokens written otherwise."""
    out = "".join(new.get(token.i, token.text) + token.whitespace_ for token in sentence)
    return re.sub(r"\s+", " ", out).strip()


def instead(sentence: Span, part: Span, text: str) -> str:
    """Return a sentence with a part written otherwise."""
    # Written where its last word stands, so that what follows keeps its gap.
    return written(sentence, {token.i: "" for token in part} | {part[-1].i: text})


def numbers(sentence: Span) -> Iterator[tuple[Token, float]]:
    """Yield the numbers in digits or as words up to twelve that stand in no date and no name."""
    taken = {t.i for span in (*sentence.ents, *_times(sentence)) for t in span}
    for token in sentence:
        near = (
            sentence.doc[max(token.i - 1, 0)].text
            + sentence.doc[min(token.i + 1, len(sentence.doc) - 1)].text
        )
        if token.pos_ != "NUM" or token.i in taken or set(near) & set("-–/#"):
            continue
        if token.lower_ in _WORDS[2:]:
            yield token, float(_WORDS.index(token.lower_))
        elif re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d+)?|\d+(\.\d+)?", token.text):
            yield token, float(token.text.replace(",", ""))


def _times(sentence: Span) -> list[Span]:
    spans = sentence.doc.spans["times"]
    return [s for s in spans if sentence.start <= s.start and s.end <= sentence.end]


def _like(value: float, model: str) -> str:
    """Write a number as another one is written."""
    if model.isalpha() and value == int(value) and 0 <= value < len(_WORDS):
        word = _WORDS[int(value)]
        return word.title() if model[0].isupper() else word
    decimals = len(model.partition(".")[2])
    comma = "," if "," in model or (decimals == 0 and value >= 10_000) else ""
    return f"{value:{comma}.{decimals}f}"


def number_changed(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """Another number is a contradiction, unless it is the same one rounded."""
    for token, value in numbers(sentence):
        if value == 0:
            continue
        factor = rng.choice((0.3, 0.5, 0.7, 0.85, 1.2, 1.4, 2, 3))
        new = value * factor
        new = round(new) if "." not in token.text else new
        if token.text.isalpha():
            new = rng.choice([n for n in range(2, 13) if n != value])
        text = _like(new, token.text)
        if text != token.text:
            whole = written(sentence, {})
            yield whole, written(sentence, {token.i: text}), "contradiction", "number"


def number_written(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """The same number rounded, or in words for digits."""
    whole = written(sentence, {})
    for token, value in numbers(sentence):
        near = {
            sentence.doc[token.i - 1].text,
            sentence.doc[min(token.i + 1, len(sentence.doc) - 1)].text,
        }
        if token.text.isalpha():
            yield whole, written(sentence, {token.i: f"{value:.0f}"}), "entailment", "digits"
            continue
        if near & {"%", "$", "£", "€"}:
            continue
        if value in range(2, 13) and "." not in token.text:
            yield whole, written(sentence, {token.i: _WORDS[int(value)]}), "entailment", "words"
        digits = token.text.replace(",", "").replace(".", "").lstrip("0")
        if len(digits) > 2 and digits[2:].strip("0"):
            rounded = float(f"{value:.2g}")
            about = written(
                sentence, {token.i: "about " + _like(rounded, token.text.partition(".")[0])}
            )
            yield whole, about, "entailment", "rounding"
            yield about, whole, "neutral", "rounding"


def comparison(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """`more than 40` follows from 45 and is denied by 30."""
    whole = written(sentence, {})
    for token, value in numbers(sentence):
        if token.text.isalpha() or value < 10:
            continue
        before = sentence.doc[token.i - 1].lower_ if token.i > sentence.start else ""
        if before in ("than", "least", "most", "to", "about", "some", "nearly", "almost", "$"):
            continue
        low = _like(round(value * rng.choice((0.6, 0.8, 0.9))), token.text.partition(".")[0])
        high = _like(round(value * rng.choice((1.1, 1.3, 1.6))) + 1, token.text.partition(".")[0])
        yield whole, written(sentence, {token.i: f"more than {low}"}), "entailment", "comparison"
        yield (
            whole,
            written(sentence, {token.i: f"more than {high}"}),
            "contradiction",
            "comparison",
        )
        yield (
            whole,
            written(sentence, {token.i: f"fewer than {low}"}),
            "contradiction",
            "comparison",
        )


def unit(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """Another magnitude is a contradiction, the same one abbreviated or converted is not."""
    whole = written(sentence, {})
    for token in sentence:
        low = token.lower_
        if low in _SCALES and token.pos_ == "NUM":
            other = rng.choice([s for s in _SCALES if s != low])
            yield whole, written(sentence, {token.i: other}), "contradiction", "unit"
            before = sentence.doc[token.i - 1] if token.i > sentence.start else token
            short = {"million": "m", "billion": "bn", "trillion": "tn"}.get(low)
            if short and before.text[-1].isdigit():
                new = {before.i: before.text + short, token.i: ""}
                yield whole, written(sentence, new), "entailment", "unit"
                yield written(sentence, new), whole, "entailment", "unit"
        elif low in ("percent", "%"):
            new = " per cent" if low == "%" else "%" if rng.random() < 0.5 else "per cent"
            yield whole, written(sentence, {token.i: new}), "entailment", "unit"
        elif low in ("miles", "kilometers", "kilometres"):
            for number, value in numbers(sentence):
                if number.i == token.i - 1 and not number.text.isalpha():
                    factor, name = (
                        (_MILES, "kilometres") if low == "miles" else (1 / _MILES, "miles")
                    )
                    new = {number.i: _like(round(value * factor), "1"), token.i: name}
                    yield whole, written(sentence, new), "entailment", "converted"
                    wrong = {number.i: number.text, token.i: name}
                    yield whole, written(sentence, wrong), "contradiction", "unit"


def date_changed(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """Another weekday, month or year is a contradiction."""
    whole = written(sentence, {})
    for time in _times(sentence):
        for token in time:
            for names in (_DAYS, _MONTHS):
                if token.text in names:
                    other = rng.choice([n for n in names if n != token.text])
                    yield whole, written(sentence, {token.i: other}), "contradiction", "date"
            if re.fullmatch(r"(19|20)\d\d", token.text):
                other = str(int(token.text) + rng.choice((-10, -3, -2, -1, 1, 2, 3)))
                yield whole, written(sentence, {token.i: other}), "contradiction", "date"


def moved(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """Another number of another year says nothing against it."""
    for token, value in numbers(sentence):
        if token.text.isalpha() or value < 2:
            continue
        first, second = sorted(rng.sample(range(1990, 2026), 2))
        text = written(sentence, {}).rstrip('.!?”" ')
        other = written(
            sentence, {token.i: _like(round(value * rng.choice((0.7, 1.3, 2))), token.text)}
        )
        other = other.rstrip('.!?”" ')
        yield f"In {first}, {text}.", f"In {second}, {other}.", "neutral", "moved"
        yield f"In {first}, {text}.", f"In {first}, {other}.", "contradiction", "number"


def name_changed(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """Another person, place or organization in its place."""
    for name in sentence.ents:
        other = pools.other(name, rng) if name.label_ in ("PERSON", "ORG", "GPE") else None
        role = name.root.dep_
        if other and role in ("nsubj", "nsubj:pass", "obj", "obl"):
            reason = "attribution" if role == "nsubj" and name.root.head._.cue > 0 else "name"
            new = instead(sentence, name, other)
            yield written(sentence, {}), new, "contradiction", reason


def negated(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """The main predicate denied, or its denial taken away."""
    root = sentence.root
    whole = written(sentence, {})
    helpers = [t for t in root.children if t.dep_ in ("aux", "aux:pass", "cop") and t.i < root.i]
    nots = [t for t in root.children if t.lower_ in ("not", "n't", "n’t", "never")]
    if nots:
        if (
            len(nots) == 1
            and helpers
            and helpers[0].lower_ not in ("ca", "wo", "did", "does", "do")
        ):
            new = written(sentence, {nots[0].i: ""})
            yield whole, new, "contradiction", "polarity"
            yield new, whole, "contradiction", "polarity"
        return
    if helpers and helpers[0].text not in ("'s", "’s", "'d", "’d", "'ll", "’ll", "'m", "’m"):
        new = written(sentence, {helpers[0].i: helpers[0].text + " not"})
    elif root.pos_ == "VERB" and not helpers and any(t.dep_ == "nsubj" for t in root.children):
        did = "did" if root.text.endswith("ed") else "does" if root.text.endswith("s") else None
        if did is None or not root.lemma_.isalpha():
            return
        new = written(sentence, {root.i: f"{did} not {root.lemma_}"})
    else:
        return
    yield whole, new, "contradiction", "polarity"
    yield new, whole, "contradiction", "polarity"


def certainty(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """What may be is neither claimed nor denied; what will be may be."""
    for token in sentence:
        if token.pos_ != "AUX" or token.dep_ != "aux" or token.head.dep_ != "root":
            continue
        whole = written(sentence, {})
        if token.lower_ == "will":
            weak = written(sentence, {token.i: rng.choice(("may", "might", "could"))})
            yield weak, whole, "neutral", "certainty"
            yield whole, weak, "entailment", "certainty"
        elif token.lower_ in ("may", "might", "could"):
            sure = written(sentence, {token.i: "will"})
            yield whole, sure, "neutral", "certainty"


def shortened(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """What stands behind the main clause left out: the rest still holds."""
    root = sentence.root
    whole = written(sentence, {})
    for child in root.children:
        last = child.right_edge.i >= sentence.end - 2
        if child.i > root.i and child.dep_ in ("obl", "advmod", "conj") and last:
            kept = sentence.doc[sentence.start : child.left_edge.i]
            text = written(kept, {}).rstrip(" ,;:—–-")
            if len(kept) >= SHORTEST and kept[-1].pos_ not in ("CCONJ", "ADP", "DET", "PART"):
                yield whole, text + ".", "entailment", "excerpt"
                yield text + ".", whole, "neutral", "excerpt"


def reworded(sentence: Span, pools: Pools, rng: random.Random) -> Iterator[Made]:
    """The same in other words: contractions written out, another verb of saying."""
    new = {}
    for token in sentence:
        if token.lower_ in _CONTRACTED and sentence.doc[token.i - 1].lower_ not in ("ca", "wo"):
            new[token.i] = _CONTRACTED[token.lower_]
        elif token.text in _SAID and rng.random() < 0.7:
            new[token.i] = _SAID[token.text]
    if new:
        whole, other = written(sentence, {}), written(sentence, new)
        yield whole, other, "entailment", "wording"
        yield other, whole, "entailment", "wording"


Maker = Callable[[Span, Pools, random.Random], Iterator[Made]]
MAKERS: tuple[Maker, ...] = (
    number_changed,
    number_written,
    comparison,
    unit,
    date_changed,
    moved,
    name_changed,
    negated,
    certainty,
    shortened,
    reworded,
)


def pools(docs: Sequence[Doc]) -> Pools:
    """Gather the names of documents by their kind."""
    found = Pools()
    for doc in docs:
        for name in doc.ents:
            if 2 < len(name.text) < 40 and "\n" not in name.text:
                found.names.setdefault(name.label_, []).append(name.text)
    return found


def pairs(
    doc: Doc, others: Pools, rng: random.Random, makers: Sequence[Maker], each: int
) -> Iterator[Made]:
    """Yield the pairs made from a document, and pairs of sentences that stand beside each other.

    Of a maker and a sentence ``each`` at most, so that long lists do not fill the set.
    """
    before = None
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        plain = words and words[-1].lower_ in (".", "”", '"') and "?" not in sentence.text
        if not plain or not SHORTEST <= len(words) <= LONGEST:
            continue
        for make in makers:
            yield from islice(make(sentence, others, rng), each)
        text = written(sentence, {})
        if before and rng.random() < 0.25:
            yield before, text, "neutral", "beside"
        before = text


def write(
    out: Path, makers: Sequence[Maker], articles: int, most: int, seed: int, each: int = 2
) -> None:
    """Make pairs from so many articles and write them, at most so many of a kind and label."""
    rng = random.Random(seed)
    read = list(islice(records("attribution/polnear_train.jsonl.gz"), articles))
    docs = list(annotate_all([r["text"] for r in read], [r["date"] for r in read]))
    others = pools(docs)
    found: dict[tuple[str, str], list[tuple[int, Made]]] = {}
    for number, doc in enumerate(docs):
        for made in pairs(doc, others, rng, makers, each):
            found.setdefault((made[3], made[2]), []).append((number % FOLDS, made))
    with gzip.open(out, "wt", encoding="utf-8") as f:
        for (reason, label), made in sorted(found.items()):
            chosen = rng.sample(made, min(len(made), most))
            print(f"{reason:22} {label:14} {len(made):7} {len(chosen):6}")
            for fold, (premise, hypothesis, label_, _) in chosen:
                row = {"premise": premise, "hypothesis": hypothesis, "label": label_}
                row |= {"reason": reason, "fold": fold}
                f.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Read the command line, make the pairs and write them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=840)
    parser.add_argument("--most", type=int, default=6000, help="pairs of one kind")
    options = parser.parse_args()
    write(options.out, MAKERS, options.articles, options.most, seed=20)


if __name__ == "__main__":
    main()
