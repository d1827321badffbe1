"""The words of numbers, and what each stands for."""

from __future__ import annotations

import re
from fractions import Fraction


def table(text: str) -> dict[str, str]:
    """Return a table that is written as text.

    Examples
    --------
    >>> table("km=kilometre; sq mi=square mile")
    {'km': 'kilometre', 'sq mi': 'square mile'}
    """
    pairs = (line.partition("=") for line in re.split(r";\s*", text.strip()))
    return {key: value for key, _, value in pairs}


def numbers(text: str) -> dict[str, Fraction]:
    """Return a table of numbers that is written as text.

    Examples
    --------
    >>> numbers("dozen=12; half=1/2")
    {'dozen': Fraction(12, 1), 'half': Fraction(1, 2)}
    """
    return {key: Fraction(value) for key, value in table(text).items()}


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: Fraction(i) for i, word in enumerate(_SMALL)} | {
    word: Fraction(10 * i) for i, word in enumerate(TENS, 2)
}
MAGNITUDES = numbers(
    """
    dozen=12; hundred=1e2; thousand=1e3; lakh=1e5; million=1e6; crore=1e7; billion=1e9;
    trillion=1e12; quadrillion=1e15
    """
)
# Written behind digits: `3.2bn`, `40k`, `5 mn`.
SUFFIXES = numbers("k=1e3; mn=1e6; mln=1e6; mio=1e6; bn=1e9; bln=1e9; tn=1e12; trn=1e12; tln=1e12")
# Of these letters a currency before the number makes a magnitude; else they may be units.
MONEY_SUFFIXES = numbers("m=1e6; mm=1e6; b=1e9; t=1e12")
# Plurals without a number before them say the order of magnitude only.
INDEFINITE = {f"{word}s": value for word, value in MAGNITUDES.items()} | {
    "tens": Fraction(10),
    "scores": Fraction(20),
}
ORDINALS = {
    **numbers("first=1; second=2; third=3; fifth=5; eighth=8; ninth=9; twelfth=12"),
    **{f"{_SMALL[i]}th": Fraction(i) for i in (4, 6, 7, 10, 11, *range(13, 20))},
    **{f"{word[:-1]}ieth": Fraction(10 * i) for i, word in enumerate(TENS, 2)},
    **numbers("hundredth=1e2; thousandth=1e3; millionth=1e6; billionth=1e9"),
}
PARTS = (
    {word: value for word, value in ORDINALS.items() if value > 2}
    | {f"{word}s": value for word, value in ORDINALS.items() if value > 2}
    | {"half": Fraction(2), "halves": Fraction(2), "quarter": Fraction(4), "quarters": Fraction(4)}
)
VULGAR = numbers(
    "½=1/2; ⅓=1/3; ⅔=2/3; ¼=1/4; ¾=3/4; ⅕=1/5; ⅖=2/5; ⅗=3/5; ⅘=4/5; ⅙=1/6; ⅚=5/6; ⅛=1/8; ⅜=3/8; "
    "⅝=5/8; ⅞=7/8"
)
DASHES = frozenset("-–—−‐‑")
SIGNS = frozenset(("minus", "negative"))  # before digits
# Words of multiplication, each with its factor.
MULTIPLES = {
    **numbers("twice=2; thrice=3; hundredfold=100"),
    **{f"{word}fold": Fraction(i) for i, word in enumerate(_SMALL) if i > 1},
}
# What a verb does to a number, by its forms: a lemma may be misread.
MULTIPLYING = numbers("double=2; triple=3; treble=3; quadruple=4; quintuple=5; halve=1/2")
MULTIPLYING |= {
    form: factor
    for verb, factor in MULTIPLYING.items()
    for form in (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
}
LIKE = frozenset(
    (*WORDS, *MAGNITUDES, *INDEFINITE, *ORDINALS, *PARTS, *MULTIPLES, *MULTIPLYING, "couple")
)
