"""Claims and their columns: `ck.extract` on the hand-made set in ``tests/claims``.

Claims of the set and claims found are paired one to one within an article, those first that have
most tokens in common (at least half: intersection over union), and each column is scored on the
pairs. A token is a word or a single other character, as in the scorer of attributions. A column in
which one value is the rule is easily right in most cases, so the rarer values have figures of
their own, and polarity and certainty their macro F1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.quality import claims_set
from benchmarks.quality.claims_set import Article, Claim, Range
from benchmarks.quality.rows import Options, Row

if TYPE_CHECKING:
    import pandas as pd

    import claimkit as ck

_SET = "claims by hand"
_HALF, _MOST = 0.5, 0.8
_TOKEN = re.compile(r"\w+|[^\w\s]")
_EDGES = "\"“”„‟'‘’`,.;:!?…-–— \t\r\n\u00a0"
_Value = str | None
_OF_CLAIM = ("polarity", "certainty", "about_time", "subject", "predicate", "standalone")
_OF_STATEMENT = ("speaker", "speaker_kind", "quotation", "said_on")
_COLUMNS = (*_OF_CLAIM[:3], "speaker", "voice", *_OF_STATEMENT[1:], *_OF_CLAIM[3:])


@dataclass(frozen=True)
class Found:
    """A claim that was found, with what its statement adds."""

    start: int
    end: int
    text: str
    columns: dict[str, _Value]


@dataclass(frozen=True)
class Reading:
    """An article of the set, what was found in it, and the pairs of both with their overlap."""

    article: Article
    found: tuple[Found, ...]
    pairs: tuple[tuple[Claim, Found, float], ...]


def measure(options: Options) -> list[Row]:
    """Return the figures of the claims; prints what is wrong where `options.errors` asks for it."""
    # pandas is needed here alone; training, which measures all else, does without it.
    import claimkit as ck

    articles = claims_set.read()
    readings = paired(articles, ck.extract(sources(articles)))
    if options.errors:
        print("\n".join(errors(readings)), end="\n\n")
    return rows(readings)


def sources(articles: Sequence[Article]) -> pd.DataFrame:
    """Return the articles as the table that `ck.extract` takes."""
    from benchmarks.quality import articles as tables

    return tables.sources(
        ({"id": each.name, "date": each.published, "text": each.text} for each in articles),
        "claims",
    )


def paired(articles: Sequence[Article], analysis: ck.Analysis) -> list[Reading]:
    """Return each article with the claims found in it, paired with those of the set."""
    from claimkit import tables

    paths = dict(zip(analysis.sources["source_id"], analysis.sources["path"], strict=True))
    said = {each.statement_id: each for each in tables.rows(analysis.statements)}
    by_path: dict[str, list[Found]] = {path: [] for path in paths.values()}
    for each in tables.rows(analysis.claims):
        columns = {name: getattr(each, name) for name in _OF_CLAIM}
        columns["voice"] = "outlet" if each.statement_id is None else "statement"
        statement = said.get(each.statement_id)
        columns |= {name: getattr(statement, name, None) for name in _OF_STATEMENT}
        by_path[paths[each.source_id]].append(Found(each.start, each.end, each.text, columns))
    readings = []
    for article in articles:
        found = tuple(by_path.get(article.name, ()))
        readings.append(Reading(article, found, tuple(_pairs(article, found))))
    return readings


def rows(readings: Sequence[Reading]) -> list[Row]:
    """Return the figures: spans first, then each column on the pairs."""
    pairs = [pair for reading in readings for pair in reading.pairs]
    n_gold = sum(len(reading.article.claims) for reading in readings)
    n_found = sum(len(reading.found) for reading in readings)
    close = sum(overlap >= _MOST for _, _, overlap in pairs)
    same = sum(len(_stripped(reading, 0) & _stripped(reading, 1)) for reading in readings)
    figures = [
        _f1("span, F1", len(pairs), n_found, n_gold),
        _f1("span, four fifths in common, F1", close, n_found, n_gold),
        _f1("span, exact F1", same, n_found, n_gold),
    ]
    values = {name: [_values(name, *pair[:2]) for pair in pairs] for name in _COLUMNS}
    for name in ("polarity", "certainty"):
        figures += [_share(f"{name}, accuracy", values[name]), *_classes(name, values[name])]
    for name in ("about_time", "speaker"):
        known = [(gold, said) for gold, said in values[name] if gold is not None]
        figures += [
            _share(f"{name}, accuracy", values[name]),
            _share(f"{name}, accuracy where there is one ({len(known)})", known),
            _part(f"{name}, wrong", values[name], lambda g, s: s is not None and s != g),
            _part(f"{name}, null but known", values[name], lambda g, s: s is None and g != s),
        ]
    figures.append(_share("statement or outlet, accuracy", values["voice"]))
    for name in ("speaker_kind", "quotation", "said_on"):
        both = [_values(name, *pair[:2]) for pair in pairs if _both_statements(*pair[:2])]
        figures.append(_share(f"{name} of statements, accuracy", both))
    for name in ("subject", "predicate"):
        scores = [_token_f1(gold, said) for gold, said in values[name]]
        figures.append(_row(f"{name}, mean token F1", sum(scores), len(scores)))
    figures.append(_share("standalone, accuracy", values["standalone"]))
    return figures


def errors(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield what is wrong, a line each, its parts with tabs between.

    Article, claim of the set, claim found, column, value of the set, value found. The column
    ``span`` tells claims that were missed, that are too many, and those not exactly the same.
    """
    for reading in readings:
        name, text = reading.article.name, reading.article.text
        matched = {id(each) for gold, said, _ in reading.pairs for each in (gold, said)}
        for gold in reading.article.claims:
            if id(gold) not in matched:
                yield _line(name, text[gold.start : gold.end], "", "span", "missed", "")
        for said in reading.found:
            if id(said) not in matched:
                yield _line(name, "", said.text, "span", "", "too many")
        for gold, said, overlap in reading.pairs:
            both = (name, text[gold.start : gold.end], said.text)
            if _bare(text, gold.start, gold.end) != _bare(text, said.start, said.end):
                yield _line(*both, "span", "", f"{overlap:.2f} in common")
            for column in _COLUMNS:
                wanted, got = _values(column, gold, said)
                # What an outlet says for itself has no columns of a statement to be wrong in.
                told = column not in _OF_STATEMENT[1:] or _both_statements(gold, said)
                if wanted != got and told:
                    yield _line(*both, column, wanted, got)


def _pairs(article: Article, found: Sequence[Found]) -> Iterator[tuple[Claim, Found, float]]:
    """Yield claims and what was found of them, one to one, the best pairs first."""
    tokens = [match.span() for match in _TOKEN.finditer(article.text)]
    golds = [_tokens(tokens, each.start, each.end) for each in article.claims]
    saids = [_tokens(tokens, each.start, each.end) for each in found]
    candidates = []
    for g, gold in enumerate(golds):
        for s, said in enumerate(saids):
            overlap = len(gold & said) / len(gold | said) if gold | said else 0.0
            if overlap >= _HALF:
                candidates.append((-overlap, g, s))
    taken: set[tuple[str, int]] = set()
    for less, g, s in sorted(candidates):
        if not taken & {("gold", g), ("said", s)}:
            taken |= {("gold", g), ("said", s)}
            yield article.claims[g], found[s], -less


def _tokens(tokens: Sequence[Range], start: int, end: int) -> frozenset[int]:
    return frozenset(i for i, token in enumerate(tokens) if token[0] < end and start < token[1])


def _stripped(reading: Reading, which: int) -> set[Range]:
    ranges = (reading.article.claims, reading.found)[which]
    return {_bare(reading.article.text, each.start, each.end) for each in ranges}


def _bare(text: str, start: int, end: int) -> Range:
    """Return a range without the blanks, quotation marks and punctuation at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _values(column: str, gold: Claim, said: Found) -> tuple[_Value, _Value]:
    """Return the value of the set and the value found, both as they are compared."""
    if column == "voice":
        wanted: _Value = "outlet" if gold.statement is None else "statement"
    elif column in _OF_STATEMENT:
        wanted = getattr(gold.statement, column, None)
    else:
        wanted = getattr(gold, column)
    alike = _ALIKE.get(column)
    got = said.columns[column]
    if alike is None:
        return wanted, got
    return wanted and alike(wanted), got and alike(got)


def _both_statements(gold: Claim, said: Found) -> bool:
    return _values("voice", gold, said) == ("statement", "statement")


def _name(value: str) -> str:
    """Return a name without the article before it, for `The Ellay Trust` is no other name."""
    return re.sub(r"^the\s+", "", _plain(value).casefold())


def _plain(value: str) -> str:
    return " ".join(value.replace("’", "'").split())


def _sentence(value: str) -> str:
    """Return a sentence as it is compared: how it begins and ends is a matter of printing."""
    bare = _plain(value).strip(_EDGES)
    return bare[:1].casefold() + bare[1:]


_ALIKE: dict[str, Callable[[str], str]] = {
    "speaker": _name,
    "subject": _plain,
    "predicate": _plain,
    "standalone": _sentence,
}


def _token_f1(gold: _Value, said: _Value) -> float:
    wanted, got = (Counter(_TOKEN.findall(each or "")) for each in (gold, said))
    if not wanted and not got:
        return 1.0
    return 2 * (wanted & got).total() / (wanted.total() + got.total())


def _classes(name: str, values: Sequence[tuple[_Value, _Value]]) -> list[Row]:
    """Return the macro F1 of a column, and the F1 of each value with how often the set has it."""
    counts = Counter(gold for gold, _ in values)
    each = []
    for value, count in counts.most_common():
        both = sum(gold == said == value for gold, said in values)
        n_said = sum(said == value for _, said in values)
        each.append(_f1(f"{name}, {value} ({count}), F1", both, n_said, count))
    return [_row(f"{name}, macro F1", sum(row.value for row in each) / 100, len(each)), *each]


def _share(figure: str, values: Sequence[tuple[_Value, _Value]]) -> Row:
    return _part(figure, values, lambda gold, said: gold == said)


def _part(
    figure: str,
    values: Sequence[tuple[_Value, _Value]],
    holds: Callable[[_Value, _Value], bool],
) -> Row:
    return _row(figure, sum(holds(gold, said) for gold, said in values), len(values))


def _row(figure: str, part: float, whole: int) -> Row:
    return Row("claims", _SET, figure, round(100 * part / whole, 2) if whole else 0.0)


def _f1(figure: str, both: int, n_said: int, n_gold: int) -> Row:
    precision, recall, value = (
        round(100 * part / whole, 2) if whole else 0.0
        for part, whole in ((both, n_said), (both, n_gold), (2 * both, n_said + n_gold))
    )
    return Row("claims", _SET, figure, value, precision, recall)


def _line(*parts: Any) -> str:
    return "\t".join("null" if part is None else str(part) for part in parts)
