"""A page of some release in a room, without its picture: its own scripts keep the line, in a process of their own."""

import asyncio
import json
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.js.test_node import NODE
from tests.services import Json

ROOT = Path(__file__).resolve().parents[2]
YESTERDAY, TODAY = ROOT / "tests" / "js" / "yesterday" / "line", ROOT / "static" / "js" / "line"
SCRIPT = ROOT / "tests" / "js" / "yesterday" / "page.mjs"
PATIENCE_S = 20.0
LINE_BYTES = 1 << 22


class Page:
    """One page; what it asks is asked one by one, as somebody's thumb does it."""

    def __init__(self, scripts: Path, base_url: str, room_id: str, credential: str) -> None:
        self._words = (str(NODE), str(SCRIPT), str(scripts), f"{base_url}/live/{room_id}", credential)
        self._process: asyncio.subprocess.Process

    async def __aenter__(self) -> Self:
        """Open it, and wait until it has its first picture."""
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(*self._words, stdin=pipe, stdout=pipe, limit=LINE_BYTES)
        await self.wait_for(seq=0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Close it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        async with asyncio.timeout(PATIENCE_S):
            await self._process.wait()

    async def ask(self, command: Json) -> Json:
        """Have it say a command, and wait for what it was answered."""
        answer = await self._say(command)
        assert "reply" in answer, (command, answer)
        return dict(answer["reply"])

    async def refused(self, command: Json) -> Json:
        """Have it say a command that is refused, and say with what."""
        answer = await self._say(command)
        assert "refusal" in answer, (command, answer)
        return dict(answer["refusal"])

    async def wait_for(self, seq: int) -> Json:
        """Wait until it is live and knows a decision, and say what it knows."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                shown = await self._say("show")
                state = shown["state"]
                if shown["status"] == "live" and state["seq"] >= seq and not state["gap"]:
                    return dict(state)
                await asyncio.sleep(0.02)

    async def _say(self, what: Json | str) -> Json:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        async with asyncio.timeout(PATIENCE_S):
            return dict(json.loads(await self._process.stdout.readline()))
