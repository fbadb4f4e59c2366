"""Settings that cannot work are refused at the start with a sentence, and never with a traceback."""

import os
import socket
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from server.settings import Settings, environment_of, read_settings, require_certificate, with_said
from server.store_address import Node, read_address

CERTIFICATE = Path(__file__).parent / "web" / "encryption" / "certificate.pem"
KEY = CERTIFICATE.with_name("key.pem")
REFUSED = [
    ("PLENUM_PUBLIC_URL", "javascript:alert(1)//"),
    ("PLENUM_PUBLIC_URL", "plenum.example.org"),
    ("PLENUM_PUBLIC_URL", "https://plenum.example.org/votes"),
    ("PLENUM_PUBLIC_URL", "https://plenum.example.org/?a=1"),
    ("PLENUM_PUBLIC_URL", "https://plenum.example.org/#a"),
    ("PLENUM_PUBLIC_URL", "https://somebody:hidden@plenum.example.org"),
    ("PLENUM_PUBLIC_URL", "https://:8000"),
    ("PLENUM_PUBLIC_URL", "https://plenum.example.org:99999"),
    ("PLENUM_PUBLIC_URL", "ftp://plenum.example.org"),
    ("PLENUM_PUBLIC_URL", "https://a b"),
    ("PLENUM_PUBLIC_URL", "https://[::1"),
    ("PLENUM_HOST", "http://127.0.0.1"),
    ("PLENUM_HOST", "127.0.0.1:80 80"),
    ("PLENUM_PORT", "99999"),
    ("PLENUM_PORT", "-1"),
    ("PLENUM_PORT", "80a"),
    ("PLENUM_PORT", "²"),
    ("PLENUM_WORKERS", "0"),
    ("PLENUM_WORKERS", "1000"),
    ("PLENUM_RETENTION_DAYS", "0"),
    ("PLENUM_RETENTION_DAYS", "99999999999999999999999"),
    ("PLENUM_SECRETARIAT_KEY", "a"),
    ("PLENUM_SECRETARIAT_KEY", "hidden"),
    ("PLENUM_SECRETARIAT_KEY", "a" * 40),
    ("PLENUM_CERTFILE", "/there/is/none.pem"),
    ("PLENUM_KEYFILE", "/there/is/none.pem"),
    ("PLENUM_ACK", "paper"),
    ("PLENUM_LOG", "xml"),
    ("PLENUM_DATA", "/dev/null"),
    ("REDIS_URL", "127.0.0.1:6379"),
    ("REDIS_URL", "http://127.0.0.1"),
    ("REDIS_URL", "redis://:hidden@/0"),
    ("REDIS_URL", "redis://:hidden@127.0.0.1:99999/0"),
    ("REDIS_URL", "redis://:hidden@127.0.0.1:6379/first"),
    ("REDIS_URL", "unix://"),
    ("REDIS_URL", "redis://:hidden@one,two"),
    ("REDIS_URL", "redis+ring://one"),
    ("REDIS_URL", "redis+cluster://"),
    ("REDIS_URL", "redis+cluster://:hidden@one,"),
    ("REDIS_URL", "redis+cluster://:hidden@one:0"),
    ("REDIS_URL", "redis+cluster://:hidden@one:70000"),
    ("REDIS_URL", "redis+cluster://:hidden@one,two/1"),
    ("REDIS_URL", "redis+sentinel://one,two"),
    ("REDIS_URL", "redis+sentinel://name:hidden@one,two"),
    ("REDIS_URL", "redis+sentinel://name@one,two/first"),
]


@pytest.mark.parametrize(("variable", "text"), REFUSED)
def test_a_value_that_cannot_work_is_refused_by_name(variable: str, text: str) -> None:
    """The sentence begins with the variable and ends with a full stop; a secret is not in it."""
    with pytest.raises(ValueError, match=rf"^{variable} .*\.$") as refused:
        read_settings({variable: text})
    assert "hidden" not in str(refused.value)


def test_what_works_is_read() -> None:
    """Addresses with port, of version 6, with a slash at the end; a store with user and database."""
    said = {
        "PLENUM_HOST": "::1",
        "PLENUM_PUBLIC_URL": "https://[2001:db8::1]:8443/",
        "PLENUM_PORT": "0",
        "REDIS_URL": "rediss://plenum:word@store.example.org:6380/2?ssl_cert_reqs=required",
        "PLENUM_SECRETARIAT_KEY": "correct-horse-battery",
        "PLENUM_LOG": "json",
    }
    settings = read_settings(said)
    assert settings.base_url == "https://[2001:db8::1]:8443"
    assert (settings.host, settings.port, settings.log_format) == ("::1", 0, "json")
    assert settings.redis_url == said["REDIS_URL"]


@pytest.mark.parametrize(
    ("text", "nodes", "name", "first"),
    [
        ("redis://h:7/2", (), "", None),
        ("redis+cluster://h1,h2:7001", (("h1", 6_379), ("h2", 7_001)), "", "redis://h1:6379"),
        (
            "rediss+cluster://me:w%40rd@[::1]:7?ssl_ca_certs=%2Fca.pem",
            (("::1", 7),),
            "",
            "rediss://me:w%40rd@[::1]:7?ssl_ca_certs=%2Fca.pem",
        ),
        (
            "redis+sentinel://grcp@s1,s2:7/3?username=me&password=word&sentinel_password=other",
            (("s1", 26_379), ("s2", 7)),
            "grcp",
            "redis://s1:26379/3?username=me&password=word",
        ),
    ],
)
def test_a_store_of_several_servers_is_read(text: str, nodes: tuple[Node, ...], name: str, first: str | None) -> None:
    """Their hosts, with the ports that are usual where none are said, and the address of each with all the rest."""
    found = read_address(text)
    assert (found.nodes, found.name, found.text) == (nodes, name, text)
    if first:
        assert found.of(nodes[0]) == first
    if name:
        assert found.of_sentinel(nodes[1]) == "redis://s2:7?password=other"


def test_what_is_written_for_a_worker_is_read_as_it_was() -> None:
    """A setting that did not reach the workers would hold in the supervisor alone."""
    settings = read_settings({"PLENUM_PORT": "1", "PLENUM_DATA": "/", "PLENUM_ACK": "disk"})
    assert read_settings(environment_of(settings)) == settings
    assert len(environment_of(settings)) == len(fields(Settings))


def test_the_command_line_is_held_to_the_same_rules() -> None:
    """`--port 99999` is refused as PLENUM_PORT would be; what is not said keeps its value."""
    settings = read_settings({"PLENUM_PORT": "1"})
    assert with_said(settings, port=None, workers="2") == with_said(settings, workers=2)
    assert with_said(settings, data="", port=" ", host="") == settings
    with pytest.raises(ValueError, match=r"^--port must be a whole number from 0 to 65535"):
        with_said(settings, port="99999")


def test_a_certificate_is_tried_before_anything_is_started(tmp_path: Path) -> None:
    """One that is none, one of another key, a key alone: each has its sentence."""
    text = tmp_path / "text.pem"
    text.write_text("no certificate")
    require_certificate(read_settings({"PLENUM_CERTFILE": str(CERTIFICATE), "PLENUM_KEYFILE": str(KEY)}))
    mistakes = (
        (CERTIFICATE, KEY.with_name("another-key.pem"), "belong together"),
        (text, KEY, "no PEM"),
        ("", KEY, "no certificate"),
    )
    for cert, key, why in mistakes:
        with pytest.raises(ValueError, match=why):
            require_certificate(read_settings({"PLENUM_CERTFILE": str(cert), "PLENUM_KEYFILE": str(key)}))


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (["serve", "--port", "99999"], {}),
        (["serve", "--workers", "0"], {}),
        (["serve"], {"PLENUM_RETENTION_DAYS": "0"}),
        (["links"], {"REDIS_URL": "redis://127.0.0.1:1/0"}),
        (["serve"], {"PLENUM_CERTFILE": __file__}),
    ],
)
def test_the_program_ends_with_one_sentence(tmp_path: Path, words: list[str], environment: dict[str, str]) -> None:
    """Exit code 1, one line that begins with the program's name, and no traceback."""
    said = {**os.environ, "PLENUM_DATA": str(tmp_path), **environment}
    run = subprocess.run(
        [sys.executable, "-m", "server", *words], capture_output=True, text=True, env=said, timeout=30, check=False
    )
    assert run.returncode == 1
    assert run.stderr.startswith("plenum: ")
    assert run.stderr.count("\n") == 1
    assert "Traceback" not in run.stderr


def test_a_port_that_is_in_use_is_a_sentence(tmp_path: Path) -> None:
    """It says which port, and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = {**os.environ, "PLENUM_DATA": str(tmp_path), "PLENUM_PORT": port}
        run = subprocess.run(
            [sys.executable, "-m", "server", "serve"], capture_output=True, text=True, env=said, timeout=30, check=False
        )
    assert run.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in run.stderr
    assert "Traceback" not in run.stderr
