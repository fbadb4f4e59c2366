"""A day's part in the hall: the list of a region on the screens of the plenary."""

from server.protocol import commands
from tests.builders import a_request
from tests.conftest import until
from tests.live.test_greeting import Connection
from tests.room.cells import World


async def show_list_of(round_id: str, item: str, world: World, podium: Connection) -> None:
    """Have the plenary's screens show a list of another room, and one of them say so."""
    plenary, screens = world.room("plenary"), world.context.screens
    shown = commands.ShowInHall(request_id=a_request(), round_id=round_id, view="line", page=1, item=item)
    await screens.enter("a screen", plenary.id)
    await world.do("chair", plenary, shown)
    await screens.show("a screen", plenary.id, 1, world.context.now_ms())
    await until(lambda: any(one.get("showing") for one in podium.said), "the word of the screen")
