// Numbers: one for each thing, the same everywhere; a round by its room, a recommendation by its label or its slate.
import assert from "node:assert/strict";
import { test } from "node:test";
import { itemWords, labelWords, roundWords } from "../../../static/js/page/numbers.js";
import { useStrings } from "../../../static/js/page/strings.js";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");

test("a round is called by its number in the room, and not in the meeting", () => {
  assert.equal(roundWords({ number: 4, number_in_room: 1 }), "Round 1");
});

test("a recommendation keeps the label of where it comes from; plain ones are written as the language does", () => {
  assert.equal(labelWords({ label: "AF-3" }), "AF-3");
  assert.equal(labelWords({ label: "1234" }), "1,234");
  assert.equal(labelWords({ label: "" }), "");
});

test("in a round it is called by its place in the slate, and in the list as well", () => {
  assert.equal(itemWords({ slate_number: 3, number: 40, rank: 1 }), "No.\u00a03");
});
