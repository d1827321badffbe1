"""Forms of the verbs that report speech, for the first extractor.

The trained attribution head replaces this list; nothing outside `claimkit.extraction` may use it.
"""

from __future__ import annotations

# Verbs that take a clause: what follows them is content, quoted or not.
_CLAUSE = """acknowledge add admit agree allege announce answer argue ask assert assure believe
boast caution claim clarify comment concede conclude confirm contend counter declare deny disclose
doubt emphasise emphasize estimate expect explain hint hope indicate inform insist maintain mention
note observe pledge point predict promise propose protest reaffirm recall reiterate remark remind
repeat reply report respond reveal say signal state stress suggest tell testify think threaten tweet
underline urge vow warn wonder write""".split()
# Verbs that are cues only where a quotation follows: "called it “a disgrace”".
_QUOTE = """accuse applaud blast brand call criticise criticize cite denounce describe dismiss dub
hail label laud praise read slam term welcome""".split()
_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"),
    "write": ("writes", "wrote", "written", "writing"),
    "read": ("reads", "reading"),
}
# A participle of these rarely reports: "was expected", "so called", "stated aim".
PASSIVE_AUXILIARIES = frozenset(("is", "are", "was", "were", "be", "been", "being", "get", "got"))


def _forms(lemma: str) -> tuple[str, ...]:
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    double = lemma in {"admit", "dub"}
    stem = lemma + lemma[-1] if double else lemma
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x")) else f"{lemma}s"
    return third, f"{stem}ed", f"{stem}ing"


CLAUSE_CUES = {form: lemma for lemma in _CLAUSE for form in (lemma, *_forms(lemma))}
QUOTE_CUES = {form: lemma for lemma in _QUOTE for form in (lemma, *_forms(lemma))}
