"""Which reader reads which file. A new format is one function and one line of `READERS`."""

from __future__ import annotations

import re
from collections.abc import Callable

from claimkit.sources.decoding import decode
from claimkit.sources.documents import Document
from claimkit.sources.html import read_html
from claimkit.sources.metadata import front_matter
from claimkit.sources.pdf import read_pdf
from claimkit.sources.problems import UnreadableError

_KINDS = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "an image or a sound in a RIFF container"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"ID3", "a sound in MP3"),
    (b"OggS", "a sound in Ogg"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(r"\s*# +([^\n]+)")


def read_plain(data: bytes) -> Document:
    r"""Read a plain text: as it is, but for line ends, a byte order mark and front matter.

    Examples
    --------
    >>> read_plain(b"---\ntitle: Port shut\n---\nThe port is shut.").stated
    {'title': 'Port shut'}
    """
    stated, text = front_matter(decode(data))
    return Document(text, stated=stated)


def read_markdown(data: bytes) -> Document:
    r"""Read a plain text whose first line may be a heading, which is its title.

    Examples
    --------
    >>> read_markdown(b"# Port shut\n\nThe port is shut.").metadata
    {'title': 'Port shut'}
    """
    plain = read_plain(data)
    heading = _HEADING.match(plain.text[:1000])
    title = {"title": heading[1].strip(" #")} if heading else {}
    return Document(plain.text, title, plain.stated)


Reader = Callable[[bytes], Document]
READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
}


def read_document(data: bytes, suffix: str) -> Document:
    """Read a document with the reader of its suffix, or of its content where that is plain to see.

    Parameters
    ----------
    data
        The bytes of the file.
    suffix
        The end of its name from the last dot.

    Raises
    ------
    UnreadableError
        When no reader knows the suffix, when the content is of another kind than the suffix
        says, or when nothing but white space is in it.

    Examples
    --------
    >>> read_document(b"<!DOCTYPE html><html><body><p>Shut.</p></body></html>", ".txt").text
    'Shut.'
    """
    if not data:
        raise UnreadableError("is empty.", "Save the document again, or remove the file.")
    known = ", ".join(READERS)
    kind = next((kind for magic, kind in _KINDS if data.startswith(magic)), None)
    if kind:
        raise UnreadableError(f"is {kind}, not text.", f"Save its text as one of {known}.")
    reader = READERS.get(suffix.lower())
    if reader is None:
        ending = f"has the ending {suffix!r}" if suffix else "has a name without an ending"
        raise UnreadableError(
            f"{ending}, which claimkit does not read.",
            f"Save the document as one of {known}, or move it out of the folder.",
        )
    if data.startswith(b"%PDF-"):
        reader = read_pdf
    elif _PAGE.match(data[:2000]):
        reader = read_html
    document = reader(data)
    if not document.text.strip():
        raise UnreadableError("holds no text.", "Save the document again, or remove the file.")
    return document
