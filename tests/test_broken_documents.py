"""Broken and odd documents: each is read right, or listed with the cause, and none stops a run."""

import codecs
import io
import os
import stat
import sys
import time
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from claimkit.sources import Reading, UnreadDocumentWarning, read_folder, read_sources

ENGLISH = (
    "The harbour master said on Tuesday that the channel would stay closed. “It’s not safe,” she "
    "told reporters at the café — and nobody disagreed with her.\n"
)
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def read(tmp_path: Path, name: str, data: bytes) -> Reading:
    story = tmp_path / "story"
    story.mkdir(exist_ok=True)
    (story / name).write_bytes(data)
    return read_folder(story)


def text_of(tmp_path: Path, name: str, data: bytes) -> str:
    reading = read(tmp_path, name, data)
    assert reading.unread.empty, reading.unread.to_dict("records")
    return reading.sources["text"][0]


def cause_of(tmp_path: Path, name: str, data: bytes) -> str:
    reading = read(tmp_path, name, data)
    assert reading.sources.empty
    (row,) = reading.unread.to_dict("records")
    assert (row["story"], row["path"]) == ("story", name)
    assert row["remedy"].endswith(".")
    return row["cause"]


def pdf(text: str = "", password: str = "") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=612, height=792)
    if text:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n"))
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 72 720 Td {lines} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


PRINTED = (
    "The harbour master said on Tuesday that the channel would\nstay closed until further notice."
)


# What is read.


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_curly_quotes_come_out_right_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    assert text_of(tmp_path, "a.txt", ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_no_part_of_the_text(
    tmp_path: Path, mark: bytes, encoding: str
) -> None:
    assert text_of(tmp_path, "a.txt", mark + ENGLISH.encode(encoding)) == ENGLISH


def test_latin_1_is_read(tmp_path: Path) -> None:
    text = "The mayor of Málaga said that the café on the Plaza de España would close on Friday."
    assert text_of(tmp_path, "a.txt", text.encode("latin-1")) == text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_every_line_end_becomes_a_line_feed(tmp_path: Path, end: str) -> None:
    text = ENGLISH + "\n" + ENGLISH
    assert text_of(tmp_path, "a.txt", text.replace("\n", end).encode()) == text


def test_a_line_of_five_megabytes_is_read_in_seconds(tmp_path: Path) -> None:
    line = ENGLISH.replace("\n", " ") * (5_000_000 // len(ENGLISH))
    start = time.perf_counter()
    assert text_of(tmp_path, "a.txt", line.encode()) == line
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("filler", ["-", "a:", "(", "A ", "A. ", "— ", " ", "2025-03-14"])
def test_a_long_line_of_anything_is_done_with_quickly(tmp_path: Path, filler: str) -> None:
    start = time.perf_counter()
    read(tmp_path, "a.md", filler.encode() * 500_000)
    assert time.perf_counter() - start < 10


def test_direction_marks_and_zero_width_characters_stay_in_the_text(tmp_path: Path) -> None:
    text = "The minister, \u202bבנימין\u202c, said\u200f on Tues\u00adday\u200b that it was closed."
    assert text_of(tmp_path, "a.txt", text.encode()) == text


def test_a_page_without_a_body_is_read_where_it_has_text(tmp_path: Path) -> None:
    page = b"<html><head><title>T</title></head><p>The channel would stay closed.</p></html>"
    assert text_of(tmp_path, "a.html", page) == "The channel would stay closed."


def test_a_page_named_txt_is_read_as_a_page(tmp_path: Path) -> None:
    page = b"\n<!DOCTYPE html>\n<html><body><p>The channel would stay closed.</p></body></html>"
    assert text_of(tmp_path, "a.txt", page) == "The channel would stay closed."


def test_a_page_is_decoded_with_the_charset_that_it_declares(tmp_path: Path) -> None:
    head = '<html><head><meta charset="iso-8859-2"></head><body><p>'
    text = "Prime minister Jiří Dvořák said on Tuesday that the port of Děčín would stay closed."
    page = f"{head}{text}</p></body></html>".encode("iso-8859-2")
    assert text_of(tmp_path, "a.html", page) == text


def test_a_page_with_a_wrong_charset_is_decoded_as_what_it_is(tmp_path: Path) -> None:
    head = '<html><head><meta charset="iso-8859-1"></head><body><p>'
    page = f"{head}{ENGLISH}</p></body></html>".encode()
    assert text_of(tmp_path, "a.html", page) == ENGLISH.strip()


def test_xhtml_with_an_encoding_in_its_first_line_is_read(tmp_path: Path) -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 '
        'Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3'
        f'.org/1999/xhtml"><head><title>T</title></head><body><p>{ENGLISH}</p></body></html>'
    )
    assert text_of(tmp_path, "a.xhtml", page.encode()) == ENGLISH.strip()


def test_the_lines_of_a_pdf_are_put_together(tmp_path: Path) -> None:
    assert text_of(tmp_path, "a.pdf", pdf(PRINTED)) == PRINTED.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Fire at port.",
        "Putin, Lavrov, Peskov, Zakharova, Erdoğan, Guterres",
        "Mayor Jan de Vries of Den Haag met Van der Berg.",
        "Jalapeño salsa con queso, said Chef Miguel Ángel Hernández García de la Torre.",
        "THE PORT IS CLOSED UNTIL FRIDAY, THE MAYOR SAID",
        "12,000",
    ],
)
def test_short_texts_and_lists_of_names_count_as_english(tmp_path: Path, text: str) -> None:
    assert text_of(tmp_path, "a.txt", text.encode()) == text


# What is listed with its cause.


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.md"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    assert cause_of(tmp_path, name, b"") == "is empty."


@pytest.mark.parametrize("data", [b" \r\n\t\n", codecs.BOM_UTF8, "\u2003\u3000".encode()])
def test_a_file_of_white_space(tmp_path: Path, data: bytes) -> None:
    assert cause_of(tmp_path, "a.txt", data) == "holds no text."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP archive or an office document"),
        (b"{\\rtf1\\ansi The channel}", "an RTF document"),
    ],
)
def test_another_format_named_txt(tmp_path: Path, data: bytes, kind: str) -> None:
    assert cause_of(tmp_path, "a.txt", data) == f"is {kind}, not text."


@pytest.mark.parametrize(
    "data",
    [
        b"The channel\x00 would stay closed, she said.",
        bytes(range(1, 32)) * 40,
        b"\x00" * 400,
        bytes(index * 7919 % 256 for index in range(3000)),
    ],
)
def test_binary_data_named_txt(tmp_path: Path, data: bytes) -> None:
    assert "binary data" in cause_of(tmp_path, "a.txt", data)


def test_a_byte_order_mark_that_lies(tmp_path: Path) -> None:
    cause = cause_of(tmp_path, "a.txt", codecs.BOM_UTF16_LE + b"odd")
    assert cause == "begins with the mark of UTF-16-LE and is not valid in it."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Regierung hat am Dienstag beschlossen, den Hafen zu schließen.", "German (de)"),
        ("Le maire a déclaré mardi que le port resterait fermé toute la semaine.", "French (fr)"),
        (
            "Premijer je u utorak rekao da će luka ostati zatvorena još najmanje dva tjedna. "
            "Ribari su najavili prosvjed, a gradonačelnica je pozvala na mir.",
            "Croatian (hr)",
        ),
        ("Президент сказал, что порт закрыт.", "Russian (ru)"),
        ("قال الرئيس إن الميناء مغلق حتى يوم الجمعة", "Arabic (ar)"),
        ("港口关闭了。总统星期二说。", "Chinese (zh)"),
    ],
)
def test_another_language(tmp_path: Path, text: str, language: str) -> None:
    cause = cause_of(tmp_path, "a.txt", text.encode())
    assert cause == f"is in {language}, and claimkit reads English."


def test_another_language_in_an_old_encoding(tmp_path: Path) -> None:
    text = "Der Bürgermeister sagte am Dienstag, der Hafen müsse für Wochen geschlossen bleiben."
    assert "German" in cause_of(tmp_path, "a.txt", text.encode("cp1252"))


@pytest.mark.parametrize("name", ["photo.png", "a.docx", "data.json", "notes"])
def test_an_unknown_ending(tmp_path: Path, name: str) -> None:
    cause = cause_of(tmp_path, name, ENGLISH.encode())
    assert "ending" in cause and cause.endswith("does not read.")


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><head><title>Port shut</title></head></html>",
        b"<html><body></body></html>",
        b"<html><body><script>var a = 1;</script><img src='a.png'></body></html>",
        b"<html>",
        b"<!-- nothing -->",
    ],
)
def test_a_page_without_text(tmp_path: Path, page: bytes) -> None:
    assert cause_of(tmp_path, "a.html", page) == "is an HTML page without text."


def test_a_truncated_pdf(tmp_path: Path) -> None:
    whole = pdf(PRINTED)
    for share in (0.05, 0.3, 0.6, 0.95):
        cause = cause_of(tmp_path, "a.pdf", whole[: int(len(whole) * share)])
        assert cause == "is a PDF whose end is missing, as after a broken download."


def test_a_pdf_with_a_hole(tmp_path: Path) -> None:
    whole = pdf(PRINTED)
    assert "broken PDF" in cause_of(tmp_path, "a.pdf", whole[:20] + whole[-40:])


def test_a_pdf_that_is_none(tmp_path: Path) -> None:
    assert "broken PDF" in cause_of(tmp_path, "a.pdf", ENGLISH.encode())


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    assert cause_of(tmp_path, "a.pdf", pdf(PRINTED, "secret")) == "is a PDF that needs a password."


def test_a_pdf_of_pictures_alone(tmp_path: Path) -> None:
    cause = cause_of(tmp_path, "a.pdf", pdf())
    assert cause == "is a PDF without text, probably scanned pages."


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, who may read everything.
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    cause = cause_of(tmp_path, "a.txt", ENGLISH.encode())
    assert cause == "could not be opened: Permission denied."


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    link(tmp_path / "a.txt", tmp_path / "gone.txt")
    (row,) = read_folder(tmp_path).unread.to_dict("records")
    assert "leads nowhere" in row["cause"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert stat.S_ISFIFO((tmp_path / "a.txt").stat().st_mode)
    assert "is not a file" in read_folder(tmp_path).unread["cause"][0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not UTF-8")
def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(ENGLISH, "utf-8")
    assert read_folder(tmp_path).sources["path"][0] == "caf\ufffd.txt"


# A run goes on.


def link(place: Path, target: Path, *, folder: bool = False) -> None:
    try:
        place.symlink_to(target, target_is_directory=folder)
    except OSError:
        pytest.skip("links are not allowed here")


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    story = tmp_path / "story"
    (story / "more").mkdir(parents=True)
    (story / "more" / "a.txt").write_text(ENGLISH, "utf-8")
    link(story / "more" / "up", story, folder=True)
    link(story / "self", story, folder=True)
    link(story / "loop.txt", story / "loop.txt")
    reading = read_folder(story)
    assert reading.sources["path"].tolist() == ["more/a.txt"]
    assert reading.unread["path"].tolist() == ["loop.txt"]


def test_a_linked_folder_from_elsewhere_is_a_story(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "stories").mkdir()
    link(tmp_path / "stories" / "port", tmp_path / "kept", folder=True)
    sources = read_folder(tmp_path / "stories").sources
    assert sources[["story", "path"]].values.tolist() == [["port", "port/a.txt"]]


def test_one_bad_document_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PNG)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7\n%broken")
    reading = read_folder(tmp_path)
    assert reading.sources["path"].tolist() == ["c.txt"]
    assert reading.unread["path"].tolist() == ["a.txt", "b.txt", "d.pdf"]


def test_read_sources_warns_of_each_unread_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PNG)
    (tmp_path / "b.txt").write_text(ENGLISH, "utf-8")
    with pytest.warns(UnreadDocumentWarning, match=r"a\.txt is a PNG image, not text\.") as warned:
        sources = read_sources(tmp_path)
    assert len(warned) == 1 and Path(warned[0].filename) == Path(__file__)
    assert sources["path"].tolist() == ["b.txt"]
