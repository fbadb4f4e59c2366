"""Papers as whoever edits them says them: each by its id, otherwise in some fields, or new.

Refuses to know what else is edited. Invariants: whatever is wrong is refused with a sentence that says what to do; of a
file nothing is believed but which one it is; an address is one of the web, without a name or a password in it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from server.domain.agenda.problems import is_no_text
from server.domain.errors import Malformed, TextTooLong
from server.domain.procedure.handed_in import is_list_of
from server.domain.procedure.papers import MOST_ROWS, PAPER_KINDS, Figure, KeptFile, Paper, PaperKind
from server.domain.procedure.words import in_lines, in_one_line
from server.domain.visible import has_visible_character

LONGEST_TITLE, LONGEST_ADDRESS, LONGEST_TEXT, LONGEST_LABEL, LONGEST_UNIT, LONGEST_SOURCE = (
    120,
    1_000,
    2_000,
    60,
    20,
    200,
)
LONGEST_NAME = 80
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")
_COMMA = re.compile(r"[0-9]{1,12}[,\u066b][0-9]{1,2}")
_NOT_IN_NAMES = frozenset('\\/:*?"<>|')


def papers_from(now: Sequence[Paper], said: object, files: Mapping[str, KeptFile]) -> tuple[Paper, ...]:
    """Read all papers that are to stay or to come, in their order.

    Shape:   the id of one stands for it as it is, an object with an id for that one otherwise in the fields that it
             has, an object without for a new one; `files` are those that are kept, by digest.
    Raises:  Malformed, TextTooLong.
    """
    known = {paper.id: paper for paper in now}
    if not isinstance(said, list):
        raise Malformed("field", field="papers")
    papers = []
    for one in said:
        if isinstance(one, str) and one in known:
            papers.append(known[one])
        elif isinstance(one, Mapping) and one.get("id", "") in (*known, ""):
            papers.append(_paper(known.get(one.get("id", "")), one, files))
        else:
            raise Malformed("field", field="papers")
    return tuple(papers)


def files_named_in(said: object) -> list[str]:
    """Name the files that an edit of papers speaks of, each by its digest."""
    if not isinstance(said, list):
        return []
    named = [one.get("file") for one in said if isinstance(one, Mapping)]
    return sorted({digest for digest in named if isinstance(digest, str) and digest})


def clean_name(said: str, ending: str) -> str:
    """Make a name for a file out of what somebody called it: no folder, nothing that is not seen, the right ending."""
    last = unicodedata.normalize("NFC", said).replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if letter in _NOT_IN_NAMES else letter for letter in last if not _is_hidden(letter))
    stem = " ".join(re.sub(r"\.[A-Za-z0-9]{1,5}$", "", seen.strip()).split()).strip(". ")[:LONGEST_NAME].strip()
    return f"{stem if has_visible_character(stem) else 'paper'}.{ending}"


def read_number(said: object) -> str:
    """Read an exact decimal from nought up, with digits of any script and a point or, before one or two, a comma.

    Raises:  Malformed.
    """
    words = str(said) if isinstance(said, int) and not isinstance(said, bool) else said
    if not isinstance(words, str) or len(words) > LONGEST_LABEL:
        raise Malformed("paper_number", text="")
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in words.strip())
    if _COMMA.fullmatch(digits):
        digits = digits.replace(",", ".").replace("\u066b", ".")
    if not _NUMBER.fullmatch(digits):
        raise Malformed("paper_number", text=words[:LONGEST_UNIT])
    whole, point, parts = digits.partition(".")
    return f"{int(whole)}{point}{parts}".rstrip("0").rstrip(".") if point else str(int(whole))


def _paper(before: Paper | None, one: Mapping[str, object], files: Mapping[str, KeptFile]) -> Paper:
    was = before or Paper("", "", "text", "")
    kind = one.get("kind", was.kind if before else "")
    if not isinstance(kind, str) or kind not in PAPER_KINDS:
        raise Malformed("field", field="kind")
    session_id = one.get("session_id", was.session_id)
    if not isinstance(session_id, str):
        raise Malformed("field", field="session_id")
    title = _line(one.get("title", was.title), LONGEST_TITLE, "paper_title")
    if not has_visible_character(title):
        raise Malformed("paper_title", most=LONGEST_TITLE)
    return _of_kind(kind, Paper(was.id, session_id, kind, title), was, one, files)


def _of_kind(
    kind: PaperKind, bare: Paper, was: Paper, one: Mapping[str, object], files: Mapping[str, KeptFile]
) -> Paper:
    """Read what a paper of a kind has beside its title."""
    if kind == "link":
        return replace(bare, address=_address(one.get("address", was.address)))
    if kind == "text":
        return replace(bare, text=_text(one.get("text", was.text)))
    if kind == "file":
        return replace(bare, file=_file(was.file, one, files))
    rows = _rows(one["rows"]) if "rows" in one else was.rows
    if not rows:
        raise Malformed("paper_rows", most=MOST_ROWS)
    unit = _line(one.get("unit", was.unit), LONGEST_UNIT, "paper_unit")
    same = [row.value for row in rows] == [row.value for row in was.rows]  # other words are no other figures
    return replace(
        bare,
        rows=rows,
        unit=unit,
        source=_line(one.get("source", was.source), LONGEST_SOURCE, "paper_source"),
        round_id=was.round_id if same else "",
    )


def _address(said: object) -> str:
    """Read an address of the web.

    Raises:  Malformed.
    """
    address = said.strip() if isinstance(said, str) else ""
    try:
        parts = urlsplit(address)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
    odd = any(letter.isspace() or _is_hidden(letter) or letter in '\\<>"' for letter in address)
    if not right or odd or "@" in parts.netloc or len(address) > LONGEST_ADDRESS:
        raise Malformed("paper_address", most=LONGEST_ADDRESS)
    return address


def _text(said: object) -> str:
    if not isinstance(said, str) or any(map(is_no_text, set(said))):
        raise Malformed("field", field="text")
    text = "\n".join(line for each in in_lines(said).split("\n") if (line := in_one_line(each)))
    if len(text) > LONGEST_TEXT:
        raise TextTooLong("text", most=LONGEST_TEXT)
    if not has_visible_character(text):
        raise Malformed("paper_text", most=LONGEST_TEXT)
    return text


def _file(before: KeptFile | None, one: Mapping[str, object], files: Mapping[str, KeptFile]) -> KeptFile:
    digest = one.get("file", before.digest if before else "")
    kept = before if before and digest == before.digest else files.get(digest) if isinstance(digest, str) else None
    if kept is None:
        raise Malformed("paper_file")
    name = one.get("name", kept.name)
    if not isinstance(name, str):
        raise Malformed("field", field="name")
    return replace(
        kept, name=clean_name(name[: 4 * LONGEST_NAME], kept.media.rpartition("/")[2].replace("jpeg", "jpg"))
    )


def _rows(said: object) -> tuple[Figure, ...]:
    if not is_list_of(said, Mapping) or not 1 <= len(said) <= MOST_ROWS:  # type: ignore[arg-type] # a list by now
        raise Malformed("paper_rows", most=MOST_ROWS)
    rows = []
    for one in said:  # type: ignore[attr-defined]
        label = _line(one.get("label", ""), LONGEST_LABEL, "paper_label")
        if not has_visible_character(label):
            raise Malformed("paper_label", most=LONGEST_LABEL)
        rows.append(Figure(label, read_number(one.get("value"))))
    return tuple(rows)


def _line(said: object, most: int, reason: str) -> str:
    """Read words of one line.

    Raises:  Malformed for the reason.
    """
    if not isinstance(said, str) or len(said) > 4 * most or any(map(is_no_text, set(said) - set("\n\t"))):
        raise Malformed(reason, most=most)
    line = in_one_line(said)
    if len(line) > most:
        raise Malformed(reason, most=most)
    return line


def _is_hidden(letter: str) -> bool:
    """Say whether a letter is none: a control, a turn of direction, half of a pair."""
    return unicodedata.category(letter)[0] == "C"
