// The countdown and the words around it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, daysText, personalClock, remaining } from "../../../static/js/page/clock.js";
import { dateIn, dateWords } from "../../../static/js/page/closing_dates.js";
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
  assert.deepEqual([5_999_000, 6_000_000, 86_399_000].map(clockText), ["99:59", "1:40:00", "23:59:59"]);
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

test("where more than a day is left the end is said in words, of a clock that stands the days", () => {
  useStrings({
    "clock.closes": "closes {day}, {time} ({place})", "date.day": "{weekday} {day} {month}",
    "clock.days_left": { one: "{n} day left", other: "{n} days left" },
  }, "en");
  const ends_at_ms = Date.UTC(2027, 4, 14, 15);
  const clock = { running: true, remaining_ms: 90_000_000, ends_at_ms };
  assert.equal(daysText(clock, 86_400_001), "closes Friday 14\u00a0May, 15:00 (UTC)");
  assert.equal(daysText(clock, 86_400_000), "");
  const stopped = { running: false, remaining_ms: 190_000_000, ends_at_ms: null };
  assert.equal(daysText(stopped, 190_000_000), "2\u00a0days left");
  assert.equal(daysText({ running: true, remaining_ms: 90_000_000 }, 90_000_000), "1\u00a0day left"); // as of old
  assert.equal(daysText(null, null), "");
  assert.deepEqual(["2027-05-14T18:00 Africa/Nairobi", "2027-05-14T18:00 UTC"].map(dateWords), [
    "closes Friday 14\u00a0May, 18:00 (Nairobi)", "closes Friday 14\u00a0May, 18:00 (UTC)",
  ]);
});

test("a field for a date says its zone, or that of the page", () => {
  assert.equal(dateIn("2027-05-14T18:00", "Africa/Nairobi"), "2027-05-14T18:00 Africa/Nairobi");
  assert.equal(dateIn("2027-05-14T18:00:00", ""), "2027-05-14T18:00 UTC");
  assert.equal(dateIn("", "Africa/Nairobi"), "");
});
