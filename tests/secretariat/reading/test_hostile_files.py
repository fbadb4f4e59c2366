"""Files that nobody should hand in: each gets an answer or a sentence in time, from a process that holds little."""

import random
import struct
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from server.domain.errors import Malformed
from server.secretariat.reading.apart import SEAT_LISTS, Readers
from server.secretariat.reading.kinds import MOST_PARTS, MOST_UNPACKED
from tests.secretariat.reading.files import MAIN, compound, ods, packed, xls, xlsx

LIST = [["name", "region"], ["Ann", "Africa"]]
SHEET = "xl/worksheets/sheet1.xml"
OUTSIDE = Path("/etc/hostname")


def workbook(sheet: str | bytes) -> bytes:
    """An XLSX file with this for its sheet."""
    return xlsx({"S": LIST}, more={SHEET: sheet})


def cell_at(reference: str) -> bytes:
    return workbook(f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
                    f'<c r="{reference}1048576"><v>1</v></c></row></sheetData></worksheet>')  # fmt: skip


def repeated_ods() -> bytes:
    many = ods({"S": [["x" * 40]]})
    with zipfile.ZipFile(BytesIO(many)) as parts:
        content = parts.read("content.xml").decode()
        others = {name: parts.read(name) for name in parts.namelist() if name != "content.xml"}
    content = content.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">')
    content = content.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" ')
    return packed({**others, "content.xml": content})


def lying_bomb() -> bytes:
    """A part that says it is small and unpacks to 200 MB."""
    bomb = bytearray(workbook(b" " * 200_000_000))
    for start in (b"PK\x01\x02", b"PK\x03\x04"):
        place = bomb.find(start)
        while place >= 0:
            size = place + (24 if start == b"PK\x01\x02" else 22)
            if struct.unpack_from("<I", bomb, size)[0] > 1_000_000:
                struct.pack_into("<I", bomb, size, 1_000)
            place = bomb.find(start, place + 4)
    return bytes(bomb)


def locked_zip() -> bytes:
    locked = bytearray(xlsx({"S": LIST}))
    place = locked.find(b"PK\x01\x02")
    locked[place + 8] |= 1
    return bytes(locked)


def entities(declared: str, used: str) -> bytes:
    return workbook(f'<?xml version="1.0"?><!DOCTYPE x [{declared}]><worksheet xmlns="{MAIN}"><sheetData><row>'
                    f'<c t="inlineStr"><is><t>{used}</t></is></c></row></sheetData></worksheet>')  # fmt: skip


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))
NOISE = random.Random(15)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "file_empty"),
    "zeros": (lambda: bytes(100_000), "file_empty"),
    "a zip bomb": (lambda: workbook(b" " * (MOST_UNPACKED + 1)), "file_too_much"),
    "a zip bomb that lies": (lying_bomb, "file_"),
    "ten thousand parts": (lambda: packed(dict.fromkeys(map(str, range(MOST_PARTS + 1)), "")), "file_too_much"),
    "an archive in an archive": (lambda: packed({"a.zip": packed({"b.zip": packed({"c.csv": "x"})})}), "file_archive"),
    "a tar": (lambda: b"a.csv".ljust(257, b"\0") + b"ustar\x0000" + bytes(2_000), "file_archive"),
    "a gzip": (lambda: b"\x1f\x8b\x08" + bytes(50), "file_archive"),
    "a locked zip": (locked_zip, "file_encrypted"),
    "a locked workbook": (lambda: compound({"EncryptedPackage": b"x" * 9_000}), "file_encrypted"),
    "a locked ODS": (lambda: ods({"S": LIST}, manifest="<manifest:encryption-data/>"), "file_encrypted"),
    "half a workbook": (lambda: xlsx({"S": LIST * 500})[:1_500], "file_damaged"),
    "a workbook without its sheets": (lambda: packed({"[Content_Types].xml": "<a/>", "xl/x": ""}), "file_damaged"),
    "a sheet that is no XML": (lambda: workbook("<worksheet><sheetData><row><c"), "file_"),
    "a sheet 100,000 deep": (lambda: workbook("<a>" * 100_000), "file_"),
    "one cell far away": (lambda: cell_at("XFD"), "file_too_"),
    "an ODS of 17 billion cells": (repeated_ods, "file_"),
    "an external entity": (lambda: entities(f'<!ENTITY e SYSTEM "file://{OUTSIDE}">', "&e;"), ""),
    "a billion laughs": (lambda: entities(LAUGHS, "&l11;"), ""),
    "100,000 rows of a workbook": (lambda: xlsx({"S": [*LIST] * 50_000}), "file_too_many_rows"),
    "100,000 rows of text": (lambda: b"name;region\n" + b"Ann;AF\n" * 100_000, "too_many_rows"),
    "formulas": (lambda: xlsx({"S": [["name", "region"], ["=WEBSERVICE(A1)", "AF"], ["#REF!", "AF"]]}), "formula"),
    "a workbook with macros": (lambda: xlsx({"S": LIST}, more={"xl/vbaProject.bin": NOISE.randbytes(9_000)}), ""),
    "formulas of text": (lambda: b"name;region\n=cmd|' /C calc'!A0;AF\n", "formula"),
    "an old workbook of noise": (lambda: compound({"Workbook": NOISE.randbytes(9_000)}), "file_damaged"),
    "an old workbook, cut": (lambda: xls(LIST * 300)[:2_000], "file_damaged"),
    "a Word file": (lambda: packed({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "file_no_table"),
    "a PDF": (lambda: b"%PDF-1.7\n" + bytes(9), "file_no_table"),
    "a web page": (lambda: b"\xef\xbb\xbf\n<html><table><tr><td>name</td></tr></table>", "file_no_table"),
    "a spreadsheet as XML": (lambda: b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://192.0.2.1/x">', "file_no_table"),
    "noise": (lambda: NOISE.randbytes(300_000), "file_no_text"),
    "half of UTF-16": (lambda: "name;region\nAnn;AF".encode("utf-16")[:-1], "file_encoding"),
    "half a character": (lambda: b"\xff\xfe" + b"n\0" * 9 + b"\x00\xd8", "file_encoding"),
    "four MiB of letters": (lambda: b"x" * 4_194_304, "bad_quotes"),
    "four MiB of quotation marks": (lambda: b'"' * 4_194_303, ""),
    "four MiB of separators": (lambda: b";x" * 2_097_152, ""),
    "four MiB of line ends": (lambda: b"name;region\n" + b"\n" * 4_194_000, "file_too_many_rows"),
    "four MiB of high bytes": (lambda: bytes(NOISE.choices(range(160, 256), k=4_000_000)), ""),
    "20,000 regions": (lambda: "".join(f"Ann;Afri{n};x\n" for n in range(20_000)).encode(), ""),
    "regions nearly all alike": (lambda: b"name;region\n" + b"".join(b"A;Asia %d\n" % n for n in range(19_000)), "un"),
}  # fmt: skip
"""Each kind of file, and what is said of it; where nothing stands it may be read, so far as there is anything."""
HEAVY = {"100,000 rows of a workbook", "100,000 rows of text", "four MiB of high bytes", "four MiB of separators",
         "20,000 regions", "regions nearly all alike", "an ODS of 17 billion cells"}  # fmt: skip
"""What a slow machine may give up in place of reading it."""


async def answered(given: bytes) -> tuple[str, str]:
    """Have a file read, as the service does: the reason or the problems, and everything that was read."""
    try:
        read = await Readers().read(SEAT_LISTS, given, {"regions": [["AF", "Africa"], ["AP", "Asia and the Pacific"]]})
    except Malformed as refused:
        return refused.reason, ""
    return " ".join(sorted({problem["code"] for problem in read["problems"]})), str(read)


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_is_answered_in_time(name: str) -> None:
    write, expected = HOSTILE[name]
    given = write()
    began_s = time.monotonic()
    reason, read = await answered(given)
    assert time.monotonic() - began_s < 5
    assert expected in reason or (name in HEAVY and reason == "file_too_long")
    assert reason or read


async def test_nothing_outside_a_file_is_brought_into_it() -> None:
    """An entity that names a file of the machine is not followed."""
    _, read = await answered(HOSTILE["an external entity"][0]())
    assert OUTSIDE.read_text("utf-8").strip() not in read  # noqa: ASYNC240 - it is one line
