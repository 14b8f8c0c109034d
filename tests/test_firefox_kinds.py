"""Every kind of Firefox model runs on our graphs, and does what the plain reference and Mozilla's engine do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from firefox_reference import SENTENCES, Reference, bound
from marian_files import CHINESE, Kind, install, model, vocabulary

from align import cache, home
from align.engines.firefox import FirefoxEngine
from align.engines.firefox.architecture import understand
from align.engines.firefox.decoder import Decoder
from align.engines.firefox.encoder import Row
from align.engines.firefox.links import words
from align.engines.firefox.marian import UnknownArchitectureError, read
from align.engines.firefox.models import ModelFiles
from align.engines.firefox.network import open_network
from align.engines.firefox.scorer import Scorer
from align.engines.firefox.translator import Translator
from align.engines.firefox.vocabulary import Vocabulary
from align.hypothesis import Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from align.engines.firefox.network import Network

PAIR = Pair("en", "zh")
OWN_OUTPUT = "decoder_ff_logit_out_Wt"
KINDS = {
    "small": Kind(),
    "no shortlist": Kind(has_shortlist=False),
    "other sizes": Kind(width=128, heads=8, hidden=256, encoder_layers=5, decoder_layers=1),
    "two vocabularies, one embedding": Kind(has_two_vocabularies=True),
    "two vocabularies, four layers": Kind(has_two_vocabularies=True, tied="target", multiplier="", decoder_layers=4),
    "embeddings tied, output its own": Kind(tied="src"),
    "nothing tied": Kind(tied="none", has_two_vocabularies=True),
    "nothing tied, no shortlist": Kind(tied="none", has_two_vocabularies=True, has_shortlist=False),
    "output the other way round": Kind(tied="none", legacy_output=True, multiplier=""),
    "bytes": Kind(has_two_vocabularies=True, tied="target", multiplier="", has_bytes=True),
    "floats": Kind(is_float=True),
    "floats, nothing tied": Kind(is_float=True, tied="none", has_two_vocabularies=True),
}
# Mozilla's engine wants these tied, and prints bytes by number.
NOT_THEIRS = {"output the other way round", "bytes", "floats, nothing tied"}


@dataclass(frozen=True)
class Opened:
    files: ModelFiles
    network: Network


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kind], Opened]:
    root = tmp_path_factory.mktemp("kinds")
    known: dict[str, Opened] = {}

    def open_kind(kind: Kind) -> Opened:
        key = f"{len(known)}"
        for name, one in known.items():
            if name.partition("|")[2] == repr(kind):
                return one
        folder = root / key / str(PAIR)
        install(folder, kind)
        code = "enzh"
        sides = ("srcvocab", "trgvocab") if kind.has_two_vocabularies else ("vocab", "vocab")
        lists = folder / f"lex.50.50.{code}.s2t.bin" if kind.has_shortlist else None
        files = ModelFiles(
            PAIR,
            folder / f"model.{code}.intgemm.alphas.bin",
            folder / f"{sides[0]}.{code}.spm",
            folder / f"{sides[1]}.{code}.spm",
            lists,
        )
        known[f"{key}|{kind!r}"] = Opened(files, open_network(files))
        return known[f"{key}|{kind!r}"]

    return open_kind


def rows(network: Network, count: int) -> list[Row]:
    found = []
    for text in SENTENCES[:count]:
        pieces = [*network.source.encode(text), network.source.end]
        found.append(Row(pieces, network.shortlist.of(pieces)))
    return found


def tensors(kind: Kind) -> dict[str, str]:
    names = {
        "all": ("Wemb", "Wemb", "Wemb"),
        "src": ("Wemb", "Wemb", OWN_OUTPUT),
        "target": ("encoder_Wemb", "decoder_Wemb", "decoder_Wemb"),
        "none": ("encoder_Wemb", "decoder_Wemb", "decoder_ff_logit_out_W" if kind.legacy_output else OWN_OUTPUT),
    }
    source, target, output = names[kind.tied]
    return {"source": source, "target": target, "output": output, "multiplier": kind.multiplier or output}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_graphs_compute_what_the_plain_reference_computes(kind: Kind, opened: Callable[[Kind], Opened]) -> None:
    model = opened(kind)
    reference = Reference(model.files.weights.read_bytes(), **tensors(kind))
    chosen = rows(model.network, 6)
    outcomes = Decoder(model.network).decode(chosen)
    written = set()
    same = 0
    for row, outcome in zip(chosen, outcomes, strict=True):
        allowed = np.union1d(model.network.shortlist.common, row.shortlist)
        pieces, chances, alignment = reference.decode(row.pieces, allowed)
        written.update(pieces)
        if [*outcome.pieces.tolist(), *([] if outcome.is_cut else [0])] == pieces:
            same += 1
            assert np.abs(outcome.chances - chances).mean() < 0.01
            assert np.abs(outcome.alignment - alignment[: len(outcome.pieces)]).mean() < 0.01
    assert same >= 4
    # A model that always writes the same could hide anything.
    assert len(written) > 15


@pytest.mark.parametrize("name", sorted(KINDS.keys() - NOT_THEIRS))
def test_the_text_is_that_of_mozillas_engine(name: str, opened: Callable[[Kind], Opened]) -> None:
    from fxtranslate import Translator as Theirs

    model = opened(KINDS[name])
    files = model.files
    theirs: Any = Theirs(
        files.weights.read_bytes(),
        files.source_vocabulary.read_bytes(),
        files.target_vocabulary.read_bytes(),
        files.shortlist.read_bytes() if files.shortlist else None,
    )
    # Ours lets a sentence write more pieces than the list names (`Shortlist.common`): here all of them, so compare with
    # a list that leaves little out.
    ours = Translator(model.network, ("en", "zh")).translate([Sentence(text) for text in SENTENCES[:8]])
    pairs = [(h.text.split(), theirs.translate(t).split()) for h, t in zip(ours, SENTENCES[:8], strict=True)]
    assert sum(one == other for one, other in pairs) >= 6, pairs


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_row_is_independent_of_the_rows_beside_it(kind: Kind, opened: Callable[[Kind], Opened]) -> None:
    network = opened(kind).network
    chosen = rows(network, 7)
    together = Decoder(network).decode(chosen)
    for row, outcome in zip(chosen, together, strict=True):
        alone = Decoder(network).decode([row])[0]
        assert alone.pieces.tolist() == outcome.pieces.tolist()
        assert np.array_equal(alone.chances, outcome.chances)
        assert np.array_equal(alone.alignment, outcome.alignment)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_all_steps_at_once_compute_what_they_compute_one_by_one(kind: Kind, opened: Callable[[Kind], Opened]) -> None:
    network = opened(kind).network
    chosen = rows(network, 6)
    outcomes = Decoder(network).decode(chosen)
    targets = [[*one.pieces.tolist(), *([] if one.is_cut else [network.target.end])] for one in outcomes]
    led = Scorer(network, ("en", "zh"))._lead(chosen, targets)
    for outcome, found in zip(outcomes, led, strict=True):
        assert np.allclose(found.chances, outcome.chances, atol=1e-3)
        count = outcome.alignment.shape
        assert np.allclose(found.alignment[: count[0], : count[1]], outcome.alignment, atol=1e-3)


@pytest.mark.parametrize("name", ["two vocabularies, one embedding", "nothing tied", "no shortlist", "floats"])
def test_constraints_and_links_hold(name: str, opened: Callable[[Kind], Opened]) -> None:
    text = "A Peter arrived in the museum, once a railway station."
    translator = Translator(opened(KINDS[name]).network, ("en", "zh"))
    (hypothesis,) = translator.translate([bound(text, ("Peter", "彼得"))])
    (span,) = hypothesis.honoured
    assert span is not None
    assert span.of(hypothesis.text) == "彼得"
    assert hypothesis.links
    for k in hypothesis.links:
        assert 0 < len(k.source) <= len(text)
        assert k.source.end <= len(text)
        assert k.target.end <= len(hypothesis.text)


def test_words_that_are_copied_are_linked_to_themselves(opened: Callable[[Kind], Opened]) -> None:
    translator = Translator(opened(Kind(noise=0.01, width=128)).network, ("en", "zh"))
    copied = [
        k.source.of(text) == k.target.of(hypothesis.text)
        for text, hypothesis in zip(
            SENTENCES, translator.translate([Sentence(text) for text in SENTENCES]), strict=True
        )
        for k in hypothesis.links
        if k.target.of(hypothesis.text) in text.split()
    ]
    assert len(copied) > 100
    assert sum(copied) > 0.9 * len(copied)


def test_characters_without_a_piece_are_written_in_bytes() -> None:
    written = Vocabulary(vocabulary(CHINESE, size=344, has_bytes=True))
    text = "总统é😀在首尔"
    pieces = written.cut(text)
    assert "".join(written.texts(pieces.ids)).replace("▁", "") == text
    stretches = [text[a:b] for a, b in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)]
    assert "".join(stretches) == text
    assert written.reads("é😀")
    end = written.encode("é")[-2:]
    # A character that is cut short, and a control character, write nothing.
    assert "".join(written.texts([end[0]])) == ""
    assert "".join(written.texts(written.encode("\x07")[-1:])) == ""


def test_words_are_told_apart_where_no_spaces_are() -> None:
    written = Vocabulary(vocabulary(CHINESE, size=88))
    text = "总统在首尔"
    pieces = written.cut(text)
    _, spans = words(written, np.array(pieces.ids), pieces.starts, pieces.ends)
    found = [span.of(text) for span in spans if span is not None]
    assert "".join(found) == text
    assert len(found) >= 3


REFUSED = {
    "'dec-cell' is 'gru'": Kind(options={"dec-cell": "gru"}),
    "'transformer-ffn-activation' is 'swish'": Kind(options={"transformer-ffn-activation": "swish"}),
    "sizes that do not fit": Kind(options={"transformer-heads": "5"}),
    "no tensor 'encoder_l3_ffn_W1'": Kind(options={"enc-depth": "3"}),
    "no sizes in the model file": Kind(options={"dim-emb": "wide"}),
    "has the shape": Kind(options={"dim-emb": "128"}),
    "no multiplier": Kind(multiplier="another"),
}


@pytest.mark.parametrize(("reason", "kind"), REFUSED.items(), ids=REFUSED)
def test_what_is_not_understood_is_refused_with_its_reason(reason: str, kind: Kind) -> None:
    with pytest.raises(UnknownArchitectureError, match=reason):
        understand(read(model(kind, 60, 60)))


def test_a_chinese_model_runs_by_the_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(home.VARIABLE, str(tmp_path / "models"))
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    install(tmp_path / "models" / "firefox" / "en-zh", KINDS["two vocabularies, four layers"])
    engine = FirefoxEngine()
    (hypothesis,) = engine.translate(PAIR, [Sentence(SENTENCES[0])])
    assert engine.notices == []
    assert hypothesis.score < 0
    assert hypothesis.links
    assert engine.score(PAIR, [SENTENCES[0]], [CHINESE[0]])[0].score < 0
