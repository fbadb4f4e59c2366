// What is chosen to hand over: until somebody chooses it is what was handed over; what stands no more leaves it.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chosen, hasChanged, isHanded, moved, rowsOf, setsOf, toggled, UNTOUCHED,
} from "../../../static/js/podium/set_choice.js";
import { play, recommendation, snapshot } from "../messages.mjs";

const ROOM = { id: "r2", kind: "region", region_id: "AF", agenda_session_id: "lunch" };
const one = (id, number, more = {}) => recommendation(id, { number, room_id: "r2", ...more });
const state = (recommendation_ids, more = {}) =>
  play([
    snapshot(1, {
      room: ROOM,
      recommendations: [one("c1", 1), one("c2", 2), one("c3", 3), one("c4", 4, { status: "withdrawn" })],
      sets: recommendation_ids.length
        ? [{ region_id: "AF", room_id: "r2", session_id: "s3", round_id: "r2", recommendation_ids, ...more }] : [],
    }),
  ]);

test("until somebody chooses, it is what was handed over, and to whom", () => {
  assert.deepEqual(chosen(UNTOUCHED, state([]), "s4"), { session: "s4", ids: [], touched: false });
  const now = chosen(UNTOUCHED, state(["c2", "c1"]), "s4");
  assert.deepEqual([now.session, now.ids], ["s3", ["c2", "c1"]]);
  assert.equal(isHanded(now, state(["c2", "c1"])), true);
});

test("what was chosen stays, whatever others do, but for what stands no more", () => {
  let choice = toggled(chosen(UNTOUCHED, state(["c2", "c1"]), "s4"), "c3");
  assert.deepEqual(choice.ids, ["c2", "c1", "c3"]);
  choice = toggled(choice, "c1");
  assert.deepEqual(chosen({ ...choice, ids: [...choice.ids, "c4"] }, state(["c1"]), "s4").ids, ["c2", "c3"]);
  assert.equal(isHanded(choice, state(["c2", "c1"])), false);
});

test("what is chosen moves up and down, and not beyond its ends", () => {
  const choice = { session: "s3", ids: ["c1", "c2", "c3"], touched: false };
  assert.deepEqual(moved(choice, "c3", -1).ids, ["c1", "c3", "c2"]);
  assert.deepEqual(moved(choice, "c1", 1).ids, ["c2", "c1", "c3"]);
  assert.equal(moved(choice, "c1", -1), choice);
  assert.equal(moved(choice, "c9", 1), choice);
});

test("the rows are what is chosen in its order, then the rest by number; what stays is marked", () => {
  const now = state(["c3", "c1"], { bound: ["c3"] });
  const { chosen: first, rest } = rowsOf(chosen(UNTOUCHED, now, ""), now);
  assert.deepEqual(first.map(({ id, place, bound, canUp, canDown }) => [id, place, bound, canUp, canDown]), [
    ["c3", 1, true, false, true], ["c1", 2, false, true, false],
  ]);
  assert.deepEqual(rest.map(({ id, canUp, canDown }) => [id, canUp, canDown]), [["c2", false, false]]);
});

test("the sets that were read are known from those that stand: by session, content and order", () => {
  const read = setsOf(state(["c2", "c1"]));
  assert.deepEqual(read, { s3: ["c2", "c1"] });
  assert.equal(hasChanged(state(["c2", "c1"]), read), false);
  for (const ids of [["c1", "c2"], ["c2"], []]) assert.equal(hasChanged(state(ids), read), true, ids.join());
  assert.equal(hasChanged(state(["c2", "c1"], { session_id: "s4" }), read), true);
  assert.equal(hasChanged(state([]), {}), false);
});
