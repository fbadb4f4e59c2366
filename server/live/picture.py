"""A room as of one decision, read once, and as the two parts of a picture that show it."""

from dataclasses import dataclass, field

from server.domain.counting.tallies import Tally
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import VOTING, Round
from server.domain.procedure.shapes import Audience, hears
from server.protocol import shapes
from server.room import views
from server.room.actions.counting import published_lists
from server.room.bulletins import bulletins_in
from server.room.confirming_views import asked_in
from server.room.context import Context
from server.room.presentation_views import presented_in
from server.room.programme_views import programme_view
from server.room.set_views import set_view, sets_in, shortlist_view
from server.room.speaking_views import speakers_in


@dataclass(frozen=True, slots=True)
class Picture:
    """A room as of one decision: the proceedings, the newest tallies, the published ranked lists.

    Shape:   `tallies` by round: the version and the count; a list that is left to its address is None.
    """

    room: Room
    proceedings: Proceedings
    tallies: dict[str, tuple[int, Tally]] = field(default_factory=dict)
    ranked_lists: dict[str, bytes | None] = field(default_factory=dict)
    outlooks: dict[str, tuple[shapes.Outlook, ...] | None] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        """Say which decision of the room this is the picture of."""
        return self.proceedings.room_seqs.get(self.room.id, 0)

    def lasts_as(self, other: "Picture") -> bool:
        """Say whether nothing was decided between two pictures, so that all is the same but counts and countdowns."""
        return self.proceedings is other.proceedings and self.ranked_lists == other.ranked_lists

    @property
    def running(self) -> list[Round]:
        """List the rounds in which ballots are being cast."""
        return [round_ for round_ in views.rounds_in(self.proceedings, self.room) if round_.state in VOTING]


async def take_picture(context: Context, room: Room, *, outlook: bool = False) -> Picture:
    """Read a room as it is now; with the outlooks of its live rounds, where anybody wants them."""
    proceedings = await context.read_proceedings(room.id)
    rounds = views.rounds_in(proceedings, room)
    counted = [round_ for round_ in rounds if round_.epoch]
    kept = context.store_of(room.id).rounds
    tallies = await kept.read_tallies([(round_, views.columns_of(round_)) for round_ in counted])
    looked_at = list(zip(counted, tallies, strict=True)) if outlook else []
    published = [round_ for round_ in rounds if round_.state == "published"]
    return Picture(
        room,
        proceedings,
        {round_.id: count for round_, count in zip(counted, tallies, strict=True)},
        await published_lists(context, published),
        {round_.id: await context.outlooks.of(round_, tally) for round_, (_, tally) in looked_at},
    )


def passing_part(picture: Picture, now_ms: int, *, outlook: bool, more: str | None) -> shapes.Passing:
    """Show what moves without a decision: how much time is left, and the counts."""
    rounds = {round_.id: round_ for round_ in views.rounds_in(picture.proceedings, picture.room)}
    outlooks = picture.outlooks if outlook else {}
    return shapes.Passing(
        seq=picture.seq,
        rounds=tuple(views.round_view(round_, now_ms) for round_ in rounds.values()),
        tallies={
            round_id: views.tally_view(rounds[round_id], version, tally, outlooks.get(round_id))
            for round_id, (version, tally) in picture.tallies.items()
        },
        more=more,
        presentation=presented_in(picture.proceedings, picture.room, now_ms),
        speakers=speakers_in(picture.proceedings, picture.room, now_ms),
    )


def lasting_part(picture: Picture, audience: Audience, shown: tuple[shapes.Recommendation, ...]) -> shapes.Lasting:
    """Show an audience what stays until something is decided; a very long ranked list is left to its address."""
    proceedings, room = picture.proceedings, picture.room
    sets = sets_in(proceedings, room)
    return shapes.Lasting(
        room=views.room_view(proceedings.programme.room(room.id) or room),
        live=views.live_view(proceedings.live),
        regions=tuple(views.region_view(region) for region in proceedings.programme.regions),
        recommendations=shown,
        shortlists=tuple(shortlist_view(one) for one in sets if room.kind == "plenary"),
        sets=tuple(set_view(proceedings, one, room, audience) for one in sets),
        confirmations=tuple(asked_in(proceedings, room)),
        ranked_lists={round_id: views.sent_list(text) for round_id, text in picture.ranked_lists.items()},
        waiting=len(views.waiting_in(proceedings, room)) if hears(audience, "snapshot", "waiting") else None,
        programme_version=proceedings.programme.version,
        bulletins=bulletins_in(proceedings, room),
        programme=programme_view(proceedings.meeting, proceedings.programme) if room.kind == "desk" else None,
    )
