"""A run over stories: what it leaves, that it is the same each time, and how it fails."""

import json
import os
import pickle
import shutil
import sys
import threading
from pathlib import Path

import nbformat
import psutil
import pytest

from claimkit.runs import (
    Failed,
    NotebookDone,
    NotebookError,
    NotebookFailed,
    NotebookStarted,
    Planned,
    ResultBusyError,
    Succeeded,
    refresh,
    run,
    verify,
)
from claimkit.runs.lock import locked

FIXTURES = Path(__file__).parent / "notebooks"
BOTH = [FIXTURES / "1_words.ipynb", FIXTURES / "2_page.ipynb"]


def fixture(name):
    return FIXTURES / f"{name}.ipynb"


@pytest.fixture(autouse=True)
def no_kernel_is_left():
    yield
    left = [p for p in psutil.Process().children(recursive=True) if is_kernel(p)]
    assert left == []


def is_kernel(process):
    try:
        return "ipykernel_launcher" in " ".join(process.cmdline())
    except psutil.Error:
        return False


def make_stories(folder):
    for name in ("harbour", "storm"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.txt").write_text(f"Two words of {name}", encoding="utf-8")
        (folder / name / "sources.csv").write_text("path\na.txt\n", encoding="utf-8")
    return folder


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Two stories, run once: the folder, its results, and what was told meanwhile."""
    folder = tmp_path_factory.mktemp("{a}'s é stories")
    events = []
    make_stories(folder / "seeds")
    results = run(folder / "seeds", folder / "out", {"title": "T"}, BOTH, events.append)
    return folder, results, events


def test_every_story_leaves_tables_notebooks_report_and_manifest(ran):
    folder, results, _ = ran
    assert [type(result) for result in results] == [Succeeded, Succeeded]
    assert [(r.story, r.out, r.findings) for r in results] == [
        ("harbour", folder / "out" / "harbour", 0),
        ("storm", folder / "out" / "storm", 0),
    ]
    assert list(contents(folder / "out" / "harbour")) == [
        "manifest.json",
        "notebooks/1_words.ipynb",
        "notebooks/2_page.ipynb",
        "report.html",
        "run.json",
        "tables/sources.parquet",
    ]
    assert "<h1>T</h1>{'a.txt': 4}" in (folder / "out" / "storm" / "report.html").read_text()


def test_progress_is_told_step_by_step(ran):
    _, results, events = ran
    assert events[0] == Planned(("harbour", "storm"), ("1_words", "2_page"))
    assert [type(event) for event in events[1:6]] == [
        NotebookStarted,
        NotebookDone,
        NotebookStarted,
        NotebookDone,
        Succeeded,
    ]
    assert [event for event in events if isinstance(event, Succeeded)] == results


def test_an_executed_notebook_holds_its_outputs_and_nothing_of_the_moment(ran):
    folder, _, _ = ran
    text = (folder / "out" / "harbour" / "notebooks" / "1_words.ipynb").read_text("utf-8")
    notebook = nbformat.reads(text, as_version=4)
    assert "{'a.txt': 4} 1 0.5 False None [] 10" in notebook.cells[3].outputs[0].text
    assert notebook.metadata == {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    assert "papermill" not in text
    assert "iopub" not in text
    # The kernel is the interpreter that runs claimkit.
    assert repr(sys.executable) in notebook.cells[4].outputs[0].data["text/plain"]


def test_the_manifest_names_all_that_decides_and_nothing_of_the_machine(ran):
    folder, _, _ = ran
    text = (folder / "out" / "harbour" / "manifest.json").read_text("utf-8")
    manifest = json.loads(text)
    assert manifest["story"] == "harbour"
    assert list(manifest["inputs"]) == ["a.txt", "sources.csv"]
    assert list(manifest["tables"]) == ["sources.parquet"]
    assert list(manifest["report"]) == ["report.html"]
    assert list(manifest["notebooks"]) == ["1_words", "2_page"]
    assert "sources.yaml" in manifest["schemas"]
    assert manifest["parameters"]["2_page"] == {"depth": 1, "title": "T"}
    assert manifest["parameters"]["1_words"]["names"] == []
    assert manifest["versions"]["python"] == f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert "papermill" in manifest["versions"]
    assert str(folder) not in text


def test_the_same_input_gives_the_same_bytes_wherever_it_is_run(ran, tmp_path, monkeypatch):
    folder, _, _ = ran
    shutil.copytree(folder / "seeds" / "harbour", tmp_path / "elsewhere" / "harbour")
    monkeypatch.chdir(tmp_path)
    # A file of the caller's folder must not take the place of a module in the kernel.
    (tmp_path / "random.py").write_text("raise SystemExit")
    (result,) = run("elsewhere/harbour", "out", {"title": "T"}, BOTH)
    assert isinstance(result, Succeeded)
    first, second = contents(folder / "out" / "harbour"), contents(tmp_path / "out")
    for name in ("manifest.json", "report.html", "tables/sources.parquet"):
        assert first[name] == second[name], name


def test_a_second_run_overwrites_all_but_the_reviews(tmp_path):
    story = make_stories(tmp_path / "seeds") / "harbour"
    out = tmp_path / "out"
    run(story, out, notebooks=BOTH)
    (out / "tables" / "stale.parquet").touch()
    (out / "reviews.jsonl").write_text("{}\n")
    (story / "a.txt").write_text("one")
    run(story, out, notebooks=[fixture("1_words")])
    assert list(contents(out)) == [
        "manifest.json",
        "notebooks/1_words.ipynb",
        "reviews.jsonl",
        "run.json",
        "tables/sources.parquet",
    ]
    assert (out / "reviews.jsonl").read_text() == "{}\n"
    assert (out / "tables" / "sources.parquet").read_text() == "{'a.txt': 1}"


def test_a_failing_cell_is_named_and_does_not_stop_the_other_stories(tmp_path):
    seeds = make_stories(tmp_path / "seeds")
    (seeds / "harbour" / "bad.txt").touch()
    failed, succeeded = run(seeds, tmp_path / "out", notebooks=[BOTH[0], fixture("raises")])
    assert isinstance(succeeded, Succeeded)
    assert isinstance(failed, Failed)
    error = failed.error
    assert isinstance(error, NotebookFailed)
    assert (error.story, error.notebook, error.cell, error.index) == ("harbour", "raises", 3, 3)
    assert (error.line, error.source) == (5, 'raise ValueError("a bad document")')
    assert (error.ename, error.evalue) == ("ValueError", "a bad document")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    # What was done so far stays: the tables, and the notebook with its traceback.
    left = contents(failed.out)
    assert "tables/sources.parquet" in left
    assert b"a bad document" in left["notebooks/raises.ipynb"]
    assert "manifest.json" not in left
    assert json.loads(left["run.json"])["status"] == "failed"
    (difference,) = verify(failed.out)
    assert (difference.change, difference.kind) == ("unfinished", "run")
    assert "raises failed in cell In[3]" in str(difference)
    assert verify(succeeded.out) == []


@pytest.mark.parametrize(
    ("name", "line", "ename", "evalue"),
    [
        ("exits", "sys.exit(0)", "SystemExit", "0 (a notebook must run to its end)"),
        ("dies", "", "DeadKernelError", "the kernel died"),
    ],
)
def test_a_cell_that_ends_the_kernel_is_a_failure(tmp_path, name, line, ename, evalue):
    story = make_stories(tmp_path / "seeds") / "harbour"
    (result,) = run(story, tmp_path / "out", notebooks=[fixture(name)])
    assert isinstance(result, Failed)
    error = result.error
    assert isinstance(error, NotebookFailed)
    assert (error.cell, error.index, error.source) == (3, 2, line)
    assert (error.ename, error.evalue) == (ename, evalue)


def test_a_kernel_that_does_not_start_says_why(tmp_path, monkeypatch):
    (tmp_path / "ipykernel_launcher.py").write_text("raise SystemExit('no kernel today')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    story = make_stories(tmp_path / "seeds") / "harbour"
    (result,) = run(story, tmp_path / "out", notebooks=BOTH)
    assert isinstance(result, Failed)
    assert str(result.error) == (
        "harbour: 1_words failed before its first cell\n"
        "  DeadKernelError: the kernel died: no kernel today"
    )


def test_a_notebook_that_names_story_is_told_what_the_story_is_called(tmp_path):
    cells = [
        nbformat.v4.new_code_cell("story: str | None = None\nout: str = '.'"),
        nbformat.v4.new_code_cell("(__import__('pathlib').Path(out) / 'told').write_text(story)"),
    ]
    cells[0].metadata.tags = ["parameters"]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "tell.ipynb")
    make_stories(tmp_path / "seeds" / "2025")
    results = run(tmp_path / "seeds", tmp_path / "out", notebooks=[tmp_path / "tell.ipynb"])
    assert [result.story for result in results] == ["2025/harbour", "2025/storm"]
    for result in results:
        assert (result.out / "told").read_text() == result.story
        manifest = json.loads((result.out / "manifest.json").read_text())
        assert manifest["parameters"] == {"tell": {}}


def test_a_kernel_of_another_environment_is_not_used(tmp_path, monkeypatch):
    spec = tmp_path / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    argv = ["no-such-interpreter", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "theirs", "language": "python"}))
    startup = tmp_path / "ipython" / "profile_default" / "startup" / "00.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("raise SystemExit('a start-up file of a person')")
    for name in ("JUPYTER_PATH", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "jupyter"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(startup))
    story = make_stories(tmp_path / "seeds") / "harbour"
    (result,) = run(story, tmp_path / "out", notebooks=[fixture("1_words")])
    assert isinstance(result, Succeeded)


def test_runs_in_several_threads_do_not_disturb_each_other(tmp_path):
    seeds = make_stories(tmp_path / "seeds")
    before = (Path.cwd(), dict(os.environ))
    results = {}

    def go(name):
        results[name] = run(seeds / name, tmp_path / "out" / name, notebooks=BOTH)

    threads = [threading.Thread(target=go, args=[name]) for name in ("harbour", "storm")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(results[name][0], Succeeded) for name in ("harbour", "storm"))
    assert (Path.cwd(), dict(os.environ)) == before


def test_a_second_run_into_a_folder_in_use_is_told_so(tmp_path):
    seeds = make_stories(tmp_path / "seeds")
    with locked(tmp_path / "one"):
        (result,) = run(seeds / "harbour", tmp_path / "one", notebooks=BOTH)
        assert isinstance(result, Failed)
        assert isinstance(result.error, ResultBusyError)
        assert list(contents(tmp_path / "one")) == [".claimkit.lock"]
    with locked(tmp_path / "all"), pytest.raises(ResultBusyError, match="Another run"):
        run(seeds, tmp_path / "all", notebooks=BOTH)


def test_verify_lists_all_that_differs(ran, tmp_path):
    folder, _, _ = ran
    shutil.copytree(folder, tmp_path / "copy")
    seeds, out = tmp_path / "copy" / "seeds", tmp_path / "copy" / "out"
    assert verify(out) == []
    (seeds / "harbour" / "a.txt").write_text("changed")
    (seeds / "harbour" / "b.txt").write_text("new")
    (out / "harbour" / "report.html").unlink()
    (out / "harbour" / "tables" / "more.parquet").touch()
    shutil.rmtree(seeds / "storm")
    (out / "storm" / "tables" / "sources.parquet").write_text("changed")
    record = json.loads((out / "storm" / "run.json").read_text("utf-8"))
    record["folder"] = "nowhere"
    (out / "storm" / "run.json").write_text(json.dumps(record))
    assert [str(difference) for difference in verify(out)] == [
        "harbour: input a.txt changed",
        "harbour: input b.txt new",
        "harbour: table more.parquet new",
        "harbour: report report.html missing",
        "storm: input folder missing (nowhere)",
        "storm: table sources.parquet changed",
    ]


def test_verify_tells_other_versions_and_other_notebooks(ran, tmp_path):
    folder, _, _ = ran
    shutil.copytree(folder / "out" / "harbour", tmp_path / "out")
    path = tmp_path / "out" / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["versions"]["pandas"] = "0.1"
    manifest["notebooks"]["1_words"] = "0"
    path.write_text(json.dumps(manifest))
    told = [str(difference) for difference in verify(tmp_path / "out")]
    assert told[0] == "harbour: notebook 1_words changed"
    assert told[1].startswith("harbour: version pandas changed (0.1 then, ")


def test_verify_says_when_the_manifest_is_gone(ran, tmp_path):
    folder, _, _ = ran
    shutil.copytree(folder / "out" / "harbour", tmp_path / "out")
    (tmp_path / "out" / "manifest.json").write_text("{")
    (difference,) = verify(tmp_path / "out")
    assert str(difference) == "harbour: run manifest.json missing (its state is 'done')"


def test_refresh_runs_notebooks_in_place_and_gives_the_same_bytes_again(tmp_path):
    shutil.copy(fixture("2_page"), tmp_path)
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "sources.parquet").write_text("a table")
    path = tmp_path / "2_page.ipynb"
    # A notebook from before cell ids: they must not be given at random.
    source = json.loads(path.read_text("utf-8"))
    source["nbformat_minor"] = 4
    for cell in source["cells"]:
        del cell["id"]
    path.write_text(json.dumps(source))
    assert refresh(tmp_path) == [path]
    first = path.read_bytes()
    assert (tmp_path / "report.html").read_text() == "<h1></h1>a table"
    assert b"injected-parameters" not in first
    refresh(tmp_path)
    assert path.read_bytes() == first


def test_refresh_leaves_a_notebook_that_fails_as_it_was(tmp_path):
    shutil.copy(fixture("exits"), tmp_path)
    before = contents(tmp_path)
    with pytest.raises(NotebookFailed):
        refresh(tmp_path)
    assert contents(tmp_path) == before
    with pytest.raises(NotebookError):
        refresh(tmp_path / "nowhere")
