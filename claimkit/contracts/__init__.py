"""The contract of every table: ``schemas/*.yaml``, and the checks that YAML cannot hold.

To add a check: write it in :mod:`~claimkit.contracts.column_checks` or
:mod:`~claimkit.contracts.table_checks`, name it in the schema, add a breaker for it to
``tests/test_contracts.py``, and write the data dictionary again (``claimkit schema > SCHEMA.md``).
"""

from claimkit.contracts.validation import ContractError, NotATableError, validate

__all__ = ["ContractError", "NotATableError", "validate"]
