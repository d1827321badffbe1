"""What is known of a document: sources.csv, front matter, the document, its name, else null."""

from pathlib import Path

import pytest
from test_sources import TEXT, page, row_of, unread_of, write

from claimkit.errors import ClaimkitError
from claimkit.sources import MetadataError, read_folder


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


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Ferry ready\n\nCoast Radio, 7 November 2025\n\nBy Emil Dorn\n\n",
         ("2025-11-07", "Coast Radio", "Ferry ready", "Emil Dorn")),
        ("KELM ECHO\nWednesday, September 10, 2025\n\nA street wakes up\n\n",
         ("2025-09-10", "KELM ECHO", "A street wakes up", None)),
        ("Ferry ready\nPublished on Friday, 7 Nov. 2025\n\n",
         ("2025-11-07", None, "Ferry ready", None)),
        ("Ferry ready\n\nThe ferry sails from 7 November 2025.\n\n", (None,) * 4),
        ("Ferry ready\n\nCoast Radio, 31 November 2025\n\n", (None,) * 4),
    ],
)  # fmt: skip
def test_the_lines_above_a_plain_text_say_what_it_is(
    tmp_path: Path, head: str, said: tuple[str | None, ...]
) -> None:
    row = row_of(tmp_path, {"text.txt": head + TEXT})
    assert tuple(row.get(field) for field in ("published", "outlet", "title", "author")) == said
