"""Know when two spellings are one name: romanisations, scripts, hyphens, order.

`compare` judges two names, `keys` finds those worth comparing among many, `spellings` gives the legal spellings of one.
"""

from align.names.variants.comparison import Comparison, Likeness
from align.names.variants.matching import compare, keys
from align.names.variants.spelling import spellings

__all__ = ["Comparison", "Likeness", "compare", "keys", "spellings"]
