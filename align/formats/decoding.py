"""Turn the bytes of an article into text, or say what was seen and how to mend it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from align.errors import InputError

# No article comes near it; a file of this size is a dump or a mistake, and would be held in memory several times over.
LARGEST_FILE = 64 * 1024 * 1024
# One control character in a hundred is more than any text editor leaves behind.
CONTROL_SHARE = 0.01
# UTF-16 of a Latin text has a zero in nearly every second byte.
ZERO_SHARE = 0.4
# Share of the non-ASCII characters that one language must explain before a legacy charset is believed.
ALPHABET_SHARE = 0.9
# A Latin text is mostly ASCII letters, whatever the language.
ASCII_SHARE = 0.6
# A text in another script has more of its letters there, even with many foreign names.
FOREIGN_SHARE = 0.5

_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_ADVICE = "save the file as UTF-8"
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff\xe0", "a JPEG picture"),
    (b"\xff\xd8\xff\xe1", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# UTF-32 before UTF-16: its mark begins with the other's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages mean by these labels (WHATWG Encoding Standard, section 4.2).
_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "x-gbk": "gb18030", "unicode": "utf-16",
}  # fmt: skip
# In order of how often news is found in them; the letters beyond ASCII of the languages written in each.
_ALPHABETS = (
    ("cp1252", ("áâãàçéêíóôõúü", "áéíóúüñ", "àâæçéèêëîïôœùûü", "äöüß", "àèéìíîòóùú", "åäöéü", "æøåéèêóòâô",
                "áèéêëïíóöúüç", "àçèéíïòóúü", "áðéíóúýþæö", "é")),
    ("cp1250", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž")),
    ("iso8859_2", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž")),
    ("cp1254", ("çğıöşüâîûi̇",)),
    ("cp1257", ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")),
)  # fmt: skip
# A symbol that touches a letter so is no symbol, but a letter of another charset ("powiedzia³", "¼ród³a").
_MISPLACED = re.compile(r"[^\W\d_][±¼½¾×÷¢¥¡¿£]|[±¼½¾×÷¢¥£²³][^\W\d_]")
_MARKS = frozenset("“”„‘’‚«»‹›–—…•·¿¡ªº°§©®™€£¥¢±×÷½¼¾²³\u00a0\u00ad†‡‰´`¨")
# Charsets that news is really kept in, for the last resort; without this list rare ones win on short texts.
_PLAUSIBLE = (
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1253", "iso8859_7", "cp1255", "cp1256", "iso8859_6",
    "cp874", "cp949", "euc_kr", "cp932", "euc_jp", "iso2022_jp", "iso2022_kr", "gb18030", "big5", "big5hkscs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the charset that it was read with."""

    text: str
    charset: str


def decode(raw: bytes, *, path: str, declared: str = "") -> Decoded:
    """Read bytes by their mark, as UTF-8, by the declared charset, then by what they look like.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever a declaration says: no legacy text is so by chance.
    """
    _refuse_binary(raw, path)
    found = _by_mark(raw, path) or _by_trial(raw, declared) or _by_zeros(raw) or _by_pairs(raw) or _by_looks(raw)
    if found is None:
        raise _undecodable(raw, path, declared)
    _refuse_controls(found, raw, path)
    return found


def _refuse_binary(raw: bytes, path: str) -> None:
    if len(raw) > LARGEST_FILE:
        raise InputError(f"larger than {LARGEST_FILE >> 20} MB", where=path, advice="split the file")
    for magic, kind in _MAGIC:
        if raw.startswith(magic):
            raise InputError(f"this is {kind}, not a text", where=path, advice="export it as plain text or HTML first")


def _refuse_controls(found: Decoded, raw: bytes, path: str) -> None:
    if len(raw.translate(None, _CONTROLS)) == len(raw):
        return
    controls = re.findall(f"[{re.escape(_CONTROLS.decode())}]", found.text)
    if "\0" in controls or len(controls) > CONTROL_SHARE * len(found.text):
        at = found.text.index(controls[0])
        seen = f"{len(controls)} control characters, the first {controls[0]!r} at character {at}"
        raise InputError(f"{seen}: this is not a text", where=path, advice="export it as plain text or HTML first")


def _by_mark(raw: bytes, path: str) -> Decoded | None:
    for mark, charset in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw[len(mark) :].decode(charset), charset)
            except UnicodeDecodeError as error:
                message = f"begins as {charset.upper()}, but byte {error.start + len(mark)} does not belong there"
                raise InputError(message, where=path, advice=_ADVICE) from error
    return None


def _by_trial(raw: bytes, declared: str) -> Decoded | None:
    label = declared.strip().lower()
    charset = _LABELS.get(label, label)
    stateful = b"\x1b" in raw or b"~{" in raw or b"\0" in raw  # ISO-2022, HZ and UTF-16 look like ASCII or UTF-8
    order = [charset, "utf-8"] if stateful else ["utf-8", charset]
    if b"\x1b$" in raw:
        order = [charset, "iso2022_jp", "iso2022_kr", "utf-8"]
    for candidate in filter(None, order):
        text = _try(raw, candidate)
        if text is not None and not (candidate == "utf-8" and "\0" in text):
            return Decoded(text, candidate)
    return None


def _try(raw: bytes, charset: str) -> str | None:
    try:
        codec = codecs.lookup(charset)
    except (LookupError, ValueError):
        return None
    # A declaration must not start the codecs that are no charsets (base64, rot13), nor the ones that never fail.
    if not codec._is_text_encoding or codec.name in {"unicode_escape", "raw_unicode_escape", "utf-7"}:  # noqa: SLF001  # no public name for it
        return None
    try:
        return raw.decode(charset)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _by_zeros(raw: bytes) -> Decoded | None:
    if b"\0" not in raw or len(raw) % 2:
        return None
    half = len(raw) / 2
    for charset, zeros in (("utf-16-le", raw[1::2].count(0)), ("utf-16-be", raw[::2].count(0))):
        text = _try(raw, charset) if zeros > ZERO_SHARE * half else None
        if text is not None:
            return Decoded(text, charset)
    return None


def _by_pairs(raw: bytes) -> Decoded | None:
    """Mend UTF-8 made from halves of UTF-16 pairs, as some databases export it (CESU-8)."""
    halves = _halves(raw)
    try:
        return Decoded(halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le"), "utf-8") if halves else None
    except UnicodeDecodeError:
        return None


def _halves(raw: bytes) -> str:
    """Read bytes that are UTF-8 but for halves of UTF-16 pairs; empty where they are not."""
    try:
        return raw.decode("utf-8", "surrogatepass") if b"\xed" in raw else ""
    except UnicodeDecodeError:
        return ""


def _by_looks(raw: bytes) -> Decoded | None:
    if b"\0" in raw or _halves(raw):
        return None
    latin = max(((_likeness(raw, *row), -rank, row[0]) for rank, row in enumerate(_ALPHABETS)), default=(0.0, 0, ""))
    if latin[0] >= ALPHABET_SHARE:
        return Decoded(raw.decode(latin[2]), latin[2])
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=list(_PLAUSIBLE)).best()
    return Decoded(str(best), best.encoding) if best is not None and _is_foreign(str(best)) else None


def _is_foreign(text: str) -> bool:
    """Tell whether a text is in another script throughout; single odd characters are no evidence of a charset."""
    letters = [char for char in text if char.isalpha()]
    foreign = [char for char in letters if char > "\u036f"]
    others = sum(char > "\x7f" and not char.isalpha() and char not in _MARKS for char in text)
    return len(foreign) > FOREIGN_SHARE * (len(letters) + others)


def _likeness(raw: bytes, charset: str, alphabets: tuple[str, ...]) -> float:
    """Give the share of non-ASCII characters that the best of the languages explains; 0 where Latin letters are few."""
    text = _try(raw, charset)
    if text is None:
        return 0.0
    foreign = [char for char in text if char > "\x7f"]
    letters = sum(char.isalpha() for char in text)
    if not foreign or letters - sum(char.isalpha() for char in foreign) < ASCII_SHARE * letters or not letters:
        return 0.0
    misplaced = sum(1 for _ in _MISPLACED.finditer(text))
    counted = [char for char in foreign if char not in _MARKS]
    explained = max(sum(char.lower() in alphabet for char in counted) for alphabet in alphabets)
    return explained / (len(counted) + misplaced) if counted or misplaced else 1.0


def _undecodable(raw: bytes, path: str, declared: str) -> InputError:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    else:
        return InputError(f"{raw.count(0)} NUL bytes: this is not a text", where=path, advice=_ADVICE)
    said = f", nor the declared {declared!r}" if declared else ""
    line = raw.count(b"\n", 0, at) + 1
    return InputError(f"not UTF-8{said}: byte 0x{raw[at]:02X} in line {line}", where=path, advice=_ADVICE)
