"""Translate batches of news articles offline, with one agreed form for every name."""

__version__ = "0.1.0"
