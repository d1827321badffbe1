"""The report page, the marked articles and the lines for the terminal."""

import html
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

import claimkit as ck
from claimkit import tables
from claimkit.report import summary_lines


@pytest.fixture(scope="module")
def harbour():
    analysis = ck.extract(ck.read_sources("seeds/harbour"))
    return analysis, ck.cross_check(analysis)


@pytest.fixture(scope="module")
def page(harbour):
    unread = [
        {"story": "harbour", "path": "a<b>.txt", "cause": "is empty.", "remedy": "Remove it."}
    ]
    report = ck.render_report(*harbour, tables.frame("unread", unread), title="Port & pier")
    return str(report)


def text_of(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


class _Outline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.targets, self.loads = [], [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.targets += [attributes["href"]] if "href" in attributes else []
        if tag in ("script", "link", "img", "iframe") or "src" in attributes:
            self.loads.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_loads_nothing_from_elsewhere_and_every_link_in_it_leads_somewhere(page):
    outline = _Outline()
    outline.feed(page)
    assert outline.open == [] and outline.loads == []
    assert "@import" not in page and "url(" not in page
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.targets) <= {f"#{i}" for i in outline.ids}


def test_the_page_shows_conflicts_statements_with_offsets_and_unread_documents(page, harbour):
    analysis, check = harbour
    seen = text_of(page)
    assert "Port & pier" in seen and "a<b>.txt" in seen and "is empty." in seen
    disputed = check.links[check.links["relation"].isin(["quote_altered", "attribution_conflict"])]
    assert len(disputed) == 5
    assert all(explanation in seen for explanation in disputed["explanation"])
    who = ck.who_said_what(analysis)
    for row in who.itertuples():
        assert f"{row.start}–{row.end}" in seen
    assert seen.count("reprint") >= 1 and "credits Northwire" in seen


def test_a_marked_article_is_the_article(harbour):
    analysis, _ = harbour
    for source in analysis.sources.itertuples():
        assert text_of(str(ck.mark(analysis, source.source_id))) == source.text


def test_marks_cover_the_statements_and_nothing_else(harbour):
    analysis, _ = harbour
    source = analysis.sources.iloc[0]
    page = str(ck.mark(analysis, source.source_id))
    marked = re.findall(r'<mark class="([^"]+)"[^>]*>([^<]+)</mark>', page)
    cues = [html.unescape(text) for classes, text in marked if "ck-cue" in classes]
    spans = analysis.spans[(analysis.spans["source_id"] == source.source_id)]
    assert sorted(cues) == sorted(spans.loc[spans["role"] == "cue", "text"])


def test_an_unknown_source_is_named_with_those_that_are_known(harbour):
    with pytest.raises(KeyError, match=r"no source 'nothing'; it has \['"):
        ck.mark(harbour[0], "nothing")


def test_text_that_looks_like_html_stays_text():
    text = "“Use <script>alert(1)</script> & <b>bold</b>, please do so,” said Ana Ruiz."
    row = {"source_id": "0" * 12, "story": "s", "path": "a.txt", "role": "report", "language": "en"}
    sources = tables.frame("sources", [row | {"text": text, "sha256": "0" * 64}])
    analysis = ck.extract(sources)
    page = str(ck.render_report(analysis, ck.cross_check(analysis)))
    assert "<script" not in page and "<b>bold" not in page
    assert text in text_of(page)


def test_a_story_without_a_readable_document_still_has_a_report():
    analysis = ck.extract(tables.frame("sources"))
    unread = [{"story": "s", "path": "x.png", "cause": "is a PNG image.", "remedy": "Remove it."}]
    check = ck.cross_check(analysis)
    page = str(ck.render_report(analysis, check, tables.frame("unread", unread)))
    assert "No document could be read." in page and "is a PNG image." in page


def test_the_pairs_begin_with_the_conflicts(harbour):
    relations = list(ck.pairs(*harbour)["relation"])
    assert relations[0] == "contradicts"
    assert relations.index("attribution_conflict") < relations.index("quote_excerpt")
    assert relations.index("quote_excerpt") < relations.index("equivalent")


def test_two_documents_of_one_outlet_are_told_apart(harbour):
    analysis, _ = harbour
    sources = analysis.sources.assign(outlet="The Gazette")
    who = ck.who_said_what(tables.Analysis(sources, *list(analysis.tables().values())[1:]))
    assert who["outlet"].nunique() == len(sources)
    assert who["outlet"].str.startswith("The Gazette (").all()


def test_the_summary_counts_and_names_what_is_disputed(tmp_path, harbour):
    analysis, check = harbour
    unread = [{"story": "harbour", "path": "x.png", "cause": "is a PNG image.", "remedy": "-"}]
    ck.save(tmp_path, analysis, check, unread=tables.frame("unread", unread))
    lines = summary_lines(tmp_path)
    assert lines[0].startswith(f"harbour: 5 sources, {len(analysis.statements)} statements;")
    assert "7 disputed" in lines[0]
    assert sum("disputed (" in line for line in lines) == 12
    assert lines[-1] == "  unread: x.png is a PNG image."


def test_what_is_saved_is_what_is_loaded(tmp_path, harbour):
    analysis, check = harbour
    ck.save(tmp_path, analysis, check)
    for name, table in ck.load_analysis(tmp_path).tables().items():
        pd.testing.assert_frame_equal(table, analysis.tables()[name])
    for name, table in ck.load_check(tmp_path).tables().items():
        pd.testing.assert_frame_equal(table, check.tables()[name])
    assert len(ck.load_unread(tmp_path)) == 0


def test_loading_what_was_never_made_says_which_notebook_makes_it(tmp_path, harbour):
    with pytest.raises(FileNotFoundError, match="holds no tables of a story"):
        ck.load_analysis(tmp_path)
    ck.save(tmp_path, harbour[0])
    with pytest.raises(FileNotFoundError, match="run 3_cross_check with the same `out` first"):
        ck.load_check(tmp_path)
