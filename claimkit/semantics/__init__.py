"""What texts mean to each other: static vectors of words, and the pair encoder."""

from claimkit.semantics.entailment import DIFFERENCES, LABELS, REASONS, entailment, read
from claimkit.semantics.vectors import Vectors, vectors

__all__ = ["DIFFERENCES", "LABELS", "REASONS", "Vectors", "entailment", "read", "vectors"]
