"""Which folders are stories, and where nobody's files are overwritten."""

import pytest

from claimkit.runs import NotOursError, ResultBusyError
from claimkit.runs.files import RUN_FORMAT, write_json
from claimkit.runs.lock import locked
from claimkit.runs.stories import clear, inputs, plan
from claimkit.sources import NoDocumentsError, find_stories


def make(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def planned(folder, out):
    return {story.name: story.out for story in plan(folder, out)}


def test_a_folder_of_documents_is_one_story_whose_result_is_out_itself(tmp_path):
    folder = make(tmp_path / "harbour", "a.txt", "sources.csv")
    assert planned(folder, tmp_path / "out") == {"harbour": tmp_path / "out"}


def test_a_folder_of_stories_gives_a_result_for_each(tmp_path):
    folder = make(tmp_path / "seeds", "harbour/a.txt", "storm/b.html", "2025/quake/c.txt")
    out = tmp_path / "out"
    assert planned(folder, out) == {
        "2025/quake": out / "2025" / "quake",
        "harbour": out / "harbour",
        "storm": out / "storm",
    }


def test_one_story_below_the_folder_goes_to_a_folder_of_its_name(tmp_path):
    folder = make(tmp_path / "seeds", "harbour/a.txt")
    assert planned(folder, tmp_path / "out") == {"harbour": tmp_path / "out" / "harbour"}


def test_documents_beside_stories_are_a_story_too(tmp_path):
    folder = make(tmp_path / "seeds", "a.txt", "storm/b.txt")
    out = tmp_path / "out"
    assert planned(folder, out) == {"seeds": out / "seeds", "storm": out / "storm"}


def test_what_is_no_document_makes_no_story(tmp_path):
    folder = make(
        tmp_path / "seeds",
        "harbour/page.html",
        "harbour/page_files/style.css",
        "harbour/.hidden/a.txt",
        "empty/sources.csv",
        "hidden/.DS_Store",
    )
    assert list(planned(folder, tmp_path / "out")) == ["harbour"]


def test_a_result_below_the_story_is_not_taken_for_a_story(tmp_path):
    folder = make(tmp_path / "harbour", "a.txt", "out/tables/x.parquet")
    write_json(folder / "out" / "run.json", {"format": RUN_FORMAT})
    assert planned(folder, folder / "out") == {"harbour": folder / "out"}


def test_stories_are_called_as_their_documents_say_of_themselves(tmp_path):
    folder = make(tmp_path / "seeds", "a.txt", "storm/b.txt", "2025/quake/c.txt")
    names = {story.name for story in plan(folder, tmp_path / "out")}
    assert names == {story.name for story in find_stories(folder)}


def test_a_folder_that_cannot_be_opened_is_run_all_the_same(tmp_path, monkeypatch):
    folder = make(tmp_path / "seeds", "open/a.txt", "shut/b.txt")
    iterdir = type(folder).iterdir

    def refuse(path):
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(type(folder), "iterdir", refuse)
    stories = {story.name: inputs(story.folder) for story in plan(folder, tmp_path / "out")}
    assert stories == {"open": [folder / "open" / "a.txt"], "shut": []}


def test_a_link_to_the_folder_above_is_not_followed_for_ever(tmp_path):
    folder = make(tmp_path / "seeds", "harbour/a.txt")
    try:
        (folder / "harbour" / "again").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    assert list(planned(folder, tmp_path / "out")) == ["harbour"]


def test_the_folder_may_be_relative(tmp_path, monkeypatch):
    make(tmp_path / "harbour", "a.txt")
    monkeypatch.chdir(tmp_path / "harbour")
    (story,) = plan(".", "../out")
    assert (story.name, story.out) == ("harbour", tmp_path / "out")


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_documents_is_an_error(tmp_path, name):
    (tmp_path / "empty" / "below").mkdir(parents=True)
    with pytest.raises(NoDocumentsError, match=name):
        plan(tmp_path / name, tmp_path / "out")


def test_two_stories_of_one_name_are_refused(tmp_path):
    folder = make(tmp_path / "harbour", "a.txt", "harbour/b.txt")
    with pytest.raises(NoDocumentsError, match="Two stories are called 'harbour'"):
        plan(folder, tmp_path / "out")


def test_a_folder_with_other_files_is_refused(tmp_path):
    folder = make(tmp_path / "harbour", "a.txt")
    out = make(tmp_path / "thesis", "chapter.docx")
    with pytest.raises(NotOursError, match=r"chapter\.docx"):
        plan(folder, out)
    with pytest.raises(NotOursError):
        plan(folder, folder)
    with pytest.raises(NotOursError, match="is a file"):
        plan(folder, out / "chapter.docx")


def test_several_stories_do_not_go_into_the_result_of_one(tmp_path):
    folder = make(tmp_path / "seeds", "harbour/a.txt", "storm/b.txt")
    out = make(tmp_path / "out", "report.html")
    write_json(out / "run.json", {"format": RUN_FORMAT})
    with pytest.raises(NotOursError, match="result of one story"):
        plan(folder, out)


def test_a_folder_with_nothing_but_reviews_may_be_written_to(tmp_path):
    folder = make(tmp_path / "harbour", "a.txt")
    out = make(tmp_path / "out", "reviews.jsonl", ".DS_Store")
    assert planned(folder, out) == {"harbour": out}


def test_clearing_removes_what_a_run_wrote_and_nothing_else(tmp_path):
    made = ["manifest.json", "report.html", "tables/old.parquet", "notebooks/1_old.ipynb"]
    kept = ["reviews.jsonl", "notes.txt", "notebooks/mine.ipynb", "tables/mine.csv"]
    make(tmp_path, *made, *kept)
    write_json(tmp_path / "run.json", {"format": RUN_FORMAT, "notebooks": ["1_old"]})
    clear(tmp_path)
    assert [name for name in made + kept if (tmp_path / name).exists()] == kept


def test_a_folder_is_locked_for_all_others_and_free_again_afterwards(tmp_path):
    with locked(tmp_path), pytest.raises(ResultBusyError, match="Another run"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with (
        pytest.raises(NotOursError, match="Nothing can be written into"),
        locked(tmp_path / "file"),
    ):
        pass


def test_a_lock_file_that_a_killed_run_left_locks_nothing(tmp_path):
    (tmp_path / ".claimkit.lock").touch()
    with locked(tmp_path):
        pass
