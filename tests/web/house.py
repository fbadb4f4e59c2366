"""A meeting with a round of each state and somebody of every role, and what the tables say of them.

Refuses to know addresses. Invariant: what is foretold here is read from the tables, not written down again.
"""

import asyncio
from dataclasses import dataclass, field

from server.domain.errors import NotPermitted
from server.domain.procedure.people import (
    AT_THE_DESK,
    ROLES,
    SECRETARIAT,
    Person,
    conducts,
    may_read,
    require,
)
from server.domain.procedure.programme import Room
from tests.builders import a_request
from tests.services import Json, Kit

ROOMS = {"plenary": ("s1", ""), "AF": ("lunch", "AF"), "AM": ("lunch", "AM"), "desk": ("", "")}
STATES = ("open", "closed", "published")


@dataclass(slots=True)
class House:
    """A meeting with a round of each state in the plenary and in a region's room, and who asks."""

    kit: Kit
    rounds: dict[tuple[str, str], Json] = field(default_factory=dict)
    people: dict[str, tuple[Person | None, str]] = field(default_factory=dict)

    async def fill(self) -> None:
        """Let people in, and bring the rounds into their states."""
        credentials = self.kit.founded["credentials"]
        for role in set(ROLES) - {SECRETARIAT}:
            region = "AF" if role in ("delegate", "moderator") else ""
            if role == "desk":
                token = await asyncio.to_thread(self.kit.desk)
            elif role == "delegate":
                token = self.kit.a_delegate("AF")["credential"]
            else:
                token = credentials["moderators"]["AF"] if region else credentials[role]
            self.people[role] = Person(self.kit.id, role, region, "a-seat" if role == "delegate" else ""), token
        self.people[SECRETARIAT] = Person("", SECRETARIAT), self.kit.service.key
        await asyncio.gather(*(self._bring(name, state) for name in ("plenary", "AF") for state in STATES))

    async def _bring(self, name: str, state: str) -> None:
        session, _ = ROOMS[name]
        async with self.kit.phone(self.room(name), "chair") as chair:
            question = await asyncio.to_thread(self.kit.question, session)
            proposed = await chair.act("propose", question_id=question, title="One")
            slate = [proposed["recommendation_id"]]
            drafted = await chair.act("prepare_round", method="shortlist", slate=slate, rules={"tie_rule": "lot"})
            self.rounds[name, state] = drafted["round"]
            steps = {"open": ["open"], "closed": ["open", "close"], "published": ["open", "close", "publish"]}[state]
            for step in steps:
                done = await chair.ask(f"{step}_round", round_id=drafted["round_id"])
                assert done["type"] == "done", done

    def room(self, name: str) -> Json:
        """Find a room by its name here."""
        if name == "desk":
            return {"id": f"{self.kit.id}desk", "kind": name, "agenda_session_id": "", "title": "", "region_id": ""}
        return self.kit.room(*ROOMS[name])


def room_of(shown: Json) -> Room:
    """Read a room as the domain has it."""
    return Room(shown["id"], shown["kind"], shown["agenda_session_id"], shown["title"], shown["region_id"])


def form_of(there: House, act: str, name: str) -> dict[str, str]:
    """Fill a plain form with what its act wants."""
    if act == "propose":
        question = there.kit.question(ROOMS[name][0])
        return {"request_id": a_request(), "question_id": question, "title": "By a form"}
    if act == "edit_recommendation":
        return {"request_id": a_request(), "recommendation_id": "nothing", "title": "By a form"}
    if (name, "open") not in there.rounds:
        return {}
    round_ = there.rounds[name, "open"]
    marks = {f"mark.{item}": "approve" for item in round_["slate"]}
    ids = {"request_id": a_request(), "ballot_id": a_request(), "round_id": round_["id"]}
    return {**ids, "epoch": "1", "base_revision": "0", **marks}


def may_do(person: Person, act: str, room: Room) -> bool:
    """Ask the table of roles and acts."""
    try:
        require(person, act, room)
    except NotPermitted:
        return False
    return True


def list_status(person: Person | None, who: str, room: Room, state: str, *, own: bool) -> int:
    """Read from the table of what is read how a ranked list is answered: before its time it is not there yet."""
    if not own and who != SECRETARIAT:
        return 403
    if state == "published":
        return 200 if may_read(who, "published_list") else 409
    near = who in AT_THE_DESK or (person is not None and conducts(person, room))
    return 200 if state == "closed" and near and may_read(who, "closed_list") else 409
