"""The sample meeting: the programme of GRCP 8 in the project's own words, its regions and its 92 seats."""

import csv
import re
from collections import Counter

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.region_list import read_regions
from server.domain.agenda.text import read_agenda
from server.secretariat.reading.seats import read_seats
from tests.handed import ROOT, handed

SAMPLE = ROOT / "server" / "sample"


def sample(name: str) -> str:
    return (SAMPLE / name).read_text(encoding="utf-8")


def published(name: str) -> str:
    return handed(f"agenda/{name}").read_text(encoding="utf-8")


def sample_seats() -> list[dict]:
    """Read the seats of the sample; there is nothing to put right, and nothing to ask but of names that come again."""
    regions = [[region.id, region.name, region.short] for region in read_regions(sample("regions.csv"))]
    read = read_seats(sample("seats.csv").encode(), {"regions": regions})
    assert [read[what] for what in ("problems", "unmatched_regions", "matched_regions", "passed_over")] == [[]] * 4
    return read["rows"]


def shape(agenda: Agenda) -> list[object]:
    """Tell the shape of an agenda: ids and how many sub-questions each question has."""
    sessions = [
        (
            each.id,
            each.number,
            each.by_region,
            [o.id for o in each.objectives],
            [(q.id, len(q.sub)) for q in each.questions],
        )
        for each in agenda.sessions
    ]
    return [len(agenda.objectives), len(agenda.issues), *sessions]


def test_the_sample_agenda_has_the_shape_of_the_published_one() -> None:
    assert shape(read_agenda(sample("agenda.txt"))) == shape(read_agenda(published("grcp8.txt")))


def test_the_sample_agenda_is_told_in_the_projects_own_words() -> None:
    """No six words in a row of its questions, objectives and issues are those of the published document."""

    def runs(text: str) -> set[tuple[str, ...]]:
        found = re.findall(r"\w+", text.casefold())
        return {tuple(found[place : place + 6]) for place in range(len(found) - 5)}

    body = sample("agenda.txt").partition("\n")[2]  # the first line names the meeting, which has one name
    assert not runs(body) & runs(published("grcp8.txt"))


def test_six_uneven_regions_have_ninety_two_seats() -> None:
    """From two seats in Arab States to thirty in Africa; every seat votes and has a name of its own."""
    regions = read_regions(sample("regions.csv"))
    assert [region.id for region in regions] == ["AF", "AM", "AP", "EC", "AS", "IR"]
    seats = sample_seats()
    count = Counter(seat["region_id"] for seat in seats)
    assert (len(seats), count["AS"], count["AF"]) == (92, 2, 30)
    assert all(2 <= number <= 30 for number in count.values())
    assert len(set(count.values())) == 6
    assert len({seat["name"] for seat in seats}) == 92
    assert all(seat["votes"] for seat in seats)
    assert {seat["language"] for seat in seats} == {"en", "fr", "es", "ar", "ru", "zh"}


def test_every_consultation_mechanism_sits_in_its_region() -> None:
    """The delegations are the published mechanisms, all of them, each in the region it belongs to."""
    names = {region.id: region.name for region in read_regions(sample("regions.csv"))}
    facts = {(row["name"], row["region"]) for row in csv.DictReader(published("mechanisms.csv").splitlines())}
    assert {(seat["delegation"], names[seat["region_id"]]) for seat in sample_seats()} == facts
