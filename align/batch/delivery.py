"""From a finished article to its outputs, in steps.

Each step is taken for all articles of a slice before the next: what a step needs stays near the processor, which saves
a tenth of all time outside the engine.
"""

from __future__ import annotations

import io
import traceback
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from align.batch.order import INDEX, NOT_PARALLEL, Outcome
from align.bitext import Kinship
from align.effort import effort_of
from align.errors import AlignError
from align.formats import tmx
from align.formats.omegat import joined_units
from align.news import digests
from align.parallel.kinship import memorable
from align.review import page
from align.store import Kept, KeptTranslation
from align.summary import report_article, report_failure, uses_of
from align.survey import survey_finished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from align.bitext import Bitext, TranslationUnit
    from align.finished import Finished
    from align.history import History
    from align.inputs import Input
    from align.news import News
    from align.prepare import Preparation
    from align.report import ArticleReport
    from align.survey import Survey

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


@dataclass
class Delivery:
    """The outputs of one article in the making; `machine` is its bitext before a person touched it.

    `joined` holds the units that OmegaT needs, `contents` what is to be written, and `changed` the names of what is not
    there already, each once it is made.
    """

    one: Input
    history: History
    machine: Bitext
    finished: Finished
    news: News
    survey: Survey | None = None
    joined: tuple[TranslationUnit, ...] = ()
    contents: dict[str, bytes] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    @cached_property
    def outputs(self) -> dict[str, str]:
        """Name the files, by what they are."""
        bitext, name = self.finished.bitext, self.one.name
        outputs = {"html": f"{name}.review.html"}
        if bitext.is_translation:
            outputs["tmx"] = f"{name}.{pair_of(bitext)}.tmx"
        if bitext.is_translation and not bitext.is_aligned:
            outputs["document"] = f"{name}.{bitext.target_language}{self.one.extension}"
        return outputs

    @cached_property
    def report(self) -> ArticleReport:
        """Sum the article up."""
        effort = effort_of(self.machine, self.finished.bitext)
        return report_article(self.finished, self.one.path, self.outputs, effort)

    def add_survey(self, preparation: Preparation) -> None:
        """Look at the names of the article for the ledger."""
        self.survey = survey_finished(self.finished, self.one.read(), preparation, self.outputs["html"])

    def add_page(self) -> None:
        """Make the page."""
        bitext, source = self.finished.bitext, self.history.source
        html = page.render(bitext, self.report, index=INDEX, article=self.one.name, source=source)
        self.contents[self.outputs["html"]] = html

    def add_tmx(self) -> None:
        """Make the TMX, where there is a translation, and the units that the one of the batch has for OmegaT."""
        bitext = memorable(self.finished.bitext)
        self.joined = joined_units(self.finished.article.document, bitext)
        if "tmx" in self.outputs:
            stream = io.BytesIO()
            tmx.write(stream, [bitext])
            self.contents[self.outputs["tmx"]] = stream.getvalue()

    def add_document(self) -> None:
        """Make the translated document, where there was none."""
        if "document" in self.outputs:
            self.contents[self.outputs["document"]] = self.finished.document()

    def outcome(self) -> Outcome:
        """Say what came of the article."""
        bitext = self.finished.bitext
        code = 0 if bitext.kinship is Kinship.PARALLEL or not self.contents else NOT_PARALLEL
        joined = replace(bitext, units=self.joined)
        return Outcome(self.report, uses_of(self.finished), joined, self.survey, self.news, exit_code=code)


def each(
    step: Callable[[Input, _Given], _Made],
    given: Iterable[tuple[Input, _Given | Exception]],
    failures: dict[str, Outcome],
) -> list[tuple[Input, _Made]]:
    """Take one step with each article; those that came as an error, or fail, are among the failures."""
    done: list[tuple[Input, _Made]] = []
    for one, made in given:
        if isinstance(made, Exception):
            failures[one.name] = failed(made, one.path)
            continue
        try:
            done.append((one, step(one, made)))
        except Exception as error:  # noqa: BLE001  one article's bug must not cost the others
            failures[one.name] = failed(error, one.path)
    return done


def all_at_once(
    make: Callable[[Sequence[_Given]], Sequence[_Made | Exception]], given: Sequence[_Given]
) -> Sequence[_Made | Exception]:
    """Make all at once; after a bug, which would cost the others, one by one."""
    try:
        return make(given)
    except Exception as error:  # noqa: BLE001  the same: find the article that it comes from
        if len(given) <= 1:
            return [error] * len(given)
        return [made for one in given for made in all_at_once(make, [one])]


def after(step: Callable[[Delivery], None], _: Input, delivery: Delivery) -> Delivery:
    """Give a delivery after a step of its own."""
    step(delivery)
    return delivery


def failed(error: Exception, path: str) -> Outcome:
    """Say why an article could not be done; what is no error of ours is a bug, and keeps its trace."""
    if isinstance(error, AlignError):
        return Outcome(report_failure(error, path), exit_code=error.exit_code)
    bug = AlignError(f"a bug in Align: {type(error).__name__}: {error}", advice="report it with the text above")
    return Outcome(report_failure(bug, path), exit_code=1, trace="".join(traceback.format_exception(error)))


def kept_as(one: Input, source: str, made: Finished) -> Kept:
    """Give what the outputs of an article can be made from again."""
    other, beads = one.translation, made.article.beads
    translation = KeptTranslation(other.path, other.read(), beads) if other is not None else None
    return Kept(one.name, source, one.path, one.read(), pair_of(made.bitext), digests(made.bitext), translation)


def pair_of(bitext: Bitext) -> str:
    """Write the languages of a bitext as in the names of its files."""
    return f"{bitext.source_language}-{bitext.target_language}"
