"""Annotated documents to statements, claims and spans."""

from claimkit.extract.rows import extract

__all__ = ["extract"]
