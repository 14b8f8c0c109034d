"""Converted models: found by their files, given the tokens they want; loops, words and pieces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import tiny_model
from engine_contract import EngineContract
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import ES_EN, FOLDER, examples, installed, models_at

from align.document import Span
from align.engines.argos import ArgosEngine
from align.engines.ctranslate import CTranslateEngine
from align.engines.ctranslate.codec import UNKNOWN, SentencePieceCodec, open_codec
from align.engines.ctranslate.decoder import Decoder, Row, Way
from align.engines.ctranslate.loops import loops
from align.engines.ctranslate.model import Cutting, Model
from align.engines.ctranslate.words import grouped, guess_first
from align.engines.tuning import Tuning
from align.errors import EngineError, ModelMissingError
from align.hypothesis import Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

EN_PT = Pair("en", "pt")
NLLB = ("eng_Latn", "por_Latn", "kor_Hang", "xxx_Latn")
M2M = ("__en__", "__pt__", "__ko__")
MADLAD = ("<2en>", "<2pt>", "<2ko>")
TEXT = "the minister said so"


def engine_at(models: Path) -> CTranslateEngine:
    with models_at(models):
        engine = CTranslateEngine()
        engine.pairs()
    return engine


def test_an_opus_model_is_named_by_its_folder_and_tells_whether_it_adds_the_end(tmp_path: Path) -> None:
    tiny_model.opus(tmp_path / "ctranslate" / "opus-mt-en-pt")
    tiny_model.opus(tmp_path / "ctranslate" / "pt_en", adds_end=False)
    models = engine_at(tmp_path).find
    with models_at(tmp_path):
        found = models().models
    assert found.keys() == {EN_PT, Pair("pt", "en")}
    assert (found[EN_PT].before, found[EN_PT].after, found[EN_PT].opening) == ((), (), ())
    assert found[Pair("pt", "en")].after == ("</s>",)


def test_an_opus_model_of_several_targets_is_told_which(tmp_path: Path) -> None:
    tiny_model.opus(tmp_path / "ctranslate" / "opus-mt-tc-big-en-pt", symbols=(">>por<<", ">>spa<<"))
    tiny_model.opus(tmp_path / "ctranslate" / "opus-mt-en-de", symbols=(">>por<<", ">>spa<<"))
    with models_at(tmp_path):
        found = CTranslateEngine().find()
    assert found.models[EN_PT].before == (">>por<<",)
    (refused,) = found.refused
    assert "none of them is 'de'" in refused


@pytest.mark.parametrize(
    ("symbols", "name", "before", "opening"),
    [
        (NLLB, "sentencepiece.bpe.model", "eng_Latn", ("por_Latn",)),
        (M2M, "sentencepiece.bpe.model", "__en__", ("__pt__",)),
        (MADLAD, "spiece.model", "<2pt>", ()),
    ],
    ids=["NLLB", "M2M-100", "MADLAD-400"],
)
def test_a_multilingual_model_serves_all_its_pairs_with_the_tokens_it_wants(
    tmp_path: Path, symbols: tuple[str, ...], name: str, before: str, opening: tuple[str, ...]
) -> None:
    import ctranslate2
    from sentencepiece import SentencePieceProcessor

    folder = tmp_path / "ctranslate" / "anything"
    tiny_model.multilingual(folder, symbols, name=name)
    engine = engine_at(tmp_path)
    assert engine.pairs() == {Pair(a, b) for a in ("en", "ko", "pt") for b in ("en", "ko", "pt") if a != b}
    assert engine.fingerprint(EN_PT) != engine.fingerprint(Pair("en", "ko"))
    tokens = SentencePieceProcessor(model_file=str(folder / name)).encode(TEXT, out_type=str)
    row = Row(tuple(tokens))
    (peer,) = ctranslate2.Translator(str(folder), compute_type="auto").translate_batch(
        [[before, *tokens, "</s>"]],
        target_prefix=[list(opening)] if opening else None,
        max_decoding_length=row.room + len(opening),
    )
    with models_at(tmp_path):
        (decoded,) = Decoder(engine.find().models[EN_PT], Tuning()).decode([row], Way(2))
    given = peer.hypotheses[0][len(opening) :][: row.limit]
    known = [(ours, theirs) for ours, theirs in zip(decoded.tokens, given, strict=True)]
    assert all(ours == theirs for ours, theirs in known if theirs != UNKNOWN)
    assert decoded.attention.shape == (len(decoded.tokens), len(tokens))


class TestMultilingual(EngineContract):
    maker = "miniature:nllb"
    pair = EN_PT
    texts = ("the minister said so", "two people were hurt", "said")
    named = "minister said so"
    form = "ministro"


@pytest.mark.parametrize("beam", [2, 4])
def test_the_attention_of_a_wide_search_is_that_of_the_target_given_whole(beam: int) -> None:
    with models_at(installed()):
        model = ArgosEngine().find().models[ES_EN]
    decoder, codec = Decoder(model, Tuning()), open_codec(model)
    rows = [Row(codec.cut(one.source).tokens, is_exact=bool(n % 3)) for n, one in enumerate(examples(12))]
    decoded = decoder.decode(rows, Way(beam))
    assert [one.lacks_first for one in decoded] == [not row.is_exact for row in rows]
    whole = decoder.judge([replace(row, prefix=one.tokens) for row, one in zip(rows, decoded, strict=True)])
    for ours, true in zip(decoded, whole, strict=True):
        start = int(ours.lacks_first)
        assert not ours.attention[:start].any()
        # Batches of another make round int8 otherwise.
        assert ours.attention[start:] == pytest.approx(true.attention[start:], abs=0.05)


def words(*places: Span | None, first: tuple[int, ...] = (0, 1, 2)) -> tuple[NDArray[np.int64], list[Span | None]]:
    return np.array(first, np.int64), list(places)


def test_what_a_first_word_comes_from_is_guessed_only_where_little_else_is_possible() -> None:
    one, two, three = Span(0, 1), Span(2, 3), Span(4, 5)
    single = words(one, two, three)
    rest = np.array([[0, 0, 0], [0, 0.9, 0.1], [0, 0, 1]], np.float32)
    assert guess_first(rest, single, single)[0].tolist() == [1, 0, 0]
    assert guess_first(rest, single, words(Span(0, 3), three, first=(0, 2)))[0].tolist() == rest[1].tolist()
    assert not guess_first(rest, words(None, two, three), single)[0].any()
    taken = np.array([[0, 0, 0], [0.6, 0.4, 0], [0, 0, 1]], np.float32)
    assert not guess_first(taken, single, single)[0].any()


def test_what_cannot_be_used_is_left_out_with_its_reason(tmp_path: Path) -> None:
    root = tmp_path / "ctranslate"
    tiny_model.opus(root / "en-pt")
    tiny_model.opus(root / "portuguese")
    tiny_model.multilingual(root / "lone", ())
    tiny_model.opus(root / "no-pieces-en-ko")
    (root / "no-pieces-en-ko" / "source.spm").unlink()
    (root / "empty").mkdir()
    tiny_model.opus(root / "half-en-ko")
    (root / "half-en-ko" / "config.json").write_text("{", encoding="utf-8")
    (root / ".under-way").mkdir()
    engine = engine_at(tmp_path)
    assert engine.pairs() == {EN_PT}
    reasons = {
        "empty": "no model.bin",
        "half-en-ko": "config.json cannot be read",
        "lone": "no language tokens",
        "no-pieces-en-ko": "neither source.spm",
        "portuguese": "does not tell the pair",
    }
    assert len(engine.notices) == len(reasons)
    for (name, reason), notice in zip(reasons.items(), engine.notices, strict=True):
        assert str(root / name) in notice
        assert reason in notice
    with pytest.raises(ModelMissingError):
        engine.translate(Pair("en", "ko"), [])


def test_a_package_with_merges_is_read_and_written_as_by_argos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_model.argos_with_merges(tmp_path / "argos" / "en_pt")
    monkeypatch.setenv("HOME", str(tmp_path))  # importing argostranslate makes folders there
    with models_at(tmp_path):
        engine = ArgosEngine()
        model = engine.find().models[EN_PT]
        assert engine.pairs() == {EN_PT}
    from argostranslate.tokenizer import BPETokenizer

    assert model.cutting is Cutting.MOSES
    tokenizer, codec = BPETokenizer(model.source_vocabulary, "en", "pt"), open_codec(model)
    text = "The minister said, the."
    pieces = codec.cut(text)
    assert list(pieces.tokens) == tokenizer.encode(text)
    assert "".join(span.of(text) for span in pieces.spans) == text.replace(" ", "")
    written, spans = codec.write(pieces.tokens)
    assert written == tokenizer.decode(list(pieces.tokens))
    assert spans == pieces.spans
    (hypothesis,) = engine.translate(EN_PT, [Sentence(text)])
    assert hypothesis.text
    assert hypothesis.links


@pytest.mark.parametrize("kind", ["garbage", "empty"])
def test_weights_that_are_none_are_an_engine_error(tmp_path: Path, kind: str) -> None:
    tiny_model.opus(tmp_path / "ctranslate" / "en-pt")
    weights = tmp_path / "ctranslate" / "en-pt" / "model.bin"
    weights.write_bytes(b"" if kind == "empty" else b"\xff" * 100)
    with pytest.raises(EngineError) as caught:
        engine_at(tmp_path).translate(EN_PT, [Sentence(TEXT)])
    assert str(weights.parent) in caught.value.where


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b c d e f", False),
        ("a b a b a b", True),
        ("x a b c a b c a b c y", True),
        ("a b c a b c", False),
        ("c c c", False),
        ("c c c c c c", True),
        ("", False),
    ],
)
def test_a_phrase_three_times_in_a_row_is_a_loop(text: str, expected: bool) -> None:  # noqa: FBT001  a row of a table
    assert loops(text.split()) is expected


def test_words_are_grouped_from_pieces_and_marks_have_no_place() -> None:
    text = "Kim Jong-un, 10.000 詩人"
    spans = [Span(0, 3), Span(4, 8), Span(8, 11), Span(11, 12), Span(13, 15), Span(15, 19), Span(20, 21), Span(21, 22)]
    first, places = grouped(text, spans)
    assert first.tolist() == [0, 1, 3, 4, 6, 7]
    assert [place and place.of(text) for place in places] == ["Kim", "Jong-un", None, "10.000", "詩", "人"]


def codec() -> SentencePieceCodec:
    vocabulary = installed() / "argos" / FOLDER / "sentencepiece.model"
    return SentencePieceCodec(Model(EN_PT, vocabulary.parent, Cutting.SENTENCEPIECE, vocabulary, vocabulary))


def processor() -> Any:
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(installed() / "argos" / FOLDER / "sentencepiece.model"))


CODEC, PROCESSOR = codec(), processor()


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=150)
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    pieces = CODEC.cut(text)
    end = 0
    for span in pieces.spans:
        assert end <= span.start <= span.end <= len(text)
        end = span.end


@given(st.lists(st.sampled_from([PROCESSOR.id_to_piece(n) for n in range(3, PROCESSOR.get_piece_size())]), max_size=30))
@settings(deadline=None, max_examples=150)
def test_what_is_written_is_what_sentencepiece_writes(tokens: list[str]) -> None:
    text, spans = CODEC.write(tokens)
    assert text.lstrip() == PROCESSOR.decode_pieces(tokens).lstrip()
    end = 0
    for span in spans:
        assert end <= span.start <= span.end <= len(text)
        end = span.end
