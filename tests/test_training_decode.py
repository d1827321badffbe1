import itertools
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from training import decode, tree


def test_viterbi_finds_the_best_allowed_path():
    rng = np.random.default_rng(0)
    names = decode.bies(("A",))
    start, step, end = decode.transitions(names)
    for n in (1, 2, 4):
        scores = rng.normal(size=(n, len(names))).astype(np.float32)

        def value(path, scores=scores):
            steps = sum(step[a, b] for a, b in itertools.pairwise(path))
            words = sum(scores[i, t] for i, t in enumerate(path))
            return start[path[0]] + steps + end[path[-1]] + words

        best = max(itertools.product(range(len(names)), repeat=n), key=value)
        assert tuple(decode.viterbi(scores, start, step, end)) == best


def test_pieces_survive_being_written_as_tags():
    marked = [("cue", 0, 0), ("content", 1, 3), ("content", 4, 4), ("source", 6, 7)]
    assert decode.pieces(decode.tag(9, marked)) == marked


def test_the_first_piece_keeps_a_word_that_two_claim():
    assert decode.pieces(decode.tag(4, [("cue", 1, 1), ("content", 0, 3)])) == [("cue", 1, 1)]


def test_viterbi_of_nothing():
    start, step, end = decode.transitions()
    assert len(decode.viterbi(np.zeros((0, 13), np.float32), start, step, end)) == 0


@pytest.mark.parametrize(("a", "b", "between"), [((0, 0), (6, 7), 1), ((9, 9), (6, 7), 0)])
def test_rivals_between_two_pieces(a, b, between):
    rivals = np.array([[3, 3], list(b)])
    near = decode.pair_features(np.array([a]), rivals, rivals, np.zeros(10, np.int64))
    assert near[0, 1, 1] % 4 == between


def test_attributions_join_content_on_both_sides_of_the_cue():
    index = {t: i for i, t in enumerate(decode.TAGS)}
    said = ["B-content", "E-content", "S-source", "S-cue", "S-content"]
    scores = np.full((5, len(decode.TAGS)), -9.0)
    scores[range(5), [index[t] for t in said]] = 9
    start, step, end = decode.transitions()
    sizes = (decode.N_DISTANCE, decode.N_BETWEEN, decode.N_PARAGRAPH)
    tables = {f"{p}_{i}": np.zeros(n) for p in ("cue", "source") for i, n in enumerate(sizes)}
    tables |= {"start": start, "step": step, "end": end, "none": np.float32(-1)}
    out = {"tags": scores, "link": np.zeros((5, 8))}
    found = decode.attributions(out, tables, np.zeros(5, np.int64))
    assert found == [{"source": [(2, 2)], "cue": [(3, 3)], "content": [(0, 1), (4, 4)]}]
    tables["none"] = np.float32(3)
    assert decode.attributions(out, tables, np.zeros(5, np.int64))[0]["source"] == []


def test_assignment_is_the_cheapest():
    rng = np.random.default_rng(3)
    for n, m in ((1, 1), (2, 3), (4, 4), (3, 6)):
        cost = rng.normal(size=(n, m))
        best = min(
            itertools.permutations(range(m), n),
            key=lambda p: sum(cost[i, j] for i, j in enumerate(p)),
        )
        assert tuple(decode.assignment(cost)) == best


def test_covering_moves_a_row_only_where_it_is_worth_it():
    scores = np.array([[0.0, -1.0, -9.0], [0.0, -1.5, -9.0], [0.0, -3.0, -1.0]])
    assert decode.covering(scores, 0.5).tolist() == [0, 0, 0]
    # Both columns are covered at the least loss, though the third row was first in line for none.
    assert decode.covering(scores, 2.0).tolist() == [1, 0, 2]
    assert decode.covering(scores, 2.0, free=1).tolist() == [1, 0, 0]


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
    assert tree.apply_script(form, tree.lemma_script(form, lemma)) == lemma


def test_a_script_that_does_not_fit_still_gives_a_lemma():
    assert tree.apply_script("A", "3||l")


def test_a_paragraph_begins_a_sentence():
    gap = np.array([3, 1, 3, 1])
    assert tree.sentences(np.array([-1.0, -1, -1, 2]), gap) == [(0, 2), (2, 3), (3, 4)]
