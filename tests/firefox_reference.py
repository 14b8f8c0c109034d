"""The network in plain numpy, one sentence at a time, to hold the fast one against; and an engine to test."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from align.document import Span
from align.engines.firefox import FirefoxEngine, marian
from align.engines.firefox.encoder import positions
from align.engines.firefox.translator import Translator
from align.hypothesis import Constraint, Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.engines.firefox.network import Network
    from align.hypothesis import Hypothesis

    Array = NDArray[np.float32]

PAIR = Pair("en", "pt")
SENTENCES = (
    "The president arrived in Lisbon on Monday.",
    "Two ministers resigned after the vote, and a third is expected to follow.",
    "Prices rose by 3.5 percent in October.",
    "He said that the government would not accept the offer.",
    "The bridge, which was built in 1932, will be closed for six months.",
    '"We have waited long enough," the mayor told reporters.',
    "Rain is expected in the north.",
    "The talks between the two countries failed for the third time this year.",
    "More than 4,000 people took part in the march, according to the police.",
    "Who will pay for it?",
    "The court rejected the appeal; the lawyers said they would go to Strasbourg.",
    "Her first novel sold a million copies.",
    "The company plans to build a new factory near the border.",
    "Farmers blocked the road with tractors and burned tyres.",
    "No one was hurt.",
    "The central bank kept its interest rate unchanged at 10 percent.",
    "Scientists have found water under the surface of the moon.",
    "The team lost its last match, but it won the championship.",
    "A spokesman for the army declined to comment on the report.",
    "The film opens in cinemas on Friday.",
    "Schools will stay closed until the end of the month because of the heat.",
    "The minister of foreign affairs travels to Jakarta next week to sign the agreement.",
    "It was the worst storm in forty years.",
    "The museum, once a railway station, receives two million visitors a year.",
    "They want better pay, shorter hours and safer streets.",
    "The old man opened the door, looked at us and smiled.",
    "In 1999 the island became independent.",
    "The police arrested three men in connection with the robbery.",
    "Doctors warn that the disease is spreading faster than in the past.",
    "The parliament will vote on the budget on Thursday evening.",
)


@cache
def engine() -> FirefoxEngine:
    """Give one engine for all tests."""
    made = FirefoxEngine()
    made.translate(PAIR, [Sentence("Ready.")])
    made.translate(Pair("pt", "en"), [Sentence("Pronto.")])
    return made


@cache
def network() -> Network:
    """Give the opened en-pt model."""
    translator = engine()._translators[PAIR]
    assert isinstance(translator, Translator)
    return translator._network


def bound(text: str, *forms: tuple[str, str]) -> Sentence:
    """Demand forms for names, each name at its next place in the text."""
    constraints, at = [], 0
    for name, form in forms:
        start = text.index(name, at)
        at = start + len(name)
        constraints.append(Constraint(Span(start, at), form))
    return Sentence(text, tuple(constraints))


def translate(*sentences: Sentence | str) -> list[Hypothesis]:
    """Translate by the common engine."""
    return engine().translate(PAIR, [Sentence(s) if isinstance(s, str) else s for s in sentences])


class Reference:
    """The network without any trick: no batch, no fused node, all in 32-bit floats of rounded activations."""

    def __init__(
        self, raw: bytes, *, source: str = "Wemb", target: str = "Wemb", output: str = "Wemb", multiplier: str = "none"
    ) -> None:
        self._model = marian.read(raw)
        config = self._model.config
        self.width, self.heads = int(config["dim-emb"]), int(config["transformer-heads"])
        self._layers = range(1, int(config["enc-depth"]) + 1), range(1, int(config["dec-depth"]) + 1)
        self._source, self._target, self._output = source, target, output
        self._multiplier = self._model.activations.get(multiplier, 0.0)

    def _product(self, value: Array, matrix: str, bias: str | None, *, highest: int = 127) -> Array:
        weights, scale = self._real(matrix)
        product: Array = self._rounded(value, self._model.activations.get(matrix, 0.0), highest) @ weights / scale
        if bias is not None:
            product = product + self._model.floats[bias].reshape(-1)
        return product

    def _real(self, name: str) -> tuple[Array, np.float32]:
        """Give a matrix as the file has it, and what it is to be divided by."""
        if name in self._model.floats:
            return self._model.floats[name], np.float32(1)
        matrix = self._model.matrices[name]
        return matrix.values.astype(np.float32), np.float32(matrix.multiplier)

    def _rounded(self, value: Array, multiplier: float, highest: int = 127) -> Array:
        if not multiplier:
            return value
        rounded: Array = np.clip(np.rint(value * np.float32(multiplier)), -128, highest) / np.float32(multiplier)
        return rounded

    def _normal(self, value: Array, name: str) -> Array:
        mean, variance = value.mean(-1, keepdims=True), value.var(-1, keepdims=True)
        scale, bias = (self._model.floats[f"{name}_ln_{part}"].reshape(-1) for part in ("scale", "bias"))
        normal: Array = (value - mean) / np.sqrt(variance + 1e-6) * scale + bias
        return normal

    def _attend(self, query: Array, key: Array, value: Array) -> tuple[Array, Array]:
        split = [x.reshape(-1, self.heads, self.width // self.heads).transpose(1, 0, 2) for x in (query, key, value)]
        scores = split[0] @ split[1].transpose(0, 2, 1) / math.sqrt(self.width // self.heads)
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        return (weights @ split[2]).transpose(1, 0, 2).reshape(-1, self.width), weights

    def _block(self, value: Array, prefix: str) -> Array:
        hidden = np.maximum(self._product(value, f"{prefix}_W1", f"{prefix}_b1"), 0)
        # What stands behind the ReLU has all eight bits for positive values.
        out = self._product(hidden, f"{prefix}_W2", f"{prefix}_b2", highest=255)
        return self._normal(out + value, f"{prefix}_ffn")

    def _attention(self, value: Array, other: Array, prefix: str) -> tuple[Array, Array]:
        query = self._product(value, f"{prefix}_Wq", f"{prefix}_bq")
        key, content = (self._product(other, f"{prefix}_W{p}", f"{prefix}_b{p}") for p in "kv")
        mixed, weights = self._attend(query, key, content)
        return self._normal(self._product(mixed, f"{prefix}_Wo", f"{prefix}_bo") + value, f"{prefix}_Wo"), weights

    def _embedded(self, table: str, pieces: Sequence[int], start: int) -> Array:
        values, scale = self._real(table)
        rows: Array = values[list(pieces)] / scale * np.float32(math.sqrt(self.width))
        return rows + positions(start + len(pieces), self.width)[start:]

    def decode(self, pieces: Sequence[int], allowed: NDArray[np.int64]) -> tuple[list[int], list[float], Array]:
        """Give the pieces, their probabilities and the alignment; the end mark is 0."""
        memory = self._embedded(self._source, pieces, 0)
        for layer in self._layers[0]:
            memory, _ = self._attention(memory, memory, f"encoder_l{layer}_self")
            memory = self._block(memory, f"encoder_l{layer}_ffn")
        cells: list[Array] = [np.zeros((1, self.width), np.float32)] * len(self._layers[1])
        found: list[int] = []
        chances, rows = [], []
        while len(found) < int(2.5 * len(pieces)):
            step = len(found)
            value = (
                positions(step + 1, self.width)[step:] if not found else self._embedded(self._target, found[-1:], step)
            )
            for layer in self._layers[1]:
                prefix = f"decoder_l{layer}_rnn"
                forget = 1 / (1 + np.exp(-self._product(value, f"{prefix}_Wf", f"{prefix}_bf")))
                fresh = self._product(value, f"{prefix}_W", None)
                cells[layer - 1] = (forget * cells[layer - 1] + (1 - forget) * fresh).astype(np.float32)
                value = self._normal(np.maximum(cells[layer - 1], 0) + value, f"{prefix}_ffn")
                value, weights = self._attention(value, memory, f"decoder_l{layer}_context")
                value = self._block(value, f"decoder_l{layer}_ffn")
            logits = self._logits(value)[allowed]
            chance = np.exp(logits - logits.max())
            found.append(int(allowed[logits.argmax()]))
            chances.append(float(1 / chance.sum()))
            rows.append(weights[0, 0])
            if found[-1] == 0:
                break
        return found, chances, np.array(rows)

    def _logits(self, value: Array) -> Array:
        table, scale = self._real(self._output)
        columns = table if self._output.endswith("_W") else table.T
        product = self._rounded(value, self._multiplier) @ columns / scale
        logits: Array = (product + self._model.floats["decoder_ff_logit_out_b"])[0]
        return logits
