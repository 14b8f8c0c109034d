"""What belongs to the whole batch: the TMX of each pair, the index, the ledger, the report."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from align import project
from align.batch.order import INDEX, NAMES, REPORT
from align.bitext import UnitStatus
from align.formats import tmx
from align.languages import Pair
from align.output import Writer
from align.report import report_as_json
from align.review import index
from align.review import ledger as names
from align.store import Store
from align.summary import report_batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.batch.order import Order, Outcome
    from align.names.ledger import Ledger
    from align.parallel.pipeline import AlignPipeline
    from align.pipeline import Pipeline
    from align.report import BatchReport

# All units, and once a person has approved some also those and the others by themselves: Trados ignores the status.
_PARTS = {
    "": frozenset(UnitStatus),
    "approved": frozenset({UnitStatus.APPROVED}),
    "draft": frozenset({UnitStatus.DRAFT, UnitStatus.REVIEWED}),
}


def conclude(
    outcomes: Sequence[Outcome], order: Order, pipeline: Pipeline | AlignPipeline, ledger: Ledger | None
) -> BatchReport:
    """Write what belongs to the whole batch."""
    contents: dict[str, bytes] = {}
    pairs: dict[Pair, list[Outcome]] = {}
    for one in outcomes:
        if one.joined is not None and one.joined.is_translation:
            pairs.setdefault(Pair(one.joined.source_language, one.joined.target_language), []).append(one)
    files = {}
    for pair, those in sorted(pairs.items()):
        is_split = any(one.report.review.approved for one in those)
        for part in _PARTS if is_split else ("",):
            name = f"batch.{pair}{part and '.'}{part}.tmx"
            files[f"tmx {pair} {part}".rstrip()] = name
            if order.writes:
                contents[name] = _memory(those, pair, _PARTS[part], order)
    if order.output / project.FILE_NAME in order.settings.glossaries:
        files["glossary"] = project.FILE_NAME
    report = report_batch(
        [(one.report, one.uses) for one in outcomes],
        target=_target_of(outcomes, order),
        concepts=(*pipeline.termbase.concepts, *(order.settings.names or ())),
        signature=pipeline.signature(),
        outputs=files | ({"names": NAMES} if ledger else {}),
    )
    contents[INDEX] = index.render(report)
    contents[REPORT] = report_as_json(report)
    if ledger:
        contents[NAMES] = names.render(ledger, index=INDEX)
    with Store(order.output) as store:
        writer = Writer(order.output, store, force=order.force)
        writer.write(contents)
        if order.writes:
            writer.remove({f"batch.{pair}.{part}.tmx" for pair in pairs for part in _PARTS if part} - contents.keys())
    return report


def _target_of(outcomes: Sequence[Outcome], order: Order) -> str:
    """Give the target language of the batch; empty where translations that were there have several."""
    found = {one.report.target_language for one in outcomes if one.report.target_language}
    return order.settings.target or (found.pop() if len(found) == 1 else "")


def _memory(outcomes: Sequence[Outcome], pair: Pair, only: frozenset[UnitStatus], order: Order) -> bytes:
    """Bring the TMX of the articles of a pair together, units of these statuses alone."""
    stream = io.BytesIO()
    paths = [order.output / one.report.outputs["tmx"] for one in outcomes]
    tmx.merge(stream, paths, source=pair.source, more=[one.joined for one in outcomes if one.joined], only=only)
    return stream.getvalue()
