"""What a file is, by its bytes, whatever it is called and whatever else it may be."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Malformed
from server.domain.procedure.file_kinds import ENDINGS, JPEG, PDF, PNG, Ends, recognise
from server.domain.procedure.paper_reading import LONGEST_NAME, clean_name
from tests.files import a_jpeg, a_pdf, a_png


def kind_of(whole: bytes, piece: int = 1_000) -> str:
    """Recognise what comes in pieces."""
    ends = Ends()
    for at in range(0, len(whole), piece):
        ends.add(whole[at : at + piece])
    return recognise(ends)


@pytest.mark.parametrize("piece", [7, 1_000, 10**6])
def test_the_three_kinds_are_recognised_in_whatever_pieces_they_come(piece: int) -> None:
    exif = b"\xff\xe1\xff\xfe" + b"x" * 65_532  # what a camera writes before the picture
    assert kind_of(a_pdf(), piece) == PDF
    assert kind_of(a_png(), piece) == PNG
    assert kind_of(a_jpeg(before=exif), piece) == JPEG


HOSTILE = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "html before a PDF": b"<script>alert(1)</script>\n" + a_pdf(),
    "a PDF with a mark of byte order": b"\xef\xbb\xbf" + a_pdf(),
    "a zip": b"PK\x03\x04" + a_pdf(),
    "a gif that is a script": b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)",
    "an executable": b"MZ" + b"\x00" * 100,
    "a word that looks like one": b"%PDF",
    "nothing": b"",
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_does_not_begin_as_one_of_the_three_is_none(hostile: str) -> None:
    """SVG and HTML among it. Holds R191."""
    with pytest.raises(Malformed) as refused:
        kind_of(HOSTILE[hostile])
    assert refused.value.reason == "file_kind"


DAMAGED = {
    "a PDF without an end": a_pdf()[:-20],
    "a PNG that is cut": a_png()[:-4],
    "a PNG with a page behind it": a_png() + b"<script>alert(1)</script>",
    "a PNG of no width": a_png(0, 4),
    "a JPEG that never says how large it is": b"\xff\xd8\xff\xe0\x00\x10" + b"x" * 40,
    "a JPEG of no height": a_jpeg(4, 0),
}


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_file_that_is_not_whole_is_refused(damaged: str) -> None:
    with pytest.raises(Malformed) as refused:
        kind_of(DAMAGED[damaged])
    assert refused.value.reason == "file_damaged"


def test_a_picture_that_no_page_could_hold_is_refused() -> None:
    """A few bytes can say that they are a wall of points."""
    for picture in (a_png(60_000, 60_000), a_jpeg(65_000, 65_000)):
        with pytest.raises(Malformed) as refused:
            kind_of(picture)
        assert refused.value.reason == "file_points"


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", a_jpeg()[:20]])
)
def test_whatever_the_bytes_are_there_is_a_kind_or_a_sentence(rest: bytes, begins: bytes) -> None:
    with suppress(Malformed):
        assert kind_of(begins + rest, 50) in ENDINGS


NAMES = {
    "Report.PDF": "Report.pdf",
    "../../etc/passwd": "passwd.pdf",
    "C:\\papers\\Survey 2026.pdf": "Survey 2026.pdf",
    "invoice\u202efdp.exe": "invoicefdp.pdf",
    'a"b<c>|d?.pdf': "a b c d.pdf",
    "line\r\nset-cookie: x=1.pdf": "lineset-cookie x=1.pdf",
    "\u200f\u2066 .pdf": "paper.pdf",
    "Résumé – Зал 2.pdf": "Résumé – Зал 2.pdf",
    "": "paper.pdf",
}


@pytest.mark.parametrize("said", NAMES)
def test_a_name_has_no_folder_and_nothing_that_is_not_seen(said: str) -> None:
    assert clean_name(said, "pdf") == NAMES[said]


@given(st.text())
def test_every_name_is_a_name_with_the_right_ending(said: str) -> None:
    name = clean_name(said, "png")
    assert name.endswith(".png")
    assert 4 < len(name) <= LONGEST_NAME + 4
    assert not any(letter in name for letter in '/\\:"<>|\r\n\u202e')
