"""From scores to pieces and attributions, in numpy alone, so that it can move to run time."""

from itertools import pairwise

import numpy as np

ROLES = ("source", "cue", "content")


def bies(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return tags: B begins a piece of several words, I goes on, E ends it, S is a piece alone."""
    return ("O", *(f"{p}-{k}" for k in kinds for p in "BIES"))


TAGS = bies(ROLES)
NAMES = bies(("PER", "ORG", "LOC", "NORP", "MISC"))
TIMES = bies(("DATE", "TIME", "DURATION", "SET"))
NEVER = -1e4
# Buckets for the distance between two pieces, in words; the sign (before or after) doubles them.
REACH = (1, 2, 4, 8, 16, 32, 64)
N_DISTANCE = 2 * (len(REACH) + 1)
N_BETWEEN = 8
N_PARAGRAPH = 5
# What a pair out of reach loses: it is chosen only where there is no other.
FAR = -30.0
# What it is worth, in log odds, that a cue has a content and that a source has a cue: in gold every
# one does. On PolNeAR dev this lifts rel_soft by 5 points over each piece choosing for itself.
COVER_CUE, COVER_SOURCE = 2.0, 1.5


def transitions(tags: tuple[str, ...] = TAGS) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return which tags may begin, follow each other, and end: 0 or ``NEVER``."""
    opens = [t == "O" or t[0] in "BS" for t in tags]
    closes = [t == "O" or t[0] in "ES" for t in tags]
    step = np.full((len(tags), len(tags)), NEVER, dtype=np.float32)
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            if (closes[i] and opens[j]) or (
                not closes[i] and not opens[j] and a.partition("-")[2] == b.partition("-")[2]
            ):
                step[i, j] = 0
    return (
        np.where(opens, 0, NEVER).astype(np.float32),
        step,
        np.where(closes, 0, NEVER).astype(np.float32),
    )


def viterbi(scores: np.ndarray, start: np.ndarray, step: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the best tag of each word.

    Parameters
    ----------
    scores : ndarray, words × tags
        What the model says.
    start, step, end : ndarray
        Scores of beginning with a tag, of one after another, and of ending with one.

    Returns
    -------
    ndarray of int
        One tag a word.
    """
    n = len(scores)
    if n == 0:
        return np.zeros(0, dtype=np.int64)
    best = start + scores[0]
    back = np.zeros((n, len(start)), dtype=np.int64)
    for i in range(1, n):
        paths = best[:, None] + step
        back[i] = paths.argmax(0)
        best = paths.max(0) + scores[i]
    tags = np.zeros(n, dtype=np.int64)
    tags[-1] = (best + end).argmax()
    for i in range(n - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags


def pieces(tags: np.ndarray, names: tuple[str, ...] = TAGS) -> list[tuple[str, int, int]]:
    """Return ``(role, first word, last word)`` of each piece in a well-formed sequence of tags."""
    out, begin = [], 0
    for i, t in enumerate(tags):
        prefix, _, role = names[t].partition("-")
        if prefix in ("B", "S"):
            begin = i
        if prefix in ("E", "S"):
            out.append((role, begin, i))
    return out


def tag(n: int, marked: list[tuple[str, int, int]], names: tuple[str, ...] = TAGS) -> np.ndarray:
    """Write pieces as tags; where two claim a word the earlier in the list keeps it.

    >>> [TAGS[t] for t in tag(4, [("cue", 0, 0), ("content", 1, 3)])]
    ['S-cue', 'B-content', 'I-content', 'E-content']
    """
    index = {t: i for i, t in enumerate(names)}
    out = np.zeros(n, dtype=np.int64)
    for role, a, b in marked:
        if out[a : b + 1].any():
            continue
        if a == b:
            out[a] = index[f"S-{role}"]
        else:
            out[a : b + 1] = index[f"I-{role}"]
            out[a], out[b] = index[f"B-{role}"], index[f"E-{role}"]
    return out


def pair_features(
    left: np.ndarray, right: np.ndarray, rivals: np.ndarray, paragraph: np.ndarray
) -> np.ndarray:
    """Describe where the pieces of one role lie as seen from those of another.

    Parameters
    ----------
    left, right : ndarray, pieces × 2
        First and last word of each piece.
    rivals : ndarray, pieces × 2
        Pieces that count as lying between: those of the role that is chosen from.
    paragraph : ndarray
        The paragraph of each word.

    Returns
    -------
    ndarray, left × right × 3
        Buckets of signed distance, signed number of rivals between, and signed paragraphs apart.
    """
    a, b = left[:, None], right[None]
    after = b[..., 0] > a[..., 0]
    near = np.where(after, b[..., 0] - a[..., 1], a[..., 0] - b[..., 1])
    distance = np.searchsorted(REACH, near, side="left") + after * (len(REACH) + 1)
    low = np.where(after, a[..., 1], b[..., 1])
    high = np.where(after, b[..., 0], a[..., 0])
    between = np.searchsorted(rivals[:, 0], high, side="left") - np.searchsorted(
        rivals[:, 0], low, side="right"
    )
    between = np.clip(between, 0, 3) + 4 * after
    apart = np.clip(paragraph[b[..., 0]] - paragraph[a[..., 0]], -2, 2) + 2
    return np.stack([distance, between, apart], -1)


def reachable(features: np.ndarray) -> np.ndarray:
    """Return which pairs may be linked: one rival between at most, and one paragraph apart at most.

    Without this, a "said" far away wins over a near one now and then, as a document has so many: on
    PolNeAR dev it lifts rel_soft from 69 to 73 and rel_exact of direct quotations from 70 to 86.
    """
    return (features[..., 1] % 4 <= 1) & (abs(features[..., 2] - 2) <= 1)


def attributions(
    out: dict[str, np.ndarray], tables: dict[str, np.ndarray], paragraph: np.ndarray
) -> list[dict[str, list[tuple[int, int]]]]:
    """Return who said what in one text, as words.

    Parameters
    ----------
    out : dict
        ``tags`` (words × tags) and ``link`` (words × 4 projections) of the attribution head.
    tables : dict
        The head's own numbers: scores of steps between tags, biases of distances.
    paragraph : ndarray
        The paragraph of each word.

    Returns
    -------
    list of dict
        ``source``, ``cue``, ``content``: lists of (first word, last word); a cue with no content
        is left out.
    """
    tags = np.zeros(len(paragraph), np.int64)
    cuts = [*np.flatnonzero(np.diff(paragraph, prepend=-1)), len(paragraph)]
    for a, b in pairwise(cuts):
        tags[a:b] = viterbi(out["tags"][a:b], tables["start"], tables["step"], tables["end"])
    found = pieces(tags)
    at = {r: np.array([p[1:] for p in found if p[0] == r], np.int64).reshape(-1, 2) for r in ROLES}
    if not len(at["cue"]) or not len(at["content"]):
        return []
    to_cue = pair_scores(out["link"], tables, 0, "cue", at["content"], at["cue"], paragraph)
    to_source = pair_scores(out["link"], tables, 2, "source", at["cue"], at["source"], paragraph)
    none = np.full((len(to_source), 1), tables["none"])
    to_source = np.concatenate([to_source, none], 1)
    cue_of = covering(to_cue, COVER_CUE)
    used = np.unique(cue_of)
    source_of = np.zeros(len(to_source), np.int64)
    source_of[used] = covering(to_source[used], COVER_SOURCE, free=1)
    result = []
    for i, cue in enumerate(at["cue"]):
        content = [tuple(map(int, c)) for c in at["content"][cue_of == i]]
        source = at["source"][source_of[i] : source_of[i] + 1]
        if content:
            result.append(
                {
                    "source": [tuple(map(int, s)) for s in source],
                    "cue": [tuple(map(int, cue))],
                    "content": content,
                }
            )
    return result


def covering(scores: np.ndarray, worth: float, free: int = 0) -> np.ndarray:
    """Let every row choose a column, so that few columns stay without a row.

    Parameters
    ----------
    scores : ndarray, rows × columns
        What a row gains by a column.
    worth : float
        What is gained when a column is chosen at all.
    free : int
        Number of last columns for which nothing is gained (such as "none").

    Returns
    -------
    ndarray of int
        The column of each row: the best for itself, except where leaving it covers another column
        and costs less than ``worth``. Which rows do so is the best matching, not a greedy one: a
        shift often runs through a whole chain of neighbours (greedy loses 2 points of rel_soft).
    """
    chosen = scores.argmax(1)
    gain = (scores - scores.max(1, keepdims=True) + worth)[:, : scores.shape[1] - free]
    for rows, columns in components(gain > 0):
        part = np.maximum(gain[np.ix_(rows, columns)], 0)
        turned = len(rows) > len(columns)
        pairs = assignment(-(part.T if turned else part))
        for i, j in enumerate(pairs):
            row, column = (j, i) if turned else (i, j)
            if part[row, column] > 0:
                chosen[rows[row]] = columns[column]
    return chosen


def components(linked: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the rows and columns of each connected part: most pieces know only neighbours."""
    rows_left, out = linked.any(1), []
    while rows_left.any():
        rows = np.zeros(len(linked), bool)
        rows[rows_left.argmax()] = True
        size = 0
        while rows.sum() != size:
            size = rows.sum()
            columns = linked[rows].any(0)
            rows = linked[:, columns].any(1)
        rows_left &= ~rows
        out.append((np.flatnonzero(rows), np.flatnonzero(columns)))
    return out


def assignment(cost: np.ndarray) -> np.ndarray:
    """Return a column for each row, all different, at the least cost.

    The Hungarian method (Kuhn 1955); there may be no more rows than columns.
    """
    n, m = cost.shape
    u, v = np.zeros(n + 1), np.zeros(m + 1)
    row_of, way = np.full(m + 1, -1), np.zeros(m + 1, np.int64)
    for i in range(n):
        row_of[m], at = i, m
        least, used = np.full(m, np.inf), np.zeros(m + 1, bool)
        while row_of[at] >= 0:
            used[at] = True
            row = row_of[at]
            now = cost[row] - u[row] - v[:m]
            better = ~used[:m] & (now < least)
            least[better], way[:m][better] = now[better], at
            open_ = np.where(used[:m], np.inf, least)
            new = int(open_.argmin())
            delta = open_[new]
            u[row_of[used]] += delta
            v[used] -= delta
            least[~used[:m]] -= delta
            at = new
        while at != m:
            row_of[at] = row_of[way[at]]
            at = way[at]
        row_of[m] = -1
    out = np.zeros(n, np.int64)
    out[row_of[:m][row_of[:m] >= 0]] = np.flatnonzero(row_of[:m] >= 0)
    return out


def pair_scores(
    link: np.ndarray,
    tables: dict[str, np.ndarray],
    slot: int,
    pair: str,
    a: np.ndarray,
    b: np.ndarray,
    paragraph: np.ndarray,
) -> np.ndarray:
    """Score every piece of ``a`` (rows) against every piece of ``b``, as the head does."""
    size = link.shape[1] // 4
    u = link[:, slot * size : (slot + 1) * size][a].sum(1)
    v = link[:, (slot + 1) * size : (slot + 2) * size][b].sum(1)
    near = pair_features(a, b, b, paragraph)
    bias = sum(tables[f"{pair}_{i}"][near[..., i]] for i in range(3))
    return u @ v.T / size**0.5 + bias + np.where(reachable(near), 0, FAR)
