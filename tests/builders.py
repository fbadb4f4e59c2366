"""What tests begin with: a meeting without a web in front of it, its people, and histories of what they do."""

import itertools
import random
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from server.domain.agenda.text import read_agenda
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Region
from server.room.arrivals import join_by_code, person_of
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.founding import Founding, found_meeting
from server.store.acts import Act
from tests.services import SIX_REGIONS, SMALL_AGENDA, Json

SIX = tuple(Region(region["id"], region["name"], region["id"]) for region in SIX_REGIONS)
VERBS = (
    "propose", "propose", "accept_recommendation", "reject_recommendation", "edit_recommendation",
    "translate_recommendation", "withdraw_recommendation", "return_recommendation", "return_recommendation",
    "support_recommendation", "prepare_round", "prepare_round", "open_round", "open_round",
    "cast_ballot", "cast_ballot", "cast_ballot", "close_round", "publish_round", "publish_round", "reopen_round",
    "pause_round", "resume_round", "extend_round", "set_countdown", "change_round", "discard_round", "void_round",
    "submit_shortlist", "hand_over", "hand_over", "take_back", "set_live", "recount_round", "propose_variant",
    "prepare_presentation", "turn_presentation", "turn_presentation", "pause_presentation", "end_presentation",
    "set_up_speakers", "add_speaker", "ask_to_speak", "ask_to_speak", "call_speaker", "call_speaker", "pause_speaker",
    "remove_speaker", "end_speakers",
)  # fmt: skip
RULES: tuple[Json, ...] = (
    {}, {"secrecy": "recorded"}, {"visibility": "hidden"}, {"visibility": "live", "secrecy": "recorded"},
    {"k": 3, "max_choices": 2, "places": 2},
)  # fmt: skip
FITTING: dict[str, tuple[str, ...]] = {
    "open_round": ("draft",), "cast_ballot": ("open",), "close_round": ("open",), "publish_round": ("closed",),
    "reopen_round": ("closed",), "pause_round": ("open",), "resume_round": ("open",), "extend_round": ("open",),
    "set_countdown": ("open",), "change_round": ("draft",), "discard_round": ("draft",),
    "void_round": ("draft", "open"), "submit_shortlist": ("published",), "recount_round": ("open", "closed"),
    "propose_variant": ("closed", "published"),
}  # fmt: skip
BY_DELEGATES = (
    "propose", "cast_ballot", "cast_ballot", "cast_ballot", "withdraw_recommendation", "open_round",
    "edit_recommendation", "support_recommendation", "support_recommendation",
)  # fmt: skip
_numbers = itertools.count(1)
A_RENEWAL = Act("renew_link", "secretariat", 0)


async def a_meeting(context: Context, **founding: object) -> Meeting:
    """Found a small meeting, kept for a month."""
    agenda = read_agenda(SMALL_AGENDA, ["lunch"])
    asked = Founding(agenda=agenda, regions=SIX, **founding)  # type: ignore[arg-type]
    return (await found_meeting(context, SECRETARY, asked, int(time.time()) + 30 * 86_400))[0]


async def a_delegate(context: Context, meeting: Meeting, region: str = "AF") -> Person:
    """Seat somebody who joins with the code."""
    return person_of((await join_by_code(context, meeting.join_code, region, {}))[1], meeting.id)


def in_days(days: int, zone: str = "UTC") -> str:
    """Write a closing date so many days from today, at six in the evening of a time zone."""
    return f"{datetime.now(ZoneInfo(zone)) + timedelta(days=days):%Y-%m-%d}T18:00 {zone}"


def a_request() -> str:
    """Make a request id that nobody has used."""
    return f"r{next(_numbers)}"


def _again(rounds: list[Json], dice: random.Random, slate: list[str]) -> Json:
    """Say now and then that a slate is taken from a list, or is a reading of what was voted on."""
    over = [one for one in rounds if one.get("state") in ("closed", "published")]
    if not over or dice.random() < 0.6:
        return {}
    earlier = dice.choice(over)
    if dice.random() < 0.5:
        take = dice.sample(["works_across", "contested", "tied", "selected", "works_in_some"], 2)
        return {"slate": [], "from": {"round_id": earlier["id"], "take": take, "most": dice.randrange(3)}}
    item = dice.choice(earlier["slate"] or slate)
    return {"slate": [item, *slate], "reading_of": {"round_id": earlier["id"], "recommendation_id": item}}


@dataclass(slots=True)
class History:
    """What is known by now of one meeting, so that a command can speak of it."""

    questions: dict[str, list[str]]
    recommendations: dict[str, list[str]] = field(default_factory=dict)
    rounds: dict[str, list[Json]] = field(default_factory=dict)
    revisions: dict[tuple[str, str], int] = field(default_factory=dict)

    def command(self, verb: str, room_id: str, who: str, luck: int) -> Json:
        """Write one command, sensible more often than not; `luck` decides what it speaks of."""
        dice = random.Random(luck)
        request = {"request_id": a_request()}
        known = self.recommendations.get(room_id) or ["aaaaa001"]
        rounds = self.rounds.get(room_id, []) or [{"id": "aaaaa000", "epoch": 0, "slate": []}]
        fitting = [one for one in rounds if one.get("state") in FITTING.get(verb, ())]
        round_ = fitting[-1] if fitting and dice.random() < 0.8 else dice.choice(rounds)
        question = dice.choice(self.questions[room_id]) if dice.random() < 0.9 else "no-such-question"
        if verb == "propose":
            words = {"title": f"Title {luck}", "text": dice.choice(["", "Some words"]), "language": "en"}
            return {"type": verb, **request, "question_id": question, **words}
        if verb.endswith("_recommendation"):
            words = {"title": f"Better {luck}"} if verb.startswith(("edit", "translate")) else {}
            words |= {"note": f"Say {luck}"} if verb.startswith("return") else {}
            if verb.startswith("translate"):
                # in plenary also what a region handed over
                known = [one for ids in self.recommendations.values() for one in ids] or known
                words |= {"language": dice.choice(["fr", "ar", "en"]), "text": dice.choice(["", "Some words"])}
            figures: Json = {"on": dice.random() < 0.7} if verb.startswith("support") else {}
            figures |= {"version": dice.choice([0, 1, 2])} if verb.startswith("edit") else {}
            return {"type": verb, **request, "recommendation_id": dice.choice(known), **words, **figures}
        if verb in ("prepare_round", "change_round"):
            if dice.random() < 0.5:  # in plenary also what a region handed over
                known = [one for ids in self.recommendations.values() for one in ids] or known
            method = dice.choice(["shortlist", "across_regions"])
            slate = list(dict.fromkeys(known[-1 - dice.randrange(4) :]))
            draft = {} if verb == "prepare_round" else {"round_id": round_["id"], "version": dice.choice([0, 1, 2])}
            rules = dice.choice((*RULES, {"closes_at": in_days(9)}))
            wanted = {"method": method, "slate": slate, "rules": rules, **_again(rounds, dice, slate)}
            return {"type": verb, **request, **draft, **wanted}
        if verb == "cast_ballot":
            mark = "approve" if round_.get("method") == "shortlist" else dice.choice(["for", "against", "abstain"])
            marks = {item: mark for item in round_["slate"] if dice.random() < 0.6}
            base = self.revisions.get((who, round_["id"]), 0) + dice.choice([0, 0, 0, 0, 1])
            ballot = {"ballot_id": a_request(), "epoch": round_["epoch"], "base_revision": base, "marks": marks}
            return {"type": verb, **request, "round_id": round_["id"], **ballot}
        if verb in ("set_live", "hand_over", "take_back", "propose_variant"):
            words = {"question_id": dice.choice(["", question])} if verb == "set_live" else {}
            if verb == "propose_variant":
                words = {"round_id": round_["id"], "recommendation_id": dice.choice([*round_["slate"], *known])}
                words["title"] = f"In other words {luck}"
            elif verb != "set_live":
                words["recommendation_ids"] = dice.sample(known, min(len(known), 1 + dice.randrange(6)))
            if verb == "hand_over":
                words["session_id"] = dice.choice(["", "", "s1", "s2"])
            return {"type": verb, **request, **words}
        more: Json = {"reason": "By mistake."} if verb == "void_round" else {}
        more |= {"seconds": 600} if verb == "extend_round" else {}
        timed: Json = dice.choice([{"seconds": None}, {"seconds": 600}, {"closes_at": in_days(dice.choice([3, 12]))}])
        more |= timed if verb == "set_countdown" else {}
        if verb.endswith("_presentation"):
            more |= {**request, "ordered_by": dice.choice(["lot", "alphabet"]), "seconds": 60}
            more |= {"place": dice.randrange(3), "paused": dice.random() < 0.5}
        if "speak" in verb:
            more |= {**request, "seconds": dice.choice([0, 60]), "region_id": "AF"}
            more |= {"on": dice.random() < 0.8, "speaker": dice.randrange(9), "paused": dice.random() < 0.5}
        return {"type": verb, "round_id": round_["id"], **more}

    def learn(self, asked: Json, reply: Json, room_id: str, who: str) -> None:
        """Remember what an answer said."""
        kind = reply["type"]
        if kind == "proposed":
            self.recommendations.setdefault(room_id, []).append(reply["recommendation_id"])
        elif kind == "round_prepared":
            draft = {"method": asked["method"], "slate": (reply.get("round") or asked)["slate"]}
            draft |= {"id": reply["round_id"], "epoch": 0, "state": "draft"}
            self.rounds.setdefault(room_id, []).append(draft)
        elif asked["type"] in ("reject_recommendation", "withdraw_recommendation"):
            known = self.recommendations[room_id]
            known[:] = [one for one in known if one != asked["recommendation_id"]] or known[:1]
        elif kind == "done" and asked["type"] == "discard_round":
            rounds = self.rounds[room_id]
            rounds[:] = [one for one in rounds if one["id"] != asked["round_id"]]
        elif kind == "done" and reply.get("round"):
            rounds = self.rounds[room_id]
            rounds[:] = [reply["round"] if one["id"] == reply["round"]["id"] else one for one in rounds]
        elif kind == "ballot_cast":
            self.revisions[who, asked["round_id"]] = reply["revision"]
