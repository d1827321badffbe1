"""The development sets and the scorers, which lie in folders outside the checkout."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from types import ModuleType

from training.data import folder


def path(name: str) -> Path:
    """Return a file in the folder that ``CLAIMKIT_DATA`` names."""
    return folder() / name


@cache
def scorer(name: str) -> ModuleType:
    """Import a scorer by its name.

    It lies in the folder that ``CLAIMKIT_SCORE`` names, or else in ``score`` beside the data.

    Raises
    ------
    SystemExit
        When there is none.
    """
    place = Path(os.environ.get("CLAIMKIT_SCORE") or folder().parent / "score") / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"scorer_{name}", place)
    if spec is None or spec.loader is None or not place.is_file():
        raise SystemExit(
            f"there is no scorer {place.name}; set CLAIMKIT_SCORE to the folder of scorers"
        )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
