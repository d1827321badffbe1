"""Pairs of claims read by the pair encoder: those that are worth it, both ways round."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claimkit import semantics
from claimkit.crosscheck.alignment import Alignment
from claimkit.crosscheck.features import Compared, near
from claimkit.crosscheck.neighbours import Places
from claimkit.crosscheck.propositions import Proposition
from claimkit.crosscheck.settings import settings
from claimkit.semantics import nearness

Floats = NDArray[np.float32]


def worth_reading(claims: Sequence[Proposition], pairs: Places) -> tuple[Places, Floats]:
    """Return the pairs that are worth the pair encoder: those likely to be about the same.

    What two claims share is told by the vectors of their words, each claim read alone
    (:mod:`claimkit.semantics.nearness`). Of each claim at most so many pairs are read, its best
    ones, so that what the encoder reads grows as the claims do.

    Parameters
    ----------
    claims
        Of one story or of several.
    pairs
        Candidates, pairs × 2: places in `claims`.

    Returns
    -------
    ndarray of int, ndarray of float32
        Some of `pairs`, in their order, and what each of the two shares with the other.
    """
    known = settings()
    read = nearness.read([claim.plain for claim in claims])
    shares = nearness.shared(read, pairs[:, 0], pairs[:, 1])
    likely = worth(shares)
    # Each pair once for either of its claims, the likeliest of a claim first.
    claim, pair = pairs.T.ravel(), np.tile(np.arange(len(pairs)), 2)
    order = np.lexsort((pair, -likely[pair], claim))
    begins = np.flatnonzero(np.diff(claim[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(begins, append=len(order)))
    best = np.zeros(len(pairs), bool)
    best[pair[order[rank < known.thresholds["most read"]]]] = True
    kept = best & (likely >= known.thresholds["worth reading"])
    return pairs[kept], shares[kept]


def shared(pairs: Sequence[tuple[Proposition, Proposition]]) -> Floats:
    """Return what each of two claims shares with the other, pairs × 2, both read anew."""
    places = np.arange(2 * len(pairs)).reshape(-1, 2)
    read = nearness.read([claim.plain for two in pairs for claim in two])
    return nearness.shared(read, places[:, 0], places[:, 1])


def worth(shares: Floats) -> Floats:
    """Return the probability that pairs are about the same, as far as what they share tells it."""
    weights = settings().worth_reading
    logits = near(shares) @ np.array(weights.values, np.float32) + np.float32(weights.bias)
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def encode(
    pairs: Sequence[tuple[Proposition, Proposition]], shares: Floats | None = None
) -> list[Compared]:
    """Read all these pairs with the pair encoder, both ways round where that can tell anything.

    The fuller claim is read first. What it leaves open surely is open the other way round, too, and
    most pairs are such; there both ways have the one reading.

    Parameters
    ----------
    pairs
        Claims.
    shares
        Pairs × 2: what each of the two shares with the other; read anew if it is not given.
    """
    if shares is None:
        shares = shared(pairs)
    texts = [(one.plain, other.plain) for one, other in pairs]
    fuller = [Alignment(*pair).fuller for pair in pairs]
    first, reasons = semantics.read(*_sides(texts, fuller))
    both = np.stack([first, first], 1)
    open_still = settings().thresholds["open"]
    again = [i for i, neutral in enumerate(first[:, 1]) if neutral < open_still]
    other = [1 - fuller[i] for i in again]
    both[again, other], turned = semantics.read(*_sides([texts[i] for i in again], other))
    reasons[again] = (reasons[again] + turned) / 2
    return [
        Compared(one, other, as_denied(each, one.denied, other.denied), why, (min(two), max(two)))
        for (one, other), each, why, two in zip(pairs, both, reasons, shares.tolist(), strict=True)
    ]


def _sides(
    texts: Sequence[tuple[str, str]], premises: Sequence[int]
) -> tuple[list[str], list[str]]:
    """Return premises and hypotheses, of each pair the given side as its premise."""
    return (
        [pair[side] for pair, side in zip(texts, premises, strict=True)],
        [pair[1 - side] for pair, side in zip(texts, premises, strict=True)],
    )


def as_denied(scores: Floats, one: bool, other: bool) -> Floats:
    """Return what two claims say of each other where a cue denies one of them.

    Of “She denied that the alarm had sounded” the claim reads “the alarm had sounded”, as the
    encoder does. Whatever entails that contradicts its denial, and what contradicts it entails it;
    what a denial entails is not known.

    Parameters
    ----------
    scores
        2 × 3, of the claims as they read: one of the other, and the other of one.
    one, other
        Whether either is denied.

    Examples
    --------
    >>> import numpy as np
    >>> scores = np.array([[0.875, 0.125, 0.0], [0.25, 0.75, 0.0]], np.float32)
    >>> as_denied(scores, False, True).tolist()
    [[0.0, 0.125, 0.875], [0.0, 0.125, 0.875]]
    """
    if one and other:
        return scores[::-1]  # what is denied entails the other way round
    if not one and not other:
        return scores
    said = scores[0 if other else 1]  # what the claim that is asserted says of the other
    against = said[0]
    turned = np.array([[said[2], said[1], against], [0, 1 - against, against]], np.float32)
    return turned if other else turned[::-1]
