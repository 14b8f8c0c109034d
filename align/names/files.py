"""Which files are glossaries, for which pair each is, and who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import InputError, UsageError
from align.languages import NAMES, Pair, base
from align.names import csvfile
from align.names.columns import PLAIN
from align.registry import Registry

if TYPE_CHECKING:
    from pathlib import Path

    from align.names.row import Row

# In the order in which `align glossary convert --help` lists them.
GLOSSARY_FORMATS = Registry(
    "glossary format",
    "align.glossary_formats",
    {
        "align": "align.glossary.table:Table",
        "omegat": "align.glossary.bilingual:OmegaT",
        "deepl": "align.glossary.bilingual:DeepL",
        "babeldoc": "align.glossary.bilingual:BabelDoc",
        "memoq": "align.glossary.memoq:MemoQ",
        "tbx2": "align.glossary.tbx:Tbx2",
        "tbx3": "align.glossary.tbx:Tbx3",
    },
)
_BY_ENDING = {".tbx": "tbx3", ".xml": "tbx3", ".txt": "omegat", ".utf8": "omegat", ".tab": "omegat", ".tsv": "omegat"}
_LANGUAGE_NAMES = frozenset(name.lower() for name in NAMES.values())


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """A glossary file, and the only pair that it is for, if its name says so (`client.en-pt.csv`)."""

    path: Path
    pair: Pair | None


def files_of(path: Path) -> list[GlossaryFile]:
    """Give a file, or the *.csv and *.tbx of a folder in the order of their names."""
    found = sorted([*path.glob("*.csv"), *path.glob("*.tbx")]) if path.is_dir() else [path]
    if not found:
        raise InputError("no *.csv in the folder", where=str(path), advice="name a glossary file with --glossary")
    return [GlossaryFile(file, pair_of(file)) for file in found]


def pair_of(path: Path) -> Pair | None:
    """Give the pair that stands before the ending of a file's name: `client.en-pt.csv`."""
    last = path.stem.rpartition(".")[2] if "." in path.stem else ""
    try:
        pair = Pair.parse(last)
    except UsageError:
        return None
    return pair if base(pair.source) in NAMES and base(pair.target) in NAMES else None


def read(path: Path, pair: Pair | None, *, format: str = "") -> list[Row]:  # noqa: A002  # the project's word for it
    """Read one file in the format named, or the one that its ending and its first row tell."""
    rows: list[Row] = GLOSSARY_FORMATS.load(format or format_of(path, pair))().read(path, pair)
    return rows


def read_usable(path: Path, pair: Pair | None, refused: list[InputError]) -> list[Row]:
    """Read one file for a check; of Align's own format its errors row by row, into `refused`."""
    return csvfile.read_usable(path, refused) if format_of(path, pair) == "align" else read(path, pair)


def format_of(path: Path, pair: Pair | None) -> str:
    """Name the format of a file; a spreadsheet is Align's own unless its first row is plainly another's."""
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv", ""):
        cells = [cell.strip() for cell in next(csvfile.sheet(path))[1]]
        lowered = [cell.lower() for cell in cells]
        if "tgt_lng" in lowered:
            return "babeldoc"
        if "entry_id" in lowered or any(cell.partition("_")[0] in _LANGUAGE_NAMES for cell in lowered):
            return "memoq"
        if not any(base(cell.partition(":")[0]) in NAMES or cell in PLAIN for cell in lowered[:2]):
            says_pair = len(cells) > 3 and all(base(cell) in NAMES for cell in lowered[2:4])  # noqa: PLR2004
            if says_pair or pair is not None:
                return "deepl"
        return "align"
    return _BY_ENDING.get(ending, "align")


def written_format(path: Path) -> str:
    """Name the format that a new file's ending asks for; raise UsageError where none has it (`.xlsx`)."""
    ending = path.suffix.lower()
    if ending == ".csv":
        return "align"
    if ending not in _BY_ENDING:
        raise UsageError(
            f"no glossary format has the ending {ending!r}; known: .csv, {', '.join(_BY_ENDING)}",
            where=str(path),
            advice="name the format: --to align",
        )
    return _BY_ENDING[ending]
