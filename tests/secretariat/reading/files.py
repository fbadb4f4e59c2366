"""Files as people and programs write them, made of rows: spreadsheets of three kinds, each as small as can be."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[object]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", method) as into:
        for name, part in parts.items():
            into.writestr(name, part)
    return written.getvalue()


def xlsx(
    sheets: Mapping[str, Rows],
    *,
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An XLSX file; a cell that begins with `=` is a formula without a value; `merged` are of the first sheet."""
    names = list(sheets)
    state = dict.fromkeys(hidden, ' state="hidden"')
    kinds = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"{state.get(name, "")}/>'
        for n, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{kinds}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
    }
    for number, name in enumerate(names, 1):
        cells = "".join(f"<row>{''.join(map(_xlsx_cell, row))}</row>" for row in sheets[name])
        ranges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged) if number == 1 else ""
        ranges = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{ranges}</worksheet>'
        )
    return packed(parts | dict(more or {}))


def _xlsx_cell(cell: object) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, bool):
        return f'<c t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | float):
        return f"<c><v>{cell}</v></c>"
    if str(cell).startswith("="):
        return f"<c><f>{escape(str(cell)[1:])}</f></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is></c>'


def ods(sheets: Mapping[str, Rows], *, manifest: str = "") -> bytes:
    """An ODS file."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    spaces = " ".join(f'xmlns:{each}="{OASIS}:{each}:1.0"' for each in ("office", "table", "text"))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({
        "mimetype": kind,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>{manifest}</manifest:manifest>',
        "content.xml": f"<?xml version='1.0'?><office:document-content {spaces}><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>",
    })  # fmt: skip


def _ods_row(row: Sequence[object]) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
        if cell not in (None, "") else "<table:table-cell/>" for cell in row
    )  # fmt: skip
    return f"<table:table-row>{cells}</table:table-row>"


def xls(rows: Rows, name: str = "Sheet1", stream: str = "Workbook") -> bytes:
    """An XLS file: records of BIFF8 in a compound file.

    Source:  [MS-XLS] and [MS-CFB].
    """

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    cells = b""
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if text := str(cell if cell is not None else ""):
                said = text.encode("utf-16-le")
                cells += record(0x0204, struct.pack("<HHHHB", place, column, 0, len(said) // 2, 1) + said)
    sheet = begin(0x0010) + record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, 256, 0)) + cells + record(0x000A, b"")
    page = record(0x0042, struct.pack("<H", 1200))
    title = name.encode("latin-1")
    length = len(begin(5)) + len(page) + 4 + 8 + len(title) + 4
    listed = record(0x0085, struct.pack("<IBBBB", length, 0, 0, len(title), 0) + title)
    return compound({stream: begin(0x0005) + page + listed + record(0x000A, b"") + sheet})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file whose streams lie in sectors of 512 bytes, one after the other."""
    sectors: list[bytes] = []
    following: list[int] = []
    entries = [_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)]

    def lay(body: bytes) -> int:
        first = len(sectors)
        parts = [body[place : place + 512].ljust(512, b"\x00") for place in range(0, len(body), 512)]
        sectors.extend(parts)
        following.extend([*range(first + 1, first + len(parts)), 0xFFFFFFFE])
        return first

    for name, body in streams.items():
        whole = body.ljust(4_096, b"\x00")
        entries.append(_entry(name, 2, 0xFFFFFFFF, lay(whole), len(whole)))
    folder = lay(b"".join(entries).ljust(512, b"\x00"))
    tables = -(-(len(sectors) + 8) // 127)
    table = [*following, *[0xFFFFFFFD] * tables]
    table += [0xFFFFFFFF] * (tables * 128 - len(table))
    first = len(sectors)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables, folder, 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )  # fmt: skip
    places = [*range(first, first + tables), *[0xFFFFFFFF] * (109 - tables)]
    return head + struct.pack("<109I", *places) + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    said = (name + "\x00").encode("utf-16-le")
    none = 0xFFFFFFFF
    return (
        said.ljust(64, b"\x00") + struct.pack("<HBBIII", len(said), kind, 1, none, none, child if kind == 5 else none)
        + bytes(36) + struct.pack("<IQ", first, size)
    )  # fmt: skip
