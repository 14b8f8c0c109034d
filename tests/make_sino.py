"""Make `align/names/variants/tables/sino.csv`: the Korean readings of what each pinyin syllable may be.

    python tests/make_sino.py Unihan_Readings.txt

The file is in Unihan.zip of the Unicode Character Database (version 15 made the committed table).
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from pathlib import Path

TABLE = Path(__file__).parents[1] / "align" / "names" / "variants" / "tables" / "sino.csv"
# Where Unihan has a Korean reading from: 0 is KS X 1001, E the list of the schools.
_SOURCES = frozenset("0E")
_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0304\u0308\u030c"))
# A reading of one character alone is kept where it makes a tenth of the characters of a syllable.
_FEWEST, _LEAST_SHARE = 2, 0.1


def readings(lines: list[str], name: str) -> dict[str, list[str]]:
    """Give the values of one property of Unihan by character."""
    rows = (line.split("\t") for line in lines if line.startswith("U+"))
    return {row[0]: row[2].split() for row in rows if row[1] == name}


def main() -> None:
    """Write the table."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    korean = readings(lines, "kHangul")
    found: dict[str, Counter[str]] = {}
    for character, (pinyin, *_) in readings(lines, "kMandarin").items():
        syllable = unicodedata.normalize("NFD", pinyin).translate(_TONES)
        for reading in korean.get(character, ()):
            hangul, _, sources = reading.partition(":")
            if _SOURCES.intersection(sources):
                found.setdefault(syllable, Counter())[unicodedata.normalize("NFC", hangul)] += 1
    table = ["pinyin,hangul"]
    for syllable, counts in sorted(found.items()):
        kept = [one for one, n in counts.items() if n >= _FEWEST or n >= _LEAST_SHARE * counts.total()]
        if syllable.isascii():
            table.append(f"{syllable},{' '.join(sorted(kept, key=lambda one: (-counts[one], one)))}")
    TABLE.write_text("".join(f"{line}\n" for line in table), encoding="utf-8")


if __name__ == "__main__":
    main()
