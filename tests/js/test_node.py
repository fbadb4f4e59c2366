"""The scripts of the pages, tested by the JavaScript engine that comes with the browser tests' package."""

import json
import os
import re
import subprocess
from pathlib import Path

import playwright

from server.domain.methods import METHODS
from server.domain.methods.card import card_as_data

HERE = Path(__file__).resolve().parent
READ = """const { SourceTextModule } = require("node:vm"), { readFileSync } = require("node:fs");
const scripts = process.argv.slice(1);
for (const script of scripts) new SourceTextModule(readFileSync(script, "utf-8"), { identifier: script });
console.log(scripts.length);"""
NODE = Path(playwright.__file__).resolve().parent / "driver" / "node"


def test_the_scripts_pass_their_own_tests() -> None:
    """Every file `*.test.mjs` beside this one is run, and at least one test of each is heard of. Holds R114."""
    files = sorted(HERE.rglob("*.test.mjs"))
    cards = json.dumps({name: card_as_data(method.CARD) for name, method in METHODS.items()})
    told = subprocess.run(
        [NODE, "--test", "--test-reporter=tap", *files],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "PLENUM_CARDS": cards},
    )  # fmt: skip
    figures = {
        name: int(figure) for name, figure in re.findall(r"^# (pass|fail|skipped|todo) (\d+)$", told.stdout, re.M)
    }
    assert told.returncode == 0, told.stdout + told.stderr
    assert figures["fail"] == figures["skipped"] == figures["todo"] == 0
    assert figures["pass"] >= len(files) > 0


def test_every_script_is_a_module_that_can_be_read() -> None:
    """A slip of the pen in a page's script is found here, not in the meeting; files stay short."""
    scripts = sorted((HERE.parents[1] / "static" / "js").rglob("*.js"))
    told = subprocess.run(
        [NODE, "--experimental-vm-modules", "--eval", READ, *scripts],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == [str(len(scripts))]
    assert [script.name for script in scripts if len(script.read_text("utf-8").splitlines()) > 200] == []
