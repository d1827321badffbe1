"""The words of English that say how sure something is: closed classes, by lemma.

The grades follow FactBank (Saurí and Pustejovsky, Language Resources and Evaluation 43, 2009):
certain, probable, possible, and underspecified, which the contract calls unknown.
"""

from __future__ import annotations

CERTAIN, PROBABLE, POSSIBLE, UNKNOWN = "certain", "probable", "possible", "unknown"
ORDER = (UNKNOWN, POSSIBLE, PROBABLE, CERTAIN)  # from the weakest


def _graded(probable: str = "", possible: str = "", unknown: str = "") -> dict[str, str]:
    return {
        **dict.fromkeys(probable.split(), PROBABLE),
        **dict.fromkeys(possible.split(), POSSIBLE),
        **dict.fromkeys(unknown.split(), UNKNOWN),
    }


# What the cue of a statement makes of its content.
CUES = _graded(
    probable="""anticipate appear assume believe estimate expect feel figure foresee forecast guess
    imagine infer judge predict presume project reckon seem suppose surmise suspect think consider
    trust bet""",
    possible="""doubt hint hypothesize imply insinuate moot postulate question speculate suggest
    theorize wonder hypothesise theorise intimate""",
    unknown="""advise appeal ask beg call consider demand desire dread fear hope inquire enquire
    instruct invite lobby order plan plead press propose recommend request seek threaten urge want
    wish worry intend contemplate mull command implore crave""",
) | {"consider": PROBABLE, "call": CERTAIN, "question": POSSIBLE}
# Cues that deny their content.
DENYING = frozenset(
    """deny dispute rebut refute reject dismiss disprove contradict negate disavow repudiate denial
    debunk""".split()
)
# `refused to say that …`, `declined to confirm whether …`: what follows was not said.
WITHHOLDING = frozenset("refuse decline avoid".split())
# “He does not think that …” says that he thinks that it is not so; “did not say that …” says
# nothing of it.
RAISING = frozenset("think believe expect suppose imagine reckon feel anticipate".split())
# Behind them `if` and `whether` open what is asked.
ASKED = frozenset("ask inquire enquire wonder question doubt check know see".split())

# A verb whose complement is what the clause is about.
VERBS = _graded(
    probable="""anticipate appear assume believe estimate expect forecast guess imagine predict
  presume project reckon seem suppose surmise suspect think""",
    possible="doubt hypothesize hypothesise speculate wonder",
    unknown="""aim aspire beg consider contemplate demand desire dream fear hope intend invite lobby
  mull offer plan propose recommend request threaten urge want weigh wish yearn
  advocate""",
)
# Only with an infinitive: `asked him to go`, but not `asked a question`.
ASKING = frozenset(("ask", "call", "push", "press", "wait", "campaign", "look", "beg", "order"))
ADJECTIVES = _graded(
    probable="""likely set poised bound apt slated scheduled due expected unlikely improbable
    probable confident convinced optimistic""",
    possible="""possible conceivable plausible unsure uncertain unclear doubtful undecided skeptical
    sceptical dubious""",
    unknown="eager keen desirous hopeful afraid fearful worried concerned",
)
INFINITIVE_ONLY = frozenset("set poised bound apt slated scheduled due eager keen hopeful".split())
NOUNS = _graded(
    probable="likelihood probability expectation belief assumption",
    possible="""chance possibility risk danger prospect doubt speculation suspicion uncertainty odds
    suggestion theory hypothesis rumor rumour notion""",
    unknown="plan proposal hope wish fear request call demand",
)
ADVERBS = _graded(
    probable="""apparently arguably likely ostensibly presumably probably purportedly reportedly
    seemingly supposedly allegedly evidently""",
    possible="conceivably maybe perhaps possibly potentially",
)
MODALS = {"may": POSSIBLE, "might": POSSIBLE, "could": POSSIBLE}
# Only of what is to come, with a noun: `expects sales of …`, but `had forecast 12 billion`.
EXPECTING = frozenset(("expect", "anticipate"))
CONDITIONS = frozenset(("if", "unless", "provided", "providing", "assuming", "lest", "supposing"))

# What a copula says of something when it judges and tells no fact.
JUDGEMENTS = frozenset(
    """absurd amazing annoying appalling awesome awful beautiful bizarre boring brilliant cruel cute
    delicious despicable disappointing disgrace disgraceful disgusting dreadful dumb exciting
    fabulous fantastic gorgeous great heartbreaking honor honour horrible horrific horrifying
    impressive incredible inspiring interesting joke lovely ludicrous nice nonsense outrageous
    pathetic pity pleasure proud ridiculous sad scandal shame shameful shocking sickening silly
    splendid stupid stunning superb terrible terrific tragedy tragic ugly unacceptable unbelievable
    unfair unfortunate weird wonderful""".split()
)
# Of a thing that is named these can be checked: `the figures were wrong`.
JUDGEMENTS_OF_IT = JUDGEMENTS | frozenset(
    """bad best better brave crazy fair fine fun funny good important insane lucky mess moment ok
    okay perfect right scary sick smart special strange thankful worse worst wrong""".split()
)

NEGATIONS = frozenset(("not", "n't", "never", "neither", "nor", "hardly", "scarcely", "barely"))
NEGATIVES = frozenset(("nobody", "nothing", "none", "nowhere", "neither", "noone"))
# `no fewer than ten`, `no doubt`, `not only`: nothing is denied.
AFTER_NO = frozenset(("doubt", "matter", "fewer", "less", "more", "wonder", "sooner", "later"))
AFTER_NOT = frozenset(("only", "just", "merely", "simply", "least", "surprisingly", "until"))
