// Rooms of many recommendations: filters, one act on several, pasted lines.
import assert from "node:assert/strict";
import { test } from "node:test";
import { doToEach, fitFor } from "../../../static/js/podium/bulk.js";
import { EVERYTHING, filtered, inOrder } from "../../../static/js/podium/filters.js";
import { linesOf } from "../../../static/js/podium/pasted.js";
import { actsOn, boundIn } from "../../../static/js/podium/proposal_row.js";

const STATUS = ["accepted", "proposed", "rejected", "accepted"];
const made = (n) =>
  Array.from({ length: n }, (_, place) => ({
    id: `r${place}`,
    number: n - place,
    label: `${n - place}`,
    title: `Title ${place}`,
    text: "Words",
    language: "en",
    translations: {},
    status: STATUS[place % 4],
    region_ids: [place % 2 ? "AF" : "AS"],
    question_id: place % 3 ? "q1" : "q2",
  }));

test("what waits comes first, and each status says how many would be shown", () => {
  const all = inOrder(made(8));
  assert.deepEqual(all.map(({ status }) => status).slice(0, 3), ["proposed", "proposed", "accepted"]);
  const { found, counts } = filtered(all, EVERYTHING);
  assert.deepEqual([found.length, counts], [8, { "": 8, proposed: 2, accepted: 4, rejected: 2 }]);
  const waiting = filtered(all, { ...EVERYTHING, status: "proposed", region: "AF" });
  assert.deepEqual([waiting.found.length, waiting.counts[""]], [2, 4], "a status changes no figure beside the others");
  assert.equal(filtered(all, { ...EVERYTHING, question: "q2", typed: "title 3" }).found.length, 1);
});

test("five hundred are searched while somebody types", () => {
  const all = inOrder(made(500));
  const began = performance.now();
  for (const typed of ["t", "ti", "tit", "titl", "title", "title 4", "title 49", "title 499"])
    filtered(all, { ...EVERYTHING, typed });
  const took = performance.now() - began;
  assert.ok(took < 400, `eight keys took ${took} ms`);
});

test("one act on several goes on past a refusal, and names it", async () => {
  const ticked = made(4);
  const asked = [];
  const ask = async (command) => {
    asked.push(command);
    if (command.recommendation_id === "r1") throw { code: "wrong_state", message: "No." };
  };
  const fit = fitFor(ticked, "reject_recommendation", new Set(["r3"]));
  assert.deepEqual(fit.map(({ id }) => id), ["r0", "r1"], "not what is rejected already, nor what a round holds");
  const outcome = await doToEach(ticked, { type: "reject_recommendation", reason: "Twice." }, ask);
  assert.deepEqual(outcome.done, ["r0", "r2", "r3"]);
  assert.deepEqual(outcome.refused.map(({ recommendation, refusal }) => [recommendation.id, refusal.message]), [
    ["r1", "No."],
  ]);
  assert.ok(asked.every(({ reason }) => reason === "Twice."));
});

test("pasted lines are recommendations, without the marks of their list", () => {
  const titles = (typed) => linesOf(typed).map(({ title }) => title);
  assert.deepEqual(titles("1. One\r\n2) Two\n\n  •  Three  words \u2028(4) Four\n– Five\nb) Six"), [
    "One",
    "Two",
    "Three words",
    "Four",
    "Five",
    "Six",
  ]);
  assert.deepEqual(titles("2. A title that begins so"), ["2. A title that begins so"], "one line is as it was typed");
  assert.deepEqual(titles("2030 agenda\n5G for all"), ["2030 agenda", "5G for all"]);
  assert.deepEqual(linesOf(`${"🙂".repeat(121)}\nShort`).map(({ excess }) => excess), [1, 0]);
  assert.deepEqual(linesOf(" \n\t"), []);
});

test("an act is offered where it would be done: not what a round holds, nor to who only looks on", () => {
  const rounds = {
    t1: { epoch: 1, state: "closed", slate: ["r0"], number_in_room: 2 },
    t2: { epoch: 0, state: "draft", slate: ["r1"], number_in_room: 3 },
    t3: { epoch: 1, state: "void", slate: ["r2"], number_in_room: 1 },
  };
  assert.deepEqual([...boundIn({ rounds })], [["r0", 2]]);
  const how = { conducts: true, own: false, bound: false };
  assert.ok(actsOn({ status: "accepted" }, how).canEdit && !actsOn({ status: "accepted" }, how).canAccept);
  assert.ok(actsOn({ status: "withdrawn" }, how).canRestore);
  assert.ok(!actsOn({ status: "withdrawn", taken_back: true }, how).canRestore, "its author took it back");
  const bound = actsOn({ status: "accepted" }, { ...how, own: true, bound: true });
  assert.ok(!bound.canEdit && !bound.canReject && !bound.canWithdraw && bound.canTranslate);
  const guest = actsOn({ status: "proposed" }, { ...how, conducts: false });
  assert.ok(Object.values(guest).every((can) => !can));
});
