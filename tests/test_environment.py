"""The environment is written down three times, and three times alike."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
FILES = ("pyproject.toml", "environment.yml", "constraints.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13")
# What the markers of requirements ask about.
PLATFORMS = {
    "linux": {"platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "darwin": {"platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    "win32": {"platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
}


def _of_pyproject() -> dict[str, SpecifierSet]:
    extras = PROJECT["optional-dependencies"]
    written = [*PROJECT["dependencies"], *(line for lines in extras.values() for line in lines)]
    requirements = [Requirement(line) for line in written]
    return {canonicalize_name(each.name): each.specifier for each in requirements}


def _of_conda() -> dict[str, SpecifierSet]:
    lines = [line for line in CONDA["dependencies"] if isinstance(line, str)]
    pairs = [re.fullmatch(r"([\w.-]+)(?: +(\S+))?", line) for line in lines]
    assert all(pairs), lines
    return {canonicalize_name(pair[1]): SpecifierSet(pair[2] or "") for pair in pairs if pair}


def _pin_lines() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _pins() -> dict[str, Version]:
    pairs = [line.split("==") for line in _pin_lines()]
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def test_conda_and_pip_install_the_same_ranges() -> None:
    conda = _of_conda()
    assert conda.pop("python") == SpecifierSet(PROJECT["requires-python"])
    assert conda.pop("pip") == SpecifierSet("")
    assert conda == _of_pyproject()


def test_conda_takes_packages_from_conda_forge_and_claimkit_from_here() -> None:
    assert CONDA["channels"] == ["conda-forge"]
    [by_pip] = [each["pip"] for each in CONDA["dependencies"] if isinstance(each, dict)]
    # conda writes these lines into a requirements file, in which pip knows no --no-deps; with the
    # ranges of pyproject.toml above, pip finds all that claimkit needs already there.
    assert by_pip == ["--editable ."]


def test_the_pythons_are_those_that_are_declared() -> None:
    supported = SpecifierSet(PROJECT["requires-python"])
    minors = [f"3.{minor}" for minor in range(8, 20) if f"3.{minor}" in supported]
    declared = [
        text.rpartition(" ")[2] for text in PROJECT["classifiers"] if "Python :: 3." in text
    ]
    assert minors == declared == list(PYTHONS)


def test_every_pin_is_one_version_and_stands_once_in_order() -> None:
    lines = _pin_lines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.]*", line)] == []
    names = [canonicalize_name(line.split("==")[0]) for line in lines]
    assert names == sorted(set(names))


def test_every_dependency_is_pinned_inside_its_range() -> None:
    pins = _pins()
    wrong = {
        name: f"{pins.get(name, 'no pin')} is not in {specifier}"
        for name, specifier in _of_pyproject().items()
        if name not in pins or pins[name] not in specifier
    }
    assert wrong == {}


def _needed(platform: str, python: str) -> set[str]:
    """Return the packages that claimkit with its extras asks for, through those installed here."""
    environment = {
        **default_environment(),
        **PLATFORMS[platform],
        "sys_platform": platform,
        "python_version": python,
        "python_full_version": f"{python}.9",
    }
    todo = [("claimkit", "lab"), ("claimkit", "test"), ("claimkit", "")]
    seen: set[tuple[str, str]] = set()
    while todo:
        if (one := todo.pop()) in seen:
            continue
        seen.add(one)
        name, extra = one
        try:
            lines = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # a package of another platform or Python: what it needs is not known here
        for needed in map(Requirement, lines):
            if needed.marker is None or needed.marker.evaluate({**environment, "extra": extra}):
                found = canonicalize_name(needed.name)
                todo += [(found, each) for each in ("", *needed.extras)]
    return {name for name, _ in seen} - {"claimkit"}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_all_that_is_installed_is_pinned(platform: str, python: str) -> None:
    assert sorted(_needed(platform, python) - _pins().keys()) == []


@pytest.mark.parametrize("name", FILES)
def test_the_environment_names_no_place_to_download_from(name: str) -> None:
    # Which index a machine uses is for its own settings to say.
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|--?(?:extra-)?index\S*|--?find-links\S*", text) == []


# Put together from halves, or this file would find itself.
_PLACES = [
    "pypi" + r"\.org",
    "files\\.python" + "hosted",
    "conda\\.ana" + "conda",
    "registry\\.npm" + "js",
    "--(?:extra-)?index" + "-url",
    r"(?<![\w.\-])/(?:ro" + "ot|ho" + "me|wo" + r"rk|Us" + r"ers)/\w",
    r"[A-Za-z]:\\+Us" + r"ers\\",
    "ipykernel" + r"_\d",
]


def _tracked() -> list[Path]:
    """Return the files that git tracks; none outside a checkout."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
        )
    except FileNotFoundError:
        return []
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    tracked = _tracked()
    if not tracked:
        pytest.skip("this is no git checkout, so there is no list of its files")
    # This machine's own places also where no pattern knows them; a short one could be a word.
    own = {str(ROOT), sys.prefix, *([os.environ["HOME"]] if os.environ.get("HOME") else [])}
    patterns = _PLACES + [re.escape(place) + r"[\\/]" for place in own if len(place) > 4]
    places = re.compile("|".join(patterns))
    found = {
        path.relative_to(ROOT).as_posix(): match[0]
        for path in tracked
        if (match := places.search(path.read_bytes().decode("utf-8", errors="replace")))
    }
    assert found == {}


def test_the_patterns_find_what_they_are_for() -> None:
    places = re.compile("|".join(_PLACES))
    halves = [
        "https://pypi" + ".org/simple",
        "'/ho" + "me/ann/x'",
        "C:\\Us" + "ers\\ann",
        "(/wo" + "rk/x",
    ]
    assert [text for text in halves if not places.search(text)] == []
    harmless = ["https://gazette.example/ho" + "me/story", "homework/main", "the root/node"]
    assert [text for text in harmless if places.search(text)] == []
