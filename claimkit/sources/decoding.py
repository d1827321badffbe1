"""Bytes to text: byte order marks, UTF-8, a declared charset, old Windows and Mac encodings."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from claimkit.sources.problems import UnreadableError

# UTF-32 comes first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SNIFFED = 8192
_REMEDY = "Save the document as plain text in UTF-8."

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_FOREIGN = re.compile(r"[^\x00-\x7f‘’‚“”„•–—…€£¥©®™§°·½¼¾²³«»\xa0\xadÀ-ÖØ-öø-ÿŒœŠšŽžŸ]")
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]")
_MISPLACED = re.compile(r"[a-z][À-ÖØ-ÞŒŠŽŸ]|[ÒÓÔÕ](?=[ ,.A-Z])")
_LETTER = re.compile(r"[^\W\d_]")


def decode(data: bytes, declared: str | None = None) -> str:
    r"""Decode a document; line ends become ``\n`` and a byte order mark is taken off.

    Everything else stays: zero-width characters and direction marks are part of the text, and
    every offset of every table counts the code points of what this returns.

    Parameters
    ----------
    data
        The bytes of the file.
    declared
        The charset that the document names for itself, if it does. It is tried after UTF-8,
        because text that is valid UTF-8 by chance hardly exists and wrong declarations do.

    Raises
    ------
    UnreadableError
        When the bytes are not text, or no encoding makes sense of them.

    Examples
    --------
    >>> decode("“Yes”\r\nhe said".encode("cp1252"))
    '“Yes”\nhe said'
    """
    text = _decoded(data, declared)
    if "\0" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        raise UnreadableError("holds binary data, not text.", _REMEDY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is None:
                raise UnreadableError(
                    f"begins with the mark of {encoding.upper()} and is not valid in it.", _REMEDY
                )
            return text
    if b"\0" in data:
        return _wide(data)
    text = _strictly(data, "utf-8")
    if text is None and declared:
        text = _strictly(data, _web_name(declared))
    return _legacy(data) if text is None else text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _web_name(declared: str) -> str:
    # Browsers read these labels as Windows-1252 (WHATWG Encoding Standard), and so do authors.
    latin = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
    return "cp1252" if declared.strip().lower() in latin else declared.strip()


def _wide(data: bytes) -> str:
    """Decode UTF-16 or UTF-32 that lacks its mark: English in it is mostly ASCII."""
    for encoding in _WIDE:
        width = 4 if "32" in encoding else 2
        sample = _strictly(data[: _SNIFFED - _SNIFFED % width], encoding)
        if sample and "\0" not in sample and _is_mostly_ascii(sample):
            text = _strictly(data, encoding)
            if text is not None:
                return text
    raise UnreadableError("holds binary data, not text.", _REMEDY)


def _is_mostly_ascii(sample: str) -> bool:
    return sum(c.isascii() and (c.isprintable() or c.isspace()) for c in sample) * 2 > len(sample)


def _legacy(data: bytes) -> str:
    """Decode one-byte encodings.

    charset-normalizer takes English with a few accents for Central European or Icelandic, so
    that Windows-1252, by far the commonest, and Mac Roman are tried first, and kept when what
    they give is what English text holds.
    """
    for encoding in ("cp1252", "mac_roman"):
        text = _strictly(data, encoding)
        if text is not None and _is_plausible(text):
            return text
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableError("is in an encoding that could not be recognised.", _REMEDY)
    return str(best)


def _is_plausible(text: str) -> bool:
    accented = len(_ACCENTED.findall(text))
    return (
        not _FOREIGN.search(text)
        and not _MISPLACED.search(text)
        and accented * 5 <= len(_LETTER.findall(text))
    )
