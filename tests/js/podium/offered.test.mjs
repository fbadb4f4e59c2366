// What may stand on a slate: what was handed to this room's session, region by region in its own order, then its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { handed, offered } from "../../../static/js/podium/offered.js";
import { play, recommendation, round, snapshot } from "../messages.mjs";

const REGIONS = [{ id: "AF" }, { id: "AM" }];
const PLENARY = { id: "r1", kind: "plenary", agenda_session_id: "s3" };
const of = (id, room_id, more = {}) => recommendation(id, { room_id, ...more });
const set = (region_id, room_id, recommendation_ids, more = {}) => ({
  region_id, room_id, session_id: "s3", round_id: room_id, recommendation_ids, handed_at_ms: 5, ...more,
});
const said = (region_id, room_id, recommendations, more = {}) => {
  const { recommendation_ids, ...rest } = set(region_id, room_id, [], more);
  return { type: "set_changed", recommendations, ...rest };
};
const shown = (groups) => groups.map((group) => [group.id, group.recommendations.map((one) => one.id)]);
const plenary = () =>
  play([
    snapshot(1, {
      room: PLENARY,
      recommendations: [
        of("m1", "r3", { number: 1 }), of("f2", "r2", { number: 2 }), of("f1", "r2", { number: 3 }),
        of("o1", "r1", { number: 4 }), of("o2", "r1", { number: 5, status: "withdrawn" }),
      ],
      sets: [set("AM", "r3", ["m1"]), set("AF", "r2", ["f2", "f1"])],
    }),
  ]);

test("a slate is offered by region, each in its own order, and then what the room itself has", () => {
  assert.deepEqual(shown(offered(plenary(), REGIONS)), [["AF", ["f2", "f1"]], ["AM", ["m1"]], ["room", ["o1"]]]);
});

test("what was taken back or replaced is offered no more, and forgotten where it is on no slate", () => {
  let state = play([said("AF", "r2", [of("f1", "r2"), of("f3", "r2")], { seq: 2 })].map(numbered(2)), plenary());
  assert.deepEqual(shown(handed(state, REGIONS)), [["AF", ["f1", "f3"]], ["AM", ["m1"]]]);
  assert.equal(state.recommendations.f2, undefined);
  state = play([said("AM", "r3", [])].map(numbered(3)), state);
  assert.deepEqual(shown(offered(state, REGIONS)), [["AF", ["f1", "f3"]], ["room", ["o1"]]]);
});

test("what is on a slate stays known, whatever is taken back", () => {
  const draft = round("t1", { slate: ["f2", "o1"] });
  const drafted = play([{ type: "round_changed", seq: 2, round: draft }], plenary());
  const state = play([said("AF", "r2", [])].map(numbered(3)), drafted);
  assert.deepEqual(Object.keys(state.recommendations).sort(), ["f2", "m1", "o1", "o2"]);
});

test("a region's room offers what stands there, and knows what it handed over", () => {
  const room = { id: "r2", kind: "region", region_id: "AF", agenda_session_id: "lunch" };
  const before = play([snapshot(1, { room, recommendations: [of("f1", "r2"), of("f2", "r2")] })]);
  const state = play([said("AF", "r2", [of("f2", "r2")], { bound: ["f2"] })].map(numbered(2)), before);
  assert.deepEqual(shown(offered(state, REGIONS)), [["room", ["f1", "f2"]]]);
  assert.deepEqual(state.sets, [set("AF", "r2", ["f2"], { bound: ["f2"] })]);
});

function numbered(first) {
  return (message, place) => ({ ...message, seq: first + place });
}
