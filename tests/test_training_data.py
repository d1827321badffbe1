"""The readers of training data: they need neither torch nor the data."""

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from claimkit.language.crf import NAMES, TAGS, TIMES, pieces
from claimkit.language.tokens import split
from claimkit.language.wordpiece import WordPiece

sys.path.insert(0, str(Path(__file__).parents[1]))

from training import news, reported
from training.data import attribution, gum_names, sentences, syntax, tagged

PLACE = ("file", "start", "end")


@pytest.fixture(scope="module")
def wordpiece(tmp_path_factory):
    path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("[PAD]\nquote\n,\n", encoding="utf-8")
    return WordPiece(path)


def test_attributions_become_tags_and_links():
    text = "“Yes,” said Ann. Bob denied it."
    at = split(text)
    find = lambda s: [[text.index(s), text.index(s) + len(s)]]  # noqa: E731
    found = attribution.mark(
        at,
        [
            {"source": find("Ann"), "cue": find("said"), "content": find("“Yes,”")},
            {"source": [], "cue": find("denied"), "content": find("it")},
        ],
    )
    assert ("content", 0, 3) in found["pieces"]
    assert pieces(found["tags"]) == sorted(found["pieces"], key=lambda p: p[1])
    number = {p: i for i, p in enumerate(found["pieces"])}
    said, denied = number["cue", 4, 4], number["cue", 8, 8]
    assert found["cue_of"] == {number["content", 0, 3]: said, number["content", 9, 9]: denied}
    assert found["source_of"] == {said: number["source", 5, 5], denied: -1}
    assert len(TAGS) == 13


def test_tokens_join_as_printed():
    tokens = ["``", "I", "'m", "Miami", "-", "based", ",", "''", "he", "said", "(", "twice", ")"]
    text, at = tagged.join(tokens, tidy=True)
    assert text == "``I'm Miami-based,'' he said (twice)"
    assert [text[s:e] for s, e in at] == tokens
    assert tagged.join(["a", "."], tidy=False)[0] == "a ."


def test_multiword_tokens_keep_exact_offsets(wordpiece):
    rows = ["1-2 don't", "1 do", "2 n't", "3 go"]
    cells = [[*r.split(), "do", "VERB", "_", "_", "0", "root"] for r in rows]
    found = syntax.locate("don't go", cells)
    assert [(s, e) for s, e, _ in found] == [(0, 2), (2, 5), (6, 8)]


def put(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding=encoding) as f:
        f.write(text)


def test_readers(tmp_path, monkeypatch, wordpiece):
    monkeypatch.setenv("CLAIMKIT_DATA", str(tmp_path))
    row = "{}\t{}\t{}\t{}\t_\t_\t{}\t{}\t_\t_\n"
    table = "# newdoc id = d\n# newpar\n# text = Ann sat.\n" + row.format(
        1, "Ann", "Ann", "PROPN", 2, "nsubj"
    )
    table += row.format(2, "sat", "sit", "VERB", 0, "root")
    table += row.format(3, ".", ".", "PUNCT", 2, "punct") + "\n"
    put(tmp_path, "syntax/x.conllu.gz", table)
    (doc,) = syntax.read("x", wordpiece)
    assert doc.labels["head"].tolist() == [1, -1, 1]
    assert doc.labels["lemma_text"] == ["Ann", "sit", "."]
    put(tmp_path, "ner/gmb.csv.gz", "S,W,P,T\r\nS: 1,Rome,N,B-geo\r\n,fell,V,O\r\n", "cp1252")
    (doc,) = tagged.read_names("gmb", wordpiece)
    assert pieces(doc.labels["tags"], NAMES) == [("LOC", 0, 0)]
    time = {"start": 0, "end": 5, "type": "DATE"}
    record = {"id": "a", "text": "Today it rained.", "timexes": [time]}
    put(tmp_path, "temporal/t.jsonl.gz", json.dumps(record) + "\n")
    (doc,) = tagged.read_times("t=0/5", wordpiece)
    assert pieces(doc.labels["tags"], TIMES) == [("DATE", 0, 0)]
    assert tagged.read_times("t:0/5", wordpiece) == []
    record = {"text": "It rained .", "targets": [{"span1": [1, 2], "label": 3.0}]}
    put(tmp_path, "factuality/f.jsonl.gz", json.dumps(record) + "\n")
    (doc,) = sentences.read_factuality("f", wordpiece)
    assert doc.labels["factuality"][1] == 3
    assert np.isnan(doc.labels["factuality"]).sum() == 2


def test_a_name_is_what_is_left_of_an_entity():
    said = [
        ("the", "DT", 3, "(8-organization-new-nnnnn-cf1-3,5-sgl-University_of_(West)_Ham"),
        ("old", "JJ", 3, "_"),
        ("University", "NNP", 0, "_"),
        ("of", "IN", 5, "_"),
        ("Ham", "NNP", 3, "(9-place-new-nnnnn-cf4-1-sgl)8)"),
        ("he", "PRP", 3, "(1-person-giv:act-nnnnn-cf2-1-ana)"),
        ("General", "NNP", 8, "(2-person-new-nnnnn-cf3-1-coref"),
        ("Prelogar", "NNP", 3, "2)"),
    ]
    rows = [
        [str(i), w, w, "X", tag, "_", str(head), "_", "_", f"Entity={m}"]
        for i, (w, tag, head, m) in enumerate(said, 1)
    ]
    found = list(gum_names.entities(rows))
    assert [each[:4] for each in found] == [
        ("place", 4, 4, 4),
        ("organization", 0, 4, 2),
        ("person", 5, 5, 5),
        ("person", 6, 7, 7),
    ]
    assert gum_names.name(rows, "organization", 0, 4, 2, {4}) == (2, 4)
    assert gum_names.name(rows, "person", 5, 5, 5, set()) is None
    assert gum_names.name(rows, "person", 6, 7, 7, set()) == (7, 7)


def test_the_passages_of_two_reports_stand_in_them_once():
    stories = [told for part in reported.PARTS for _, told in reported.stories(part)]
    assert len(stories) == 3910
    assert len({(told["a"], told["b"]) for told in stories}) == len(stories)
    for part in reported.PARTS:
        events = [told for _, told in reported.stories(part)]
        for at in range(0, len(events), reported.AT_ONCE):
            read = [told[side] for told in events[at : at + reported.AT_ONCE] for side in "ab"]
            assert len(set(read)) == len(read)  # a document is known by its text
    for told in stories:
        assert {pair["is"] for pair in told["pairs"]} <= set(reported.LISTED)
        for side in "ab":
            assert all(told[side].count(pair[side]) == 1 for pair in told["pairs"])


def test_judged_pairs_of_news_are_places_told_once():
    rows = [json.loads(line) for line in news.FILE.read_text("utf-8").splitlines()]
    places = [tuple(row[side][key] for side in "ab" for key in PLACE) for row in rows]
    assert len(set(places)) == len(rows) == 1197
    for row in rows:
        assert row["is"] in reported.LISTED and ("kind" in row) == (row["is"] == "against")
        assert all(set(row[side]) == set(PLACE) for side in "ab")
        assert all(row[side]["start"] < row[side]["end"] for side in "ab")


def test_claims_of_two_reports_stand_as_their_passages_do():
    story = {
        "a": "Two crew members were hurt on the Aurelia. The harbour of Sorn was shut on Monday.",
        "b": "The harbour of Sorn stayed open on Monday, officials said. Fog lay over the town.",
        "day_a": "2025-03-11",
        "day_b": "2025-03-11",
        "pairs": [
            {
                "a": "The harbour of Sorn was shut on Monday",
                "b": "The harbour of Sorn stayed open on Monday",
                "is": "against",
                "kind": "polarity",
            }
        ],
    }
    found = list(reported.pairs([(0, story)]))
    listed = [each for each in found if each.stands is not None]
    assert [(each.one.plain, each.stands, each.exact) for each in listed] == [
        ("The harbour of Sorn was shut on Monday", "against", True)
    ]
    open_pairs = [(each.one.plain, each.other.plain) for each in found if each.stands is None]
    assert (listed[0].one.plain, listed[0].other.plain) not in open_pairs
