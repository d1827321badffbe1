"""Documents become rows: which files are documents, what is known of each, and its ids."""

import hashlib
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit import tables
from claimkit.errors import ClaimkitError
from claimkit.sources import (
    MetadataError,
    NoDocumentsError,
    SourcesNotFoundError,
    read_folder,
    read_sources,
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


# Metadata: sources.csv, then front matter, then the document, then the name of the file.


def test_the_nearest_statement_counts(tmp_path: Path) -> None:
    name = "2025-03-01_Name_port.txt"
    dated = f"MOSCOW, March 2, 2025 — {TEXT}"
    fronted = f"---\ntitle: Front\npublished: 2025-03-03\n---\n{dated}"
    listed = {name: fronted, "sources.csv": f"path,published,title\n{name},2025-03-04,\n"}
    cases = [
        ({name: TEXT}, "2025-03-01"),
        ({name: dated}, "2025-03-02"),
        ({name: fronted}, "2025-03-03"),
        (listed, "2025-03-04"),
    ]
    for number, (files, published) in enumerate(cases):
        row = row_of(tmp_path / str(number), files)
        assert (row["published"], row["outlet"]) == (published, "Name")
    # An empty cell says nothing, so that the front matter's title stays.
    assert (row["title"], row["place"], row["text"]) == ("Front", "MOSCOW", dated)


def test_what_nobody_states_is_null(tmp_path: Path) -> None:
    row = row_of(tmp_path, {"port-shut.txt": TEXT})
    assert set(row) == {"source_id", "story", "path", "role", "language", "text", "sha256"}


@pytest.mark.parametrize(
    ("line", "published", "place"),
    [
        (" date 2025-03-14 MOSCOW - The", "2025-03-14", "MOSCOW"),
        ("2025-03-14 NEW YORK/LONDON — The", "2025-03-14", "NEW YORK/LONDON"),
        ("Published 2025-03-14T09:30\n\nThe", "2025-03-14T09:30:00", None),
        ("MOSCOW, March 14 (Wire) — The", None, "MOSCOW"),
        (
            "ST. JOHN’S, Newfoundland, 14 March 2025 -- The",
            "2025-03-14",
            "ST. JOHN’S, Newfoundland",
        ),
        ("By Ann Lee\n\nKyiv, Ukraine (Northwire) - The", None, "Kyiv, Ukraine"),
        ("WASHINGTON — The", None, "WASHINGTON"),
        ("BREAKING — The", None, None),
        ("NATO - the alliance - said the", None, None),
        ("FIRE AT PORT - TWO HURT\n\nThe", None, None),
        ("Mr. Lee (Labour) - the minister - said the", None, None),
        ("2025-03-14 was a long day; the", None, None),
        ("date 2025-02-30 MOSCOW - The", None, "MOSCOW"),
        ("The mayor — who said the", None, None),
    ],
)
def test_a_dateline(tmp_path: Path, line: str, published: str | None, place: str | None) -> None:
    text = f"{line} channel would stay closed, the harbour master said on Tuesday."
    row = row_of(tmp_path, {"a.txt": text})
    assert (row.get("published"), row.get("place"), row["text"]) == (published, place, text)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2025-03-14_Harbour-Gazette_port-shut.txt", ("2025-03-14", "Harbour Gazette")),
        ("BBC_2025-03-14_port.txt", ("2025-03-14", "BBC")),
        ("port-shut-2025-03-14.txt", ("2025-03-14", None)),
        ("2025-13-14_Gazette_port.txt", (None, None)),
        ("12025-03-14_x.txt", (None, None)),
        ("000_0840748ff6e9b0ff.txt", (None, None)),
    ],
)
def test_the_name_of_a_file(tmp_path: Path, name: str, said: tuple[str, str]) -> None:
    row = row_of(tmp_path, {name: TEXT})
    assert (row.get("published"), row.get("outlet")) == said


def test_front_matter_is_no_part_of_the_text(tmp_path: Path) -> None:
    top = (
        '---\nTitle: "Port: shut"\nauthors: [Ann Lee, Bo Ek]\ndate: 2025-03-14 09:30:00+01:00\n'
        "role: reference\ntags: [sea]\n---\n\n"
    )
    row = row_of(tmp_path, {"a.md": top + TEXT + "\n"})
    assert row["text"] == TEXT + "\n"
    assert (row["title"], row["author"], row["role"]) == (
        "Port: shut",
        "Ann Lee, Bo Ek",
        "reference",
    )
    assert row["published"] == "2025-03-14T09:30:00+01:00"


def test_a_headline_with_a_colon_is_no_broken_front_matter(tmp_path: Path) -> None:
    row = row_of(tmp_path, {"a.txt": f"---\ntitle: Port: shut for good\n---\n{TEXT}"})
    assert (row["title"], row["text"]) == ("Port: shut for good", TEXT)


def test_a_first_paragraph_of_fields_is_front_matter(tmp_path: Path) -> None:
    row = row_of(tmp_path, {"a.txt": f"Outlet: The Gazette\nDate: 2025-03-14\n\n{TEXT}"})
    assert (row["outlet"], row["published"], row["text"]) == ("The Gazette", "2025-03-14", TEXT)


@pytest.mark.parametrize(
    "top", ["MAYOR: It is shut.\n\n", "---\n\nIt is shut.\n\n---\n\n", "---\n"]
)
def test_other_beginnings_stay_in_the_text(tmp_path: Path, top: str) -> None:
    assert row_of(tmp_path, {"a.txt": top + TEXT})["text"] == top + TEXT


def test_a_heading_is_the_title_of_markdown_alone(tmp_path: Path) -> None:
    assert row_of(tmp_path / "a", {"a.md": f"# Port shut\n\n{TEXT}"})["title"] == "Port shut"
    assert "title" not in row_of(tmp_path / "b", {"a.txt": f"# Port shut\n\n{TEXT}"})


def test_a_page_tells_its_metadata_in_json_ld(tmp_path: Path) -> None:
    head = (
        '<title>Port shut | Gazette</title><link rel="canonical" href="https://gazette.example/p">'
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":'
        '"WebSite","name":"Gazette"},{"@type":["NewsArticle"],"headline":"Port shut","dateModified"'
        ':"2031-01-01","datePublished":"2025-03-14T08:00:00+01:00","author":[{"@type":"Person",'
        '"name":"Ann Lee"}],"publisher":{"@type":"Organization","name":"The Harbour Gazette"}}]}'
        "</script>"
    )
    row = row_of(tmp_path, {"a.html": page(head, f"<p>PORT ELLERY — {TEXT}</p>")})
    assert (row["title"], row["author"]) == ("Port shut", "Ann Lee")
    assert (row["outlet"], row["place"]) == ("The Harbour Gazette", "PORT ELLERY")
    assert row["url"] == "https://gazette.example/p"
    assert row["published"] == "2025-03-14T08:00:00+01:00"


def test_a_page_tells_its_metadata_in_meta_elements(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="gazette.example"><meta name="author" content='
        '"Ann Lee"><meta property="og:title" content="Port shut"><meta property='
        '"article:published_time" content="2025-03-14"><meta property="og:url" '
        'content="https://gazette.example/p">'
    )
    row = row_of(tmp_path, {"a.html": page(head)})
    said = [row[column] for column in ("outlet", "author", "title", "published", "url")]
    assert said == [
        "gazette.example", "Ann Lee", "Port shut", "2025-03-14", "https://gazette.example/p",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.gazette.example/2025/03/14/port-shut.html">',
        '<meta name="twitter:site" content="@gazette"><meta name="modified" content="2025-03-14">',
        '<meta property="article:publisher" content="https://social.example/gazette">',
        '<meta property="article:published_time" content="last Tuesday">',
        '<script type="application/ld+json">{"@type": "NewsArticle", broken</script>',
    ],
)
def test_what_a_page_does_not_state_is_not_guessed(tmp_path: Path, head: str) -> None:
    body = f"<p>{TEXT}</p><p>Published 3 March 2024 by the team. Updated 2025-03-01.</p>"
    row = row_of(tmp_path, {"a.html": page(head, body)})
    assert not {"outlet", "published", "author"} & set(row)


# sources.csv


def test_sources_csv_reads_any_usual_separator_and_encoding(tmp_path: Path) -> None:
    for number, separator in enumerate(",;\t"):
        rows = [["File", "Outlet", "Author"], [".\\a.txt", "Café Post", '"Lee, Ann; Ek, Bo"']]
        table = "\r\n".join(separator.join(row) for row in rows)
        folder = write(tmp_path / str(number), {"a.txt": TEXT})
        encoding = ("utf-8-sig", "cp1252", "utf-16")[number]
        (folder / "sources.csv").write_bytes(table.encode(encoding))
        row = row_of(folder, {})
        assert (row["outlet"], row["author"]) == ("Café Post", "Lee, Ann; Ek, Bo")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            "path,outlett\na.txt,x\n",
            r"column 'outlett'.*Did you mean 'outlet'\? It knows path, out",
        ),
        ("outlet\nx\n", "no column 'path'"),
        ("path,title\na.txt,Port, shut\n", "line 2: 3 cells, but 2 columns"),
        ("path\na.txt\n./a.txt\n", "line 3: a second row for 'a.txt'"),
        ("", "no column 'path'"),
        ("\0\0\0", "cannot be read"),
    ],
)
def test_a_sources_csv_that_cannot_be_trusted_is_an_error(
    tmp_path: Path, table: str, message: str
) -> None:
    with pytest.raises(MetadataError, match=message):
        read_folder(write(tmp_path, {"a.txt": TEXT, "sources.csv": table}))
    assert issubclass(MetadataError, ValueError) and issubclass(MetadataError, ClaimkitError)


def test_a_row_for_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    files = {"gazette.txt": TEXT, "sources.csv": "path,outlet\ngazete.txt,x\n"}
    ((path, cause, _),) = unread_of(tmp_path, files)
    assert path == "gazete.txt"
    assert cause == (
        "is named in sources.csv but is not in the folder. Did you mean 'gazette.txt'?"
    )
    assert read_folder(tmp_path).sources["path"].tolist() == ["gazette.txt"]


@pytest.mark.parametrize(
    ("files", "cause", "remedy"),
    [
        (
            {"a.txt": TEXT, "sources.csv": "path,published\na.txt,14/03/2025\n"},
            "has the date of publication '14/03/2025' in sources.csv.",
            "Write it as 2025-03-14, or 2025-03-14T09:30.",
        ),
        (
            {"a.txt": f"---\npublished: 2025-02-30\n---\n{TEXT}"},
            "has the date of publication '2025-02-30' in its front matter.",
            "Write it as 2025-03-14, or 2025-03-14T09:30.",
        ),
        (
            {"a.txt": f"---\nrole: transcript\n---\n{TEXT}"},
            "has the role 'transcript' in its front matter.",
            "Write report or reference.",
        ),
        (
            {"a.txt": TEXT, "sources.csv": "path,language\na.txt,de\n"},
            "has the language 'de', and claimkit reads English.",
            "Add an English translation, or write en if it is English.",
        ),
    ],
)
def test_a_value_that_cannot_be_right_is_reported(
    tmp_path: Path, files: dict[str, str], cause: str, remedy: str
) -> None:
    assert unread_of(tmp_path, files) == [("a.txt", cause, remedy)]


def test_a_person_may_say_that_a_document_is_english(tmp_path: Path) -> None:
    text = "Die Regierung hat am Dienstag beschlossen, den Hafen zu schließen."
    files = {"a.txt": text, "sources.csv": "path,language\na.txt,en-GB\n"}
    row = row_of(tmp_path, files)
    assert (row["text"], row["language"]) == (text, "en")


def test_reading_does_not_touch_the_documents(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    before = {path: path.read_bytes() for path in (tmp_path / "seeds").rglob("*.*")}
    read_folder(tmp_path / "seeds")
    assert {path: path.read_bytes() for path in (tmp_path / "seeds").rglob("*.*")} == before
