"""The wire service or other outlet that a document credits, as it is printed.

Credits stand where print puts them: in the dateline, in or below the byline, in the last lines.
Only these lines are read, each as words and marks, against the forms of
:mod:`claimkit.crosscheck.credit_forms`. A reporter's name is no credit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimkit.crosscheck.credit_forms import FORMS, Token, slots, tokens, unnamed_service

_HEAD, _TAIL = 8, 10  # lines that are not empty
_LONGEST = 400  # letters read at either end of a line: a paragraph may be one line
_BYLINE = 90
_DATELINE = 12  # tokens before the bracket

# What a name of an organisation has and a person's has not; an ending counts as well.
_ORGANISATION = frozenset(
    "agence agency agencies associated broadcasting bulletin chronicle company corporation courier "
    "daily echo examiner gazette group herald independent international journal ledger magazine "
    "media mirror monitor network networks news newsfeed newspaper newspapers newsroom newswire "
    "observer post press publishing radio record register report review service services standard "
    "star sun syndicate telegraph television times tribune tv wire wires world".split()
)
_ENDINGS = ("wire", "press", "news", "presse", "media", ".com", ".org", ".net")
_JOINING = frozenset({"&", "of", "for", "de", "du", "der", "des", "la"})
_ROLES = frozenset(
    "chief columnist contributor correspondent desk editor reporter reporters senior writer "
    "writers bureau producer special".split()
)
_STAFF = frozenset({"staff"})
# In brackets or after a dash as a credit is, and none.
_NO_NAMES = frozenset(
    "all ends end more update updated corrected correction advertisement photo photos picture "
    "image images file video graphic caption getty author by page see editing editor jr sr "
    "phd md published posted share print email contact subscribe january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec he she it they we i you this that there monday tuesday wednesday thursday "
    "friday saturday sunday today yesterday".split()
)
_DASHES = frozenset({"—", "–", "-", "--"})
_OPENING = {"(": ")", "[": "]", "/": "/"}
_SENTENCE_END = frozenset(".!?;:”\"'’»)]}([{*_") | _DASHES
# What may follow a name that is the whole of a form: "published by Northwire on 4 March".
_AFTER = frozenset("all and as at here in is on under via with ©".split())
# Words of a service's name that it is also called without.
_GENERIC = frozenset("agency agencies limited ltd inc news newswire newswires plc service services "
                     "staff the wire".split())  # fmt: skip


@dataclass(frozen=True)
class Credit:
    """A credit as printed.

    Attributes
    ----------
    name
        The service or outlet, without its article.
    whole
        Whether all the text is said to be theirs, and not only that they helped.
    own_too
        Whether printed by its own outlet it tells a wire service's own report: in a dateline or in
        brackets at the end, but not in a line of copyright or a byline.
    """

    name: str
    whole: bool
    own_too: bool


def same_outlet(one: str | None, other: str | None) -> bool:
    """Return whether two names are of one outlet: written out, short, or as initials.

    Examples
    --------
    >>> same_outlet("Corvus", "Corvus News Agency"), same_outlet("AP", "The Associated Press")
    (True, True)
    >>> same_outlet("Coast Herald", "Coast Gazette"), same_outlet(None, "Coast Gazette")
    (False, False)
    """
    if not one or not other:
        return False
    first, second = _plain(one), _plain(other)
    if first == second or set(first) - _GENERIC == set(second) - _GENERIC != set():
        return True
    return _initials(first) == "".join(second) or _initials(second) == "".join(first)


def _plain(name: str) -> list[str]:
    words = [word for token in tokens(name) if token.is_word for word in token.word.split("-")]
    words = [word.replace(".", "") for word in words]
    return words[1:] if words[:1] == ["the"] and len(words) > 1 else words


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def credits(text: str, author: str | None = None, outlets: Iterable[str] = ()) -> list[Credit]:
    r"""Return what a document credits, the strongest first.

    Parameters
    ----------
    text
        The document.
    author
        Its byline where that stands apart from the text.
    outlets
        Outlets known to be ones, so that a name of two plain words is not taken for a person's.

    Returns
    -------
    list of Credit
        Credits for all the text before those for help with it, else in the order of the text.

    Examples
    --------
    >>> [c.name for c in credits("The pier is shut.\n\nWith files from Northwire and Ada Roe")]
    ['Northwire']
    """
    known = frozenset(" ".join(_plain(outlet)) for outlet in outlets)
    lines = [line.strip() for line in _edges(text)]
    found: list[Credit] = []
    for i, line in enumerate(lines[:_HEAD]):
        found += _dateline(tokens(line[:_LONGEST]), known)
        found += _byline(line, lines[i - 1] if i else "", known)
    if author:
        found += [c for c in _byline(f"By {author}", "", known) if _is_organisation(c.name, known)]
    for i, line in enumerate(lines):
        if i < _HEAD or i >= len(lines) - _TAIL:
            found += _sentences(line, known)
    for line in lines[-_TAIL:]:
        found += _marked_end(line, known, last=line is lines[-1])
    found = list(dict.fromkeys(found))
    return sorted(found, key=lambda credit: not credit.whole)


def credit(text: str) -> str | None:
    r"""Return the wire service that a document credits, as printed, or None.

    Examples
    --------
    >>> credit("PORT ELLERY (Northwire) — The channel reopened.")
    'Northwire'
    >>> credit("By Ada Roe\n\nThe channel reopened.") is None
    True
    """
    found = credits(text)
    return found[0].name if found else None


def _edges(text: str) -> list[str]:
    """The first and the last lines that are not empty; cheap for a text of any length."""
    if len(text) > 60 * _LONGEST:
        # A line of a hundred thousand letters is a paragraph, of which the ends are enough.
        text = text[: 20 * _LONGEST] + "\n" + text[-20 * _LONGEST :]
    lines = [line for line in text.splitlines() if line.strip()]
    return lines if len(lines) <= _HEAD + _TAIL else lines[:_HEAD] + lines[-_TAIL:]


def _dateline(line: list[Token], known: frozenset[str]) -> Iterator[Credit]:
    """`PORT ELLERY, March 4 (Northwire) —`: a name in brackets before a dash, nothing in prose."""
    for i, token in enumerate(line[:_DATELINE]):
        closing = _OPENING.get(token.text)
        if closing and all(_in_dateline(each) for each in line[:i]):
            end = next((j for j in range(i + 1, len(line)) if line[j].text == closing), None)
            if end is None:
                return
            name = _whole_name(line[i + 1 : end], known)
            after = line[end + 1 : end + 2]
            dash = after and after[0].text in _DASHES
            # "KELM (Northwire)The pier": pages lose the dash.
            joined = after and after[0].start == line[end].end and after[0].text[0].isupper()
            if name and (dash or (joined and i > 0)):
                yield Credit(name, whole=True, own_too=True)
            return


def _in_dateline(token: Token) -> bool:
    return token.text in ",./-" or token.text[0].isupper() or token.text[0].isdigit() or (
        token.word in _JOINING | {"al", "on", "upon", "el"}
    )  # fmt: skip


def _byline(line: str, before: str, known: frozenset[str]) -> Iterator[Credit]:
    """`By Ada Roe, Northwire`, and a service alone on its line, or below a byline."""
    if len(line) > _BYLINE:
        return
    words = tokens(line)
    by = bool(words) and words[0].word == "by"
    service = None if by else unnamed_service(words)
    if service:
        start, end = service
        yield Credit(line[words[start].start : words[end - 1].end], whole=True, own_too=False)
        return
    names = words[1:] if by else words
    if not names or not all(_in_list_of_names(token) for token in names):
        return
    below = before.casefold().startswith("by ") and len(before) <= _BYLINE
    for item in _items(names):
        name = _credited(item, known, people=True)
        if name is None or (not by and not _is_organisation(name, known)):
            continue
        # A headline is a line of capitalised words too; a service alone is short, or below "By …".
        if by or below or _is_service(name):
            yield Credit(name, whole=True, own_too=False)


def _in_list_of_names(token: Token) -> bool:
    return token.text[0].isupper() or token.text in ",&.|/•·’'-–—" or token.word in (
        _JOINING | _ROLES | _STAFF | {"and", "in", "the", "at", "from"}
    )  # fmt: skip


def _sentences(line: str, known: frozenset[str]) -> Iterator[Credit]:
    """The forms of :mod:`credit_forms`, which begin where a sentence does."""
    for part in {line[:_LONGEST]: None, line[-_LONGEST:]: None}:
        words = tokens(part)
        for at in range(len(words)):
            if at and words[at - 1].text not in _SENTENCE_END:
                continue
            for form in FORMS:
                yield from (
                    Credit(name, form.whole, own_too=False)
                    for start, end in slots(form, words, at)
                    for name in _in_slot(words, start, end, known, people=form.people)
                )


def _in_slot(
    words: list[Token], start: int, end: int | None, known: frozenset[str], *, people: bool
) -> Iterator[str]:
    known_end = end is not None
    if end is None:
        # To the end of the sentence; what only names may stand in has to end there.
        end = start
        while end < len(words) and words[end].text not in {".", ";", ")", "]", "("}:
            end += 1
    if not people:
        length = _name_length(words[start:end])
        rest = words[start + length : end]
        if rest and rest[0].word not in _AFTER and rest[0].text not in {"|", "—", "–", "-"}:
            return
        name = _credited(words[start : start + length], known, people=False)
        if name:
            yield name
        return
    if not all(_in_list_of_names(token) for token in words[start:end]) and known_end:
        return
    service = unnamed_service(words[start:end])
    if service:
        yield _printed(words[start + service[0] : start + service[1]])
        return
    for item in _items(words[start:end]):
        name = _credited(item, known, people=True)
        if name:
            yield name


def _marked_end(line: str, known: frozenset[str], *, last: bool) -> Iterator[Credit]:
    """`(Northwire)`, `[Northwire]` or `– dpa` at the end: alone on a line, or after the last."""
    words = tokens(line[-_LONGEST:])
    if len(words) < 2:
        return
    opening = next((i for i in range(len(words) - 1, -1, -1) if words[i].text in "(["), None)
    if opening is not None and _OPENING[words[opening].text] == words[-1].text:
        ends = last and words[opening - 1].text in _SENTENCE_END
        name = _whole_name(words[opening + 1 : -1], known)
        if name and (opening == 0 or ends):
            yield Credit(name, whole=True, own_too=True)
    dash = next((i for i in range(len(words) - 1, -1, -1) if words[i].text in _DASHES), None)
    if dash is not None and len(words) - dash <= 5:
        ends = last and dash > 0 and words[dash - 1].text in _SENTENCE_END
        named = words[dash + 1 :]
        name = _whole_name(named, known, lower=len(named) == 1)
        if name and (dash == 0 or ends):
            yield Credit(name, whole=True, own_too=True)


def _whole_name(words: list[Token], known: frozenset[str], *, lower: bool = False) -> str | None:
    """The service that words name where they name it and nothing else."""
    marks = [token for token in words if not token.is_word and token.text not in "&.-’'"]
    if not words or len(words) > 6 or marks:
        return None
    lower = lower and len(words[0].text) <= 12
    if not lower and _name_length(words) != len(words):
        return None
    return _credited(words, known, people=False)


def _name_length(words: list[Token]) -> int:
    """How many words from the first on are one name."""
    length = 0
    for i, token in enumerate(words):
        after = words[i + 1].text[:1] if i + 1 < len(words) else ""
        joins = token.word in _JOINING and (after.isupper() or after in {"&"}) and length
        article = i == 0 and token.word == "the"
        rights = token.word == "all" and i + 1 < len(words) and words[i + 1].word == "rights"
        capital = token.is_word and not token.text.islower() and not rights
        # Services that write themselves in small letters are short: dpa.
        small = len(words) == 1 and token.text.isalpha() and len(token.text) <= 4
        staff = token.word in _STAFF and length
        if not (capital or joins or article or small or staff):
            break
        length = i + 1
    return length


def _items(words: list[Token]) -> Iterator[list[Token]]:
    """The names of a list; `Ada Roe of Northwire` and `Northwire’s Ada Roe` give both."""
    item: list[Token] = []
    for i, token in enumerate(words):
        possessive = token.text in "’'" and i + 1 < len(words)
        apart = token.word in {"and", "in", "at", "from", "of", "for"} or token.text in ",|/•·—–-"
        # "Voice of Kelm" is one name, "Ada Roe of Northwire" two.
        if token.word in {"of", "for"} and _is_organisation(_printed(item), frozenset()):
            apart = False
        if possessive or apart:
            yield item
            item = []
            if token.word in {"in", "at"}:
                item = [token]  # the place goes with its preposition
        elif token.text.casefold().endswith(("’s", "'s")):
            yield [*item, Token(token.text[:-2], token.start, token.end - 2)]
            item = []
        else:
            item.append(token)
    yield item


def _credited(item: list[Token], known: frozenset[str], *, people: bool) -> str | None:
    """The name of the service in one item, or None where it is a person, a place or no name."""
    item = item[1:] if item and item[0].word == "the" and len(item) > 1 else item
    article = bool(item) and not people
    if not item or item[0].word in {"in", "at"} or not any(token.is_word for token in item):
        return None
    staff = item[-1].word in _STAFF
    roles = any(token.word in _ROLES for token in item)
    item = [token for token in item if token.word not in _STAFF | _ROLES]
    words = [token.word for token in item if token.is_word]
    if not words or _NO_NAMES & set(words):
        return None
    name = _printed(item)
    if len(name) < 2 or (not name[0].isalnum()) or any(c in name for c in "/|@"):
        return None
    if words[0].isdigit():
        return None
    if people and not staff and not _is_organisation(name, known):
        single = len(words) == 1 and name[0].isupper() and not roles
        return name if single else None
    return name if article or people or staff else None


def _printed(words: list[Token]) -> str:
    """The words as they are printed, but for the width of gaps."""
    parts = []
    for before, token in zip([None, *words], words, strict=False):
        parts.append(" " if before is not None and token.start > before.end else "")
        parts.append(token.text)
    return "".join(parts)


def _is_organisation(name: str, known: frozenset[str]) -> bool:
    words = _plain(name)
    if " ".join(words) in known or any(word in _ORGANISATION for word in words):
        return True
    short = len(words) == 1 and name.replace(".", "").isupper() and 2 <= len(words[0]) <= 5
    return short or words[-1].endswith(_ENDINGS) or "&" in name if words else False


def _is_service(name: str) -> bool:
    """Whether a line of its own is surely a service and no headline: `Northwire News Service`."""
    words = _plain(name)
    wire = words[-1] in {"agency", "service", "press", "newswire", "wire"}
    return len(words) <= 4 and (wire or (len(words) == 1 and words[0].endswith(_ENDINGS)))
