"""A text in an invented language and its translation, word by word, with the gold beads that made it."""

from __future__ import annotations

import random

from align.aligners.seam import Side

_SYLLABLES = ["ka", "lo", "mi", "re", "tu", "so", "ve", "ni", "pa", "du", "fe", "gor", "hal", "bin", "zet"]
_NAMES = ["Makalu", "Everest", "Lisboa", "Seoul", "Putin", "Amazonas", "Hillary", "Tenzing"]
_WORDS = 300
# How often each kind of bead is made; the rest is 1-1.
_SPLIT, _LONE = 0.2, 0.04

Gold = list[tuple[tuple[int, ...], tuple[int, ...]]]


def make(count: int, *, seed: int = 0, lone: float = _LONE) -> tuple[Side, Side, Gold]:
    """Make about `count` beads: sentences of up to three clauses, some cut at a clause on the target side."""
    chance = random.Random(seed)
    words = [_word(chance) for _ in range(_WORDS)]
    translations = {word: _word(chance) for word in words}
    source: list[str] = []
    target: list[str] = []
    gold: Gold = []
    for _ in range(count):
        clauses = [_clause(chance, words) for _ in range(chance.randint(1, 3))]
        told = [[translations.get(word, word) for word in clause] for clause in clauses]
        kind = chance.random()
        if kind < lone:
            gold.append(((), (len(target),)))
            target.append(_sentence([_clause(chance, list(translations.values()))]))
            continue
        parts = [told[:1], told[1:]] if kind < lone + _SPLIT and len(told) > 1 else [told]
        gold.append(((len(source),), tuple(range(len(target), len(target) + len(parts)))))
        source.append(_sentence(clauses))
        target += [_sentence(part) for part in parts]
    return Side(tuple(source), "xa"), Side(tuple(target), "xb"), gold


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))


def _clause(chance: random.Random, words: list[str]) -> list[str]:
    clause = [words[min(int(chance.expovariate(1 / 60)), len(words) - 1)] for _ in range(chance.randint(4, 11))]
    if chance.random() < 0.5:
        clause[chance.randrange(len(clause))] = chance.choice([*_NAMES, str(chance.randint(2, 2000))])
    return clause


def _sentence(clauses: list[list[str]]) -> str:
    text = ", ".join(" ".join(clause) for clause in clauses)
    return f"{text[0].upper()}{text[1:]}."
