"""Opinions of simulated delegates: alike within a region, and different enough between regions to make a ranked list.

A `common` recommendation is welcome everywhere, one that appeals to `some` is welcome in some regions and met with a
shrug in others, a `divided` one has its own region and an ally for it, who would change something, and two regions
against it. What two regions propose `alike` they both hand over. Worded as something to be `tried` it is welcome to
all, as something to be `studied` to no more than before. Refuses to know how ballots are counted. Invariant: the same
seed gives the same opinions, whatever the ids and the hour.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from server.rehearsal.tempo import Tempo

Json = dict[str, Any]

Mood = tuple[float, float]
"""How likely somebody is to be for, and how likely to be against; all others abstain."""
WELCOME: Mood = (0.90, 0.03)
LIKED: Mood = (0.72, 0.07)
SHRUG: Mood = (0.15, 0.08)
OPPOSED: Mood = (0.08, 0.70)
_UNMARKED = 0.05
_SECOND_THOUGHTS = 0.3
_SECOND_MARK: Mapping[str, str] = {
    "for": "abstain", "with_changes": "abstain", "abstain": "for", "against": "abstain",
}  # fmt: skip
_CHOSEN_FIRST: Mapping[str, float] = {"alike": 2.0, "divided": 0.6}
"""How much more a region likes to hand something over."""


class Opinions:
    """What every delegate thinks of every recommendation."""

    def __init__(self, tempo: Tempo, region_ids: Sequence[str], appeal_by_title: Mapping[str, str]) -> None:
        """Take the appeals; a recommendation that somebody else proposed appeals to some."""
        self._tempo = tempo
        self._regions = list(region_ids)
        self._appeal = dict(appeal_by_title)

    def hear(self, title: str, appeal: str) -> None:
        """Learn how a text that somebody words now is taken."""
        self._appeal[title] = appeal

    def appeal_of(self, said: Json) -> str:
        """Say how a text is taken."""
        return self._appeal.get(said["title"], "some")

    def shortlist_ballots(self, who: str, region_id: str, slate: Sequence[Json], most: int) -> list[dict[str, str]]:
        """Make the ballots a delegate casts one after the other in a shortlist round: a few ticks, all, another one."""
        dice = self._tempo.dice("shortlist", who)
        liking = {
            said["id"]: self._tempo.dice(region_id, said["title"]).random()
            + dice.random() * 0.8
            + _CHOSEN_FIRST.get(self.appeal_of(said), 0)
            for said in _by_title(slate)
        }
        best = sorted(liking, key=liking.__getitem__, reverse=True)
        wanted = best[: dice.randint(min(3, most), most)]
        ballots = [wanted[:2], wanted]
        if len(best) > len(wanted) and dice.random() < _SECOND_THOUGHTS:
            ballots.append([*wanted[:-1], best[len(wanted)]])
        return [dict.fromkeys(ticked, "approve") for ticked in ballots]

    def plenary_ballots(
        self, who: str, region_id: str, slate: Sequence[Json], reading: str = "plenary"
    ) -> list[dict[str, str]]:
        """Make the ballots a delegate casts in plenary: growing as the list is read, then perhaps a change of mind."""
        dice = self._tempo.dice(reading, who)
        marks = {said["id"]: self._mark(who, region_id, said) for said in _by_title(slate) if dice.random() > _UNMARKED}
        read = list(marks)
        steps = dice.randint(3, 5)
        ballots = [{item: marks[item] for item in read[: len(read) * step // steps]} for step in range(1, steps + 1)]
        if marks and dice.random() < _SECOND_THOUGHTS:
            changed = dice.choice(read)
            ballots.append({**marks, changed: _SECOND_MARK[marks[changed]]})
        return [ballot for ballot in ballots if ballot]

    def _mark(self, who: str, region_id: str, said: Json) -> str:
        likes, dislikes = self._mood(region_id, said)
        fallen = self._tempo.dice(who, said["title"]).random()
        if fallen < likes:
            wishes = self.appeal_of(said) == "divided" and region_id not in said["region_ids"]
            return "with_changes" if wishes else "for"
        return "against" if fallen > 1 - dislikes else "abstain"

    def _mood(self, region_id: str, said: Json) -> Mood:
        """Say how a region takes a recommendation."""
        if region_id in said["region_ids"]:
            return WELCOME
        appeal = self.appeal_of(said)
        dice = self._tempo.dice("appeal", said["title"])
        others = [other for other in self._regions if other not in said["region_ids"]]
        dice.shuffle(others)
        place = others.index(region_id)
        if appeal in ("common", "alike", "tried"):
            return WELCOME if place % 2 or appeal == "tried" else LIKED
        if appeal == "some":
            return LIKED if place < len(others) // 2 else SHRUG
        if len(others) == 1:
            return OPPOSED
        return LIKED if place == 0 else OPPOSED if place <= 2 and appeal == "divided" else SHRUG


def _by_title(slate: Sequence[Json]) -> list[Json]:
    """Put a slate into the one order that does not depend on who was quicker to propose."""
    return sorted(slate, key=lambda said: str(said["title"]))
