"""Fact-checks read from feeds as they are published, and matched to texts."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import claimkit as ck
from claimkit.factchecks import FactChecksError, MatchError
from claimkit.factchecks.claimreview import COLUMNS

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/port",
    "claimReviewed": "The port of Eastmere is shut by a strike.",
    "datePublished": "2025-03-14",
    "inLanguage": "en",
    "headline": "Is Eastmere&#39;s port shut?",
    "author": {"@type": "Organization", "name": "Harbour Check"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Mara Quill"},
        "datePublished": "2025-03-12",
    },
    "reviewRating": {"@type": "Rating", "ratingValue": "1", "alternateName": "False"},
}
READ = {
    "fact_check_id": "https://check.example/port",
    "claim": "The port of Eastmere is shut by a strike.",
    "claimant": "Mara Quill",
    "claim_date": "2025-03-12",
    "publisher": "Harbour Check",
    "url": "https://check.example/port",
    "rating": "False",
    "rating_value": 1.0,
    "title": "Is Eastmere's port shut?",
    "review_date": "2025-03-14",
    "language": "en",
}
CHECKS = pd.DataFrame(
    {
        "fact_check_id": ["port", "bread", "bridge", "mayor"],
        "claim": [
            "The port of Eastmere was shut by a strike of pilots.",
            "Bread prices in Westmere doubled within a week.",
            "A photograph shows the collapsed Tarn bridge.",
            "Mayor Oduya banned bicycles from the old town.",
        ],
    }
)


def _write(folder: Path, content: str | bytes, name: str = "feed") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _as_csv(header: list[str], *rows: list[Any]) -> str:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in [header, *rows])


_JSON = json.dumps(REVIEW)
SHAPES = {
    "one": _JSON,
    "list": f"[{_JSON}]",
    "graph": json.dumps({"@graph": [{"@type": "WebPage", "name": "x"}, REVIEW]}),
    "data feed": json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]}),
    "article about it": json.dumps({"@type": "NewsArticle", "review": REVIEW}),
    "json lines": f"{_JSON}\n{json.dumps({'@type': 'Person'})}\n",
    "page": f'<!DOCTYPE html><html><script type="application/ld+json">{_JSON}</script></html>',
    "csv": _as_csv(list(READ), list(READ.values())),
    "csv of ClaimReview": _as_csv(
        ["claimReviewed", "author.name", "itemReviewed.author.name", "reviewRating.alternateName",
         "reviewRating.ratingValue", "datePublished", "url", "headline", "inLanguage",
         "itemReviewed.datePublished"],
        [READ["claim"], "Harbour Check", "Mara Quill", "False", 1, "2025-03-14", READ["url"],
         READ["title"], "en", "2025-03-12"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_a_feed_gives_the_same_row(
    tmp_path: Path, shape: str, encoding: str
) -> None:
    read = ck.read_fact_checks(_write(tmp_path, SHAPES[shape].encode(encoding)))
    assert list(read.columns) == list(COLUMNS)
    assert read.to_dict("records") == [READ]
    assert read.attrs["unread"] == []


def test_what_is_not_stated_is_null_and_the_id_is_stable(tmp_path: Path) -> None:
    path = _write(tmp_path, '[{"@type": "ClaimReview", "claimReviewed": "It is shut."}]')
    first, second = ck.read_fact_checks(path), ck.read_fact_checks(path)
    assert first["fact_check_id"].tolist() == second["fact_check_id"].tolist()
    assert first.drop(columns=["fact_check_id", "claim"]).isna().all().all()


@pytest.mark.parametrize(
    "odd",
    [
        {"author": [{"name": "A"}, "B"]},
        {"author": "A", "reviewRating": "Mostly false"},
        {"reviewRating": [{"ratingValue": "n/a", "alternateName": {"@value": "False"}}]},
        {"datePublished": "soon", "itemReviewed": ["x", {"author": []}], "url": {"@id": "u"}},
        {"claimReviewed": ["The port is shut."], "identifier": 7, "inLanguage": {"name": "en"}},
        {"claimReviewed": "half a pair: \ud83d", "reviewRating": {"ratingValue": "NaN"}},
        {"url": None, "author": None, "itemReviewed": None, "reviewRating": None},
    ],
)
def test_odd_values_stop_nothing(tmp_path: Path, odd: dict[str, Any]) -> None:
    path = _write(tmp_path, json.dumps([{**REVIEW, **odd}, REVIEW]))
    read = ck.read_fact_checks(path)
    assert len(read) == 2
    assert read["fact_check_id"].is_unique
    read.to_parquet(tmp_path / "table.parquet")


def test_broken_entries_are_reported_and_stop_nothing(tmp_path: Path) -> None:
    entries = [{"@type": "ClaimReview", "url": "u"}, "text", REVIEW, {"@type": "Article"}]
    read = ck.read_fact_checks(_write(tmp_path, json.dumps({"dataFeedElement": entries})))
    assert read["claim"].tolist() == [READ["claim"]]
    unread = pd.DataFrame(read.attrs["unread"])
    assert unread["place"].tolist() == ["item 1", "item 2"]
    assert list(unread.columns) == ["path", "place", "cause", "remedy"]

    read = ck.read_fact_checks(_write(tmp_path, f'{_JSON}\n{{"cut\n{_JSON[:-1]}, "url": "v"}}'))
    assert read["url"].tolist() == [READ["url"], "v"]
    assert [each["place"] for each in read.attrs["unread"]] == ["line 2"]

    table = "claim,rating\nIt is shut.,False\n,True\nTwo, fields, more\n\nBread costs more.,True\n"
    read = ck.read_fact_checks(_write(tmp_path, table))
    assert read["claim"].tolist() == ["It is shut.", "Bread costs more."]
    assert [each["place"] for each in read.attrs["unread"]] == ["line 3", "line 4"]


def test_a_copy_is_read_once_and_another_with_its_address_is_told_apart(tmp_path: Path) -> None:
    other = {**REVIEW, "claimReviewed": "The port of Eastmere is sold."}
    read = ck.read_fact_checks(_write(tmp_path, json.dumps([REVIEW, REVIEW, other])))
    assert read["fact_check_id"].tolist() == [READ["url"], f"{READ['url']}#2"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"\x00\xff\xfe\x01binary", "binary data"),
        (b"[]", "holds no fact-check"),
        (b'{"@type": "Article"}', "holds no fact-check"),
        (_JSON[:-20].encode(), "not valid JSON"),
        (b"[" * 100_000, "nested too deeply|not valid JSON"),
        (b"<html><body>nothing</body></html>", "holds no fact-check"),
        (b"a,b\n1,2\n", "no column 'claim'"),
        (b"claims,rating\n1,2\n", "Did you mean"),
    ],
)
def test_what_is_no_feed_says_what_to_do(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(FactChecksError, match=says):
        ck.read_fact_checks(_write(tmp_path, content))


def test_a_path_that_is_no_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FactChecksError, match="does not exist"):
        ck.read_fact_checks(tmp_path / "none.json")
    with pytest.raises(FactChecksError, match="is a folder"):
        ck.read_fact_checks(tmp_path)


def test_long_fields_of_a_table_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["claim", "title"], ["It is shut.\nAll of it.", "x" * 300_000]])
    assert ck.read_fact_checks(path)["claim"].tolist() == ["It is shut. All of it."]


def test_the_best_comes_first_with_the_columns_of_the_contract() -> None:
    found = ck.match(["STRIKE!! #EastmerePort shut down https://t.co/x", "Bread doubled"], CHECKS)
    assert list(found.columns)[1:5] == ["query", "fact_check_id", "rank", "score"]
    first = found[found["rank"] == 1]
    assert first["fact_check_id"].tolist() == ["port", "bread"]
    assert first["query_index"].tolist() == [0, 1]
    assert found["score"].between(0, 1).all()


@pytest.mark.parametrize(
    "text", ["", "   ", "the of and", "https://example.org/x", "🙂", None, float("nan"), pd.NA,
             "Snow is expected on Friday", "Regen fällt am Freitag"]
)  # fmt: skip
def test_nothing_is_found_where_nothing_fits(text: Any) -> None:
    found = ck.match([text], CHECKS)
    assert len(found) == 0
    assert found["score"].dtype == "float64"


def test_other_languages_are_matched_by_their_words() -> None:
    checks = pd.DataFrame(
        {
            "fact_check_id": [1, 2],
            "claim": ["Der Hafen von Ostmeer ist gesperrt.", "港口因罢工关闭"],
        }
    )
    found = ck.match(["Hafen Ostmeer gesperrt!", "港口关闭了"], checks, least=0)
    assert found[found["rank"] == 1]["fact_check_id"].tolist() == ["1", "2"]


def test_order_of_the_collection_and_repetition_change_nothing() -> None:
    texts = ["Pilots strike: Eastmere port shut", "Tarn bridge collapsed, photo", "Pilots strike"]
    first = ck.match(texts, CHECKS, least=0)
    pd.testing.assert_frame_equal(first, ck.match(texts, CHECKS, least=0))
    shuffled = list(range(len(CHECKS)))
    random.Random(3).shuffle(shuffled)
    pd.testing.assert_frame_equal(first, ck.match(texts, CHECKS.iloc[shuffled], least=0))


def test_a_fact_check_is_returned_once_though_it_stands_twice() -> None:
    found = ck.match("Eastmere port shut by strike", pd.concat([CHECKS, CHECKS]), least=0)
    assert found["fact_check_id"].is_unique
    assert found["rank"].tolist() == list(range(1, len(found) + 1))


def test_the_day_decides_between_fact_checks_with_the_same_words() -> None:
    checks = pd.DataFrame(
        {
            "fact_check_id": ["2019", "2025"],
            "claim": ["The port of Eastmere was shut by a strike."] * 2,
            "review_date": ["2019-06-01", "2025-03-14"],
        }
    )
    post = "Strike shuts Eastmere port"
    for day, year in (("2019-05-30", "2019"), ("2025-03-12", "2025")):
        assert ck.match(post, checks, published=[day])["fact_check_id"][0] == year
    signed = f"{post} — Mara Quill (@maraquill) March 12, 2025"
    assert ck.match(signed, checks)["fact_check_id"][0] == "2025"


def test_k_and_least_limit_what_is_returned() -> None:
    text = "Eastmere port strike, Westmere bread prices, Tarn bridge, Mayor Oduya"
    assert len(ck.match(text, CHECKS, k=2, least=0)) == 2
    assert len(ck.match(text, CHECKS, least=1)) == 0
    assert len(ck.match([], CHECKS)) == 0
    assert len(ck.match(text, CHECKS.iloc[:0])) == 0


def test_rows_without_a_claim_are_left_out_and_types_are_taken_as_they_come() -> None:
    checks = pd.DataFrame(
        {"fact_check_id": [7, 8, 9], "claim": ["Eastmere port shut by strike", None, ""]}
    )
    found = ck.match(pd.Series(["Eastmere port strike"]), checks, least=0)
    assert found["fact_check_id"].tolist() == ["7"]


def test_a_path_is_read(tmp_path: Path) -> None:
    assert ck.match("Eastmere port shut by strike", _write(tmp_path, _JSON))["rank"].tolist() == [1]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: ck.match([3], CHECKS), "text 0 is no string"),
        (lambda: ck.match(b"port", CHECKS), "not bytes"),
        (lambda: ck.match(CHECKS, CHECKS), "not DataFrame"),
        (lambda: ck.match("port", [1]), "not list"),
        (lambda: ck.match("port", CHECKS.rename(columns={"claim": "claims"})), "Did you mean"),
        (lambda: ck.match("port", CHECKS, k=0), "k is 0"),
        (lambda: ck.match("port", CHECKS, k=2.5), "k is 2.5"),
        (lambda: ck.match("port", CHECKS, least=7), "least is 7"),
        (lambda: ck.match("port", CHECKS, published=[]), "0 days for 1 texts"),
    ],
)
def test_what_cannot_be_matched_says_what_to_do(call: Any, says: str) -> None:
    with pytest.raises(MatchError, match=says):
        call()
