"""However a run is ended, no kernel is left behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

FIXTURES = Path(__file__).parent / "notebooks"
# A test runner in the background ignores Ctrl-C, and what it starts would too.
COMMAND = """
import signal, sys, types
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from claimkit.runs import notebooks
notebooks.shipped = lambda: [Path(p) for p in {paths!r}]
sys.modules["claimkit.report"] = types.SimpleNamespace(summary_lines=lambda out: [])
from claimkit.cli import main
main(prog_name="claimkit")
"""
# Limits for a hang, not expectations.
PATIENCE = 120

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")


@pytest.fixture
def start(tmp_path):
    """Start runs of two stories whose second notebook never ends; end all that is left."""
    for name in ("harbour", "storm"):
        (tmp_path / "seeds" / name).mkdir(parents=True)
        (tmp_path / "seeds" / name / "a.txt").write_text("one")
    started = []
    # What a killed run cannot clear away; a short path, since sockets lie in it.
    scratch = tempfile.mkdtemp()

    def go(*names, out="out", folder="seeds"):
        paths = [str(FIXTURES / f"{name}.ipynb") for name in names]
        command = [sys.executable, "-c", COMMAND.format(paths=paths)]
        started.append(
            subprocess.Popen(
                [*command, "run", folder, "--out", out],
                cwd=tmp_path,
                env={**os.environ, "TMPDIR": scratch},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield go
    for process in started:
        process.kill()
        process.communicate()
    # A kernel notices within a second that its parent is gone.
    wait_until(lambda: not any(is_ours(process, scratch) for process in psutil.process_iter()))
    shutil.rmtree(scratch)


def is_ours(process, scratch):
    try:
        return any(scratch in part for part in process.cmdline())
    except psutil.Error:
        return False


def kernel_of(out):
    """Wait until the endless cell runs and return its kernel."""
    mark = out / "tables" / "started.parquet"
    wait_until(lambda: mark.is_file() and mark.read_text())
    return psutil.Process(int(mark.read_text()))


def wait_until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def has_ended(process):
    try:
        return process.status() == psutil.STATUS_ZOMBIE or not process.is_running()
    except psutil.NoSuchProcess:
        return True


@posix
@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_an_endless_cell_and_its_kernel(start, tmp_path, number, code):
    out = tmp_path / "out" / "harbour"
    process = start("1_words", "endless")
    kernel = kernel_of(out)
    process.send_signal(getattr(signal, number))
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    assert has_ended(kernel)
    assert stdout == ""
    assert stderr.splitlines()[1:] == [
        "Stopped in endless of harbour.",
        "Stories that ended before: none.",
        "Not finished: harbour, storm.",
        "Interrupted; no kernel is left running.",
    ]
    # What was done so far stays, and says that it is not all.
    assert (out / "tables" / "sources.parquet").is_file()
    assert json.loads((out / "run.json").read_text())["status"] == "interrupted"
    assert not (out / "manifest.json").exists()
    assert not (out / ".claimkit.lock").exists()


@posix
def test_a_kernel_that_is_just_starting_ends_too(start, tmp_path):
    process = start("endless")
    parent = psutil.Process(process.pid)
    wait_until(lambda: parent.children(recursive=True))
    kernels = parent.children(recursive=True)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, stderr
    assert all(has_ended(kernel) for kernel in kernels)


def test_a_kernel_ends_when_the_run_is_killed_outright(start, tmp_path):
    out = tmp_path / "out" / "harbour"
    process = start("endless")
    kernel = kernel_of(out)
    process.kill()
    process.wait()
    wait_until(lambda: has_ended(kernel))
    # Nor does the lock outlive the process.
    again = start("1_words", folder="seeds/harbour", out="out/harbour")
    _, stderr = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, stderr


def test_a_second_process_does_not_write_into_a_folder_in_use(start, tmp_path):
    start("endless")
    kernel_of(tmp_path / "out" / "harbour")
    for arguments in ({}, {"folder": "seeds/harbour", "out": "out/harbour"}):
        second = start("1_words", **arguments)
        _, stderr = second.communicate(timeout=PATIENCE)
        assert second.returncode == 1
        assert "Another run is writing into" in stderr


def test_processes_with_results_of_their_own_do_not_disturb_each_other(start, tmp_path):
    processes = [start("1_words", "2_page", out=f"out{number}") for number in range(2)]
    assert [
        process.communicate(timeout=PATIENCE)[0].count("report in") for process in processes
    ] == [
        2,
        2,
    ]
