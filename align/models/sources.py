"""The indexes of models that exist: where each is, and how its entries become offers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from align.engines.argos import tag_of
from align.errors import UsageError
from align.languages import Pair, normalise
from align.models.offer import NOT_STATED, Offer, RemoteFile, best, is_newer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# Mozilla's Remote Settings, as `fxtranslate.discovery.records_url()` gives it, and the server of its attachments.
_FIREFOX_RECORDS = (
    "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
)
_FIREFOX_FILES = "https://firefox-settings-attachments.cdn.mozilla.net/"
FIREFOX_FILES_VARIABLE = "ALIGN_FIREFOX_FILES"
# The same as `argostranslate.settings.remote_package_index`; importing those settings would make folders.
_ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
# The files that a Firefox model cannot do without, and those that it may have.
_FIREFOX_KINDS = ("model", "vocab", "srcvocab", "trgvocab", "lex")
# Firefox itself takes models of this major version only (TranslationsParent, LANGUAGE_MODEL_MAJOR_VERSION_MAX).
_FIREFOX_MAJOR = "3"
_WEB = ("http", "https")
# Tags that mean the same as the shorter one that the rest of Align uses.
_SAME_AS = {"zh-Hans": "zh"}


@dataclass(frozen=True, slots=True)
class Source:
    """An index: its engine, the variable that names another address, and the reader of what it holds."""

    engine: str
    variable: str
    default: str
    read: Callable[[Any], tuple[Offer, ...]]

    @property
    def address(self) -> str:
        """Give the address to fetch the index from."""
        return os.environ.get(self.variable) or self.default


def _firefox_tag(code: str) -> str:
    tag = normalise(code)
    return _SAME_AS.get(tag, tag)


def _pair(source: object, target: object, tag_of: Callable[[str], str]) -> Pair | None:
    """Read two codes; None where they are no pair of languages."""
    if not isinstance(source, str) or not isinstance(target, str):
        return None
    try:
        return Pair(tag_of(source), tag_of(target))
    except UsageError:
        return None


def is_web(address: str) -> bool:
    """Tell addresses that are fetched from `ipfs://` and others that are not."""
    return urlsplit(address).scheme in _WEB


def read_firefox(listing: Any) -> tuple[Offer, ...]:
    """Gather the records of Remote Settings by pair and version, and keep the best whole set of each pair."""
    sets: dict[tuple[Pair, str, str], dict[str, RemoteFile]] = {}
    for record in _entries(listing, "data"):
        pair = _pair(record.get("sourceLanguage"), record.get("targetLanguage"), _firefox_tag)
        version, kind = str(record.get("version", "")), record.get("fileType")
        if pair is None or version.partition(".")[0] != _FIREFOX_MAJOR or kind not in _FIREFOX_KINDS:
            continue
        if (file := _attachment(record)) is not None:
            sets.setdefault((pair, version, str(record.get("architecture") or "")), {})[str(kind)] = file
    offers: dict[Pair, list[Offer]] = {}
    for (pair, version, _), files in sorted(sets.items(), key=lambda entry: str(entry[0])):
        if "model" in files and ("vocab" in files or {"srcvocab", "trgvocab"} <= files.keys()):
            chosen = tuple(files[kind] for kind in _FIREFOX_KINDS if kind in files)
            offers.setdefault(pair, []).append(Offer("firefox", pair, version, "MPL-2.0", chosen))
    return tuple(_released(group) for group in offers.values())


def _released(offers: list[Offer]) -> Offer:
    """Choose the newest, an unfinished version (`3.0a1`) only where there is no other."""
    whole = [offer for offer in offers if offer.version.replace(".", "").isdigit()]
    return best(tuple(whole or offers))


def _attachment(record: Mapping[str, Any]) -> RemoteFile | None:
    attachment, name = record.get("attachment"), record.get("name")
    if not isinstance(attachment, dict) or not isinstance(name, str) or not is_plain(name):
        return None
    location = attachment.get("location")
    if not isinstance(location, str):
        return None
    files = os.environ.get(FIREFOX_FILES_VARIABLE) or _FIREFOX_FILES
    is_packed = location.endswith(".zst")
    return RemoteFile(
        name=name,
        addresses=(urljoin(files, location),),
        size=_number(attachment.get("size")),
        sha256=str(attachment.get("hash") or "").lower(),
        unpacked_size=_number(record.get("decompressedSize")) if is_packed else 0,
        unpacked_sha256=str(record.get("decompressedHash") or "").lower() if is_packed else "",
    )


def read_argos(listing: Any) -> tuple[Offer, ...]:
    """Take the translation packages of the index, the newest of each pair; it has neither sizes nor checksums."""
    newest: dict[Pair, Offer] = {}
    for entry in _entries(listing):
        pair = _pair(entry.get("from_code"), entry.get("to_code"), tag_of)
        links = tuple(link for link in entry.get("links") or () if isinstance(link, str) and is_web(link))
        if pair is None or not links or entry.get("type", "translate") != "translate":
            continue
        version = str(entry.get("package_version", ""))
        if pair in newest and not is_newer(version, newest[pair].version):
            continue
        file = RemoteFile(f"{pair}.argosmodel", links, _number(entry.get("size")), str(entry.get("sha256") or ""))
        newest[pair] = Offer("argos", pair, version, str(entry.get("license") or NOT_STATED), (file,))
    return tuple(newest.values())


def _entries(listing: Any, key: str = "") -> Iterable[Mapping[str, Any]]:
    """Give the entries of a list, which stands under a key if one is given; raise ValueError for anything else."""
    entries = listing.get(key) if key and isinstance(listing, dict) else listing
    if not isinstance(entries, list):
        raise ValueError("holds no list of models")  # noqa: TRY004  the content is wrong, not the call
    return (entry for entry in entries if isinstance(entry, dict))


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else 0


def is_plain(name: str) -> bool:
    """Tell whether a name can be that of a file on each system, in the folder where it is put."""
    return bool(name) and not name.startswith(".") and not set(name) & set('/\\:*?"<>|\0')


SOURCES = (
    Source("firefox", "ALIGN_FIREFOX_INDEX", _FIREFOX_RECORDS, read_firefox),
    Source("argos", "ALIGN_ARGOS_INDEX", _ARGOS_INDEX, read_argos),
)
