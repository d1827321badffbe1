"""A wheel built from the tree works where there is no tree, and nothing but what it asks for."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = """\
---
outlet: Pier Post
published: 2025-02-06
---
HARBOUR CITY - The ferry will return in May, the port authority said on Thursday.

"We have ordered two new ramps," Ann Lee, its director, said. "Both will be in place by April."
"""
# An interpreter that finds nothing of this checkout or of the environment that runs the tests.
_CLEAN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("PYTHON", "VIRTUAL_ENV", "COVERAGE", "PYTEST"))
}


def _call(
    *command: str | Path, cwd: Path, timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**_CLEAN, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", out)
    built = _call(sys.executable, "-m", "pip", "wheel", *options, ROOT, cwd=out)
    assert built.returncode == 0, built.stdout + built.stderr
    [path] = out.glob("*.whl")
    return path


def test_the_wheel_holds_what_the_package_needs_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    folders = {"claimkit/schemas": "schemas", "claimkit/notebooks": "notebooks"}
    for packed, folder in folders.items():
        kept = {f"{packed}/{path.name}" for path in (ROOT / folder).iterdir()}
        kept = {name for name in kept if name.endswith((".yaml", ".ipynb"))}
        assert kept
        assert {name for name in names if name.startswith(f"{packed}/")} == kept
    sources = (p for p in (ROOT / "claimkit").rglob("*") if p.is_file())
    code = {p.relative_to(ROOT).as_posix() for p in sources if "__pycache__" not in p.parts}
    assert {name for name in names if not name.startswith(tuple(folders))} == code
    assert "claimkit/py.typed" in names


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the commands of a new environment that holds the wheel."""
    place = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(place, with_pip=True)
    commands = place / ("Scripts" if os.name == "nt" else "bin")
    # Compiling all that is installed would take longer than the run that follows.
    options = ("--no-compile", "--disable-pip-version-check", "-c", ROOT / "constraints.txt")
    done = _call(commands / "python", "-m", "pip", "install", *options, wheel, cwd=place)
    said = done.stdout + done.stderr
    if done.returncode and "connection broken by" in said and not os.environ.get("CI"):
        pytest.skip("the package index cannot be reached, so nothing can be installed")
    assert done.returncode == 0, said
    return commands


def test_the_pins_agree_with_each_other(installed: Path) -> None:
    checked = _call(installed / "python", "-m", "pip", "check", cwd=installed)
    assert checked.returncode == 0, checked.stdout


def test_a_story_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry").mkdir()
    (tmp_path / "ferry" / "post.txt").write_text(ARTICLE, encoding="utf-8")
    claimkit = installed / "claimkit"
    ran = _call(claimkit, "run", "ferry", "--out", "result", cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    result = tmp_path / "result"
    assert "two new ramps" in (result / "report.html").read_text(encoding="utf-8")
    assert (result / "manifest.json").is_file()
    verified = _call(claimkit, "verify", "result", cwd=tmp_path)
    assert verified.returncode == 0, verified.stdout + verified.stderr
