"""Models converted to CTranslate2: scores, word links, names by a target prefix."""

from align.engines.ctranslate.engine import CTranslateEngine

__all__ = ["CTranslateEngine"]
