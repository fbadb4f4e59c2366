"""The ranked list as JSON: in the published event, in the file and in the evidence alike.

The shape is the contract's (`docs/protocol.md`, "The ranked list"). Refuses to word anything itself: reasons stay codes
and figures. Invariant: shares are exact fractions as text, and null always means "withheld" or "there is none".
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from server.domain.counting.audit import FREE, Audit
from server.domain.counting.lots import combined
from server.domain.counting.ranking import (
    DelegatesEqual,
    Figure,
    Placing,
    RankedItem,
    RankedList,
    Reason,
    SlateItem,
    Table,
    TieBreak,
)
from server.domain.counting.result_line import ResultLine
from server.domain.procedure.pools import members_in
from server.domain.procedure.rules import rules_sheet
from server.record.consent import write_consent
from server.record.delegations import write_delegations, write_votes
from server.record.occasion import Occasion, write_occasion, write_said
from server.record.readings import reading_says, write_movement, write_reading
from server.record.region_cells import write_counted, write_region
from server.words.wording import Wording

SCHEMA = "ranked-list-1"
"""By which a file says how it is to be read: docs/schemas."""
_WAYS: Mapping[str, str] = {
    "rests_on": "robustness",
    "rests_on_plenary": "robustness",
    "more_for_needed": "way_up",
    "more_for_and_anywhere": "way_up",
    "more_for_in_plenary": "way_up",
}
"""By the code of the reason that says it, how a way from a verdict to another is called in a file."""
_IN_THE_ROOM = ("plenary", "anywhere")
"""What a way asks of ballots in whichever regions."""


def write_json(ranked: RankedList, occasion: Occasion | None = None, wording: Wording | None = None) -> bytes:
    """Write a ranked list as the text of a JSON file; without an occasion, as it is told in a room."""
    written = write_ranked_list(ranked)
    if occasion is not None:
        written = {"schema": SCHEMA, **written, "occasion": write_occasion(occasion)}
        if ranked.again:
            written["reading"]["movement"] = write_movement(occasion.movement)
        if ranked.tie_break.nonce:
            written["tie_break"]["nonces"] = list(ranked.tie_break.nonces)
        for item in written["items"]:
            item.update(write_said(occasion.of(item["recommendation_id"])))
    if wording is not None and ranked.again:
        written["reading"]["says"] = reading_says(ranked, wording)
    if wording is not None:
        for row, item in zip(written["items"], ranked.items, strict=True):
            row["why"] = why_of(ranked, item, wording)
    return msgspec.json.encode(written)


def write_ranked_list(ranked: RankedList) -> dict[str, Any]:
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
                "members": list(members_in(region.id)),
                "entitled": region.entitled,
                "checked_in": region.checked_in,
                "ballots": region.ballots,
                "withheld": region.withheld,
                "not_anew": region.not_anew,
                "named": region.named,
                **write_counted(region),
            }
            for region in ranked.regions
        ],
        "totals_withheld": ranked.totals_withheld or None,
        "regions_counted": ranked.regions_counted,
        "regions_determined": ranked.regions_determined,
        "by_verdict": ranked.by_verdict,
        "items": [_write_item(item, region_ids, ranked) for item in ranked.items],
        "tie_break": _write_tie_break(ranked.tie_break, ranked.slate),
        "reading": write_reading(ranked),
        "audit": _write_audit(ranked.audit, ranked.slate, region_ids),
        **_write_second_view(ranked.delegates_equal, ranked.slate),
        "delegations": write_delegations(ranked),
        **({"tables": {table.name: _write_table(table) for table in ranked.tables}} if ranked.tables else {}),
    }


def _write_item(item: RankedItem, region_ids: list[str], ranked: RankedList) -> dict[str, object]:
    said, placing = item.recommendation, item.placing
    return {
        "rank": placing.rank,
        "tied": placing.tied,
        "recommendation_id": said.id,
        "slate_number": item.slate_number,
        "label": said.label or str(said.number),
        "number": said.number,
        "title": said.title,
        **({"translations": _write_translations(said)} if said.translations else {}),
        "origin": list(said.origin),
        **_write_judgement(placing),
        **write_consent(placing),
        **{_WAYS[reason.code]: _write_way(reason) for reason in placing.reasons if reason.code in _WAYS},
        **({"figures": _write_figures(placing.figures)} if placing.figures else {}),
        "line": _write_line(placing.line),
        **write_votes(ranked, placing.item),
        "regions": {
            region_id: write_region(outcome) for region_id, outcome in zip(region_ids, placing.regions, strict=True)
        },
        "reasons": [write_reason(reason, ranked.slate) for reason in placing.reasons],
    }


def _write_translations(said: SlateItem) -> dict[str, object]:
    return {language: {"title": title} for language, title in said.translations}


def _write_judgement(placing: Placing) -> dict[str, object]:
    said: dict[str, object] = {}
    if placing.selected is not None:
        said.update(approvals=placing.approvals, selected=placing.selected)
    if placing.verdict is not None:
        said.update(verdict=placing.verdict, backing=placing.backing, opposing=placing.opposing)
        said.update(plenary=placing.plenary)
    return said


def _write_way(reason: Reason) -> dict[str, object]:
    """Write a way from one verdict to another as a value of its own, so that no program has to look for its reason."""
    figures = reason.figures
    regions, votes = figures.get("regions", ()), figures.get("votes", ())
    assert isinstance(regions, tuple) and isinstance(votes, tuple)  # noqa: S101, PT018 - `weighing` makes them so
    besides = {name: figures[name] for name in _IN_THE_ROOM if name in figures}
    return {"verdict": figures["verdict"], "votes": dict(zip(regions, votes, strict=True)), **besides}


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


def _write_tie_break(tie_break: TieBreak, slate: Sequence[str]) -> dict[str, object]:
    return {
        "rule": tie_break.rule,
        "undecided": [[slate[item] for item in group] for group in tie_break.undecided],
        "commitment": tie_break.commitment or None,
        "seed": tie_break.seed or None,
        "nonce": tie_break.nonce or None,
        "nonces_counted": len(tie_break.nonces) if tie_break.nonce else None,
        "nonces_hash": combined(tie_break.nonces) if tie_break.nonce else None,
        "draw": [slate[item] for item in tie_break.draw] or None,
    }


def _write_audit(audit: Audit | None, slate: Sequence[str], region_ids: list[str]) -> dict[str, object] | None:
    if audit is None:
        return None
    out, into = audit.swap or (FREE, FREE)
    return {
        "needed": audit.needed,
        "groups": [{"recommendation_id": slate[item], "ballots": ballots} for item, ballots in audit.groups],
        "swap": {"out": slate[out] if out != FREE else None, "in": slate[into]} if audit.swap else None,
        "large": [region_ids[at] for at in audit.large],
        "unspoken": [region_ids[at] for at in audit.unspoken],
        "untold": [region_ids[at] for at in audit.untold],
    }


def _write_second_view(view: DelegatesEqual | None, slate: Sequence[str]) -> dict[str, object]:
    if view is None:
        return {"delegates_equal": None, "differ_most": None}
    return {
        "delegates_equal": [
            {"recommendation_id": slate[item], "rank": rank, "tied": tied} for item, rank, tied in view.ranks
        ],
        "differ_most": [
            {
                "recommendation_id": slate[each.item],
                "by_regions": each.by_regions,
                "by_delegates": each.by_delegates,
                "reasons": [write_reason(reason, slate) for reason in each.reasons],
            }
            for each in view.differ_most
        ],
    }


def _write_table(table: Table) -> dict[str, object]:
    return {"columns": list(table.columns), "rows": [[_write_figure(cell) for cell in row] for row in table.rows]}


def why_of(ranked: RankedList, item: RankedItem, wording: Wording) -> list[str]:
    """Say why an item stands where it stands, a sentence a reason."""
    reasons = [write_reason(reason, ranked.slate) for reason in item.placing.reasons]
    outcomes = zip(ranked.regions, item.placing.regions, strict=True)
    regions = {region.id: write_region(outcome) for region, outcome in outcomes}
    named = [{"id": region.id, "name": region.name} for region in ranked.regions]
    said = {"reasons": reasons, "regions": regions, **write_consent(item.placing)}
    return wording.why(said, named)


def reasons_of(ranked: RankedList, item: RankedItem, wording: Wording) -> list[str]:
    """Say the reasons of an item alone, without what was reserved and by whom."""
    regions = [{"id": region.id, "name": region.name} for region in ranked.regions]
    return wording.why({"reasons": [write_reason(one, ranked.slate) for one in item.placing.reasons]}, regions)


def write_reason(reason: Reason, slate: Sequence[str]) -> dict[str, object]:
    """Write one reason as its code and figures."""
    figures = _write_figures(reason.figures)
    if above := figures.get("above"):  # an earlier release kept the number in the meeting
        figures["above_number"] = slate.index(str(above)) + 1
    return {"code": reason.code, **figures}


def _write_figures(figures: Mapping[str, Figure] | Mapping[str, Figure | None]) -> dict[str, object]:
    return {name: _write_figure(figure) for name, figure in figures.items()}


def _write_figure(figure: Figure | None) -> object:
    if isinstance(figure, Fraction):
        return str(figure)
    return list(figure) if isinstance(figure, tuple) else figure
