"""What a phone's page shows first where its owner's region takes part in a round by its named position."""

import json

from server.domain.methods import METHODS
from server.domain.methods.card import card_as_data
from server.domain.procedure.people import Person
from server.protocol import commands
from server.resources import LOCALES
from server.room.context import Context
from server.secretariat.credentials import Credentials
from tests.builders import a_request
from tests.services import Service
from tests.web.test_first_drawing import a_house, by_the_script, look_in, read_page


async def test_where_one_s_region_says_by_name_the_first_drawing_is_that_of_the_script(
    context: Context, service: Service
) -> None:
    """Before anything is entered, once it is, and once it is confirmed; from another room, too. Holds R263."""
    house = await a_house(context, 4)
    plenaries = [room for room in house.rooms if room.kind == "plenary"]
    credentials = Credentials(context, context.shards.directory.secret)
    speaks = Person(house.chair.meeting_id, "moderator", "AM")
    for stage, room in enumerate(plenaries[:3]):
        first, _ = (await context.programme(room.id)).agenda.session(room.agenda_session_id).questions
        item = (await house.act(room, commands.Propose(request_id=a_request(), question_id=first.id, title="One")))[
            "recommendation_id"
        ]
        rules = {"k": 20, "named_positions": ["AM"]}
        draft = commands.PrepareRound(request_id=a_request(), method="shortlist", slate=[item], rules=rules)
        round_id = (await house.act(room, draft))["round_id"]
        await house.act(room, commands.OpenRound(round_id=round_id))
        if stage > 0:
            said = commands.RecordPosition(round_id=round_id, recommendation_id=item, state="opposes", words="Not yet")
            await house.act(room, said, speaks)
        if stage > 1:
            for who in house.people["who has not"]:
                await house.act(room, commands.ConfirmPosition(round_id=round_id, version=1), who)
    seen = [await look_in(house, credentials, service, "who has not", room) for room in plenaries]
    words = json.loads((LOCALES / "en.json").read_text("utf-8"))
    cards = {name: card_as_data(method.CARD) for name, method in METHODS.items()}
    shown = by_the_script({"words": words, "lang": "en", "cards": cards, "pages": [said for _, said in seen]})
    drawn = [read_page(page) for page, _ in seen]
    for name in ("head", "calls", "ways", "open"):
        assert [one[name] for one in drawn] == [one[name] for one in shown]
    assert [[call[1] for call in one["calls"]] for one in drawn] == [["watch"], ["open"], ["cast"], []]
    assert [len(one["ways"]) for one in drawn] == [1, 1, 2, 2]
    asked = [("This is our position" in page, "Not yet" in page, "data-vote data-key" in page) for page, _ in seen]
    assert asked[:3] == [(True, False, False), (True, True, False), (True, True, False)]
