"""Which encoding a text is in: by its mark, by what is valid, by words that are known, and by what letters are likely.

Refuses to know tables. Invariant: a text that is valid UTF-8 is read as that; what is guessed is said, and can be said
otherwise.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable

from server.domain.errors import Malformed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_OLDER = (
    "cp1252", "cp1251", "cp1256", "gb18030", "big5", "cp1250", "koi8-r", "cp866", "mac-roman", "cp850", "iso8859-5",
    "iso8859-6", "iso8859-15", "mac-cyrillic", "cp1253", "cp1254", "cp1255", "cp1257", "shift-jis", "euc-kr",
)  # fmt: skip
_SAMPLE = 16_384
_CLEARLY = 3
_SHORT = 3
_NAME = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
_LOST = "\ufffd"
_CONTROLS = re.compile("[\x7f-\x9f]")
_WORD = re.compile(r"[^\W\d_]+")
KnownWord = Callable[[str], bool]


def decode(given: bytes, said: str, is_known: KnownWord) -> tuple[str, str, bool]:
    """Read bytes as text; say in which encoding, and whether that is certain.

    Shape:   `said` is an encoding that somebody has said, or empty.
    Raises:  Malformed where the bytes are not text, or not in the encoding that was said.
    """
    if said:
        return _as_said(given, said), said, True
    for mark, encoding in _MARKS:
        if given.startswith(mark):
            return _strictly(given[len(mark) :], encoding), encoding, True
    if encoding := _wide(given):
        return _strictly(given, encoding), encoding, False
    try:
        text = given.decode("utf-8")
    except UnicodeDecodeError:
        if (mostly := _mostly_utf_8(given)) is not None:
            return mostly, "utf-8", False
        encoding = _older(given, is_known)
        return given.decode(encoding), encoding, False
    if text.count("\x00"):
        raise Malformed("file_no_text")
    return text, "utf-8", True


def _as_said(given: bytes, said: str) -> str:
    try:
        if not _NAME.fullmatch(said) or not codecs.lookup(said)._is_text_encoding:
            raise Malformed("file_encoding", encoding=said[:40])
        return given.decode(said).removeprefix("\ufeff")
    except (LookupError, UnicodeError) as fault:
        raise Malformed("file_encoding", encoding=said[:40]) from fault


def _strictly(given: bytes, encoding: str) -> str:
    try:
        return given.decode(encoding)
    except UnicodeDecodeError as fault:
        raise Malformed("file_encoding", encoding=encoding) from fault


def _mostly_utf_8(given: bytes) -> str | None:
    """Read UTF-8 in which a few bytes are broken: their rows are told, and all others are right."""
    text = given.decode("utf-8", "replace")
    lost, beyond = text.count(_LOST), len(text) - len(text.encode("ascii", "ignore"))
    return text if beyond >= _CLEARLY * lost + lost else None


def _wide(given: bytes) -> str:
    """Tell UTF-16 without a mark: separators and digits have a zero beside them, nearly always on the same side."""
    sample = given[: _SAMPLE // 2 * 2]
    if len(given) % 2 or not sample.count(0):
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > _CLEARLY * even:
        return "utf-16-le"
    return "utf-16-be" if even > _CLEARLY * odd else ""


def _older(given: bytes, is_known: KnownWord) -> str:
    """Choose among the encodings of before Unicode.

    The words of headers, regions and languages are the best evidence: in a wrong encoding they are not there, and of
    those in which they are, the first of the list is most often met. Without them a library says which letters are
    likely.
    """
    sample = _whole_lines(given)
    if sample.count(0):
        raise Malformed("file_no_text")
    texts = {
        encoding: text for encoding in _OLDER
        if (text := _text(sample, encoding)) is not None and _text(given, encoding) is not None
    }  # fmt: skip
    if not texts:
        raise Malformed("file_no_text")
    known = {encoding: _known(text, is_known) for encoding, text in texts.items()}
    most = max(known.values())
    best = [encoding for encoding in texts if known[encoding] == most]
    if len({texts[encoding] for encoding in best}) == 1:
        return best[0]
    likely = best[0] if most or len(best) == 1 else _likely(sample, best)
    return next(encoding for encoding in best if texts[encoding] == texts[likely])


def _whole_lines(given: bytes) -> bytes:
    return given if len(given) <= _SAMPLE else given[: given.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]


def _text(given: bytes, encoding: str) -> str | None:
    try:
        text = given.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if _CONTROLS.search(text) else text


def _known(text: str, is_known: KnownWord) -> int:
    """Count the different words with a letter beyond ASCII that are known.

    Words are known without their accents, so that a short one is no evidence: by mistake "ŔU" would be RU.
    """
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    return sum(1 for word in words if (len(word) > _SHORT or not _is_latin(word)) and is_known(word))


def _is_latin(word: str) -> bool:
    return all(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") for letter in word)


def _likely(sample: bytes, encodings: list[str]) -> str:
    """Ask a library which encoding makes likely letters; a few accents in Latin words are Western ones."""
    words = re.findall(rb"[A-Za-z\x80-\xff]{2,}", sample)
    beyond = sum(1 for byte in sample if byte >= 0x80)
    letters = sum(map(len, words)) or 1
    if beyond < letters / 3 and encodings[0] == "cp1252":
        return encodings[0]
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only in the process that reads a file

    found = from_bytes(sample, cp_isolation=encodings, preemptive_behaviour=False, language_threshold=0.05)
    best = found.best()
    names = {codecs.lookup(encoding).name: encoding for encoding in encodings}
    return names.get(codecs.lookup(best.encoding).name, encodings[0]) if best is not None else encodings[0]
