"""The claimkit command: what it prints, and with what it exits."""

import io
import json
import subprocess
import sys
import types
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimkit.cli import main
from claimkit.runs import Failed, NotebookDone, NotebookStarted, Planned, Succeeded
from claimkit.runs.display import Display
from claimkit.tables import frame, write

FIXTURES = Path(__file__).parent / "notebooks"


@pytest.fixture
def story(tmp_path, monkeypatch):
    """A story, with fixture notebooks in the place of claimkit's own, seen from its parent."""
    use(monkeypatch, "1_words", "2_page")
    report = types.SimpleNamespace(summary_lines=lambda out: [f"findings of {Path(out).name}"])
    monkeypatch.setitem(sys.modules, "claimkit.report", report)
    (tmp_path / "harbour").mkdir()
    (tmp_path / "harbour" / "a.txt").write_text("one two")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "harbour"


def use(monkeypatch, *names):
    paths = [FIXTURES / f"{name}.ipynb" for name in names]
    monkeypatch.setattr("claimkit.runs.notebooks.shipped", lambda: paths)


def invoke(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_run_prints_the_findings_and_where_the_report_is(story):
    result = invoke("run", "harbour", "--out", "out", "-p", "title=2025", "-p", "depth=2")
    assert result.exit_code == 0, result.output
    assert result.stdout == "findings of out\nharbour: report in out/report.html\n"
    assert "<h1>2025</h1>" in Path("out/report.html").read_text()
    # Not on a terminal: a plain line a notebook, and nothing else.
    lines = result.stderr.splitlines()
    assert [line.split(" done in ")[0] for line in lines] == ["harbour: 1_words", "harbour: 2_page"]
    verified = invoke("verify", "out")
    assert (verified.exit_code, verified.output) == (0, "All is as the run left it.\n")
    Path("out/report.html").write_text("changed")
    verified = invoke("verify", "out")
    assert (verified.exit_code, verified.output) == (1, "harbour: report report.html changed\n")


def test_run_tells_which_stories_failed(story, monkeypatch):
    use(monkeypatch, "raises")
    (story / "bad.txt").touch()
    (story.parent / "seeds").mkdir()
    story.rename(story.parent / "seeds" / "harbour")
    other = story.parent / "seeds" / "storm"
    other.mkdir()
    (other / "a.txt").touch()
    result = invoke("run", "seeds", "--out", "out")
    assert result.exit_code == 1
    assert result.stdout == "findings of storm\nstorm: report in out/storm/report.html\n"
    assert "harbour: raises failed in cell In[3] (index 3), line 5: raise Value" in result.stderr
    assert "ValueError: a bad document" in result.stderr
    assert "What was done so far is in out/harbour" in result.stderr
    assert "1 of 2 stories failed: harbour" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "harbour", "--out", "out", "-p", "titel=x"], 1, "Did you mean 'title'?"),
        (["run", "harbour", "--out", "out", "-p", "depth=x"], 1, "must be int, found 'x' (str)"),
        (["run", "harbour", "--out", "out", "-p", "out=x"], 1, "cannot be set as a parameter"),
        (["run", "harbour", "--out", "out", "-p", "title"], 2, "-p takes NAME=VALUE"),
        (["run", "harbour", "--out", "out", "-p", "a=1", "-p", "a=2"], 2, "given twice"),
        (["run", "harbour"], 2, "--out"),
        (["run", "nowhere", "--out", "out"], 2, "nowhere"),
        (["run", "harbour", "--out", "harbour"], 1, "holds files that claimkit did not write"),
        (["verify", "harbour"], 1, "holds no result of `claimkit run`"),
        (["validate", "harbour"], 1, "holds no tables of a story"),
        (["refresh", "harbour"], 1, "There is no notebook"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(story, arguments, code, message):
    result = invoke(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert not Path("out").exists()


def test_validate_prints_every_failure_and_what_to_do(tmp_path):
    (tmp_path / "tables").mkdir()
    path = tmp_path / "tables" / "unread.parquet"
    row = {"story": "harbour", "path": "a.txt", "cause": "is empty.", "remedy": "Fill it."}
    write(frame("unread", [row]), path)
    result = invoke("validate", tmp_path)
    assert (result.exit_code, result.output) == (0, "Every table holds its contract.\n")
    write(frame("unread", [{**row, "cause": " "}]), path)
    result = invoke("validate", tmp_path)
    assert result.exit_code == 1
    assert result.output.startswith("unread harbour/a.txt: cause fails not_blank, found ' '. ")
    path.write_text("no Parquet")
    result = invoke("validate", tmp_path)
    assert result.exit_code == 1
    assert "is not a readable table" in result.stderr


def test_schema_prints_the_data_dictionary(monkeypatch):
    dictionary = types.SimpleNamespace(markdown=lambda: "# Tables\n")
    monkeypatch.setitem(sys.modules, "claimkit.contracts.dictionary", dictionary)
    assert invoke("schema").output == "# Tables\n"


def test_refresh_names_what_it_ran(tmp_path):
    source = json.loads((FIXTURES / "no_out.ipynb").read_text("utf-8"))
    (tmp_path / "one.ipynb").write_text(json.dumps(source))
    result = invoke("refresh", tmp_path)
    assert (result.exit_code, result.output) == (0, "one.ipynb\n")


def test_help_waits_for_nothing_that_the_package_itself_does_not_import():
    code = (
        "import sys, claimkit; before = set(sys.modules);"
        "from click.testing import CliRunner; from claimkit.cli import main;"
        "print(CliRunner().invoke(main, ['--help']).output);"
        "heavy = {'pandas', 'papermill', 'spacy', 'nbformat', 'claimkit.runs'};"
        "print(sorted(heavy & ({*sys.modules} - before)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "claimkit run seeds --out reports" in done.stdout
    assert done.stdout.endswith("[]\n")


def test_the_package_is_a_command_too():
    for arguments in (["--version"], ["-h"], ["run", "--help"]):
        command = [sys.executable, "-m", "claimkit", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "claimkit" in done.stdout
        assert done.stderr == ""


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_on_a_terminal_there_is_a_bar_over_all_notebooks_of_all_stories(tmp_path, capsys):
    screen = Terminal()
    display = Display(lambda result: print(f"result of {result.story}"), screen)
    display(Planned(("harbour", "storm"), ("1_words", "2_page")))
    display(NotebookStarted("harbour", "1_words"))
    display(NotebookDone("harbour", "1_words", 1.0))
    display(Failed("harbour", tmp_path, 1.0, ValueError("x")))
    assert display.unfinished() == ["storm"]
    display(NotebookStarted("storm", "1_words"))
    display(NotebookDone("storm", "1_words", 1.0))
    display(Succeeded("storm", tmp_path, 1.0, 0))
    display.close()
    assert "storm 1_words" in screen.getvalue()
    assert "2/4" in screen.getvalue()
    assert "done in" not in screen.getvalue()
    assert capsys.readouterr().out == "result of harbour\nresult of storm\n"
