"""A store as a file: every key by its type, whatever the version of the server; and back, for as long as one likes.

Shape:   keys by name: `{"kind", "value"}`; text as it is, bytes that are no text as `{"base64"}`, of a sorted set pairs
         of member and score, of a stream pairs of id and fields. `expires_at_s` is when the meeting was to end.
"""

import base64
import json
from pathlib import Path
from typing import Any

from redis import Redis

Json = dict[str, Any]
FOLDER = Path(__file__).parent


def read_layout(layout: int) -> Json:
    """Read what stands in the file of a layout, and which that is."""
    return json.loads((FOLDER / f"layout_{layout}.json").read_text("utf-8")) | {"layout": layout}


def write_layout(layout: int, content: Json) -> None:
    """Write the file of a layout."""
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True)
    (FOLDER / f"layout_{layout}.json").write_text(text + "\n", "utf-8")


def dump(client: Redis) -> Json:
    """Write every key of a store; the client leaves bytes as they are."""
    return {key.decode(): _dumped(client, key) for key in sorted(client.scan_iter(count=1000))}


def load(client: Redis, content: Json, expires_at_s: int, meeting_id: str = "") -> None:
    """Put the keys of a file into a store, as if its meeting were to end at another instant, and had another id."""
    text = json.dumps(content["keys"]).replace(str(content["expires_at_s"]), str(expires_at_s))
    named = json.loads(text.replace(content["meeting_id"], meeting_id or content["meeting_id"]))
    lasting = {name for name in named if "{" not in name and name in content["lasting"]}
    for name, one in named.items():
        _put(client, name, one["kind"], one["value"])
        if name not in lasting:
            client.expireat(name, expires_at_s)


def _dumped(client: Redis, key: bytes) -> Json:
    kind = client.type(key).decode()
    value: Any
    if kind == "string":
        value = _said(client.get(key))
    elif kind == "hash":
        value = {name.decode(): _said(one) for name, one in sorted(client.hgetall(key).items())}
    elif kind == "set":
        value = [_said(one) for one in sorted(client.smembers(key))]
    elif kind == "zset":
        scores: list[tuple[bytes, float]] = client.zrange(key, 0, -1, withscores=True)
        value = [[_said(member), score] for member, score in scores]
    else:
        entries: list[tuple[bytes, dict[bytes, bytes]]] = client.xrange(key)
        value = [[one.decode(), {name.decode(): _said(word) for name, word in said.items()}] for one, said in entries]
    return {"kind": kind, "value": value}


def _put(client: Redis, name: str, kind: str, value: Any) -> None:
    if kind == "string":
        client.set(name, _heard(value))
    elif kind == "hash":
        client.hset(name, mapping={field: _heard(one) for field, one in value.items()})
    elif kind == "set":
        client.sadd(name, *map(_heard, value))
    elif kind == "zset":
        scores: list[tuple[str, float]] = value
        client.zadd(name, {_heard(member): score for member, score in scores})
    else:
        logged: list[tuple[str, Json]] = value
        for entry, said in logged:
            client.xadd(name, {field: _heard(word) for field, word in said.items()}, id=entry)


def _said(word: bytes) -> str | Json:
    try:
        return word.decode("ascii") if word.isascii() and b"\0" not in word else _text(word)
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(word).decode()}


def _text(word: bytes) -> str | Json:
    text = word.decode("utf-8")
    return {"base64": base64.b64encode(word).decode()} if "\0" in text else text


def _heard(word: str | Json) -> bytes:
    return word.encode() if isinstance(word, str) else base64.b64decode(word["base64"])
