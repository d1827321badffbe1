"""Pairs of claims read by the pair encoder: those that words make worth it, both ways round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from claimkit.crosscheck.alignment import Alignment
from claimkit.crosscheck.features import Compared, lexical
from claimkit.crosscheck.propositions import Proposition
from claimkit.crosscheck.settings import settings
from claimkit.semantics import entailment

Floats = NDArray[np.float32]


def read(pairs: Iterable[tuple[Proposition, Proposition]]) -> list[Compared]:
    """Read pairs of claims with the pair encoder, those alone that words make worth it.

    Parameters
    ----------
    pairs
        Candidates.

    Returns
    -------
    list of Compared
        In the order given.
    """
    known = settings()
    least = known.thresholds["worth reading"]
    kept = [p for p in pairs if known.worth_reading(lexical(Alignment(*p))) >= least]
    return encode(kept)


def encode(pairs: Sequence[tuple[Proposition, Proposition]]) -> list[Compared]:
    """Read all these pairs with the pair encoder, both ways round where that can tell anything.

    The fuller claim is read first. What it leaves open surely is open the other way round, too, and
    most pairs are such; there both ways have the one reading.
    """
    texts = [(one.plain, other.plain) for one, other in pairs]
    fuller = [Alignment(*pair).fuller for pair in pairs]
    first = entailment(*_sides(texts, fuller))
    both = np.stack([first, first], 1)
    open_still = settings().thresholds["open"]
    again = [i for i, neutral in enumerate(first[:, 1]) if neutral < open_still]
    other = [1 - fuller[i] for i in again]
    both[again, other] = entailment(*_sides([texts[i] for i in again], other))
    return [
        Compared(one, other, as_denied(each, one.denied, other.denied))
        for (one, other), each in zip(pairs, both, strict=True)
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
