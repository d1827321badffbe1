"""The schemas of the contract, loaded once, with claimkit's own checks known to pandera."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

import pandas as pd

from claimkit import resources, tables
from claimkit.contracts import column_checks, table_checks  # noqa: F401  they register themselves
from claimkit.contracts.registry import REGISTERED, Check

if TYPE_CHECKING:
    import pandera.pandas as pa


@cache
def load(name: str) -> pa.DataFrameSchema:
    """Return the pandera schema of a table.

    Raises
    ------
    KeyError
        When the contract has no table of that name.

    Examples
    --------
    >>> load("links").columns["relation"].nullable
    False
    """
    if name not in tables.NAMES:
        raise KeyError(f"no table {name!r} in the contract; it has {list(tables.NAMES)}")
    # pandera takes half a second to import, which `claimkit --help` should not wait for.
    import pandera.pandas as pa

    _register()
    return pa.DataFrameSchema.from_yaml(resources.folder("schemas") / f"{name}.yaml")


@cache
def _register() -> None:
    """Make every check of the registry a method of pandera's Check, as schemas need it to load."""
    from pandera import extensions

    for check in REGISTERED.values():
        extensions.register_check_method(
            _as_pandera_calls_it(check),
            statistics=list(check.arguments),
            supported_types=pd.DataFrame if check.columns else pd.Series,
        )


def _as_pandera_calls_it(check: Check) -> Callable[..., pd.Series[bool]]:
    @wraps(check.test)
    def test(checked: Any, **arguments: Any) -> pd.Series[bool]:
        needed = [column.format(**arguments) for column in check.columns]
        whole = all(column in checked for column in needed) if needed else True
        holds = check.test(checked, **arguments) if whole else [True] * len(checked)
        return pd.Series(holds, index=checked.index, dtype=bool)

    return test
