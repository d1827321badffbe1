"""What every format reader returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Document:
    """A document as its format reader gives it.

    Parameters
    ----------
    text
        The text; paragraphs have a blank line between them where the format knows paragraphs.
    metadata
        What the document declares of itself, by field of `claimkit.sources.metadata.FIELDS`.
    stated
        What a person wrote at the top of it, which outranks what the document declares.

    Examples
    --------
    >>> Document("The port is shut.").metadata
    {}
    """

    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)
