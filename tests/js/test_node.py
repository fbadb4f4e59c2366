"""The scripts of the pages, tested by the JavaScript engine that comes with the browser tests' package."""

import itertools
import json
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import get_args

import playwright

from server.domain.counting.lots import NO_LOT, Lot, nonces_of
from server.domain.methods import METHODS
from server.domain.methods.card import card_as_data
from server.domain.procedure.countdown import NO_CLOCK, Clock
from server.domain.procedure.offers import facts_of, offered, offers_as_data
from server.domain.procedure.programme import RoomKind
from server.domain.procedure.rounds import Round, RoundState
from server.domain.procedure.rules import Rules, make_rules
from server.record.ranked_list import write_ranked_list, write_reason
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import a_count, list_of
from tests.words.reasons import REGIONS, reasons

HERE = Path(__file__).resolve().parent
READ = """const { SourceTextModule } = require("node:vm"), { readFileSync } = require("node:fs");
const scripts = process.argv.slice(1);
for (const script of scripts) new SourceTextModule(readFileSync(script, "utf-8"), { identifier: script });
console.log(scripts.length);"""
NODE = Path(playwright.__file__).resolve().parent / "driver" / "node"


def offers_and_cases() -> dict[str, object]:
    """Write the table of offers, and what it comes to for rounds in every state, clock and room."""
    states, clocks = get_args(RoundState), (NO_CLOCK, Clock(ends_at_ms=60_000), Clock(remaining_ms=60_000))
    kinds: tuple[RoomKind, ...] = ("plenary", "region")
    cases = []
    excess = {"reason": "rule_out_of_bounds", "rule": "places", "most": 0}
    for state, clock, kind, *facts in itertools.product(states, clocks, kinds, *[(False, True)] * 4):
        frozen, handed, stands, large = facts
        if large and state != "draft":
            continue
        shortlist = ("a",) if handed else ()
        round_ = Round("r", "m", 1, "shortlist", ("a",), ("AF",), Rules(), state=state, clock=clock, frozen=frozen)
        holds = facts_of(replace(round_, shortlist=shortlist), kind, stands=stands, chooses=True, fits=not large)
        said = {"id": "r", "method": "shortlist", "slate": ["a"], "state": state, "frozen": frozen, "submitted": handed}
        left = {"running": clock.running, "remaining_ms": clock.left_ms(0)}
        told = {**said, "clock": left, "excess": excess if large else None}
        cases.append({"round": told, "kind": kind, "stands": stands, "offered": offered(state, holds)})
    return {"rounds": offers_as_data(), "cases": cases}


def reasons_in_words() -> dict[str, object]:
    """Write reasons as a list holds them, and what the service says of them in every language."""
    strings, many = Strings.read(), tuple(reasons(seed=5, rounds=20))
    wordings = {language: Wording(strings, language, REGIONS) for language in strings.languages}
    drawn = ((3, Lot("6b1f", nonces_of("ab"))), (25, Lot("6b1f")), (2, NO_LOT))
    level = [(a_count(*[[(1, 0), (2, 1)]] * many), lot) for many, lot in drawn]
    lots = [write_ranked_list(list_of(count, make_rules({"tie_rule": "lot"}), lot=lot)) for count, lot in level]
    return {
        "regions": [{"id": region, "name": name} for region, name in REGIONS.items()],
        "reasons": [write_reason(reason, ()) for reason in many],
        "said": {language: [words.reason(reason) for reason in many] for language, words in wordings.items()},
        "lots": {
            "lists": lots,
            "said": {language: [words.lot(one) for one in lots] for language, words in wordings.items()},
        },
    }


def audits_in_words() -> list[dict[str, object]]:
    """Write what lists say of whom they speak for: every sentence there is, in every language."""
    strings, ids = Strings.read(), [*REGIONS][:4]
    regions = [{"id": region, "name": name, "short": region} for region, name in REGIONS.items()]
    items = [{"recommendation_id": one, "slate_number": at, "title": one.upper()} for at, one in enumerate("abc", 1)]
    groups = [{"recommendation_id": "b", "ballots": 1_200}, {"recommendation_id": "c", "ballots": 3}]
    swaps = (None, {"out": None, "in": "b"}, {"out": "a", "in": "b"})
    of_groups = [{"needed": None, "groups": [], "swap": None}, {"needed": 4, "groups": [], "swap": None}]
    of_groups += [{"needed": 3, "groups": groups, "swap": swap} for swap in swaps]
    parts = (([], [], []), (ids, [], []), (ids, ids[:2], []), (ids, ids[:1], ids[2:]), (ids, [], ids[:3]))
    cases = []
    for (large, unspoken, untold), said, method in itertools.product(parts, of_groups, ("shortlist", "across_regions")):
        audit = {**said, "large": large, "unspoken": unspoken, "untold": untold}
        ranked = {"method": method, "rules": {"places": 5}, "items": items, "audit": audit}
        kind = METHODS[method].CARD.kind
        words = {one: Wording(strings, one).spoken_for(ranked, regions, kind) for one in strings.languages}
        cases.append({"ranked": ranked, "regions": regions, "said": words})
    return cases


def test_the_scripts_pass_their_own_tests(tmp_path: Path) -> None:
    """Every file `*.test.mjs` beside this one is run, and at least one test of each is heard of. Holds R114."""
    files = sorted(HERE.rglob("*.test.mjs"))
    cards = json.dumps({name: card_as_data(method.CARD) for name, method in METHODS.items()})
    said = {"PLENUM_CARDS": cards, "PLENUM_OFFERS": json.dumps(offers_and_cases())}
    said["PLENUM_REASONS"] = str(tmp_path / "reasons.json")
    (tmp_path / "reasons.json").write_text(json.dumps(reasons_in_words()), "utf-8")
    said["PLENUM_AUDITS"] = str(tmp_path / "audits.json")
    (tmp_path / "audits.json").write_text(json.dumps(audits_in_words()), "utf-8")
    told = subprocess.run(
        [NODE, "--test", "--test-reporter=tap", *files],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, **said},
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


def test_one_script_alone_looks_for_what_a_browser_keeps() -> None:
    """Where a browser forbids it, looking for it throws: every other script asks `storage.js`."""
    scripts = (HERE.parents[1] / "static" / "js").rglob("*.js")
    found = [one.name for one in scripts if re.search(r"\b(local|session)Storage\b", one.read_text("utf-8"))]
    assert found == ["storage.js"]
