"""Find which files belong together: two files, two folders, or one whose files say their language in their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import InputError, UsageError
from align.inputs import RESERVED, Lone, collect, unheard
from align.languages import base
from align.parallel.filenames import readings, without_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from align.inputs import Input
    from align.parallel.filenames import Named

_WANTED = 2
_UNNAMED = Lone(
    "no file here is named as its translation", "align bitext SOURCE TARGET  # or the same with --pair-by-content"
)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Texts with their translations, those without alone; and files in languages that nobody asked for."""

    pairs: tuple[Input, ...]
    foreign: tuple[Input, ...] = ()


def pairs_of(
    paths: Sequence[str],
    *,
    output: Path | None = None,
    source: str = "",
    target: str = "",
    on_other: Callable[[Path], None] = unheard,
) -> Pairing:
    """Give each text with its translation, by the names of the files; one without is given alone.

    In one folder the language that comes first in the alphabet is the source's, unless `source` and `target` say
    otherwise. Raises UsageError and InputError.
    """
    sides = sides_of(paths, output=output, on_other=on_other)
    if len(sides) > 1 and all(len(side) == 1 for side in sides):
        ((one,), (other,)) = sides
        return Pairing(renamed([replace(one, translation=other)]))
    named = settled([[readings(file, path) for file in side] for path, side in zip(paths, sides, strict=True)])
    sources, targets, foreign = (
        parted(named[0], source, target) if len(named) == 1 else _asked_for(named, (source, target))
    )
    return Pairing(_paired(sources, targets), tuple(one.file for one in foreign))


def sides_of(
    paths: Sequence[str], *, output: Path | None = None, on_other: Callable[[Path], None] = unheard
) -> list[tuple[Input, ...]]:
    """List the files of each path; raise UsageError for a file and a folder, or a single file."""
    kinds = {Path(path).is_dir() for path in paths if Path(path).exists()}
    if len(kinds) > 1:
        raise UsageError("a file and a folder are no pair", advice="name two files, or two folders")
    sides = [collect([path], output=output, on_other=on_other) for path in paths]
    if len(paths) == 1 and kinds != {True}:
        raise UsageError("a text needs its translation", advice=f"align bitext {paths[0]} TRANSLATION")
    return sides


@dataclass(frozen=True, slots=True)
class _Said:
    """What a name may say, from which folder, and whether it says so by itself."""

    named: Named
    side: int
    is_first: bool

    def agrees(self, other: _Said, *, is_one_folder: bool) -> bool:
        """Tell whether the other may be the name of the translation; a guess needs languages on both sides."""
        ours, theirs = self.named.language, other.named.language
        if self.side == other.side if not is_one_folder else base(ours) == base(theirs):
            return False
        return (self.is_first and other.is_first) or bool(ours and theirs and base(ours) != base(theirs))


def settled(sides: Sequence[Sequence[Sequence[Named]]]) -> list[list[Named]]:
    """Choose one of the readings of each name: the likeliest that another file's name agrees with, or the likeliest."""
    said: dict[str, list[_Said]] = defaultdict(list)
    for number, side in enumerate(sides):
        for one in side:
            for place, named in enumerate(one):
                said[named.key].append(_Said(named, number, place == 0))

    def is_agreed(one: _Said) -> bool:
        return any(one.agrees(other, is_one_folder=len(sides) == 1) for other in said[one.named.key])

    return [
        [
            next((named for place, named in enumerate(one) if is_agreed(_Said(named, number, place == 0))), one[0])
            for one in side
        ]
        for number, side in enumerate(sides)
    ]


def parted(
    named: Sequence[Named], source: str, target: str
) -> tuple[Sequence[Named], Sequence[Named], Sequence[Named]]:
    """Part the files of one folder into sources, translations, and those in other languages; raise UsageError."""
    keys = Counter(one.key for one in named)
    # A stray file in another language tells nothing of the pairs.
    telling = [one for one in named if keys[one.key] > 1] or named
    found = sorted({base(one.language) for one in telling if one.language})
    source, target = base(source), base(target)
    left = [tag for tag in found if tag not in {source, target}]
    if len(found) > _WANTED and not (source and target):
        raise UsageError(
            f"there are files in {len(found)} languages: {', '.join(found)}",
            advice=f"the same command with --source {found[0]} --target {found[1]}",
        )
    # Names without a language beside names with one are the originals.
    are_originals_bare = not (source or target) and len(left) == 1 and any(not one.language for one in telling)
    source = source or (left.pop(0) if left and not are_originals_bare else "")
    target = target or (left.pop(0) if left else "")
    return (
        [one for one in named if base(one.language) in {"", source}],
        [one for one in named if one.language and base(one.language) == target != source],
        [one for one in named if base(one.language) not in {"", source, target}],
    )


def _asked_for(
    named: Sequence[Sequence[Named]], tags: tuple[str, str]
) -> tuple[Sequence[Named], Sequence[Named], Sequence[Named]]:
    """Leave out of two folders what says to be in another language than the one asked for."""
    kept: list[list[Named]] = []
    foreign: list[Named] = []
    for side, tag in zip(named, tags, strict=True):
        kept.append([one for one in side if not tag or base(one.language) in {"", base(tag)}])
        foreign += [one for one in side if tag and base(one.language) not in {"", base(tag)}]
    return kept[0], kept[1], foreign


def _paired(sources: Iterable[Named], targets: Iterable[Named]) -> tuple[Input, ...]:
    """Join what has one key; raise InputError where there is nothing."""
    places: dict[str, tuple[list[Input], list[Input]]] = defaultdict(lambda: ([], []))
    for number, side in enumerate((sources, targets)):
        for one in side:
            places[one.key][number].append(one.file)
    pairs = [pair for ours, theirs in places.values() for pair in _joined(ours, theirs)]
    if not pairs:
        raise InputError("no files to pair")
    return renamed(pairs)


def _joined(ours: Sequence[Input], theirs: Sequence[Input]) -> Iterator[Input]:
    """Join the files of one name; where there are several, those of one format; what is not clear stays alone."""
    if len(ours) == len(theirs) == 1:
        yield replace(ours[0], translation=theirs[0])
        return
    formats = [Counter(one.extension.lower() for one in side) for side in (ours, theirs)]
    clear = {ending for ending, count in formats[0].items() if count == formats[1][ending] == 1}
    others = {one.extension.lower(): one for one in theirs}
    for one in ours:
        ending = one.extension.lower()
        yield replace(one, translation=others[ending]) if ending in clear else _alone(one, theirs)
    yield from (_alone(one, ours) for one in theirs if one.extension.lower() not in clear)


def _alone(one: Input, others: Sequence[Input]) -> Input:
    """Say why a text has no translation: nothing has its name, or too much."""
    if not others:
        return replace(one, lone=_UNNAMED)
    listed = ", ".join(repr(other.path) for other in others)
    return replace(one, lone=Lone(f"it may belong to {listed}, by their names", "align bitext SOURCE TARGET"))


def renamed(pairs: Sequence[Input]) -> tuple[Input, ...]:
    """Leave the language out of the names of outputs, which tell the pair themselves, where they stay apart."""
    bare = {one.name: without_language(one.name) for one in pairs}
    counts = Counter(bare.values())
    return tuple(
        replace(one, name=bare[one.name])
        if bare[one.name] and counts[bare[one.name]] == 1 and bare[one.name] not in RESERVED
        else one
        for one in pairs
    )
