"""A sentence on its way to a translation whose names stand as they should: its attempts, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.bitext import Flag, NameOutcome, Result, Step
from align.names.finish import finish

if TYPE_CHECKING:
    from align.hypothesis import Hypothesis
    from align.names.constrain import Demand
    from align.names.verify import Verdict


@dataclass(frozen=True, slots=True)
class Rendered:
    """The translation of a segment, what became of each demanded name, and the flags for those that are missed."""

    hypothesis: Hypothesis
    names: tuple[NameOutcome, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One translation of a sentence: by which step each name went, and how it came out."""

    steps: tuple[Step, ...]
    hypothesis: Hypothesis
    verdict: Verdict


@dataclass(slots=True)
class Job:
    """A sentence on its way up; `steps` is the way of its last attempt."""

    text: str
    demands: tuple[Demand, ...]
    steps: tuple[Step, ...] = ()
    failing: frozenset[int] = frozenset()
    attempts: list[Attempt] = field(default_factory=list)
    dismissed: list[Demand] = field(default_factory=list)

    @property
    def is_failing(self) -> bool:
        """Tell whether something is amiss with a name."""
        return bool(self.demands) and any(self.best.verdict.damage)

    @property
    def plain(self) -> str:
        """Give what the engine writes unasked, once it is known."""
        return self.attempts[0].hypothesis.text if self.attempts else ""

    @property
    def best(self) -> Attempt:
        """Take the attempt with the fewest missed names, then the least damage, then the earliest."""
        if len(self.attempts) == 1:
            return self.attempts[0]
        return min(self.attempts, key=lambda attempt: attempt.verdict.damage)

    def render(self, target: str) -> Rendered:
        """Finish the best attempt, and say what became of each name."""
        best = self.best
        finished = finish(best.hypothesis, self.demands, best.steps, best.verdict.found, target=target)
        names: list[NameOutcome] = []
        flags: list[Flag] = []
        judged = zip(self.demands, best.steps, best.verdict.found, finished.forms, finished.places, strict=True)
        for demand, step, found, form, span in judged:
            mention = demand.mention
            result = Result.MISSED
            if found is None:
                step = Step.NONE  # noqa: PLW2901 -- the step of the attempt did not serve this name
                flags.append(Flag("name-missed", _missed(mention.surface, demand.text)))
            else:
                result = Result.APPLIED if found.exact else Result.INFLECTED
                result = Result.REPAIRED if step is Step.REPAIR else result
            names.append(NameOutcome(mention.concept, mention.span, mention.surface, form, result, step, span))
        text = best.hypothesis.text
        for number, span in best.verdict.doubled:
            form = self.demands[number].text
            flags.append(Flag("name-doubled", f"{span.of(text).strip()!r} may be too much beside {form!r}"))
        for number, span in best.verdict.wrong:
            flags.append(Flag("name-form", f"writes {span.of(text)!r}, agreed is {self.demands[number].text!r}"))
        flags += [
            Flag("name-doubt", f"{demand.mention.surface!r} was taken for an everyday word, not for a name")
            for demand in self.dismissed
        ]
        return Rendered(finished.hypothesis, tuple(names), tuple(dict.fromkeys(flags)))


def _missed(surface: str, form: str) -> str:
    """Say that a name is not there, as the page says it while one types (`checks.js`)."""
    return f"“{form}” is not in the translation" + (f", for “{surface}”" if surface != form else "")
