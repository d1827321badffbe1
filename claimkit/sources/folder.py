"""From a path to the sources table: which files are documents, and what each says."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from claimkit import tables
from claimkit.sources import sidecar
from claimkit.sources.dateline import read_dateline
from claimkit.sources.english import require_english
from claimkit.sources.formats import read_document
from claimkit.sources.masthead import read_masthead
from claimkit.sources.metadata import checked, from_name
from claimkit.sources.problems import UnreadableError, UnreadDocumentWarning
from claimkit.sources.stories import StoryFolder, find_stories, listed, printable, story_in

MAX_BYTES = 100_000_000


@dataclass(frozen=True)
class Reading:
    """What was found in a folder.

    Parameters
    ----------
    sources
        The `sources` table: the documents that were read, sorted by story and path.
    unread
        The `unread` table: those that were not, each with the cause and what to do about it.
    """

    sources: pd.DataFrame
    unread: pd.DataFrame


def read_sources(folder: str | os.PathLike[str]) -> pd.DataFrame:
    """Read the documents of a story, or of several, into the `sources` table.

    Parameters
    ----------
    folder
        A folder of documents, which is a story; a folder of such folders; or one document.

    Returns
    -------
    pandas.DataFrame
        The `sources` table, sorted by story and path. In `text`, line ends are line feeds and a
        byte order mark is off; every other character is the document's own, and all offsets of
        all tables count the code points of this text.

    Raises
    ------
    SourcesNotFoundError, NoDocumentsError, MetadataError
        As :func:`read_folder`.

    Warns
    -----
    UnreadDocumentWarning
        Once for each document that could not be read.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = pathlib.Path(folder, "2025-03-14_port.txt")
    ...     _ = place.write_text("The port is shut.", encoding="utf-8")
    ...     read_sources(folder)[["path", "published", "text"]].values.tolist()
    [['2025-03-14_port.txt', '2025-03-14', 'The port is shut.']]
    """
    reading = read_folder(folder)
    for row in reading.unread.itertuples():
        warnings.warn(f"{row.path} {row.cause} {row.remedy}", UnreadDocumentWarning, stacklevel=2)
    return reading.sources


def read_folder(folder: str | os.PathLike[str]) -> Reading:
    """Read the documents of a story, or of several, and say which could not be read.

    Which folders are stories, and what they are called, is said by
    :func:`claimkit.sources.find_stories`. One document that cannot be read never stops the others.

    Parameters
    ----------
    folder
        A folder of documents, which is a story; a folder of such folders; or one document.

    Returns
    -------
    Reading
        The `sources` and the `unread` table.

    Raises
    ------
    SourcesNotFoundError
        When the path does not exist.
    NoDocumentsError
        When no file lies in the folder, nor in a folder below it.
    MetadataError
        When a ``sources.csv`` has an unknown column or a row that does not fit its columns.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "empty.txt").write_bytes(b"")
    ...     reading = read_folder(folder)
    >>> len(reading.sources), reading.unread[["path", "cause"]].values.tolist()
    (0, [['empty.txt', 'is empty.']])
    """
    return _read(find_stories(folder))


def read_story(folder: str | os.PathLike[str], name: str | None = None) -> Reading:
    """Read the documents that lie directly in a folder, as one story.

    Parameters
    ----------
    folder
        A folder of documents; what lies in the folders below it is left out.
    name
        What to call the story; like its folder when not given.

    Returns
    -------
    Reading
        The `sources` and the `unread` table.

    Raises
    ------
    SourcesNotFoundError, NoDocumentsError, MetadataError
        As :func:`read_folder`.

    Examples
    --------
    >>> read_story("seeds/harbour", "aground").sources["story"].unique().tolist()
    ['aground']
    """
    return _read([story_in(folder, name)])


def _read(stories: list[StoryFolder]) -> Reading:
    read: list[dict[str, Any]] = []
    unread: list[dict[str, Any]] = []
    for story in stories:
        _read_story(story, read, unread)
    by_place = ["story", "path"]
    read.sort(key=lambda row: [row[column] for column in by_place])
    unread.sort(key=lambda row: [row[column] for column in by_place])
    _name(read)
    return Reading(tables.frame("sources", read), tables.frame("unread", unread))


def _read_story(
    story: StoryFolder, read: list[dict[str, Any]], unread: list[dict[str, Any]]
) -> None:
    def place(name: str) -> dict[str, str]:
        path = (story.prefix + name).rstrip("/") or "."
        return {"story": story.name, "path": printable(path)}

    def report(name: str, problem: UnreadableError) -> None:
        unread.append({**place(name), "cause": problem.cause, "remedy": problem.remedy})

    if story.problem:
        report("", _refused(story.problem))
        return
    rows = sidecar.read_sidecar(story.folder)
    for name in story.files:
        row = rows.get(sidecar.plain_name(name), {})
        try:
            source = _read_file(story.folder / name, row)
        except UnreadableError as problem:
            report(name, problem)
        else:
            read.append({**place(name), **source})
    # One document of a folder may be read alone; the rows for the others are then in order.
    present = [sidecar.plain_name(name) for name in listed(story.folder)] if rows else []
    for name, absent in sidecar.missing(rows, present).items():
        report(name, absent)


def _read_file(path: Path, row: dict[str, str]) -> dict[str, str]:
    document = read_document(_bytes(path), path.suffix)
    # The nearer a statement is to the person who made the folder, the more it counts.
    said = {
        "role": "report",
        **from_name(path.name),
        **read_masthead(document.text),
        **read_dateline(document.text),
        **document.metadata,
        **checked(document.stated, "its front matter"),
        **checked(row, sidecar.NAME),
    }
    language = said.get("language", "").lower().replace("_", "-").split("-")[0]
    if not language:
        require_english(document.text)
    elif language not in ("en", "eng", "english"):
        raise UnreadableError(
            f"has the language {said['language']!r}, and claimkit reads English.",
            "Add an English translation, or write en if it is English.",
        )
    return {**said, "language": "en", "text": document.text}


def _bytes(path: Path) -> bytes:
    try:
        # A pipe or a device would block, and a link may lead nowhere.
        if not path.is_file():
            raise UnreadableError(
                "is not a file, or is a link that leads nowhere.", "Put the document itself here."
            )
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableError(
                f"has {size:,} bytes, more than the {MAX_BYTES:,} that claimkit reads.",
                "Split it into its documents.",
            )
        return path.read_bytes()
    except OSError as error:
        raise _refused(error) from error


def _refused(error: OSError) -> UnreadableError:
    return UnreadableError(
        f"could not be opened: {error.strerror or error}.",
        "Check that it exists and that you may read it.",
    )


def _name(read: list[dict[str, Any]]) -> None:
    """Give each source its id; a later copy of the same text is told apart by its path."""
    seen: set[str] = set()
    for row in read:
        row["sha256"] = tables.sha256(row["text"])
        named = tables.sha256(f"{row['text']}\x1f{row['path']}") if row["sha256"] in seen else None
        seen.add(row["sha256"])
        row["source_id"] = (named or row["sha256"])[:12]
