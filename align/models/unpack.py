"""Unpack what was downloaded or brought, trusting neither its names nor its sizes."""

from __future__ import annotations

import shutil
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING

from align.errors import DownloadError, InputError
from align.models.download import ask_for_room

if TYPE_CHECKING:
    from pathlib import Path

    from align.models.offer import RemoteFile


def unpack_file(packed: Path, file: RemoteFile, target: Path) -> None:
    """Write the one file that a `.zst` holds; raise DownloadError where it is not what the index promises."""
    # Mozilla's own package does it; a model has some 40 MB, so it may pass through memory.
    from fxtranslate import discovery

    try:
        raw = discovery.verify_and_decompress(packed.read_bytes(), file.unpacked_sha256 or None)
    except ValueError as error:
        raise DownloadError(f"{file.name!r} is damaged: {error}; nothing was installed", where=str(packed)) from error
    target.write_bytes(raw)


def unpack_archive(archive: Path, folder: Path) -> None:
    """Unpack a zip (an `.argosmodel` is one) or tar archive; raise InputError for a damaged one or another file."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as packed:
                ask_for_room(folder, sum(entry.file_size for entry in packed.infolist()))
                # zipfile keeps every name inside the folder and checks each CRC.
                packed.extractall(folder)  # noqa: S202  as said
        elif tarfile.is_tarfile(archive):
            with tarfile.open(archive) as packed_tar:
                # The filter keeps names and links inside the folder.
                ask_for_room(folder, sum(entry.size for entry in packed_tar))
                packed_tar.extractall(folder, filter="data")
        else:
            raise InputError("is neither an .argosmodel nor another zip or tar archive", where=str(archive))
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"is a damaged archive: {error}", where=str(archive)) from error


def copy_folder(source: Path, target: Path) -> None:
    """Copy a model's folder, links as what they lead to."""
    ask_for_room(target.parent, sum(path.stat().st_size for path in source.rglob("*") if path.is_file()))
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))
