"""What stands for characters that a vocabulary lacks, and how quotation marks come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.document import Span
    from align.engines.firefox.vocabulary import Vocabulary

# Marks that vocabularies lack, and what stands for them.
MARKS = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′", "'"),
    **dict.fromkeys("-‐‑‒–—―−•·∙", "-"),
}
QUOTES = frozenset("\"'")
DASH = "-"
BREAKS = frozenset("—―")  # dashes that part clauses even without spaces
MARKS_SHOWN = QUOTES | {DASH}
_OPENING = frozenset("“„«‘‚‹")
_BEFORE_OPENING = frozenset("([{—–-¡¿")
_SYMBOLS = ("$", "*", "+")
_LETTER = "X"


def of_symbol(vocabulary: Vocabulary) -> str:
    """Give a symbol that models copy."""
    return next((s for s in _SYMBOLS if s in vocabulary.characters), _LETTER)


def of_form(vocabulary: Vocabulary, form: str) -> str:
    """Spell a form with characters that the vocabulary has."""
    if vocabulary.reads(form):
        return form
    from anyascii import anyascii  # rarely needed

    spelled = "".join(c if vocabulary.reads(c) else MARKS.get(c) or anyascii(c) for c in form)
    kept = "".join(c for c in spelled if vocabulary.reads(c)).strip()
    return kept if any(map(str.isalnum, kept)) else _LETTER


def restore_marks(text: str, marks: str, shown: str, kept: Sequence[Span]) -> str:
    """Write quotation marks and dashes in the style of the source, outside of the stretches `kept`.

    `marks` are those of the source that were shown in a likeness, `shown` is the source with them. Of quotation marks,
    the first opening and the last closing one of each kind count; dashes come back in their order, where they stand
    alone. Models turn single quotes into double ones; those too become what the source has.
    """
    styles = {plain: [m for m in marks if MARKS[m] == plain] for plain in QUOTES}
    for plain, other in ("\"'", "'\""):
        if not styles[plain] and plain not in shown and styles[other] and styles[other][0] in _OPENING:
            styles[plain] = styles[other]
    dashes = [m for m in marks if MARKS[m] == DASH]
    characters = list(f" {text} ")
    for place, character in enumerate(characters):
        if character not in MARKS_SHOWN or any(span.start < place <= span.end for span in kept):
            continue
        before, after = characters[place - 1], characters[place + 1]
        if character == DASH:
            if dashes and before.isspace() and after.isspace():
                characters[place] = dashes.pop(0) if len(dashes) > 1 else dashes[0]
        elif style := styles[character]:
            characters[place] = style[0] if before.isspace() or before in _BEFORE_OPENING else style[-1]
    return "".join(characters[1:-1])
