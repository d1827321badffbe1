"""Numbers that are no quantities: dates, ages, names, identifiers, scores, and idioms."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claimkit.language.quantities.lexicon import DASHES
from claimkit.language.quantities.units import TIME

# A number behind one of these, or behind a name, tells things apart and counts nothing.
_NUMBERED = frozenset(
    "no nos no. nos. number numbers # № room flight article articles chapter section sections "
    "page pages p. pp. paragraph verse line route highway interstate bus train gate platform pier "
    "channel unit apartment apt suite floor terminal act title amendment resolution bill "
    "proposition measure question item step stage phase level tier type category class grade "
    "volume vol issue version model episode season part day week year game round figure table "
    "appendix exhibit count case district precinct ward zone area block lot box building door "
    "track lane exit mile psalm order directive protocol clause rule form schedule group rank "
    "size ch. sec. art. fig. telephone phone tel fax extension ext code zip postcode id".split()
)
_AGES = frozenset("age aged ages turned turning turns".split())
_PEOPLE = frozenset(
    "person people man woman child adult youth voter anyone everyone somebody someone those kid "
    "minor teenager student resident patient worker citizen american".split()
)
_AGO = frozenset("ago earlier later hence previously afterwards".split())
_EMERGENCY = frozenset(("911", "999", "112"))  # telephone numbers
# "one" in these is a pronoun or part of an idiom.
_ONE_BEFORE = frozenset(
    "no any some every each this that the which another other only next last first my your his her "
    "its our their such".split()
)
_ONE_AFTER = frozenset("another 's ’s".split())
_SUPERLATIVE = frozenset("most least best worst main leading top key only major chief".split())
# Hyphenated with a number, these make words that count nothing.
_COMPOUNDS = frozenset(
    "eyed armed legged liners responder responders party parties caliber calibre time way sided "
    "side hand handed off on liner half rate guess size sum tolerance up down in to track fold "
    "minded stop".split()
)
_IDIOMS = frozenset(
    "one point,first lady,first ladies,first family,first responder,first responders,"
    "first name,first names,first aid,first class,first hand,third party,third parties,"
    "second hand,second nature,second thoughts,second thought,third world,first world,"
    "first person,zero tolerance,one thing,one way,one time,one day,first things,first of,"
    "first time,first half,second half,first degree,second degree,first instance,"
    "second amendment,first amendment,first step,one side,one hand,one reason".split(",")
)
_CLOCK = frozenset("a.m. p.m. am pm a.m p.m o'clock o’clock".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan. "
    "feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
_LONGEST = 7  # digits without a comma
_MOST_YEARS = 120


class Context:
    """What the rest of a document says about its numbers.

    Parameters
    ----------
    doc
        With trees, entities and ``spans["times"]``.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._times = {
            i: time for time in doc.spans.get("times", ()) for i in range(time.start, time.end)
        }
        self._ents = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}

    def is_date(self, start: int, end: int, unit: str | None) -> bool:
        """Tell whether a number belongs to a time expression that is no length of time."""
        if unit is None and self.doc[end : end + 1].text.lower() in _CLOCK:
            return True
        time = self._times.get(start) or self._times.get(end - 1)
        if time is None:
            return unit is None and end - start == 1 and self._is_day_of_month(start)
        if unit in TIME:
            # How long ago is a point in time, whatever its label.
            behind = self.doc[end : end + 1]
            if len(behind) and behind[0].lower_ in _AGO:
                return True
            if time.label_ == "DATE":
                return any(token.lower_ in _AGO for token in time)
            # "ten minutes past noon" is no length either
            is_clock = time.label_ == "TIME" and ":" in (time._.value or "")
            return is_clock or bool(time.label_ == "SET")
        if time.label_ == "DURATION":
            # "$5 million a year" may be marked as a whole.
            return unit is None and any(token.lemma_.lower() in TIME for token in time)
        return unit is None or unit in ("degree",)

    def is_year_in_date(self, i: int) -> bool:
        """Tell whether a token is four digits within a date."""
        time = self._times.get(i)
        return time is not None and time.label_ == "DATE" and self.doc[i].shape_ == "dddd"

    def _is_day_of_month(self, i: int) -> bool:
        """Tell whether a month stands beside a number, where no time expression was found."""
        around = (*self.doc[max(0, i - 1) : i], *self.doc[i + 1 : i + 2])
        is_month = any(
            # A number behind a month that is a time without it is no day: "In May 300 left".
            token.lower_ in _MONTHS
            and token.pos_ == "PROPN"
            and (token.i > i or token.i not in self._times)
            for token in around
        )
        text = self.doc[i].text
        return is_month and text[:1].isdecimal() and "," not in text

    def is_name(self, start: int, end: int) -> bool:
        """Tell whether a number belongs to a name: Flight 370, Channel 4, the Big Three."""
        ent = self._ents.get(start)
        if ent is None:
            return False
        token = self.doc[end - 1]
        # "Two State Department aides said": a name that has taken the number before it
        taken = ent.start == start and token.dep_ == "nummod" and token.head.pos_ == "NOUN"
        return not taken and not (ent.start >= start and ent.end <= end)

    def is_numbered(self, start: int) -> bool:
        """Tell whether a number tells one thing from others of its kind: Article 5, Room 101."""
        if start == 0:
            return False
        before, token = self.doc[start - 1], self.doc[start]
        low = before.lower_
        if low in ("#", "№", "number") or (
            low in DASHES
            and not before.whitespace_
            and start > 1
            and not self.doc[start - 2].whitespace_
            and self.doc[start - 2].is_alpha
        ):
            return True
        if low == "." and start > 1 and self.doc[start - 2].lower_ in ("no", "nos", "art", "sec"):
            return True
        if low in ("and", ",", "-", "–", "to", "or", "through") and start > 2:
            other, named = self.doc[start - 2], self.doc[start - 3]
            return bool(
                other.like_num and named.lower_ in _NUMBERED and named.pos_ in ("NOUN", "PROPN")
            )
        if before.pos_ not in ("NOUN", "PROPN", "ADJ", "SYM", "DET", "X"):
            return False
        if low in _NUMBERED and before.pos_ != "ADJ":
            return token.head.i <= start or token.head.pos_ not in ("NOUN", "PROPN", "SYM")
        # A number that hangs on the name before it.
        return bool(
            before.pos_ == "PROPN"
            and token.pos_ in ("NUM", "PROPN")
            and token.head.i < start
            and token.dep_
            in (
                "nummod",
                "compound",
                "flat",
                "appos",
                "nmod",
                "dep",
                "nmod:npmod",
                "nmod:unmarked",
                "nmod:desc",
            )
        )

    def is_identifier(self, token: Token) -> bool:
        """Tell whether digits are written as no number is: 0590854950, 007, 20250314."""
        text = token.text
        return text.isdecimal() and ((len(text) > 1 and text[0] == "0") or len(text) > _LONGEST)

    def is_age(self, start: int, end: int, unit: str | None, lone: bool) -> bool:
        """Tell whether a number is an age: aged 45, 45-year-old, "Ruiz, 45,"."""
        doc = self.doc
        if unit in ("year", "month", "week", "day"):
            behind = [token.lower_ for token in doc[end : end + 3] if token.text not in DASHES]
            if behind[:1] in (["old"], ["olds"]) or behind[:2] == ["of", "age"]:
                return True
        if doc[start].text in _EMERGENCY and lone:
            return True
        before = [token.lower_ for token in doc[max(0, start - 3) : start]]
        if before and before[-1] in _AGES and (lone or unit == "year"):
            return True
        if not lone:
            return False
        if any(word in _AGES for word in before) and before[-1] in (
            *(
                "of",
                "and",
                "to",
                "or",
                "about",
                "between",
                "under",
                "over",
                "than",
                "-",
                "–",
                "only",
                ",",
            ),
        ):
            return True
        token = doc[start]
        if self._is_of_somebody(token):
            return True
        if token.head.lower_ in _PEOPLE or token.head.lemma_ in _PEOPLE:
            return token.head.i < start and any(
                child.lower_ in ("over", "under", "above", "below") for child in token.children
            )
        return self._is_in_commas(start, end)

    def _is_of_somebody(self, token: Token) -> bool:
        """Tell whether a number is said of a person: "I was eighteen", "Ruiz is 45"."""
        if not any(child.dep_ == "cop" for child in token.children):
            return False
        subjects = [child for child in token.children if child.dep_ == "nsubj"]
        return any(s.lower_ in ("i", "he", "she") or s.ent_type_ == "PERSON" for s in subjects)

    def _is_in_commas(self, start: int, end: int) -> bool:
        doc = self.doc
        begin = start - (start > 2 and doc[start - 1].lower_ in ("now", "then", "only", "about"))
        if begin < 2 or end >= len(doc):
            return False
        opening, closing = doc[begin - 1].text, doc[end].text
        if (opening, closing) not in ((",", ","), (",", "."), ("(", ")"), (",", ";"), (",", "—")):
            return False
        name = doc[begin - 2]
        is_person = name.ent_type_ == "PERSON" or name.pos_ == "PROPN" or name.dep_ == "appos"
        return is_person and doc[start].text.isdecimal() and int(doc[start].text) <= _MOST_YEARS

    def is_enumerator(self, start: int, end: int) -> bool:
        """Tell whether a number begins an item of a list, or stands alone in brackets."""
        doc = self.doc
        if end >= len(doc):
            return False
        at_line = start == 0 or "\n" in doc[start - 1].text or doc[start].is_sent_start
        if at_line and doc[start].is_digit and end - start == 1:
            if doc[end].text in (".", ")", ":"):
                return end + 1 < len(doc)
            # "3  Ada Voss": a name, or a gap as wide as in a table
            if doc[end].ent_type_ == "PERSON" or doc[end].pos_ == "PROPN" or doc[end].is_space:
                return True
        before = doc[start - 1] if start else None
        # "(2)", and "1)" in a running text
        return doc[end].text in (")", "]") and (
            before is None or before.is_punct or before.is_space or before.text in ("and", "(")
        )

    def is_one_else(self, token: Token) -> bool:
        """Tell whether "one" is a pronoun, or belongs to an idiom."""
        doc, i = self.doc, token.i
        before = doc[i - 1].lower_ if i else ""
        after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
        if token.pos_ != "NUM" or after in _ONE_AFTER:
            return True
        partitive = after == "of" and before in ("only", "just", "but")
        if before in _ONE_BEFORE and token.dep_ != "nummod" and not partitive:
            return True
        if after == "of":
            noun = i + 2
            while noun < len(doc) and doc[noun].pos_ in (
                "DET",
                "PRON",
                "ADJ",
                "ADV",
                "NUM",
                "VERB",
            ):
                noun += 1
            between = doc[i + 2 : noun]
            if noun >= len(doc) or doc[noun].pos_ not in ("NOUN", "PROPN"):
                return True
            return any(
                word.lower_ in _SUPERLATIVE or (word.lower_.endswith("est") and word.pos_ == "ADJ")
                for word in between
            )
        # "one" without a noun stands for what was named before.
        return token.dep_ not in ("nummod", "compound") and after not in (
            "-",
            "in",
            "or",
            "to",
            "%",
        )

    def is_idiom(self, start: int, end: int) -> bool:
        """Tell whether a number and the word behind it are an idiom: first lady, one thing."""
        doc = self.doc
        if end >= len(doc):
            return False
        if doc[end].text in DASHES and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
            return end + 1 < len(doc) and doc[end + 1].lower_ in _COMPOUNDS
        return f"{doc[end - 1].lower_} {doc[end].lower_}" in _IDIOMS
