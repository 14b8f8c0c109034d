"""SRX rules ready to cut: the project's `first.srx` and `last.srx` around LanguageTool's, or a user's file alone.

Importing this module imports choppa; `align.segment` does so with the first cut. SRX is cascading: the first rule
that matches a place decides it. So `first.srx` overrules LanguageTool, and `last.srx` adds what it leaves open.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax import SAXException, parse

import regex  # type: ignore[import-untyped]

from align.errors import InputError, unreadable
from align.languages import base
from align.rules.deferred import put_off

# Half of choppa's time to load; it validates files by a schema, which is never done here.
with put_off("xmlschema"):
    import choppa
    from choppa import SrxDocument, SrxTextIterator
    from choppa.rule_manager import RuleManager
    from choppa.rule_matcher import RuleMatcher
    from choppa.srx_parser import SRXHandler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from choppa.structures import LanguageRule

HERE = Path(__file__).parent
# LanguageTool's file is LGPL and stays in choppa's wheel; it is read from there and never copied.
BUNDLED = (
    HERE / "first.srx",
    Path(choppa.__file__).parent / "data" / "srx" / "languagetool_segment.srx",
    HERE / "last.srx",
)
# LanguageTool keeps its rules for texts in which only an empty line ends a paragraph under `pt_two` and the like.
LINE_MODE = "_two"
# Parts of LanguageTool's rules whose search takes more than linear time on ". . . ." or "a'a'a'"; ours stand in.
SLOW = (r"[^\)]*?[\.:][\s\u00A0][^\)]*?", r"\b[\p{L}'’·\-]+[")


class Rules:
    """The rules of one or several SRX files, the earlier file first."""

    def __init__(self, sources: Iterable[Path], *, own: bool = False) -> None:
        """Read the files; `own` says that they are a user's. Raises InputError for what is not SRX."""
        self.sources = tuple(sources)
        self.own = own
        self.document = QuickDocument()
        for source in self.sources:
            self._read(source)
        if not own:
            self._drop_slow()

    def pieces(self, text: str, language: str) -> Iterator[str]:
        """Give the pieces of the text; joined they are the text. Raises InputError if no rule is for the language."""
        key = self.key(language)
        try:
            yield from FastIterator(self.document, key, text)
        except (regex.error, RecursionError) as error:
            raise InputError(f"rule that is no regular expression: {error}", where=str(self.sources[-1])) from error

    def _read(self, source: Path) -> None:
        try:
            with source.open("rb") as stream:
                parse(stream, SRXHandler(self.document))  # noqa: S317 - expat opens no entity and limits growth
        except OSError as error:
            raise unreadable(error, source) from error
        except (SAXException, AttributeError, TypeError, regex.error) as error:
            raise InputError(f"not an SRX 2.0 file: {error}", where=str(source)) from error
        if not self.document.language_map_list:
            raise InputError("not an SRX 2.0 file: it maps no language", where=str(source))

    def _drop_slow(self) -> None:
        for mapped in self.document.language_map_list:
            rules = mapped.language_rule.rules
            rules[:] = [rule for rule in rules if not any(part in rule.before_pattern for part in SLOW)]

    def key(self, language: str) -> str:
        """Give the code under which the rules of a language are found."""
        if not self.own:
            return base(language) + LINE_MODE
        # CAT tools write their patterns as `EN.*` or `en.*`, with or without a region.
        keys = (language, language.upper(), base(language), base(language).upper())
        for key in keys:
            if self.document.get_language_rule_list(key):
                return key
        raise InputError(f"the segmentation rules have none for {language!r}", where=str(self.sources[-1]))


class QuickDocument(SrxDocument):
    """choppa's rules with what is compiled found at once; choppa spells out all rules and flags at each look-up."""

    def __init__(self) -> None:
        super().__init__()
        self._compiled: dict[str, Any] = {}
        self._managers: dict[tuple[int, ...], RuleManager] = {}
        self._probes: dict[int, list[tuple[Any, type[RuleMatcher], Any]]] = {}

    def compile(self, pattern: str) -> Any:
        """Compile a pattern once."""
        if pattern not in self._compiled:
            self._compiled[pattern] = super().compile(pattern)
        return self._compiled[pattern]

    def get_rule_manager(self, rules: list[LanguageRule], longest_look_behind: int) -> RuleManager:
        """Join the rules of a language once; the document keeps its rules, so that they are known by where they lie."""
        key = (longest_look_behind, *map(id, rules))
        if key not in self._managers:
            self._managers[key] = RuleManager(self, rules, longest_look_behind)
        return self._managers[key]

    def probes(self, manager: RuleManager) -> list[tuple[Any, type[RuleMatcher], Any]]:
        """Give for each break rule the search that tells whether it occurs in a text, and its matcher."""
        # The document keeps its managers, so that the id of one is its own.
        if id(manager) not in self._probes:
            self._probes[id(manager)] = [
                (
                    self.compile(rule.before_pattern or rule.after_pattern).search,
                    RuleMatcher if rule.before_pattern else AheadMatcher,
                    rule,
                )
                for rule in manager.break_rule_list
            ]
        return self._probes[id(manager)]


class FastIterator(SrxTextIterator):
    """choppa's iterator, with the matcher below for rules that look only at what follows."""

    document: QuickDocument

    def init_matchers(self) -> None:
        """Start one matcher for each break rule that occurs in the text; most do not, which one search tells."""
        text, document = self.text_manager.get_text(), self.document
        matchers = [
            kind(document=document, rule=rule, text=text)
            for search, kind, rule in document.probes(self.rule_manager)
            if search(text)
        ]
        self.rule_matcher_list = [matcher for matcher in matchers if matcher.find()]


class AheadMatcher(RuleMatcher):
    """Find a rule without a before pattern by one search for its after pattern.

    choppa tries such a rule at every character: half of its time goes to one rule that occurs in no news text.
    """

    def find(self, start: int | None = None) -> bool:
        """Find the next place; tell whether there is one."""
        position = self._position if start is None else start
        ahead = self.after_pattern.search(self.text, position) if position <= self.text_len else None
        self.found = ahead is not None
        self._position = position
        if ahead is not None:
            self._start_position = self._break_position = ahead.start()
            self._end_position = ahead.end()
            self._position = ahead.start() + 1
        return self.found
