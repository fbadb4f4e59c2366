// What a page knows of its own person's ballots.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reduce } from "../../../static/js/line/state.js";
import { play, recommendation, round, snapshot } from "../messages.mjs";

test("one's own ballots come with `you` and grow with each acknowledgement", () => {
  const you = {
    type: "you",
    role: "delegate",
    seat_id: "x",
    region_id: "AF",
    name: "",
    ballots: { t1: { epoch: 1, revision: 2, marks: { c1: "for" }, ballot_id: "b2", receipt: "R2" } },
  };
  const cast = {
    type: "ballot_cast",
    ref: "r1",
    round_id: "t1",
    epoch: 1,
    revision: 3,
    receipt: "R3",
    durability: "disk",
    asked: { marks: { c1: "against" }, ballot_id: "b3" },
  };
  const state = play([you, snapshot(1), cast]);
  assert.deepEqual(state.you.ballots.t1, {
    epoch: 1,
    revision: 3,
    receipt: "R3",
    durability: "disk",
    marks: { c1: "against" },
    ballot_id: "b3",
  });
  assert.equal(reduce(state, { ...cast, revision: 1 }), state);
});

test("nothing that others do is said about a ballot that is being filled in", () => {
  const you = { type: "you", role: "delegate", seat_id: "x", region_id: "AF", name: "", ballots: {} };
  const before = play([you, snapshot(1, { rounds: [round("t1")] })]);
  const after = play(
    [
      { type: "recommendation_changed", seq: 2, recommendation: recommendation("c9") },
      { type: "tally_changed", round_id: "t1", tally_version: 1, turnout: {}, cells: null },
      { type: "round_changed", seq: 3, round: round("t1", { clock: { running: false, remaining_ms: 5 } }) },
    ],
    before,
  );
  assert.equal(after.you, before.you);
});
