// A list of seats before it is made: what is asked, what can be stored, and that nobody is made twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  columnsSaid, doubleKey, doublesLeft, emptyDraft, ofTheTable, ready, storable, takenBy, toLookAt,
} from "../../../static/js/desk/import_draft.js";

const row = (number, name, more = {}) => ({
  row: number, name, delegation: "Mali", region: "Afrique", region_id: "AF", language: "fr", votes: true, ...more,
});
const problem = (number, code, stops = true) => ({ row: number, column: "A", code, text: "", stops, message: code });
const list = (more = {}) => ({
  rows: [row(2, "Ada"), row(3, "Bo"), row(4, "Bo")], problems: [], doubles: [], unmatched_regions: [],
  matched_regions: [], passed_over: [], ...more,
});
const names = ({ seats }) => seats.map(({ name }) => name);

test("a list without a question is ready whole", () => {
  const now = ready(list(), emptyDraft(), []);
  assert.deepEqual([names(now), now.waits, now.there], [["Ada", "Bo", "Bo"], 0, 0]);
});

test("a row with a problem waits until it is mended or left out, whatever the others do", () => {
  const read = list({ problems: [problem(0, "other_sheets", false), problem(3, "no_letters", false)] });
  const draft = emptyDraft();
  assert.deepEqual(ofTheTable(read).map(({ code }) => code), ["other_sheets"]);
  assert.deepEqual(toLookAt(read, draft).map(({ row: at, stops }) => [at, stops]), [[3, false]]);
  assert.deepEqual([names(ready(read, draft, [])), ready(read, draft, []).waits], [["Ada", "Bo"], 1]);
  draft.rows.set(3, { name: "Bob", region_id: "AM" });
  const now = ready(read, draft, []);
  assert.deepEqual([names(now), now.seats[1].region_id, now.waits], [["Ada", "Bob", "Bo"], "AM", 0]);
  draft.rows.set(3, { out: true });
  assert.deepEqual(names(ready(read, draft, [])), ["Ada", "Bo"]);
});

test("a word for a region is asked once, and its rows wait", () => {
  const read = list({
    rows: [row(2, "Ada"), row(3, "Bo", { region_id: "" })], problems: [problem(3, "unknown_region")],
    unmatched_regions: [{ text: "Pacifique", candidates: ["AP"], rows: [3] }],
  });
  assert.deepEqual(toLookAt(read, emptyDraft()), []);
  assert.deepEqual([names(ready(read, emptyDraft(), [])), ready(read, emptyDraft(), []).waits], [["Ada"], 1]);
});

test("a row without a region of which no word was asked waits, too", () => {
  const read = list({ rows: [row(2, "Ada", { region_id: "" })] });
  assert.deepEqual([ready(read, emptyDraft(), []).seats, ready(read, emptyDraft(), []).waits], [[], 1]);
});

test("of a double the first is ready; the others wait for an answer", () => {
  const double = { code: "same_person", text: "Bo", rows: [3, 4], message: "?" };
  const [read, draft] = [list({ doubles: [double] }), emptyDraft()];
  assert.deepEqual([names(ready(read, draft, [])), ready(read, draft, []).waits], [["Ada", "Bo"], 1]);
  draft.doubles.add(doubleKey(double));
  assert.deepEqual([names(ready(read, draft, [])), ready(read, draft, []).waits], [["Ada", "Bo", "Bo"], 0]);
  const left = emptyDraft();
  left.rows.set(4, { out: true });
  assert.deepEqual(doublesLeft(read, left), []);
});

test("whoever has a seat already is left out, as often as they have one", () => {
  const seats = [{ name: "BO", delegation: "mali" }, { name: "Ada", delegation: "Chad" }];
  const now = ready(list(), emptyDraft(), seats);
  assert.deepEqual([names(now), now.there], [["Ada", "Bo"], 1]);
  const later = list({ rows: [row(2, ""), row(3, ""), row(4, "")] });
  assert.equal(ready(later, emptyDraft(), [{ name: "", delegation: "Mali" }]).seats.length, 2);
});

test("the service is told what a seat is, and what columns are", () => {
  assert.deepEqual(storable(row(2, "Ada")), {
    name: "Ada", delegation: "Mali", region_id: "AF", language: "fr", votes: true,
  });
  assert.equal(columnsSaid([["A", "name"], ["B", "-"]]), "A:name,B:-");
  const read = list({ matched_regions: [{ text: "Afrique", region_id: "AF", rows: [2] }] });
  assert.deepEqual(takenBy(read, [{ id: "AM" }, { id: "AF" }]), [
    { id: "AM", words: [], rows: 0 }, { id: "AF", words: ["Afrique"], rows: 3 },
  ]);
});
