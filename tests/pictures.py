"""A room as somebody who listens has it: the snapshot, and every event since taken in.

Written from docs/protocol.md alone, as a delegation's own client would be. Invariant: decisions come one by one, in
order and without a gap; of tallies the newest counts.
"""

import time
from collections.abc import Sequence

from server.rehearsal.phone import Phone
from tests.services import Json
from tests.stills import at_rest, still

CLOCK_TOLERANCE_MS = 3_000
VOTING = ("open", "closing")
OF_THE_MEETING = {f"{what}_changed" for what in ("live", "agenda", "programme", "presentation", "confirmation")}
OF_THE_MEETING |= {"said_to_all", "speakers_changed"}
BESIDE_BALLOTS = {"named": "named", "count": "counts"}
NOTHING_SHOWN = {"tally_version": 0, "turnout": {}, "cells": None, "outlook": None}


def picture_of(snapshot: Json, now_ms: int = 0, *, older: bool = False) -> Json:
    """Begin with a snapshot; an `older` page knows of sets as shortlists alone.

    Units:   `now_ms` is when it was heard, on any clock: what was left of a countdown was left then.
    """
    return {
        "seq": snapshot["seq"],
        "room": snapshot["room"],
        "live": snapshot["live"],
        "calls": {one["round_id"]: one for one in snapshot["calls"]},
        "regions": snapshot["regions"],
        "waiting": snapshot["waiting"],
        "programme": snapshot["programme"],
        "bulletins": {one["room_id"]: one for one in snapshot["bulletins"]},
        "recommendations": {one["id"]: one for one in (*snapshot["recommendations"], *snapshot["own"])},
        "rounds": {one["id"]: one for one in snapshot["rounds"]},
        "signing": {one["recommendation"]["id"]: one for one in snapshot["signing"]},
        **{name: {_beside_ballots(one): one for one in snapshot[name]} for name in BESIDE_BALLOTS.values()},
        "confirmations": {one["room_id"]: one for one in snapshot["confirmations"]},
        "shortlists": {one["round_id"]: one for one in snapshot["shortlists"]},
        "sets": None if older else {f"{one['room_id']} {one['session_id']}": one for one in snapshot["sets"]},
        "ranked_lists": dict(snapshot["ranked_lists"]),
        "presentation": None if older else still(snapshot["presentation"]),
        "speakers": None if older else at_rest(snapshot["speakers"]),
        "heard_ms": dict.fromkeys((one["id"] for one in snapshot["rounds"]), now_ms),
        "tallies": {name: tally for name, tally in snapshot["tallies"].items() if tally != NOTHING_SHOWN},
    }


def reduce(picture: Json, message: Json, now_ms: int = 0) -> Json:
    """Take one message in; what is no event of the room changes nothing."""
    kind = message["type"]
    if kind == "snapshot":
        return picture_of(message, now_ms, older=bool(picture) and picture["sets"] is None)
    if kind == "tally_changed":
        known = picture["tallies"].get(message["round_id"], NOTHING_SHOWN)
        tally = {name: message[name] for name in NOTHING_SHOWN}
        newer = tally["tally_version"] >= known["tally_version"]
        return _with(picture, "tallies", message["round_id"], tally) if newer else picture
    if kind == "tally_stepped":
        return _with(picture, "tallies", message["round_id"], _stepped(picture, message))
    if kind == "round_called":
        calls = {name: call for name, call in picture["calls"].items() if name != message["round_id"]}
        call = {name: message[name] for name in ("room_id", "round_id", "state")}
        return {**picture, "calls": {**calls, **({call["round_id"]: call} if call["state"] in VOTING else {})}}
    if "seq" not in message or "ref" in message:
        return picture
    assert message["seq"] == picture["seq"] + 1, f"after {picture['seq']} came {message['seq']} ({kind})"
    return {**_decided(picture, message, now_ms), "seq": message["seq"]}


def with_seats(known: Json, message: Json) -> Json:
    """Take in what a desk hears of its list of seats: those that changed, and those that are gone."""
    if message["type"] != "seats_changed":
        return known
    assert message["changed"] is not None, "the list is to be read again"
    changed = {one["seat_id"]: one for one in message["changed"]}
    spoken_of = {*changed, *message["gone"]}
    return {
        "seats": {key: one for key, one in known["seats"].items() if key not in spoken_of} | changed,
        "personal_s": {key: one for key, one in known["personal_s"].items() if key not in spoken_of}
        | message["personal_s"],
    }


def _stepped(picture: Json, step: Json) -> Json:
    tally = picture["tallies"][step["round_id"]]
    assert step["since"] == tally["tally_version"], f"a step from {step['since']} on {tally['tally_version']}"
    cells = [[list(region) for region in item] for item in tally["cells"]]
    for item, region, column, now in step["cells"]:
        cells[item][region][column] = now
    fresh = {one["recommendation_id"]: one for one in step["outlook"]}
    return {
        "tally_version": step["tally_version"],
        "turnout": {**tally["turnout"], **step["turnout"]},
        "cells": cells,
        "outlook": tally["outlook"] and [fresh.get(one["recommendation_id"], one) for one in tally["outlook"]],
    }


def _of_the_meeting(picture: Json, event: Json) -> Json:
    if "live" in event:
        return {"live": event["live"]}
    if "presentation" in event:
        return {"presentation": still(event["presentation"])}
    if "speakers" in event:
        return {"speakers": at_rest(event["speakers"])}
    if event["type"] == "confirmation_changed":
        others = {key: one for key, one in picture["confirmations"].items() if key != event["room_id"]}
        now = {event["room_id"]: event["confirmation"]} if event["confirmation"] else {}
        return {"confirmations": {**others, **now}}
    if (said := event.get("bulletin")) is not None:
        others = {key: one for key, one in picture["bulletins"].items() if key != said["room_id"]}
        return {"bulletins": {**others, **({said["room_id"]: said} if said["text"] else {})}}
    room = next((one for one in event["rooms"] if one["id"] == picture["room"]["id"]), picture["room"])
    return {"regions": event["regions"], "room": room, "programme": event["programme"]}


def _decided(picture: Json, event: Json, now_ms: int) -> Json:
    kind = event["type"]
    if kind in OF_THE_MEETING:
        return {**picture, **_of_the_meeting(picture, event)}
    if event.get("waiting") is not None:
        picture = {**picture, "waiting": event["waiting"]}
    if kind in ("decided", "waiting_changed"):
        return picture  # nothing that this audience has in its picture, but the number
    if kind == "recommendation_changed":
        return _with(picture, "recommendations", event["recommendation"]["id"], event["recommendation"])
    if kind == "round_changed":
        picture = _with(picture, "heard_ms", event["round"]["id"], now_ms)
        return _spoken_of(_with(picture, "rounds", event["round"]["id"], event["round"]))
    if kind in ("round_discarded", "round_published", "named_changed", "count_changed"):
        return _of_a_round(picture, event)
    assert kind in ("set_changed", "shortlist_submitted", "signing_changed"), kind
    return _signed(picture, event) if kind == "signing_changed" else _spoken_of(_handed(picture, event))


def _signed(picture: Json, event: Json) -> Json:
    others = {key: one for key, one in picture["signing"].items() if key != event["recommendation_id"]}
    now = {event["recommendation_id"]: event["signing"]} if event["signing"] else {}
    return {**picture, "signing": {**others, **now}}


def _handed(picture: Json, event: Json) -> Json:
    """Take in a set, and the shortlist that the release before knew it as; without recommendations it is none."""
    for one in event["recommendations"]:
        picture = _with(picture, "recommendations", one["id"], one)
    if picture["room"]["kind"] == "plenary":
        picture = _put(picture, "shortlists", event["round_id"], event, ("region_id", "round_id"))
    if event["type"] == "shortlist_submitted":
        return picture
    fields = ("region_id", "room_id", "session_id", "round_id", "handed_at_ms", "bound", "confirmed")
    return _put(picture, "sets", f"{event['room_id']} {event['session_id']}", event, fields)


def _put(picture: Json, name: str, key: str, event: Json, fields: Sequence[str]) -> Json:
    others = {one: value for one, value in picture[name].items() if one != key}
    told = [one["id"] for one in event["recommendations"]]
    handed = {field: event[field] for field in fields if field in event} | {"recommendation_ids": told}
    return {**picture, name: {**others, key: handed} if told else others}


def _spoken_of(picture: Json) -> Json:
    """Leave out what a plenary room does not speak of any more: in no set that it hears, and on no slate."""
    room = picture["room"]
    if room["kind"] != "plenary":
        return picture
    sets = [one["recommendation_ids"] for one in picture["shortlists"].values()]
    known = {one for ids in (*sets, *(round_["slate"] for round_ in picture["rounds"].values())) for one in ids}
    kept = {key: one for key, one in picture["recommendations"].items() if one["room_id"] == room["id"] or key in known}
    return {**picture, "recommendations": kept}


def _beside_ballots(said: Json) -> str:
    return f"{said['round_id']} {said['region_id']} {said.get('channel')}"


def _of_a_round(picture: Json, event: Json) -> Json:
    if (name := event["type"].removesuffix("_changed")) in BESIDE_BALLOTS:
        return _with(picture, BESIDE_BALLOTS[name], _beside_ballots(event[name]), event[name])
    if event["type"] == "round_published":
        return _with(picture, "ranked_lists", event["round_id"], event["ranked_list"])
    rounds = {key: one for key, one in picture["rounds"].items() if key != event["round_id"]}
    return _spoken_of({**picture, "rounds": rounds})


def _with(picture: Json, name: str, key: str, value: object) -> Json:
    return {**picture, name: {**picture[name], key: value}}


def differences(told: Json, fresh: Json) -> list[str]:
    """Say where two pictures differ; a running countdown may be a little older in one of them."""
    found = [name for name in ("seq", "room", "live", "regions", "waiting", "programme") if told[name] != fresh[name]]
    if None not in (told["sets"], fresh["sets"]):
        found += [name for name in ("presentation", "speakers") if told[name] != fresh[name]]
    # A page that does not know the newer names of events knows neither sets nor what there is to sign.
    known = ["sets", "signing", "confirmations", "named", "counts"] if None not in (told["sets"], fresh["sets"]) else []
    named = ("recommendations", "rounds", "shortlists", "bulletins", "ranked_lists", "tallies", "calls")
    for name in (*named, *known):
        ids = sorted(told[name].keys() | fresh[name].keys())
        for one in ids:
            since_ms = fresh["heard_ms"].get(one, 0) - told["heard_ms"].get(one, 0)
            if not _same(told[name].get(one), fresh[name].get(one), since_ms):
                found.append(f"{name} {one}: {told[name].get(one)} and {fresh[name].get(one)}")
    return found


def _same(told: Json | None, fresh: Json | None, since_ms: int) -> bool:
    if told is None or fresh is None or not ("clock" in told and told["clock"]["running"]):
        return told == fresh
    if not fresh["clock"]["running"]:
        return False
    apart_ms = abs(told["clock"]["remaining_ms"] - fresh["clock"]["remaining_ms"] - since_ms)
    return {**told, "clock": None} == {**fresh, "clock": None} and apart_ms < CLOCK_TOLERANCE_MS


class Witness(Phone):
    """A phone that keeps every message in the order in which it came, and the picture they add up to."""

    def __init__(
        self, base_url: str, room_id: str, credential: str, accepts: Sequence[str] = (), pace: int = 10
    ) -> None:
        super().__init__(base_url, room_id, credential, ["outlook", *accepts], pace)
        self._older = "set_changed" not in accepts
        self.told, self.fault = list[Json](), ""
        self.picture: Json = {}

    def _hear(self, message: Json) -> None:
        self.told.append(message)
        if self.picture or message["type"] == "snapshot":
            try:
                now_ms = time.monotonic_ns() // 1_000_000
                begun = picture_of(message, now_ms, older=self._older) if not self.picture else self.picture
                self.picture = reduce(begun, message, now_ms)
            except AssertionError as gap:
                self.fault = self.fault or str(gap)
        super()._hear(message)

    def spoke_too_early(self) -> list[str]:
        """Find replies that came after the broadcast of what they answer (a close is answered after its count)."""
        found, heard = [], 0
        for message in self.told:
            if "ref" not in message and "seq" in message:
                heard = message["seq"]
            elif message["type"] in ("done", "proposed", "round_prepared") and not message["already"]:
                closed = (message.get("round") or {}).get("state") == "closed"
                if heard >= message["seq"] and not closed:
                    found.append(f"{message} after {heard}")
        return found
