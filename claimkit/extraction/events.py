"""The occasion or the place at which something is said, as printed around its cue and its times."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from claimkit.language import Range

OCCASIONS = frozenset(
    "conference briefing speech interview meeting statement hearing debate rally address session "
    "summit call trial testimony ceremony event appearance visit broadcast podcast show letter "
    "post tweet editorial column message report memo email e-mail forum panel lecture talk "
    "sermon inauguration funeral lunch dinner reception debate broadcast program programme "
    "presentation discussion town-hall convention assembly announcement release deposition "
    "op-ed essay article video livestream gathering breakfast tour trip stop vigil".split()
)
PLACES = frozenset(
    "office court courtroom house room hall square church airport parliament palace ministry "
    "embassy headquarters capital chamber school university stadium factory port station hotel "
    "mosque cathedral residence building lawn garden base village town city theatre theater "
    "library museum hospital studio".split()
)
_VERBS = frozenset(("VERB", "AUX"))
_AT = frozenset(("at", "during", "in", "on", "after", "before"))
_IN = frozenset(("in", "at", "outside", "inside", "aboard", "near", "from"))


class Around:
    """What stands around the content of a statement.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.
    content
        The ranges of the content, in code points.
    """

    def __init__(self, doc: Doc, content: Sequence[Range]) -> None:
        self.doc, self.content = doc, content

    def on_cue(self, cue: Span) -> Range | None:
        """Return the occasion, else the place, that hangs on the cue."""
        place: Range | None = None
        for head in cue:
            for child in head.children:
                if not child.dep_.startswith(("obl", "nmod")) or self.holds(child):
                    continue
                case = next((c for c in child.children if c.dep_ == "case"), None)
                if case is None or child.pos_ not in ("NOUN", "PROPN"):
                    continue
                word = child.lemma_.lower()
                first, last = self.phrase(child)
                if word in OCCASIONS and case.lower_ in _AT:
                    return self._range(max(first, case.i + 1), last)
                if (
                    case.lower_ in _IN
                    and place is None
                    and (word in PLACES or child.ent_type_ in ("GPE", "LOC"))
                ):
                    place = self._range(first, last)
        return place

    def of_times(self, times: Sequence[Span]) -> Range | None:
        """Return the occasion that a time is part of: `at his news conference earlier Thursday`."""
        for time in times:
            for above in time.root.ancestors:
                if above.pos_ in _VERBS:
                    break
                if above.lemma_.lower() in OCCASIONS and not self.holds(above):
                    first, last = self.phrase(above)
                    while first < above.i and self.doc[first].dep_ == "case":
                        first += 1
                    return self._range(first, max(last, time.end - 1))
            below = self._below(time)
            if below is not None:
                return below
            beside = self._beside(time)
            if beside is not None:
                return beside
        return None

    def _below(self, time: Span) -> Range | None:
        """Return the occasion that hangs on its time: `said Thursday at a news conference`."""
        for child in time.root.children:
            if child.i < time.end or child.lemma_.lower() not in OCCASIONS:
                continue
            case = next((c for c in child.children if c.dep_ == "case"), None)
            if case is not None and case.lower_ in _AT and not self.holds(child):
                first, last = self.phrase(child)
                return self._range(max(first, case.i + 1), last)
        return None

    def _beside(self, time: Span) -> Range | None:
        """Return the occasion right behind its time, where the parser misses that they are one."""
        for k in range(time.end, min(time.end + 2, len(self.doc))):
            if self.doc[k].pos_ != "NOUN" or self.holds(self.doc[k]):
                return None
            if self.doc[k].lemma_.lower() in OCCASIONS:
                first = time.start
                while first > 0 and self.doc[first - 1].pos_ in ("DET", "PRON", "ADJ"):
                    first -= 1
                return self._range(first, k)
        return None

    def holds(self, token: Token) -> bool:
        """Tell whether a word is part of the content."""
        return any(a <= token.idx < b for a, b in self.content)

    def phrase(self, head: Token) -> tuple[int, int]:
        """Return the first and last token of a noun phrase, up to its clauses and the content."""
        first = min((t.i for t in head.children if t.i < head.i), default=head.i)
        first = min((t.i for c in head.children if c.i < head.i for t in c.subtree), default=first)
        last = head.i
        for child in head.children:
            if child.i > last and child.dep_ in ("nmod", "flat", "compound", "appos", "obl"):
                if child.dep_ == "appos" or self.holds(child):
                    break
                last = max(last, max(t.i for t in child.subtree if not t.is_space))
        return first, last

    def _range(self, first: int, last: int) -> Range:
        span = self.doc[first : last + 1]
        return span.start_char, span.end_char
