"""The sentences of a ranked list: verdicts, reasons, standings and outcomes, in one language.

Pages, files and the terminal say them with the same function. Refuses to judge: it is handed codes and figures and
words them. Invariants: every code that a list can hold has its sentence; two figures that are compared are never
rounded to the same text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from server.domain.counting.ranking import Figure, Reason
from server.domain.rounding import rounded
from server.words.consent import consent_count, consent_lines, consent_sentence, consent_words, objections_of
from server.words.strings import NO_BREAK, Strings
from server.words.written import read_reason

_DECIMALS, _MOST_DECIMALS = 2, 20
_COMPARED = ("here", "there")
_DRAWN = 20
"""How many are named of what a lot draws."""
_NAMED = 3
"""How many opposing regions are named; of more it is said how many."""


class Wording:
    """Says what stands in a list to the readers of one language."""

    def __init__(self, strings: Strings, language: str, regions: Mapping[str, str] | None = None) -> None:
        """Take the words, the language, and how regions are called, by their ids; one without a name is its id."""
        self._strings = self.strings = strings
        self._language = self.language = language
        self._regions = regions or {}

    def verdict(self, verdict: str) -> str:
        """Say what the regions make of a recommendation."""
        return self._say(f"verdict.{verdict}")

    def judgement(
        self, verdict: str, counted: int, backing: int | None, opposing: int | None, opposing_names: Iterable[str]
    ) -> str:
        """Say what a verdict rests on: how many of the regions counted, or which few oppose."""
        if verdict == "plenary_only":
            return self._say("verdict.count.plenary_only")
        if verdict == "contested" and (opposing or 0) <= _NAMED:
            return self._say("verdict.count.contested", n=opposing, regions=self._row(opposing_names))
        if verdict in {"contested", "not_supported"}:
            return self._say("verdict.count.not_supported", n=counted, count=opposing)
        return self._say("verdict.count.backing", n=counted, count=backing)

    def group(self, verdict: str, n: int) -> str:
        """Head those of one verdict, in a list that is ordered by verdict first."""
        return self._say("ranked.group", verdict=self.verdict(verdict), n=n)

    def second(self, verdict: str, plenary: str | None, both_keys: object) -> str:
        """Say what the plenary makes of what works across the regions, where it says otherwise or is asked for its key.

        Shape:   `plenary` is None, or no string at all, where nobody knows it.
        """
        differs = verdict == "works_across" and plenary != "carried"
        if not plenary or verdict == "plenary_only" or not (both_keys or differs):
            return ""
        return self._say(f"verdict.plenary.{plenary}")

    def standing(self, state: str) -> str:
        """Say where a region stands; a list that asked for no positions has no word for it."""
        return self._say(f"standing.{state}") if state else ""

    def outcome(self, outcome: str | None) -> str:
        """Say how the plenary vote ended; None is what is withheld, or not asked for."""
        return self._say(f"line.outcome.{outcome or 'withheld'}")

    def reason(self, reason: Reason) -> str:
        """Say one reason why an item stands where it stands."""
        figures = {name: self._figure(name, figure, reason.figures) for name, figure in reason.figures.items()}
        return self._say(f"reason.{reason.code}", **figures)

    def why(self, item: Mapping[str, Any], regions: Iterable[Mapping[str, str]]) -> list[str]:
        """Say all reasons of an item of a published list, in their order.

        Shape:   the item as it is in a file (docs/protocol.md, "The ranked list"), the regions as the page has them.
        """
        named = Wording(self._strings, self._language, {region["id"]: region["name"] for region in regions})
        reasons = [named.reason(read_reason(reason)) for reason in item.get("reasons", ())]
        return [*reasons, *consent_lines(self._say, item), *named.by_name(item)]

    def consent(self, item: Mapping[str, Any]) -> str:
        """Say what silence came to for an item of a published list; nothing of another list."""
        return consent_words(self._say, item)

    def objections(self, item: Mapping[str, Any]) -> str:
        """Say how many object where their number is not told; nothing of another list."""
        return objections_of(self._say, item)

    def consent_count(self, item: Mapping[str, Any]) -> str:
        """Say how many object to an item of a silence, where that is told, and how many reservations it has."""
        return consent_count(self._say, item)

    def consent_sums(self, items: Sequence[Mapping[str, Any]]) -> str:
        """Count what a silence came to."""
        return consent_sentence(self._say, items)

    def by_name(self, item: Mapping[str, Any]) -> Iterator[str]:
        """Say of an item which regions take part by their named position, who has confirmed it, and their words."""
        for region_id, outcome in item.get("regions", {}).items():
            if named := outcome.get("named"):
                region = self._regions.get(region_id, region_id)
                yield self._say("named.by", region=region, confirmed=named["confirmed"], seats=named["seats"])
                if named["words"]:
                    yield self._say("named.words", region=region, words=named["words"])

    def spoken_for(self, ranked: Mapping[str, Any], regions: Iterable[Mapping[str, str]], kind: str) -> str:
        """Say how many votes of a list people counted and whom it speaks for, with its items called by their numbers.

        Shape:   the list as it is in a file and of which kind, the regions as the page has them; nothing where the list
                 says nothing, as one that an earlier release counted.
        """
        audit = ranked.get("audit")
        shorts = {region["id"]: region["short"] for region in regions}
        counted = [*self._counted(ranked.get("regions", ()), shorts)]
        if not audit:
            return " ".join(counted)
        said = [*counted, *self._groups(audit, ranked["items"])]
        if audit["large"]:
            of, share = "choice" if kind == "choice" else "verdict", f"1/{ranked['rules']['places']}"
            unspoken, untold = (
                self._row(shorts.get(one, one) for one in audit[some]) for some in ("unspoken", "untold")
            )
            if unspoken:
                said.append(self._say(f"audit.{of}.unspoken", share=share, regions=unspoken))
            elif not untold:
                said.append(self._say(f"audit.{of}.regions", share=share))
            if untold:
                said.append(self._say("audit.untold", regions=untold))
        return " ".join(said)

    def _counted(self, regions: Iterable[Mapping[str, Any]], shorts: Mapping[str, str]) -> Iterator[str]:
        """Say how many votes of which regions people counted by hands or on paper."""
        for how in ("hands", "paper", "aside"):
            parts = [
                self._say("counts.part", region=shorts.get(one["id"], one["id"]), n=one[how])
                for one in regions
                if one.get(how)
            ]
            if parts:
                yield self._say(f"counts.{how}", parts=self._row(parts))

    def _groups(self, audit: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
        """Say what of a list nobody speaks for, and which exchange would mend it."""
        groups, swap = audit["groups"], audit["swap"]
        numbers = {item["recommendation_id"]: item["slate_number"] for item in items}
        called = {item: self._say("ranked.number", n=number) for item, number in numbers.items()}
        if groups:
            yield self._say("audit.group", title=called[groups[0]["recommendation_id"]], n=groups[0]["ballots"])
        elif audit["needed"] is not None:
            yield self._say("audit.no_group", n=audit["needed"])
        if groups and not swap:
            yield self._say("audit.no_swap")
        elif groups and swap["out"] is None:
            yield self._say("audit.fill", into=called[swap["in"]])
        elif groups:
            yield self._say("audit.swap", into=called[swap["in"]], out=called[swap["out"]])

    def reading(self, told: Mapping[str, Any] | None) -> str:
        """Say which reading a list is, of what, and which wording it has chosen; empty where it reads nothing again.

        Shape:   as `reading` of a list is in a file.
        """
        if not told:
            return ""
        figures = {"n": told["ordinal"], "label": told["label"], "round": told["round_number"]}
        if told["chosen"] is None:
            return self._say("reading.undecided", **figures)
        return self._say("reading.decided", **figures, chosen=told["chosen_label"])

    def lot(self, ranked: Mapping[str, Any]) -> list[str]:
        """Say from what ties were drawn, and how to check it; nothing where there is no lot of many hands.

        Shape:   the list as it is in a file.
        """
        told = ranked["tie_break"]
        if not told.get("nonce"):
            return []
        numbers = {item["recommendation_id"]: item["slate_number"] for item in ranked["items"]}
        drawn = [self._strings.number(self._language, Fraction(numbers[one])) for one in told["draw"][:_DRAWN]]
        more = ["…"] if len(told["draw"]) > _DRAWN else []
        return [
            self._say("lot.seed", seed=told["seed"]),
            self._say("lot.made", nonce=told["nonce"], commitment=told["commitment"], n=told["nonces_counted"]),
            self._say("lot.drawn", numbers=self._row([*drawn, *more])),
            self._say("lot.check"),
        ]

    def _say(self, key: str, /, **figures: object) -> str:
        return self._strings.translate(self._language, key, **figures)

    def _row(self, names: Iterable[str]) -> str:
        return self._strings.in_row(self._language, names)

    def _figure(self, name: str, figure: Figure, beside: Mapping[str, Figure]) -> object:
        if isinstance(figure, Fraction):
            return self._strings.number(self._language, figure, _decimals(name, beside))
        if isinstance(figure, tuple):
            return self._row(self._each(name, figure, beside))
        if name == "verdict":
            return self.verdict(str(figure))
        return self._regions.get(figure, figure) if isinstance(figure, str) else figure

    def _each(self, name: str, figures: Sequence[str | int], beside: Mapping[str, Figure]) -> list[str]:
        """Name regions; figures of regions stand behind the name of each."""
        regions = figures if name == "regions" else beside["regions"]
        assert isinstance(regions, tuple)  # noqa: S101 - no reason has figures of several things but regions
        names = [self._regions.get(str(region), str(region)) for region in regions]
        if name == "regions":
            return names
        numbers = [self._strings.number(self._language, Fraction(figure)) for figure in figures]
        return [f"{named}{NO_BREAK}{number}" for named, number in zip(names, numbers, strict=True)]


def _decimals(name: str, beside: Mapping[str, Figure]) -> int:
    """Say how many decimals a figure needs, so that it is not written like the one it is compared with."""
    compared = [figure for at in _COMPARED if isinstance(figure := beside.get(at), Fraction | int)]
    if name not in _COMPARED or len(compared) < 2:
        return _DECIMALS
    here, there = compared
    fitting = (many for many in range(_DECIMALS, _MOST_DECIMALS) if rounded(here, many) != rounded(there, many))
    return next(fitting, _MOST_DECIMALS)
