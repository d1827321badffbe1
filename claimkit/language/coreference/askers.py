"""Who asks the questions that one person answers: hearings, press briefings, interviews.

An answer that addresses somebody (`It is both, Justice Orrel`) tells who asked the line before. As
long as questions and answers take turns, who asked goes on asking until somebody else is named; how
far that reaches is a Markov chain over the questions, a chain for each one who is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claimkit.language.coreference.chains import posteriors
from claimkit.language.coreference.introductions import Turn, set_of
from claimkit.language.coreference.mentions import Entity

_SURE = 0.7  # the least likelihood at which somebody is named
# Likelihoods that one goes on with the next question, takes it from somebody else, and asks the
# first. By judgement: GUM train has no hearing in which an answer names who asked.
_TAKING = (0.88, 0.1, 0.2)
_ANSWERED, _OTHER, _THIRD, _CALLED = 5.0, -5.0, -3.0, 3.0  # log odds of what names somebody


@dataclass(slots=True)
class Asked:
    """Who asks, by the number of the turn, and to whom an answer is said."""

    asking: dict[int, Entity] = field(default_factory=dict)
    told: dict[int, Entity] = field(default_factory=dict)


def askers(
    turns: Sequence[Turn], speakers: Mapping[int, Entity], hearers: Mapping[int, Entity]
) -> Asked:
    """Return who asks and is answered.

    Parameters
    ----------
    turns
        The lines of the text.
    speakers, hearers
        Who says a line, and to whom it is said, by its number: those who answer, as far as they
        are known.
    """
    found = Asked()
    for run in _runs(speakers, hearers):
        people = set_of(e for i in run for e in (*turns[i - 1].addressed, *turns[i + 1].addressed))
        for person in people:
            if person is hearers[run[0]]:
                continue
            odds = [_odds(turns, i, person, hearers[i]) for i in run]
            likely = posteriors(odds, *_TAKING)
            for i, each in zip(run, likely, strict=True):
                if each >= _SURE:
                    found.asking[i] = found.told[i + 1] = person
    return found


def _runs(speakers: Mapping[int, Entity], hearers: Mapping[int, Entity]) -> list[list[int]]:
    """Return the questions that are answered in the next line, those in turn together."""
    runs: list[list[int]] = []
    for i in sorted(hearers):
        if i < 1 or i in speakers or speakers.get(i + 1) is not hearers[i]:
            continue
        if runs and runs[-1][-1] == i - 2 and hearers[i - 2] is hearers[i]:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _odds(turns: Sequence[Turn], i: int, person: Entity, asked: Entity) -> float:
    """Return the log odds that somebody asks a question, by what is around it."""
    question, answer = turns[i], turns[i + 1]
    odds = 0.0
    if answer.addressed:
        odds += _ANSWERED if any(e is person for e in answer.addressed) else _OTHER
    if any(e is person for e in (*question.named, *question.addressed)):
        odds += _THIRD
    called = turns[i - 1].called
    if called is not None and called is not asked:
        odds += _CALLED if called is person else -_CALLED
    return odds
