"""HTML: its main text and the metadata that it declares, through trafilatura."""

from __future__ import annotations

import json
import re
from typing import Any

from claimkit.sources.decoding import decode
from claimkit.sources.documents import Document
from claimkit.sources.metadata import iso_date
from claimkit.sources.problems import UnreadableError

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_RULE = re.compile(r"\|[-|: ]+\|?")

# Where pages state when they were published. Dates of change are not among them, nor are dates
# that a library may find in an address or in the text.
_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "citation_publication_date", "sailthru.date", "dc.date", "dcterms.date", "dc.date.issued",
    "dcterms.issued", "pubdate", "publishdate", "publish-date", "date",
)  # fmt: skip
_ARTICLE = re.compile(r"article|posting|report", re.IGNORECASE)
_LONGEST_BYLINE = 120


def read_html(data: bytes) -> Document:
    r"""Read a page: paragraphs with a blank line between them, without navigation and comments.

    Raises
    ------
    UnreadableError
        When the page holds no text.

    Examples
    --------
    >>> page = b"<html><body><p>The port is shut.</p><p>It opens on Friday.</p></body></html>"
    >>> read_html(page).text
    'The port is shut.\n\nIt opens on Friday.'
    """
    # Imported here: it takes a third of a second that a story of plain texts need not pay.
    import trafilatura

    charset = _CHARSET.search(data[:4096])
    page = decode(data, charset[1].decode("ascii") if charset else None)
    page = _DECLARATION.sub("", page, count=1)
    if not _WHOLE_PAGE.search(page):
        page = f"<html><body>{page}</body></html>"
    tree = trafilatura.load_html(page)
    metadata: dict[str, str] = {}
    found: Any = None
    if tree is not None:
        metadata = _declared(tree)
        found = trafilatura.bare_extraction(
            tree, include_comments=False, favor_recall=True, with_metadata=True
        )
    if found is None or not (found.text or "").strip():
        raise UnreadableError(
            "is an HTML page without text.",
            "Save the page once it is fully loaded, or paste its text into a .txt file.",
        )
    return Document(_paragraphs(found.text), {**_vetted(found, tree), **metadata})


def _paragraphs(text: str) -> str:
    """Put a blank line between blocks; rows of a table and items of a list stay together."""
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line and not _RULE.fullmatch(line)]
    parts: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        together = line[:1] in "|-" and line[:1] == before[:1]
        parts += ["\n" if together else "\n\n", line]
    return "".join(parts).strip()


def _vetted(found: Any, tree: Any) -> dict[str, str]:
    """Keep what the page states; the library fills gaps with guesses, and null is better."""
    contents = {content.strip().casefold() for content in tree.xpath("//meta/@content")}
    said = {"title": found.title, "url": found.url, "author": found.author}
    author = found.author or ""
    if len(author) > _LONGEST_BYLINE or any(c.isdigit() for c in author) or "://" in author:
        said["author"] = None
    # Without a name of the site, the library gives its host name, or an account of the outlet.
    outlet = found.sitename or ""
    named = outlet.casefold() in contents or "." not in outlet
    if named and "://" not in outlet and f"@{outlet}".casefold() not in contents:
        said["outlet"] = outlet
    return {field: " ".join(value.split()) for field, value in said.items() if value}


def _declared(tree: Any) -> dict[str, str]:
    """Return the declared date of publication, and the name of the site as it is written."""
    said: dict[str, str] = {}
    names = tree.xpath('//meta[@property="og:site_name"]/@content')
    if names and names[0].strip():
        said["outlet"] = " ".join(names[0].split())
    for value in (*_json_dates(tree), *_meta_dates(tree)):
        day = iso_date(value)
        if day:
            return {**said, "published": day}
    return said


def _json_dates(tree: Any) -> list[str]:
    """Dates of the page's own article: related articles lie deeper, in lists of their own."""
    dates = []
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            loaded = json.loads(script, strict=False)
        except ValueError:
            continue
        for item in _items(loaded):
            if _ARTICLE.search(str(item.get("@type"))):
                dates.append(str(item.get("datePublished", "")))
    return dates


def _items(loaded: Any) -> list[dict[str, Any]]:
    items = loaded if isinstance(loaded, list) else [loaded]
    for item in list(items):
        graph = item.get("@graph") if isinstance(item, dict) else None
        items = [*items, *graph] if isinstance(graph, list) else items
    return [item for item in items if isinstance(item, dict)]


def _meta_dates(tree: Any) -> list[str]:
    stated: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            stated.setdefault(meta.get(attribute, "").strip().lower(), meta.get("content"))
    times = tree.xpath('//time[@itemprop="datePublished" or @pubdate]/@datetime')
    return [stated[name] for name in _DATE_META if name in stated] + list(times)
