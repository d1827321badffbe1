"""Who said what: quotations and "X said that …" over spaCy's blank pipeline.

This first extractor reads cues from a list and sources from the words beside them; the trained
attribution head replaces it behind the same call, :func:`attributions`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Doc, Span

from claimkit.extraction import written_sources
from claimkit.extraction.cues import CLAUSE_CUES, PASSIVE_AUXILIARIES, QUOTE_CUES
from claimkit.language.quotations import Quotation, paragraphs
from claimkit.language.quoted import QuotedText

Range = tuple[int, int]

_FILLERS = frozenset("reporters journalists lawmakers him her them us me viewers".split())
_ADDRESSING = frozenset("assure inform promise remind tell warn".split())
_ADJUNCT_STARTS = frozenset("during in on at to after before earlier later last this from".split())
_TURN = re.compile(r"(?P<speaker>[A-Z][\w.’'&/ -]{1,60}?(?: \([^)\n]{1,60}\))?):[ \t]+(?=\S)")
_OCCASION = re.compile(r" (?:at|in|during|on) [\w’' -]{3,60}$")
_FEWEST_WORDS = 3  # a clause with fewer is content only where it is quoted
_LONG_QUOTATION = 5  # words; a shorter one without a cue marks a term, not a statement


@dataclass(frozen=True)
class Attribution:
    """Somebody said something; every range is half-open, in code points of the text."""

    content: tuple[Range, ...]
    cue: Range | None = None
    lemma: str | None = None
    source: Range | None = None
    quotation: str = "indirect"


def attributions(doc: Doc) -> list[Attribution]:
    """Return the attributions of a document, in the order of their content.

    Parameters
    ----------
    doc
        What :func:`claimkit.language.annotate` made.

    Examples
    --------
    >>> from claimkit.language import annotate
    >>> text = "Ana Ruiz said the pier is safe. “It is not,” Bo Lind told reporters."
    >>> [(text[a.source[0]:a.source[1]], a.lemma, text[a.content[0][0]:a.content[0][1]])
    ...  for a in attributions(annotate(text))]
    [('Ana Ruiz', 'say', 'the pier is safe'), ('Bo Lind', 'tell', '“It is not,”')]
    """
    turns = list(_turns(doc.text))
    if _is_transcript(doc.text, turns):
        return turns
    quoted = QuotedText.of(doc)
    found: list[Attribution] = []
    for sentence in doc.sents:
        found += _in_sentence(doc, quoted, sentence)
    found = _continued(quoted, doc._.quotations, _one_a_content(found))
    return sorted(found, key=lambda a: (a.content, a.cue or (0, 0)))


def _turns(text: str) -> Iterator[Attribution]:
    """Yield the turns of a transcript: paragraphs that begin with `NAME:`."""
    turn: Attribution | None = None
    for start, end in paragraphs(text):
        match = _TURN.match(text, start, end)
        if match:
            if turn:
                yield turn
            turn = Attribution(((match.end(), end),), source=match.span("speaker"))
            turn = replace(turn, quotation="direct")
        elif turn and text[start] not in "[(":
            turn = replace(turn, content=(*turn.content, (start, end)))
    if turn:
        yield turn


def _is_transcript(text: str, turns: list[Attribution]) -> bool:
    """Tell turns of speakers from a few paragraphs of an article that begin with `Update:`."""
    labels = Counter(text[slice(*turn.source)] for turn in turns if turn.source)
    if len(labels) < 2:
        return False
    share = len(turns) / sum(1 for _ in paragraphs(text))
    # Where speakers come back, long turns may run over several paragraphs.
    return share > 0.5 or (share > 0.25 and max(labels.values()) > 1)


def _in_sentence(doc: Doc, quoted: QuotedText, sentence: Span) -> Iterator[Attribution]:
    cues = [i for i in range(sentence.start, sentence.end) if _is_cue(doc, quoted, i)]
    previous: Range | None = None
    first = sentence.start
    for cue, stop in zip(cues, _stops(doc, cues, sentence.end), strict=True):
        source = _source(doc, quoted, cue, first, sentence.end, previous)
        first = cue + 1
        if source is None:
            continue
        attribution = _with_content(doc, quoted, cue, source, sentence.start, stop)
        if attribution is None:
            continue
        previous = attribution.source
        yield attribution


def _stops(doc: Doc, cues: list[int], stop: int) -> list[int]:
    """For each cue, where its clause ends: before the next clause beside it, else at `stop`."""
    stops = []
    for cue in reversed(cues):
        stops.append(stop)
        clause_end = _clause_end(doc, cue)
        stop = clause_end if clause_end < cue else stop
    return stops[::-1]


def _is_cue(doc: Doc, quoted: QuotedText, i: int) -> bool:
    token = doc[i]
    if token.lower_ == "according":
        return i + 2 < len(doc) and doc[i + 1].lower_ == "to" and quoted.at(token.idx) is None
    if token.lower_ not in CLAUSE_CUES and token.lower_ not in QUOTE_CUES:
        return False
    if i and doc[i - 1].lower_ in PASSIVE_AUXILIARIES | {"not", "n’t", "n't", "to"}:
        return False
    return quoted.at(token.idx) is None


def _source(
    doc: Doc, quoted: QuotedText, cue: int, first: int, end: int, previous: Range | None
) -> Range | None:
    """The source's code points: before the cue, after it, or that of the cue before."""
    if doc[cue].lower_ == "according":
        tokens = written_sources.after(doc, cue + 1, end)
    elif _quotation_before(quoted, doc[cue].idx, fewest=1):
        tokens = written_sources.after(doc, cue, end)
    elif _shares_source(doc, cue):
        return previous
    else:
        while first < cue and quoted.at(doc[first].idx) is not None:
            first += 1
        tokens = written_sources.before(doc, cue, first)
    if tokens is None:
        return None
    return doc[tokens[0]].idx, doc[tokens[1] - 1].idx + len(doc[tokens[1] - 1])


def _shares_source(doc: Doc, cue: int) -> bool:
    """`…, saying` and `… and added`: the source is that of the cue before."""
    if doc[cue].lower_ == "according":
        return False
    joined = cue > 0 and doc[cue - 1].lower_ in {"and", "but", "then"}
    return joined or doc[cue].lower_.endswith("ing")


def _clause_end(doc: Doc, cue: int) -> int:
    """Return where the clause before a cue's clause ends; the cue where its clause lies inside.

    `…, saying` and `…, and X said` begin clauses beside the content before them; `what he calls`
    lies in it.
    """
    if doc[cue].lower_.endswith("ing"):
        return cue - 1 if doc[cue - 1].text == "," else cue
    i = cue - 1
    while i > max(cue - 8, 0) and doc[i].text not in {",", ";", "“", "”", '"'}:
        if doc[i].lower_ in {"and", "but"}:
            return i - 1 if doc[i - 1].text == "," else i
        i -= 1
    return cue


def _with_content(
    doc: Doc, quoted: QuotedText, cue: int, source: Range, first: int, stop: int
) -> Attribution | None:
    token = doc[cue]
    if token.lower_ == "according":
        cue_end, lemma = doc[cue + 1].idx + len(doc[cue + 1]), "according to"
    else:
        cue_end = token.idx + len(token)
        lemma = CLAUSE_CUES.get(token.lower_) or QUOTE_CUES[token.lower_]
    found = Attribution((), (token.idx, cue_end), lemma, source)
    leading = None
    if not _shares_source(doc, cue):  # else what stands before is the content of the cue before
        clause = min(source[0], token.idx)
        before = _quotation_before(quoted, clause, fewest=_LONG_QUOTATION)
        if before:
            return replace(found, content=before.pieces, quotation="direct")
        leading = _leading_content(doc, quoted, cue, clause, first)
    begin = _content_start(doc, quoted, cue, stop, source)
    content = None if lemma == "according to" else _trimmed(doc, quoted, begin, stop)
    addressed = lemma == "tell" and doc[begin - 1].lower_ != "that"  # `…, she told the board`
    if leading and (content is None or addressed):
        content = leading
    elif leading and content and quoted.text[source[1] : content[0]].rstrip().endswith(","):
        # `The work starts Monday, she said, and will take nine weeks.`
        kind = "mixed" if quoted.overlapping(leading[0], content[1]) else "indirect"
        return replace(found, content=(leading, content), quotation=kind)
    if content is None:
        return None
    content = _without_occasion(quoted, content)
    inside = quoted.overlapping(*content)
    if token.lower_ in QUOTE_CUES and not inside:
        return None
    whole = [q for q in inside if q.start == content[0] and q.end >= content[1] - 1]
    if whole:
        return replace(found, content=whole[0].pieces, quotation="direct")
    return replace(found, content=(content,), quotation="mixed" if inside else "indirect")


def _without_occasion(quoted: QuotedText, content: Range) -> Range:
    """`he has “reservations” at his news conference Thursday`: the occasion is the saying's."""
    inside = quoted.overlapping(*content)
    rest = quoted.text[inside[-1].end : content[1]] if inside else ""
    if not _OCCASION.match(rest):
        return content
    dated = any(quoted.is_time(char) for char in range(inside[-1].end, content[1]))
    return (content[0], inside[-1].end) if dated else content


def _quotation_before(quoted: QuotedText, char: int, fewest: int) -> Quotation | None:
    """The quotation that ends right before a clause: `“…,” the president said`."""
    end = char
    while end and quoted.text[end - 1] in " \n\t,":
        end -= 1
    quotation = quoted.ending_at(end)
    if quotation is None:
        return None
    words = len(quoted.text[quotation.start : quotation.end].split())
    return quotation if words >= fewest or _ends_with(quoted, quotation, ",?!") else None


def _ends_with(quoted: QuotedText, quotation: Quotation, marks: str) -> bool:
    """Tell whether one of the marks stands right before the closing quotation mark."""
    inner = quoted.text[quotation.start : quotation.end].rstrip("“”»\"’'")
    return inner[-1:] != "" and inner[-1] in marks


def _content_start(doc: Doc, quoted: QuotedText, cue: int, stop: int, source: Range) -> int:
    """Skip from a cue to its content: `told reporters Thursday that`, `said in a statement:`."""
    begin = cue + 1
    while begin < stop and source[0] <= doc[begin].idx < source[1]:
        begin += 1
    addressed = begin < stop and doc[begin].lower_ in _FILLERS
    while begin < stop and doc[begin].lower_ in _FILLERS:
        begin += 1
    if begin < stop and doc[begin].lower_ in _ADJUNCT_STARTS:
        return _after_adjunct(doc, quoted, begin, stop)
    if not addressed and CLAUSE_CUES.get(doc[cue].lower_) in _ADDRESSING:
        for i in range(begin, min(stop, begin + 6)):  # `told the harbour board that …`
            if doc[i].lower_ == "that":
                return i + 1
            if not doc[i].is_alpha or quoted.at(doc[i].idx):
                break
    while begin < stop and quoted.is_time(doc[begin].idx):
        begin += 1
    if begin < stop and doc[begin].text in {",", ":"}:
        begin += 1
    return begin + 1 if begin < stop and doc[begin].lower_ == "that" else begin


def _after_adjunct(doc: Doc, quoted: QuotedText, begin: int, stop: int) -> int:
    """`said during his Thursday news conference that …`, `said on Tuesday the port …`."""
    day = stop
    for i in range(begin, min(stop, begin + 16)):
        if doc[i].lower_ == "that" or doc[i].text in {":", ","}:
            return i + 1
        if quoted.at(doc[i].idx):
            return i
        if quoted.is_time(doc[i].idx):
            day = min(day, i + 1)
    return day


def _trimmed(doc: Doc, quoted: QuotedText, begin: int, stop: int) -> Range | None:
    """Code points of the tokens [begin, stop) without the final mark; None where no clause is."""
    while stop > begin and (doc[stop - 1].is_space or doc[stop - 1].text in {".", ",", ";"}):
        stop -= 1
    while begin < stop and (doc[begin].is_space or doc[begin].text == ","):
        begin += 1
    words = (i for i in range(begin, stop) if doc[i].is_alpha or doc[i].like_num)
    n_words = len(list(islice(words, _FEWEST_WORDS)))
    if n_words < _FEWEST_WORDS and not (
        n_words and quoted.overlapping(doc[begin].idx, doc[stop - 1].idx + 1)
    ):
        return None
    return doc[begin].idx, doc[stop - 1].idx + len(doc[stop - 1])


def _leading_content(
    doc: Doc, quoted: QuotedText, cue: int, clause: int, first: int
) -> Range | None:
    """`The pier is safe, she said.`: the content stands before the clause."""
    last = cue - 1
    while last > first and (doc[last].idx >= clause or doc[last].is_space):
        last -= 1
    return _trimmed(doc, quoted, first, last) if last > first and doc[last].text == "," else None


def _one_a_content(found: list[Attribution]) -> list[Attribution]:
    """Of attributions with the same content keep the first."""
    best: dict[tuple[Range, ...], Attribution] = {}
    for attribution in found:
        best.setdefault(attribution.content, attribution)
    return list(best.values())


def _continued(
    quoted: QuotedText, quotations: Sequence[Quotation], found: list[Attribution]
) -> list[Attribution]:
    """Give quotations without a cue to the statement they continue, else to nobody.

    “…,” she said. “…” is one statement as long as the paragraph lasts.
    """
    taken = sorted((start, end, i) for i, a in enumerate(found) for start, end in a.content)
    breaks = [start for start, _ in paragraphs(quoted.text)]
    contents = [list(attribution.content) for attribution in found]
    unowned: list[Attribution] = []
    at = 0
    speaking: int | None = None
    reached = covered = 0  # the last direct content, and how far any content goes
    for quotation in quotations:
        while at < len(taken) and taken[at][0] < quotation.end:
            covered = max(covered, taken[at][1])
            if found[taken[at][2]].quotation == "direct":
                speaking, reached = taken[at][2], taken[at][1]
            at += 1
        words = len(quoted.text[quotation.start : quotation.end].split())
        whole = _ends_with(quoted, quotation, ".!?")  # “Nine.”, and no term like “leverage”
        if covered > quotation.start or not (whole or words >= _LONG_QUOTATION):
            continue
        same = bisect_right(breaks, quotation.start) == bisect_right(breaks, reached - 1)
        if speaking is not None and same:
            contents[speaking] += quotation.pieces
            reached = quotation.end
        elif words >= _LONG_QUOTATION:
            unowned.append(Attribution(quotation.pieces, quotation="direct"))
            speaking = None
    continued = [replace(a, content=tuple(c)) for a, c in zip(found, contents, strict=True)]
    return continued + unowned
