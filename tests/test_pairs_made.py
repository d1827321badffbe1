"""Pairs made for the pair encoder: what is written otherwise, and what is changed."""

import random
import sys
from pathlib import Path

import claimkit as ck

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.pairs import forms, made, written


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


def test_the_pairs_of_a_written_group_have_the_labels_that_follow() -> None:
    group = {
        "base": "The pier is shut.",
        "same": ["They have closed the pier."],
        "more": "The pier has been shut since Monday.",
        "less": "Something is shut.",
        "against": [{"text": "Visitors stroll on the open pier.", "kind": "opposite"}],
        "beside": [{"text": "The pier was shut in 1990, too.", "kind": "period"}],
        "maybe": "The pier may be shut.",
    }
    labels = {(one, other): label for one, other, label, _ in written.pairs(group)}
    base, more, maybe = group["base"], group["more"], group["maybe"]
    assert labels[more, base] == labels[base, maybe] == "entailment"
    assert labels[base, more] == labels[maybe, base] == "neutral"
    open_pier, before = group["against"][0]["text"], group["beside"][0]["text"]
    assert {labels[open_pier, more], labels[base, open_pier]} == {"contradiction"}
    assert labels[before, base] == "neutral"
    # What is against a part of it, or against what may be, is not known.
    assert (open_pier, group["less"]) not in labels
    assert (open_pier, maybe) not in labels


def test_every_written_group_is_whole_and_none_is_in_both_parts() -> None:
    kept, aside = written.groups(held_out=False), written.groups(held_out=True)
    assert len(kept) + len(aside) > 1_500
    assert len(aside) == -(-(len(kept) + len(aside)) // written.TENTH)
    bases = [group["base"] for group in (*kept, *aside)]
    assert len(set(bases)) == len(bases)
    for group in (*kept, *aside):
        told = written.parts(group)
        assert len(told["same"]) >= 2
        assert told["against"]
        assert told["beside"]
