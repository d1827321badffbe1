"""What README.md says is so: its Python runs, its figures were measured, its links lead on."""

import re
from pathlib import Path

import pytest

from benchmarks import figures, results
from benchmarks.quality import KINDS
from benchmarks.quality.rows import BARS
from benchmarks.speed import texts

README = Path("README.md").read_text(encoding="utf-8")


def test_the_python_in_the_readme_runs() -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.S)
    names: dict[str, object] = {}
    exec(block, names)
    assert len(names["failures"]) == 0  # type: ignore[arg-type]
    assert len(names["sources"]) == 5  # type: ignore[arg-type]


@pytest.mark.parametrize("path", figures.TOLD_IN, ids=lambda path: path.name)
def test_the_figures_that_are_told_are_those_that_were_measured(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert figures.refreshed(text) == text, "run `python -m benchmarks.figures`"
    told = re.findall(r"<!-- figures: ([\w-]+) -->\n", text)
    assert told and len(told) == text.count("<!-- /figures -->") == text.count("<!-- figures")


def test_every_kind_of_figure_was_measured_with_the_weights_in_the_package() -> None:
    measured = results.read(results.QUALITY)
    assert measured["weights"] == results.weights(), "run `python -m benchmarks.quality`"
    assert list(measured["figures"]) == list(KINDS)
    # Each bar belongs to a figure: one that is misspelt would be reached by nothing.
    found = {(row.kind, row.set.partition(",")[0], row.figure) for row in figures.rows()}
    assert set(BARS) <= found


def test_no_figure_of_quality_is_told_but_where_it_is_made() -> None:
    text = re.sub(r"<!-- figures.*?<!-- /figures -->", "", README, flags=re.S)
    assert re.findall(r"\d\.\d+ ?%|F1 (?:of )?\d", text) == []


def test_the_model_card_has_the_checksums_of_the_weights() -> None:
    card = Path("training/MODEL_CARD.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([\w.]+)` \| `([0-9a-f]{64})` \|$", card, re.M)
    assert dict(told) == results.weights()


def test_a_block_of_figures_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="speeed"):
        figures.refreshed("<!-- figures: speeed -->\n<!-- /figures -->")


def test_the_texts_of_the_speed_measurement_have_their_length_and_are_the_same_each_time() -> None:
    for words in (1, 100, 5_000):
        assert len(texts.text(words).split()) == words
    assert texts.text(300, 1) == texts.text(300, 1) != texts.text(300, 2)
    assert len(texts.sentences()) > 50


def test_every_file_that_the_readme_links_is_there() -> None:
    targets = [t for t in re.findall(r"\]\(([^)#]+)[^)]*\)", README) if not t.startswith("http")]
    assert targets and all(Path(target).exists() for target in targets)
