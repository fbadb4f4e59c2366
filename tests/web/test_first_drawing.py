"""Two lists, one truth: what the service draws of a room first is what the script of its page draws a second later.

A room for each pair of states in which two of its rounds can be: the page as a browser gets it, and what the page's own
functions make of what the line says, run by the engine that comes with the browser tests.
"""

import asyncio
import html
import itertools
import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field

from server.domain.agenda.text import read_agenda
from server.domain.methods import METHODS
from server.domain.methods.card import card_as_data
from server.domain.procedure.people import Person, Seat
from server.domain.procedure.programme import Room
from server.live.picture import take_picture
from server.live.snapshot import Shown, you_in
from server.protocol import commands, encode
from server.resources import LOCALES
from server.room.actions import perform
from server.room.actions.closing import finish_closing
from server.room.arrivals import enter, person_of
from server.room.context import Asker, Context
from server.secretariat.actor import SECRETARY
from server.secretariat.credentials import Credentials
from server.secretariat.founding import Founding, found_meeting
from server.secretariat.personal_time import LONGEST_PERSONAL_S, give_time
from tests.builders import SIX, a_request
from tests.chambers import DAY_S
from tests.contracts.tree import ROOT
from tests.js.test_node import NODE
from tests.services import Json, Service
from tests.web.browsers import raw

STATES = ("draft", "open", "closing", "closed", "published", "void")
PAIRS = [*itertools.product(("", *STATES), STATES)]
SHEETS = itertools.cycle([{"secrecy": "recorded"}, {"k": 20}, {"k": 3}])
"""In turn: where everything is shown, and somebody casts; where fewer than `k` may vote; where more may."""
PAIRS_A_HOUSE = 14
"""Every act in a meeting looks at all of its rooms: three meetings of fourteen take a quarter less than one of 42."""
SEATS_EACH = 5
LUNCH = "Working Lunch"
STEPS = {
    "draft": (), "open": ("open",), "closing": ("open", "close"), "closed": ("open", "close", "count"),
    "published": ("open", "close", "count", "publish"), "void": ("void",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody's look into a room: the page as it was drawn, and what the line said."""

    what: str
    drawn: Json
    said: Json
    questions: dict[str, str]
    title: str


@dataclass(slots=True)
class House:
    """A meeting with a room for each pair of states, and the people who look into them, by name."""

    context: Context
    chair: Person
    rooms: list[Room]
    people: dict[str, list[Person]] = field(default_factory=dict)

    def who(self, name: str, room: Room) -> Person:
        """Find the one who looks into a room: a seat may not open many pages at once."""
        here = self.people[name]
        return here[self.rooms.index(room) % len(here)]

    async def act(self, room: Room, command: commands.Command, who: Person | None = None) -> Json:
        """Do something as the chair, or as somebody else."""
        reply = await perform(self.context, Asker(who or self.chair, room), command)
        return json.loads(encode(reply)) if hasattr(reply, "ref") else {}

    async def fill(self, room: Room, states: tuple[str, str]) -> None:
        """Bring two rounds of a room into their states; the voter casts in whatever is voted on."""
        programme = await self.context.programme(room.id)
        first, second = programme.agenda.session(room.agenda_session_id).questions
        said = commands.Propose(request_id=a_request(), question_id=first.id, title="One")
        item = (await self.act(room, said))["recommendation_id"]
        for state, question in zip(states, ("", second.id), strict=True):
            if state:
                await self._round(room, state, item, question)

    async def _round(self, room: Room, state: str, item: str, question: str) -> None:
        rules = next(SHEETS)
        draft = commands.PrepareRound(
            request_id=a_request(), method="shortlist", slate=[item], rules=rules, question_id=question
        )
        round_id = (await self.act(room, draft))["round_id"]
        for step in STEPS[state]:
            if step == "count":
                await finish_closing(self.context, room, round_id, 1)
            elif step == "void":
                await self.act(room, commands.VoidRound(round_id=round_id, reason="It makes no sense."))
            else:
                kind = {"open": commands.OpenRound, "close": commands.CloseRound, "publish": commands.PublishRound}
                await self.act(room, kind[step](round_id=round_id))
            if step == "open" and room.region_id != "AM" and "secrecy" in rules:
                ballot = commands.CastBallot(
                    round_id=round_id, epoch=1, base_revision=0, request_id=a_request(), ballot_id=a_request(),
                    marks={item: "approve"},
                )  # fmt: skip
                await self.act(room, ballot, self.who("who has cast", room))


def an_agenda(sessions: int) -> str:
    """Write an agenda of so many sessions of the plenary, and one of the regions."""
    titles = (*(f"Session {number}" for number in range(1, sessions + 1)), LUNCH)
    return "A long day\n\n" + "".join(
        f"{title}. Of everything\n\nGuiding questions\n\n- What of it?\n- What else?\n\n" for title in titles
    )


async def a_house(context: Context, sessions: int) -> House:
    """Found a meeting; three of its people look."""
    names = {"who has cast": "AF", "who has not": "AM"}
    named = [Seat("", name, "D", region) for name, region in names.items() for _ in range(SEATS_EACH)]
    named.append(Seat("", "needs longer", "D", "AF", votes=False))
    founding = Founding(agenda=read_agenda(an_agenda(sessions)), regions=SIX, seats=tuple(named))
    meeting, seats = await found_meeting(context, SECRETARY, founding, context.now_ms() // 1_000 + DAY_S)
    rooms = [*(await context.programme(meeting.id)).rooms]
    house = House(context, Person(meeting.id, "chair"), rooms)
    (slow,) = (seat for seat in seats if not seat.votes)  # a close lasts until everybody has looked, on any machine
    await give_time(context, SECRETARY, meeting.id, slow.id, LONGEST_PERSONAL_S)
    for seat in (each for each in seats if each.votes):
        house.people.setdefault(seat.name, []).append(person_of(seat, meeting.id))
        await enter(context, house.people[seat.name][-1])
    house.people["an observer"] = [Person(meeting.id, "observer")]
    return house


async def looks_into(house: House, pairs: Sequence[tuple[str, str]], service: Service) -> list[Look]:
    """Bring a room into each pair of states, with rounds in other rooms that call; then everybody looks into each."""
    plenaries = [room for room in house.rooms if room.kind == "plenary"]
    for room, states in zip(plenaries, pairs, strict=True):
        await house.fill(room, states)
    for room in (room for room in house.rooms if room.region_id in ("AF", "AM")):
        await house.fill(room, ("", "open"))
    agenda = (await house.context.programme(plenaries[0].id)).agenda
    live = agenda.session(plenaries[0].agenda_session_id)
    await house.act(plenaries[-1], commands.SetLive(session_id=live.id, question_id=live.questions[0].id))
    credentials = Credentials(house.context, house.context.shards.directory.secret)
    asked = {question.id: question.text for _, question in agenda.all_questions()}
    looks = []
    for name, (room, states) in itertools.product(house.people, zip(plenaries, pairs, strict=True)):
        page, said = await look_in(house, credentials, service, name, room)
        title = agenda.session(room.agenda_session_id).title
        looks.append(Look(f"{name}, {states}", read_page(page), said, asked, title))
    return looks


async def look_in(house: House, credentials: Credentials, service: Service, name: str, room: Room) -> tuple[str, Json]:
    """Have somebody look into a room: the page as a browser gets it, and what the line says."""
    person, slot = house.who(name, room), f"tab{room.id[-3:]}"
    cookie = f"plenum-{slot}={await credentials.issue(person)}"
    answer = await asyncio.to_thread(raw, service, "GET", f"/tab/{slot}/delegate/{room.id}", Cookie=cookie)
    assert answer.status == 200, answer.page
    return answer.page, {"said": await on_the_line(house.context, person, room), "votes": name != "an observer"}


async def test_what_is_drawn_first_is_what_the_script_draws(context: Context, service: Service) -> None:
    """In every state of two rounds, for everybody; and with rounds in other rooms that call.

    Before the first mark it is said where those who may vote are too few to hide what they choose. Holds R111, R147.
    """
    looks: list[Look] = []
    for first in range(0, len(PAIRS), PAIRS_A_HOUSE):
        pairs = PAIRS[first : first + PAIRS_A_HOUSE]
        looks += await looks_into(await a_house(context, len(pairs)), pairs, service)
    words = json.loads((LOCALES / "en.json").read_text("utf-8"))
    cards = {name: card_as_data(method.CARD) for name, method in METHODS.items()}
    shown = by_the_script({"words": words, "lang": "en", "cards": cards, "pages": [look.said for look in looks]})
    assert len(shown) == 3 * len(PAIRS)
    for look, then in zip(looks, shown, strict=True):
        then["question"] = look.questions.get(then["question"], look.title)
        assert look.drawn == then, look.what
    drawn = [look.drawn for look in looks]
    assert {len(page["calls"]) for page in drawn} >= {0, 1, 2}
    assert {page["question"] for page in drawn} > {"What of it?", "What else?"}
    assert {bool(page["ways"]) for page in drawn} == {True, False}
    assert {said for page in drawn for said in page["known"]} == {
        "", words["ballot.all_known"], words["ballot.few_known"].format(k=20).replace("20 c", "20\u00a0c")
    }  # fmt: skip


async def on_the_line(context: Context, person: Person, room: Room) -> list[Json]:
    """Say what the line says first to somebody who enters a room."""
    shown = Shown(await take_picture(context, room), context.now_ms())
    snapshot = shown.snapshot("1", outlook=False, audience="floor", person=person)
    return [json.loads(encode(await you_in(context, person, shown))), json.loads(snapshot)]


def by_the_script(pages: Json) -> list[Json]:
    """Have the page's own functions say what they show."""
    told = subprocess.run(
        [NODE, ROOT / "tests" / "js" / "first_drawing.mjs"],
        input=json.dumps(pages), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return list(json.loads(told.stdout))


def read_page(page: str) -> Json:
    """Read out of a page what it shows of its rounds."""
    head = page[page.index("<header") : page.index("</header>")]
    band = page[page.index('<nav class="called"') : page.index("<main")]
    agenda = page[page.index('data-list="programme"') : page.index("</main>")]
    votes = page[page.index('<div class="ballots"') : page.index("data-part=")]
    calls = re.findall(r'<section class="call".*?</section>', page[: page.index("data-part=")], re.S)
    return {
        "head": [
            found(r'<div class="rim ?([^"]*)"', head), found(r'<span class="tag (tag-\w+)"', head),
            found(r'<use href="(#sym-\w+)"', head), found(r'data-text="stateWord">([^<]*)<', head),
        ],
        "question": found(r"data-question-text>([^<]*)<", page),
        "calls": [
            [
                found(r'data-key="(\w+)"', one), found(r'data-kind="(\w+)"', one),
                found(r'data-text="title">([^<]*)<', one), found(r'data-text="line">\s*([^<]*)<', one),
                found(r'data-text="receipt">([^<]*)<', one), found(r">([^<]*)</a>", one),
                found(r' href="(#[^"]*)"', one),
            ]
            for one in calls
        ],
        "known": [
            html.unescape(said).strip() for said in re.findall(r'data-text="all_known"[^>]*>([^<]*)<', votes)
        ],
        "open": sorted(room for room, tag in re.findall(VOTING, agenda, re.S) if "hidden" not in tag),
        "ways": [{"room_id": room, "view": view} for room, view in re.findall(r'/delegate/(\w+)(#[^"]*)?"', band)],
    }  # fmt: skip


VOTING = r'programme__room"[^>]*?/delegate/(\w+)".*?<strong class="programme__voting"([^>]*)>'


def found(pattern: str, text: str) -> str:
    """Find the one place of a pattern, as its reader sees it."""
    one = re.search(pattern, text, re.S)
    assert one, f"{pattern} in {text}"
    return html.unescape(one[1]).strip()
