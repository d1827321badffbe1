"""PDF: the text of its pages, through pypdf."""

from __future__ import annotations

import io
import logging
import re
import warnings

from pypdf import PdfReader

from claimkit.sources.documents import Document
from claimkit.sources.problems import UnreadableError

_LINE_END = re.compile(r"[ \t]+\n")
_ENDS_SENTENCE = re.compile(r"""[.!?:…]["'”’)\]]*$""")
# Readers look for the mark of the end in the last kilobyte (ISO 32000-1, annex H).
_TAIL = 1024
# A last line of a paragraph is shorter than the column is wide.
_SHORT_LINE = 0.8


def read_pdf(data: bytes) -> Document:
    """Read the text of a PDF, its lines put together into paragraphs.

    Its title and author are not taken: most are the name of a file and of a computer's user.

    Raises
    ------
    UnreadableError
        When the file is broken, needs a password, or holds no text.
    """
    # pypdf would give the pages that are left, and nobody would know that some are missing.
    if data.startswith(b"%PDF-") and b"%%EOF" not in data.rstrip(b"\0\r\n ")[-_TAIL:]:
        raise UnreadableError(
            "is a PDF whose end is missing, as after a broken download.", "Fetch it again."
        )
    # pypdf logs what it repairs; what it cannot repair is raised, and reported by us.
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pages = _pages(data)
    finally:
        log.setLevel(level)
    text = "\n\n".join(filter(None, map(_paragraphs, pages)))
    if not text:
        raise UnreadableError(
            "is a PDF without text, probably scanned pages.",
            "Run text recognition (OCR) on it, and save the result as text.",
        )
    # Broken font tables give half code points and zeros, which no table can hold.
    return Document(text.replace("\0", "").encode("utf-8", "replace").decode("utf-8"))


def _pages(data: bytes) -> list[str]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(
                "is a PDF that needs a password.", "Save a copy of it without a password."
            )
        return [page.extract_text() for page in reader.pages]
    except UnreadableError:
        raise
    # Broken files fail inside pypdf in many more ways than its own errors.
    except Exception as error:
        raise UnreadableError(
            f"is a broken PDF ({type(error).__name__}: {error}).",
            "Open it in a PDF viewer and save it again, or save its text.",
        ) from error


def _paragraphs(page: str) -> str:
    r"""Join the printed lines of a page.

    >>> _paragraphs("The port was shut on Tuesday after\na crash.\nIt opens on Friday, they said.")
    'The port was shut on Tuesday after a crash.\n\nIt opens on Friday, they said.'
    """
    lines = [line.strip() for line in _LINE_END.sub("\n", page).split("\n")]
    width = max(map(len, lines), default=0)
    text = ""
    for line in lines:
        if not line:
            text = f"{text.rstrip()}\n\n" if text else ""
            continue
        # A hyphen at a line's end stays: whether the word has one cannot be seen.
        glue = "" if text.endswith(("-", "\n\n")) else " "
        text = f"{text}{glue}{line}" if text else line
        if _ENDS_SENTENCE.search(line) and len(line) < _SHORT_LINE * width:
            text += "\n\n"
    return text.strip()
