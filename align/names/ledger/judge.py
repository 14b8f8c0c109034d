"""Say which form of an entity is the chosen one, and which forms contradict it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from align.concept import AVOIDED, FULL
from align.languages import base
from align.names.ledger.same import differ, likeness
from align.names.ledger.values import Chosen, Contradiction, Entity, Form, Reason, Side
from align.names.terms import preferred

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.concept import Concept
    from align.names.ledger.values import Use


class Gathered(Protocol):
    """What a gathering knows of one entity."""

    kind: str
    concept: Concept | None
    uses: list[Use]
    likely: dict[str, None]


def entity(name: str, gathered: Gathered, side: Side) -> Entity:
    """Judge one entity; only the forms of `side` can contradict each other."""
    chosen: list[Chosen] = []
    contradictions: list[Contradiction] = []
    groups = list(_groups(gathered))
    everywhere = Counter(use.surface for use in gathered.uses)
    for agreed, group in groups:
        choice = _choose(group, agreed, [one for one in chosen if one.row == FULL], everywhere)
        chosen.append(choice)
        if group[0].side is side and gathered.kind != "title":
            contradictions += _contradictions(group, choice, gathered)
    forms = tuple(form for _, group in groups for form in group)
    return Entity(
        id=name,
        kind=gathered.kind,
        name=_headline(chosen, forms, side, gathered.concept),
        concept=gathered.concept,
        forms=forms,
        chosen=tuple(chosen),
        contradictions=tuple(contradictions),
        likely=tuple(gathered.likely),
        is_torn=any(use.is_torn for use in gathered.uses) and not any(use.is_described for use in gathered.uses),
    )


def _groups(gathered: Gathered) -> Iterator[tuple[str, list[Form]]]:
    """Give the forms that one choice is for, full names first, with the form that the glossary has agreed on.

    Articles of other days, or of a region's language, may be due another form of the same name.
    """
    groups: dict[tuple[Side, str, str, str], dict[str, list[Use]]] = {}
    for use in gathered.uses:
        agreed = _agreed(use, gathered.concept)
        text = (use.is_inflected and (use.agreed or agreed)) or use.surface
        place = (use.side, base(use.language), use.row, agreed)
        groups.setdefault(place, {}).setdefault(text, []).append(use)
    for (side, language, row, agreed), texts in sorted(
        groups.items(), key=lambda one: (*one[0][:2], one[0][2] != FULL)
    ):
        yield agreed, list(_forms(side, language, row, texts))


def _agreed(use: Use, concept: Concept | None) -> str:
    """Give the glossary's form for a mention: by the rules of its own article, where these know the name.

    What it has no short form for, the sources shorten as they like; translations are due the full form.
    """
    if concept is None:
        return ""
    term = preferred(use.concept if use.concept.id == concept.id else concept, use.language, use.row)
    return term.text if term and (term.form == use.row or use.side is Side.TARGET) else ""


def _forms(side: Side, language: str, row: str, texts: dict[str, list[Use]]) -> Iterator[Form]:
    """Count each way of writing; capitals of a headline count with the form that they are the capitals of."""
    written = Counter({text: len(those) for text, those in texts.items() if not text.isupper()})
    for text in [text for text in texts if text.isupper()]:
        small = next((one for one, _ in written.most_common() if one.upper() == text), None)
        if small is not None:
            texts[small] = [*texts[small], *texts.pop(text)]
    for text, those in texts.items():
        yield Form(side, language, row, text, tuple(sorted(use.place for use in those)))


def _choose(group: Sequence[Form], agreed: str, full: Sequence[Chosen], everywhere: Mapping[str, int]) -> Chosen:
    """Choose by the glossary; else the part of the chosen full form; else the most frequent; else the first.

    Of forms as frequent here, the one that is most frequent `everywhere`, in other languages too, is.
    """
    first = group[0]
    if agreed:
        return Chosen(first.side, first.language, first.row, agreed, Reason.GLOSSARY)
    texts = [form.text for form in group]
    if first.row != FULL:
        for choice in full:
            if (choice.side, choice.language) == (first.side, first.language):
                for word in choice.text.split():
                    if word in texts:
                        return Chosen(first.side, first.language, first.row, word, Reason.PART)
    counts = [(form.count, everywhere[form.text]) for form in group]
    best = group[counts.index(max(counts))]
    ties = counts.count(max(counts))
    reason = Reason.ONLY if len(group) == 1 else Reason.FREQUENT if ties == 1 else Reason.FIRST
    return Chosen(first.side, first.language, first.row, best.text, reason)


def _contradictions(group: Sequence[Form], choice: Chosen, gathered: Gathered) -> Iterator[Contradiction]:
    """Give the forms that differ from the chosen one; what nobody else writes otherwise is no contradiction."""
    written = [form for form in group if not form.text.isupper() or _is_avoided(form.text, form, gathered)]
    is_written = any(not differ(form.text, choice.text, form.language) for form in written)
    others = [form for form in written if _contradicts(form.text, choice.text, form, gathered)]
    if is_written or len(others) > 1 or (others and others[0].side is Side.TARGET):
        for form in others:
            yield Contradiction(form, choice)


def _contradicts(text: str, chosen: str, form: Form, gathered: Gathered) -> bool:
    if not differ(text, chosen, form.language):
        return False
    if _is_avoided(text, form, gathered):
        return True
    is_known = gathered.concept is not None
    if is_known and gathered.kind in ("person", "place") and len(text.split()) == len(chosen.split()):
        return True
    kind = gathered.kind if form.row == FULL else "other"
    return likeness(text, chosen, kind).is_one_name


def _is_avoided(text: str, form: Form, gathered: Gathered) -> bool:
    """Tell whether the glossary says of just this spelling that it is not to be written."""
    terms = gathered.concept.terms_in(form.language) if gathered.concept else ()
    return any(term.status in AVOIDED for term in terms if term.text == text)


def _headline(chosen: Sequence[Chosen], forms: Sequence[Form], side: Side, concept: Concept | None) -> str:
    """Name the entity by its chosen full form in the language that has it most often on the side that is judged.

    Where a name changed, the form of today names it.
    """
    counts = Counter[tuple[Side, str]]()
    for form in forms:
        counts[form.side, form.language] += form.count

    def rank(one: Chosen) -> tuple[bool, bool, int, bool]:
        today = preferred(concept, one.language, one.row) if concept else None
        is_today = today is not None and today.text == one.text
        return one.side is side, one.row == FULL, counts[one.side, one.language], is_today

    return max(chosen, key=rank).text
