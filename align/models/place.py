"""Where models are put: staged beside, renamed into place when whole, one installation at a time."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from align import home
from align.errors import unwritable
from align.models import receipt as receipts
from align.models.download import full_disk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.models.offer import Listener
    from align.models.receipt import Receipt

_LOCK, _STAGING, _DOWNLOADS = ".lock", ".staging", ".downloads"
_ELSEWHERE = f"name another folder by {home.VARIABLE}"


@contextlib.contextmanager
def locked(listener: Listener) -> Iterator[None]:
    """Hold all other installations off; what a killed one left unfinished is cleared away."""
    from filelock import FileLock, Timeout

    root = _made(home.models())
    lock = FileLock(root / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        listener.say("another command is installing models; waiting for it")
        lock.acquire()
    except OSError as error:
        raise unwritable(error, root, advice=_ELSEWHERE) from error
    try:
        shutil.rmtree(root / _STAGING, ignore_errors=True)
        yield
    finally:
        lock.release()


def downloads() -> Path:
    """Give the folder in which partial downloads wait to be taken up again."""
    return _made(home.models() / _DOWNLOADS)


def waiting() -> tuple[Path, ...]:
    """Give the partial downloads that wait."""
    return tuple(sorted((home.models() / _DOWNLOADS).glob("*.part")))


@contextlib.contextmanager
def staging() -> Iterator[Path]:
    """Give a folder on the same disk as the models, gone afterwards; only to be used while locked."""
    folder = Path(tempfile.mkdtemp(dir=_made(home.models() / _STAGING)))
    try:
        yield folder
    except OSError as error:
        raise full_disk(folder.parent.parent, error) from error
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)


def put(model: Path, receipt: Receipt) -> Path:
    """Put a staged model in place of the one of that name, if there is one, and give its folder."""
    receipts.write(receipt, model)
    target = _made(home.models_of(receipt.engine)) / receipt.name
    old = model.with_name(model.name + ".old")
    was_there = target.exists()
    if was_there:
        target.replace(old)
    try:
        model.replace(target)
    except OSError:
        if was_there:
            old.replace(target)
        raise
    return target


def take_away(folder: Path) -> None:
    """Remove an installed model at once: other programs see all of it or nothing."""
    with staging() as stage:
        folder.replace(stage / folder.name)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(error, folder, advice=_ELSEWHERE) from error
    return folder
