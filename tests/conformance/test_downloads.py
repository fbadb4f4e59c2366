"""The ranked list as a file: who may have it, and from when on."""

from contextlib import AsyncExitStack

from tests.room.halls import an_open_round, witness
from tests.services import Kit, Service


async def test_a_ranked_list_is_the_chairs_once_closed_and_everybodys_once_published(
    service: Service, kit: Kit
) -> None:
    """409 before, 200 after; nothing without a credential of the meeting, and nothing of another meeting's.

    Holds R52.
    """
    delegate, stranger = kit.a_delegate("AM")["credential"], service.new_meeting().chair
    observer = kit.founded["credentials"]["observer"]

    def status(who: str, kind: str = "json") -> int:
        return kit.service.call("GET", f"/api/rounds/{round_['id']}/ranked-list.{kind}", None, who)[0]

    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        round_ = await an_open_round(chair, kit)
        assert (status(kit.chair), status(service.key), status(delegate)) == (409, 409, 409)
        await chair.ask("close_round", round_id=round_["id"])
        assert (status(kit.chair), status(service.key), status(kit.chair, "csv")) == (200, 200, 200)
        assert (status(delegate), status(observer), status(delegate, "csv")) == (409, 409, 409)
        await chair.ask("publish_round", round_id=round_["id"])
        assert {status(who, kind) for who in (kit.chair, delegate, observer) for kind in ("json", "csv")} == {200}
        assert (status(stranger), status(""), status("none")) == (403, 403, 403)
        assert (status(delegate, "exe"), status(stranger, "csv")) == (404, 403)


async def test_a_regions_published_shortlist_is_everybodys_of_the_meeting(kit: Kit) -> None:
    """The plenary votes on it: who is not of the region may read it, once it is published and not before."""
    other = kit.a_delegate("AM")["credential"]
    async with AsyncExitStack() as hall:
        moderator = await witness(hall, kit, kit.room("lunch", "AF"), kit.founded["credentials"]["moderators"]["AF"])
        proposed = await moderator.act("propose", question_id=kit.question("lunch"), title="One")
        drafted = await moderator.act("prepare_round", method="shortlist", slate=[proposed["recommendation_id"]])
        await moderator.ask("open_round", round_id=drafted["round_id"])
        await moderator.ask("close_round", round_id=drafted["round_id"])
        own = kit.founded["credentials"]["moderators"]
        assert kit.ranked_list(drafted["round_id"], credential=own["AF"])[0] == 200
        assert kit.ranked_list(drafted["round_id"], credential=own["AM"])[0] == 409
        assert kit.ranked_list(drafted["round_id"], credential=other)[0] == 409
        await moderator.ask("publish_round", round_id=drafted["round_id"])
        assert kit.ranked_list(drafted["round_id"], credential=other)[0] == 200
