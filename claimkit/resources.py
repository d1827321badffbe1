"""Where the schemas and the notebooks lie: in the installed package, or beside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# Where a person's decisions lie in a result: written by claimkit.review, kept by every run.
REVIEWS = "reviews.jsonl"


def folder(name: str) -> Path:
    """Return the folder of the shipped `schemas` or `notebooks`.

    Raises
    ------
    FileNotFoundError
        When neither the package nor the checkout holds it: the installation is broken.

    Examples
    --------
    >>> (folder("schemas") / "sources.yaml").is_file()
    True
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(
        f"claimkit's folder {name!r} is neither in {_PACKAGE} nor beside it: reinstall claimkit."
    )
