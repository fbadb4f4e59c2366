// What a picture of a long room leaves out: with it, and whatever happened meanwhile, a page knows the whole room.
import assert from "node:assert/strict";
import { test } from "node:test";
import { leftoverReader } from "../../../static/js/line/leftover.js";
import { facts, play, recommendation, snapshot } from "../messages.mjs";

const [c1, c2, c3] = ["c1", "c2", "c3"].map((id) => recommendation(id));
const MORE = "/api/rooms/r1/recommendations";
const first = (seq, recommendations) => snapshot(seq, { recommendations, more: MORE });
const rest = (seq, recommendations) => ({ type: "rest_read", seq, recommendations });
const changed = (seq, one) => ({ type: "recommendation_changed", seq, recommendation: one });
const whole = (seq, recommendations) => facts(play([snapshot(seq, { recommendations })]));

test("the first part, events and the rest come to the whole, in whichever order they come", () => {
  const now = recommendation("c2", { title: "Better words", version: 2 });
  const wanted = whole(5, [c1, now, c3]);
  assert.deepEqual(facts(play([first(4, [c1]), rest(4, [c2, c3]), changed(5, now)])), wanted);
  assert.deepEqual(facts(play([first(4, [c1]), changed(5, now), rest(4, [c2, c3])])), wanted);
  assert.deepEqual(facts(play([first(4, [c1]), rest(5, [now, c3]), changed(5, now)])), wanted);
});

test("an older rest is passed over, and what was known before the picture stands until a newer one is there", () => {
  const old = recommendation("c3", { title: "Old words" });
  const before = [snapshot(1, { recommendations: [c1, old] }), { type: "opened" }, first(4, [c1])];
  const waits = play(before);
  assert.deepEqual(Object.keys(waits.recommendations).sort(), ["c1", "c3"]);
  assert.equal(play([rest(3, [old])], waits), waits);
  const there = play([rest(4, [c2])], waits);
  assert.deepEqual(facts(there), whole(4, [c1, c2]));
  assert.equal(there.rest, null);
  assert.equal(play([rest(9, [c3])], there), there);
});

test("a plenary room takes in of the rest what it still hears of", () => {
  const foreign = recommendation("c2", { room_id: "r2" });
  const plenary = { room: { id: "r1", kind: "plenary" }, more: MORE };
  const set = { region_id: "AF", room_id: "r2", session_id: "s", round_id: "", handed_at_ms: 1 };
  const sets = [{ ...set, recommendation_ids: ["c2"] }];
  const own = recommendation("c1", { room_id: "r1" });
  const taken = { type: "set_changed", seq: 5, ...set, recommendations: [] };
  const played = play([snapshot(4, { ...plenary, sets, recommendations: [own] }), taken, rest(4, [foreign])]);
  assert.deepEqual(Object.keys(played.recommendations), ["c1"]);
});

test("the rest is read once for a picture, and again until it is as new as that", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const as = (seq) => ({ ok: true, json: async () => ({ seq, recommendations: [] }) });
  const answers = [{ ok: false }, as(3), as(4)];
  const asked = t.mock.method(globalThis, "fetch", async () => answers.shift());
  const told = [];
  const read = leftoverReader("?slot=abc", (message) => told.push(message.seq));
  const turn = async () => {
    for (let step = 0; step < 9; step += 1) await Promise.resolve();
  };
  read(snapshot(4));
  assert.equal(asked.mock.callCount(), 0, "nothing is left out");
  read(first(4, []));
  read(first(4, []));
  for (let again = 0; again < 3; again += 1) {
    await turn();
    t.mock.timers.tick(2_000);
  }
  await turn();
  assert.deepEqual(asked.mock.calls.map(({ arguments: [address] }) => address), Array(3).fill(`${MORE}?slot=abc`));
  assert.deepEqual(told, [4]);
  read(first(4, []));
  assert.deepEqual([told, asked.mock.callCount()], [[4, 4], 3], "what is there is not read again");
});
