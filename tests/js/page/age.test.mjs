// How old what a page shows is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ageWords } from "../../../static/js/page/age.js";
import { useStrings } from "../../../static/js/page/strings.js";

const WORDS = {
  "connection.polling": "No live connection.",
  "age.seconds": { one: "As of {time}, {n} second ago.", other: "As of {time}, {n} seconds ago." },
  "age.minutes": { one: "As of {time}, {n} minute ago.", other: "As of {time}, {n} minutes ago." },
};
useStrings(WORDS, "en");
const HEARD = new Date(2026, 10, 30, 10, 32).getTime();
const after = (status, seconds) => ageWords({ status, heardAt: HEARD }, HEARD + seconds * 1000);

test("a lost line says as of when the picture is", () => {
  assert.equal(after("lost", 40), "As of 10:32, 40\u00a0seconds ago.");
  assert.equal(after("lost", 200), "As of 10:32, 3\u00a0minutes ago.");
  assert.equal(after("stopped", 2), "As of 10:32, 2\u00a0seconds ago.");
});

test("a line that is being asked says it too, a page that is just opening does not", () => {
  assert.equal(after("connecting", 26), "As of 10:32, 26\u00a0seconds ago.");
  assert.equal(after("connecting", 3), "");
});

test("a live connection says nothing, and one by calls says what it is", () => {
  assert.equal(after("live", 24), "");
  assert.equal(after("polling", 4), "No live connection.");
});

test("a clock that was put back makes no picture younger than now", () => {
  assert.equal(after("lost", -50), "");
});
