"""Parameters are checked before anything runs."""

from pathlib import Path

import pytest

from claimkit.runs import NotebookError, ParameterError, notebooks, parameters, run
from claimkit.runs.parameters import Text

FIXTURES = Path(__file__).parent / "notebooks"
BOTH = [FIXTURES / "1_words.ipynb", FIXTURES / "2_page.ipynb"]


def checked(**given):
    return parameters.check(notebooks.load(BOTH), given)


def problem(**given):
    with pytest.raises(ParameterError) as caught:
        checked(**given)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("depth", "3", 3),
        ("threshold", "0.25", 0.25),
        ("threshold", "1e-3", 0.001),
        ("threshold", "2", 2.0),
        ("strict", "true", True),
        ("names", '["Ada", "Bo"]', ["Ada", "Bo"]),
        ("names", "[Ada, Bo]", ["Ada", "Bo"]),
        ("names", "[]", []),
        ("speaker", "null", None),
        ("speaker", "2025", "2025"),
        ("limit", "4", 4),
    ],
)
def test_a_typed_value_becomes_what_the_parameter_is(name, typed, value):
    given = checked(**{name: Text(typed)})["1_words"][name]
    assert given == value
    assert type(given) is type(value)


@pytest.mark.parametrize("typed", ["2025", "true", "[1]", "null", "a: b", "", "Où?"])
def test_a_text_stays_as_it_was_typed(typed):
    assert checked(title=Text(typed)) == {"1_words": {}, "2_page": {"title": typed}}


def test_each_notebook_gets_the_parameters_that_it_declares():
    assert checked(depth=2, title="x") == {
        "1_words": {"depth": 2},
        "2_page": {"depth": 2, "title": "x"},
    }


def test_an_unknown_name_is_answered_with_the_nearest_and_all_known_ones():
    message = problem(treshold=Text("1"))
    assert "No notebook has a parameter 'treshold'. Did you mean 'threshold'?" in message
    assert "depth (int)" in message
    assert "speaker (str | None)" in message
    assert "limit (int)" in message
    assert "folder" not in message


@pytest.mark.parametrize(
    ("name", "value", "expected", "found"),
    [
        ("depth", Text("deep"), "int", "'deep' (str)"),
        ("depth", Text("1.5"), "int", "'1.5' (float)"),
        ("depth", True, "int", "True (bool)"),
        ("threshold", Text("yes"), "float", "'yes' (bool)"),
        ("threshold", float("nan"), "float", "nan (float), which JSON cannot hold"),
        ("strict", Text("1"), "bool", "'1' (int)"),
        ("strict", None, "bool", "None (NoneType)"),
        ("names", Text("Ada"), "list[str]", "'Ada' (str)"),
        ("names", Text("[1, 2]"), "list[str]", "'[1, 2]' (list[int])"),
        ("names", Text("["), "list[str]", "'[' (str)"),
        ("speaker", 7, "str | None", "7 (int)"),
        ("limit", Text("many"), "int", "'many' (str)"),
        ("limit", Text("~"), "int", "'~' (NoneType)"),
    ],
)
def test_a_wrong_type_is_told_with_what_was_expected_and_found(name, value, expected, found):
    line = f"Parameter {name!r} of notebook 1_words must be {expected}, found {found}."
    assert line in problem(**{name: value}).splitlines()


def test_every_problem_is_told_at_once():
    assert len(problem(depth=Text("x"), nosuch=Text("y"), limit=Text("z")).splitlines()) == 4


@pytest.mark.parametrize(
    ("name", "instead"),
    [("folder", "FOLDER"), ("out", "--out DIR"), ("story", "name its folder")],
)
def test_what_a_run_sets_itself_cannot_be_given(name, instead):
    message = problem(**{name: "elsewhere"})
    assert f"{name!r} cannot be set as a parameter" in message
    assert instead in message


def test_a_path_becomes_text_that_means_the_same_in_the_kernel(tmp_path):
    assert checked(title=tmp_path)["2_page"] == {"title": tmp_path.as_posix()}


def test_a_tuple_becomes_a_list():
    assert checked(names=("a", "b"))["1_words"] == {"names": ["a", "b"]}


@pytest.mark.parametrize(
    ("cell", "accepted", "refused"),
    [
        ("x: Optional[int] = None", None, "a"),
        ("x: 'str | None' = None", "a", 1),
        ("x: list[int | str] = []", [1, "a"], [1.5]),
        ("x: dict = {}", {"a": 1}, [1]),
        ("x = (1, 2)", [3], None),
    ],
)
def test_types_may_be_written_in_every_usual_way(tmp_path, cell, accepted, refused):
    loaded = notebooks.load([notebook(tmp_path, f"out: str = ''\n{cell}")])
    assert parameters.check(loaded, {"x": accepted})["made"] == {"x": accepted}
    with pytest.raises(ParameterError):
        parameters.check(loaded, {"x": refused})


@pytest.mark.parametrize("cell", ["x = None", "x = len('a')", "x: Path = None"])
def test_a_parameter_without_a_known_type_takes_anything(tmp_path, cell):
    loaded = notebooks.load([notebook(tmp_path, f"out: str = ''\n{cell}")])
    assert parameters.check(loaded, {"x": 3})["made"] == {"x": 3}


def test_a_value_that_no_manifest_can_hold_is_refused(tmp_path):
    loaded = notebooks.load([notebook(tmp_path, "out: str = ''\nx = None\ny = {1}")])
    assert loaded[0].parameters["y"].default_value() == "{1}"
    with pytest.raises(ParameterError, match=r"'2025-03-14' \(date\), which JSON cannot hold"):
        parameters.check(loaded, {"x": Text("2025-03-14")})


def notebook(folder, cell):
    import nbformat

    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    made.cells[0].metadata["tags"] = ["parameters"]
    path = folder / "made.ipynb"
    path.write_text(nbformat.writes(made), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("no_parameters", "no cell tagged 'parameters'"),
        ("no_out", "no 'out' among its parameters"),
    ],
)
def test_a_notebook_that_takes_no_out_is_refused(name, cause):
    with pytest.raises(NotebookError, match=cause):
        notebooks.load([FIXTURES / f"{name}.ipynb"])


@pytest.mark.parametrize("text", ["", "{", "[]", '{"nbformat": 3}', '{"nbformat": 4}'])
def test_a_file_that_is_no_notebook_is_named(tmp_path, text):
    path = tmp_path / "broken.ipynb"
    path.write_text(text)
    with pytest.raises(NotebookError, match=r"broken\.ipynb is not a readable notebook"):
        notebooks.load([path])


def test_two_notebooks_of_one_name_are_refused(tmp_path):
    copy = tmp_path / "1_words.ipynb"
    copy.write_bytes(BOTH[0].read_bytes())
    with pytest.raises(NotebookError, match="Two notebooks are called '1_words'"):
        notebooks.load([*BOTH, copy])


def test_nothing_is_written_when_a_parameter_is_wrong(tmp_path):
    story = tmp_path / "story"
    story.mkdir()
    (story / "a.txt").write_text("one")
    with pytest.raises(ParameterError):
        run(story, tmp_path / "out", {"depth": "x"}, notebooks=BOTH)
    assert not (tmp_path / "out").exists()
