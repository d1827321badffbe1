"""A folder with broken documents goes in, a report comes out: the five notebooks, twice."""

import subprocess
import sys
from pathlib import Path

import pytest

import claimkit as ck
from claimkit import runs, tables

ARTICLE = (
    "RIVERTON, March 4 — The bridge will open on Friday, Mayor Ana Ruiz said on Monday.\n\n"
    "“We have waited long enough for this bridge,” Ruiz said. “It is safe.”\n"
)
# What a person may drop into a folder by mistake, and a part of the cause that the report gives.
BROKEN = {
    "empty.txt": (b"", "is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
    "no-body.html": (b"<html><head><title>Bridge</title></head></html>", "without text"),
    "german.txt": (
        "Die Brücke wird am Freitag geöffnet, sagte die Bürgermeisterin am Montag. Wir haben lange "
        "genug auf diese Brücke gewartet, und sie ist sicher, sagte sie.".encode(),
        "German",
    ),
}
READ = {
    "utf-16.txt": ARTICLE.encode("utf-16"),
    "latin-1.txt": ARTICLE.replace("Ruiz", "Ruíz").replace("“", '"').replace("”", '"')
    .replace("—", "-").encode("latin-1"),
    "crlf.txt": ARTICLE.replace("\n", "\r\n").encode(),
    "right-to-left.txt": ARTICLE.replace("Ruiz", "\u200fRuiz\u200e").encode(),
}  # fmt: skip


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories") / "bridge"
    folder.mkdir()
    for name, content in {**READ, **{n: c for n, (c, _) in BROKEN.items()}}.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def out(story, tmp_path_factory):
    out = tmp_path_factory.mktemp("one")
    (result,) = runs.run(story, out)
    assert isinstance(result, runs.Succeeded), result
    return out


def test_every_document_is_read_or_stands_in_the_report_with_its_cause(out):
    page = (out / "report.html").read_text(encoding="utf-8")
    stored = tables.read_all(out)
    assert sorted(stored["sources"]["path"]) == sorted(READ)
    assert sorted(stored["unread"]["path"]) == sorted(BROKEN)
    for name, (_, cause) in BROKEN.items():
        told = stored["unread"].set_index("path").loc[name, "cause"]
        assert cause in told
        assert name in page and told.split("“")[0].rstrip() in page


def test_the_encodings_give_the_same_statements(out):
    analysis = ck.load_analysis(out)
    who = ck.who_said_what(analysis)
    read = analysis.sources.set_index("source_id")["path"]
    contents = who.groupby(who["source_id"].map(read))["content"].apply(list)
    assert set(contents.index) == set(READ)
    assert contents["utf-16.txt"] == contents["crlf.txt"] == contents["right-to-left.txt"]
    assert "“We have waited long enough for this bridge,” … “It is safe.”" in contents["crlf.txt"]
    assert (
        '"We have waited long enough for this bridge," … "It is safe."' in contents["latin-1.txt"]
    )
    assert ck.validate(analysis, ck.load_check(out)).empty


def test_a_second_run_gives_the_same_bytes(story, out, tmp_path):
    again = tmp_path / "elsewhere" / "again"
    command = [sys.executable, "-m", "claimkit", "run", str(story), "--out", str(again)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "unread: empty.txt" in done.stdout and "report.html" in done.stdout
    same = ["report.html", "manifest.json", *(f"tables/{n}.parquet" for n in tables.NAMES[:-1])]
    for name in same:
        assert (again / name).read_bytes() == (out / name).read_bytes(), name
    assert runs.verify(again) == []


def test_the_notebooks_that_ran_are_kept_with_their_outputs(out):
    kept = sorted(path.name for path in (out / "notebooks").iterdir())
    shipped = sorted(path.name for path in Path("notebooks").glob("*.ipynb"))
    assert kept == shipped and len(kept) == 5
