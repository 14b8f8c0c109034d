"""What `align models` does: each command as a function that tells a listener how it goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from align import languages
from align.engines.pivot import PivotEngine
from align.engines.seam import ENGINES
from align.errors import InputError, ModelMissingError, UsageError
from align.languages import Pair
from align.models import bundle, index, place
from align.models.download import forget
from align.models.install import fetch_address, install_offer, install_path
from align.models.installed import ENGINES as FOLDERS
from align.models.installed import installed
from align.models.offer import PREFERENCE, is_newer
from align.models.plan import Program, package_for, plan
from align.models.sources import is_web

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.models.installed import Installed
    from align.models.offer import Listener, Offer
    from align.models.plan import Leg
    from align.models.receipt import Receipt


def install_all(what: Sequence[str], pair: Pair | None, engine: str, listener: Listener) -> None:
    """Install what each word names: a file or folder that exists, an address, or else a pair."""
    if engine and engine not in PREFERENCE:
        raise UsageError(f"no list of models for the engine {engine!r}; there are {', '.join(PREFERENCE)}")
    with place.locked(listener):
        offers: tuple[Offer, ...] | None = None
        for word in what:
            if is_web(word):
                path = fetch_address(word, listener)
                try:
                    _install_here(path, pair, listener, origin=word)
                finally:
                    forget(path)
            elif _is_path(word):
                _install_here(Path(word), pair, listener)
            else:
                wanted = _pair_named(word)
                offers = _offers(engine, listener) if offers is None else offers
                _install_pair(wanted, offers, listener)


def _is_path(word: str) -> bool:
    """Tell a path from a pair; a folder `en-pt` beside is meant by `./en-pt` only."""
    if not Path(word).exists():
        return False
    try:
        Pair.parse(word)
    except UsageError:
        return True
    return False


def _pair_named(word: str) -> Pair:
    try:
        return Pair.parse(word)
    except UsageError as error:
        message = f"{word!r} is no pair such as 'en-pt', no file or folder, and no http address"
        raise UsageError(message) from error


def _install_here(path: Path, pair: Pair | None, listener: Listener, *, origin: str = "") -> None:
    if path.is_file() and bundle.is_bundle(path):
        _bring_in(path, listener)
    else:
        _say_installed(install_path(path, pair, origin=origin), listener)


def _say_installed(receipt: Receipt, listener: Listener) -> None:
    listener.say(f"installed {receipt.name} for {receipt.engine}")


def _offers(engine: str, listener: Listener) -> tuple[Offer, ...]:
    found = (offer for one in index.refreshed(listener) for offer in one.offers)
    return tuple(offer for offer in found if not engine or offer.engine == engine)


def _present() -> tuple[frozenset[Pair], dict[Pair, Program]]:
    """Give the pairs that are here by models that are whole, and those by programs of the system."""
    engines = [ENGINES.load(name)() for name in ENGINES.names]
    served = [(engine, pair) for engine in engines for pair in engine.pairs()]
    whole = [model for model in installed() if not model.problems(thoroughly=True)]
    by_model = {pair for engine, pair in served if any(model.serves(engine.name, pair) for model in whole)}
    others = ((engine, pair) for engine, pair in served if engine.name not in FOLDERS)
    return frozenset(by_model), {p: Program(e.name, getattr(e, "detour", 0.0)) for e, p in others}


def _install_pair(pair: Pair, offers: tuple[Offer, ...], listener: Listener) -> None:
    legs = _legs(pair, offers)
    if len(legs) > 1:
        listener.say(f"no single model for {pair}; the route is " + " + ".join(map(_described, legs)))
        if package := package_for(pair):
            listener.say(f"Apertium translates {pair} directly: apt install {package}")
    missing = [leg.offer for leg in legs if leg.offer is not None]
    for offer in missing:
        _say_installed(install_offer(offer, listener), listener)
    if not missing and len(legs) > 1:
        listener.say(f"all that {pair} needs is installed already")
    elif not missing and legs[0].program:
        listener.say(f"{pair} is translated by {legs[0].program.engine} already, and no list has a model for it")
    elif not missing:
        listener.say(f"{pair} is installed already; align models update {pair} looks for a newer version")


def _legs(pair: Pair, offers: Iterable[Offer]) -> tuple[Leg, ...]:
    """Plan for the pair, or for its languages without regions where no model has those."""
    plain = Pair(languages.base(pair.source), languages.base(pair.target))
    present, programs = _present()
    try:
        return plan(pair, present, offers, programs)
    except ModelMissingError:
        if plain == pair:
            raise
        return plan(plain, present, offers, programs)


def _described(leg: Leg) -> str:
    by = leg.offer.engine if leg.offer else leg.program.engine if leg.program else "here already"
    return f"{leg.pair} ({by})"


def remove_all(what: Sequence[str], engine: str, listener: Listener) -> None:
    """Remove the models of these pairs; raise UsageError for one that is not installed or comes with Align."""
    with place.locked(listener):
        for word in what:
            named = [model for model in installed() if word in {str(model.pair), model.folder.name}]
            named = [model for model in named if not engine or model.engine == engine]
            own = [model for model in named if not model.keeper]
            if not own:
                known = ", ".join(sorted(model.folder.name for model in installed() if not model.keeper)) or "none"
                why = f"comes with {named[0].keeper} and stays" if named else f"is not installed; installed: {known}"
                raise UsageError(f"{word!r} {why}", advice="align models list --installed")
            if len(own) > 1:
                engines = " or ".join(model.engine for model in own)
                raise UsageError(f"two engines have {word!r}", advice=f"--engine {engines}")
            place.take_away(own[0].folder)
            listener.say(f"removed {own[0].folder.name} of {own[0].engine}")


def update_all(what: Sequence[str], listener: Listener, *, is_list_only: bool) -> None:
    """Fetch the lists, then newer versions of the pairs named, or of all that the user installed."""
    named = [_pair_named(word) for word in what]
    with place.locked(listener):
        offers = _offers("", listener)
        listener.say(f"{len(offers)} models can be installed; align models list shows them")
        if is_list_only:
            return
        models = [model for model in installed() if model.pair in named or not (named or model.keeper)]
        missing = [pair for pair in named if pair not in {model.pair for model in models}]
        if missing:
            raise ModelMissingError(f"{missing[0]} is not installed", advice=f"align models install {missing[0]}")
        newer = [offer for offer in offers if any(_is_update(offer, model) for model in models)]
        for offer in newer:
            _say_installed(install_offer(offer, listener), listener)
        if not newer:
            listener.say("all installed models are the newest" if models else "no models were installed yet")


def _is_update(offer: Offer, model: Installed) -> bool:
    is_same = (offer.engine, offer.pair) == (model.engine, model.pair)
    return is_same and (is_newer(offer.version, model.version) or bool(model.problems(thoroughly=True)))


def export_all(what: Sequence[str], output: Path, listener: Listener, *, force: bool) -> None:
    """Write the models of the pairs' routes into one archive; raise InputError where nothing could be carried."""
    router = PivotEngine.of()
    hops = {hop for word in what for hop in ((h.engine.name, h.pair) for h in router.route(_pair_named(word)))}
    chosen: list[Installed] = []
    for engine, pair in sorted(hops):
        model = next((model for model in installed() if model.serves(engine, pair)), None)
        if model is None:
            package = package_for(pair)
            there = f": apt install {package}" if package else ""
            listener.say(f"{pair} of {engine} cannot be carried; install it on the other computer too{there}")
        elif model not in chosen:
            chosen.append(model)
    if not chosen:
        raise InputError(f"nothing to carry for {' '.join(what)}")
    receipts = bundle.export(chosen, output, force=force)
    listener.say(f"wrote {', '.join(receipt.name for receipt in receipts)} to {output}")
    listener.say(f"on the other computer: align models bundle import {output.name}")


def import_all(path: Path, listener: Listener) -> None:
    """Install a bundle's models."""
    with place.locked(listener):
        _bring_in(path, listener)


def _bring_in(path: Path, listener: Listener) -> None:
    for receipt, is_new in bundle.bring_in(path):
        if is_new:
            _say_installed(receipt, listener)
        else:
            listener.say(f"{receipt.name} of {receipt.engine} is here already")
