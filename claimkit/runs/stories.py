"""Which stories lie in a folder, and where the result of each goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimkit.resources import REVIEWS
from claimkit.runs.errors import NotOursError
from claimkit.runs.files import RUN_FORMAT, is_result, read_json


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
        return [path for path in listed if path.is_file() and not path.name.startswith(".")]
    except OSError:
        # The story is run all the same: its report says that the folder could not be opened.
        return []


def plan(folder: Path | str, out: Path | str) -> list[Story]:
    """Find the stories in `folder`, and say where the result of each goes.

    The stories are those of :func:`claimkit.sources.find_stories`, without claimkit's own results.
    One story that is `folder` itself goes to `out`, others go to ``out/<name>``.

    Raises
    ------
    NoDocumentsError
        When there is no folder of that name, or no document in it or below.
    NotOursError
        When a result would go to a folder that already holds other files.
    """
    # Here and not above: pandas takes a second to import, and --help should not wait for it.
    from claimkit.sources import NoDocumentsError, find_stories

    folder, out = Path(folder).resolve(), Path(out).resolve()
    if not folder.is_dir():
        raise NoDocumentsError(f"There is no folder {folder}. Give a folder that holds documents.")
    found = find_stories(folder, skip=is_result)
    if len(found) == 1 and not found[0].prefix:
        stories = [Story(found[0].name, folder, out)]
    else:
        stories = [Story(story.name, story.folder, out / story.name) for story in found]
        _refuse_same_names(stories)
        _refuse_single_result(out)
    for story in stories:
        _refuse_foreign_files(story)
    return stories


def _refuse_same_names(stories: list[Story]) -> None:
    from claimkit.sources import NoDocumentsError

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
