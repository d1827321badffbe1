"""Pairs made for the pair encoder: what is written otherwise, and what is changed."""

import random
import sys
from pathlib import Path

import claimkit as ck

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.pairs import forms, made


def test_a_person_is_written_in_other_forms_and_stays_the_same() -> None:
    rng = random.Random(1)
    assert forms.forms("Voss", rng) == ["Voss"]
    ways = forms.forms("Elin Voss", rng)
    assert {"Elin Voss", "Voss", "Elin Voss Jr."} < set(ways)
    assert all("Voss" in way for way in ways)


def test_what_is_written_otherwise_is_no_contradiction_and_another_person_is_one() -> None:
    doc = ck.annotate("I will not sign the deal. The lawyer Elin Voss met Bo Lind on Monday.")
    pools = made.Pools({"PERSON": ["Elin Voss", "Dag Moe"]})
    found = {
        (reason, label)
        for seed in range(20)
        for sentence in doc.sents
        for maker in forms.MAKERS
        for _, _, label, reason in maker(sentence, pools, random.Random(seed))
    }
    same = {reason for reason, label in found if label == "entailment"}
    against = {reason for reason, label in found if label == "contradiction"}
    assert {"voice", "name form", "other words"} <= same
    assert {"other voice", "other name"} <= against
    assert not same & against
