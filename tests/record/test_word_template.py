"""What is taken as a template of reports, and what is refused with which sentence."""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from html import escape

import pytest
from docx import api
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.errors import Malformed, Refusal, TooLarge
from server.record.word_template import LARGEST_TEMPLATE, check_template

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def a_template() -> bytes:
    """Save a Word document with a style of its own."""
    word, saved = api.Document(), io.BytesIO()
    word.styles["Heading 1"].font.name = "Georgia"
    word.sections[0].header.paragraphs[0].text = "The secretariat"
    word.save(saved)
    return saved.getvalue()


def changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Give a template whose parts are otherwise."""
    with zipfile.ZipFile(io.BytesIO(a_template())) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    change(parts)
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as after:
        for name, part in parts.items():
            after.writestr(name, part)
    return saved.getvalue()


def leads_outside(parts: dict[str, bytes]) -> None:
    """Attach the template of an office, as Word does."""
    parts["word/_rels/settings.xml.rels"] = (
        f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" TargetMode="External" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="file:///office.dotm"/></Relationships>'
    ).encode()


def spelled(parts: dict[str, bytes], with_: str = ' TargetMode="External" ', code: str = "utf-8") -> None:
    """Lead outside in another spelling."""
    leads_outside(parts)
    said = parts["word/_rels/settings.xml.rels"].decode().replace(' TargetMode="External" ', with_)
    parts["word/_rels/settings.xml.rels"] = said.replace("1.0", f'1.0" encoding="{code}', 1).encode(code)


def with_field(parts: dict[str, bytes], said: str) -> None:
    """Put a field into the body, parted as Word parts it."""
    runs = "".join(f"<w:r><w:instrText>{escape(part)}</w:instrText></w:r>" for part in (said[:4], said[4:]))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", f"<w:body><w:p>{runs}</w:p>".encode())


REFUSED = {
    "no_archive": (b"%PDF-1.7", "template_kind"),
    "nothing": (b"", "template_kind"),
    "another_archive": (changed(lambda parts: parts.pop("word/document.xml")), "template_kind"),
    "no_types": (changed(lambda parts: parts.pop("[Content_Types].xml")), "template_kind"),
    "broken": (a_template()[:-200], "template_kind"),
    "declared": (
        changed(lambda parts: parts.update({"word/styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})),
        "template_kind",
    ),
    "program": (changed(lambda parts: parts.update({"word/vbaProject.bin": b"\0"})), "template_active"),
    "another_file": (changed(lambda parts: parts.update({"word/embeddings/a.xlsx": b"\0"})), "template_active"),
    "outside": (changed(leads_outside), "template_outside"),
    "outside_spelled_otherwise": (
        changed(partial(spelled, with_=' TargetMode = "Exter&#110;al" ')),
        "template_outside",
    ),
    "outside_in_other_letters": (changed(partial(spelled, code="utf-16")), "template_outside"),
    "fetches": (changed(partial(with_field, said="DDEAUTO c:\\\\windows\\\\calc.exe")), "template_outside"),
    "leads_to_a_page": (changed(partial(with_field, said='HYPERLINK "https://example.org"')), "template_outside"),
}


def test_a_word_document_is_a_template() -> None:
    check_template(a_template())
    check_template(changed(partial(with_field, said='HYPERLINK \\l "_Toc1"')))


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_one_is_refused_with_what_to_do(name: str) -> None:
    """Programs, other files, what leads outside, what is no Word document."""
    template, reason = REFUSED[name]
    with pytest.raises(Malformed) as no:
        check_template(template)
    assert no.value.reason == reason


def test_what_is_large_or_unpacks_to_much_is_refused() -> None:
    """Nothing of it is unpacked."""
    for large in (b"\0" * (LARGEST_TEMPLATE + 1), changed(lambda parts: parts.update({"a": b"\0" * (17 << 20)}))):
        with pytest.raises(TooLarge):
            check_template(large)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(a_template()) - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_document_is_taken_or_refused_and_nothing_else(at: int, instead: bytes) -> None:
    """Wherever it is damaged."""
    whole = a_template()
    refused: Refusal | None = None
    try:
        check_template(whole[:at] + instead + whole[at + len(instead) :])
    except Refusal as refusal:
        refused = refusal
    assert refused is None or refused.reason.startswith("template")
