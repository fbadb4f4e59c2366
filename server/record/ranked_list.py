"""The ranked list as JSON: in the published event, in the file and in the evidence alike.

The shape is the contract's (`docs/protocol.md`, "The ranked list"). Refuses to word anything: reasons stay codes and
figures. Invariant: shares are exact fractions as text, and null always means "withheld" or "there is none".
"""

from fractions import Fraction

from server.domain.ranking import Figure, Placing, RankedItem, RankedList, Reason, RegionOutcome
from server.domain.result_line import ResultLine
from server.domain.rules import rules_sheet


def write_ranked_list(ranked: RankedList) -> dict[str, object]:
    """Write a ranked list as values that any JSON encoder takes."""
    region_ids = [region.id for region in ranked.regions]
    return {
        "round_id": ranked.round_id,
        "method": ranked.method,
        "rules": rules_sheet(ranked.rules),
        "regions": [
            {
                "id": region.id,
                "name": region.name,
                "entitled": region.entitled,
                "checked_in": region.checked_in,
                "ballots": region.ballots,
                "withheld": region.withheld,
            }
            for region in ranked.regions
        ],
        "regions_counted": ranked.regions_counted,
        "regions_determined": ranked.regions_determined,
        "items": [_write_item(item, region_ids) for item in ranked.items],
    }


def _write_item(item: RankedItem, region_ids: list[str]) -> dict[str, object]:
    said, placing = item.recommendation, item.placing
    return {
        "rank": placing.rank,
        "tied": placing.tied,
        "recommendation_id": said.id,
        "number": said.number,
        "title": said.title,
        "origin": list(said.origin),
        **_write_judgement(placing),
        "line": _write_line(placing.line),
        "regions": {
            region_id: _write_region(outcome) for region_id, outcome in zip(region_ids, placing.regions, strict=True)
        },
        "reasons": [_write_reason(reason) for reason in placing.reasons],
    }


def _write_judgement(placing: Placing) -> dict[str, object]:
    if placing.selected is not None:
        return {"approvals": placing.approvals, "selected": placing.selected}
    return {"verdict": placing.verdict, "backing": placing.backing, "opposing": placing.opposing}


def _write_line(line: ResultLine) -> dict[str, object]:
    return {
        **line.marks,
        "cast": line.cast,
        "checked_in": line.checked_in,
        "entitled": line.entitled,
        "quorum": None if line.quorum is None else str(line.quorum),
        "quorum_needed": line.quorum_needed,
        "required_majority": line.required_majority,
        "for_needed": line.for_needed,
        "outcome": line.outcome,
    }


def _write_region(outcome: RegionOutcome) -> dict[str, object]:
    written: dict[str, object] = {}
    if outcome.state:
        written["state"] = outcome.state
    if outcome.support is not None:
        written["support"] = str(outcome.support)
    return {**written, **outcome.marks}


def _write_reason(reason: Reason) -> dict[str, object]:
    return {"code": reason.code, **{name: _write_figure(figure) for name, figure in reason.figures.items()}}


def _write_figure(figure: Figure) -> object:
    if isinstance(figure, Fraction):
        return str(figure)
    return list(figure) if isinstance(figure, tuple) else figure
