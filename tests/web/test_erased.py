"""A meeting that was erased is gone: within a second, at every address, in every process."""

import time

from server.cli.meetings import erase
from tests.conftest import until
from tests.services import Kit, Service


def addresses(kit: Kit, round_id: str) -> list[str]:
    """Every address under which a meeting can be asked for."""
    files = [f"/api/rounds/{round_id}/ranked-list.{kind}" for kind in ("json", "csv", "html")]
    return [f"/api/meetings/{kit.id}", *files]


async def test_an_erased_meeting_is_answered_from_no_memory(service: Service, second_service: Service) -> None:
    """Erased by a command beside the service; neither process has anybody in its rooms who would hear a bell."""
    kit = service.new_meeting()
    asked = addresses(kit, f"{kit.id}abc")
    for at in (service, second_service):
        for holder in (service.key, kit.chair):
            assert at.call("GET", asked[0], None, holder)[0] == 200
    await erase(service.settings, kit.id)
    erased_s = time.monotonic()
    for at in (service, second_service):
        for holder in (service.key, kit.chair):
            for address in asked:
                await until(lambda a=address, s=at, h=holder: s.call("GET", a, None, h)[0] == 404, address, 2.0)
    assert time.monotonic() - erased_s < 2.0
