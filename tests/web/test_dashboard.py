"""Dashboard and alert rules ask for what the service really tells, by its names and labels, and leave nothing out."""

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest

from server import __version__
from server.metrics import LEVELS
from tests.contracts.tree import ROOT
from tests.room.halls import an_open_round, witness
from tests.services import Kit

DASHBOARD, ALERTS = ROOT / "deploy" / "grafana.json", ROOT / "deploy" / "alerts.yaml"
SAMPLE = re.compile(r"^(plenum_\w+)(?:\{([^}]*)\})? (\S+)$", re.MULTILINE)
NAMES = re.compile(r"\bplenum_\w+")
LABELS = re.compile(r"\bby \(([^)]*)\)|\{(\w+)=")
OF_PROMETHEUS = {"instance"}
"""Labels that whoever asks adds."""


def shown() -> Iterator[str]:
    """Go through the queries of the dashboard."""
    for panel in json.loads(DASHBOARD.read_text("utf-8"))["panels"]:
        for target in panel.get("targets", []):
            yield target["expr"]


def rules() -> list[str]:
    """List the queries of the alert rules."""
    return re.findall(r"^ +expr: (.+)$", ALERTS.read_text("utf-8"), re.MULTILINE)


def asked_labels(query: str) -> set[str]:
    """Name the labels that a query needs."""
    return {name.strip() for group in LABELS.findall(query) for part in group if part for name in part.split(",")}


def names_in(query: str) -> set[str]:
    return set(NAMES.findall(query))


@pytest.fixture
async def told(kit: Kit) -> dict[str, set[str]]:
    """Have a ballot cast and another one refused, and say each name that the service then tells, with its labels."""
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        round_ = await an_open_round(chair, kit)
        phone = await witness(hall, kit, kit.room("s1"), await asyncio.to_thread(kit.a_delegate))
        ballot = {"round_id": round_["id"], "epoch": round_["epoch"], "marks": dict.fromkeys(round_["slate"], "for")}
        for revision, request in ((0, "a"), (7, "b")):
            await phone.ask("cast_ballot", base_revision=revision, request_id=request, ballot_id=request, **ballot)
        text = kit.service.call("GET", "/metrics")[1]
    found = dict[str, set[str]]()
    for name, labels, _ in SAMPLE.findall(text):
        found.setdefault(name, set()).update(re.findall(r"(\w+)=", labels))
    assert f'version="{__version__}"' in text
    assert [f'plenum_durability{{level="{one}"}} {float(one == "disk")}' in text for one in LEVELS] == [True] * 4
    return found


def test_whatever_is_asked_for_is_told(told: dict[str, set[str]]) -> None:
    """A name or a label that is none shows an empty panel, and an alert that never comes."""
    queries = [*shown(), *rules()]
    assert len(rules()) == ALERTS.read_text("utf-8").count("- alert:") > 5
    for query in queries:
        asked = names_in(query)
        assert asked
        assert asked <= set(told), query
        assert asked_labels(query) <= OF_PROMETHEUS.union(*(told[name] for name in asked)), query


def test_whatever_is_told_is_on_the_dashboard(told: dict[str, set[str]]) -> None:
    """But for what a histogram tells besides its buckets, and when a figure began."""
    drawn = set().union(*map(names_in, shown()))
    assert {name for name in told if not name.endswith(("_sum", "_count", "_created"))} - drawn == set()


def test_what_may_never_have_happened_is_told_as_nought(told: dict[str, set[str]]) -> None:
    """An increase is seen from the second telling on: the first alarm would be none."""
    assert told["plenum_alarms_total"] == {"code"}
    assert told["plenum_self_checks_total"] == {"outcome"}


def test_each_panel_has_a_place_of_its_own() -> None:
    panels = json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(set(cells)) == len(cells)
    assert max(x for x, _ in cells) < 24
