"""How likely a pronoun or a description stands for what was mentioned before it.

A ranking network over features of grammar and salience, with a linear part and a few hidden units,
fitted by ``training/coreference.py``; its weights and the thresholds below which nothing is said
lie in ``weights.json``.

References
----------
Lappin and Leass, "An algorithm for pronominal anaphora resolution", CL 1994; Grosz, Joshi and
Weinstein, "Centering", CL 1995; Denis and Baldridge, "A ranking approach to pronoun resolution",
IJCAI 2007.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from math import exp, log1p
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from claimkit.language.coreference.mentions import Entity, Mention
from claimkit.language.coreference.syntax import Syntax

_MENTIONS = 60  # that are looked through for what was mentioned lately
_LATELY = 2  # sentences before that of a pronoun

FEATURES = (
    "same sentence",
    "one sentence before",
    "two before",
    "three or more before",
    "nearest",
    "rank",
    "subject",
    "object",
    "oblique",
    "possessive",
    "modifier",
    "first of its sentence",
    "parallel",
    "subject of the clause above",
    "possessor of its own subject",
    "same clause",
    "frequency",
    "named",
    "description",
    "pronoun",
    "same pronoun",
    "gender agrees",
    "gender unknown",
    "gender disagrees",
    "person unknown",
    "behind",
    "spoke last, pronoun speaks",
    "both quoted",
    "only one quoted",
    "other paragraph",
    "most frequent",
    "subject before, subject now",
    "speaker of this quotation",
    "number disagrees",
    "organization",
    "place",
    "group",
    "coordinated",
    "pronoun: subject",
    "pronoun: possessive",
    "pronoun: object",
    "words between",
    "names in the document",
    "mentioned first",
    "subject of the sentence",
    "complement clause",
    "short",
    "told by somebody",
    "told by the same",
    "speaks",
    "pronoun speaks",
    "depth",
    "lately",
    "subject lately",
)
_WEIGHTS = Path(__file__).with_name("weights.json")


@cache
def weights() -> dict[str, Any]:
    """Return the weights of each kind of pronoun, and the thresholds."""
    known: dict[str, Any] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    known["models"] = {kind: _matrices(model) for kind, model in known["models"].items()}
    return known


def _matrices(model: dict[str, Any]) -> tuple[NDArray[np.float64], ...]:
    """Return the linear weights, those of the hidden units, their biases, and theirs in the sum."""
    linear = np.array([model["linear"].get(name, 0.0) for name in FEATURES])
    inner = [[unit["weights"].get(name, 0.0) for unit in model["hidden"]] for name in FEATURES]
    bias = np.array([unit["bias"] for unit in model["hidden"]])
    return (
        linear,
        np.array(inner).reshape(len(FEATURES), -1),
        bias,
        np.array([unit["out"] for unit in model["hidden"]]),
    )


class Salience(NamedTuple):
    """What the document so far tells about an entity, for a pronoun that may stand for it.

    Attributes
    ----------
    rank
        How many other candidates are nearer.
    speaker
        Who says what the pronoun is in.
    last
        Who spoke last, where the pronoun itself speaks.
    most, times
        How often the most frequent entity and this one were mentioned so far.
    printed
        How often its name is printed in the whole document, against the most frequent name.
    first
        Whether no person was named before it.
    told
        Whether somebody says what the candidate is in, and whether the pronoun is in it too.
    speaks
        Whether the candidate, and whether the pronoun is the source of a statement.
    lately
        How often it was mentioned, and was a subject, in the last three sentences.
    """

    rank: int
    speaker: Entity | None
    last: Entity | None
    most: int
    times: int
    printed: float
    first: bool
    told: tuple[bool, bool]
    speaks: tuple[bool, bool]
    lately: tuple[int, int]


def features(
    syntax: Syntax, pronoun: Mention, candidate: Mention, entity: Entity, salience: Salience
) -> list[float]:
    """Return the features of a pronoun and the nearest mention of an entity."""
    rank, speaker, last, most, times, printed, first, told, speaks, lately = salience
    distance = pronoun.sentence - candidate.sentence
    form = candidate.form
    role = candidate.role
    same = candidate.clause == pronoun.clause
    wanted = pronoun.pronoun
    gender = wanted.gender * entity.gender if wanted is not None else 0.0
    subject = role == "subject"
    kind = entity.kind
    quoted = (candidate.quotation >= 0, pronoun.quotation >= 0)
    behind = candidate.head > pronoun.head
    above = subject and distance == 0 and not same and _is_above(syntax, candidate, pronoun)
    return [
        distance == 0 and not behind,
        distance == 1,
        distance == 2,
        distance > 2,
        rank == 0,
        1.0 / (1 + rank),
        subject,
        role == "object",
        role == "oblique",
        role == "possessive",
        role == "modifier",
        subject and syntax.dep[candidate.clause] in ("root", "parataxis"),
        role == pronoun.role,
        above,
        pronoun.possessive and same and subject,
        same,
        log1p(times),
        form == "name",
        form == "nominal",
        form == "pronoun",
        form == "pronoun" and candidate.noun == pronoun.noun,
        gender > 0,
        gender == 0,
        gender < 0,
        entity.person is None,
        behind,
        entity is last,
        quoted == (True, True),
        quoted[0] != quoted[1],
        distance > 0 and "\n" in syntax.text[candidate.end : pronoun.start][:2000],
        times >= most,
        subject and pronoun.role == "subject" and distance == 1,
        entity is speaker,
        entity.plural != pronoun.plural,
        kind == "organization",
        kind == "place",
        kind == "group",
        candidate.group,
        pronoun.role == "subject",
        pronoun.possessive,
        pronoun.role in ("object", "oblique"),
        log1p(abs(pronoun.head - candidate.head)) / 5,
        printed,
        first,
        subject and syntax.dep[candidate.clause] == "root",
        above and syntax.dep[pronoun.clause] == "ccomp",
        candidate.name is not None and candidate.name[1] - candidate.name[0] == 1,
        told[0],
        told[1],
        *speaks,
        syntax.depth(candidate.head) / 3,
        log1p(lately[0]),
        log1p(lately[1]),
    ]


def _is_above(syntax: Syntax, candidate: Mention, pronoun: Mention) -> bool:
    """Tell whether a phrase is the subject of a clause around that of the pronoun."""
    at = pronoun.clause
    for _ in range(8):
        up = syntax.head[at]
        if up == at:
            return False
        at = up
        if at == candidate.clause:
            return True
    return False


def scores(kind: str, values: Sequence[Sequence[float]]) -> list[float]:
    """Return the unnormalised log likelihoods of the candidates of a pronoun."""
    linear, inner, bias, outer = weights()["models"][kind]
    x = np.asarray(values, dtype=np.float64)
    found: list[float] = (x @ linear + np.tanh(x @ inner + bias) @ outer).tolist()
    return found


def likelihoods(scores: list[float]) -> list[float]:
    """Return the likelihood of each candidate, against the others and a new entity (score 0)."""
    top = max([0.0, *scores])
    raised = [exp(each - top) for each in scores]
    whole = sum(raised) + exp(-top)
    return [each / whole for each in raised]


def lately(
    known: Sequence[Entity | None], mentions: Sequence[Mention], i: int
) -> dict[int, tuple[int, int]]:
    """Return how often entities were mentioned, and were subjects, shortly before a mention.

    Parameters
    ----------
    known
        For whom the mentions stand, as far as they were read.
    mentions
        The mentions of the document.
    i
        The place of a pronoun among them.
    """
    found: dict[int, tuple[int, int]] = {}
    for j in range(i - 1, max(-1, i - _MENTIONS), -1):
        if mentions[i].sentence - mentions[j].sentence > _LATELY:
            break
        entity = known[j]
        if entity is not None:
            times, subject = found.get(id(entity), (0, 0))
            found[id(entity)] = times + 1, subject + (mentions[j].role == "subject")
    return found
