"""What an engine is: pairs it can translate, and one method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from align.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.hypothesis import Hypothesis, Sentence
    from align.languages import Pair


class Engine(Protocol):
    """Translate sentences between the pairs that are installed.

    An engine is made without loading a model; a model is loaded by the first `translate` of its pair.
    It is used from one thread of one process; the batch makes one engine a process.
    It may have `notices`, sentences for the user, and `detour`, which `PivotEngine` explains.
    """

    name: str

    def pairs(self) -> frozenset[Pair]:
        """Give the installed pairs; cheap, and loads no model."""

    def fingerprint(self, pair: Pair) -> str:
        """Identify the weights and all settings that shape a hypothesis; cheap.

        Raises ModelMissingError for a pair not in `pairs()`.
        """

    def placeholder(self, pair: Pair) -> str:
        """Give the kind of placeholder that survives this engine best, with one `{}` for its number."""

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Give one hypothesis for each sentence, in order; a blank sentence stays blank.

        A hypothesis does not depend on the other sentences of the call. A constraint that the engine cannot
        honour has None in `honoured`. Raises EngineError, or ModelMissingError for a pair not in `pairs()`.
        """


@runtime_checkable
class Scorer(Protocol):
    """What an engine may also do: judge a translation that somebody else has made.

    Optional; ask `isinstance(engine, Scorer)`.
    """

    def score(self, pair: Pair, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        """Give each target as a hypothesis, with its mean log-probability under the model, and its word links.

        In order, and independent of the other texts of the call. Where the engine cannot judge (a blank side, a model
        without this), the score is nan and there are no links; what is too long is judged by its beginning and has the
        remark "truncated". Raises ModelMissingError for a pair not in `pairs()`.
        """


# In order of preference where several serve a pair.
ENGINES = Registry(
    "engine",
    "align.engines",
    {
        "firefox": "align.engines.firefox:FirefoxEngine",
        "argos": "align.engines.argos:ArgosEngine",
        "ctranslate": "align.engines.ctranslate:CTranslateEngine",
        "apertium": "align.engines.apertium:ApertiumEngine",
    },
)
