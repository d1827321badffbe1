"""Who speaks: the source of each statement as the fullest name that the article gives to it.

Coreference says for whom a written source stands; turn of speech adds who speaks where no source
is printed. Where neither tells, the name is null.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from claimkit.extraction.statements import Statement
from claimkit.language import Range
from claimkit.language.coreference import Coreference, Mention
from claimkit.language.coreference.lexicon import is_title
from claimkit.language.coreference.mandates import joint_name
from claimkit.language.quotations import paragraphs

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
# Clauses whose subject is that of the clause above: `…, adding that`, `and said`.
_CONTROLLED = frozenset(("advcl", "acl", "xcomp", "conj", "parataxis"))
_SEVERAL = frozenset(
    "some many several others most few both all two three four none neither".split()
)
_PART = frozenset("some many several most few all both".split())
_ONE = frozenset("one another someone somebody anyone anybody nobody everyone everybody".split())
_KINDS = {"place": "organization"}


@dataclass(frozen=True)
class Speaker:
    """Who says a statement.

    Attributes
    ----------
    name
        The fullest name printed; of several who say it together all their names; null where the
        article gives none, or where it is open.
    kind
        ``person``, ``organization`` (a place that speaks is its government), ``group`` (several,
        named or not), ``unnamed`` (one without a name), or null.
    mention
        The phrase in the text that is the source; null where none is printed.
    """

    name: str | None = None
    kind: str | None = None
    mention: Mention | None = None


class Speakers:
    """The speakers of the statements of a document.

    Parameters
    ----------
    doc
        What :func:`claimkit.annotate` gave.
    statements
        Its statements, as :func:`claimkit.extraction.statements.statements` gives them.
    coreference
        The entities of the document, where they are known already.

    Examples
    --------
    >>> from claimkit.extraction.statements import statements
    >>> from claimkit.language import annotate
    >>> doc = annotate("Mayor Elin Voss met Bo Lind. “The pier is safe,” the mayor said.")
    >>> Speakers(doc, statements(doc)).of(0).name
    'Elin Voss'

    References
    ----------
    Muzny, Fang, Chang and Jurafsky, "A two-stage sieve approach for quote attribution", EACL 2017.
    """

    def __init__(
        self, doc: Doc, statements: Sequence[Statement], coreference: Coreference | None = None
    ) -> None:
        self.coreference = coreference or Coreference(doc)
        self._doc = doc
        self._text = doc.text
        self._statements = statements
        self._paragraphs = list(paragraphs(self._text))
        self._starts = [start for start, _ in self._paragraphs]
        self._speakers: list[Speaker] = []
        for i in range(len(statements)):
            self._speakers.append(self._speaker(i))

    def of(self, i: int) -> Speaker:
        """Return the speaker of a statement, by its place among the statements."""
        return self._speakers[i]

    def _speaker(self, i: int) -> Speaker:
        said = self._statements[i].said
        if said.source:
            turn = said.cue is None and self._text[said.source[1] : said.source[1] + 1] == ":"
            return self._turn(said.source) if turn else self._written(said.source)
        if said.cue:
            return self._controlled(said.cue)
        return self._continued(i)

    def _written(self, source: Range) -> Speaker:
        mention = self.coreference.at(*source)
        if mention is None:
            return Speaker(kind=self._indefinite(source))
        others = self._others(mention, source)
        if others:
            return Speaker(self._joint([mention.head, *others]), "group", mention)
        if self._some(mention, source):
            return Speaker(None, "group", mention)
        return _as_speaker(mention)

    def _joint(self, heads: Sequence[int]) -> str | None:
        """Return the names of several who say something together, where each has one."""
        names: list[str | None] = []
        for head in heads:
            mention = self.coreference.headed(head)
            if mention is None or mention.form != "name" or mention.entity.name is None:
                return None
            names.append(mention.entity.name)
        return joint_name(names)

    def _turn(self, label: Range) -> Speaker:
        """Return who the label of a transcript's turn names: `VOSS`, `ADA VOSS (chair)`."""
        speaker = self._written(label)
        told = self.coreference.dialogue.labelled(label[0]) if speaker.name is None else None
        if told is not None and told.name:
            return Speaker(told.name, "person", speaker.mention)
        written = self._text[slice(*label)].split("(")[0].strip()
        # An abbreviation has no vowel or few letters, and a label such as Q or A names nobody.
        if len(written) < 2 or (speaker.name is None and not written[:1].isupper()):
            return Speaker(None, "person", speaker.mention)
        name = speaker.name
        if name is None and speaker.kind is None:
            name = written
        if name and name.isupper() and len(name) > 4 and speaker.kind in ("person", None):
            name = name.title()
        return Speaker(name, speaker.kind, speaker.mention)

    def _controlled(self, cue: Range) -> Speaker:
        """Return the subject that a cue without source shares with the clause above it."""
        span = self._doc.char_span(*cue, alignment_mode="expand")
        if span is None:
            return Speaker()
        verb: Token = span.root
        if verb.pos_ != "VERB" or any(child.dep_ in _SUBJECTS for child in verb.children):
            return Speaker()
        asked = not verb.lower_.endswith("ing") and verb.dep_ != "conj"
        if verb.dep_ not in _CONTROLLED or asked:
            return Speaker()
        above = verb.head
        for _ in range(3):
            subject = next((c for c in above.children if c.dep_ in _SUBJECTS), None)
            if subject is not None:
                start, end = subject.idx, subject.idx + len(subject)
                mention = self.coreference.at(start, end)
                if mention is None or mention.entity.person is not True:
                    return Speaker()
                found = _as_speaker(mention)
                return Speaker(found.name, found.kind)
            if above.dep_ not in _CONTROLLED:
                break
            above = above.head
        return Speaker()

    def _continued(self, i: int) -> Speaker:
        """Return the speaker before, of a quotation that is a paragraph of its own or goes on."""
        statement = self._statements[i]
        if i == 0 or statement.quotation != "direct":
            return Speaker()
        label = self._label(statement.said.content[0])
        if label:
            return self._turn(label)
        before = self._statements[i - 1]
        here = self._paragraph(statement.said.content[0][0])
        there = self._paragraph(before.said.content[-1][1] - 1)
        speaker = self._speakers[i - 1]
        start, end = self._paragraphs[here]
        first, last = statement.said.content[0][0], statement.said.content[-1][1]
        alone = not self._text[start:first].strip(' “"') and not self._text[last:end].strip(' ”"')
        near = here == there or (here == there + 1 and alone)
        if not near or (before.quotation == "indirect" and here != there):
            return Speaker()
        return Speaker(speaker.name, speaker.kind)

    def _label(self, content: Range) -> Range | None:
        """Return the label with which a quoted turn begins: `“VOSS: No.`."""
        at = self._at_word(content[0])
        words = [token for token in self._doc[at : at + 5] if token.idx < content[1]]
        words = words[1:] if words and words[0].is_quote else words
        end = next((i for i, token in enumerate(words) if token.text == ":"), 0)
        if not end or not all(token.text[:1].isupper() for token in words[:end]):
            return None
        return words[0].idx, words[end - 1].idx + len(words[end - 1])

    def _at_word(self, char: int) -> int:
        return bisect_left(self.coreference.syntax.start, char)

    def _paragraph(self, char: int) -> int:
        return max(0, bisect_right(self._starts, char) - 1)

    def _some(self, mention: Mention, source: Range) -> bool:
        """Tell some of those named, who have no name: `nearly all Kelmish Senators`."""
        first, syntax = self._at_word(source[0]), self.coreference.syntax
        before = range(first, min(first + 2, mention.head))
        return any(syntax.lower[i] in _PART and syntax.pos[i] != "PROPN" for i in before)

    def _others(self, mention: Mention, source: Range) -> list[int]:
        """Return the heads of those who are coordinated with the first of a source."""
        first, last = self._at_word(source[0]), self._at_word(source[1])
        syntax = self.coreference.syntax
        # What is told about one behind the phrase is one's own: `Voss, who is a founder and owner`.
        clause = (i for i in range(mention.head + 1, last) if syntax.pos[i] in ("VERB", "AUX"))
        return [
            i
            for i in range(first, next(clause, last))
            if syntax.dep[i] == "conj"
            and syntax.pos[i] in ("NOUN", "PROPN", "PRON")
            and (syntax.head[i] == mention.head or not first <= syntax.head[i] < last)
            and i != mention.head
            and not (mention.name and self._role(i))
        ]

    def _role(self, i: int) -> bool:
        """Tell a further title of one person: `Ana Ruiz, president and founder of the firm`."""
        syntax = self.coreference.syntax
        bare = not any(syntax.dep[c] in ("det", "nmod:poss") for c in syntax.children[i])
        known = self.coreference.headed(i)
        return bare and is_title(syntax.words[i]) and (known is None or known.label is None)

    def _indefinite(self, source: Range) -> str | None:
        """Return the kind of a source that is no noun: `some`, `another`, `many of them`."""
        span = self._doc.char_span(*source, alignment_mode="expand")
        word = span.root.lower_ if span is not None else ""
        return "group" if word in _SEVERAL else "unnamed" if word in _ONE else None


def _as_speaker(mention: Mention) -> Speaker:
    entity = mention.entity
    kind = _KINDS.get(entity.kind or "", entity.kind)
    if entity.name is None and kind is None and entity.person:
        kind = "group" if entity.plural else "unnamed"
    return Speaker(entity.name, kind, mention)
