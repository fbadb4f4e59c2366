// The countdown and the words around it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, personalClock, remaining } from "../../../static/js/page/clock.js";
import { has, listed, t, useStrings } from "../../../static/js/page/strings.js";

test("a running countdown takes the time since its figure came, a stopped one does not", () => {
  assert.equal(remaining({ running: true, remaining_ms: 10_000 }, 1_000, 4_000), 7_000);
  assert.equal(remaining({ running: false, remaining_ms: 10_000 }, 1_000, 4_000), 10_000);
  assert.equal(remaining({ running: true, remaining_ms: 10_000 }, 1_000, 99_000), 0);
  assert.equal(remaining({ running: false, remaining_ms: null }), null);
});

test("personal time is added to the room's and begins when the room's has ended", () => {
  const running = { running: true, remaining_ms: 5_000 };
  assert.equal(personalClock({ state: "open", clock: running }, 0), running);
  assert.deepEqual(personalClock({ state: "open", clock: running }, 90_000), { running: true, remaining_ms: 95_000 });
  assert.deepEqual(personalClock({ state: "closing", clock: { running: false, remaining_ms: 0 } }, 90_000), {
    running: true,
    remaining_ms: 90_000,
  });
  assert.equal(
    personalClock({ state: "open", clock: { running: false, remaining_ms: null } }, 90_000).remaining_ms,
    null,
  );
});

test("0:00 is shown only when nothing is left", () => {
  useStrings({}, "en");
  assert.deepEqual([272_000, 60_000, 59_001, 1, 0].map(clockText), ["4:32", "1:00", "1:00", "0:01", "0:00"]);
  assert.deepEqual([86_399_000, 90_061_000].map(clockText), ["1,439:59", "25:01:01"]);
  assert.equal(clockText(null), "");
});

test("figures and plurals follow the language", () => {
  useStrings({ seats: { one: "{n} siège", other: "{n} sièges" }, hello: "Bonjour {name}" }, "fr");
  assert.equal(t("seats", { n: 0 }), "0\u00a0siège");
  assert.equal(t("seats", { n: 1200 }), "1\u202f200\u00a0sièges");
  assert.equal(t("hello", { name: "Awa" }), "Bonjour Awa");
  assert.equal(listed(["A", "B", "C"]), "A, B et C");
  assert.equal(has("nothing"), false);
});
