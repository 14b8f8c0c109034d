"""Carry models to a computer without network: one archive, every file with its checksum."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from align.errors import InputError, OutputError, unreadable, unwritable
from align.models import place
from align.models.download import ask_for_room
from align.models.installed import ENGINES, installed
from align.models.receipt import Receipt, marks_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from align.models.installed import Installed

_MANIFEST = "align-bundle.json"
_FORMAT = 1
# A list of models and their files is far shorter.
_LONGEST_MANIFEST = 1 << 24
# The first day that a zip can state: equal models give equal archives.
_DAY = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20


def export(models: Sequence[Installed], output: Path, *, force: bool) -> tuple[Receipt, ...]:
    """Write the models into one archive; raise OutputError where it exists and `force` is not given."""
    if output.exists() and not force:
        raise OutputError("exists", where=str(output), advice="--force to replace it, or another --output")
    for model in models:
        if problems := model.problems(thoroughly=True):
            raise InputError(f"is damaged: {problems[0]}", where=str(model.folder), advice="align doctor")
    receipts = tuple(_receipt_of(model) for model in models)
    manifest = {"format": _FORMAT, "models": [receipt.to_json() for receipt in receipts]}
    partial = output.with_name(f"{output.name}.part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_entry(_MANIFEST), json.dumps(manifest, indent=1))
            for model, receipt in zip(models, receipts, strict=True):
                _add(archive, model.folder, receipt)
        partial.replace(output)
    except OSError as error:
        raise unwritable(error, output) from error
    finally:
        partial.unlink(missing_ok=True)
    return receipts


def _receipt_of(model: Installed) -> Receipt:
    if model.receipt is not None:
        return model.receipt
    name = str(model.pair) if model.pair is not None else model.folder.name
    return Receipt(model.engine, name, model.pair, model.version, model.licence, "", marks_of(model.folder))


def _add(archive: zipfile.ZipFile, folder: Path, receipt: Receipt) -> None:
    for mark in receipt.files:
        entry = _entry(_inside(receipt, mark.name))
        with (folder / mark.name).open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, _BLOCK)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _inside(receipt: Receipt, name: str) -> str:
    return f"{receipt.engine}/{receipt.name}/{name}"


def is_bundle(path: Path) -> bool:
    """Tell a bundle from another archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def bring_in(path: Path) -> tuple[tuple[Receipt, bool], ...]:
    """Install all models of a bundle after every file was verified; tell for each whether it was new here.

    Raises InputError for a file that is no bundle or damaged; then nothing is installed. Only to be used while locked.
    """
    present = {(model.engine, _receipt_of(model).files) for model in installed() if not model.problems()}
    try:
        with zipfile.ZipFile(path) as archive, place.staging() as stage:
            receipts = _manifest(archive, path)
            ask_for_room(stage, sum(receipt.size for receipt in receipts))
            for receipt in receipts:
                _extract(archive, receipt, stage / receipt.engine / receipt.name, path)
            new = [(receipt.engine, receipt.files) not in present for receipt in receipts]
            for receipt in (receipt for receipt, is_new in zip(receipts, new, strict=True) if is_new):
                place.put(stage / receipt.engine / receipt.name, receipt)
            return tuple(zip(receipts, new, strict=True))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"is no whole bundle of models: {error}; nothing was installed", where=str(path)) from error
    except OSError as error:
        raise unreadable(error, path) from error


def _manifest(archive: zipfile.ZipFile, path: Path) -> tuple[Receipt, ...]:
    try:
        with archive.open(_MANIFEST) as stream:
            manifest = json.loads(stream.read(_LONGEST_MANIFEST))
        if manifest["format"] != _FORMAT:
            raise InputError(f"is a bundle of another version ({manifest['format']!r})", where=str(path))
        receipts = tuple(Receipt.from_json(value) for value in manifest["models"])
    except (KeyError, ValueError, TypeError) as error:
        raise InputError("is no bundle of models", where=str(path), advice=f"align models install {path}") from error
    for receipt in receipts:
        names = [receipt.name, *(mark.name for mark in receipt.files)]
        if receipt.engine not in ENGINES or "/" in receipt.name or not all(map(_is_inside, names)):
            raise InputError(f"names a place outside of the models: {receipt.name!r}", where=str(path))
    return receipts


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and not any(p.startswith(".") or set(p) & set("\\:") for p in parts)


def _extract(archive: zipfile.ZipFile, receipt: Receipt, folder: Path, path: Path) -> None:
    for mark in receipt.files:
        target = folder / mark.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(_inside(receipt, mark.name)) as source, target.open("wb") as out:
            if _copied(source, out, mark.size) != mark.sha256:
                raise InputError(
                    f"{mark.name!r} of {receipt.name} has not the checksum that the bundle states; nothing installed",
                    where=str(path),
                    advice="copy the bundle again, or export it again",
                )


def _copied(source: IO[bytes], target: IO[bytes], most: int) -> str:
    """Copy at most one byte more than was stated and give the checksum."""
    digest = hashlib.sha256()
    left = most + 1
    while left > 0 and (block := source.read(min(_BLOCK, left))):
        digest.update(block)
        target.write(block)
        left -= len(block)
    return digest.hexdigest()
