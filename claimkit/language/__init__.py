"""Text to annotated spaCy `Doc`: one small encoder, its heads, quotations, values of times."""

from claimkit.language.document import Attribution, Range, annotate, annotate_all
from claimkit.language.model import ThreadsError
from claimkit.language.quantities import Quantity
from claimkit.language.quotations import Quotation
from claimkit.language.tokens import INVISIBLE
from claimkit.language.worth import check_worthiness

__all__ = [
    "INVISIBLE",
    "Attribution",
    "Quantity",
    "Quotation",
    "Range",
    "ThreadsError",
    "annotate",
    "annotate_all",
    "check_worthiness",
]
