"""What texts mean to each other: static vectors of words, and the pair encoder."""

from claimkit.semantics.entailment import LABELS, entailment
from claimkit.semantics.vectors import Vectors, vectors

__all__ = ["LABELS", "Vectors", "entailment", "vectors"]
