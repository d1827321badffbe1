"""Which candidates the pair encoder reads: those whose words are told by the other claim, too."""

import numpy as np
from test_candidates import story

from claimkit.crosscheck import reading
from claimkit.crosscheck.settings import settings
from claimkit.semantics import nearness

TOLD = "The rope of the gondola slipped off its wheels on Saturday."
AGAIN = "It was on Saturday that the cable of the lift sprang from the pulleys."
OTHERS = [
    "The bakery in Marrow Street sells rye bread.",
    "Nobody plays chess in the park any more.",
    "The choir has forty singers and no conductor.",
]


def test_what_is_told_in_other_words_shares_more_than_what_is_about_something_else() -> None:
    read = nearness.read([TOLD, AGAIN, *OTHERS])
    others = np.arange(1, len(read))
    shares = nearness.shared(read, np.zeros(len(others), np.int64), others)
    assert shares.min(1).argmax() == 0
    assert shares[0].min() > 1.3 * shares[1:].max()


def test_a_text_shares_all_with_itself_and_both_ways_round_is_the_same() -> None:
    read = nearness.read([TOLD, AGAIN])
    one, other = np.array([0, 0, 1]), np.array([0, 1, 0])
    shares = nearness.shared(read, one, other)
    np.testing.assert_allclose(shares[0], 1, atol=1e-4)
    np.testing.assert_allclose(shares[1], shares[2][::-1], atol=1e-5)
    assert nearness.shared(read, one[:0], other[:0]).shape == (0, 2)


def test_of_many_that_are_alike_each_claim_is_read_with_a_few() -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    claims = story(*([f"The rope slipped off its wheels on {day}."] for day in days * 4))
    pairs = np.array([(i, j) for j in range(len(claims)) for i in range(j)])
    kept, shares = reading.worth_reading(claims, pairs)
    assert len(kept) == len(shares)
    most = settings().thresholds["most read"]
    assert len(claims) * most / 2 <= len(kept) <= len(claims) * most


def test_what_is_about_something_else_is_not_read() -> None:
    claims = story([TOLD], [AGAIN], *([each] for each in OTHERS))
    pairs = np.array([(i, j) for j in range(len(claims)) for i in range(j)])
    kept, _ = reading.worth_reading(claims, pairs)
    assert kept.tolist() == [[0, 1]]


def test_no_candidates_are_no_pairs() -> None:
    kept, shares = reading.worth_reading(story([TOLD]), np.zeros((0, 2), np.int64))
    assert len(kept) == len(shares) == 0
