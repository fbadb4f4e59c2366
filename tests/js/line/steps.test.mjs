// Steps of a tally: what changed is put in, what does not fit changes nothing and is a reason to say hello again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyState, reduce } from "../../../static/js/line/state.js";
import { counted, stepped } from "../../../static/js/line/steps.js";

const whole = {
  tally_version: 4,
  turnout: { AF: [2, 3, 3], AM: [1, 1, 1] },
  cells: [
    [
      [2, 0],
      [1, 0],
    ],
    [
      [0, 2],
      [0, 1],
    ],
  ],
};
const step = {
  since: 4,
  tally_version: 6,
  turnout: { AM: [2, 2, 2] },
  cells: [
    [0, 1, 0, 2],
    [1, 1, 1, 2],
  ],
};

test("a step is put into the tally it builds on, which stays as it was", () => {
  const before = structuredClone(whole);
  assert.deepEqual(stepped(whole, step), {
    tally_version: 6,
    turnout: { AF: [2, 3, 3], AM: [2, 2, 2] },
    cells: [
      [
        [2, 0],
        [2, 0],
      ],
      [
        [0, 2],
        [0, 2],
      ],
    ],
  });
  assert.deepEqual(whole, before);
});

test("a step that builds on another version, or on counts that are not shown, changes nothing", () => {
  const hidden = { ...whole, cells: null };
  assert.equal(stepped(whole, { ...step, since: 5 }), whole);
  assert.equal(stepped(hidden, step), hidden);
});

test("a page takes whole tallies and steps, and a step of a round it does not know is passed over", () => {
  const told = (/** @type {any} */ message) => ({ round_id: "t1", ...message });
  const state = reduce(emptyState(), told({ type: "tally_changed", ...whole }), 0);
  assert.equal(reduce(state, told({ type: "tally_stepped", ...step }), 0).tallies.t1.tally_version, 6);
  assert.equal(reduce(state, told({ type: "tally_stepped", ...step, round_id: "t2" }), 0), state);
});

test("a step that does not follow what was told last is a gap; a whole tally never is", () => {
  const first = counted({}, { type: "tally_changed", round_id: "t1", tally_version: 4 });
  assert.deepEqual(first, { told: { t1: 4 }, gap: false });
  assert.deepEqual(counted(first.told, { type: "tally_stepped", round_id: "t1", ...step }), {
    told: { t1: 6 },
    gap: false,
  });
  assert.equal(counted(first.told, { type: "tally_stepped", round_id: "t1", ...step, since: 3 }).gap, true);
  assert.equal(counted({}, { type: "tally_stepped", round_id: "t1", ...step }).gap, true);
  assert.deepEqual(counted(first.told, { type: "round_changed", seq: 9 }), { told: { t1: 4 }, gap: false });
});
