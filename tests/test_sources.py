"""Documents become rows: which files are documents, what is known of each, and its ids."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit import tables
from claimkit.errors import ClaimkitError
from claimkit.sources import (
    NoDocumentsError,
    SourcesNotFoundError,
    StoryFolder,
    find_stories,
    read_folder,
    read_sources,
    read_story,
)
from claimkit.sources.decoding import decode
from claimkit.sources.formats import READERS

SEEDS = Path(__file__).parent.parent / "seeds"
TEXT = "The harbour master said on Tuesday that the channel would stay closed."
OTHER = "The mayor said on Friday that the channel was open again for all ships."


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def row_of(folder: Path, files: dict[str, str]) -> dict:
    """The one source of a folder, with what is unknown left out."""
    reading = read_folder(write(folder, files))
    assert reading.unread.empty, reading.unread.to_dict("records")
    (row,) = reading.sources.to_dict("records")
    return {column: value for column, value in row.items() if pd.notna(value)}


def unread_of(folder: Path, files: dict[str, str]) -> list[tuple[str, str, str]]:
    rows = read_folder(write(folder, files)).unread.to_dict("records")
    return [(row["path"], row["cause"], row["remedy"]) for row in rows]


def page(head: str = "", body: str = f"<p>{TEXT}</p>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


# The owner's article.


def test_the_text_of_the_article_is_the_file_itself() -> None:
    (path,) = (SEEDS / "ceasefire").glob("*.txt")
    assert read_sources(SEEDS / "ceasefire")["text"].tolist() == [path.read_bytes().decode()]


def test_the_article_says_its_date_and_place_and_nothing_else() -> None:
    (row,) = read_sources(SEEDS / "ceasefire").to_dict("records")
    assert (row["published"], row["place"], row["language"]) == ("2025-03-14", "MOSCOW", "en")
    assert all(pd.isna(row[column]) for column in ("outlet", "title", "author", "url"))
    assert row["role"] == "report"


# Which files are documents.


def test_a_folder_is_a_story_and_a_folder_of_folders_is_several(tmp_path: Path) -> None:
    write(tmp_path, {"b/two.txt": TEXT, "a/one.txt": OTHER})
    sources = read_sources(tmp_path)
    assert sources[["story", "path"]].values.tolist() == [["a", "a/one.txt"], ["b", "b/two.txt"]]
    assert read_sources(tmp_path / "a")[["story", "path"]].values.tolist() == [["a", "one.txt"]]


def test_documents_beside_folders_are_a_story_too(tmp_path: Path) -> None:
    folder = tmp_path / "port"
    write(folder, {"one.txt": TEXT, "later/two.txt": OTHER, "later/even/three.txt": OTHER + "."})
    assert read_sources(folder)[["story", "path"]].values.tolist() == [
        ["later", "later/two.txt"],
        ["later/even", "later/even/three.txt"],
        ["port", "one.txt"],
    ]


def test_one_document_is_a_story(tmp_path: Path) -> None:
    write(tmp_path / "port", {"one.txt": TEXT, "two.txt": OTHER})
    write(tmp_path / "port", {"sources.csv": "path,outlet\none.txt,The Gazette\ntwo.txt,Post\n"})
    reading = read_folder(tmp_path / "port" / "one.txt")
    assert reading.sources[["story", "path", "outlet"]].values.tolist() == [
        ["port", "one.txt", "The Gazette"]
    ]
    assert reading.unread.empty


def test_a_relative_path_and_a_string_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "port", {"one.txt": TEXT})
    monkeypatch.chdir(tmp_path / "port")
    assert read_sources(".")["story"].tolist() == ["port"]
    assert read_sources("one.txt")["story"].tolist() == ["port"]


def test_hidden_files_are_no_documents(tmp_path: Path) -> None:
    files = {".DS_Store": "x", ".ipynb_checkpoints/one.txt": TEXT, ".git/HEAD": "x"}
    assert row_of(tmp_path, {**files, "one.txt": TEXT})["path"] == "one.txt"


def test_what_a_browser_saves_beside_a_page_is_no_story(tmp_path: Path) -> None:
    files = {"port.html": page(), "port_files/ad.html": page(), "old.htm": page() + " "}
    write(tmp_path, {**files, "old_files/style.css": "x", "tide_files/one.txt": OTHER})
    assert read_sources(tmp_path)["path"].tolist() == [
        "old.htm",
        "port.html",
        "tide_files/one.txt",
    ]


def test_stories_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path / "all", {"a.txt": TEXT, "b/c/d.txt": TEXT, "e/f.txt": TEXT})
    found = find_stories(tmp_path / "all", skip=lambda folder: folder.name == "b")
    assert found == [
        StoryFolder("all", tmp_path / "all", "", ("a.txt",)),
        StoryFolder("e", tmp_path / "all" / "e", "e/", ("f.txt",)),
    ]


def test_one_story_is_read_without_those_below_it_under_any_name(tmp_path: Path) -> None:
    write(tmp_path / "port", {"a.txt": TEXT, "b.txt": "", "later/c.txt": OTHER})
    reading = read_story(tmp_path / "port")
    assert reading.sources[["story", "path"]].values.tolist() == [["port", "a.txt"]]
    assert reading.unread[["story", "path"]].values.tolist() == [["port", "b.txt"]]
    named = read_story(tmp_path / "port" / "later", "port/later")
    assert named.sources[["story", "path"]].values.tolist() == [["port/later", "c.txt"]]


def test_one_story_needs_documents_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, {"port/later/c.txt": OTHER})
    with pytest.raises(NoDocumentsError, match="port holds no documents"):
        read_story(tmp_path / "port")
    with pytest.raises(NoDocumentsError, match=r"c\.txt is no folder"):
        read_story(tmp_path / "port" / "later" / "c.txt")
    with pytest.raises(SourcesNotFoundError, match="gone does not exist"):
        read_story(tmp_path / "gone")


def test_a_folder_that_may_not_be_opened_is_a_story_whose_report_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"open/a.txt": TEXT, "shut/b.txt": TEXT})
    iterdir = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder.name == "shut":
            raise PermissionError(13, "Permission denied")
        return iterdir(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    told = [["shut", "shut", "could not be opened: Permission denied."]]
    reading = read_folder(tmp_path)
    assert reading.sources["path"].tolist() == ["open/a.txt"]
    assert reading.unread[["story", "path", "cause"]].values.tolist() == told
    alone = read_story(tmp_path / "shut", "shut").unread
    assert alone[["story", "path", "cause"]].values.tolist() == [["shut", ".", told[0][2]]]


def test_the_order_does_not_depend_on_the_file_system(tmp_path: Path) -> None:
    names = ["b/1.txt", "a/2.txt", "B/1.txt", "a/10.txt", "a/é.txt", "a/Z.txt"]
    for order, folder in ((names, tmp_path / "x"), (names[::-1], tmp_path / "y")):
        write(folder, {name: f"{TEXT} {name}" for name in order})
    one, two = read_sources(tmp_path / "x"), read_sources(tmp_path / "y")
    pd.testing.assert_frame_equal(one, two)
    assert one["path"].tolist() == sorted(one["path"])


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourcesNotFoundError, match=r"gone does not exist\. Give a folder"):
        read_folder(tmp_path / "gone")
    assert issubclass(SourcesNotFoundError, (ClaimkitError, FileNotFoundError))


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    with pytest.raises(NoDocumentsError, match=r"holds no documents\. Put the articles"):
        read_folder(tmp_path)
    assert issubclass(NoDocumentsError, ValueError) and issubclass(NoDocumentsError, ClaimkitError)


def test_the_tables_have_the_columns_of_the_contract(tmp_path: Path) -> None:
    reading = read_folder(write(tmp_path, {"one.txt": TEXT, "two.bin": "x"}))
    assert list(reading.sources) == list(tables.columns("sources"))
    assert list(reading.unread) == list(tables.columns("unread"))
    tables.write(reading.sources, tmp_path / "sources.parquet")
    again = tables.read("sources", tmp_path / "sources.parquet")
    pd.testing.assert_frame_equal(again, reading.sources)


# Ids.


def test_an_id_is_the_hash_of_the_text_wherever_it_lies(tmp_path: Path) -> None:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    for place in ("a/one.txt", "b/c/other.md"):
        row = row_of(tmp_path / place[0], {place: TEXT})
        assert (row["source_id"], row["sha256"]) == (digest[:12], digest)


def test_a_verbatim_copy_has_a_row_and_an_id_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, {"a/one.txt": TEXT, "a/two.txt": TEXT, "b/one.txt": TEXT})
    ids = read_sources(tmp_path).set_index("path")["source_id"]
    assert ids["a/one.txt"] == hashlib.sha256(TEXT.encode()).hexdigest()[:12]
    for path in ("a/two.txt", "b/one.txt"):
        assert ids[path] == hashlib.sha256(f"{TEXT}\x1f{path}".encode()).hexdigest()[:12]


# Text.

LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\r\t")
).filter(lambda text: not text.startswith("\ufeff"))


def normalised(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@settings(deadline=None)
@given(LINES)
def test_any_text_in_utf_8_comes_back_as_it_is(text: str) -> None:
    assert decode(text.encode()) == normalised(text)
    assert decode(b"\xef\xbb\xbf" + text.encode()) == normalised(text)


@settings(deadline=None)
@given(LINES)
def test_any_text_in_marked_utf_16_comes_back_as_it_is(text: str) -> None:
    assert decode(("\ufeff" + text).encode("utf-16-le")) == normalised(text)
    assert decode(("\ufeff" + text).encode("utf-16-be")) == normalised(text)


def test_paragraphs_of_a_page_have_a_blank_line_between_them(tmp_path: Path) -> None:
    body = (
        f"<nav><a href='/'>Home</a></nav><article><h1>Port shut</h1><p>{TEXT}</p><p>{OTHER}</p>"
        f"<blockquote><p>We shall see.</p></blockquote><p>{TEXT}</p>"
        "<ul><li>One ship</li><li>Two ships</li></ul>"
        "<table><tr><th>Ship</th><th>Tonnes</th></tr><tr><td>Alba</td><td>4,200</td></tr></table>"
        "</article><section id='comments'><p>First comment here!</p></section>"
    )
    text = row_of(tmp_path, {"a.html": page(body=body)})["text"]
    # What is printed twice is in the text twice.
    assert text.split("\n\n") == [
        "Port shut",
        TEXT,
        OTHER,
        "We shall see.",
        TEXT,
        "- One ship\n- Two ships",
        "| Ship | Tonnes |\n| Alba | 4,200 |",
    ]


def test_a_new_format_is_one_function_and_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READERS, ".tex", READERS[".txt"])
    assert row_of(tmp_path, {"a.tex": TEXT})["text"] == TEXT


def test_reading_does_not_touch_the_documents(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    before = {path: path.read_bytes() for path in (tmp_path / "seeds").rglob("*.*")}
    read_folder(tmp_path / "seeds")
    assert {path: path.read_bytes() for path in (tmp_path / "seeds").rglob("*.*")} == before
