"""The command that shows how a file is understood, and the seats of a list that is understood whole.

Refuses to contain logic: it opens a file, has it read, and says what came of it.
"""

import argparse
import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.cli.door import MEETING, AddCommand
from server.cli.meant import meeting_meant
from server.cli.programme import read_file, said_of
from server.cli.wording import said as said_refusal
from server.domain.errors import Malformed
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Region
from server.host.attached import attached
from server.secretariat.importing import regions_in, sample_file
from server.secretariat.reading.apart import Readers
from server.secretariat.seat_files import Hints, seats_of, understand
from server.settings import Settings
from server.words.seat_list import told_seat_list
from server.words.strings import Strings

Json = Mapping[str, Any]
_LANGUAGE = "en"
_MOST_ROWS_SAID = 12


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was named on the command line."""

    name: str
    given: bytes

    @classmethod
    def read(cls, path: Path) -> "Handed":
        """Read the file."""
        return cls(str(path), path.read_bytes())


def add_reading_command(command: AddCommand) -> None:
    """Add `read`."""
    read = command("read", _read, "show how a programme or a seat list is understood; nothing is stored")
    read.add_argument("file", type=Path, help="DOCX, ODT, PDF, HTML, XLSX, ODS, XLS, JSON, or text in any encoding")
    read.add_argument("meeting", nargs="?", default="", help=f"the meeting whose regions are meant: {MEETING}")
    read.add_argument("--seats", action="store_true", help="the file is a seat list, not a programme")
    read.add_argument("--regions", type=Path, help="CSV: id,name,short,seats (the six of the sample by default)")
    read.add_argument("--columns", default="", help="what columns are, like A:name,B:delegation,C:region,D:-")
    read.add_argument("--answer", action="append", default=[], metavar="WORD=REGION", help="which region a word means")
    read.add_argument("--header", type=int, help="the row of the header; 0 where there is none")
    read.add_argument("--sheet", default="", help="the sheet to read, by its name")
    read.add_argument("--encoding", default="", help="the encoding of a text, like cp1251")
    read.add_argument("--json", action="store_true", help="all of it, as programs read it")


def _read(asked: argparse.Namespace, settings: Settings) -> None:
    if not asked.seats:
        programme = read_file(str(asked.file), asked.file.read_bytes())
        print(json.dumps(programme, ensure_ascii=False, indent=2) if asked.json else "\n".join(said_of(programme)))
        return
    pairs = [part.partition(":") for part in asked.columns.split(",") if part]
    answers = {word: region for word, _, region in (answer.rpartition("=") for answer in asked.answer)}
    columns = {letters: meaning for letters, _, meaning in pairs}
    hints = Hints(columns, answers, asked.header, asked.sheet, asked.encoding)
    listed = asked.regions.read_text(encoding="utf-8") if asked.regions else sample_file("regions.csv")
    regions = asyncio.run(_regions_of(settings, asked.meeting)) if asked.meeting else regions_in(listed)
    read = asyncio.run(_read_file(Handed.read(asked.file), regions, hints))
    print(json.dumps(read, ensure_ascii=False, indent=2) if asked.json else "\n".join(_said(read, regions)))


async def _regions_of(settings: Settings, meeting: str) -> tuple[Region, ...]:
    async with attached(settings) as (context, _):
        return (await context.programme(await meeting_meant(context, meeting))).regions


async def seats_in(file: Handed, regions: Sequence[Region]) -> tuple[tuple[Seat, ...], list[str]]:
    """Read the seats of a meeting that is to be founded, and say what was asked and taken for something.

    Raises:  ValueError naming the file, and the row and word of everything that must be put right.
    """
    read = await _read_file(file, regions, Hints())
    stops = [problem["message"] for problem in read["problems"] if problem["stops"]]
    if stops:
        raise ValueError("\n".join([f"{file.name} cannot be read as it is:", *stops]))
    return seats_of(read), [f"{file.name}: {line}" for line in _asked(read, regions)]


async def _read_file(file: Handed, regions: Sequence[Region], hints: Hints) -> Json:
    try:
        read = await understand(Readers(), file.given, regions, hints)
    except Malformed as refused:
        raise ValueError(f"{file.name}: {said_refusal(refused)}") from refused
    return told_seat_list(Strings.read(), _LANGUAGE, read)


def _said(read: Json, regions: Sequence[Region]) -> Iterator[str]:
    """Say how a list was understood: file, columns, seats by region, and everything to put right or to answer."""
    about = [
        read["kind"],
        read["encoding"] and f"encoding {read['encoding']}",
        read["sheet"] and f"sheet {read['sheet']}",
    ]
    header = f"header in row {read['header_row']}" if read["header_row"] else "no header"
    yield ", ".join([*filter(None, about), header])
    for column in read["columns"]:
        cells = " | ".join(cell for cell in column["cells"] if cell)
        yield f"  {column['column']:<3} {column['meaning'] or '-':<12} {column['header']:<20} {cells}"
    seats = read["rows"]
    yield f"{len(seats)} seats, {sum(row['votes'] for row in seats)} with a vote"
    for region in regions:
        if number := sum(row["region_id"] == region.id for row in seats):
            yield f"  {region.id:<12} {number:>5}  {region.name}"
    yield from (f"- {problem['message']}" for problem in read["problems"] if problem["stops"])
    yield from (f"? {line}" for line in _asked(read, regions))
    for passed in read["passed_over"]:
        yield f"  row {passed['row']} is no seat ({passed['code']}): {passed['text']}"


def _asked(read: Json, regions: Sequence[Region]) -> Iterator[str]:
    """Say what may be meant otherwise."""
    yield from (problem["message"] for problem in read["problems"] if not problem["stops"])
    yield from (double["message"] for double in read["doubles"])
    names = {region.id: region.name for region in regions}
    for word in read["matched_regions"]:
        yield f"“{word['text']}” was read as {names[word['region_id']]} ({_rows(word['rows'])})"
    for word in read["unmatched_regions"]:
        meant = " or ".join(names[region_id] for region_id in word["candidates"])
        yield f"“{word['text']}”: which region is meant{f', {meant}' if meant else ''}? ({_rows(word['rows'])})"


def _rows(rows: Sequence[int]) -> str:
    said = ", ".join(map(str, rows[:_MOST_ROWS_SAID]))
    more = len(rows) - _MOST_ROWS_SAID
    return f"row{'s' * (len(rows) > 1)} {said}{f' and {more} more' if more > 0 else ''}"
