"""Which stories lie in a folder, and where the result of each goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimkit.runs.errors import NoDocumentsError, NotOursError
from claimkit.runs.files import RUN_FORMAT, is_result, read_json

METADATA = "sources.csv"
REVIEWS = "reviews.jsonl"


@dataclass(frozen=True)
class Story:
    """A folder of documents and the folder for its results, both absolute."""

    name: str
    folder: Path
    out: Path


def inputs(folder: Path) -> list[Path]:
    """Return the documents of a story and its ``sources.csv``, in the order of their names."""
    try:
        listed = sorted(folder.iterdir())
    except PermissionError:
        # The story is run all the same: its report says that the folder could not be opened.
        return []
    return [path for path in listed if path.is_file() and not path.name.startswith(".")]


def plan(folder: Path | str, out: Path | str) -> list[Story]:
    """Find the stories in `folder`, and say where the result of each goes.

    A folder that holds documents is a story; so is every such folder below it. One story that is
    `folder` itself goes to `out`, others go to ``out/<name>``. Left out are hidden folders,
    claimkit's own results, and the ``page_files`` that browsers save beside ``page.html``.

    Raises
    ------
    NoDocumentsError
        When there is no folder of that name, or no document in it or below.
    NotOursError
        When a result would go to a folder that already holds other files.
    """
    # Resolved, since claimkit.sources names a story after the folder that a link leads to.
    folder, out = Path(folder).resolve(), Path(out).resolve()
    if not folder.is_dir():
        raise NoDocumentsError(f"There is no folder {folder}. Give a folder that holds documents.")
    found = _folders_with_documents(folder, set())
    if not found:
        raise NoDocumentsError(
            f"There are no documents in {folder} or below it. Put the articles of a story "
            "(text, HTML or PDF files) into the folder, or name another one."
        )
    if found == [folder]:
        stories = [Story(folder.name or "story", folder, out)]
    else:
        stories = [_story_below(folder, path, out) for path in found]
        _refuse_same_names(stories)
        _refuse_single_result(out)
    for story in stories:
        _refuse_foreign_files(story)
    return stories


def _folders_with_documents(folder: Path, seen: set[Path]) -> list[Path]:
    """Find the stories in a folder and below it; each folder once, whatever links to it."""
    seen.add(folder.resolve())
    try:
        below = sorted(path for path in folder.iterdir() if path.is_dir())
    except PermissionError:
        return [folder]
    found = [folder] if any(path.name != METADATA for path in inputs(folder)) else []
    for path in below:
        if path.resolve() not in seen and not _is_no_story(path):
            found += _folders_with_documents(path, seen)
    return found


def _is_no_story(path: Path) -> bool:
    return path.name.startswith(".") or is_result(path) or _is_saved_with_a_page(path)


def _is_saved_with_a_page(path: Path) -> bool:
    page = path.name.removesuffix("_files")
    return page != path.name and any(
        path.with_name(page + suffix).is_file() for suffix in (".html", ".htm")
    )


def _story_below(folder: Path, path: Path, out: Path) -> Story:
    name = folder.name if path == folder else path.relative_to(folder).as_posix()
    return Story(name, path, out / name)


def _refuse_same_names(stories: list[Story]) -> None:
    names = [story.name for story in stories]
    for name in names:
        if names.count(name) > 1:
            raise NoDocumentsError(
                f"Two stories are called {name!r}: the folder itself and one in it. Rename one."
            )


def _refuse_single_result(out: Path) -> None:
    if is_result(out):
        raise NotOursError(
            f"{out} holds the result of one story, and several stories are to be run. "
            "Choose another folder for them."
        )


def _refuse_foreign_files(story: Story) -> None:
    out = story.out
    if out.exists() and not out.is_dir():
        raise NotOursError(f"{out} is a file. Choose a folder for the results of {story.name!r}.")
    if not out.is_dir() or is_result(out):
        return
    others = sorted(
        path.name
        for path in out.iterdir()
        if path.name != REVIEWS and not path.name.startswith(".") and not is_result(path)
    )
    if others:
        raise NotOursError(
            f"{out} holds files that claimkit did not write (such as {others[0]!r}), so nothing "
            f"is written there. Choose an empty or a new folder for the results of {story.name!r}."
        )


def clear(out: Path) -> None:
    """Make the folders of a result, and remove what an earlier run, but no person, has written."""
    earlier = read_json(out / "run.json", RUN_FORMAT) or {}
    stale = [out / "manifest.json", out / "report.html", *(out / "tables").glob("*.parquet")]
    stale += [out / "notebooks" / f"{name}.ipynb" for name in earlier.get("notebooks", [])]
    for path in stale:
        path.unlink(missing_ok=True)
    for name in ("tables", "notebooks"):
        (out / name).mkdir(parents=True, exist_ok=True)
