"""Find which files belong together: two files, two folders, or one whose files say their language in their names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from align import languages
from align.errors import InputError, UsageError
from align.inputs import RESERVED, collect, unheard
from align.languages import base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from align.inputs import Input

_PARTS = re.compile(r"[._\-\s]+")
# At the beginning a hyphen parts words: `no-deal.txt`, `it-works.txt`.
_FRONT = re.compile(r"[^._\-\s]+[._]")
# What stands in names beside the tags: `english/a.txt`, `a_eng.txt`.
_WORDS = {name.split()[0].lower(): tag for tag, name in languages.NAMES.items()}
_REGION = re.compile("[A-Z]{2}|[0-9]{3}")
_WANTED = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A file and what its name says: its language (empty: nothing), and the name without that."""

    file: Input
    key: str
    language: str


def pairs_of(
    paths: Sequence[str],
    *,
    output: Path | None = None,
    source: str = "",
    target: str = "",
    on_other: Callable[[Path], None] = unheard,
) -> tuple[Input, ...]:
    """Give each text with its translation, by the names of the files; one without is given alone.

    In one folder the language that comes first in the alphabet is the source's, unless `source` and `target` say
    otherwise. Raises UsageError and InputError.
    """
    sides = sides_of(paths, output=output, on_other=on_other)
    if len(sides) == 1:
        return _paired(*parted([read_name(file, paths[0]) for file in sides[0]], source, target))
    if all(len(side) == 1 for side in sides):
        ((one,), (other,)) = sides
        return renamed([replace(one, translation=other)])
    named = [[read_name(file, path) for file in side] for path, side in zip(paths, sides, strict=True)]
    return _paired(named[0], named[1])


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


def read_name(file: Input, folder: str) -> Named:
    """Part the language that a name says from the rest; the ending does not count, nor do folders of a pattern."""
    whole = PurePath(file.path)
    relative = whole.relative_to(folder) if whole.is_relative_to(folder) else PurePath(whole.name)
    found, kept = "", []
    for part in (*relative.parent.parts, relative.stem):
        tag, rest = _language_in(part, is_whole=part != relative.stem)
        found = tag or found
        if rest:
            kept.append(rest.lower())
    return Named(file, "/".join(kept), found)


def _language_in(part: str, *, is_whole: bool) -> tuple[str, str]:
    """Find a language at the end or the beginning of a name, or as the whole name of a folder."""
    if is_whole or not _PARTS.search(part):
        tag = _tag(part)
        return (tag, "") if tag else ("", part)
    pieces = _PARTS.split(part)
    if len(pieces) > 1 and _REGION.fullmatch(pieces[-1]) and _tag("-".join(pieces[-2:])):
        return _tag("-".join(pieces[-2:])), "-".join(pieces[:-2])
    if tag := _tag(pieces[-1]):
        return tag, "-".join(pieces[:-1])
    if _FRONT.match(part) and (tag := _tag(pieces[0])):
        return tag, "-".join(pieces[1:])
    return "", "-".join(pieces)


def _tag(text: str) -> str:
    """Give the language that a piece of a name says; empty if none."""
    known = _WORDS.get(text.lower(), "")
    if known:
        return known
    try:
        tag = languages.normalise(text)
    except UsageError:
        return ""
    return tag if base(tag) in languages.NAMES else ""


def parted(named: Sequence[Named], source: str, target: str) -> tuple[list[Named], list[Named]]:
    """Part the files of one folder into sources and translations."""
    found = sorted({base(one.language) for one in named if one.language})
    source, target = base(source), base(target)
    # Names without a language beside names with one are the originals.
    if not source and len([tag for tag in found if tag != target]) == 1 and any(not one.language for one in named):
        return [one for one in named if not one.language], [one for one in named if one.language]
    left = [tag for tag in found if tag not in {source, target}]
    if len(found) > _WANTED and not (source and target):
        raise UsageError(
            f"there are files in {len(found)} languages: {', '.join(found)}",
            advice=f"the same command with --source {found[0]} --target {found[1]}",
        )
    source = source or (left.pop(0) if left else "")
    target = target or (left.pop(0) if left else "")
    return (
        [one for one in named if base(one.language) == source or not one.language],
        [one for one in named if base(one.language) == target and one.language],
    )


def _paired(sources: Iterable[Named], targets: Iterable[Named]) -> tuple[Input, ...]:
    """Join what has one key; raise InputError where several files claim one place."""
    places: dict[str, tuple[list[Input], list[Input]]] = defaultdict(lambda: ([], []))
    for number, side in enumerate((sources, targets)):
        for one in side:
            places[one.key][number].append(one.file)
    pairs: list[Input] = []
    for ours, theirs in places.values():
        if len(ours) == len(theirs) == 1:
            pairs.append(replace(ours[0], translation=theirs[0]))
        else:
            pairs += [*ours, *theirs]
    if not pairs:
        raise InputError("no files to pair")
    return renamed(pairs)


def renamed(pairs: Sequence[Input]) -> tuple[Input, ...]:
    """Leave the language out of the names of outputs, which tell the pair themselves, where they stay apart."""
    bare = {one.name: _language_in(one.name, is_whole=False)[1] for one in pairs}
    counts = Counter(bare.values())
    return tuple(
        replace(one, name=bare[one.name])
        if bare[one.name] and counts[bare[one.name]] == 1 and bare[one.name] not in RESERVED
        else one
        for one in pairs
    )
