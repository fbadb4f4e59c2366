// The agenda beside the podium: which session is live, for whoever conducts any of its rooms, and where voting is open.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isLive, railOf } from "../../../static/js/podium/rail.js";
import { play, snapshot } from "../messages.mjs";

const agenda = { sessions: [{ id: "s1" }, { id: "lunch" }, { id: "s2" }] };
const live = { agenda_session_id: "lunch", session_id: "lunch", question_id: "q2", room_id: "", round_id: "" };

test("a session that sits by region is live, whatever room the podium is in", () => {
  const { when } = railOf(play([snapshot(1, { live })]), agenda);
  assert.deepEqual(when, { s1: "past", lunch: "here", s2: "later" });
  const asked = [["lunch", "q2"], ["lunch", ""], ["s1", "q2"]];
  assert.deepEqual(asked.map(([session, question]) => isLive(live, session, question)), [true, false, false]);
});

test("as long as nothing is live, everything is still to come", () => {
  const { when, voting } = railOf(play([snapshot(1)]), agenda);
  assert.deepEqual([when, voting], [{ s1: "later", lunch: "later", s2: "later" }, []]);
});

test("rooms in which voting is open are marked until it is over", () => {
  const call = { type: "round_called", room_id: "r2", round_id: "t1", state: "open" };
  const open = play([snapshot(1), call, { ...call, round_id: "t2", room_id: "r3" }]);
  assert.deepEqual(railOf(open, agenda).voting, ["r2", "r3"]);
  const over = play([{ ...call, state: "closing" }, { ...call, round_id: "t2", room_id: "r3", state: "void" }], open);
  assert.deepEqual(railOf(over, agenda).voting, ["r2"]);
  assert.deepEqual(railOf(play([{ ...call, state: "closed" }], over), agenda).voting, []);
  const again = play([snapshot(2, { calls: [{ room_id: "r9", round_id: "t9", state: "open" }] })], open);
  assert.deepEqual(railOf(again, agenda).voting, ["r9"]);
});
