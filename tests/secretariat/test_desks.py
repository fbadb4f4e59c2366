"""The links of the desk: which of them are good, and what renewing them or another key makes of them."""

from server.domain.procedure.people import Person
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.credentials import Credentials
from server.secretariat.desks import desk_link, renew_desk_link, renew_secretariat_link, secretariat_link
from tests.builders import a_meeting


async def test_a_link_that_is_written_again_voids_none_and_one_that_is_renewed_all(context: Context) -> None:
    """The desk's of one meeting, beside that of another and the secretariat's. Holds R161."""
    credentials = Credentials(context, b"secret", "a key")
    meeting, other = [await a_meeting(context) for _ in range(2)]
    first, again, of_other = [
        await desk_link(context, SECRETARY, credentials, one.id) for one in (meeting, meeting, other)
    ]
    of_all = await secretariat_link(context, SECRETARY, credentials)
    for link in (first, again):
        assert (await credentials.read(link.credential)) == Person(meeting.id, "desk", generation=1)
        assert link.address.endswith(f"/desk#{link.credential}")
    renewed = await renew_desk_link(context, SECRETARY, credentials, meeting.id)
    assert [await credentials.read(link.credential) for link in (first, again)] == [None, None]
    for link, meeting_id in ((renewed, meeting.id), (of_other, other.id), (of_all, "")):
        person = await credentials.read(link.credential)
        assert person is not None
        assert person.meeting_id == meeting_id


async def test_the_secretariat_s_link_ends_with_its_renewal_and_with_another_key(context: Context) -> None:
    """A link of the desk of a meeting outlives both. Holds R161."""
    credentials = Credentials(context, b"secret", "a key")
    of_desk = await desk_link(context, SECRETARY, credentials, (await a_meeting(context)).id)
    before = await secretariat_link(context, SECRETARY, credentials)
    assert await Credentials(context, b"secret", "another key").read(before.credential) is None
    renewed = await renew_secretariat_link(context, SECRETARY, credentials)
    assert await credentials.read(before.credential) is None
    for link, role in ((renewed, "secretariat"), (of_desk, "desk")):
        person = await credentials.read(link.credential)
        assert person is not None
        assert person.role == role


async def test_nobody_of_a_meeting_has_a_credential_of_the_secretariat(context: Context) -> None:
    """Whatever were issued in a meeting under that name opens nothing."""
    credentials, meeting = Credentials(context, b"secret"), await a_meeting(context)
    assert await credentials.read(await credentials.issue(Person(meeting.id, "secretariat"))) is None
