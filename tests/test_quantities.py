"""Quantities: what is one, what it says, and what is none; all sentences are invented."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from claimkit.language import annotate, annotate_all
from claimkit.language.quantities import Quantity, units
from claimkit.language.quantities.lexicon import numbers
from claimkit.language.quantities.numbers import number
from claimkit.language.quantities.pieces import pieces
from claimkit.language.tokens import tokenize

# A sentence, and the marked words with the value of each.
SENTENCES = {
    "In May, 412 of them stopped work.": [("412", "412")],
    "About 200 people marched along the quay.": [("About 200", "~200 person")],
    "Twenty-three sailors were rescued on Monday.": [("Twenty-three", "23 sailor")],
    "The port handled two and a half million tonnes of grain.": [
        ("two and a half million tonnes", "2500000 tonne")
    ],
    "The company earned $3.2bn and spent €4.5m on its ships.": [
        ("$3.2bn", "3200000000 USD"),
        ("€4.5m", "4500000 EUR"),
    ],
    "Sales rose by 12 per cent.": [("12 per cent", "12 percent")],
    "Turnout rose from 45 to 52 percent, a gain of seven percentage points.": [
        ("45", "45 percent"),
        ("52 percent", "52 percent"),
        ("seven percentage points", "7 percentage point"),
    ],
    "The bank raised its rate by 25 basis points to 4.25%.": [
        ("25 basis points", "25 basis point"),
        ("4.25%", "4.25 percent"),
    ],
    "Between 20 and 30 firefighters came to the harbour.": [
        ("Between 20 and 30", "20..30 firefighter")
    ],
    "The crossing takes 10-15 minutes.": [("10-15 minutes", "10..15 minute")],
    "At least 40 residents left their homes.": [("At least 40", ">=40 resident")],
    "Up to a dozen dogs were found in the cellar.": [("Up to a dozen", "<=12 dog")],
    "More than 1.2 million people signed the petition.": [
        ("More than 1.2 million", ">1200000 person")
    ],
    "In May 12,000 people marched along the quay.": [("12,000", "12000 person")],
    "Fewer than 300 cars were sold in the region.": [("Fewer than 300", "<300 car")],
    "The bridge cost over $20 million.": [("over $20 million", ">20000000 USD")],
    "No more than 50 guests may enter the hall.": [("No more than 50", "<=50 guest")],
    "A third of the voters stayed at home.": [("A third", "1/3 voter")],
    "Nearly two-thirds of the shops closed.": [("Nearly two-thirds", "~2/3 shop")],
    "One in five nurses left the hospital.": [("One in five", "0.2 nurse")],
    "Half a million people live in the valley.": [("Half a million", "500000 person")],
    "They waited half an hour for the ferry.": [("half an hour", "0.5 hour")],
    "Dozens of farmers blocked the road.": [("Dozens", "~12.. farmer")],
    "Hundreds of thousands of sheep were sold.": [("Hundreds of thousands", "~100000.. sheep")],
    "Several hundred goats crossed the pass.": [("Several hundred", "~200.. goat")],
    "The flood cost the town millions of euros.": [("millions of euros", "~1000000.. EUR")],
    "Oil was sold at $70 a barrel.": [("$70 a barrel", "70 USD/barrel")],
    "The train runs at 80 km/h through the tunnel.": [("80 km/h", "80 kilometre/hour")],
    "The water was 20°C warm.": [("20°C", "20 degree Celsius")],
    "It was 68 degrees Fahrenheit in the cabin.": [
        ("68 degrees Fahrenheit", "68 degree Fahrenheit")
    ],
    "The temperature fell to -5C in the hills.": [("-5C", "-5 degree Celsius")],
    "They dug a 1.5-mile tunnel under the bay.": [("1.5-mile", "1.5 mile")],
    "The warehouse has a 150,000-square-foot roof.": [
        ("150,000-square-foot", "150000 square foot")
    ],
    "The 30-day ceasefire holds.": [("30-day", "30 day")],
    "She won her third term.": [("third", "3rd")],
    "The 21st victim was found in the hold.": [("21st", "21st")],
    "The new mast is twice as tall as the old one.": [("twice", "2 fold")],
    "Output tripled within the year.": [("tripled", "3 fold")],
    "Only half as many boats came back.": [("half", "0.5 fold")],
    "The motion passed by 3 to 1.": [("3 to 1", "3 fold")],
    "He paid 50 cents for the card and 45p for the stamp.": [
        ("50 cents", "0.5 USD"),
        ("45p", "0.45 GBP"),
    ],
    "The loan is worth 1.5 million Swiss francs.": [("1.5 million Swiss francs", "1500000 CHF")],
    "The museum paid C$40 and US$5 million.": [("C$40", "40 CAD"), ("US$5 million", "5000000 USD")],
    "Two or three ships lie in the bay.": [("Two or three", "~2..3 ship")],
    "Rents rose by $1.2 to $1.5 billion in all.": [
        ("$1.2 to $1.5 billion", "1200000000..1500000000 USD")
    ],
    "200 or more guests ate there.": [("200 or more", ">=200 guest")],
    "In all 5m viewers watched the race.": [("5m", "5000000 viewer")],
    "The fire burned 3,500 hectares of forest.": [("3,500 hectares", "3500 hectare")],
    "The plant uses 40 MWh per day.": [("40 MWh per day", "40 megawatt hour/day")],
    "Some 3000 people came to the fair.": [("Some 3000", "~3000 person")],
    "The parties back a two-state solution.": [("two", "2 state")],
    "The crew of an estimated 60 men was saved.": [("an estimated 60", "~60 man")],
    "One of the sailors died.": [("One", "1 sailor")],
}
NONE = [
    "Jana Petrik, 45, runs the mill.",
    "The 45-year-old pilot went home.",
    "People aged 18 to 24 voted for the mayor.",
    "She was born on 12 March 1984.",
    "The fair opened in 2016.",
    "The meeting begins at 10:30 on Thursday.",
    "They lived there in the 1990s.",
    "Call 555-0123 for help.",
    "He waited in Room 101.",
    "The court cited Article 5.",
    "They drove along Route 66.",
    "Harlow won 3-1 against Kelm.",
    "The council voted 52 to 48.",
    "No one knows the cause.",
    "One of the best sailors stayed ashore.",
    "First of all, the pier is safe.",
    "They love one another.",
    "The mayor met the first lady.",
    "Version 4.2.1 is out.",
    "Three years ago he moved to Vessen.",
    "He ordered the F-16s and the B-52.",
]


@pytest.fixture(scope="module")
def docs() -> dict[str, Doc]:
    texts = [*SENTENCES, *NONE]
    return dict(zip(texts, annotate_all(texts, ["2025-03-14"] * len(texts)), strict=True))


def _found(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span._.value) for span in doc.spans["quantities"]]


@pytest.mark.parametrize("text", SENTENCES)
def test_what_a_quantity_says(docs: dict[str, Doc], text: str) -> None:
    assert _found(docs[text]) == SENTENCES[text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_quantity(docs: dict[str, Doc], text: str) -> None:
    assert _found(docs[text]) == []


def test_there_are_sixty_sentences_and_more() -> None:
    assert len(SENTENCES) + len(NONE) > 60


def _only(text: str) -> Quantity:
    doc = annotate(text)
    [span] = doc.spans["quantities"]
    assert span.label_ == span._.quantity.label
    found: Quantity = span._.quantity
    return found


def test_a_range_has_bounds_and_no_value() -> None:
    found = _only("Between 20 and 30 firefighters came to the harbour.")
    assert (found.value, found.low, found.high) == (None, 20, 30)


@pytest.mark.parametrize(
    ("text", "bounds", "comparison"),
    [
        ("At least 40 residents left.", (40, None), "at least"),
        ("Up to 40 residents left.", (None, 40), "at most"),
        ("More than 40 residents left.", (40, None), "more than"),
        ("Fewer than 40 residents left.", (None, 40), "less than"),
        ("Exactly 40 residents left.", (40, 40), None),
    ],
)
def test_a_comparison_opens_one_end(
    text: str, bounds: tuple[int | None, int | None], comparison: str | None
) -> None:
    found = _only(text)
    assert (found.value, found.low, found.high) == (40, *bounds)
    assert found.comparison == comparison


def test_what_is_measured_stands_beside_the_unit() -> None:
    found = _only("They sold 3,000 barrels of oil.")
    assert (found.label, found.unit, found.of) == ("MEASURE", "barrel", "oil")


def test_a_part_is_exact() -> None:
    assert _only("A third of the voters stayed at home.").value == Fraction(1, 3)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("nineteen", "19"),
        ("forty-two", "42"),
        ("two hundred and five", "205"),
        ("three thousand four hundred", "3400"),
        ("one hundred thousand", "100000"),
        ("a hundred", "100"),
        ("half a dozen", "6"),
        ("three-quarters", "3/4"),
        ("2½", "5/2"),
        ("5 ½", "11/2"),
        ("1,234,567.5", "2469135/2"),
        ("4.5 trillion", "4500000000000"),
        ("40k", "40000"),
        ("twelve and a half", "25/2"),
        ("one and three-quarters", "7/4"),
        ("1 1/2", "3/2"),
    ],
)
def test_numbers_in_words_and_digits(written: str, value: str) -> None:
    doc = tokenize(written)
    read = number(pieces(doc, 0, len(doc)), 0)
    assert read is not None
    assert (read.value, read.end) == (Fraction(value), len(pieces(doc, 0, len(doc))))


@pytest.mark.parametrize(
    ("value", "unit", "per", "base"),
    [
        (1, "mile", None, (1609.344, "m")),
        (36, "kilometre", "hour", (10.0, "m/s")),
        (20, "degree Celsius", None, (293.15, "K")),
        (2, "square kilometre", None, (2e6, "m**2")),
        (1, "kilowatt hour", None, (3.6e6, "kg*m**2/s**2")),
        (1, "day", None, (86400.0, "s")),
        (50, "basis point", None, (0.005, "")),
        (12, "percent", None, (0.12, "")),
        (5, "USD", None, None),
        (5, "peso", None, None),
        (3, "degree", None, None),
    ],
)
def test_values_in_si_units(
    value: int, unit: str, per: str | None, base: tuple[float, str] | None
) -> None:
    assert units.base(Fraction(value), unit, per) == base


def test_a_known_unit_converts_or_says_that_it_does_not() -> None:
    for name, unit in units.known().items():
        base = units.base(Fraction(1), unit.name, unit.per)
        assert base is None or base[0] > 0, name


def test_reading_a_text_does_not_load_the_library_of_units() -> None:
    code = (
        "import sys; from claimkit.language import annotate; "
        "assert len(annotate('It is 5 km away.').spans['quantities']) == 1; "
        "sys.exit('pint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=120).returncode == 0


def test_a_table_is_read_from_text() -> None:
    assert numbers("a=1e3; b=1/2") == {"a": 1000, "b": Fraction(1, 2)}


_PIECES = st.sampled_from(
    "5 1,000 $ £ % - – to and or about half a third of twenty three million dozen hundred km/h °C "
    "people 3-1 10–15 3.2bn $5-$10 2½ 9/11 1990s the between from one no . ( ) \n per day second "
    "first least at more than not 00 .5 1/0 0/0 ４２ ٣ ²".split(" ")
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_any_text_gives_spans_in_order_without_overlaps(words: list[str]) -> None:
    doc = annotate(" ".join(words))
    spans = list(doc.spans["quantities"])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        assert span._.value == span._.quantity.text
        assert span._.quantity.value is not None or span._.quantity.low is not None
