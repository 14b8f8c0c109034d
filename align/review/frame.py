"""What the page and the index share: templates compiled once, inlined style and script, the policy that pins them."""

from __future__ import annotations

import posixpath
import re
import secrets
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from align import __version__, languages
from align.names.row import KINDS
from align.review import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

# In this order: each may use what those before it declare.
SCRIPTS = {
    "page": (
        "common", "paint", "find", "links", "model", "places", "overlay", "rows", "checks", "card", "forms", "jump",
        "kept", "reviewer", "keep", "events", "editor", "changes", "conflict", "serve", "progress", "commands",
        "cutter", "replacer", "dialogs", "keys", "begin",
    ),
    "index": ("common", "kept", "reviewer", "index"),
    "ledger": ("common", "kept", "reviewer", "index"),
}  # fmt: skip
# NUL has no place in HTML, and a lone surrogate none in UTF-8.
# Every page carries its script; what only people read of it stays at home.
_INDENT = re.compile(r"^(?:\s*(?://.*|/\*.*\*/)$|\s+)", re.MULTILINE)
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
# Where style and script go when the page is bytes: as text, a hundred thousand characters that never change would be
# encoded for each article. No article can know these words.
_STYLE, _SCRIPT = (Markup(secrets.token_hex(16)) for _ in range(2))  # noqa: S704 - letters and digits


@dataclass(frozen=True, slots=True)
class Frame:
    """The inlined style and script of one kind of page, and the policy under which nothing else may run."""

    style: bytes
    script: bytes
    policy: str
    version: str = __version__


@cache
def frame(kind: str) -> Frame:
    """Read the style and the scripts of a kind of page ("page", "index", "ledger") and hash them for the policy."""
    here = files("align.review")
    style = here.joinpath("style.css").read_text("utf-8")
    script = _INDENT.sub(
        "", "\n".join(here.joinpath("script", f"{name}.js").read_text("utf-8") for name in SCRIPTS[kind])
    )
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return Frame(style.encode(), script.encode(), policy)


def render(kind: str, **values: object) -> bytes:
    """Fill the template of a kind of page, in UTF-8; characters that no HTML file can hold become U+FFFD."""
    around = frame(kind)
    places = {"style": _STYLE, "script": _SCRIPT, "policy": around.policy, "version": around.version}
    html = environment().get_template(f"{kind}.html.j2").render(frame=places, **values)
    try:
        content = html.encode()
    except UnicodeEncodeError:
        content = _UNWRITABLE.sub("\ufffd", html).encode()
    if b"\0" in content:
        content = content.replace(b"\0", "\ufffd".encode())
    return content.replace(_STYLE.encode(), around.style).replace(_SCRIPT.encode(), around.script)


def part(name: str, *values: object) -> Markup:
    """Fill one of the parts that pages share."""
    return Markup(getattr(_parts(), name)(*values))  # noqa: S704 - made by an escaping template


@cache
def _parts() -> object:
    return environment().get_template("parts.html.j2").module


@cache
def environment() -> Environment:
    """Make the one Jinja environment: always escaping, and strict about names."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("align.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "words": words,
        "language": languages.name,
        "has_spaces": lambda tag: bool(languages.joiner(tag)),
        "direction": words.direction,
        "term_kinds": KINDS,
    }
    made.filters["urlpath"] = quote
    made.filters["urladdress"] = lambda address: quote(address, safe="/#")
    made.filters["grouped"] = lambda number: f"{number:,}".replace(",", "\u202f")
    return made


def beside(outputs: Mapping[str, str], kind: str) -> str:
    """Give the address of an article's output as seen from its page; empty when there is none."""
    if kind not in outputs:
        return ""
    folder = posixpath.dirname(outputs.get("html", ""))
    return quote(posixpath.relpath(outputs[kind], folder or "."))


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
