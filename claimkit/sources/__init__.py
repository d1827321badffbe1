"""Read documents into the `sources` table.

A folder of documents is a story. Plain text, Markdown, HTML and PDF are read; what cannot be read
is reported with its cause, and never stops the rest.
"""

from claimkit.sources.folder import Reading, read_folder, read_sources, read_story
from claimkit.sources.problems import (
    MetadataError,
    NoDocumentsError,
    SourcesNotFoundError,
    UnreadDocumentWarning,
)
from claimkit.sources.stories import StoryFolder, find_stories

__all__ = [
    "MetadataError",
    "NoDocumentsError",
    "Reading",
    "SourcesNotFoundError",
    "StoryFolder",
    "UnreadDocumentWarning",
    "find_stories",
    "read_folder",
    "read_sources",
    "read_story",
]
