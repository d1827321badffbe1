"""A person's decisions: what waits for one, and the lines in which they are kept.

Decisions are appended to ``reviews.jsonl``, one line each, and never changed: the last one about a
claim counts, and who decided what before stays on record. A new run leaves the file alone; since
ids are hashes of what they name, a decision finds its claim again.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pandas as pd

from claimkit import tables
from claimkit.errors import ClaimkitError, did_you_mean
from claimkit.report.views import outlets, who_said_what
from claimkit.resources import REVIEWS

_VERDICTS = {"disputed": 0, "corroborated": 1, "single_source": 2}
_QUEUE = ["claim_id", "verdict", "outlet", "speaker", "claim", "rating", "reviewer"]


class ReviewError(ClaimkitError, ValueError):
    """A decision that names no claim, or says nothing."""


def review_queue(
    analysis: tables.Analysis, check: tables.CrossCheck, reviews: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the claims in the order in which a desk would look at them, with their last rating.

    Claims without a decision come first; of these the disputed ones, then those that most
    outlets carry.

    Parameters
    ----------
    analysis, check
        What :func:`claimkit.extract` and :func:`claimkit.cross_check` gave.
    reviews
        The table ``reviews``; none when not given.

    Examples
    --------
    >>> import claimkit as ck
    >>> analysis = ck.extract(ck.read_sources("seeds/harbour"))
    >>> review_queue(analysis, ck.cross_check(analysis))["verdict"].iloc[0]
    'disputed'
    """
    findings = {i: f for f in tables.rows(check.findings) for i in f.claim_ids}
    names, voices = outlets(analysis.sources), who_said_what(analysis)
    speakers = dict(zip(voices["statement_id"], voices["speaker"], strict=True))
    decided = {} if reviews is None else {row.claim_id: row for row in tables.rows(reviews)}
    rows: list[dict[str, Any]] = []
    keys = []
    for claim in tables.rows(analysis.claims):
        last, finding = decided.get(claim.claim_id), findings[claim.claim_id]
        rows.append(
            {
                "claim_id": claim.claim_id,
                "verdict": finding.verdict,
                "outlet": names[claim.source_id],
                "speaker": speakers.get(claim.statement_id),
                "claim": claim.standalone,
                "rating": last.rating if last else None,
                "reviewer": last.reviewer if last else None,
            }
        )
        keys.append((last is not None, _VERDICTS[finding.verdict], -finding.n_outlets))
    order = sorted(range(len(rows)), key=lambda i: (keys[i], rows[i]["claim_id"]))
    return pd.DataFrame([rows[i] for i in order], columns=_QUEUE)


def record_review(
    out: Path | str,
    claims: pd.DataFrame,
    claim_id: str,
    rating: str,
    reviewer: str,
    note: str | None = None,
    evidence_url: str | None = None,
) -> None:
    """Append a person's decision to ``out/reviews.jsonl``.

    Parameters
    ----------
    out
        The result folder of the story.
    claims
        The table ``claims``, in which `claim_id` has to stand.
    claim_id, rating, reviewer, note, evidence_url
        The decision; the rating in the words of the desk.

    Raises
    ------
    ReviewError
        When the claim does not exist, or the rating or the reviewer is empty.
    """
    known = set(claims["claim_id"])
    if claim_id not in known:
        raise ReviewError(f"There is no claim {claim_id!r}.{did_you_mean(claim_id, known)}")
    for name, value in (("rating", rating), ("reviewer", reviewer)):
        if not value.strip():
            raise ReviewError(f"The {name} of claim {claim_id} is empty; a decision needs one.")
    if not str(out):
        raise ReviewError("Give `out`, the result folder of the story, to keep a decision.")
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    line = {
        "claim_id": claim_id,
        "rating": rating,
        "note": note or None,
        "evidence_url": evidence_url or None,
        "reviewer": reviewer,
        "reviewed_at": now,
    }
    with (Path(out) / REVIEWS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def load_reviews(out: Path | str) -> pd.DataFrame:
    """Return the decisions in ``out/reviews.jsonl`` as the table ``reviews``, oldest first.

    Raises
    ------
    ReviewError
        When a line is not a decision.

    Examples
    --------
    >>> len(load_reviews("no such folder"))
    0
    """
    path = Path(out) / REVIEWS
    rows = []
    for number, line in enumerate(
        path.read_text(encoding="utf-8").splitlines() if path.is_file() else [], 1
    ):
        try:
            rows.append(dict(json.loads(line)))
            tables.frame("reviews", rows[-1:])
        except (ValueError, TypeError, KeyError) as error:
            raise ReviewError(
                f"{path}, line {number} is not a decision ({error}). Mend or remove the line."
            ) from error
    return tables.frame("reviews", rows)
