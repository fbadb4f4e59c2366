"""Who hears what of recommendations that are alike: nobody of a text that they may not read, whatever stands."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.agenda import Agenda, AgendaSession
from server.domain.procedure.meeting import Meeting, Proceedings, id_of
from server.domain.procedure.people import Person, conducts, may_enter
from server.domain.procedure.programme import Programme, Region, Room, make_rooms
from server.domain.procedure.recommendations import Recommendation, Status
from server.domain.procedure.sets import HandedOver, HandedSet
from server.domain.procedure.signatures import Merge, Parent
from server.protocol import shapes
from server.room.alike.pairs import STANDING, alike_pairs
from server.room.alike.views import Reach, compared_in

AGENDA = Agenda(
    "A day", sessions=(AgendaSession("lunch", "Working Lunch", by_region=True), AgendaSession("s3", "The plenary", "3"))
)
REGIONS = tuple(Region(name, name, name) for name in ("AF", "AM", "AS"))
ROOMS = make_rooms(AGENDA, REGIONS, (id_of("aaaaa", number) for number in range(9)))
PROGRAMME = Programme("A day", AGENDA, REGIONS, ROOMS)
PLENARY = next(room for room in ROOMS if room.kind == "plenary")
PEOPLE = [Person("aaaaa", "chair"), *(Person("aaaaa", "moderator", region.id) for region in REGIONS)]
STATUSES: tuple[Status, ...] = ("proposed", "accepted", "accepted", "rejected", "withdrawn", "merged")


def room_of(region: str) -> Room:
    """Find the room of a region."""
    return next(room for room in ROOMS if room.region_id == region)


def a_recommendation(place: int, room: Room, status: Status, title: str = "One shared calendar") -> Recommendation:
    """Write one of a room, in words that all have."""
    label = f"{room.region_id or place}-{place}" if status != "proposed" else ""
    one_id = f"aaaaa{place:03}"
    number = place if label else 0
    return Recommendation(
        one_id, number, room.id, "q", title, "", "en", (room.region_id or "AF",), status=status, label=label
    )


@st.composite
def meetings(draw: st.DrawFn) -> Proceedings:
    """Let recommendations of the same words stand, wait and fall in every room, and some be handed over."""
    found = [
        a_recommendation(place, draw(st.sampled_from(ROOMS)), draw(st.sampled_from(STATUSES)))
        for place in range(1, draw(st.integers(2, 9)))
    ]
    handed = {}
    for region in REGIONS:
        room = room_of(region.id)
        ours = [one.id for one in found if one.room_id == room.id and one.status == "accepted" and draw(st.booleans())]
        handed[room.id] = HandedOver(room.id, (HandedSet(room.id, region.id, "s3", tuple(ours)),))
    return Proceedings(
        Meeting("aaaaa", ""), PROGRAMME, recommendations={one.id: one for one in found}, handed_over=handed
    )


def told_in(proceedings: Proceedings, person: Person, room: Room) -> dict[str, tuple[shapes.Alike, ...]]:
    """Say what somebody hears of everything in a room that they conduct."""
    pairs, reach = alike_pairs(proceedings), Reach(proceedings, person)
    return {one: reach.told(one, pairs.get(one, ())) for one in compared_in(proceedings, room)}


@given(meetings())
def test_nobody_hears_of_a_text_that_they_may_not_read(proceedings: Proceedings) -> None:
    """Of what waits, only who conducts its room; another region's by region alone, each once. Holds R222."""
    for person in PEOPLE:
        for room in [room for room in ROOMS if conducts(person, room)]:
            for own, told in told_in(proceedings, person, room).items():
                unnamed = [one for one in told if not one.recommendation_id]
                assert len({one.region_ids for one in unnamed}) == len(unnamed)
                assert all(not one.label and not one.room_id for one in unnamed)
                accepted = {one.region_ids for one in proceedings.recommendations.values() if one.status == "accepted"}
                assert {one.region_ids for one in unnamed} <= accepted
                for one in [one for one in told if one.recommendation_id]:
                    other = proceedings.recommendations[one.recommendation_id]
                    where = next(known for known in ROOMS if known.id == one.room_id)
                    assert one.recommendation_id != own
                    assert other.status in STANDING
                    assert may_enter(person, where)
                    assert other.room_id == where.id or proceedings.is_handed_to("s3", other.id)
                    home = next(known for known in ROOMS if known.id == other.room_id)
                    assert other.status == "accepted" or conducts(person, home)


@given(meetings())
def test_what_waits_elsewhere_changes_nothing_of_what_a_moderator_hears(proceedings: Proceedings) -> None:
    """Whether another region has proposals that wait, were rejected or withdrawn, nobody can tell. Holds R222."""
    for person in PEOPLE[1:]:
        room = room_of(person.region_id)
        without = {
            name: one
            for name, one in proceedings.recommendations.items()
            if one.status == "accepted" or one.room_id == room.id
        }
        assert told_in(proceedings, person, room) == told_in(
            replace(proceedings, recommendations=without), person, room
        )


@given(meetings())
def test_the_chair_hears_of_every_pair_from_both_sides(proceedings: Proceedings) -> None:
    """As far as it is told at all: of each the five nearest."""
    told = {name: one for room in ROOMS for name, one in told_in(proceedings, PEOPLE[0], room).items()}
    for name, alike in told.items():
        for one in alike:
            back = told[one.recommendation_id]
            assert len(back) == 5 or name in {other.recommendation_id for other in back}


def test_another_region_is_named_and_its_text_once_it_was_handed_over() -> None:
    """First nothing, for it waits; then that Asia has one; then which one, and where it may be read. Holds R222."""
    ours, theirs = a_recommendation(1, room_of("AF"), "accepted"), a_recommendation(2, room_of("AS"), "proposed")
    meeting = Proceedings(Meeting("aaaaa", ""), PROGRAMME, recommendations={one.id: one for one in (ours, theirs)})
    africa, asia, chair = PEOPLE[1], PEOPLE[3], PEOPLE[0]

    def hears(person: Person, room: str, of: Recommendation) -> tuple[shapes.Alike, ...]:
        return told_in(meeting, person, room_of(room))[of.id]

    assert hears(africa, "AF", ours) == ()
    assert hears(asia, "AS", theirs) == (shapes.Alike("", "", "", ("AF",), 100),)
    assert hears(chair, "AF", ours) == (shapes.Alike(theirs.id, "", room_of("AS").id, ("AS",), 100),)
    accepted = replace(theirs, status="accepted", label="AS-1")
    meeting = replace(meeting, recommendations={ours.id: ours, theirs.id: accepted})
    assert hears(africa, "AF", ours) == (shapes.Alike("", "", "", ("AS",), 100),)
    handed = HandedSet(room_of("AS").id, "AS", "s3", (theirs.id,))
    meeting = replace(meeting, handed_over={room_of("AS").id: HandedOver(room_of("AS").id, (handed,))})
    assert hears(africa, "AF", ours) == (shapes.Alike(theirs.id, "AS-1", PLENARY.id, ("AS",), 100),)


def test_a_merge_is_not_told_to_be_alike_to_its_parents() -> None:
    """They are alike by their nature; to others it is told as any other is."""
    parent, third = a_recommendation(1, PLENARY, "accepted"), a_recommendation(3, PLENARY, "accepted")
    merge = replace(a_recommendation(2, PLENARY, "proposed"), merge=Merge((Parent(parent.id, 1),)))
    standing = {one.id: one for one in (parent, merge, third)}
    meeting = Proceedings(Meeting("aaaaa", ""), PROGRAMME, recommendations=standing)
    told = told_in(meeting, PEOPLE[0], PLENARY)
    assert {one: {other.recommendation_id for other in alike} for one, alike in told.items()} == {
        parent.id: {third.id}, merge.id: {third.id}, third.id: {parent.id, merge.id},
    }  # fmt: skip
