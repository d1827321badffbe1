"""How much: the quantities of an annotated document, with value, unit and what is counted."""

from claimkit.language.quantities.phrases import quantities
from claimkit.language.quantities.quantity import Quantity

__all__ = ["Quantity", "quantities"]
