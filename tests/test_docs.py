"""The guided page of the columns: what stands in it is what the extraction gives."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
import story

import claimkit as ck
from claimkit import tables
from claimkit.contracts import schemas

ROOT = Path(__file__).resolve().parent.parent
TABLES = ("statements", "claims", "spans")


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_columns", ROOT / "docs/make_columns.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MODULE = _module()


def _sections(page: str) -> dict[str, str]:
    parts = re.split(r"^### (\S+)$", page, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture(scope="module")
def invented() -> dict[str, str]:
    return _sections(MODULE.render(tables.Analysis.of(story.make())))


def test_every_column_has_its_part_in_the_order_of_the_contract(invented: dict[str, str]) -> None:
    wanted = [f"{name}.{column}" for name in TABLES for column in schemas.load(name).columns]
    assert list(invented) == wanted


def test_an_example_stands_in_its_line_with_its_value(invented: dict[str, str]) -> None:
    negative = "engineer Noor Hallam said **the ferry will not return in May**. The pier is safe."
    assert negative in invented["claims.polarity"]
    assert "| `negative` |" in invented["claims.polarity"]
    assert "that the repairs cost **$2 million**. | `2000000 USD` |" in invented["spans.value"]
    assert "**The pier** is safe." in invented["spans.label"]


def test_what_no_row_shows_is_said(invented: dict[str, str]) -> None:
    assert (
        "No row of the sample story shows it." in invented["claims.subject"]
        or "null" in (invented["claims.subject"])
    )
    empty = tables.Analysis.of({**story.make(), **{n: tables.frame(n, []) for n in TABLES}})
    sections = _sections(MODULE.render(empty))
    assert all("No row of the sample story shows it." in part for part in sections.values())


def test_the_order_of_rows_does_not_matter() -> None:
    given = story.make()
    turned = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in given.items()}
    pages = [MODULE.render(tables.Analysis.of(each)) for each in (given, turned)]
    assert pages[0] == pages[1]


def test_marks_of_the_text_are_no_markdown() -> None:
    text = "A *bold* claim | with `code`.\nNext line."
    assert MODULE._context(text, 2, 8) == "A **\\*bold\\*** claim \\| with \\`code\\`."


def test_the_page_is_what_the_extraction_gives() -> None:
    analysis = ck.extract(ck.read_sources(ROOT / MODULE.SAMPLE))
    assert isinstance(analysis.claims, pd.DataFrame)
    assert MODULE.PAGE.read_text(encoding="utf-8") == MODULE.render(analysis), (
        "docs/columns.md is out of date: run `make docs`"
    )
