"""Who hears which field of what is sent: the one table of audiences and shapes.

A shape is a message, or a part of one, by its name in docs/protocol.md. Of some shapes it also matters how the thing
stands: those have a row for each standing, all others the one row `always`. Refuses to know who belongs to which
audience (`audiences`) and how anything is sent. Invariants: whoever belongs to several audiences hears what any of them
hears; a field that none of theirs hears is empty in what they are sent, or the whole shape is not sent to them.

    conducting   the chair, in the room of their region the moderator, and in the desk's room who works there
    floor        everybody else in the room
    owner        the seat that a proposal came from
    signing      in a plenary room the moderators of the regions that are asked to sign
    named        in a plenary room the seats and the moderator of a region that takes part in a round by its position
    counting     in a plenary room the moderator of a region in which votes are counted by hands or on paper
    podium       chair and moderators, in whichever room they are, and who works at the desk
    screen       the screens
    asker        whoever asked, for what answers them
"""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

Audience = Literal["conducting", "floor", "owner", "signing", "named", "counting", "podium", "screen", "asker"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

ALWAYS = "always"
RECOMMENDATION = "id number label title text language question_id room_id region_ids status version translations"
RECOMMENDATION += " parents merged_into merged_as kind facets"
_ENTRY = "act at_ms version language title text was_title was_text note"
_NUMBERED = "id number label question_id room_id region_ids"
_NOTHING: frozenset[str] = frozenset()
_SIGNED = "recommendation parents asking agreements answered_at_ms wording"
_WORDING = "by version title text agreements chair_agrees at_ms refused note"
_COUNT = "tally_version turnout"
_SIGNING = "seq recommendation_id signing"
_NAMED = "round_id region_id version seats confirmed positions"
_COUNTS = "round_id region_id channel entered_by differs agreed_by version"
_CALL = "room_id round_id state"
_OVERVIEW = "room_id conductors connected waiting latest shown handed handed_at_ms awaits handed_by"
_HALL = "room_id round_id view page item course round"
_RANKED_LIST = (
    "round_id method rules regions totals_withheld regions_counted regions_determined by_verdict items tie_break"
    " reading audit delegates_equal differ_most delegations tables"
)

Row = Mapping[str, frozenset[str]]


def _to(**fields: str) -> Row:
    """Write a row; `everybody` in a room conducts it or is the floor."""
    everybody = fields.pop("everybody", "")
    row = {audience: frozenset(f"{names} {everybody}".split()) for audience, names in fields.items()}
    if everybody:
        row = {"conducting": frozenset(everybody.split()), "floor": frozenset(everybody.split()), **row}
    return row


_RECOMMENDATION: Mapping[str, Row] = {
    "stands": {
        **_to(everybody=f"{RECOMMENDATION} supporters variant_of readings", conducting="reason"),
        **_to(owner=f"{RECOMMENDATION} supporters reason readings"),
    },
    "stood": {
        **_to(everybody=f"{RECOMMENDATION} supporters variant_of", conducting="reason taken_back"),
        **_to(owner=f"{RECOMMENDATION} supporters reason"),
    },
    "waits": _to(conducting=f"{RECOMMENDATION} reason note", owner=f"{RECOMMENDATION} reason note"),
    "back": _to(
        conducting=f"{RECOMMENDATION} supporters reason note",
        floor=_NUMBERED,
        owner=f"{RECOMMENDATION} supporters reason note",
    ),
    "fell": _to(conducting=f"{RECOMMENDATION} reason taken_back", owner=f"{RECOMMENDATION} reason"),
    "signed": _to(conducting=f"{RECOMMENDATION} reason", signing=f"{RECOMMENDATION} reason"),
}
"""*stands*: accepted or merged; *stood*: rejected or withdrawn after it stood; *waits*: nobody has accepted it yet;
*back*: it stood and was sent back to its author, and does not stand again yet: the floor hears no word of it;
*fell*: rejected or withdrawn without ever having stood; *signed*: a merge to which not everybody has agreed. A
variant is nobody's proposal and stands at once; what was read again stands for good."""

_EVENTS: Mapping[str, Mapping[str, Row]] = {
    "live_changed": {ALWAYS: _to(everybody="seq live")},
    "agenda_changed": {ALWAYS: _to(everybody="seq live")},
    "programme_changed": {ALWAYS: _to(everybody="seq version title regions rooms", conducting="programme")},
    "said_to_all": {ALWAYS: _to(everybody="seq bulletin")},
    "presentation_changed": {ALWAYS: _to(everybody="seq presentation")},
    "speakers_changed": {ALWAYS: _to(everybody="seq speakers")},
    "round_called": {"theirs": _to(everybody=_CALL), "others'": {}},
    "recommendation_changed": {
        "stands": _to(everybody="seq recommendation", conducting="waiting", owner="seq recommendation"),
        "stood": _to(everybody="seq recommendation", conducting="waiting", owner="seq recommendation"),
        "waits": _to(owner="seq recommendation"),
        "back": _to(everybody="seq recommendation", conducting="waiting", owner="seq recommendation"),
        "fell": _to(conducting="seq recommendation waiting", owner="seq recommendation"),
    },
    "waiting_changed": {"waits": _to(conducting="seq recommendation waiting")},
    "decided": {
        **{standing: _to(floor="seq") for standing in ("waits", "fell", "signed")},
        "named": _to(everybody="seq"),
        "counted": _to(floor="seq"),
    },
    "named_changed": {ALWAYS: _to(named="seq named")},
    "count_changed": {ALWAYS: _to(conducting="seq count", counting="seq count")},
    "signing_changed": {ALWAYS: _to(conducting=_SIGNING, signing=_SIGNING)},
    "round_changed": {ALWAYS: _to(everybody="seq round")},
    "round_discarded": {ALWAYS: _to(everybody="seq round_id")},
    "round_published": {ALWAYS: _to(everybody="seq round_id ranked_list url")},
    "set_changed": {
        ALWAYS: _to(
            everybody="seq region_id room_id session_id round_id recommendations handed_at_ms bound",
            conducting="confirmed",
        )
    },
    "confirmation_changed": {ALWAYS: _to(everybody="seq room_id confirmation")},
    "shortlist_submitted": {ALWAYS: _to(everybody="seq region_id round_id recommendations")},
    "tally_changed": {
        "turnout": _to(everybody=f"round_id {_COUNT}"),
        "live": _to(everybody=f"round_id {_COUNT} cells outlook"),
    },
    "tally_stepped": {"live": _to(everybody=f"round_id since {_COUNT} cells outlook")},
    "hall_changed": {ALWAYS: _to(everybody=f"seq {_HALL}")},
    "screens_changed": {ALWAYS: _to(podium="seq screens showing")},
    "pulse": {ALWAYS: _to(everybody="ref seq")},
    "alarm_raised": {ALWAYS: _to(podium="code round_id times")},
    "presence_changed": {ALWAYS: _to(podium="connected total")},
    "overview_changed": {ALWAYS: _to(conducting="overview")},
    "alike_changed": {ALWAYS: _to(conducting="whole alike")},
    "counting_changed": {ALWAYS: _to(podium="round_id seconds")},
    "seats_changed": {ALWAYS: _to(podium="joining totals waiting", conducting="changed gone personal_s")},
    "joining_changed": {ALWAYS: _to(podium="open code url", screen="open code url")},
}

_REPLIES: Mapping[str, Mapping[str, Row]] = {
    "you": {
        ALWAYS: _to(
            asker="role seat_id region_id name recommendations supported confirmed_in positions_confirmed ballots"
            " personal_s casts_in"
        )
    },
    "snapshot": {
        ALWAYS: _to(
            asker="ref seq room live regions recommendations rounds shortlists sets ranked_lists tallies calls more"
            " confirmations programme_version hall bulletins presentation speakers",
            conducting="waiting programme signing counts",
            counting="counts",
            owner="own",
            signing="signing",
            named="named",
        )
    },
    "proposed": {ALWAYS: _to(asker="ref seq recommendation_id already number label status")},
    "merge_proposed": {ALWAYS: _to(asker="ref seq recommendation_id already number label status")},
    "similar": {ALWAYS: _to(asker="ref recommendations")},
    "supported": {ALWAYS: _to(asker="ref seq recommendation_id on already")},
    "history": {ALWAYS: _to(conducting="ref recommendation_id entries", owner="ref recommendation_id entries")},
    "waiting": {ALWAYS: _to(conducting="ref seq waiting recommendations more")},
    "round_prepared": {ALWAYS: _to(conducting="ref seq round_id round already")},
    "done": {ALWAYS: _to(asker="ref seq already", conducting="round removed")},
    "seats": {ALWAYS: _to(conducting="ref seats more totals sources entitled pool small")},
    "ballot_cast": {ALWAYS: _to(asker="ref round_id epoch revision receipt durability proof")},
    "wishes": {ALWAYS: _to(conducting="ref round_id epoch items withheld")},
    "counted": {ALWAYS: _to(asker="ref round_id region_id channel entered other agreed")},
    "refused": {ALWAYS: _to(asker="ref code message current")},
}

_PARTS: Mapping[str, Mapping[str, Row]] = {
    "recommendation": _RECOMMENDATION,
    "signing": {ALWAYS: _to(conducting=_SIGNED, signing=_SIGNED)},
    "wording": {ALWAYS: _to(conducting=_WORDING, signing=_WORDING)},
    "named": {ALWAYS: _to(named=_NAMED)},
    "position": {ALWAYS: _to(named="state words")},
    "count": {ALWAYS: _to(conducting=_COUNTS, counting=_COUNTS)},
    "figures": {ALWAYS: _to(asker="votes marks")},
    "alike": {ALWAYS: _to(conducting="recommendation_id label room_id region_ids score")},
    "entry": {ALWAYS: _to(conducting=f"{_ENTRY} role region_id", owner=f"{_ENTRY} mine")},
    "room": {ALWAYS: _to(everybody="id kind region_id agenda_session_id title")},
    "bulletin": {ALWAYS: _to(everybody="room_id number text language translations")},
    "live": {ALWAYS: _to(everybody="agenda_session_id question_id room_id round_id session_id")},
    "call": {"theirs": _to(everybody=_CALL), "others'": {}},
    "region": {ALWAYS: _to(everybody="id name short seats")},
    "hall": {ALWAYS: _to(everybody=f"seq {_HALL}")},
    "overview": {ALWAYS: _to(conducting=f"{_OVERVIEW} decided confirmed")},
    "latest": {ALWAYS: _to(conducting="round_id number state clock turnout")},
    "shown": {ALWAYS: _to(conducting="room_id number view screens showing")},
    "round": {
        ALWAYS: _to(
            everybody="id number number_in_room room_id question_id method slate regions pool columns marks rules"
            " version state epoch frozen clock entitled checked_in submitted reason lot excess from_round reading_of"
        )
    },
    "rules": {
        ALWAYS: _to(
            everybody="visibility secrecy k with_changes wishes reservations theta backing_quorum regions_needed"
            " opposition_tolerated no_region_leans both_keys roll_call places max_choices quorum deciding_quorum"
            " required_majority tie_rule closes_after_s closes_at named_positions"
        )
    },
    "presentation": {ALWAYS: _to(everybody="number ordered_by order place seconds clock commitment seed over")},
    "clock": {ALWAYS: _to(everybody="running remaining_ms ends_at_ms")},
    "speakers": {ALWAYS: _to(everybody="asking seconds next turn spoken")},
    "speaker": {ALWAYS: _to(everybody="number name region_id seat")},
    "turn": {ALWAYS: _to(everybody="speaker clock spoken_ms paused")},
    "lot": {"votable": _to(everybody="commitment"), "counted": _to(everybody="commitment nonce")},
    "shortlist": {ALWAYS: _to(everybody="region_id round_id recommendation_ids")},
    "set": {
        ALWAYS: _to(
            everybody="region_id room_id session_id round_id recommendation_ids handed_at_ms bound",
            conducting="confirmed",
        )
    },
    "confirmed": {ALWAYS: _to(conducting="confirmed entitled")},
    "confirmation": {ALWAYS: _to(everybody="room_id asked asked_at_ms recommendation_ids confirmed entitled")},
    "tally": {"hidden": {}, "turnout": _to(everybody=_COUNT), "live": _to(everybody=f"{_COUNT} cells outlook")},
    "ballot": {
        "later": _to(asker="epoch revision earlier ballot_id marks receipt fill wishes proof"),
        "earlier": _to(asker="epoch revision earlier fill"),
    },
    "remark": {ALWAYS: _to(asker="kind words quote", conducting="kind words quote")},
    "wished": {ALWAYS: _to(conducting="recommendation_id version count groups")},
    "voices": {ALWAYS: _to(conducting="region_id others delegation count remarks")},
    "seat": {
        ALWAYS: _to(
            podium="seat_id number name delegation region_id language votes state joined_at_ms entered_at_ms from cast"
        )
    },
    "ranked_list": {"closed": _to(conducting=_RANKED_LIST), "published": _to(everybody=_RANKED_LIST)},
    "joining": {ALWAYS: _to(podium="open code url limit one_seat")},
    "totals": {ALWAYS: _to(podium="seats limit waiting here barred")},
    "source": {ALWAYS: _to(podium="from joins first_ms last_ms")},
}

SHAPES: Mapping[str, Mapping[str, Row]] = {**_EVENTS, **_REPLIES, **_PARTS}
"""The fields of a shape that an audience hears, by how the thing stands.

Shape:   of a *tally*: *hidden*, *turnout* and *live* are what its rules sheet shows by now; of a *lot*: *votable* until
         nothing can be cast any more, then *counted*; of a *call*: *theirs* leads into a room that they may enter; of a
         *ballot*: *earlier* is one that an earlier holder of the seat cast in a round whose marks are nobody's
         business, *later* any other.
"""


def fields_heard(audiences: Iterable[Audience], shape: str, standing: str = ALWAYS) -> frozenset[str]:
    """Name the fields of a shape that somebody of these audiences hears; none where the shape is not for them."""
    row = SHAPES[shape].get(standing, {})
    return _NOTHING.union(*(row.get(audience, _NOTHING) for audience in audiences))


def hears(audience: Audience, shape: str, field: str, standing: str = ALWAYS) -> bool:
    """Say whether an audience hears one field of a shape."""
    return field in SHAPES[shape].get(standing, {}).get(audience, _NOTHING)
