// Finding in long lists: accents, capitals and languages make no difference, and a number is a number.
import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "../../../static/js/page/differences.js";
import { looksFor } from "../../../static/js/page/finding.js";

const calendar = {
  label: "AF-12",
  title: "Un calendrier partagé",
  text: "Pour toutes les réunions de 2030.",
  translations: { ar: { title: "تقويم واحد", text: "" }, en: { title: "One shared calendar", text: "" } },
};
const desk = { label: "3", title: "A desk", text: "Строка", translations: {} };

test("a recommendation is found by its words in any language, whatever their accents and capitals", () => {
  for (const typed of ["partage", "CALENDRIER reunions", "shared one", "تَقويم", "تقـويم", "2030", "", "  "])
    assert.ok(looksFor(typed)(calendar), typed);
  for (const typed of ["calendars", "desk", "تقويمات", "203"]) assert.ok(!looksFor(typed)(calendar), typed);
  assert.ok(looksFor("строка")(desk) && looksFor("africa")(desk, "Africa"));
});

test("a number finds what is called by it, and not what it is a part of", () => {
  for (const typed of ["12", "#12", "af-12", "calendrier 12"]) assert.ok(looksFor(typed)(calendar, "AF-12"), typed);
  assert.ok(!looksFor("1")(calendar) && looksFor("3")(desk) && !looksFor("12")(desk));
});

/** Put the pieces of one side together again. */
const whole = (pieces) => pieces.map(({ words }) => words).join("");
const marked = (pieces) => pieces.filter(({ kind }) => kind === "other").map(({ words }) => words);

test("what differs is marked word by word on both sides, and nothing is lost", () => {
  for (const [here, there, mine, theirs] of [
    ["One shared calendar", "One calendar for all", ["shared "], [" for all"]],
    ["设立共同的会议日历", "设立会议日历", ["共同的"], []],
    ["Same", "Same", [], []],
    ["", "New\nlines", [], ["New\nlines"]],
    ["A.", "A?", ["."], ["?"]],
  ]) {
    const pieces = differences(here, there);
    assert.deepEqual([whole(pieces.here), whole(pieces.there)], [here, there]);
    assert.deepEqual([marked(pieces.here), marked(pieces.there)], [mine, theirs]);
  }
});
