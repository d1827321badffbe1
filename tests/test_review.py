"""A person's decisions: the queue, the record, and what a bad one is answered with."""

import pytest

import claimkit as ck


@pytest.fixture(scope="module")
def harbour():
    analysis = ck.extract(ck.read_sources("seeds/harbour"))
    return analysis, ck.cross_check(analysis)


def test_disputed_claims_wait_first_and_decided_ones_last(tmp_path, harbour):
    analysis, check = harbour
    queue = ck.review_queue(analysis, check)
    assert sorted(queue["claim_id"]) == sorted(analysis.claims["claim_id"])
    assert queue["verdict"].iloc[0] == "disputed" and queue["rating"].isna().all()

    first = queue["claim_id"].iloc[0]
    ck.record_review(tmp_path, analysis.claims, first, "misquoted", "Ana Ruiz", note="no “not”")
    again = ck.review_queue(analysis, check, ck.load_reviews(tmp_path))
    assert again["claim_id"].iloc[-1] == first
    assert again[["rating", "reviewer"]].iloc[-1].to_list() == ["misquoted", "Ana Ruiz"]


def test_decisions_are_kept_and_the_last_one_counts(tmp_path, harbour):
    analysis, check = harbour
    claim_id = analysis.claims["claim_id"].iloc[0]
    for rating in ("open", "confirmed"):
        ck.record_review(tmp_path, analysis.claims, claim_id, rating, "Bo Lind")
    reviews = ck.load_reviews(tmp_path)
    assert list(reviews["rating"]) == ["open", "confirmed"]
    assert ck.validate(analysis, {"reviews": reviews}).empty
    queue = ck.review_queue(analysis, check, reviews).set_index("claim_id")
    assert queue.loc[claim_id, "rating"] == "confirmed"


@pytest.mark.parametrize(
    ("claim_id", "rating", "reviewer", "told"),
    [
        ("nothing", "true", "Bo Lind", "There is no claim 'nothing'"),
        (None, "  ", "Bo Lind", "The rating of claim"),
        (None, "true", "", "The reviewer of claim"),
    ],
)
def test_a_decision_that_says_nothing_is_refused(
    tmp_path, harbour, claim_id, rating, reviewer, told
):
    claims = harbour[0].claims
    with pytest.raises(ValueError, match=told):
        ck.record_review(tmp_path, claims, claim_id or claims["claim_id"].iloc[0], rating, reviewer)
    assert not (tmp_path / "reviews.jsonl").exists()


def test_a_decision_needs_a_place(harbour):
    claims = harbour[0].claims
    with pytest.raises(ValueError, match="Give `out`"):
        ck.record_review("", claims, claims["claim_id"].iloc[0], "true", "Bo Lind")


@pytest.mark.parametrize("line", ["no json", "[1]", '{"claim": "0123456789ab"}'])
def test_a_broken_line_is_named(tmp_path, line):
    (tmp_path / "reviews.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"reviews\.jsonl, line 1 is not a decision"):
        ck.load_reviews(tmp_path)
