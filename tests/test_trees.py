"""Boosted trees as they are read from a file."""

import json
from pathlib import Path

import numpy as np
import pytest

from claimkit.crosscheck.features import CONFLICT
from claimkit.crosscheck.settings import CONFLICTS, Settings
from claimkit.crosscheck.trees import Trees

# Two trees: the first asks twice, the second is a leaf.
TWO = {
    "bias": 1.0,
    "roots": [0, 5],
    "feature": [1, 0, -1, -1, -1, -1],
    "limit": [0.5, 0.25, 0.0, 0.0, 0.0, 0.0],
    "right": [4, 2, 0, 0, 0, 0],
    "value": [0.0, 0.0, -3.0, -1.0, 2.0, 0.5],
}


def test_each_row_goes_its_own_way_and_the_leaves_are_added() -> None:
    rows = [[0.25, 0.5], [0.3, 0.5], [0.0, 0.6]]
    logits = np.log(1 / (1 / Trees(TWO)(rows) - 1))
    np.testing.assert_allclose(logits, [-1.5, 0.5, 3.5], atol=1e-5)


def test_no_rows_are_no_probabilities() -> None:
    assert Trees(TWO)(np.zeros((0, 2), np.float32)).shape == (0,)


def test_lists_of_unlike_length_are_refused() -> None:
    with pytest.raises(ValueError, match="fit them anew"):
        Trees(TWO | {"value": [0.0]})


def test_trees_that_were_fitted_on_other_features_are_refused(tmp_path: Path) -> None:
    content = json.loads(CONFLICTS.read_text(encoding="utf-8"))
    content["features"][0] = "the weather"
    path = tmp_path / "conflicts.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ValueError, match=r"training\.conflicts"):
        Settings(conflicts=path)


def test_the_trees_in_the_package_ask_for_features_that_are_there() -> None:
    content = json.loads(CONFLICTS.read_text(encoding="utf-8"))
    for relation in ("contradicts", "certainty_shift"):
        asked = {place for place in content[relation]["feature"] if place >= 0}
        assert asked <= set(range(len(CONFLICT)))
        assert len(asked) > len(CONFLICT) / 2
