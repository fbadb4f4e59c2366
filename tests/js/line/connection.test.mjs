// The line to a room: which closes are for good, how long to wait, what is missing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, connect, ending, follow } from "../../../static/js/line/connection.js";

test("a seat opened elsewhere, a lost credential or the wrong room end the line for good", () => {
  assert.deepEqual([4409, 4401, 4403, 1008].map(ending), ["other_device", "no_credential", "not_your_room", "policy"]);
  assert.deepEqual([1000, 1001, 1006, 1012, 1013, 0].map(ending), [null, null, null, null, null, null]);
});

test("waiting grows, has an upper bound and is never the same for all", () => {
  const longest = Array.from({ length: 12 }, (_, attempt) => backoff(attempt, 1));
  assert.deepEqual(
    longest,
    [...longest].sort((a, b) => a - b),
  );
  assert.equal(longest.at(-1), 8_000);
  assert.ok(backoff(3, 0) >= backoff(3, 1) / 2 - 1);
  assert.notEqual(backoff(3, 0.2), backoff(3, 0.9));
});

test("decisions are followed one by one; a jump is a gap", () => {
  assert.deepEqual(follow(4, { type: "round_changed", seq: 5 }), { seen: 5, gap: false });
  assert.deepEqual(follow(4, { type: "round_changed", seq: 6 }), { seen: 4, gap: true });
  assert.deepEqual(follow(4, { type: "round_changed", seq: 3 }), { seen: 4, gap: false });
  assert.deepEqual(follow(4, { type: "snapshot", ref: "h1", seq: 9 }), { seen: 9, gap: false });
});

test("a reply and a tally are no steps in the numbering", () => {
  assert.deepEqual(follow(4, { type: "done", ref: "r1", seq: 5 }), { seen: 4, gap: false });
  assert.deepEqual(follow(4, { type: "tally_changed", tally_version: 8 }), { seen: 4, gap: false });
});

test("what is said of the hall has numbers of its own", () => {
  assert.deepEqual(follow(4, { type: "hall_changed", seq: 9 }), { seen: 4, gap: false });
  assert.deepEqual(follow(4, { type: "screens_changed", seq: 5, screens: 2, showing: 1 }), { seen: 4, gap: false });
});

test("an attempt that nobody answers ends after some seconds, and another follows", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const [attempts, heard] = [[], []];
  class Silent {
    // what a browser has while packets vanish: neither open nor failed
    readyState = 0;
    constructor() {
      attempts.push(this);
    }
    close() {
      this.closed = true;
    }
  }
  Object.assign(globalThis, {
    WebSocket: Silent,
    location: { href: "http://hall.example/" },
    addEventListener() {},
    document: { addEventListener() {} },
  });
  connect({ url: "/live/r1", onMessage: () => {}, onStatus: (status) => heard.push(status) });
  t.mock.timers.tick(7_999);
  assert.deepEqual([attempts.length, heard], [1, []]);
  t.mock.timers.tick(1);
  assert.deepEqual([attempts[0].closed, heard], [true, ["lost"]]);
  t.mock.timers.tick(500);
  assert.equal(attempts.length, 2);
});
