"""Which folders are stories: the one rule, for reading documents and for running notebooks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claimkit.sources import sidecar
from claimkit.sources.problems import NoDocumentsError, SourcesNotFoundError

_PAGES = (".html", ".htm")


@dataclass(frozen=True)
class StoryFolder:
    """A folder that holds documents.

    Parameters
    ----------
    name
        What the story is called.
    folder
        Where its documents lie.
    prefix
        What their paths begin with, seen from the folder that was given: empty for that folder
        itself, else with a slash at its end.
    files
        The names of its documents, in order.
    problem
        Why the folder could not be listed, or None. It is a story all the same, so that a report
        says so.
    """

    name: str
    folder: Path
    prefix: str
    files: tuple[str, ...]
    problem: OSError | None = None


def find_stories(
    path: str | os.PathLike[str], skip: Callable[[Path], bool] = lambda folder: False
) -> list[StoryFolder]:
    """Find the stories in a folder: every folder with documents in it, once, whatever links to it.

    A story is called like its folder; below the folder that was given, by its path from there. No
    documents are hidden files and folders, ``sources.csv``, and the ``page_files`` that browsers
    save beside ``page.html``.

    Parameters
    ----------
    path
        A folder of documents, which is a story; a folder of such folders; or one document.
    skip
        Tells of a folder below `path` whether to leave it out, with all that lies in it.

    Raises
    ------
    SourcesNotFoundError
        When the path does not exist.
    NoDocumentsError
        When no file lies in the folder, nor in a folder below it.

    Examples
    --------
    >>> [(story.name, story.files) for story in find_stories("seeds/ceasefire")]
    [('ceasefire', ('000_0840748ff6e9b0ff.txt',))]
    """
    path = _existing(Path(path))
    if not path.is_dir():
        parent = path.resolve().parent
        return [StoryFolder(printable(parent.name), path.parent, "", (path.name,))]
    stories = list(_below(path, path.resolve(), "", skip, set()))
    if not stories:
        raise _no_documents(path)
    return stories


def story_in(folder: str | os.PathLike[str], name: str | None = None) -> StoryFolder:
    """Return the story of one folder, without those below it.

    Parameters
    ----------
    folder
        A folder of documents.
    name
        What to call the story; like its folder when not given.

    Raises
    ------
    SourcesNotFoundError, NoDocumentsError
        As :func:`find_stories`.

    Examples
    --------
    >>> story_in("seeds/harbour", "run aground").name
    'run aground'
    """
    path = _existing(Path(folder))
    if not path.is_dir():
        raise NoDocumentsError(f"{path} is no folder. Give the folder that holds the documents.")
    story, _ = _look(path, name or path.resolve().name, "")
    if not (story.files or story.problem):
        raise _no_documents(path)
    return story


def listed(folder: Path) -> list[str]:
    """Return the names of what lies in a folder, in order, without what is no document."""
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if not entry.name.startswith(".") and entry.name != sidecar.NAME
    )


def printable(name: str) -> str:
    r"""Return a file's name as text.

    Linux allows names that are not UTF-8; Python keeps their bytes as half code points.

    >>> printable("caf\udce9")
    'caf�'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _below(
    folder: Path, root: Path, prefix: str, skip: Callable[[Path], bool], seen: set[Path]
) -> Iterator[StoryFolder]:
    seen.add(folder.resolve())
    story, folders = _look(folder, prefix.rstrip("/") or root.name, prefix)
    if story.files or story.problem:
        yield story
    for name in folders:
        below = folder / name
        target = below.resolve()
        # A link into the folder that was given leads to what is read anyway.
        linked = below.is_symlink() and target.is_relative_to(root)
        if target not in seen and not linked and not skip(below):
            yield from _below(below, root, f"{prefix}{name}/", skip, seen)


def _look(folder: Path, name: str, prefix: str) -> tuple[StoryFolder, list[str]]:
    """Return the story that a folder is, with or without documents, and the folders in it."""
    name = printable(name) or "story"  # the root of a disk has no name
    try:
        entries = listed(folder)
        folders = [entry for entry in entries if (folder / entry).is_dir()]
    except OSError as problem:
        return StoryFolder(name, folder, prefix, (), problem), []
    inner = set(folders)
    files = tuple(entry for entry in entries if entry not in inner)
    saved = {f"{Path(file).stem}_files" for file in files if Path(file).suffix in _PAGES}
    return StoryFolder(name, folder, prefix, files), [each for each in folders if each not in saved]


def _existing(path: Path) -> Path:
    if not path.exists():
        raise SourcesNotFoundError(
            f"{path} does not exist. Give a folder of documents, a folder of such folders, or one "
            "document."
        )
    return path


def _no_documents(path: Path) -> NoDocumentsError:
    return NoDocumentsError(
        f"{path} holds no documents. Put the articles of a story into it, or a folder for each "
        "story."
    )
