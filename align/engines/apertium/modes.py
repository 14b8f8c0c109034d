"""Which pairs of Apertium are installed: its modes, each a file with the pipeline of a pair."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from align.errors import EngineError
from align.languages import Pair

# Apertium's own scripts obey this variable, too.
VARIABLE = "APERTIUM_DATADIR"
_DATA = "/usr/share/apertium"
# It rewrites a mode so that words keep the blanks bound to them; since Apertium 3.8 (Debian 12, Ubuntu 22.04).
_REWRITER = "apertium-wblank-mode"
# A pair, perhaps for a region; a longer ending such as `_valencia` or `_pre2017` is a way of spelling.
_NAME = re.compile(r"([a-z]{2,3})(?:_([A-Z]{2}))?-([a-z]{2,3})(?:_([A-Z]{2}))?")
# The tagger does not forget: of 400 sentences of NTREX, 57 from Portuguese and 15 from English came out otherwise after
# others. So each sentence gets a tagger of its own, which takes 3 ms to start.
_TAGGER = re.compile(r"apertium-tagger -z ([^|]*[^|\s])")
_AFRESH = r"""while IFS= read -r -d '' one; do printf %s "$one" | apertium-tagger \1; printf '\\0'; done"""
_FILE = re.compile(r"'(/[^']+)'")
# ISO 639-3, as Apertium names languages, to BCP 47, which takes the two-letter tag where there is one.
_TAGS = {
    "afr": "af", "arg": "an", "bel": "be", "bre": "br", "bul": "bg", "cat": "ca", "dan": "da", "eng": "en",
    "epo": "eo", "eus": "eu", "fra": "fr", "glg": "gl", "hbs": "sh", "hin": "hi", "ind": "id", "isl": "is",
    "ita": "it", "mkd": "mk", "nld": "nl", "nno": "nn", "nob": "nb", "nor": "no", "oci": "oc", "pol": "pl",
    "por": "pt", "ron": "ro", "rus": "ru", "slv": "sl", "spa": "es", "srd": "sc", "swe": "sv", "ukr": "uk",
    "urd": "ur", "zlm": "ms",
}  # fmt: skip
# Serbo-Croatian is written for one country at a time.
_REGIONAL = {"hbs_BS": "bs", "hbs_HR": "hr", "hbs_SR": "sr"}
_PACKAGED = """
apertium-afr-nld: af-nl nl-af
apertium-bel-rus: be-ru ru-be
apertium-br-fr: br-fr
apertium-cat-ita: ca-it it-ca
apertium-dan-nor: da-nb da-nn nb-da nn-da
apertium-en-gl: en-gl gl-en
apertium-eng-cat: ca-en ca-en-US en-ca
apertium-eng-spa: en-es es-en es-en-US
apertium-eo-en: en-eo eo-en
apertium-es-gl: es-gl gl-es
apertium-es-pt: es-pt es-pt-BR pt-es
apertium-es-ro: ro-es
apertium-eu-en: eu-en
apertium-eu-es: eu-es
apertium-fr-es: es-fr fr-es
apertium-fra-cat: ca-fr fr-ca
apertium-hbs-eng: en-bs en-hr en-sh en-sr sh-en
apertium-ind-zlm: id-ms ms-id
apertium-isl-eng: is-en
apertium-mkd-bul: bg-mk mk-bg
apertium-mkd-eng: mk-en
apertium-nno-nob: nb-nn nn-nb
apertium-oc-es: es-oc oc-es
apertium-oci-fra: fr-oc oc-fr
apertium-por-cat: ca-pt ca-pt-BR pt-ca
apertium-pt-gl: gl-pt pt-gl
apertium-rus-ukr: ru-uk uk-ru
apertium-spa-cat: ca-es es-ca
apertium-spa-ita: es-it it-es
apertium-swe-dan: da-sv sv-da
apertium-swe-nor: nb-sv nn-sv sv-nb sv-nn
apertium-urd-hin: hi-ur ur-hi
"""

# Debian's packages and the pairs that each brings, as its files in Debian 12 say.
PACKAGES = MappingProxyType(
    {
        package: frozenset(Pair(*pair.split("-", 1)) for pair in pairs.split())
        for package, _, pairs in (line.partition(": ") for line in _PACKAGED.strip().splitlines())
    }
)


@dataclass(frozen=True, slots=True)
class Mode:
    """A pair that is installed, and the file with its pipeline."""

    pair: Pair
    path: Path

    def fingerprint(self) -> str:
        """Identify the pipeline and its files by size and date, which a package brings along."""
        pipeline = self.path.read_text(encoding="utf-8")
        programs = [shutil.which(name) for name in ("lt-proc", "apertium-transfer", "apertium-tagger", _REWRITER)]
        parts = [pipeline]
        for name in (*_FILE.findall(pipeline), *filter(None, programs)):
            with_dates = Path(name).stat()
            parts.append(f"{name} {with_dates.st_size} {int(with_dates.st_mtime)}")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def stages(self) -> tuple[str, str]:
        """Give the pipeline in null-flush mode in two parts: the analyser, and all that follows it."""
        try:
            done = subprocess.run(  # noqa: S603  the rewriter of the installed Apertium, on its own file
                [_REWRITER, "-z", str(self.path)], capture_output=True, check=True
            )
        except (OSError, subprocess.CalledProcessError) as error:
            raise EngineError(f"cannot read the mode: {error}", where=str(self.path)) from error
        analyser, bar, rest = done.stdout.decode().strip().partition("|")
        if not bar:
            raise EngineError("the mode is no pipeline", where=str(self.path))
        return analyser.strip(), _TAGGER.sub(_AFRESH, rest).strip()


def installed() -> dict[Pair, Mode]:
    """Find the pairs that are installed; none where Apertium itself is not."""
    folder = Path(os.environ.get(VARIABLE) or _DATA) / "modes"
    if shutil.which(_REWRITER) is None or shutil.which("bash") is None or not folder.is_dir():
        return {}
    found = [(pair_of(path.stem), path) for path in sorted(folder.glob("*.mode"))]
    return {pair: Mode(pair, path) for pair, path in found if pair is not None}


def pair_of(name: str) -> Pair | None:
    """Read a mode's name (`spa-eng_US` → es, en-US); None for a mode that is no plain pair."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    source, source_region, target, target_region = match.groups()
    return Pair(_tag(source, source_region), _tag(target, target_region))


def _tag(code: str, region: str | None) -> str:
    if (regional := f"{code}_{region}") in _REGIONAL:
        return _REGIONAL[regional]
    tag = _TAGS.get(code, code)
    return f"{tag}-{region}" if region else tag
