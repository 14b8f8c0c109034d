"""Articles and a batch as the page and the index get them: for tests, benchmarks and for looking at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import count

from align.bitext import Bead, Bitext, Flag, NameOutcome, Origin, Result, Step, TranslationUnit, UnitStatus
from align.concept import Concept, Status, Term
from align.document import Link, Role, Span
from align.report import ArticleReport, ArticleState, BatchReport, NameReport, Spelling, UnitFlag
from align.signature import Signature

SIGNATURE = Signature(
    engine="firefox", model="en-pt.3f9a1c", segmenter="choppa+align", glossary="summit.csv.81d2e0", version="0.1.0"
)


def concept(identity: str, kind: str, *terms: str) -> Concept:
    """Make a concept from `tag form` strings; `tag? form` is admitted, `tag! form` deprecated, `tag. form` short."""
    made = []
    statuses = {"?": Status.ADMITTED, "!": Status.DEPRECATED}
    for text in terms:
        tag, form = text.split(" ", 1)
        mark = tag[-1] if tag[-1] in "?!." else ""
        status = statuses.get(mark, Status.PREFERRED)
        made.append(Term(tag.rstrip("?!."), form, status=status, form="short" if mark == "." else "full"))
    return Concept(identity, kind, tuple(made))


KIM = concept(
    "kim-hong-kyun", "person", "en Kim Hong-kyun", "en? Kim Hong-Kyun", "en! Kim Hong Gyun", "en. Kim",
    "pt Kim Hong-kyun", "pt. Kim", "es Kim Hong-kyun", "ko 김홍균",
)  # fmt: skip
PUTIN = concept(
    "vladimir-putin", "person", "en Vladimir Putin", "en. Putin", "pt Vladimir Putin", "pt. Putin",
    "pt! Vladimir Putine", "es Vladímir Putin", "de Wladimir Putin", "fr Vladimir Poutine", "ru Владимир Путин",
)  # fmt: skip
ZINOVIEV = concept(
    "georgy-zinoviev", "person", "en Georgy Zinoviev", "en? Georgiy Zinovyev", "en. Zinoviev", "pt Gueorgui Zinoviev",
    "pt. Zinoviev", "ru Георгий Зиновьев",
)  # fmt: skip
CHANG = concept("chang-ho-jin", "person", "en Chang Ho-jin", "pt Chang Ho-jin", "ko 장호진")
KYIV = concept("kyiv", "place", "en Kyiv", "en! Kiev", "pt Kyiv", "pt! Kiev", "es Kiev", "uk Київ")
MINISTRY = concept(
    "rok-mofa", "organisation", "en Ministry of Foreign Affairs", "pt Ministério das Relações Exteriores",
    "pt? Ministério dos Negócios Estrangeiros", "es Ministerio de Asuntos Exteriores", "ko 외교부",
)  # fmt: skip
COUNCIL = concept(
    "unsc", "organisation", "en UN Security Council", "pt Conselho de Segurança da ONU", "es Consejo de Seguridad",
    "ru Совет Безопасности ООН", "ko 유엔 안전보장이사회",
)  # fmt: skip
SEOUL = concept("seoul", "place", "en Seoul", "pt Seul", "es Seúl", "ko 서울")
MISSING = Flag("name-missed", "“Kim Hong-kyun” is not in the translation, for “Kim Hong-Kyun”")
UNSURE = Flag("language-unsure", "the two detectors disagree about this paragraph: Spanish or Portuguese")

Named = tuple[Concept, str, str, Result, Step]


def outcome(source: str, target: str, named: Named, taken: Counter[str]) -> NameOutcome:
    """Find a mention on both sides; the n-th of one surface in the source is the n-th in the target."""
    meant, surface, form, result, step = named
    at = [match.start() for match in re.finditer(re.escape(surface), source)][taken[surface]]
    taken[surface] += 1
    target_span = None
    if form and result is not Result.MISSED:
        places = [match.start() for match in re.finditer(re.escape(form), target)]
        begin = places[min(taken[f">{form}"], len(places) - 1)]
        taken[f">{form}"] += 1
        target_span = Span(begin, begin + len(form))
    agreed = form or (meant.preferred("pt") or meant.terms[0]).text
    return NameOutcome(meant, Span(at, at + len(surface)), surface, agreed, result, step, target_span)


def links(source: str, target: str) -> tuple[Link, ...]:
    """Link the words of the two sides in proportion; enough to see what links look like."""
    here, there = ([Span(*m.span()) for m in re.finditer(r"[\w’'-]+", text)] for text in (source, target))
    if not here or not there:
        return ()
    return tuple(Link(span, there[at * len(there) // len(here)], 0.8) for at, span in enumerate(here))


def unit(number: int, paragraph: int, role: Role, source: str, target: str, *names: Named) -> TranslationUnit:
    """Make a unit whose names are found in its two texts."""
    taken: Counter[str] = Counter()
    outcomes = tuple(outcome(source, target, named, taken) for named in names)
    flags = tuple(MISSING for each in outcomes if each.result is Result.MISSED)
    return TranslationUnit(
        number, source, target, Bead((number - 1,), (number - 1,)), paragraph, role, outcomes, flags,
        links(source, target), score=-0.31, route=("en", "pt"),
    )  # fmt: skip


APPLIED, INFLECTED, REPAIRED, MISSED, DIFFERS = Result
PLAIN, CONSTRAINT, PLACEHOLDER, REPAIR, NONE = Step.PLAIN, Step.CONSTRAINT, Step.PLACEHOLDER, Step.REPAIR, Step.NONE

LONG = (
    "The pact, signed by President Vladimir Putin in Pyongyang, provides for mutual assistance if either country is"
    " attacked, and does not exclude “military-technical cooperation” between the two."
)
LONG_TARGET = (
    "O pacto, assinado pelo presidente Vladimir Putin em Pyongyang, prevê assistência mútua se um dos países for"
    " atacado e não exclui a “cooperação técnico-militar” entre os dois."
)
_ROWS: tuple[tuple[int, Role, str, str, tuple[Named, ...]], ...] = (
    (0, Role.TITLE, "Seoul summons Russian ambassador over defence pact with Pyongyang",
     "Seul convoca embaixador russo por pacto de defesa com Pyongyang", ((SEOUL, "Seoul", "Seul", APPLIED, PLAIN),)),
    (1, Role.PARAGRAPH, "(Seoul) – The Ministry of Foreign Affairs summoned the envoy, Georgiy Zinovyev, on Friday.",
     "(Seul) – O Ministério das Relações Exteriores convocou o embaixador, Gueorgui Zinoviev, na sexta-feira.",
     ((SEOUL, "Seoul", "Seul", APPLIED, CONSTRAINT),
      (MINISTRY, "Ministry of Foreign Affairs", "Ministério das Relações Exteriores", APPLIED, CONSTRAINT),
      (ZINOVIEV, "Georgiy Zinovyev", "Gueorgui Zinoviev", APPLIED, CONSTRAINT))),
    (1, Role.PARAGRAPH, "Deputy minister Kim Hong-Kyun told him that Russia must “act responsibly”.",
     "O vice-ministro disse-lhe que a Rússia deve “agir com responsabilidade”.",
     ((KIM, "Kim Hong-Kyun", "", MISSED, NONE),)),
    (2, Role.PARAGRAPH, LONG, LONG_TARGET,
     ((PUTIN, "Vladimir Putin", "Vladimir Putin", APPLIED, CONSTRAINT),)),
    (2, Role.PARAGRAPH, "Putin warned that arming Kiev would be “a very big mistake”.",
     "Putin advertiu que armar Kyiv seria “um erro muito grande”.",
     ((PUTIN, "Putin", "Putin", APPLIED, PLAIN), (KYIV, "Kiev", "Kyiv", REPAIRED, REPAIR))),
    (3, Role.HEADING, "A policy under review", "Uma política em revisão", ()),
    (4, Role.PARAGRAPH, "National security adviser Chang Ho-jin said that Seoul would reconsider its policy on arms.",
     "O conselheiro de segurança nacional Chang Ho-jin disse que Seul reconsideraria a sua política de armas.",
     ((CHANG, "Chang Ho-jin", "Chang Ho-jin", APPLIED, PLACEHOLDER), (SEOUL, "Seoul", "Seul", APPLIED, PLAIN))),
    (5, Role.QUOTE, "«Es una provocación», dijo un portavoz.", "«Es una provocación», dijo un portavoz.", ()),
    (6, Role.LIST, "UN Security Council resolutions forbid the sale of arms to the North.",
     "As resoluções do Conselho de Segurança das Nações Unidas proíbem a venda de armas ao Norte.",
     ((COUNCIL, "UN Security Council", "Conselho de Segurança das Nações Unidas", INFLECTED, PLAIN),)),
    (7, Role.LIST, "Russia vetoed the mandate of the panel of experts in March.",
     "A Rússia vetou o mandato do painel de peritos em março.", ()),
    (8, Role.CAPTION, "Kim Hong-kyun at the ministry in Seoul. Photo: Yonhap",
     "Kim Hong-kyun no ministério em Seul. Foto: Yonhap",
     ((KIM, "Kim Hong-kyun", "Kim Hong-kyun", APPLIED, CONSTRAINT), (SEOUL, "Seoul", "Seul", APPLIED, PLAIN))),
)  # fmt: skip


def article() -> Bitext:
    """Give a translated article with a bit of everything."""
    units = [
        unit(number, paragraph, role, source, target, *names)
        for number, (paragraph, role, source, target, names) in enumerate(_ROWS, 1)
    ]
    units[7] = replace(units[7], language="es", origin=Origin.SOURCE, flags=(UNSURE,), links=())
    units[9] = replace(units[9], origin=Origin.MEMORY, status=UnitStatus.APPROVED)
    return Bitext("en", "pt", tuple(units), SIGNATURE)


def monolingual() -> Bitext:
    """Give an article that is in the target language already."""
    text = "Putin falou em Kiev, disse o Ministério das Relações Exteriores."
    off = Flag("name-form", "writes “Kiev”, agreed is “Kyiv”")
    named: tuple[Named, ...] = (
        (PUTIN, "Putin", "", APPLIED, NONE),
        (KYIV, "Kiev", "", DIFFERS, NONE),
        (MINISTRY, "Ministério das Relações Exteriores", "", APPLIED, NONE),
    )
    made = unit(1, 0, Role.PARAGRAPH, text, text, *named)
    return Bitext("pt", "pt", (replace(made, origin=Origin.SOURCE, flags=(off,), links=()),), SIGNATURE)


def report_of(bitext: Bitext, *, path: str = "articles/seoul.html", name: str = "seoul") -> ArticleReport:
    """Count what a bitext holds, as the batch does."""
    results = Counter(each.result for each_unit in bitext.units for each in each_unit.names)
    flags = [UnitFlag(each.number, flag) for each in bitext.units for flag in each.flags]
    return ArticleReport(
        path,
        ArticleState.TRANSLATED if bitext.is_translation else ArticleState.CHECKED,
        title=bitext.units[0].source if bitext.units else "",
        format="html",
        source_language=bitext.source_language,
        target_language=bitext.target_language,
        confidence=0.998,
        segments=len(bitext.units),
        words=sum(len(each.source.split()) for each in bitext.units),
        results=results,
        flags=tuple(flags),
        outputs={"tmx": f"{name}.pt.tmx", "html": f"{name}.pt.html", "document": f"{name}.pt.txt"},
    )


def large(units: int) -> Bitext:
    """Give an article as long as asked, made of the sample's units."""
    pattern = article().units
    paragraphs = count()
    made = []
    for number in range(1, units + 1):
        base = pattern[(number - 1) % len(pattern)]
        bead = Bead((number - 1,), (number - 1,))
        paragraph = next(paragraphs) // 2 if number > 1 else 0
        made.append(replace(base, number=number, paragraph=paragraph, bead=bead))
    return Bitext("en", "pt", tuple(made), SIGNATURE)


def batch(articles: int = 3) -> BatchReport:
    """Give a batch: translated articles, one that was in the target language, and two that failed."""
    translated = [
        replace(
            report_of(article(), path=f"articles/seoul-{at}.html", name=f"seoul-{at}"),
            title=f"{_ROWS[0][2]}{f' ({at})' if at > 1 else ''}",
        )
        for at in range(1, articles + 1)
    ]
    checked = report_of(monolingual(), path="articles/brasilia.txt", name="brasilia")
    failed = (
        ArticleReport(
            "articles/jakarta.txt", ArticleState.FAILED, error="no model for id-pt; installed: en-pt, pt-en",
            advice="align models install id-en en-pt",
        ),
        ArticleReport(
            "articles/broken.txt", ArticleState.FAILED, error="cannot be decoded: byte 0xff at 17",
            advice="iconv -f windows-1252 -t utf-8 articles/broken.txt",
        ),
    )  # fmt: skip
    here = tuple(each.path for each in translated)
    names = (
        NameReport(SEOUL, ("Seul",), (Spelling("en", "Seoul", 12, here),), {APPLIED: 12}),
        NameReport(
            KIM, ("Kim Hong-kyun", "Kim"),
            (Spelling("en", "Kim Hong-kyun", 3, here), Spelling("en", "Kim Hong-Kyun", 3, here[:1]),
             Spelling("en", "Kim", 2, here[:1]), Spelling("ko", "김홍균", 1, here[:1])),
            {APPLIED: 6, MISSED: 3},
        ),
        NameReport(
            KYIV, ("Kyiv",), (Spelling("en", "Kiev", 3, here), Spelling("en", "Kyiv", 1, here[:1])),
            {REPAIRED: 3, APPLIED: 1},
        ),
        NameReport(
            PUTIN, ("Vladimir Putin", "Putin"),
            (Spelling("en", "Vladimir Putin", 3, here), Spelling("en", "VLADIMIR PUTIN", 1, here[:1]),
             Spelling("en", "Putin", 3, here)),
            {APPLIED: 7},
        ),
    )  # fmt: skip
    return BatchReport("pt", (*translated, checked, *failed), names, SIGNATURE, {"tmx en-pt": "en-pt.tmx"})
