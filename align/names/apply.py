"""Get each name through the engine: translate plainly, respell, constrain, hide behind a placeholder, repair, flag.

After every step the result is verified, and another spelling of a name is mended where it stands; only what still
fails climbs on. Most names come out right by themselves, so that most sentences are translated once, and a changed
glossary has only those translated anew whose names it gives another form.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from align.bitext import Step
from align.document import Span
from align.hypothesis import Constraint, Hypothesis, Sentence
from align.names.constrain import Agreement
from align.names.everyday import is_everyday, may_be_everyday
from align.names.job import Attempt, Job, Rendered
from align.names.placeholder import hide, restore
from align.names.repair import mend, respell
from align.names.splice import Edit, carry, splice_target
from align.names.verify import Verdict, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from align.concept import Mention
    from align.names.constrain import Demand
    from align.names.placeholder import Hidden

    Translate: TypeAlias = Callable[[Sequence[Sentence]], list[Hypothesis]]

__all__ = ["Marked", "Rendered", "judge", "translate"]

# A name has two steps to climb from a plain translation, and one more where a neighbour's constraint unsettled it.
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """A segment with its mentions, in order and without overlaps."""

    text: str
    mentions: tuple[Mention, ...]


def translate(
    marked: Sequence[Marked], *, translate: Translate, target: str, source: str, placeholder: str
) -> list[Rendered]:
    """Translate segments of one language; `translate` is asked once a step, for all that still fail.

    `placeholder` is the kind of token that survives the engine best, with one `{}` for a number.
    """
    agreement = Agreement(source, target)
    jobs = [Job(one.text, agreement.demands(one.text, one.mentions)) for one in marked]
    climb = _Climb(translate, target, placeholder)
    climb.plain(jobs)
    climb.dismiss([job for job in jobs if job.is_failing])
    for _ in range(_STEPS):
        climb.next([job for job in jobs if job.is_failing])
    climb.repair([job for job in jobs if job.is_failing])
    return [job.render(target) for job in jobs]


def judge(
    marked: Sequence[Marked],
    texts: Sequence[str],
    *,
    source: str,
    target: str,
    chosen: Sequence[Mapping[Span, str]] = (),
) -> list[Rendered]:
    """Say what became of the names in translations that somebody else wrote; nothing is changed in them.

    `chosen` gives for each text the forms that a person wants for mentions, by their source spans.
    """
    agreement = Agreement(source, target)
    rendered: list[Rendered] = []
    for number, (one, text) in enumerate(zip(marked, texts, strict=True)):
        wanted = chosen[number] if chosen else {}
        demands = tuple(_as_written(demand, text, wanted) for demand in agreement.demands(one.text, one.mentions))
        hypothesis = Hypothesis(text, math.nan, ())
        job = Job(one.text, demands)
        verdict = verify(one.text, hypothesis, demands, target)
        # PLAIN: nobody put the names there, so that the words around them are left alone.
        job.attempts.append(Attempt((Step.PLAIN,) * len(demands), hypothesis, verdict))
        rendered.append(job.render(target))
    return rendered


def _as_written(demand: Demand, text: str, chosen: Mapping[Span, str]) -> Demand:
    """Demand what a person chose, or the short form where a later mention may have it; add nothing to the text."""
    due = demand.short if demand.short and demand.text not in text else demand.text
    if demand.mention.surface.isupper() and due not in text and due.upper() in text:
        # The capitals of a dateline stand on both sides.
        due = due.upper()
    wanted = chosen.get(demand.mention.span, due)
    form = replace(demand.form, wrong=tuple(wrong for wrong in demand.form.wrong if wrong != wanted))
    return replace(demand, form=form, text=wanted, original="", short="")


class _Climb:
    """The steps, each for all sentences together; a sentence that was asked before is not asked again."""

    def __init__(self, translate: Translate, target: str, placeholder: str) -> None:
        self._translate = translate
        self._target = target
        self._placeholder = placeholder
        self._known: dict[Sentence, Hypothesis] = {}

    def plain(self, jobs: Iterable[Job]) -> None:
        """Let the engine write every name as it likes."""
        self._try((job, (Step.PLAIN,) * len(job.demands)) for job in jobs)

    def dismiss(self, jobs: Sequence[Job]) -> None:
        """Take everyday words that begin a sentence, and that the engine has translated as such, for no names."""
        doubts = [
            (job, demand)
            for job in jobs
            for demand in (job.demands[number] for number in job.best.verdict.missed)
            if may_be_everyday(job.text, demand.mention)
        ]
        words = self._ask([Sentence(demand.mention.surface.lower()) for _, demand in doubts])
        for (job, demand), word in zip(doubts, words, strict=True):
            if is_everyday(word.text, demand):
                job.demands = tuple(other for other in job.demands if other is not demand)
                job.dismissed.append(demand)
        changed = [job for job in jobs if job.dismissed]
        for job in changed:
            job.attempts.clear()
        self.plain(changed)

    def next(self, jobs: Iterable[Job]) -> None:
        """Take the names that failed in the last attempt one step up; a title never gets a placeholder."""
        plans: list[tuple[Job, tuple[Step, ...]]] = []
        for job in jobs:
            steps = tuple(
                _up(step, demand) if number in job.failing else step
                for number, (step, demand) in enumerate(zip(job.steps, job.demands, strict=True))
            )
            if steps != job.steps:
                plans.append((job, steps))
        self._try(plans)

    def repair(self, jobs: Sequence[Job]) -> None:
        """Mend the best attempt so far and the plain translation; that one first, if the other has remains of names."""
        if not jobs:
            return
        tried = {
            id(job): dict.fromkeys(
                (job.attempts[0], job.best) if job.best.verdict.doubled else (job.best, job.attempts[0])
            )
            for job in jobs
        }
        missed = {
            job.demands[number].mention.surface
            for job in jobs
            for attempt in tried[id(job)]
            for number in attempt.verdict.missed
        }
        alone = sorted(missed)
        asked = self._ask([Sentence(surface) for surface in alone])
        renderings = {surface: one.text for surface, one in zip(alone, asked, strict=True)}
        for job in jobs:
            for attempt in tried[id(job)]:
                edits = mend(job.text, attempt.hypothesis, job.demands, attempt.verdict, renderings)
                if edits:
                    job.attempts.append(self._mended(job, attempt, edits))

    def _mended(self, job: Job, attempt: Attempt, edits: Sequence[Edit]) -> Attempt:
        hypothesis = splice_target(attempt.hypothesis, edits)
        hints = [carry(found.span, edits) if found else None for found in attempt.verdict.found]
        verdict = verify(job.text, hypothesis, job.demands, self._target, hints, plain=job.plain)
        steps = tuple(
            Step.REPAIR if was is None else step for step, was in zip(attempt.steps, attempt.verdict.found, strict=True)
        )
        return replace(attempt, steps=steps, hypothesis=hypothesis, verdict=verdict)

    def _ask(self, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        if new:
            self._known.update(zip(new, self._translate(new), strict=True))
        return [self._known[sentence] for sentence in sentences]

    def _try(self, plans: Iterable[tuple[Job, tuple[Step, ...]]]) -> None:
        """Translate sentences on the given ways, and keep and judge what comes back."""
        plans = list(plans)
        asked = [_question(job, steps, self._placeholder) for job, steps in plans]
        answers = self._ask([sentence for _, sentence in asked])
        for (job, steps), (hidden, _), hypothesis in zip(plans, asked, answers, strict=True):
            attempt = self._judge(job, steps, hidden, hypothesis)
            job.steps = steps
            if attempt is not None:
                job.attempts.append(attempt)
                job.failing = attempt.verdict.failing

    def _judge(
        self, job: Job, steps: tuple[Step, ...], hidden: Hidden | None, hypothesis: Hypothesis
    ) -> Attempt | None:
        """Bring the names back and verify; None for a translation in which remains of a placeholder stand."""
        if not job.demands:
            return Attempt((), hypothesis, Verdict(()))
        hints: list[Span | None] = [None] * len(steps)
        constrained = [number for number, step in enumerate(steps) if step is Step.CONSTRAINT]
        if hidden:
            numbers = [number for number, step in enumerate(steps) if step is Step.PLACEHOLDER]
            restored = restore(job.text, hidden, hypothesis, [job.demands[number].text for number in numbers])
            if restored is None:
                return None
            hypothesis, places = restored
            for number, place in zip(numbers, places, strict=True):
                hints[number] = place
        # An engine may leave `honoured` empty, which says that it honours no constraint.
        for number, span in zip(constrained, hypothesis.honoured, strict=False):
            hints[number] = span
        hypothesis = _raise_first(job, hypothesis)
        served = tuple(
            Step.PLAIN if step is Step.CONSTRAINT and hint is None else step
            for step, hint in zip(steps, hints, strict=True)
        )
        verdict = verify(job.text, hypothesis, job.demands, self._target, hints, plain=job.plain)
        attempt = Attempt(served, hypothesis, verdict)
        edits = respell(hypothesis, job.demands, verdict) if verdict.missed else ()
        return self._mended(job, attempt, edits) if edits else attempt


def _up(step: Step, demand: Demand) -> Step:
    if step is Step.PLAIN:
        return Step.CONSTRAINT
    return step if demand.is_title else Step.PLACEHOLDER


def _question(job: Job, steps: Sequence[Step], kind: str) -> tuple[Hidden | None, Sentence]:
    """Make what the engine gets to see."""
    ways = list(zip(job.demands, steps, strict=True))
    constraints = [demand.constraint for demand, step in ways if step is Step.CONSTRAINT]
    behind = [demand for demand, step in ways if step is Step.PLACEHOLDER]
    if not behind:
        return None, Sentence(job.text, tuple(constraints))
    hidden = hide(job.text, behind, kind)
    placed = tuple(Constraint(hidden.place(c.source_span), c.form, c.pivots) for c in constraints)
    return hidden, Sentence(hidden.text, placed)


def _raise_first(job: Job, hypothesis: Hypothesis) -> Hypothesis:
    """Begin with a capital where a form that begins small was put at the beginning of the sentence."""
    first, source = hypothesis.text[:1], job.text[:1]
    if not (first.islower() and source.isupper()):
        return hypothesis
    if not any(hypothesis.text.startswith(demand.text) for demand in job.demands):
        return hypothesis
    return splice_target(hypothesis, [Edit(Span(0, 1), first.upper()[:1])])
