"""What speaks for each language: script, letters and the two opinions, joined to one confidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.detect.opinions import first_opinion, second_opinions
from align.detect.scripts import candidates, letters_by_script, main_share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

# The figures here were set on sentences and word pairs of 29 languages (tests/bench/detection.py).
# py3langid is the surer and the better calibrated of the two: its part in the common confidence.
SECOND_WEIGHT = 0.6
# A text of fewer letters is a name or a word; in a script of one language two say enough.
MIN_LETTERS, MIN_SCRIPT_LETTERS = 10, 2
# A text of fewer characters without its names says less than with them.
MIN_WITHOUT_NAMES = 60
# Characters that py3langid sees of a paragraph; more costs time and changes nothing.
LOOK = 120
# Characters of it where an article has many paragraphs: they vouch for each other.
GLANCE = 80
# Languages that langdetect lacks, and those it takes them for; py3langid divides their probability.
STAND_INS = {"az": ("tr",), "be": ("ru", "uk"), "gl": ("pt", "es"), "ms": ("id",), "sr": ("mk", "hr", "bg", "ru")}
# Languages so near that a paragraph of one is no sign of a quotation in an article of the other.
SIBLINGS = (("id", "ms"), ("hr", "sr"), ("da", "nb"), ("cs", "sk"), ("gl", "pt"))
# How much of the probability siblings must have between them before words are counted.
SIBLING_PART = 0.5
# Words that only one of two siblings has, or writes so: py3langid gives most news of Indonesia to both alike.
WORDS = {
    "id": [
        "agustus", "bahwa", "bisa", "desember", "inggris", "jumat", "kamis", "kantor", "karena", "maret",
        "mengatakan", "mobil", "namun", "polisi", "prancis", "pria", "rabu", "saat", "sejumlah", "selasa", "senin",
        "terkait", "uang", "yakni"
    ],
    "ms": [
        "ahad", "bahawa", "bandar", "bekas", "beliau", "berkata", "boleh", "daripada", "disember", "ialah", "iaitu",
        "inggeris", "isnin", "jumaat", "kerajaan", "kerana", "khamis", "lelaki", "manakala", "mengikut", "ogos",
        "pejabat", "perancis", "polis", "sahaja", "syarikat", "turut", "wang"
    ],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """A cheap look: the letters, the main script's part of them, what it allows, and py3langid's opinion."""

    letters: int
    script_share: float
    allowed: tuple[str, ...]
    opinion: Mapping[str, float]


def look(texts: Sequence[str], *, at: int | Sequence[int] = LOOK) -> list[Look]:
    """Look at script and letters, and ask py3langid where these leave a choice; too little text has no opinion.

    py3langid gets the first `at` characters of each text, and is not asked for 0.
    """
    depths = [at] * len(texts) if isinstance(at, int) else at
    letters = [letters_by_script(text) for text in texts]
    allowed = [candidates(text, found) for text, found in zip(texts, letters, strict=True)]
    opinions: list[Mapping[str, float]] = [{} for _ in texts]
    due: dict[tuple[str, ...], list[int]] = {}
    for number, (tags, found) in enumerate(zip(allowed, letters, strict=True)):
        if len(tags) == 1 and found.total() >= MIN_SCRIPT_LETTERS:
            opinions[number] = {tags[0]: 1.0}
        elif len(tags) > 1 and depths[number] and found.total() >= MIN_LETTERS:
            due.setdefault(tags, []).append(number)
    for tags, numbers in due.items():
        answers = second_opinions([texts[number][: depths[number]] for number in numbers], tags)
        for number, answer in zip(numbers, answers, strict=True):
            opinions[number] = answer
    seen = zip(letters, allowed, opinions, strict=True)
    return [Look(found.total(), main_share(found), tags, opinion) for found, tags, opinion in seen]


def without_names(text: str) -> str:
    """Leave out words with a capital, which are names of any language, where enough remains to tell by."""
    words = " ".join(word for word in text.split() if not word[:1].isupper())
    return words if len(words) >= MIN_WITHOUT_NAMES else text


def settled(text: str, opinion: Mapping[str, float]) -> Mapping[str, float]:
    """Let the words of an article decide between Indonesian and Malay, which look alike by their letters."""
    both = opinion.get("id", 0.0) + opinion.get("ms", 0.0)
    if both < SIBLING_PART:
        return opinion
    words = set(text.lower().split())
    counts = {tag: len(words.intersection(own)) for tag, own in WORDS.items()}
    winner, other = sorted(counts, key=lambda tag: -counts[tag])
    if counts[winner] == counts[other]:
        return opinion
    return {**opinion, winner: both, other: 0.0}


def are_siblings(one: str, other: str) -> bool:
    """Tell whether two languages are too near to tell a quotation by."""
    return any({one, other} <= set(pair) for pair in SIBLINGS)


def mean(looks: Iterable[Look]) -> dict[str, float]:
    """Join the opinions on paragraphs, each by its letters; the look at a long one was no longer than LOOK."""
    total: Counter[str] = Counter()
    weights = 0
    for one in looks:
        if one.opinion:
            weight = min(one.letters, LOOK)
            weights += weight
            for tag, probability in one.opinion.items():
                total[tag] += weight * probability  # type: ignore[assignment]
    return {tag: probability / weights for tag, probability in total.items()}


def only(opinion: Mapping[str, float], among: Collection[str]) -> dict[str, float]:
    """Restrict an opinion to some languages, to all if none is given; their probabilities add up to 1 again."""
    kept = {tag: p for tag, p in opinion.items() if not among or tag in among}
    total = sum(kept.values())
    return {tag: p / total for tag, p in kept.items()} if total else {}


def joined(text: str, allowed: tuple[str, ...], second: Mapping[str, float]) -> dict[str, float]:
    """Ask langdetect and join both opinions; where only one has an answer, it is that."""
    first = {allowed[0]: 1.0} if len(allowed) == 1 else dict(first_opinion(text, allowed))
    if not first or not second:
        return first or dict(second)
    for tag, others in STAND_INS.items():
        if tag in second and tag not in first:
            first[tag] = sum(_divide(first, second, tag, other) for other in others if other in first)
    tags = {*first, *second}
    return {tag: (1 - SECOND_WEIGHT) * first.get(tag, 0) + SECOND_WEIGHT * second.get(tag, 0) for tag in tags}


def _divide(first: dict[str, float], second: Mapping[str, float], tag: str, other: str) -> float:
    """Move from `other` the part that py3langid gives to `tag`; return it."""
    both = second[tag] + second.get(other, 0)
    part = first[other] * second[tag] / both if both else 0.0
    first[other] -= part
    return part
