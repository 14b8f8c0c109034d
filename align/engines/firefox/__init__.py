"""Firefox Translations models on onnxruntime: scores, word links and constrained decoding."""

from align.engines.firefox.engine import FirefoxEngine

__all__ = ["FirefoxEngine"]
