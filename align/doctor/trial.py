"""Try a pair for real: three sentences and a name, through everything that an article goes through."""

from __future__ import annotations

import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align import languages
from align.bitext import Result
from align.detect import rank
from align.detect.evidence import are_siblings
from align.engines.pivot import PivotEngine
from align.errors import AlignError
from align.finished import Finished
from align.inputs import Input
from align.models.installed import installed
from align.models.plan import package_for
from align.pipeline import Pipeline
from align.settings import Settings

if TYPE_CHECKING:
    from align.bitext import Bitext
    from align.languages import Pair

# The name in the script of each language, and what is said of it, of two countries and of a fire.
_LATIN = "Maria Santos"
_NAMES = {
    "ar": "ماريا سانتوس", "bg": "Мария Сантос", "ja": "マリア・サントス", "ko": "마리아 산투스", "ru": "Мария Сантос",
    "uk": "Марія Сантос", "zh": "玛丽亚·桑托斯",
}  # fmt: skip
_SENTENCES = {
    "ca": "{} es va reunir dilluns amb el president a Lisboa. Els dos països han signat un acord comercial després de "
    "tres dies de converses. La policia va dir que ningú no va resultar ferit en l'incendi.",
    "de": "{} traf am Montag in Lissabon den Präsidenten. Die beiden Länder unterzeichneten nach drei Tagen "
    "Verhandlungen ein Handelsabkommen. Die Polizei teilte mit, dass bei dem Brand niemand verletzt wurde.",
    "en": "{} met the president in Lisbon on Monday. The two countries signed a trade agreement after three days of "
    "talks. The police said that nobody was hurt in the fire.",
    "es": "{} se reunió el lunes con el presidente en Lisboa. Los dos países firmaron un acuerdo comercial después de "
    "tres días de conversaciones. La policía dijo que nadie resultó herido en el incendio.",
    "fr": "{} a rencontré lundi le président à Lisbonne. Les deux pays ont signé un accord commercial après trois "
    "jours de négociations. La police a déclaré que personne n'a été blessé dans l'incendie.",
    "id": "{} bertemu dengan presiden di Lisbon pada hari Senin. Kedua negara menandatangani perjanjian perdagangan "
    "setelah tiga hari perundingan. Polisi mengatakan bahwa tidak ada yang terluka dalam kebakaran itu.",
    "it": "{} ha incontrato lunedì il presidente a Lisbona. I due paesi hanno firmato un accordo commerciale dopo tre "
    "giorni di colloqui. La polizia ha detto che nessuno è rimasto ferito nell'incendio.",
    "ko": "{}는 월요일 리스본에서 대통령을 만났다. 두 나라는 사흘간의 회담 끝에 무역 협정에 서명했다. "
    "경찰은 화재로 다친 사람이 없다고 밝혔다.",
    "ms": "{} bertemu dengan presiden di Lisbon pada hari Isnin. Kedua-dua negara menandatangani perjanjian "
    "perdagangan selepas tiga hari rundingan. Polis berkata tiada sesiapa yang cedera dalam kebakaran itu.",
    "nl": "{} ontmoette maandag de president in Lissabon. De twee landen ondertekenden na drie dagen overleg een "
    "handelsakkoord. De politie zei dat er bij de brand niemand gewond is geraakt.",
    "pt": "{} reuniu-se na segunda-feira com o presidente em Lisboa. Os dois países assinaram um acordo comercial "
    "depois de três dias de conversações. A polícia disse que ninguém ficou ferido no incêndio.",
    "ru": "{} встретилась в понедельник с президентом в Лиссабоне. Две страны подписали торговое соглашение после "
    "трёх дней переговоров. Полиция сообщила, что при пожаре никто не пострадал.",
    "uk": "{} зустрілася в понеділок з президентом у Лісабоні. Дві країни підписали торговельну угоду після трьох "
    "днів переговорів. Поліція повідомила, що під час пожежі ніхто не постраждав.",
    "zh": "{}星期一在里斯本会见了总统。两国经过三天的会谈签署了贸易协定。警方说,火灾中没有人受伤。",
}  # fmt: skip
_ANY = "en"


@dataclass(frozen=True, slots=True)
class Trial:
    """How three sentences came through: the route with its engines, seconds for the first time and the second."""

    pair: Pair
    route: str = ""
    first: float = 0.0
    again: float = 0.0
    targets: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    advice: str = ""


def try_pair(pair: Pair) -> Trial:
    """Translate three sentences and look at what comes out; whatever fails is the trial's problem."""
    try:
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
            # The fall-back's warning is among the notices.
            warnings.simplefilter("ignore")
            return _translated(pair, Path(folder))
    except AlignError as error:
        return Trial(pair, problems=(str(error),), advice=error.advice or _mending(pair))
    except Exception as error:  # noqa: BLE001  a doctor reports what breaks, whatever it is
        return Trial(pair, problems=(f"{type(error).__name__}: {error}",), advice=_mending(pair))


def _mending(pair: Pair) -> str:
    """Say what to try when a whole model does not do what it should."""
    try:
        hops = PivotEngine.of().route(pair)
    except AlignError as error:
        return error.advice
    if len(hops) > 1:
        return "align doctor " + " ".join(f"--pair {hop.pair}" for hop in hops)
    package = package_for(hops[0].pair)
    if hops[0].engine.name == "apertium" and package:
        return f"apt install --reinstall {package}"
    named = next((m for m in installed() if (m.engine, m.pair) == (hops[0].engine.name, hops[0].pair)), None)
    return f"align models remove {named.folder.name}" if named and not named.keeper else "align models list"


def _translated(pair: Pair, folder: Path) -> Trial:
    source, target = languages.base(pair.source), languages.base(pair.target)
    name = _NAMES.get(source, _LATIN)
    glossary = folder / "name.csv"
    glossary.write_text(f"{pair.source},{pair.target}\n{name},{_NAMES.get(target, _LATIN)}\n", encoding="utf-8")
    pipeline = Pipeline(Settings(target=pair.target, source=pair.source, glossaries=(glossary,)))
    hops = pipeline.engine.route(pair)
    raw = _SENTENCES.get(source, _SENTENCES[_ANY]).format(name).encode()
    times, bitext = [], None
    for _ in range(2):
        begun = time.perf_counter()
        (finished,) = pipeline.finish([pipeline.prepare(Input("the doctor's sentences", "doctor", raw=raw))])
        if not isinstance(finished, Finished):
            raise finished
        times.append(time.perf_counter() - begun)
        bitext = finished.bitext
    notices = list(pipeline.engine.notices)
    if source not in _SENTENCES:
        notices.append(f"{pair} was tried with English sentences, since there are none in {languages.name(source)}")
    problems = tuple(_problems(bitext, target, is_known=source in _SENTENCES)) if bitext else ()
    return Trial(
        pair,
        route=" + ".join(f"{hop.pair} ({hop.engine.name})" for hop in hops),
        first=times[0],
        again=times[1],
        targets=tuple(unit.target for unit in bitext.units) if bitext else (),
        problems=problems,
        notices=tuple(notices),
        advice=_mending(pair) if problems else "",
    )


def _problems(bitext: Bitext, target: str, *, is_known: bool) -> list[str]:
    problems = [f"sentence {unit.number} came out empty" for unit in bitext.units if not unit.target.strip()]
    outcomes = [outcome for unit in bitext.units for outcome in unit.names]
    if is_known and not any(outcome.result is not Result.MISSED for outcome in outcomes):
        problems.append("the name did not come through")
    whole = " ".join(unit.target for unit in bitext.units)
    source = languages.base(bitext.source_language)
    # Between near languages a translation of three sentences may well look like either.
    can_tell = is_known and not problems and target in languages.NAMES and not are_siblings(source, target)
    ranking = rank(whole, among=(source, target)) if can_tell else ()
    if ranking and ranking[0].language != target:
        problems.append(f"what came out looks like {languages.name(ranking[0].language)}: {whole!r}")
    return problems
