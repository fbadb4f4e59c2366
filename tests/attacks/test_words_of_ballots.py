"""A hunt for what somebody wrote into a ballot: only its writer is sent it, and after the close whoever conducts."""

import asyncio
import json
import uuid
from contextlib import AsyncExitStack

from tests.attacks.test_hidden_words import _Hunt, _look_everywhere, _read_everything
from tests.room.halls import witness
from tests.services import Service


async def test_words_of_a_ballot_are_seen_by_nobody_else(service: Service) -> None:
    """In no frame, page, file or line of the log, while the round is open, closed and published. Holds R220, R229."""
    log = len(service.log.read_text())
    kit = await asyncio.to_thread(service.new_meeting)
    room = kit.room("s1")
    hunt = _Hunt(kit, room, await asyncio.to_thread(kit.question, "s1"))
    hunt.words = dict.fromkeys(hunt.words, uuid.uuid4().hex)
    word = hunt.words["waits"]
    writer, neighbour, stranger = [await asyncio.to_thread(kit.a_delegate, where) for where in ("AF", "AF", "AM")]
    moderators = kit.founded["credentials"]["moderators"]
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, room, "chair")
        owner = await witness(hall, kit, room, writer)
        ears = [await witness(hall, kit, room, who) for who in (neighbour, stranger, "observer", "screen")]
        ears.append(await witness(hall, kit, room, moderators["AF"]))
        item = (await chair.act("propose", question_id=hunt.question, title="One"))["recommendation_id"]
        rules = {"with_changes": True, "wishes": True, "secrecy": "recorded"}
        draft = await chair.act("prepare_round", method="across_regions", slate=[item], rules=rules)
        round_id = draft["round_id"]
        await chair.ask("open_round", round_id=round_id)
        cast = {"round_id": round_id, "epoch": 1, "base_revision": 0, "request_id": "q1", "ballot_id": "b1"}
        said = {"marks": {item: "with_changes"}, "wishes": {item: {"kind": "add", "words": f"Say {word}"}}}
        assert (await owner.ask("cast_ballot", **cast, **said))["type"] == "ballot_cast"
        assert (await chair.ask("read_wishes", round_id=round_id))["code"] == "wrong_state"
        await owner.hello()
        assert word in json.dumps(owner.you)
        for step in ("", "close_round", "publish_round"):
            if step:
                await chair.ask(step, round_id=round_id)
                assert word in json.dumps(await chair.ask("read_wishes", round_id=round_id))
            for ear in ears:
                refused = await ear.ask("read_wishes", round_id=round_id)
                assert refused["code"] == "not_permitted", ear.you["role"]
                await ear.hello()
                assert word not in json.dumps(ear.told), ear.you["role"]
            await chair.hello()
            assert word not in json.dumps([one for one in chair.told if one["type"] != "wishes"])
    await _look_everywhere(service, hunt, {
        "neighbour": neighbour["credential"], "stranger": stranger["credential"], "moderator": moderators["AF"],
        "observer": kit.founded["credentials"]["observer"], "screen": kit.founded["credentials"]["screen"],
        "nobody": "",
    }, round_id)  # fmt: skip
    conducted = await asyncio.to_thread(_read_everything, service, hunt, kit.chair, [round_id])
    assert not [address for address, page in conducted.items() if word in page]
    assert word not in service.log.read_text()[log:]
