"""Text to annotated spaCy `Doc`: tokens, paragraphs, sentences, quotations, time expressions."""

from claimkit.language.document import INVISIBLE, annotate
from claimkit.language.quotations import Quotation

__all__ = ["INVISIBLE", "Quotation", "annotate"]
