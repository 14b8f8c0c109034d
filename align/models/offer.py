"""What an index offers: a model for a pair, and the files that make it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from align.languages import Pair

# Where several engines offer a pair, the first is taken: Firefox models are a tenth of the size and several times as
# fast, and their index has checksums.
PREFERENCE = ("firefox", "argos")
# No source says under what licence a model comes.
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to download, from the first address that gives it.

    `size` and `sha256` are those on the way, `unpacked_size` and `unpacked_sha256` those of the file that a `.zst`
    holds; what the index does not say is 0 or empty.
    """

    name: str
    addresses: tuple[str, ...]
    size: int = 0
    sha256: str = ""
    unpacked_size: int = 0
    unpacked_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be installed."""

    engine: str
    pair: Pair
    version: str
    licence: str
    files: tuple[RemoteFile, ...]

    @property
    def size(self) -> int:
        """Give the bytes to download, 0 where the index does not say."""
        return sum(file.size for file in self.files)

    @property
    def space(self) -> int:
        """Give the bytes that installing takes at most, as far as the index says."""
        return sum(file.size + file.unpacked_size for file in self.files)


class Listener(Protocol):
    """Someone to tell how an installation goes."""

    def say(self, text: str) -> None:
        """Take a sentence for the user."""

    def starts(self, name: str, size: int, present: int) -> None:
        """Learn that a download starts: its size in bytes (0 where unknown), and how many are there already."""

    def learns(self, size: int) -> None:
        """Learn the whole size from the server, where the index did not say it."""

    def moves(self, count: int) -> None:
        """Learn that so many more bytes arrived."""

    def ends(self) -> None:
        """Learn that the download is over, well or not."""


def is_newer(version: str, than: str) -> bool:
    """Compare versions such as `1.10` and `3.0a1`; what is no version is older than any."""
    return _rank(version) > _rank(than)


def _rank(version: str) -> tuple[bool, object]:
    from packaging.version import InvalidVersion, Version

    try:
        return (True, Version(version))
    except InvalidVersion:
        return (False, Version("0"))


def best(offers: tuple[Offer, ...]) -> Offer:
    """Choose among offers for one pair: the preferred engine, then the newest version."""
    first = min(PREFERENCE.index(offer.engine) for offer in offers)
    chosen, *others = (offer for offer in offers if PREFERENCE.index(offer.engine) == first)
    for offer in others:
        if is_newer(offer.version, chosen.version):
            chosen = offer
    return chosen
