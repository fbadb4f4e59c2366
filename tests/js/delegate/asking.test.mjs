// What a phone says of a ballot that was cast before its round was opened again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { standsWords } from "../../../static/js/delegate/asking.js";
import { useStrings } from "../../../static/js/page/strings.js";

test("a ballot from before a reopening counts, and the phone that cast it knows the day", () => {
  useStrings({
    "call.stands": "You voted before.", "call.stands_since": "You voted on {day}.",
    "date.day": "{weekday} {day} {month}",
  }, "en");
  const round = { state: "open", epoch: 2 };
  assert.equal(standsWords(round, { epoch: 1 }), "You voted before.");
  const on_a_day = standsWords(round, { epoch: 1, cast_at: Date.UTC(2027, 4, 3, 9) });
  assert.equal(on_a_day, "You voted on Monday 3\u00a0May.");
  assert.equal(standsWords(round, { epoch: 2 }), "", "it was replaced since");
  assert.equal(standsWords(round, { epoch: 1, earlier: true }), "", "somebody else had the seat");
  assert.equal(standsWords({ state: "closed", epoch: 2 }, { epoch: 1 }), "");
  assert.equal(standsWords(round, undefined), "");
});
