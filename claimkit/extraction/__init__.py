"""Annotated documents to statements, claims and spans."""

from claimkit.extraction.rows import extract

__all__ = ["extract"]
