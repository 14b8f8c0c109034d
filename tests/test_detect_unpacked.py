"""The cache of py3langid's model, the order of its columns, and langdetect's quick detector against its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import cache

TEXTS = (
    "The president of South Korea visited Kyiv on Friday.",
    "O presidente da Coreia do Sul visitou Kiev na sexta-feira.",
    "Президент Південної Кореї відвідав Київ у п’ятницю.",
    "NATO AND THE UN SAID İŞ",
    "x  y \n",
    "http://example.org/a someone@example.org end",
    "日本語のテキスト",
    "",
)
LANGUAGES = ("de", "en", "es", "fr", "pt", "tr", "ru", "uk", "ja", "sr")


def test_the_kept_model_is_the_one_in_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unpack, read what was kept, and read again after the file was damaged."""
    from align.detect import unpacked

    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    first = unpacked.load()
    (kept,) = (tmp_path / "detect").iterdir()

    def refuse(_: Path) -> None:
        raise AssertionError("the wheel was asked although the cache is whole")

    with monkeypatch.context() as patch:
        patch.setattr(unpacked, "load_model", refuse)
        second = unpacked.load()
    kept.write_bytes(kept.read_bytes()[:1000])
    third = unpacked.load()
    for other in (second, third):
        assert (other.scores == first.scores).all()
        assert (other.priors == first.priors).all()
        assert other.classes == first.classes
        assert (other.moves, other.rows) == (first.moves, first.rows)
        assert (other.outputs == first.outputs).all()


def test_probabilities_are_those_of_py3langid() -> None:
    """Give what the library gives, for each of the languages asked for."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    from align.detect.bayes import NaiveBayes
    from align.detect.opinions import _model

    theirs = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    theirs.set_languages(LANGUAGES)
    ours = NaiveBayes.of(_model(), LANGUAGES)
    for text, answer in zip(TEXTS, ours.probabilities(TEXTS), strict=True):
        found = dict.fromkeys(LANGUAGES, 0.0)
        for code, probability in answer:
            found[code] += probability
        assert found == pytest.approx(dict(theirs.rank(text)), abs=1e-4), text


def test_many_texts_at_once_are_told_as_each_alone() -> None:
    """Walk the automaton for all texts together, and find the same features."""
    from align.detect.bayes import FEW, NaiveBayes
    from align.detect.opinions import _model

    ours = NaiveBayes.of(_model(), LANGUAGES)
    many = [*TEXTS, ""] * (FEW // len(TEXTS) + 1)
    alone = [answer for text in many for answer in ours.probabilities([text])]
    for one, other in zip(ours.probabilities(many), alone, strict=True):
        assert dict(one) == pytest.approx(dict(other), abs=1e-6)


def test_the_quick_detector_draws_as_langdetect_does() -> None:
    """Give the same probabilities after the same draws."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException

    from align.detect.trials import QuickFactory

    names = [name for name in LANGUAGES if Path(PROFILES_DIRECTORY, name).is_file()]
    theirs = DetectorFactory()
    theirs.load_json_profile([Path(PROFILES_DIRECTORY, name).read_text(encoding="utf-8") for name in names])
    answers: list[list[list[float]]] = []
    for factory in (QuickFactory(names), theirs):
        factory.set_seed(0)
        answers.append([])
        for text in TEXTS:
            detector = factory.create()
            detector.append(text)
            try:
                detector.get_probabilities()
            except LangDetectException:
                answers[-1].append([])
            else:
                answers[-1].append(list(detector.langprob))
    for quick, slow in zip(*answers, strict=True):
        assert quick == pytest.approx(slow, abs=1e-9)
    assert any(answers[0])
