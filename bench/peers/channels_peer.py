"""The job in Django Channels: one consumer a socket, one group, the Pub/Sub layer on Redis; run by uvicorn."""

import asyncio
import json
from typing import Any

from ballots import STORE, TICK_S, Ballots
from django.conf import settings

settings.configure(
    SECRET_KEY="of a bench",  # noqa: S106 - it signs nothing
    ALLOWED_HOSTS=["*"],
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [f"unix://{STORE}"]},
        }
    },
)

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402 - reads the settings
from channels.layers import get_channel_layer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

ballots = Ballots()
ticking: list[asyncio.Task[None]] = []


async def tick() -> None:
    """Tell the group the newest tally, ten times a second at most; it is encoded once."""
    layer = get_channel_layer()
    while True:
        for round_id in ballots.take_changed():
            text = json.dumps(await ballots.tally(round_id))
            await layer.group_send("room", {"type": "tally.changed", "text": text})
        await asyncio.sleep(TICK_S)


class Voter(AsyncWebsocketConsumer):
    """One socket."""

    async def connect(self) -> None:
        """Join the group."""
        self.seat = self.scope["query_string"].decode().removeprefix("seat=")
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()
        if not ticking:
            ticking.append(asyncio.create_task(tick()))

    async def disconnect(self, code: int) -> None:  # noqa: ARG002 - as Channels calls it
        """Leave the group."""
        await self.channel_layer.group_discard("room", self.channel_name)

    async def receive(self, text_data: str) -> None:
        """Keep a ballot and acknowledge it."""
        await self.send(json.dumps(await ballots.cast(self.seat, json.loads(text_data))))

    async def tally_changed(self, event: dict[str, Any]) -> None:
        """Pass a tally on."""
        await self.send(event["text"])


app = ProtocolTypeRouter({"websocket": URLRouter([path("vote", Voter.as_asgi())])})
