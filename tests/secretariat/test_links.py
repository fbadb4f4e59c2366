"""Links are written in one place, and one that is renewed is the only one that is good."""

import re

import pytest

from server.domain.errors import NotFound
from server.entrances import enter_address, join_address, short_address
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.credentials import Credentials
from server.secretariat.links import list_links, renew_link
from tests.builders import a_meeting
from tests.contracts.tree import files, name_of


def test_addresses_of_entrances_are_written_in_one_place() -> None:
    """What a link looks like is said by `entrances`; a route says which addresses are answered."""
    writers = [
        name_of(path)
        for path in files("server/**/*.py")
        if re.search(r"/enter#|/s#\{|/join/\{(?!join_code\})", path.read_text("utf-8"))
    ]
    assert writers == ["server/entrances.py"]
    assert join_address("https://vote.example", "abc") == "https://vote.example/join/abc"
    assert short_address("https://vote.example", "abc") == "https://vote.example/s#abc"
    assert enter_address("https://vote.example", "a.b") == "https://vote.example/enter#a.b"


async def test_a_meeting_has_a_link_for_each_role_and_each_region_s_moderator(context: Context) -> None:
    """Listing twice voids nothing: every credential says the same person."""
    meeting, credentials = await a_meeting(context), Credentials(context, b"secret")
    first, again = [await list_links(context, SECRETARY, credentials, meeting.id) for _ in range(2)]
    moderators = [f"moderator:{region.id}" for region in (await context.programme(meeting.id)).regions]
    assert list(first.holders) == ["chair", "screen", "observer", *moderators]
    assert first.join_address == context.join_url(meeting.join_code)
    for holder, link in (*first.holders.items(), *again.holders.items()):
        person = await credentials.read(link.credential)
        assert person is not None
        assert (link.holder, person.key, link.address) == (holder, holder, context.enter_url(link.credential))


async def test_a_renewed_link_voids_the_older_ones_of_its_holder_alone(context: Context) -> None:
    """Whoever else had one goes on with it. Holds R85."""
    meeting, credentials = await a_meeting(context), Credentials(context, b"secret")
    before = (await list_links(context, SECRETARY, credentials, meeting.id)).holders
    renewed = await renew_link(context, SECRETARY, credentials, meeting.id, "moderator:AF")
    assert await credentials.read(before["moderator:AF"].credential) is None
    assert await credentials.read(renewed.credential) is not None
    assert await credentials.read(before["moderator:AM"].credential) is not None


@pytest.mark.parametrize("holder", ["", "nobody", "moderator", "moderator:XX", "seat", "seat:nobody", "delegate"])
async def test_who_is_no_holder_of_the_meeting_has_no_link(context: Context, holder: str) -> None:
    meeting, credentials = await a_meeting(context), Credentials(context, b"secret")
    with pytest.raises(NotFound):
        await renew_link(context, SECRETARY, credentials, meeting.id, holder)
