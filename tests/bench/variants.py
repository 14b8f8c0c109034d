"""Measure whether spelling variants are recognised, and other people kept apart.

Across scripts it is the half of the measuring names whose hash is odd, which no rule was set on; the Latin pairs are
few people, and have no half kept back. Raw recall counts every line; honest recall leaves out what is no other spelling
of one name: lines that were read one by one (`_no_transliterations.py`), and Latin pairs whose cause is told below.
What is lost is counted by cause, with examples. The peers get the threshold that serves them best at our number of
false merges, on the same pairs.

    python tests/bench variants
"""

from __future__ import annotations

import csv
import random
import re
import time
import zlib
from dataclasses import dataclass
from itertools import combinations, permutations
from pathlib import Path
from typing import TYPE_CHECKING

from _corpora import DATA
from _no_transliterations import LINES
from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from align.names.company import Company
from align.names.fold import key
from align.names.spellings import sureness
from align.names.variants import Likeness, compare, keys
from align.names.variants.part import families, lone
from align.names.variants.tokens import script_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[2]
NAMES = DATA / "names"
STRANGERS = 100_000
PEERS: dict[str, Callable[[str, str], float]] = {
    "ratio": lambda one, other: ratio(one.lower(), other.lower()),
    "Jaro-Winkler": lambda one, other: JaroWinkler.similarity(one.lower(), other.lower()),
    "anyascii": lambda one, other: ratio(anyascii(one).lower(), anyascii(other).lower()),
}
# What the rules leave to a person: a president of whom the family name alone is given, an initial, a given name in
# another language (Volodymyr, Vladimir).
PART, INITIAL, TRANSLATED, NONE = (
    "the family name alone", "an initial", "a given name in another language", "no transliteration",
)  # fmt: skip
_PRESIDENT = re.compile(r"^Pr[äe][sșd]\w+ (?=\w+$)| elnök$")
_BRIEF = re.compile(r"^[A-Z]\.? \w+$")
_TRANSLATED = re.compile(r"^Al[ij]aksandr|Volodymyr Volo|^Andrei (?:Sib|Yer)|^Mikhail Pod")
_LOST = {Likeness.LIKELY: "proposed to a person", Likeness.PART: PART, Likeness.DIFFERENT: "missed"}
EXAMPLES = 6
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """Pairs that are one name, which of them are no two spellings of it and why, and pairs of strangers."""

    title: str
    same: Pairs
    causes: dict[tuple[str, str], str]
    strangers: Pairs

    @property
    def honest(self) -> Pairs:
        return [pair for pair in self.same if pair not in self.causes]


def is_held_out(name: str) -> bool:
    """Tell whether a pair was kept from tuning."""
    return zlib.crc32(name.encode()) % 2 == 1


def read(file: str) -> tuple[Pairs, dict[tuple[str, str], str]]:
    """Give the held-out pairs of a file, and those that hold no transliteration."""
    raw: Pairs = []
    causes: dict[tuple[str, str], str] = {}
    for number, line in enumerate((NAMES / file).read_text(encoding="utf-8").splitlines(), 1):
        latin, foreign = line.split("\t")[:2]
        pair = latin, foreign if file.startswith("wikidata") else foreign.replace(" ", "")
        if is_held_out(latin):
            raw.append(pair)
            causes |= {pair: NONE} if number in LINES.get(file, ()) else {}
    return raw, causes


def strangers(left: Sequence[str], right: Sequence[str], known: Pairs) -> Pairs:
    """Draw pairs that are not known to be one name."""
    draw = random.Random(1)
    one = {frozenset(pair) for pair in known}
    found: Pairs = []
    while len(found) < STRANGERS:
        pair = draw.choice(left), draw.choice(right)
        if frozenset(pair) not in one and pair[0] != pair[1]:
            found.append(pair)
    return found


def from_file(title: str, file: str) -> Part:
    raw, causes = read(file)
    return Part(title, raw, causes, strangers([latin for latin, _ in raw], [other for _, other in raw], raw))


def people() -> dict[str, list[str]]:
    """Give the Latin spellings of each person in the project's glossaries, full names alone, by concept."""
    found: dict[str, set[str]] = {}
    for file in sorted((ROOT / "glossaries").glob("people-*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["form"] == "full":
                    cells = [row.get(language) or "" for language in ("en", "pt", "es", "fr", "de", "id")]
                    spellings = {spelling.strip() for cell in cells for spelling in cell.split("|")} - {""}
                    found.setdefault(row["concept"], set()).update(spellings)
    return {concept: sorted(spellings) for concept, spellings in sorted(found.items())}


def putin() -> list[str]:
    """Give the Latin spellings of Putin's name, titles and family name alone included."""
    names = (NAMES / "putin_names.txt").read_text(encoding="utf-8").splitlines()
    return [name for name in names if script_of(name) == "latin"]


def latin() -> Part:
    """Pair the Latin spellings of one person: the project's glossaries, and Putin in the newspapers of the world."""
    raw = [pair for spellings in [*people().values(), putin()] for pair in combinations(spellings, 2)]
    causes = {pair: why for pair in raw if (why := cause(*pair))}
    english = [name for name, _ in read("wikidata.en-ko.txt")[0]]
    return Part("Latin", raw, causes, strangers(english, english, []))


def cause(left: str, right: str) -> str:
    """Tell why two Latin names of one person are no two spellings of one name; empty if they are."""
    if any(_PRESIDENT.search(name) for name in (left, right)):
        return PART
    if any(_BRIEF.search(name) for name in (left, right)):
        return INITIAL
    return TRANSLATED if bool(_TRANSLATED.search(left)) != bool(_TRANSLATED.search(right)) else ""


def main() -> None:
    """Print a line for each script."""
    known = company()
    parts = [
        latin(),
        from_file("Hangul", "wikidata.en-ko.txt"),
        from_file("Cyrillic (tokens)", "tokens.en-russian.txt"),
        from_file("Arabic (tokens)", "tokens.en-arabic.txt"),
        from_file("katakana (tokens)", "tokens.en-katakana.txt"),
        from_file("Han (tokens)", "tokens.en-chinese.txt"),
    ]
    print(f"{'':18} {'pairs':>6} {'left out':>12} {'same':>6} {'honest':>6} {'or likely':>9} {'false':>6} {'/s':>7}")
    for part in parts:
        report(part)
        if part.title in {"Latin", "Hangul"}:
            in_company(part, known)
    strangers_in_company(known)
    siblings()


def report(part: Part) -> None:
    found = {pair: compare(*pair).likeness for pair in part.same}
    lost = [
        (part.causes.get(pair) or _LOST[found[pair]], pair) for pair in part.same if found[pair] is not Likeness.SAME
    ]
    began = time.process_time()
    wrong = sum(compare(*pair).likeness is Likeness.SAME for pair in part.strangers)
    rate = len(part.strangers) / (time.process_time() - began)
    recall, honest = (
        sum(found[pair] is Likeness.SAME for pair in pairs) / len(pairs) for pairs in (part.same, part.honest)
    )
    proposed = sum(found[pair].is_one_name for pair in part.honest) / len(part.honest)
    without = len(part.causes) / len(part.same)
    print(
        f"{part.title:18} {len(part.same):6} {without:12.1%} {recall:6.3f} {honest:6.3f} {proposed:9.3f} {wrong:6} "
        f"{rate:7.0f}   precision {precision(found, wrong):.4f}"
    )
    for why, pairs in by_cause(lost):
        shown = ", ".join(" = ".join(pair) for pair in pairs[:: max(1, len(pairs) // EXAMPLES)][:EXAMPLES])
        print(f"   lost {len(pairs):5} {len(pairs) / len(part.same):6.1%}  {why}: {shown}")
    if "tokens" in part.title:
        alone = sum(sureness(*pair, "person") > 0 for pair in part.strangers)
        print(f"   {'sure alone':15} {'':6} {'':12} {'':6} {'':6} {'':9} {alone:6}")
    for name, measure in PEERS.items():
        alike = sorted((measure(*pair) for pair in part.strangers), reverse=True)
        above = sum(measure(*pair) > alike[wrong] for pair in part.same) / len(part.same)
        print(f"   {name:15} {'':6} {'':12} {above:6.3f}   above {alike[wrong]:.2f}")


def company() -> Company:
    """Bring together all who are known: the people of the glossaries, and the held-out English names that are none."""
    known = people()
    known["vladimir-putin"] += [name for name in putin() if lone(name) is None]
    in_glossaries = Company(known.items())
    others = [name for name, _ in read("wikidata.en-ko.txt")[0] if not in_glossaries.bearers(name)]
    return Company([*known.items(), *((name, [name]) for name in others)])


def in_company(part: Part, known: Company) -> None:
    """Measure where a family name alone counts as found if exactly one of all who are known bears it."""
    found = sum(
        (likeness := compare(*pair).likeness) is Likeness.SAME
        or (likeness is Likeness.PART and len({*map(known.meant, pair)}) == 1 and known.meant(pair[0]) is not None)
        for pair in part.same
    )
    print(f"   {'in company':15} {'':6} {'':12} {found / len(part.same):6.3f}   of {len(known)} people")


def strangers_in_company(known: Company) -> None:
    """Count links of people who are not known, the other half of the names, to somebody who is: each is false.

    A name of that half that a glossary has letter for letter is left out; single words count as family names.
    """
    lines = (NAMES / "wikidata.en-ko.txt").read_text(encoding="utf-8").splitlines()
    listed = {key(spelling) for spellings in people().values() for spelling in spellings}
    strange = [line.split("\t")[:2] for line in lines if not is_held_out(line.split("\t")[0])]
    strange = [pair for pair in strange if key(pair[0]) not in listed]
    english, hangul = ([pair[place] for pair in strange if lone(pair[place]) is None] for place in (0, 1))
    alone = sorted({one for pair in strange for name in pair for one in ([name] if lone(name) else families(name))})
    print(f"people who are not known, in a company of {len(known)}:")
    for title, names in (("names", english), ("names in Hangul", hangul), ("family names alone", alone)):
        linked = [f"{name} = {person}" for name in names if (person := known.meant(name))]
        print(f"   {title}: {len(linked)} of {len(names)} linked {linked[:EXAMPLES]}")


def by_cause(lost: list[tuple[str, tuple[str, str]]]) -> list[tuple[str, Pairs]]:
    """Group lost pairs by their cause, the most frequent first."""
    causes: dict[str, Pairs] = {}
    for why, pair in lost:
        causes.setdefault(why, []).append(pair)
    return sorted(causes.items(), key=lambda group: -len(group[1]))


def precision(found: dict[tuple[str, str], Likeness], wrong: int) -> float:
    right = sum(likeness is Likeness.SAME for likeness in found.values())
    return right / max(1, right + wrong)


def siblings() -> None:
    """Count false merges where chance is no help: people who share a token, and all people of the glossaries."""
    across()
    english = sorted({name for name, _ in read("wikidata.en-ko.txt")[0]})
    by_token: dict[str, list[str]] = {}
    for name in english:
        for token in set(name.lower().split()):
            by_token.setdefault(token, []).append(name)
    near = {pair for names in by_token.values() for pair in combinations(names, 2)}
    merged = sorted(pair for pair in near if compare(*pair).likeness is Likeness.SAME)
    print(f"people who share a token: {len(near)} pairs, {len(merged)} merged {merged}")
    everyone = list(people().values())
    pairs = [(a, b) for one, other in combinations(everyone, 2) for a in one for b in other]
    merged = sorted(pair for pair in pairs if compare(*pair).likeness is Likeness.SAME)
    print(f"people of the glossaries: {len(everyone)} people, {len(pairs)} pairs, {len(merged)} merged {merged[:5]}")
    index: dict[str, list[int]] = {}
    keys.cache_clear()  # the comparisons above have made them
    began = time.process_time()
    for number, name in enumerate(english):
        for one in keys(name):
            index.setdefault(one, []).append(number)
    candidates = {pair for numbers in index.values() for pair in combinations(numbers, 2)}
    seconds = time.process_time() - began
    print(
        f"keys: {len(english)} names, {len(candidates)} of {len(english) * (len(english) - 1) // 2} pairs to compare, "
        f"{seconds:.2f} s CPU"
    )


def across() -> None:
    """Count false merges of an English name and another person's in Hangul, where either is like the other's own."""
    named = read("wikidata.en-ko.txt")[0]
    alike: dict[str, set[int]] = {}
    for number, (english, hangul) in enumerate(named):
        for token in {*english.lower().split(), *hangul.split(), hangul[0]}:
            alike.setdefault(token, set()).add(number)
    pairs = {(named[one][0], named[other][1]) for those in alike.values() for one, other in permutations(those, 2)}
    merged = sorted(pair for pair in pairs.difference(named) if compare(*pair).likeness is Likeness.SAME)
    print(f"people who share a token, in Latin and Hangul: {len(pairs)} pairs, {len(merged)} merged {merged}")


if __name__ == "__main__":
    main()
