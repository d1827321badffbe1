"""The sample story holds what the cross-check is to find, in the words that it is to find."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from claimkit.sources import read_folder

ROOT = Path(__file__).parent.parent
PLANTED = yaml.safe_load((Path(__file__).parent / "harbour_planted.yaml").read_text("utf-8"))
RELATIONS = {
    "equivalent",
    "refines",
    "contradicts",
    "attribution_conflict",
    "certainty_shift",
    "quote_excerpt",
    "quote_altered",
    "reconciled",
}
REASONS = {"number", "date", "polarity", "certainty", "attribution", "wording", "scope"} | {
    "rounding",
    "unit",
    "update",
}


@pytest.fixture(scope="module")
def sources() -> pd.DataFrame:
    reading = read_folder(ROOT / "seeds" / "harbour")
    assert reading.unread.empty
    return reading.sources.set_index("path")


def test_the_story_has_five_documents_of_plain_text_and_html(sources: pd.DataFrame) -> None:
    assert sorted(path.rpartition(".")[2] for path in sources.index) == ["html"] * 2 + ["txt"] * 3
    assert sources["text"].str.split().str.len().between(350, 550).all()


def test_what_each_document_says_of_itself_is_known(sources: pd.DataFrame) -> None:
    assert sources["outlet"].is_unique and sources["outlet"].notna().all()
    assert sources["title"].notna().all() and sources["place"].notna().all()
    assert sources["published"].str[:10].sort_values().tolist() == [
        "2025-02-06",
        "2025-02-06",
        "2025-02-07",
        "2025-02-07",
        "2025-02-08",
    ]
    assert sources["role"].eq("reference").sum() == 1
    assert sources.loc["board-session.txt", "role"] == "reference"
    assert sources["author"].isna().sum() == 2


def test_pages_are_read_without_their_navigation(sources: pd.DataFrame) -> None:
    for page in ("ellery-gazette.html", "tidewater-daily.html"):
        text = sources.loc[page, "text"]
        for clutter in ("Subscribe", "All rights reserved", "Swimming hall:", "Imprint", "repaint"):
            assert clutter not in text


@pytest.mark.parametrize("pair", PLANTED["pairs"], ids=lambda pair: pair["text_b"][:40])
def test_a_planted_text_stands_once_in_its_document(pair: dict, sources: pd.DataFrame) -> None:
    assert sources.loc[pair["doc_a"], "text"].count(pair["text_a"]) == 1
    assert sources.loc[pair["doc_b"], "text"].count(pair["text_b"]) == 1
    assert pair["relation"] in RELATIONS | {"none"} and set(pair["reasons"]) <= REASONS


def test_every_relation_of_the_contract_is_planted() -> None:
    planted = [pair["relation"] for pair in PLANTED["pairs"]]
    assert set(planted) == RELATIONS | {"none"}
    conflicts = [p["reasons"] for p in PLANTED["pairs"] if p["relation"] == "contradicts"]
    assert {"number", "date", "polarity"} <= {reason for reasons in conflicts for reason in reasons}
    assert {reason for pair in PLANTED["pairs"] for reason in pair["reasons"]} == REASONS


def test_one_document_is_an_unmarked_reprint_of_another(sources: pd.DataFrame) -> None:
    (copy,) = PLANTED["copies"]

    def sentences(path: str) -> set[str]:
        text = sources.loc[path, "text"]
        plain = text.translate(str.maketrans("“”’", '""\'')).replace("\n", " ")
        return {sentence.strip() for sentence in plain.split(". ") if len(sentence) > 30}

    of, reprint = sentences(copy["of"]), sentences(copy["copy"])
    assert len(of & reprint) / len(reprint) > 0.6
    assert sources.loc[copy["copy"], "published"] > sources.loc[copy["of"], "published"]
    original = sources.loc[copy["of"], "outlet"].removeprefix("The ")
    assert original not in sources.loc[copy["copy"], "text"]


def test_one_document_prints_the_credit_of_a_wire_service(sources: pd.DataFrame) -> None:
    (credit,) = PLANTED["credits"]
    texts = sources["text"].str.contains(credit["wire"])
    assert texts[texts].index.tolist() == [credit["document"]]
