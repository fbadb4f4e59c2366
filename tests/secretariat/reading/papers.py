"""Documents as word processors write them, reduced to their bones: DOCX, ODT and PDF."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>"""
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>
<w:lvlText w:val="Session %1:"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts into an archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def p(text: str, style: str = "", number: int = 0, depth: int = 0, *, bold: bool = False) -> str:
    """Write a paragraph of Word."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    words = "</w:t><w:br/><w:t>".join(escape(text).split("\n"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{run}<w:t>{words}</w:t></w:r></w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Write a table of Word; a cell holds the paragraphs of its lines."""
    cell = "<w:tc>{}</w:tc>"
    return "<w:tbl>" + "".join(
        "<w:tr>" + "".join(cell.format("".join(map(p, one.split("\n")))) for one in row) + "</w:tr>" for row in rows
    ) + "</w:tbl>"  # fmt: skip


def docx(*blocks: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """Write a document of Word."""
    body = f"<w:document {W}><w:body>{''.join(blocks)}</w:body></w:document>"
    return packed({
        "[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body, "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING, **(more or {}),
    })  # fmt: skip


def odt(body: str, before: str = "") -> bytes:
    """Write an OpenDocument text."""
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"{before}<office:document-content {ODF}>{inner}</office:document-content>"
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<manifest/>",
        "content.xml": content,
    })  # fmt: skip


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]]) -> bytes:
    """Write a PDF: of each page its words, each with where it stands in points."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        drawn = b"".join(
            b"BT /F1 10 Tf %d %d Td (%s) Tj ET\n"
            % (x, y, text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)"))
            for x, y, text in page
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(written)


def pdf_of(text: str, columns: int = 6) -> bytes:
    """Write a PDF of a text as it is laid out, sixty lines a page."""
    lines = text.split("\n")
    pages = [lines[first : first + 60] for first in range(0, len(lines), 60)]
    return pdf([[
        (40 + columns * (len(line) - len(line.lstrip())), 800 - 12 * place, line.strip())
        for place, line in enumerate(page) if line.strip()
    ] for page in pages])  # fmt: skip
