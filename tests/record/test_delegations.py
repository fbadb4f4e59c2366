"""What files say of delegations: totals where they are told, and a roll call where the rules sheet has one."""

import csv
import io
from dataclasses import replace

from server.domain.procedure.rules import Rules, make_rules
from server.record.csv_file import write_csv
from server.record.ranked_list import write_ranked_list
from tests.domain.counting.counts import RECORDED, list_of
from tests.domain.counting.test_delegations import EXAMPLE, ROLL_CALL, a_count_of, seats


def files_of(cast: list, rules: Rules) -> tuple[dict, dict[str, str]]:
    """Write a list as JSON, and the row of its first recommendation as CSV."""
    listed = list_of(a_count_of(cast), rules)
    rows = csv.DictReader(io.StringIO(write_csv(listed).decode("utf-8-sig"), newline=""))
    return write_ranked_list(listed), next(row for row in rows if row["recommendation_id"] == "i1")


def delegation_cells(row: dict[str, str]) -> list[str]:
    return [row[f"delegations_{name}"] for name in ("for", "against", "none", "cast", "withheld")]


def test_a_recorded_list_tells_the_totals_and_no_names() -> None:
    """Who marked what is published only where a roll call was told before. Holds R152, R153."""
    sheet, row = files_of(EXAMPLE, RECORDED)
    item = next(one for one in sheet["items"] if one["recommendation_id"] == "i1")
    assert item["delegations"] == {"for": 3, "against": 1, "none": 2}
    assert sheet["delegations"] == {"cast": 6, "withheld": None, "roll_call": None}
    assert delegation_cells(row) == ["3", "1", "2", "6", ""]
    assert "Kenya" not in str(sheet) + str(row)


def test_a_roll_call_tells_each_delegation_its_position_and_its_marks() -> None:
    """In JSON a line each, in CSV a group of columns each. Holds R153."""
    sheet, row = files_of(EXAMPLE, ROLL_CALL)
    lines = {one["name"]: one for one in sheet["delegations"]["roll_call"]}
    assert list(lines) == ["Benin", "Ghana", "Kenya", "Chile", "Seat 10", "Seat 11"]
    assert lines["Kenya"] == {
        "name": "Kenya", "seat": None, "region_id": "r1", "ballots": 3,
        "votes": {"i1": ["for", 2, 0, 1, 0], "i2": ["none", 0, 0, 0, 0], "i3": ["none", 0, 0, 0, 0]},
    }  # fmt: skip
    assert lines["Seat 11"]["seat"] == 11
    cells = [row[f"{key}_r1_Ghana"] for key in ("position", "for", "with_changes", "against", "abstain")]
    assert cells == ["none", "1", "0", "1", "0"]
    assert (row["position_r2_Chile"], row["with_changes_r2_Chile"]) == ("for", "1")


def test_what_is_withheld_has_no_figure_in_any_file() -> None:
    """And it is said why. Holds R154."""
    several = seats("Kenya", "fffa") + seats("Ghana", "f")
    sheet, row = files_of(several, make_rules({"k": 3}))
    assert sheet["delegations"] == {"cast": None, "withheld": "several", "roll_call": None}
    assert not any("delegations" in item for item in sheet["items"])
    assert delegation_cells(row) == ["", "", "", "", "several"]
    sheet, row = files_of(seats("Kenya", "f") + seats("Ghana", "f"), make_rules({"k": 3}))
    assert sheet["delegations"]["withheld"] == row["delegations_withheld"] == "totals"


def test_a_list_without_delegations_has_no_columns_of_them() -> None:
    """As in rounds that an earlier release opened."""
    sheet, row = files_of(seats("", "fa"), RECORDED)
    assert sheet["delegations"] is None
    assert not [key for key in row if key.startswith("delegations")]
    assert replace(RECORDED, roll_call=True) == ROLL_CALL
