"""Scripts are written as modules and sent as few files: whole, each module once, and the same as if each came alone."""

import re
import subprocess
from pathlib import Path

import pytest

from server.bundles import NotOurs, bundles_of, read_module
from server.resources import STATIC, TEMPLATES
from server.web.static_files import first_scripts, without_comments
from tests.js.test_node import NODE, READ
from tests.services import Service
from tests.web.browsers import a_tab, raw

STANDS = re.compile(r'^if \(!modules\.has\("([^"]+)"\)\)', re.MULTILINE)
TAKEN = re.compile(r'= modules\.get\("([^"]+)"\);')
APART = "js/list/figures_apart.js"
"""The first module of what no page asks for: it is run by the engine that draws pictures for files."""
ASKED = re.compile(r'\bimport\("([^"]+)"\)')


def ours() -> dict[str, str]:
    """What is sent for every script of ours that is asked for."""
    return bundles_of(first_scripts(TEMPLATES), lambda path: without_comments(STATIC / path))


def test_every_script_is_sent_whole_and_in_order() -> None:
    """What a module takes stands before it, or is of what is there for certain; whatever it asks for has a file."""
    sent = ours()
    everything = {path.relative_to(STATIC).as_posix() for path in (STATIC / "js").rglob("*.js")}
    drawn = bundles_of([APART], lambda path: without_comments(STATIC / path))[APART]
    found = {name for text in (*sent.values(), drawn) for name in STANDS.findall(text)}
    assert found == everything - {"js/service-worker.js"}
    assert not {APART, "js/drawing/plain.js"} & {name for text in sent.values() for name in STANDS.findall(text)}
    for path, text in sent.items():
        standing = STANDS.findall(text)
        assert len(set(standing)) == len(standing), path
        assert standing[-1] == path
        parts = STANDS.split(text)[1:]
        before: set[str] = set()
        for name, body in zip(parts[::2], parts[1::2], strict=True):
            needed = read_module(name, without_comments(STATIC / name)).needs
            assert {one for one in needed if one in standing} <= before, name
            assert set(needed) <= set(TAKEN.findall(body)), name
            before.add(name)
        folder = Path("/" + path).parent
        assert all((folder / asked).resolve().as_posix()[1:] in sent for asked in ASKED.findall(text)), path


def test_every_file_is_a_script(tmp_path: Path) -> None:
    """As a browser reads it: a module that waits in a place where none can would be none."""
    for number, text in enumerate(ours().values()):
        (tmp_path / f"{number}.mjs").write_text(text)
    run = subprocess.run(
        [NODE, "--experimental-vm-modules", "--no-warnings", "-e", READ, *sorted(tmp_path.iterdir())],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (run.stdout.strip(), run.stderr) == (str(len(ours())), "")


def test_a_page_has_what_its_later_scripts_leave_out() -> None:
    """Whatever stands neither in a later file nor before it would be missing: every page is walked to its last act."""
    sent = ours()
    for first in first_scripts(TEMPLATES):
        waiting: list[tuple[str, frozenset[str]]] = [(first, frozenset())]
        seen = set()
        while waiting:
            path, there = waiting.pop()
            if (path, there) in seen:
                continue
            seen.add((path, there))
            now = there | set(STANDS.findall(sent[path]))
            assert set(TAKEN.findall(sent[path])) <= now, f"{path} on {first}"
            folder = Path("/" + path).parent
            waiting += [((folder / asked).resolve().as_posix()[1:], now) for asked in ASKED.findall(sent[path])]


def test_a_page_names_one_script_of_its_own(service: Service) -> None:
    """Under the name that changes with the files; a module that nobody asks for by itself has no address."""
    kit = service.new_meeting()
    slot, cookie, _ = a_tab(service, kit)
    answer = raw(service, "GET", f"/tab/{slot}/delegate/{kit.room('s1')['id']}", Cookie=cookie)
    named = re.findall(r'<script type="module" src="([^"]+)"></script>', answer.page)
    assert [re.sub("^/static/[^/]+/", "", one) for one in named] == ["js/delegate/delegate.js", "js/page/shell.js"]
    assert raw(service, "GET", named[0]).status == 200
    assert raw(service, "GET", named[0].replace("delegate.js", "marks.js")).status == 404


PAGE = {
    "js/a/first.js": 'import { once, add as more } from "../b/shared.js";\nimport {\n  word,\n} from "./word.js";\n'
    'const later = () => import("./later.js");\nconst other = () => import("../b/other.js");\nawait null;\n'
    "more(1);\nconst [one, two] = await Promise.all([later(), other()]);\n"
    "console.log(JSON.stringify([once.runs, word, one.say(), two.say(), once.sum]));\n",
    "js/a/word.js": 'export const word = "a word";\n',
    "js/a/later.js": 'import { twice } from "../b/apart.js";\nimport { add } from "../b/shared.js";\n'
    "export function say() {\n  add(10);\n  return twice.runs;\n}\n",
    "js/b/other.js": 'import { twice } from "./apart.js";\nimport { add } from "./shared.js";\n'
    "export async function say() {\n  add(100);\n  return twice.runs;\n}\n",
    "js/b/apart.js": "export const twice = { runs: 0 };\ntwice.runs += 1;\n",
    "js/b/shared.js": "export const once = { runs: 0, sum: 0 };\nonce.runs += 1;\n"
    "export const add = (/** @type {number} */ some) => {\n  once.sum += some;\n};\n",
}


def test_a_page_does_the_same_as_if_every_module_came_alone(tmp_path: Path) -> None:
    """A module that comes in two files is run once, and two files see one state."""
    said = []
    for name, files in (("alone", PAGE), ("together", bundles_of(["js/a/first.js"], PAGE.__getitem__))):
        for path, text in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        (tmp_path / name / "package.json").write_text('{"type": "module"}')
        run = subprocess.run([NODE, "js/a/first.js"], check=False, cwd=tmp_path / name, capture_output=True, text=True)
        said.append((run.stdout, run.stderr))
    assert said[0] == said[1] == ('[1,"a word",1,{},111]\n', "")
    sent = bundles_of(["js/a/first.js"], PAGE.__getitem__)
    assert sorted(sent) == ["js/a/first.js", "js/a/later.js", "js/b/other.js"]
    assert "shared.js" not in "".join(STANDS.findall(sent["js/a/later.js"]))


@pytest.mark.parametrize(
    "files",
    [
        {"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'},
        {"a.js": "export default 1;\n"},
        {"a.js": "export let a = 1;\n"},
        {"a.js": 'import b from "./b.js";\n'},
        {"a.js": 'import * as b from "./b.js";\n'},
        {"a.js": 'import { b } from "./b.js";\n', "b.js": "await 1;\nexport const b = 1;\n"},
    ],
    ids=["circle", "default", "variable", "whole", "all", "waits"],
)
def test_what_is_written_in_another_way_is_refused(files: dict[str, str]) -> None:
    with pytest.raises(NotOurs):
        bundles_of(["a.js"], files.__getitem__)
