"""What a delegate's page shows first: which round matters now, in which words, what asks for something, and where.

Refuses to know how a page is drawn. Invariant: `static/js/delegate/asking.js` chooses and words the same, so that what
the page shows first is what its script shows a second later; a test holds both to it.
"""

from collections.abc import Callable, Mapping, Sequence

from server.domain.methods import is_silent
from server.domain.procedure.programme import Programme
from server.domain.procedure.rounds import VOTING
from server.domain.whole_numbers import whole_number
from server.protocol.message import Json

MOST_DRAWN = 50

Translate = Callable[..., str]

_RIMS = {"open": "rim-open", "closing": "rim-open", "closed": "rim-closed"}


def rounds_heard_of(rounds: Sequence[Json]) -> list[Json]:
    """List the rounds that everybody in a room hears of, oldest first: a draft asks nobody anything."""
    return sorted((one for one in rounds if one["state"] != "draft"), key=lambda one: int(one["number"]))


def round_that_matters(rounds: Sequence[Json]) -> Json | None:
    """Find the round that matters now: the newest that is voted on, else the newest."""
    voted_on = [one for one in rounds if one["state"] in VOTING]
    return next(iter([*reversed(voted_on), *reversed(rounds)]), None)


def head_of(round_: Json | None, t: Translate) -> Json:
    """Say the head of the page: its rim, and the word of the tag that says how the round stands."""
    state = str(round_["state"]) if round_ else ""
    key = "call.tag_closed" if state == "closed" else f"round_state.{state}"
    return {"rim": _RIMS.get(state, ""), "word": t(key) if state else ""}


def question_of(rounds: Sequence[Json], live: Json, session_id: str) -> str:
    """Say which guiding question stands in the head: that of the round voted on, else the live one of the session."""
    round_ = round_that_matters(rounds)
    of_round = str(round_["question_id"]) if round_ and round_["state"] in VOTING else ""
    return of_round or (str(live["question_id"]) if live["agenda_session_id"] == session_id else "")


def is_named(round_: Json, you: Json, named: Mapping[str, Json]) -> bool:
    """Say whether somebody's region takes part in a round by its position: then they cast no ballot.

    But for a seat that was moved into the region since: it casts where it did at the opening.
    """
    return round_["id"] in named and round_["id"] not in you["casts_in"]


def calls_of(rounds: Sequence[Json], you: Json, named: Mapping[str, Json], t: Translate, *, votes: bool) -> list[Json]:
    """Say what rounds ask: all that are voted on, and the newest if it is closed or void.

    Shape:   `named` has by round what the region of whoever looks says there by name.
    """
    newest = [one for one in rounds[-1:] if one["state"] in ("closed", "void")]
    asking = [one for one in rounds if one["state"] in VOTING or one in newest]
    return [
        _named_call(one, named[one["id"]]["version"], you, t)
        if votes and one["state"] in VOTING and is_named(one, you, named)
        else _call_of(one, you["ballots"].get(one["id"]), t, votes=votes)
        for one in asking
    ]


def _named_call(round_: Json, version: int, you: Json, t: Translate) -> Json:
    confirmed = you["positions_confirmed"].get(round_["id"], 0)
    kind, line = ("cast", "named.said") if confirmed >= version else ("open", "named.asked")
    if not version:
        kind, line = "watch", "named.nothing"
    said = {"round": round_, "receipt": "", "act": t("named.read")}
    return {**said, "kind": kind, "title": t("named.title"), "line": t(line)}


def _call_of(round_: Json, ballot: Json | None, t: Translate, *, votes: bool) -> Json:
    receipt, every = str(ballot["receipt"]) if ballot and "receipt" in ballot else "", len(round_["slate"])
    said: Json = {"round": round_, "receipt": "", "act": ""}
    if round_["state"] == "void":
        return {**said, "kind": "void", "title": t("call.void"), "line": round_["reason"]}
    if round_["state"] == "closed":
        line = t("call.closed_line")
        return {**said, "kind": "closed", "title": t("call.closed"), "line": line, "receipt": receipt}
    if not votes:
        return {**said, "kind": "watch", "title": t("call.open"), "line": t("call.watch")}
    if is_silent(str(round_["method"])):
        return {
            **said, "kind": "open", "title": t("silence.any"), "line": t("silence.headline"), "act": t("call.begin")
        }  # fmt: skip
    marked = t("ballot.marked_of", n=len(ballot["marks"]) if ballot else 0, all=every)
    if ballot is None:
        return {**said, "kind": "open", "title": t("call.ballot_open"), "line": marked, "act": t("call.begin")}
    title, act = t("receipt.title"), t("receipt.change")
    if ballot["epoch"] < round_["epoch"]:  # on the phone that cast it, its script says the day
        marked = t("call.stands")
    return {**said, "kind": "cast", "title": title, "line": marked, "receipt": receipt, "act": act}


def known_of(round_: Json, kind: str, t: Translate) -> str:
    """Say before the first mark what others can learn of it in a secret round; `kind` is that of its list."""
    rules = round_["rules"]
    if rules["secrecy"] == "recorded":
        return ""
    if kind == "choice" and round_["entitled"] < rules["k"]:
        return t("ballot.few_known", k=rules["k"])
    return t("ballot.all_known")


def ways_of(calls: Sequence[Json], room_id: str, you: Json, *, votes: bool) -> Json:
    """List the rooms in which something is voted on, and the ways to those that call somebody who has not answered.

    Shape:   one way a room, whose `view` leads to the ballot where there is only one.
    """
    done = {name for name, ballot in you["ballots"].items() if not ballot["earlier"]} | set(you["positions_confirmed"])
    asked = [one for one in calls if votes and one["room_id"] != room_id and one["round_id"] not in done]
    ways = []
    for id_ in sorted({str(one["room_id"]) for one in asked}):
        there = [str(one["round_id"]) for one in asked if one["room_id"] == id_]
        ways.append({"room_id": id_, "view": f"#ballot-{there[0]}" if len(there) == 1 else ""})
    return {"open": sorted({str(one["room_id"]) for one in calls}), "ways": ways}


def recommendations_drawn(known: Sequence[Json], programme: Programme, own: Sequence[str], asked: str) -> Json:
    """Cut out what one page draws, in the order in which it stands there; the script draws more when it is asked to.

    Shape:   `own` holds the ids of what the reader proposed, who also sees what of it was rejected; `asked` is the
             number of the page, as it stands in the address.
    """
    order = {question.id: place for place, (_, question) in enumerate(programme.agenda.all_questions())}
    rejected = {one["id"] for one in known if one["status"] == "rejected" and one["id"] in own}
    listed = [one for one in known if one["status"] in ("proposed", "accepted", "merged") or one["id"] in rejected]
    listed.sort(key=lambda one: (order.get(one["question_id"], 0), one["number"]))
    pages = max(1, -(-len(listed) // MOST_DRAWN))
    page = min(pages, max(1, whole_number(asked, 1)))
    shown = listed[(page - 1) * MOST_DRAWN : page * MOST_DRAWN]
    return {"recommendations": shown, "page": page, "pages": pages}
