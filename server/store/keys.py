"""The data model: every key, its type, what is in it, and when it goes.

Of a string the text after its type says what it holds; of a hash, its fields (or "field → value"); of a set or a sorted
set, its members; of a stream, the fields of an entry, where `?` marks those that may be missing. `holder` is
`Person.key`: `chair`, `moderator:<region>`, `seat:<seat>`, ….

The keys of the directory belong to no meeting. On a cluster each of them may lie on another server: no call, no
transaction and no function touches one of them together with another key.

    plenum:secret                          string   what signs credentials; never expires
    plenum:schema                          string   the layout of the data, see `store.schema`; never expires
    plenum:secretariat                     string   generation of the secretariat's link (absent is 1); never expires
    plenum:converting                      string   which process converts data of an older layout; a lock of seconds
    plenum:join:<code>                     string   the meeting a join code opens
    plenum:short:<code>                    string   the meeting a short code, printed on paper, leads to
    plenum:meetings                        zset     meeting ids by the second they expire
    plenum:wrong:<minute>:<address>        string   wrong join codes from an address (its digest)
    plenum:rehearsing:<place>              string   who plays a rehearsal, of those that a service plays at once; goes
                                                    in seconds unless it is renewed
    plenum:pace:<what>:<address>           hash     left, at: how often an address (its digest) may do a thing, and when
                                                    that was worked out

All keys of a meeting share one hash tag (`{m}` is the meeting's id in braces), and so lie on one server, so that one
atomic function may touch several of them; all of them expire with the meeting (`Meeting.expires_at_s`).
`tests/conftest.py` fails any test that leaves a key without expiry, and `tests/store/test_on_a_cluster.py` one that
leaves a key that is not listed here.

    plenum:{m}:meeting                     string   Meeting as JSON: what is fixed at creation
    plenum:{m}:programme                   hash     version, head: the Programme as JSON in its newest version
    plenum:{m}:state                       hash     decision, live, called (the last decision that changed which rounds
                                                    call), ids and seat_ids (last numbers given out), layout
    plenum:{m}:joining                     hash     open, code, limit, one_seat: how it is joined by code
    plenum:{m}:codes                       set      join codes that may lead here, the valid one among them
    plenum:{m}:acts                        stream   act, actor, at_ms, seat, detail: the meeting's log of acts
    plenum:{m}:seqs                        hash     room id → seq of its last decision
    plenum:{m}:recommendations             hash     id → Recommendation as JSON
    plenum:{m}:history:<recommendation>    stream   <decision>-0 → entry: HistoryEntry as JSON, the newest hundred
    plenum:{m}:supported                   hash     seat → what it supports, `id+generation` of the credential
    plenum:{m}:rounds                      hash     id → Round as JSON
    plenum:{m}:discarded                   hash     round → its room: drafts that were thrown away
    plenum:{m}:handed_over                 hash     a region's room → HandedOver as JSON
    plenum:{m}:confirmations               hash     a region's room → Confirmation as JSON: what it is asked to confirm
    plenum:{m}:confirmed:<room>            hash     seat → `asking+generation`, of what it confirmed last there
    plenum:{m}:bulletins                   hash     room, or nothing for everybody → Bulletin as JSON, the last one
    plenum:{m}:presentations               hash     room → Presentation as JSON, the last one: the regions present there
    plenum:{m}:speakers                    hash     room → Speakers as JSON: who speaks there and who waits to
    plenum:{m}:occasions                   hash     published round → Occasion as JSON: what its list is of
    plenum:{m}:requests                    hash     holder and request id → the answer given; once it has 50,000 it
    plenum:{m}:requests_before             hash     takes the place of this one, and another is begun
    plenum:{m}:events:<room>               stream   <seq>-0 → event, actor, at_ms, floor?, seat?, own?: the
                                                    room's log of acts, the newest 20,000
    plenum:{m}:seats                       hash     id → Seat as JSON: named seats, and those that have entered
    plenum:{m}:arriving                    hash     id → Seat as JSON: taken by code, and no room opened yet
    plenum:{m}:arrivals                    zset     the same seats by the instant at which they were taken
    plenum:{m}:barred                      hash     seat → when it first opened a room (0: never), Seat as JSON
    plenum:{m}:gone                        set      seats that were barred or removed, and may still be connected
    plenum:{m}:entered                     hash     seat → the instant at which it first opened a room
    plenum:{m}:waiting                     hash     named seat → Claim as JSON: who waits to be admitted to it
    plenum:{m}:admitted                    hash     named seat → id of the claim that was admitted
    plenum:{m}:checked_in:<region>         set      seats with a vote that have entered
    plenum:{m}:generations                 hash     holder → generation of the valid credential (absent is 1)
    plenum:{m}:short_codes                 hash     short code → generation and holder, while that generation is valid
    plenum:{m}:printed                     hash     seat → digest of what was printed of it last
    plenum:{m}:personal_time               hash     seat → seconds beyond the close of a round
    plenum:{m}:seatings                    hash     seat and room → how many connections it has had there (its seating)
    plenum:{m}:alarms                      hash     code and round → how often that alarm was raised
    plenum:{m}:halls                       hash     room → number, and Hall as JSON: what its screens show
    plenum:{m}:screens                     hash     process → which screens show what there, and which come
                                                    by calls, as JSON with its instant
    plenum:{m}:files                       hash     digest of a file of a paper → when it was last spoken of (ms), its
                                                    size and its media type
    plenum:{m}:file:<digest>               hash     place, from 0 → a piece of that file
    plenum:{m}:upload:<upload>             hash     place → a piece of a file that is being handed in;
                                                    a key of minutes
    plenum:{m}:template                    hash     name, bytes: the Word document whose looks reports take
    plenum:{m}:rehearsal                   hash     began_ms, by (who plays it), copy, told (JSON), over, stop,
                                                    ended, gone, left, and check:<what> → yes or no
    plenum:{m}:rehearsing                  string   who plays its rehearsal; goes in seconds unless it is renewed
    plenum:{m}:presence                    hash     process → who is connected there, as JSON with its instant
    plenum:{m}:round:<round>               hash     state, epoch, frozen: what the casting step reads
    plenum:{m}:round:<round>:tally         string   packed 32-bit counts, see `store.packing`
    plenum:{m}:round:<round>:ballots       hash     seat → one ballot record, see `store.packing`
    plenum:{m}:round:<round>:electorate    hash     seat → the place of its region, and 1 where it was there at opening
    plenum:{m}:round:<round>:mandates      hash     seat → Mandate as JSON: for whom it speaks, as the opening found it
                                                    or, of a seat made later, the first count
    plenum:{m}:round:<round>:nonces        string   hashes of what phones added to its lot, as of its first close: a
                                                    JSON array
    plenum:{m}:round:<round>:list:<epoch>  string   RankedList, once counted in that epoch, see `store.kept_lists`
    plenum:{m}:round:<round>:told:<epoch>  string   ListRead as JSON: which ballots that list tells of
    plenum:{m}:round:<round>:read          hash     epoch → its ListRead as JSON, once its list was read
    plenum:{m}:round:<round>:counting:<epoch>  string  who counts it in that epoch; a key of seconds, unless it is
                                                    renewed; once it is counted it says so and stays
    plenum:{m}:round:<round>:checking      string   who compares its two counts; goes in seconds unless it is renewed
    plenum:{m}:bell                        channel  room <id> · seat <id> <room> <seating> · revoked <holder> ·
                                                    reseated <holder> · left <slot> <holder> · seats <seat>… ·
                                                    seats · joining · calls · presence · hall <room> · erased ·
                                                    alarm <code> <round> <times>
"""

from server.domain.procedure.meeting import meeting_of

SECRET = "plenum:secret"  # noqa: S105 - the name of the key, not the secret
SCHEMA = "plenum:schema"
CONVERTING = "plenum:converting"
SECRETARIAT = "plenum:secretariat"
LASTING = frozenset({SECRET, SCHEMA, SECRETARIAT})
MEETINGS = "plenum:meetings"


def join(code: str) -> str:
    """Name the key of a join code."""
    return f"plenum:join:{code}"


def short(code: str) -> str:
    """Name the key of a short code."""
    return f"plenum:short:{code}"


def rehearsing(place: int) -> str:
    """Name one of the places for rehearsals that a service has."""
    return f"plenum:rehearsing:{place}"


def wrong_codes(minute: int, whose: str) -> str:
    """Name the count of wrong join codes from one address; `minute` counts minutes since 1970."""
    return f"plenum:wrong:{minute}:{whose}"


def pace(what: str, whose: str) -> str:
    """Name what is left to an address of one thing that it may do only so often."""
    return f"plenum:pace:{what}:{whose}"


def of(meeting_id: str, name: str) -> str:
    """Name a key of a meeting, as listed above."""
    return f"plenum:{{{meeting_id}}}:{name}"


def of_round(round_id: str, name: str = "") -> str:
    """Name a key of a round; the round's id says which meeting it belongs to."""
    key = of(meeting_of(round_id), f"round:{round_id}")
    return f"{key}:{name}" if name else key


def bell(meeting_id: str) -> str:
    """Name the channel on which processes hear that something of a meeting changed."""
    return of(meeting_id, "bell")


def meeting_of_bell(channel: str) -> str:
    """Say to which meeting a channel belongs."""
    return channel[channel.index("{") + 1 : channel.index("}")]
