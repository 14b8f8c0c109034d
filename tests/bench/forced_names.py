"""Force names of NTREX into forms that no model would write, and look what that leaves around them.

Each name that the human translator kept, and each country, has to come out respelt, in another romanisation, with its
original in brackets, much shorter or much longer. Both ways between English and Portuguese, twice: forced in the
engine from the start, and by the whole climb. A word is junk if it stands beside a form, and neither the plain
translation of the sentence nor its source nor anything written by people or plainly by the engine has it.

    python tests/bench/forced_names.py [show]
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from _corpora import DATA
from _kept_names import kept

from align.concept import Concept, Mention, Status, Term
from align.engines.firefox import FirefoxEngine
from align.hypothesis import Constraint, Sentence
from align.languages import Pair
from align.names.apply import Marked, translate
from align.names.boundary import occurrences
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.document import Span
    from align.hypothesis import Hypothesis

ROOT = Path(__file__).parents[2]
FILES = {"en": "eng.txt", "pt": "por-BR.txt"}
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = 3  # words on either side of a form that are looked at
_MASK = "Nome"
_LONGEST_SHORT = 3
_RESPELT = (("ph", "f"), ("th", "t"), ("ll", "l"), ("c", "k"), ("y", "i"), ("w", "v"), ("e", "é"), ("a", "á"))
_ROMANISED = (("sh", "sch"), ("ch", "tch"), ("oo", "u"), ("ee", "i"), ("j", "dzh"), ("v", "w"), ("i", "y"), ("u", "ou"))
_CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхиз")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its reference and forced names; `known` are the usual forms in the target."""

    sentence: Sentence
    reference: str
    known: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What became of the forms."""

    mentions: int = 0
    exact: int = 0
    doubled: int = 0
    flagged: int = 0
    leftover: int = 0
    junk: int = 0

    def line(self) -> str:
        """Give one row of the table."""
        parts = (
            f"exact {self.exact / self.mentions:7.2%}",
            f"doubled {self.doubled}",
            f"flagged {self.flagged}",
            f"leftover {self.leftover}",
            f"junk {self.junk}",
        )
        return f"{self.mentions} mentions, {', '.join(parts)}"


def unusual(name: str, target: str) -> str:
    """Give a form that no one writes; which kind depends on the name alone."""
    kind = sum(map(ord, name)) % 5
    words = name.split()
    if kind == 0:
        return _respell(name, _RESPELT)
    if kind == 1:
        return _respell(name, _ROMANISED)
    if kind == 2:
        return f"{name} ({words[-1].lower().translate(_CYRILLIC).title()})"
    if kind == 3:
        return "".join(w[0] for w in words) if len(words) > 1 else name[:_LONGEST_SHORT].upper()
    if len(words) > 1:
        return f"{words[0]} Albertus Maria {' '.join(words[1:])}"
    return f"República Serena de {name}" if target == "pt" else f"Serene Republic of {name}"


def _respell(name: str, rules: Sequence[tuple[str, str]]) -> str:
    for old, new in rules:
        name = name.replace(old, new)
    return name


@cache
def lines(language: str) -> list[str]:
    """Read one side of the NTREX documents."""
    return (DATA / "ntrex" / FILES[language]).read_text(encoding="utf-8").splitlines()


@cache
def countries(source: str, target: str) -> dict[str, str]:
    """Give the countries that the project's glossary knows, by their form in the source."""
    found = {}
    for concept in Termbase.load([ROOT / "glossaries" / "places-countries.csv"]).concepts:
        here, there = concept.preferred(source), concept.preferred(target)
        if here and there:
            found[here.text] = there.text
    return found


def cases(pair: Pair) -> list[Case]:
    """Find the names and give them unusual forms."""
    found = []
    places = countries(pair.source, pair.target)
    for source, reference in zip(lines(pair.source), lines(pair.target), strict=True):
        spans = {span: span.of(source) for span in kept(source, reference) if span.of(source) not in places}
        for name, usual in places.items():
            spans |= {s: usual for s in occurrences(source, name) if not any(s.overlaps(o) for o in spans)}
        ordered = sorted(spans)
        wanted = tuple(Constraint(span, unusual(span.of(source), pair.target)) for span in ordered)
        if wanted:
            known = tuple(dict.fromkeys((*spans.values(), *(span.of(source) for span in ordered))))
            found.append(Case(Sentence(source, wanted), reference, known))
    return found


def judge(case: Case, text: str, spans: Sequence[Span | None], plain: str, known: frozenset[str]) -> Iterator[str]:
    """Name every fault of a translation: `missing`, `doubled`, `leftover` and `junk` with the words."""
    source = case.sentence.text
    for constraint, span in zip(case.sentence.constraints, spans, strict=True):
        if span is None or span.of(text) != constraint.form:
            yield f"missing {constraint.form}"
    forms = Counter(constraint.form for constraint in case.sentence.constraints)
    for form, count in forms.items():
        within = sum(form in other and form != other for other in forms)
        if sum(1 for _ in occurrences(text, form)) > count + within + sum(1 for _ in occurrences(source, form)):
            yield f"doubled {form}"
    places = [span for span in spans if span is not None]
    outside = _blank(text, places)
    rest = _blank(source, [c.source_span for c in case.sentence.constraints])
    names = {w for c in case.sentence.constraints for w in _WORD.findall(c.source_span.of(source)) if w[0].isupper()}
    for name in sorted(names - set(_WORD.findall(rest))):
        if len(name) >= _LONGEST_SHORT and name in _WORD.findall(outside):
            yield f"leftover {name}"
    fine = known | _words(plain) | _words(source)
    for span in places:
        near = [m[0] for m in _WORD.finditer(outside, 0, span.start)][-_BESIDE:]
        near += [m[0] for m in _WORD.finditer(outside, span.end)][:_BESIDE]
        for word in near:
            if word.casefold() not in fine:
                yield f"junk {word}"


def _blank(text: str, spans: Sequence[Span]) -> str:
    characters = list(text)
    for span in spans:
        characters[span.start : span.end] = "|" * len(span)
    return "".join(characters)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def masked(text: str, names: Sequence[str]) -> str:
    """Write one word for each name."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _MASK, text)
    return text


def chrf(texts: Sequence[str], references: Sequence[str]) -> float:
    """Give chrF2."""
    import sacrebleu

    return float(sacrebleu.corpus_chrf(texts, [references]).score)


def tally(
    chosen: Sequence[Case],
    written: Sequence[tuple[str, Sequence[Span | None]]],
    plain: Sequence[str],
    known: frozenset[str],
) -> Tally:
    """Count the faults of all sentences, and print them if asked."""
    total = Tally()
    for case, (text, spans), usual in zip(chosen, written, plain, strict=True):
        faults = list(dict.fromkeys(judge(case, text, spans, usual, known)))
        kinds = Counter(fault.partition(" ")[0] for fault in faults)
        total.mentions += len(spans)
        total.exact += len(spans) - kinds["missing"]
        total.flagged += sum(span is None for span in spans)
        total.doubled += kinds["doubled"]
        total.leftover += kinds["leftover"]
        total.junk += kinds["junk"]
        if faults and "show" in sys.argv:
            print(f"  ! {'; '.join(faults)}\n      {case.sentence.text}\n      {text}\n      {usual}")
    return total


def climbed(chosen: Sequence[Case], pair: Pair, engine: FirefoxEngine) -> list[tuple[str, list[Span | None]]]:
    """Translate by the whole climb, with a glossary of the forced names alone."""
    marked = []
    for case in chosen:
        text = case.sentence.text
        mentions = []
        for constraint in case.sentence.constraints:
            name = constraint.source_span.of(text)
            terms = Term(pair.source, name, Status.PREFERRED), Term(pair.target, constraint.form, Status.PREFERRED)
            mentions.append(Mention(Concept(name, "other", terms), terms[0], constraint.source_span, name))
        marked.append(Marked(text, tuple(mentions)))
    rendered = translate(
        marked,
        translate=lambda sentences: engine.translate(pair, sentences),
        source=pair.source,
        target=pair.target,
        placeholder=engine.placeholder(pair),
    )
    found = []
    for case, one in zip(chosen, rendered, strict=True):
        places = {name.source_span: name.target_span for name in one.names}
        found.append((one.hypothesis.text, [places.get(c.source_span) for c in case.sentence.constraints]))
    return found


def report(pair: Pair) -> None:
    """Print the figures of one pair."""
    engine = FirefoxEngine()
    chosen = cases(pair)
    bare = [Sentence(case.sentence.text) for case in chosen]
    engine.translate(pair, bare[:1])
    began = time.process_time()
    plain = [hypothesis.text for hypothesis in engine.translate(pair, bare)]
    between = time.process_time()
    forced: list[Hypothesis] = engine.translate(pair, [case.sentence for case in chosen])
    ended = time.process_time()
    known = _words("\n".join([*lines(pair.target), *plain]))
    references = [masked(case.reference, case.known) for case in chosen]
    usual = chrf([masked(text, case.known) for text, case in zip(plain, chosen, strict=True)], references)
    print(f"{pair}, {len(chosen)} sentences, chrF2 of plain translations with names masked {usual:.2f}")
    ways = (
        ("forced", [(hypothesis.text, hypothesis.honoured) for hypothesis in forced]),
        ("climbed", climbed(chosen, pair, engine)),
    )
    for name, written in ways:
        print(f"  {name:8} {tally(chosen, written, plain, known).line()}", end=", ")
        hidden = [
            masked(text, [*(c.form for c in case.sentence.constraints), *case.known])
            for (text, _), case in zip(written, chosen, strict=True)
        ]
        print(f"chrF2 {chrf(hidden, references) - usual:+.2f}")
    print(f"  forced / plain time {(ended - between) / (between - began):.2f}")


def main() -> None:
    """Print all figures."""
    report(Pair("en", "pt"))
    report(Pair("pt", "en"))


if __name__ == "__main__":
    main()
