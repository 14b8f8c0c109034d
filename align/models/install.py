"""Install a model from an offer, a file or a folder: whole and verified, or not at all."""

from __future__ import annotations

import shutil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from align.errors import DownloadError, InputError
from align.models import place
from align.models.download import ask_for_room, fetch, forget
from align.models.kinds import recognise
from align.models.offer import RemoteFile
from align.models.receipt import Receipt, marks_of
from align.models.sources import is_plain
from align.models.unpack import copy_folder, unpack_archive, unpack_file

if TYPE_CHECKING:
    from pathlib import Path

    from align.languages import Pair
    from align.models.offer import Listener, Offer

_PACKED = ".zst"
_ARCHIVE = ".argosmodel"


def install_offer(offer: Offer, listener: Listener) -> Receipt:
    """Download, verify and unpack a model, then put it in place; a download that stops is taken up the next time."""
    folder = place.downloads()
    ask_for_room(folder, offer.space)
    fetched = [fetch(file, folder, listener) for file in offer.files]
    with place.staging() as stage:
        # Firefox models say their pair by the name of the folder first.
        model = stage / str(offer.pair)
        model.mkdir()
        for path, file in zip(fetched, offer.files, strict=True):
            _unpack(path, file, model)
        receipt = _put(model, offer.files[0].addresses[0], offer.pair, offer.version, offer.licence)
    for path in fetched:
        forget(path)
    return receipt


def _unpack(path: Path, file: RemoteFile, model: Path) -> None:
    try:
        if file.name.endswith(_ARCHIVE):
            unpack_archive(path, model)
        elif file.addresses[0].endswith(_PACKED):
            unpack_file(path, file, model / file.name)
        else:
            shutil.copyfile(path, model / file.name)
    except (DownloadError, InputError) as error:
        # The server gives what cannot be used: nothing of it is kept for another try.
        forget(path)
        raise DownloadError(error.message, where=file.addresses[0], advice="the same command again later") from error


def install_path(path: Path, pair: Pair | None, *, origin: str = "") -> Receipt:
    """Install a package file or a model's folder; `pair` is needed where neither it nor its name says one."""
    with place.staging() as stage:
        # `.` and `..` are no names, and that of a link may tell the pair.
        named = path if path.name.strip(".") else path.resolve()
        model = stage / (str(pair) if pair else named.name if path.is_dir() else named.stem)
        if path.is_dir():
            copy_folder(path, model)
        else:
            unpack_archive(path, model)
        return _put(model, origin or str(path.resolve()), pair, "", "")


def fetch_address(address: str, listener: Listener) -> Path:
    """Download a package, archive or bundle; only its own checks (CRC) can tell whether it is whole."""
    name = PurePosixPath(unquote(urlsplit(address).path)).name
    return fetch(RemoteFile(name if is_plain(name) else "model", (address,)), place.downloads(), listener)


def _put(model: Path, origin: str, pair: Pair | None, version: str, licence: str) -> Receipt:
    try:
        found = recognise(model)
    except InputError as error:
        raise InputError(error.message, where=origin) from error
    if pair is not None and pair not in found.pairs:
        served = found.pair or "others"
        raise InputError(f"holds a model for {served}, not for {pair}", where=origin)
    receipt = Receipt(
        engine=found.engine,
        name=str(found.pair or found.folder.name),
        pair=found.pair,
        version=version or found.version,
        licence=licence or found.licence,
        origin=origin,
        files=marks_of(found.folder),
    )
    place.put(found.folder, receipt)
    return receipt
