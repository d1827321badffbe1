"""What can go wrong between a folder and the sources table."""

from __future__ import annotations

from claimkit.errors import ClaimkitError


class SourcesNotFoundError(ClaimkitError, FileNotFoundError):
    """The path that was given does not exist."""


class NoDocumentsError(ClaimkitError, ValueError):
    """The folder that was given holds no document."""


class MetadataError(ClaimkitError, ValueError):
    """A ``sources.csv`` cannot be understood as a whole, so that no row of it can be trusted."""


class UnreadDocumentWarning(UserWarning):
    """A document could not be read and is missing from the sources table."""


class UnreadableError(Exception):
    """One document cannot be read; it becomes a row of the `unread` table.

    Parameters
    ----------
    cause
        What was found, as the end of a sentence that begins with the document's name.
    remedy
        What the person can do about it.
    """

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause} {remedy}")
        self.cause = cause
        self.remedy = remedy
