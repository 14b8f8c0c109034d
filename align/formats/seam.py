"""What a format is: a name, endings, and a reader whose documents know how to write themselves back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from align.registry import Registry

if TYPE_CHECKING:
    from align.document import Document


class Format(Protocol):
    """Read one kind of file; `extensions` are lower case with their dot."""

    name: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]
    mimetypes: ClassVar[tuple[str, ...]]

    def read(self, raw: bytes, path: str) -> Document:
        """Give the document, its paragraphs found, its language unknown and its segments not yet cut.

        `path` is for messages and `Document.path`. Raises InputError, never anything else, for bytes of any kind.
        """


FORMATS = Registry(
    "format",
    "align.formats",
    {
        "plaintext": "align.formats.plaintext:PlainText",
        "markdown": "align.formats.markdown:Markdown",
        "html": "align.formats.html:Html",
    },
)
