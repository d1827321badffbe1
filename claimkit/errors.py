"""Every error that claimkit raises on purpose: what was found, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class ClaimkitError(Exception):
    """The base of all errors that claimkit raises on purpose."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return `` Did you mean 'x'?`` for the known name nearest to `name`, or an empty string.

    >>> did_you_mean("storys", ["stories", "out"])
    " Did you mean 'stories'?"
    >>> did_you_mean("zzz", ["stories", "out"])
    ''
    """
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]!r}?" if near else ""
