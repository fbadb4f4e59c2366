"""Players who play nothing: whoever tests plays by themselves, or not at all."""

from server.secretariat.players import Players


class NoPlayers(Players):
    """Begins no process, and notes what was claimed."""

    token: str = ""
    place: int = 0

    async def play(self, _meeting_id: str, _delegates: int, token: str, place: int) -> None:
        """Note what was claimed."""
        self.token, self.place = token, place
