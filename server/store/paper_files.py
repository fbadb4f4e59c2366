"""The files of papers: handed in piece by piece, and kept once by what is in them.

Refuses to know what a file is, and who may have it. Invariants: no piece is so large that a ballot waits for it; of a
file that was begun and is not kept nothing is left after a while; a file of which a paper speaks is never dropped.
"""

from collections.abc import AsyncIterator, Sequence

from redis.asyncio import Redis

from server.domain.errors import LimitReached, NotFound
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.papers import KeptFile
from server.store import keys, library
from server.store.codec import raw, text

PIECE = 128 * 1024
"""As many bytes as are moved at once."""
MOST_BYTES = 100 * 1024 * 1024
"""Of all files of a meeting."""
SPARED_MS = 3_600_000
_UNKEPT_S = 600
_MEGABYTE = 1024 * 1024


class PaperFiles:
    """One method for each thing that can be done with files."""

    def __init__(self, client: Redis) -> None:
        """Take the client."""
        self._client = client

    async def add_piece(self, meeting: Meeting, upload_id: str, piece: bytes, now_ms: int) -> None:
        """Take the next piece of a file.

        Raises:  NotFound where the meeting was erased.
        """
        names = [keys.of(meeting.id, "meeting"), keys.of(meeting.id, f"upload:{upload_id}")]
        until_s = min(now_ms // 1_000 + _UNKEPT_S, meeting.expires_at_s)
        if not await library.call(self._client, "add_piece", names, [until_s, piece]):
            raise NotFound("meeting")

    async def drop_pieces(self, meeting_id: str, upload_id: str) -> None:
        """Forget what came of a file that is not kept."""
        await self._client.delete(keys.of(meeting_id, f"upload:{upload_id}"))

    async def keep(self, meeting: Meeting, upload_id: str, file: KeptFile, now_ms: int) -> None:
        """Keep a file whose pieces have come; what no paper speaks of makes room for it.

        Raises:  LimitReached where the meeting has too many; NotFound where the meeting was erased.
        """
        names = [
            keys.of(meeting.id, name) for name in (f"upload:{upload_id}", f"file:{file.digest}", "files", "meeting")
        ]
        said: list[str | int] = [meeting.expires_at_s, file.digest, now_ms, file.size, file.media, MOST_BYTES]
        outcome = text(await library.call(self._client, "keep_file", names, said))  # type: ignore[arg-type] # a word
        if outcome == "full" and await self._make_room(meeting.id, now_ms):
            outcome = text(await library.call(self._client, "keep_file", names, said))  # type: ignore[arg-type]
        if outcome == "full":
            raise LimitReached("files", most=MOST_BYTES // _MEGABYTE)
        if outcome != "kept":
            raise NotFound("meeting")

    async def touch(self, meeting: Meeting, digests: Sequence[str], now_ms: int) -> dict[str, KeptFile]:
        """Say what is kept of files that somebody is about to speak of, and keep them for an hour at least."""
        if not digests:
            return {}
        said: list[str | int] = [meeting.expires_at_s, now_ms, *digests]
        found = await library.call(self._client, "touch_files", [keys.of(meeting.id, "files")], said)
        kept = ((digest, text(one).split(" ")) for digest, one in zip(digests, found, strict=True) if one)
        return {digest: KeptFile(digest, media, int(size)) for digest, (_, size, media) in kept}

    async def read(self, meeting_id: str, digest: str) -> AsyncIterator[bytes]:
        """Read a file, piece by piece.

        Raises:  NotFound where it is gone, also in the middle.
        """
        where = keys.of(meeting_id, f"file:{digest}")
        pieces = int(await self._client.hlen(where))
        if not pieces:
            raise NotFound("file")
        for place in range(pieces):
            piece = raw(await self._client.hget(where, str(place)))
            if not piece:
                raise NotFound("file")
            yield piece

    async def _make_room(self, meeting_id: str, now_ms: int) -> int:
        """Drop whatever no paper speaks of, and say how many files that were."""
        index, programme, dropped = keys.of(meeting_id, "files"), keys.of(meeting_id, "programme"), 0
        for found in await self._client.hkeys(index):
            names = [keys.of(meeting_id, f"file:{text(found)}"), index, programme]
            before: list[str | int] = [text(found), now_ms - SPARED_MS]
            done = await library.call(self._client, "drop_file", names, before)
            dropped += bool(done)
        return dropped
