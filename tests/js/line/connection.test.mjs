// The line to a room: which closes are for good, how long to wait, what is missing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../../static/js/line/connection.js";
import * as yesterdays from "../yesterday/line/connection.js";
import * as yesterday from "../yesterday/line/state.js";
import { aHall } from "./line.mjs";
import { follow } from "../../../static/js/line/steps.js";
import { backoff, ending } from "../../../static/js/line/ways.js";

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

test("a line on which pulses come stays live for hours, and is asked nothing", async (t) => {
  const hall = aHall(t);
  hall.open();
  await hall.pass(100);
  for (let minute = 0; minute < 30; minute++) {
    await hall.pass(20_000, 500);
    hall.say({ type: "pulse", ref: "", seq: 3 });
  }
  assert.deepEqual([hall.statuses, hall.asked.length, hall.sockets.length], [["live"], 1, 1]);
});

test("a line that falls silent is asked after 25 s, given up 3 s later, and another brings the truth", async (t) => {
  const hall = aHall(t);
  hall.open();
  await hall.pass(100);
  hall.sockets[0].mode = "silence";
  await hall.pass(24_000);
  assert.deepEqual(hall.statuses, ["live"]);
  hall.seq = 9;
  await hall.pass(6_000);
  assert.deepEqual(hall.statuses, ["live", "connecting", "lost", "live"]);
  assert.equal(hall.heard.at(-1).seq, 9);
});

for (const event of ["visibilitychange", "pageshow", "focus", "resume", "online"])
  test(`after a sleep ${event} asks at once; a dead line is replaced within five seconds`, async (t) => {
    const hall = aHall(t);
    hall.open();
    await hall.pass(100);
    hall.sockets[0].mode = "silence";
    hall.sleep(600_000);
    hall.say({ type: "tally_changed", round_id: "t1", tally_version: 1 }); // has lain in the device
    hall.fire(event);
    hall.say({ type: "tally_changed", round_id: "t1", tally_version: 2 });
    hall.seq = 9;
    await hall.pass(5_000);
    assert.equal(hall.line.status, "live");
    assert.deepEqual(hall.statuses.slice(0, 3), ["live", "connecting", "lost"]);
    assert.equal(hall.heard.at(-1).seq, 9);
    assert.equal(hall.sockets.length, 2);
  });

test("a line that survived the sleep answers, and nothing is said or read anew", async (t) => {
  const hall = aHall(t);
  hall.open();
  await hall.pass(100);
  hall.sleep(600_000);
  hall.fire("visibilitychange");
  hall.fire("focus");
  await hall.pass(3_000);
  assert.deepEqual([hall.statuses, hall.sockets.length, hall.asked.length], [["live"], 1, 2]);
});

test("a pulse that names a decision which was not heard brings a hello", async (t) => {
  const hall = aHall(t);
  hall.open();
  await hall.pass(100);
  hall.seq = 4;
  hall.say({ type: "pulse", ref: "", seq: 4 });
  await hall.pass(100);
  assert.deepEqual(hall.asked.map((one) => one.type), ["hello", "hello"]);
  assert.equal(hall.heard.at(-1).seq, 4);
});

test("an attempt that was under way when the device fell asleep is not waited for", async (t) => {
  const hall = aHall(t);
  hall.mode = "hang";
  hall.open();
  await hall.pass(2_000);
  hall.sleep(60_000);
  hall.mode = "answer";
  hall.fire("visibilitychange");
  await hall.pass(200);
  assert.deepEqual(hall.statuses, ["live"]);
});

test("nobody is woken by a page that nobody sees", async (t) => {
  const hall = aHall(t);
  hall.open();
  await hall.pass(100);
  hall.visible = false;
  hall.fire("visibilitychange");
  await hall.pass(5_000);
  assert.equal(hall.asked.length, 1);
});

test("a page of yesterday passes over a pulse", () => {
  const state = { ...yesterday.emptyState(), seq: 4 };
  const pulse = { type: "pulse", ref: "", seq: 4 };
  assert.deepEqual(yesterdays.follow(4, pulse), { seen: 4, gap: false });
  assert.equal(yesterday.reduce(state, pulse), state);
});
