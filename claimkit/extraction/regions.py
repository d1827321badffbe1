"""Whose words are whose: the contents, cues and sources of statements, a mark for each token."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claimkit.extraction import modality
from claimkit.extraction.statements import Statement
from claimkit.extraction.syntax import Syntax
from claimkit.language import Range
from claimkit.language.quotations import paragraphs

OUTLET = -1
_DATELINE_ROLE = 2
_CUE_ROLE = 1
QUOTES = frozenset('“”„‟«»"‘’`')
_EDGES = frozenset(("PUNCT", "SPACE", "SYM"))
_OPENING = {"'": ("‘", "'"), "”": ("“",)}
_BRACKETS = {"(": ")", "[": "]"}
_LEADING = frozenset(
    ("that", "whether", "if", "because", "as", "since", "although", "though", "while")
)
# `MOSCOW - `, `PORT ELLERY, Feb. 6 — `: no part of what is claimed.
_DATELINE = re.compile(
    r"^[ \t]*[^\n—–]{0,40}?[A-Z]{3,}[^\n—–a-z]{0,30}[^\n—–]{0,30}? [—–-]+ +(?=\S)", re.MULTILINE
)
_HEAD = 1_000  # code points in which a dateline stands: behind the headline and the byline
_ENDS = frozenset(".!?…:”\"’')]")


class Regions:
    """Marks each token with the innermost statement that it is content of, and with its role.

    Parameters
    ----------
    syntax
        The trees.
    statements
        The statements.
    kept
        Those that hold a clause: the others (`demanded a survey`) are the outlet's words.
    """

    def __init__(
        self, syntax: Syntax, statements: Sequence[Statement], kept: Sequence[int]
    ) -> None:
        doc = syntax.doc
        self.syntax = syntax
        self.text: str = doc.text
        self.owner = [OUTLET] * len(doc)
        self._role = [0] * len(doc)
        self._sources: dict[int, int] = {}  # a word of a cue -> where its source begins
        pieces = [(piece, i) for i in kept for piece in statements[i].said.content]
        for piece, i in sorted(pieces, key=lambda each: each[0][0] - each[0][1]):
            for token in range(*self.tokens(piece)):
                self.owner[token] = i
        for i in kept:
            cue = statements[i].said.cue
            source = statements[i].said.source
            for token in range(*self.tokens(cue)) if cue else ():
                self._role[token] = _CUE_ROLE
                if source:
                    self._sources[token] = self.tokens(source)[0]
        for dateline in _DATELINE.finditer(self.text[:_HEAD]):
            for token in range(*self.tokens(dateline.span())):
                self._role[token] = _DATELINE_ROLE
        self._times = sorted((span.start, span.end) for span in doc.spans["times"])
        quoted = [piece for quotation in doc._.quotations for piece in quotation.pieces]
        self._pieces = sorted(quoted)
        self._opened: dict[int, int] = dict(quoted)
        self._closed: dict[int, int] = {end: start for start, end in quoted}
        self._paragraphs = list(paragraphs(self.text))
        self._breaks = [start for start, _ in self._paragraphs]

    def tokens(self, place: Range) -> tuple[int, int]:
        """Return the tokens, half-open, that begin in a range of code points."""
        starts = self.syntax.start
        return bisect_left(starts, place[0]), bisect_left(starts, place[1])

    def is_cue(self, token: int) -> bool:
        """Tell whether a word belongs to the cue of a statement."""
        return self._role[token] == _CUE_ROLE

    def is_dateline(self, token: int) -> bool:
        """Tell whether a word belongs to a dateline."""
        return self._role[token] == _DATELINE_ROLE

    def is_apart(self, token: int) -> bool:
        """Tell whether a word belongs to a cue or a dateline."""
        return self._role[token] != 0

    def source_of(self, token: int) -> int | None:
        """Return where the source of a cue begins."""
        return self._sources.get(token)

    def is_same(self, token: int, head: int) -> bool:
        """Tell whether a word may be in the claim of a head: one voice, and no cue."""
        return self.owner[token] == self.owner[head] and not self._role[token]

    def is_time(self, token: int) -> bool:
        """Tell whether a word lies in a time expression."""
        at = bisect_right(self._times, (token, len(self.owner))) - 1
        return at >= 0 and token < self._times[at][1]

    def is_heading(self, token: int) -> bool:
        """Tell whether a word stands in a line of text that does not end as a sentence does."""
        char = self.syntax.start[token]
        start, end = self._paragraphs[max(bisect_right(self._breaks, char) - 1, 0)]
        line = self.text[start:end].rstrip()
        if line[-1:] in _ENDS:
            return False
        # Behind the last full stop of a paragraph without one stands a credit or a label.
        last = max(line.rfind(mark) for mark in (". ", "! ", "? ", "” "))
        return last < 0 or char > start + last

    def trimmed(self, start: int, end: int, head: int) -> tuple[int, int]:
        """Return a range of tokens without what joins it to others, and without outer marks."""
        before = None
        while before != (start, end) and start < end:
            before = start, end
            start += self._is_edge_before(start, end, head)
            if start < end:
                end -= self._is_edge_behind(start, end)
        return start, end

    def closed(self, start: int, end: int, gap: str = ".,;:!? ") -> int:
        """Return the end of a range, behind the mark that closes a quotation which begins in it."""
        syntax = self.syntax
        for i in range(start, end):
            closes = self._opened.get(syntax.start[i]) if is_mark(syntax.word[i]) else None
            if closes is None or closes <= syntax.end[end - 1]:
                continue
            between = self.text[syntax.end[end - 1] : closes]
            if all(char in QUOTES or char in gap + "'" for char in between):
                end = bisect_left(syntax.start, closes)
        return end

    def balanced(self, start: int, end: int) -> tuple[int, int]:
        """Return a range of tokens without half of a pair of marks at its edges."""
        end = self.closed(start, end, ".,;")
        syntax = self.syntax
        opens, last = syntax.word[start], syntax.word[end - 1]
        closes = self._opened.get(syntax.start[start]) if is_mark(opens) else None
        if end - start > 1 and closes is not None and closes > syntax.end[end - 1]:
            start += 1
        elif end - start > 1 and is_mark(last) and syntax.end[end - 1] in self._closed:
            end -= self._closed[syntax.end[end - 1]] < syntax.start[start]
        for opening, closing in _BRACKETS.items():
            inner = syntax.word[start:end]
            if end - start > 1 and inner[-1] == closing and opening not in inner:
                end -= 1
            elif end - start > 1 and inner[0] == opening and closing not in inner:
                start += 1
        return start, end

    def titled(self, start: int, end: int) -> int:
        """Return where a phrase ends that begins within quotation marks, if they close in it.

        `“The Salt Carriers”, 47 inches wide`: behind a comma stands what is told of it.
        """
        syntax = self.syntax
        opening = syntax.start[start - 1] if start else -1
        closes = self._opened.get(opening) if start and is_mark(syntax.word[start - 1]) else None
        if closes is None or closes >= syntax.end[end - 1]:
            return end
        at = bisect_left(syntax.start, closes)
        return at if at < end and syntax.word[at] == "," else end

    def spoken(self, start: int, end: int, head: int) -> int:
        """Return where a clause of a quoted sentence ends, at the latest: where the marks close.

        Only where the quotation ends as sentences do, and begins before the clause or with it.
        """
        syntax = self.syntax
        at = bisect_right(self._pieces, (syntax.start[head], len(self.text))) - 1
        if self.owner[head] == OUTLET or at < 0:
            return end
        opens, closes = self._pieces[at]
        if not opens <= syntax.start[start] or not syntax.start[head] < closes:
            return end
        ends = self.text[opens:closes].rstrip("”\"'’»")[-1:] in (".", ",", "!", "?", "…")
        return min(end, bisect_left(syntax.start, closes)) if ends else end

    def _is_edge_before(self, i: int, end: int, head: int) -> bool:
        syntax = self.syntax
        word: str = syntax.word[i]
        if syntax.dep[i] == "cc" and word in ("and", "but", "or", "so", "yet", "&"):
            return True
        if syntax.dep[i] == "mark" and word in _LEADING and syntax.head[i] == head:
            # `As he spoke, Lind took …`, read as of took: a clause stands between
            subject = syntax.subject(head)
            between = range(i + 1, head if subject is None else min(syntax.phrase(subject), head))
            apart = any(syntax.is_predicate(k) or syntax.word[k] == "," for k in between)
            own = word != "while" or self.owner[head] != OUTLET
            return word == "that" or (own and not apart)
        if syntax.dep[i] == "mark" and word == "that":
            return True
        if word == "so" and syntax.pos[i] in ("ADV", "CCONJ", "SCONJ"):
            # `So the pier was shut`, but not `So many came` and `So far`
            following = syntax.pos[i + 1] if i + 1 < end else ""
            return following in ("DET", "PRON", "PROPN", "NOUN", "PUNCT") and i < head - 1
        if word in ("whether", "if") and i > 0 and self.is_cue(i - 1):
            return self._asks(i - 1)
        if syntax.pos[i] not in _EDGES and word not in QUOTES:
            return False
        if word[0] in _BRACKETS:
            return _BRACKETS[word[0]] not in syntax.word[i + 1 : end]
        closes = self._opened.get(syntax.start[i]) if is_mark(word) else None
        if closes is not None:
            # A quotation that ends within the range keeps its mark, unless it is all of it.
            return bool(closes >= syntax.end[end - 1])
        return bool(syntax.pos[i] != "SYM")

    def _asks(self, cue: int) -> bool:
        """Tell a cue behind which `if` opens what is asked, and no condition."""
        syntax = self.syntax
        start = cue
        while start > 0 and self.is_cue(start - 1):
            start -= 1
        lemmas = syntax.lemma[start : cue + 1]
        return any(lemma in modality.ASKED or lemma in modality.WITHHOLDING for lemma in lemmas)

    def _is_edge_behind(self, start: int, end: int) -> bool:
        syntax, i = self.syntax, end - 1
        word = syntax.word[i]
        if syntax.pos[i] in ("CCONJ", "SCONJ") and word not in ("so", "not"):
            return True
        if syntax.pos[i] not in _EDGES and word not in QUOTES:
            return False
        if word in (")", "]"):
            opening = "(" if word == ")" else "["
            return opening not in syntax.word[start:i]
        if syntax.end[i] in self._closed:
            return not syntax.start[start] < self._closed[syntax.end[i]]
        openings = _OPENING.get(word, ())  # marks within marks
        if any(mark in openings for mark in syntax.word[start:i]):
            return False
        return syntax.pos[i] != "SYM" and word != "%"


def is_mark(word: str) -> bool:
    """Tell whether a word is a quotation mark."""
    return word[0] in QUOTES or word == "''"
