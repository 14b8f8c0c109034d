"""The fast network does what the plain one does, and a row's result is its own."""

from __future__ import annotations

import random
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import pytest
from firefox_reference import PAIR, SENTENCES, Reference, bound, engine, network, translate

from align import cache
from align.engines.firefox import marian, models
from align.engines.firefox import network as network_module
from align.engines.firefox.architecture import understand
from align.engines.firefox.decoder import Decoder
from align.engines.firefox.encoder import Row
from align.engines.firefox.shortlist import Shortlist
from align.hypothesis import Sentence


def rows(*texts: str) -> list[Row]:
    opened = network()
    found = []
    for text in texts:
        pieces = [*opened.source.encode(text), opened.source.end]
        found.append(Row(pieces, opened.shortlist.of(pieces)))
    return found


def test_the_graphs_compute_what_the_plain_reference_computes() -> None:
    reference, opened = Reference(models.installed()[PAIR].weights.read_bytes()), network()
    chosen = rows(*SENTENCES[:10])
    same = 0
    for row, outcome in zip(chosen, Decoder(opened).decode(chosen), strict=True):
        allowed = np.union1d(opened.shortlist.common, row.shortlist)
        pieces, chances, alignment = reference.decode(row.pieces, allowed)
        # The last bit of a sum may round an activation the other way, and one close choice may fall differently.
        if [*outcome.pieces.tolist(), 0] == pieces:
            same += 1
            assert np.abs(outcome.chances - chances).mean() < 0.03
            assert np.abs(outcome.alignment - alignment[:-1]).mean() < 0.01
    assert same >= 8


def test_the_text_is_nearly_that_of_mozillas_engine() -> None:
    from fxtranslate import Translator

    files = models.installed()[PAIR]
    assert files.shortlist is not None
    vocabulary = files.source_vocabulary.read_bytes()
    theirs = Translator(files.weights.read_bytes(), vocabulary, vocabulary, files.shortlist.read_bytes())
    likeness = [
        SequenceMatcher(None, ours.text, theirs.translate(text), autojunk=False).ratio()
        for text, ours in zip(SENTENCES, translate(*SENTENCES), strict=True)
    ]
    assert sum(likeness) / len(likeness) > 0.97
    assert sum(ratio == 1 for ratio in likeness) >= 2 * len(SENTENCES) // 3


def test_a_hypothesis_does_not_depend_on_the_others_of_the_call() -> None:
    texts = [f"{a} {b}" if i % 3 else a for i, a in enumerate(SENTENCES) for b in SENTENCES[i % 7 :: 5]][:200]
    sentences = [Sentence(text) for text in texts]
    sentences[::9] = [bound(f"{text} Then Peter came.", ("Peter", "Petrus")) for text in texts[::9]]
    together = engine().translate(PAIR, sentences)
    order = list(range(len(sentences)))
    random.Random(7).shuffle(order)
    shuffled = engine().translate(PAIR, [sentences[i] for i in order])
    assert [together[i] for i in order] == shuffled
    assert together == [engine().translate(PAIR, [sentence])[0] for sentence in sentences]


def test_padding_changes_no_bit() -> None:
    short, long = rows(SENTENCES[14], " ".join(SENTENCES[:4]))
    alone, beside = Decoder(network()).decode([short])[0], Decoder(network()).decode([short, long])[0]
    assert alone.pieces.tolist() == beside.pieces.tolist()
    assert np.array_equal(alone.chances, beside.chances)
    assert np.array_equal(alone.alignment, beside.alignment)


def test_weights_without_sign_give_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """CPUs whose 8-bit product saturates get other graphs; they must not differ in a piece or a bit."""
    chosen = rows(*SENTENCES[:6])
    usual = Decoder(network()).decode(chosen)
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    monkeypatch.setattr(network_module, "saturates", lambda: True)
    wide = Decoder(network_module.open_network(models.installed()[PAIR])).decode(chosen)
    for one, other in zip(usual, wide, strict=True):
        assert one.pieces.tolist() == other.pieces.tolist()
        assert np.allclose(one.chances, other.chances, atol=1e-6)


def test_an_output_without_end_is_cut_and_says_so() -> None:
    row = replace(rows("Yes")[0], shortlist=np.array([4, 8]))
    opened = replace(network(), shortlist=network().shortlist)
    outcome = Decoder(opened).decode([row])[0]
    assert outcome.is_cut == (len(outcome.pieces) == int(2.5 * len(row.pieces)))
    assert len(outcome.chances) == len(outcome.pieces) + (not outcome.is_cut)


def test_the_model_file_is_read_whole() -> None:
    raw = models.installed()[PAIR].weights.read_bytes()
    model = marian.read(raw)
    architecture = understand(model)
    assert (architecture.width, architecture.heads, architecture.head_width) == (256, 8, 32)
    assert (architecture.encoder_layers, architecture.decoder_layers) == (6, 2)
    assert model.matrices["encoder_l1_ffn_W1"].values.shape == (256, 1536)
    assert model.activations["none"] == pytest.approx(8.778, abs=1e-3)


@pytest.mark.parametrize("raw", [b"", b"\0" * 40, b"\xff" * 400, b"no model"])
def test_what_is_no_model_file_is_refused(raw: bytes) -> None:
    with pytest.raises(marian.UnknownArchitectureError):
        marian.read(raw)
    with pytest.raises(marian.UnknownArchitectureError):
        Shortlist(raw, source=10, target=10, is_shared=True)


def test_config_lists_become_values() -> None:
    config = marian.read_config('type: transformer\ndim-vocabs:\n  - 32000\n  - 32000\ninput-types: []\ntop: ""\n')
    assert config == {"type": "transformer", "dim-vocabs": "32000 32000", "input-types": "", "top": ""}
