"""A small story of invented people and places that holds every contract: the nine tables of it."""

from __future__ import annotations

import hashlib

import pandas as pd

from claimkit import tables
from claimkit.tables import row_id

POST = (
    "KELMSWORTH — Mayor Ada Lindqvist said on Thursday that the ferry will return in May. "
    "“The pier is safe,” she said. Deputy Tomas Reyk said Lindqvist had told him that the "
    "repairs cost $2 million."
)
# An emoji and a combining accent: both count more than one byte, and the accent is a code point.
RADIO = (
    "⛴️ At the Cafe\u0301 Marée, engineer Noor Hallam said the ferry will not return in May. "
    "The pier is safe. “Not,” Hallam said, “this year.”"
)
NOTICE = "Timetable to follow."


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


S_POST = _sha256(POST)[:12]
S_COPY = _sha256(POST + "\x1f" + "reprint.txt")[:12]  # the same text a second time
S_RADIO = _sha256(RADIO)[:12]
S_NOTICE = _sha256(NOTICE)[:12]
TEXTS = {S_POST: POST, S_COPY: POST, S_RADIO: RADIO, S_NOTICE: NOTICE}

RETURN = row_id("statement", S_POST, "return")
SAFE = row_id("statement", S_POST, "safe")
TOLD = row_id("statement", S_POST, "told")
COST = row_id("statement", S_POST, "cost")
NO_RETURN = row_id("statement", S_RADIO, "no return")
NOT_THIS_YEAR = row_id("statement", S_RADIO, "not this year")

C_RETURN = row_id("claim", S_POST, "return")
C_SAFE = row_id("claim", S_POST, "safe")
C_COPY = row_id("claim", S_COPY, "return")
C_NO_RETURN = row_id("claim", S_RADIO, "no return")
C_SAFE_TOO = row_id("claim", S_RADIO, "safe")


def make() -> dict[str, pd.DataFrame]:
    """Return the tables by name, new ones at every call."""
    rows = {
        "sources": _sources(),
        "unread": [
            {"story": "ferry", "path": path, "cause": cause, "remedy": "Leave it out."}
            for path, cause in (("empty.txt", "No text."), ("photo.txt", "A picture."))
        ],
        "statements": _statements(),
        "claims": _claims(),
        "spans": _spans(),
        "links": _links(),
        "origins": _origins(),
        "findings": _findings(),
        "reviews": [
            {
                "claim_id": claim,
                "rating": "likely true",
                "note": "Asked the harbour office.",
                "evidence_url": "https://pier.example/report",
                "reviewer": "desk",
                "reviewed_at": "2025-03-16T10:00:00+00:00",
            }
            for claim in (C_SAFE, C_RETURN)
        ],
    }
    return {name: tables.frame(name, rows[name]) for name in tables.NAMES}


def _sources() -> list[dict[str, object]]:
    given = [
        (S_POST, "post.txt", "Kelm Post", "2025-03-14", "report"),
        (S_COPY, "reprint.txt", "Isle Gazette", "2025-03-15", "report"),
        (S_RADIO, "radio.txt", "Radio Sund", "2025-03-15T08:00+01:00", "report"),
        (S_NOTICE, "notice.txt", None, "2025-03-16", "reference"),
    ]
    return [
        {
            "source_id": source,
            "story": "ferry",
            "path": path,
            "outlet": outlet,
            "published": published,
            "role": role,
            "language": "en",
            "text": TEXTS[source],
            "sha256": _sha256(TEXTS[source]),
        }
        for source, path, outlet, published, role in given
    ]


def _statements() -> list[dict[str, object]]:
    given = [
        (RETURN, S_POST, "Ada Lindqvist", "indirect", "2025-03-13", None),
        (SAFE, S_POST, "Ada Lindqvist", "direct", "2025-03-13", None),
        (TOLD, S_POST, "Tomas Reyk", "indirect", None, None),
        (COST, S_POST, "Ada Lindqvist", "indirect", "PAST_REF", TOLD),
        (NO_RETURN, S_RADIO, "Noor Hallam", "indirect", "2025-W11", None),
        (NOT_THIS_YEAR, S_RADIO, "Noor Hallam", "direct", None, None),
    ]
    return [
        {
            "statement_id": statement,
            "source_id": source,
            "speaker": speaker,
            "speaker_kind": "person",
            "cue": "say",
            "quotation": quotation,
            "said_on": said_on,
            "parent_id": parent,
        }
        for statement, source, speaker, quotation, said_on, parent in given
    ]


def _stretch(source: str, text: str) -> dict[str, object]:
    start = TEXTS[source].index(text)
    return {"source_id": source, "start": start, "end": start + len(text), "text": text}


def _claims() -> list[dict[str, object]]:
    given = [
        (C_RETURN, S_POST, RETURN, "the ferry will return in May", "positive"),
        (C_SAFE, S_POST, SAFE, "The pier is safe", "positive"),
        (C_COPY, S_COPY, None, "the ferry will return in May", "positive"),
        (C_NO_RETURN, S_RADIO, NO_RETURN, "the ferry will not return in May", "negative"),
        (C_SAFE_TOO, S_RADIO, None, "The pier is safe", "positive"),
    ]
    return [
        {
            "claim_id": claim,
            "statement_id": statement,
            "standalone": text,
            "polarity": polarity,
            "certainty": "certain",
            "about_time": "2025-05",
            "check_worthiness": 0.75,
            **_stretch(source, text),
        }
        for claim, source, statement, text, polarity in given
    ]


def _spans() -> list[dict[str, object]]:
    given = [
        (RETURN, S_POST, "source", "Mayor Ada Lindqvist", "Ada Lindqvist", "PERSON"),
        (RETURN, S_POST, "cue", "said", "say", None),
        (RETURN, S_POST, "time", "on Thursday", "2025-03-13", "DATE"),
        (RETURN, S_POST, "content", "the ferry will return in May", None, None),
        (SAFE, S_POST, "content", "The pier is safe,", None, None),
        (TOLD, S_POST, "content", "Lindqvist had told him", None, None),
        (COST, S_POST, "content", "the repairs cost $2 million", None, None),
        (COST, S_POST, "quantity", "$2 million", "2000000 USD", "MONEY"),
        (NO_RETURN, S_RADIO, "content", "the ferry will not return in May", None, None),
        (NOT_THIS_YEAR, S_RADIO, "content", "Not,", None, None),
        (NOT_THIS_YEAR, S_RADIO, "content", "this year.", None, None),
        (C_NO_RETURN, S_RADIO, "negation", "not", None, None),
        (C_SAFE_TOO, S_RADIO, "entity", "The pier", "pier", "FAC"),
    ]
    return [
        {"owner_id": owner, "role": role, "value": value, "label": label, **_stretch(source, text)}
        for owner, source, role, text, value, label in given
    ]


def _links() -> list[dict[str, object]]:
    given = [
        (C_RETURN, C_NO_RETURN, "contradicts", ["polarity"], True),
        (C_RETURN, C_COPY, "equivalent", ["wording"], False),
    ]
    return [
        {
            "link_id": row_id("link", claim_a, claim_b, relation),
            "claim_a": claim_a,
            "claim_b": claim_b,
            "relation": relation,
            "score": 0.9,
            "reasons": reasons,
            "explanation": "Both speak of the ferry's return in May.",
            "independent": independent,
            "change": "denied" if relation == "contradicts" else None,
        }
        for claim_a, claim_b, relation, reasons, independent in given
    ]


def _origins() -> list[dict[str, object]]:
    return [
        {"source_id": S_POST, "origin_id": S_POST, "shared": 0.0},
        {"source_id": S_COPY, "origin_id": S_POST, "copied_from": S_POST, "shared": 1.0},
        {"source_id": S_RADIO, "origin_id": S_RADIO, "shared": 0.0, "credit": "Coast Wire"},
        {"source_id": S_NOTICE, "origin_id": S_NOTICE, "shared": 0.0},
    ]


def _findings() -> list[dict[str, object]]:
    given = [
        ("The ferry returns in May.", "disputed", [C_RETURN, C_COPY, C_NO_RETURN], 3, 2),
        ("The ferry returns.", "single_source", [C_RETURN, C_COPY], 2, 1),
        ("The pier is safe.", "corroborated", [C_SAFE, C_SAFE_TOO], 2, 2),
    ]
    return [
        {
            "finding_id": row_id("finding", *sorted(claims)),
            "story": "ferry",
            "text": text,
            "verdict": verdict,
            "claim_ids": claims,
            "n_outlets": n_outlets,
            "n_origins": n_origins,
            "first_published": "2025-03-14",
            "last_published": "2025-03-15T08:00+01:00",
            "voice": "Ada Lindqvist" if "returns" in text else None,
            "record": None,
            "evolution": ["denied"] if verdict == "disputed" else [],
        }
        for text, verdict, claims, n_outlets, n_origins in given
    ]
