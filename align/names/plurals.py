"""Plurals of titles and other common nouns: `secretários-gerais`, `foreign ministers`, `viceministros`."""

from __future__ import annotations

import re

from align.languages import base

# By the end of the singular, the first that fits: how the word may end, singular and plural. The empty end fits all.
_RULES = {
    "en": (("y", "(?:y|ies)"), ("s", "s(?:es)?"), ("x", "x(?:es)?"), ("ch", "ch(?:es)?"), ("", "s?")),
    "pt": (
        ("ão", "(?:ão|ões|ães|ãos)"), ("m", "(?:m|ns)"), ("il", "(?:il|is|eis)"), ("l", "(?:l|is)"),
        ("r", "r(?:es)?"), ("z", "z(?:es)?"), ("n", "n(?:s|es)?"), ("s", "s(?:es)?"), ("", "s?"),
    ),
    "es": (
        ("ión", "(?:ión|iones)"), ("z", "(?:z|ces)"), ("a", "as?"), ("e", "es?"), ("i", "is?"), ("o", "os?"),
        ("u", "us?"), ("", "(?:es)?"),
    ),
    "fr": (("al", "(?:al|aux)"), ("eau", "eaux?"), ("eu", "eux?"), ("s", "s"), ("x", "x"), ("", "s?")),
    "it": (
        ("io", "(?:io|i)"), ("co", "(?:co|chi|ci)"), ("go", "(?:go|ghi|gi)"), ("ca", "(?:ca|che)"),
        ("ga", "(?:ga|ghe)"), ("o", "[oi]"), ("a", "[ae]"), ("e", "[ei]"), ("", ""),
    ),
    "ca": (("a", "(?:a|es)"), ("", "(?:o?s)?")),
}  # fmt: skip
# `de`, `das`, `of`, `les` stand between the nouns and stay.
_SMALL = 3
_PIECE = re.compile(r"[^\W\d_]+|[\W\d_]+")


def plural(form: str, language: str) -> re.Pattern[str] | None:
    """Give the pattern of a form whose common nouns may be plural; None for a name, and without rules.

    A form that begins with a small letter is a noun; of its words, those with a capital stay.
    """
    rules = _RULES.get(base(language))
    first = _PIECE.match(form)
    if rules is None or first is None or not first[0].islower() or (len(first[0]) <= _SMALL and form != form.lower()):
        return None
    pieces = (match[0] for match in _PIECE.finditer(form))
    return re.compile("".join(_may_be_plural(piece, rules) for piece in pieces), re.IGNORECASE)


def _may_be_plural(piece: str, rules: tuple[tuple[str, str], ...]) -> str:
    if len(piece) <= _SMALL or not piece.islower():
        return re.escape(piece)
    end, pattern = next(rule for rule in rules if piece.endswith(rule[0]))
    return re.escape(piece.removesuffix(end)) + pattern
