"""The door of a running service: the few calls of a rehearsal that are not said on a socket.

Refuses to know what the answers are for.
"""

import asyncio
import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
_PATIENCE_S = 15.0


class DayCutShort(ConnectionError):  # noqa: N818 - a state of affairs, said to a person in one sentence
    """The day cannot go on, in words for whoever started it."""


class Door:
    """The service at one address."""

    def __init__(self, base_url: str) -> None:
        """Take the address; nothing is called yet."""
        self.base_url = base_url

    async def require_open(self) -> None:
        """Check that a service answers.

        Raises:  DayCutShort, saying how to start one.
        """
        if (await self._call("GET", "/health"))[0] != 200:
            raise DayCutShort(
                f"No Plenum answers at {self.base_url}: start one in another terminal with `make run` "
                "or `plenum serve`, and rehearse with the same PLENUM_* settings."
            )

    async def require_known(self, meeting_id: str, credential: str) -> None:
        """Check that the service keeps its meetings where this command does.

        Raises:  DayCutShort.
        """
        if (await self._call("GET", f"/api/meetings/{meeting_id}", credential=credential))[0] != 200:
            raise DayCutShort(
                f"The Plenum at {self.base_url} keeps its meetings elsewhere: rehearse with the PLENUM_DATA "
                "(or --data), REDIS_URL and PLENUM_PORT it was started with."
            )

    async def join(self, join_code: str, region_id: str, name: str, delegation: str) -> Json:
        """Take a seat as anybody does."""
        wishes = {"join_code": join_code, "region_id": region_id, "name": name, "delegation": delegation}
        status, answer = await self._call("POST", "/api/join", wishes)
        if status != 201:
            raise DayCutShort(f"A delegate could not join: {answer.get('message', 'the service did not answer')}")
        return answer

    async def ranked_list(self, round_id: str, credential: str) -> Json:
        """Fetch the ranked list of a published round."""
        status, answer = await self._call("GET", f"/api/rounds/{round_id}/ranked-list.json", credential=credential)
        if status != 200:
            raise DayCutShort(f"There is no ranked list: {answer.get('message', 'the service did not answer')}")
        return answer

    async def _call(self, method: str, path: str, body: Json | None = None, credential: str = "") -> tuple[int, Json]:
        return await asyncio.to_thread(self._call_and_wait, method, path, body, credential)

    def _call_and_wait(self, method: str, path: str, body: Json | None, credential: str) -> tuple[int, Json]:
        """Call, and answer status 0 where nobody does."""
        address = urlsplit(self.base_url)
        kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
        line = kind(address.hostname or "", address.port, timeout=_PATIENCE_S)
        headers = {"Authorization": f"Bearer {credential}"} if credential else {}
        try:
            line.request(method, address.path + path, json.dumps(body) if body else None, headers)
            answer = line.getresponse()
            raw = answer.read()
            return answer.status, json.loads(raw) if "json" in answer.headers.get("content-type", "") else {}
        except (OSError, HTTPException, ValueError):
            return 0, {}
        finally:
            line.close()
