// Which alarms stand on a podium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { standing } from "../../../static/js/podium/alarms.js";

const backwards = { code: "store_went_backwards", round_id: "t1", times: 1 };
const differ = { code: "counts_differ", round_id: "t1", times: 1 };
const rounds = (more) => ({ t1: { id: "t1", state: "open", frozen: true, ...more } });

test("an alarm stands until it is read, and again when it is raised again", () => {
  assert.deepEqual(standing([backwards, differ], rounds(), {}), [backwards, differ]);
  const read = { "store_went_backwards:t1": 1 };
  assert.deepEqual(standing([backwards, differ], rounds(), read), [differ]);
  const again = { ...backwards, times: 2 };
  assert.deepEqual(standing([again], rounds(), read), [again]);
});

test("an alarm goes with its cause: the recount, the publication, the end of the round", () => {
  assert.deepEqual(standing([backwards, differ], rounds({ frozen: false }), {}), [backwards]);
  assert.deepEqual(standing([backwards, differ], rounds({ state: "published" }), {}), []);
  assert.deepEqual(standing([backwards], rounds({ state: "void" }), {}), []);
});

test("an alarm about the room, or about a round of another room, stands", () => {
  const others = [
    { ...backwards, round_id: "" },
    { ...backwards, round_id: "t9" },
  ];
  assert.deepEqual(standing(others, rounds(), {}), others);
});
