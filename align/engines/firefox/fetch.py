"""Fetch Firefox models from Mozilla: the only place where Align uses the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align import home
from align.engines.firefox.models import ENGINE
from align.errors import ModelMissingError, OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from align.languages import Pair


def fetch(pair: Pair) -> Path:
    """Download, verify and unpack the models for the pair (through English if need be); give their folder.

    The work is done by `fxtranslate`, which leaves nothing half-installed. Raises ModelMissingError when there is
    no such model or the network fails, OutputError when the folder cannot be made.
    """
    from fxtranslate import discovery

    folder = home.models_of(ENGINE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", where=str(folder)) from error
    try:
        discovery.add_models(pair.source, pair.target, cache_dir=str(folder), progress=True)
    except ValueError as error:
        raise ModelMissingError(
            f"no Firefox model could be installed for {pair}: {error}",
            advice="check the pair and the network, then type the same command again",
        ) from error
    return folder
