"""What the desk says to everybody or to a room: what is read of it, who hears it, how often it may be said, its log."""

import pytest

from server.domain.errors import Malformed, NotFound, Refusal, TextTooLong, TooFast
from server.domain.procedure.bulletins import LONGEST, MOST_LINES, read_bulletin
from server.live.picture import take_picture
from server.live.snapshot import Shown
from server.protocol import commands
from server.room.context import BULLETINS_AT_ONCE, Context
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import read_acts
from tests.builders import a_request
from tests.room.cells import World, a_world


async def say(world: World, text: str, room_id: str = "", **more: object) -> bool:
    """Say something as the desk does; whether it was said already."""
    said = commands.SayToAll(request_id=a_request(), text=text, room_id=room_id, **more)
    return bool((await world.do("desk", world.room("desk"), said)).already)


async def heard(world: World, where: str) -> list[str]:
    """Read what a fresh picture of a room shows of it."""
    shown = Shown(await take_picture(world.context, world.room(where)), 0)
    return [one["text"] for one in shown.view("floor")["bulletins"]]


async def test_it_is_in_the_picture_of_whoever_comes_later_until_it_is_taken_back(context: Context) -> None:
    """To everybody in every room, to a room there and at the desk; the newest takes the place. Holds R210."""
    world = await a_world(context)
    africa = world.room("AF").id
    assert not await say(world, "It begins at two.")
    assert not await say(world, "Hand over, please.", africa)
    assert await say(world, "It begins at two.")
    places = {where: await heard(world, where) for where in ("plenary", "AF", "AM", "desk")}
    assert places == {
        "plenary": ["It begins at two."],
        "AM": ["It begins at two."],
        "AF": ["It begins at two.", "Hand over, please."],
        "desk": ["It begins at two.", "Hand over, please."],
    }
    assert not await say(world, "It begins at three.")
    assert not await say(world, "", africa)
    assert await say(world, "", africa)
    assert await heard(world, "AF") == ["It begins at three."]
    acts = [(one.act, one.actor, one.detail) for one in await read_acts(context, SECRETARY, world.meeting.id)]
    assert acts[-4:] == [
        ("say_to_all", "desk", " It begins at two."),
        ("say_to_all", "desk", f"{africa} Hand over, please."),
        ("say_to_all", "desk", " It begins at three."),
        ("say_no_more", "desk", africa),
    ]


async def test_what_is_asked_twice_is_said_once_and_what_is_put_away_comes_back_with_the_next(context: Context) -> None:
    """The number of what is said grows, so that a phone tells the next from the one that it has put away."""
    world = await a_world(context)
    numbers = []
    for text in ("One", "Two", "One"):
        await say(world, text)
        numbers.append((await context.read_proceedings(world.meeting.id)).bulletins[""].number)
    assert numbers == sorted(set(numbers))
    said = commands.SayToAll(request_id=a_request(), text="Once")
    assert [(await world.do("desk", world.room("desk"), said)).already for _ in range(2)] == [False, True]


async def test_a_flood_is_refused_and_what_was_said_is_there(context: Context) -> None:
    """Twenty at once, whatever they say; nobody else's acts are slowed by it. Holds R210."""
    world = await a_world(context)
    for number in range(BULLETINS_AT_ONCE):
        await say(world, f"Number {number}")
    with pytest.raises(TooFast):
        await say(world, "One too many")
    assert await heard(world, "plenary") == [f"Number {BULLETINS_AT_ONCE - 1}"]


async def test_a_room_that_is_not_there_is_not_spoken_to(context: Context) -> None:
    world = await a_world(context)
    with pytest.raises(NotFound):
        await say(world, "Hello", f"{world.meeting.id}zzz")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"text": "x" * (LONGEST + 1)}, TextTooLong),
        ({"text": "First", "translations": {"fr": "x" * (LONGEST + 1)}}, TextTooLong),
        ({"text": "\n".join("x" * (MOST_LINES + 1))}, TextTooLong),
        ({"text": "\u200b\u2800"}, Malformed),
        ({"text": "First", "language": "tlh"}, Malformed),
        ({"text": "First", "translations": {"de": "Erstens"}}, Malformed),
        ({"text": "First", "language": "fr", "translations": {"fr": "Encore"}}, Malformed),
        ({"text": "", "translations": {"fr": "Sans premier"}}, Malformed),
    ],
)
def test_words_that_cannot_be_said_are_refused(said: dict[str, object], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_bulletin("", 1, **{"language": "", "translations": {}, **said})


def test_words_keep_their_lines_and_signs_of_direction_go() -> None:
    """Marks that turn what follows them would turn the page; empty translations are none."""
    read = read_bulletin("", 1, "  One\u202e\r\n two <b> ", "en", {"fr": " ", "ar": "واحد"})
    assert (read.text, dict(read.translations)) == ("One\n two <b>", {"ar": "واحد"})
