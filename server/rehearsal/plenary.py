"""The plenary of a rehearsed day: from what the regions hand over to texts that they can live with.

Two texts that are alike become one by the signatures of two moderators, some are adopted in silence, the others are
voted on with wishes, and one that is contested is read again in other words. Refuses to know opinions, and how whoever
conducts a room gets there. Invariant: what there is nothing for (one region, nothing contested) is left out.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack

from server.domain.procedure.people import Role
from server.domain.procedure.programme import Room
from server.rehearsal.conductor import Conductor
from server.rehearsal.course import Course
from server.rehearsal.delegates import Delegate
from server.rehearsal.door import DayCutShort, Json
from server.rehearsal.opinions import Opinions
from server.rehearsal.proposals import ALIKE, FOREIGN, in_the_words_of, words_of
from server.rehearsal.tempo import Tempo, Told, together

# Human seconds: how long the company takes over each part.
SILENCE_S, LAST_BALLOTS_S = 4.0, 5.0
VOTING_S = 12.0
READING_S = 6.0
ASKED_IN_SILENCE = 2
_UNSETTLED = ("contested", "works_in_some", "not_supported", "no_clear_position")

Conducting = Callable[[Room, Role, str], AbstractAsyncContextManager[Conductor]]


class Plenary:
    """The plenary room, its chair and everybody who votes there."""

    def __init__(
        self,
        course: Course,
        everybody: Sequence[Delegate],
        manner: tuple[Opinions, Tempo],
        conducting: Conducting,
        read_list: Callable[[str], Awaitable[Json]],
    ) -> None:
        """Take the delegates, who are in the room; `conducting` lets somebody conduct a room for a while."""
        self._course = course
        self._everybody = everybody
        self._opinions, self._tempo = manner
        self._conducting = conducting
        self._read_list = read_list

    async def hold(self) -> Json:
        """Hold it from the first look at what was handed over, and return the ranked list of the vote."""
        async with self._conducting(self._course.plenary, "chair", "") as chair:
            await chair.point_at(self._course.plenary_question)
            slate = self._standing(await chair.read_room())
            if not slate:
                raise DayCutShort("No region handed anything over; rehearse with more delegates.")
            if not self._course.region_rooms:
                await read_in_english(chair, slate)
            slate = await self._merge(chair, slate)
            slate = await self._ask_in_silence(chair, slate)
            listed = await self._vote(chair, slate)
            await self._read_again(chair, listed)
        return listed

    def _standing(self, seen: Json) -> list[Json]:
        """List what can be voted on: what stands of what the regions handed over, and what was made of it."""
        stands = [said for said in seen["recommendations"] if said["status"] == "accepted"]
        if not self._course.region_rooms:
            return stands
        handed = {item for shortlist in seen["shortlists"] for item in shortlist["recommendation_ids"]}
        return [said for said in stands if said["id"] in handed or said["parents"]]

    async def _merge(self, chair: Conductor, slate: list[Json]) -> list[Json]:
        """Make one text of two that say the same in two languages; every region that they come from signs."""
        found = {said["title"]: said for said in slate}
        pair = [found[words_of(what).title] for what in (FOREIGN, ALIKE) if words_of(what).title in found]
        if len(pair) < len((FOREIGN, ALIKE)):
            return slate
        parents = [said["id"] for said in pair]
        self._tempo.say(Told("alike", n=await chair.see_alike(*parents)))
        async with AsyncExitStack() as signing:
            by, others = chair, []
            if self._course.region_rooms:
                enters = [self._conducting(self._course.plenary, "moderator", said["region_ids"][0]) for said in pair]
                by, *others = [await signing.enter_async_context(one) for one in enters]
            merged = await by.propose_merge(parents, words_of("merged"))
            for moderator in others:
                await self._tempo.pause(1.0)
                await moderator.agree_merge(merged["recommendation_id"])
        self._opinions.hear(words_of("merged").title, "alike")
        self._tempo.say(Told("merged"))
        return self._standing(await chair.read_room())

    async def _ask_in_silence(self, chair: Conductor, slate: list[Json]) -> list[Json]:
        """Ask whether anybody objects to what is welcome everywhere; what is adopted needs no vote."""
        welcome = sorted(
            (said for said in slate if self._opinions.appeal_of(said) == "common"), key=lambda said: str(said["title"])
        )
        asked = [said["id"] for said in welcome[:ASKED_IN_SILENCE]]
        if not asked or len(slate) <= len(asked):
            return slate
        self._tempo.say(Told("silence", n=len(asked), all=len(self._everybody)))
        reserves = self._everybody[0]

        def note_of(delegate: Delegate) -> str:
            return words_of("reservation").text if delegate is reserves else ""

        async def be_silent(round_id: str) -> None:
            await together(one.be_silent(round_id, SILENCE_S, note_of(one)) for one in self._everybody)

        async def stay_silent(round_id: str) -> None:
            await together(one.stay_silent(round_id, LAST_BALLOTS_S, note_of(one)) for one in self._everybody)

        question = self._course.plenary_question
        round_id = await chair.hold_round("no_objection", asked, question, SILENCE_S, be_silent, closing=stay_silent)
        listed = await self._read_list(round_id)
        adopted = {item["recommendation_id"] for item in listed["items"] if item["consent"] == "adopted"}
        self._tempo.say(Told("adopted", n=len(adopted), all=len(asked)))
        return [said for said in slate if said["id"] not in adopted]

    async def _vote(self, chair: Conductor, slate: Sequence[Json]) -> Json:
        """Vote on what is left, where whoever is for may say what they would change."""
        self._tempo.say(Told("plenary", n=len(slate), all=len(self._everybody)))

        async def vote(round_id: str) -> None:
            await self._cast(round_id, slate, "plenary", VOTING_S)
            self._tempo.say(Told("voted"))

        ids, rules = [said["id"] for said in slate], {"with_changes": True, "wishes": True}
        question = self._course.plenary_question
        return await self._read_list(
            await chair.hold_round("across_regions", ids, question, VOTING_S, vote, rules=rules)
        )

    async def _read_again(self, chair: Conductor, listed: Json) -> None:
        """Read an item again that the regions do not agree on, in two other wordings and in its own."""
        unsettled = [item for item in listed["items"] if item.get("verdict") in _UNSETTLED]
        if not unsettled:
            return
        item = max(unsettled, key=lambda one: (one["verdict"] == _UNSETTLED[0], one["opposing"], -one["rank"]))
        round_id, original = listed["round_id"], item["recommendation_id"]
        wished = await chair.read_wishes(round_id, original)
        wordings = [original]
        for what in ("tried", "studied"):
            words = in_the_words_of(what, item)
            self._opinions.hear(words.title, what)
            wordings.append(await chair.propose_variant(round_id, original, words))
        self._tempo.say(Told("unsettled", n=wished, all=len(wordings)))
        slate = [said for said in (await chair.read_room())["recommendations"] if said["id"] in wordings]

        async def vote(again: str) -> None:
            await self._cast(again, slate, "reading", READING_S)

        reading_of: Mapping[str, str] = {"round_id": round_id, "recommendation_id": original}
        again = await chair.hold_round(
            "across_regions", wordings, "", READING_S, vote, rules={"with_changes": True}, reading_of=reading_of
        )
        works = any(one["verdict"] == "works_across" for one in (await self._read_list(again))["items"])
        self._tempo.say(Told("works_again" if works else "none_works"))

    async def _cast(self, round_id: str, slate: Sequence[Json], reading: str, within_s: float) -> None:
        await together(
            one.vote(round_id, self._opinions.plenary_ballots(one.key, one.region_id, slate, reading), within_s)
            for one in self._everybody
        )


async def read_in_english(conductor: Conductor, slate: Sequence[Json]) -> None:
    """Translate what was proposed in another language, so that what is alike to it is found."""
    for said in slate:
        if said["title"] == words_of(FOREIGN).title:
            await conductor.translate(said["id"], words_of("foreign_read"))
