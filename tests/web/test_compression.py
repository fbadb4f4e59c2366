"""What goes out compressed, what does not, and what the length of a page tells: nothing."""

import gzip
import re
from pathlib import Path
from urllib.request import Request, urlopen

import brotli
import pytest
from starlette.datastructures import Headers

from server.web.compression import PackedText, accepts_gzip, with_filler
from server.web.static_files import without_comments, without_indents
from tests.contracts.tree import ROOT
from tests.services import Service


@pytest.mark.parametrize(
    ("said", "can"),
    [
        ("gzip, deflate, br", True), ("br;q=1.0, gzip;q=0.5", True), ("GZIP", True), ("gzip; q=1", True),
        ("", False), ("identity", False), ("gzip;q=0", False), ("gzip;q=0.0", False), ("xgzip", False),
    ],
)  # fmt: skip
def test_a_reader_says_what_they_can_read(said: str, can: bool) -> None:
    """A quality of nought is a no."""
    assert accepts_gzip(Headers({"accept-encoding": said})) is can


def test_the_same_page_has_many_lengths_and_one_content() -> None:
    """A filler of random length stands in front, where readers do not look."""
    page = b"<p>for</p>" * 400
    packed = [with_filler(page) for _ in range(50)]
    assert {gzip.decompress(one) for one in packed} == {page}
    assert len({len(one) for one in packed}) > 20


def test_a_small_text_and_a_picture_go_as_they_are() -> None:
    """Where compression gains nothing it is left out; the answer still says that it might have differed."""
    for body, kind in ((b"{}", "application/json"), (b"\x89PNG" * 500, "image/png")):
        answer = PackedText(body, kind).answer(Headers({"accept-encoding": "gzip"}))
        assert answer.body == body
        assert "content-encoding" not in answer.headers
        assert answer.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize("path", sorted((ROOT / "static").rglob("*.[cj]s*")), ids=lambda path: path.name)
def test_comments_and_indents_stay_at_home_and_lines_keep_their_numbers(path: Path) -> None:
    """Every line that says something stands where it stood, and no string runs over lines, for it would lose blanks."""
    sent = without_indents(without_comments(path))
    whole, bare = path.read_bytes().splitlines(), sent.splitlines()
    assert len(whole) == len(bare)
    assert b"/**" not in sent
    kept = [(before, after) for before, after in zip(whole, bare, strict=True) if after.strip()]
    assert kept
    assert all(before.lstrip() == after for before, after in kept if b"/*" not in before and b"*/" not in before)
    assert all(line.count(b"`") % 2 == 0 for line in bare)


def test_answers_of_the_api_are_not_compressed(service: Service) -> None:
    """What a person asks for by a program comes as it is."""
    base = service.base_url
    for path, packed in (("/health", None), ("/", "gzip"), ("/offline", "gzip")):
        with urlopen(Request(base + path, headers={"accept-encoding": "gzip"}), timeout=10) as answer:
            assert answer.headers["content-encoding"] == packed


def test_a_script_goes_out_tighter_to_whoever_can_read_that(service: Service) -> None:
    """The same bytes in every coding, and the smallest one wins."""
    with urlopen(service.base_url + "/", timeout=10) as page:
        address = next(iter(re.findall(r'href="(/static/[^"]*tokens.css)"', page.read().decode())))
    sizes, bodies = {}, set()
    for offer, read in (("br, gzip", brotli.decompress), ("gzip", gzip.decompress), ("br;q=0", bytes)):
        with urlopen(Request(service.base_url + address, headers={"accept-encoding": offer}), timeout=10) as answer:
            body = answer.read()
        sizes[answer.headers["content-encoding"]] = len(body)
        bodies.add(read(body))
    assert len(bodies) == 1
    assert sizes["br"] < sizes["gzip"] < sizes[None]


def test_the_worker_of_the_shell_is_served_from_the_root_and_never_kept(service: Service) -> None:
    """A worker that were kept for long would keep an old shell alive."""
    status, text = service.call("GET", "/service-worker.js")
    assert status == 200
    assert "addEventListener" in text
