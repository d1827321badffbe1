"""From scores to pieces, links, trees and lemmas."""

import itertools

import numpy as np
import pytest

from claimkit.language import crf, lemmas, links, tree


def test_viterbi_finds_the_best_allowed_path():
    rng = np.random.default_rng(0)
    names = crf.bies(("A",))
    start, step, end = crf.transitions(names)
    for n in (1, 2, 4):
        scores = rng.normal(size=(n, len(names))).astype(np.float32)

        def value(path, scores=scores):
            steps = sum(step[a, b] for a, b in itertools.pairwise(path))
            words = sum(scores[i, t] for i, t in enumerate(path))
            return start[path[0]] + steps + end[path[-1]] + words

        best = max(itertools.product(range(len(names)), repeat=n), key=value)
        assert tuple(crf.best_tags(scores, [0, n], start, step, end)) == best


def test_pieces_survive_being_written_as_tags():
    marked = [("cue", 0, 0), ("content", 1, 3), ("content", 4, 4), ("source", 6, 7)]
    assert crf.pieces(crf.tag(9, marked)) == marked


def test_the_first_piece_keeps_a_word_that_two_claim():
    assert crf.pieces(crf.tag(4, [("cue", 1, 1), ("content", 0, 3)])) == [("cue", 1, 1)]


def test_viterbi_of_nothing():
    start, step, end = crf.transitions()
    assert len(crf.best_tags(np.zeros((0, 13), np.float32), [0], start, step, end)) == 0


@pytest.mark.parametrize(("a", "b", "between"), [((0, 0), (6, 7), 1), ((9, 9), (6, 7), 0)])
def test_rivals_between_two_pieces(a, b, between):
    rivals = np.array([[3, 3], list(b)])
    near = links.pair_features(np.array([a]), rivals, rivals, np.zeros(10, np.int64))
    assert near[0, 1, 1] % 4 == between


def test_attributions_join_content_on_both_sides_of_the_cue():
    index = {t: i for i, t in enumerate(crf.TAGS)}
    said = ["B-content", "E-content", "S-source", "S-cue", "S-content"]
    scores = np.full((5, len(crf.TAGS)), -9.0)
    scores[range(5), [index[t] for t in said]] = 9
    start, step, end = crf.transitions()
    sizes = (links.N_DISTANCE, links.N_BETWEEN, links.N_PARAGRAPH)
    tables = {f"{p}_{i}": np.zeros(n) for p in ("cue", "source") for i, n in enumerate(sizes)}
    tables |= {"start": start, "step": step, "end": end, "none": np.float32(-1)}
    pieces = crf.pieces(crf.best_tags(scores, [0, 5], start, step, end))
    link, paragraph = np.zeros((5, 8)), np.zeros(5, np.int64)
    found = links.linked(pieces, link, tables, paragraph)
    assert found == [{"source": [(2, 2)], "cue": [(3, 3)], "content": [(0, 1), (4, 4)]}]
    tables["none"] = np.float32(3)
    assert links.linked(pieces, link, tables, paragraph)[0]["source"] == []
    alone = [("content", 0, 1)]
    nobody = {"source": [], "cue": [], "content": [(0, 1)]}
    assert links.linked(alone, link, tables, paragraph) == [nobody]
    # A cue four paragraphs away is out of reach.
    far = np.array([0, 0, 4, 4, 4])
    assert nobody in links.linked(pieces, link, tables, far)


def test_sequences_side_by_side_are_tagged_as_each_alone():
    rng = np.random.default_rng(4)
    start, step, end = crf.transitions()
    scores = rng.normal(size=(60, 13)).astype(np.float32)
    cuts = [0, 7, 8, 30, 60]
    alone = [
        crf.best_tags(scores[a:b], [0, b - a], start, step, end)
        for a, b in itertools.pairwise(cuts)
    ]
    assert crf.best_tags(scores, cuts, start, step, end).tolist() == np.concatenate(alone).tolist()


def test_assignment_is_the_cheapest():
    rng = np.random.default_rng(3)
    for n, m in ((1, 1), (2, 3), (4, 4), (3, 6)):
        cost = rng.normal(size=(n, m))
        best = min(
            itertools.permutations(range(m), n),
            key=lambda p: sum(cost[i, j] for i, j in enumerate(p)),
        )
        assert tuple(links.assignment(cost)) == best


def test_covering_moves_a_row_only_where_it_is_worth_it():
    scores = np.array([[0.0, -1.0, -9.0], [0.0, -1.5, -9.0], [0.0, -3.0, -1.0]])
    assert links.covering(scores, 0.5).tolist() == [0, 0, 0]
    # Both columns are covered at the least loss, though the third row was first in line for none.
    assert links.covering(scores, 2.0).tolist() == [1, 0, 2]
    assert links.covering(scores, 2.0, free=1).tolist() == [1, 0, 0]


def is_tree(heads):
    for i in range(1, len(heads)):
        seen, at = set(), i
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at]
    return True


def test_maximum_tree_is_the_best_tree():
    rng = np.random.default_rng(1)
    for n in (2, 3, 4, 5):
        for _ in range(20):
            scores = rng.normal(size=(n, n))
            scores[0] = -np.inf
            np.fill_diagonal(scores, -np.inf)
            trees = ((0, *h) for h in itertools.product(range(n), repeat=n - 1) if is_tree((0, *h)))
            best = max(trees, key=lambda h: sum(scores[i, h[i]] for i in range(1, n)))
            assert tuple(tree.maximum_tree(scores)) == best


def test_a_sentence_has_one_root_and_no_cycle():
    rng = np.random.default_rng(2)
    for n in (1, 2, 3, 7, 40):
        heads = tree.arcs(rng.normal(size=(n, 8)) * 9, rng.normal(size=(n, 8)), np.full(8, 3.0))
        assert (heads == -1).sum() == 1
        assert is_tree((0, *(heads + 1)))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Cities", "city"), ("was", "be"), ("Paris", "Paris"), ("n't", "not"), ("IBM", "IBM")],
)
def test_a_lemma_survives_as_a_script(form, lemma):
    assert lemmas.apply_script(form, lemmas.lemma_script(form, lemma)) == lemma


def test_a_script_that_does_not_fit_still_gives_a_lemma():
    assert lemmas.apply_script("A", "3||l")


def test_a_known_form_is_looked_up_and_an_unknown_one_edited_to_a_known_lemma():
    scripts = ["1||l", "3|y|l", "0||k"]
    find = lemmas.Lemmas({"NOUN": {"cities": "city", "study": "study"}}, scripts)
    likely = np.array([0, 1, 2])
    assert find("Cities", "NOUN", likely) == "city"
    assert find("studies", "NOUN", likely) == "study"
    assert find("piers", "NOUN", likely) == "pier"
    assert find("Voss", "PROPN", likely) == "Voss"


def test_an_edit_that_keeps_no_letter_is_for_known_forms_alone():
    find = lemmas.Lemmas({"NOUN": {"feet": "foot"}}, ["8|sunday|l", "1||l", "4|foot|l"])
    assert find("caucuses", "NOUN", np.array([0, 1, 2])) == "caucuse"
    assert find("feet", "NOUN", np.array([2])) == "foot"
    assert find("seat", "NOUN", np.array([2])) == "seat"


def test_a_paragraph_begins_a_sentence():
    opens = np.array([True, False, True, False])
    assert tree.sentences(np.array([-1.0, -1, -1, 2]), opens) == [0, 2, 3, 4]


def test_what_goes_on_too_long_is_cut_where_a_sentence_is_likeliest():
    start = np.full(1_000, -3.0)
    start[350] = -1
    cuts = tree.sentences(start, np.zeros(1_000, bool))
    assert cuts[1] == 350 and max(b - a for a, b in itertools.pairwise(cuts)) <= 400
    assert tree.sentences(np.zeros(0), np.zeros(0, bool)) == [0]


def test_a_rare_verb_is_spelt_as_a_word_without_its_ending() -> None:
    find = lemmas.Lemmas({"VERB": {}}, ["2||l"], frozenset(("snap", "bristle", "lament")))
    said = {form: find(form, "VERB", np.array([0])) for form in ("snapped", "bristled", "lamented")}
    assert said == {"snapped": "snap", "bristled": "bristle", "lamented": "lament"}
    assert find("quipped", "VERB", np.array([0])) == "quip"
    assert find("yeeted", "VERB", np.array([0])) == "yeet"  # no word that is known: as it is made
