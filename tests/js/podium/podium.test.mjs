// The podium: keys press buttons, a draft asks what means something, nothing to vote on is no act, tables in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readRules, rulesAsked } from "../../../static/js/podium/draft_rules.js";
import { foreseen } from "../../../static/js/page/foresight.js";
import { nextAct } from "../../../static/js/podium/next_act.js";
import { buttonOf } from "../../../static/js/podium/shortcuts.js";
import "../cards.mjs";
import { useStrings } from "../../../static/js/page/strings.js";
import { cellWords, stagesTurned } from "../../../static/js/podium/tables.js";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");

test("a key presses its button, unless somebody types or holds another key", () => {
  assert.equal(buttonOf({ key: "n" }, false), "[data-act='next']");
  assert.equal(buttonOf({ key: "N" }, false), "[data-act='next']");
  assert.equal(buttonOf({ key: "ى", code: "KeyN" }, false), "[data-act='next']");
  assert.equal(buttonOf({ key: "n" }, true), "");
  assert.equal(buttonOf({ key: "p", ctrlKey: true }, false), "");
  assert.equal(buttonOf({ key: "x" }, false), "");
  assert.equal(buttonOf({ key: "ArrowRight" }, false), buttonOf({ key: "ArrowLeft" }, false, true));
});

test("a roll call is sent where it was ticked, and not once the round is secret", () => {
  const sheet = (/** @type {string} */ secrecy) => new Map([["secrecy", secrecy], ["roll_call", "on"]]);
  assert.equal(readRules("across_regions", sheet("recorded")).roll_call, true);
  assert.equal("roll_call" in readRules("across_regions", sheet("confidential")), false);
  assert.equal("roll_call" in readRules("score", sheet("recorded")), false);
});

test("a method is asked, and sent, only the rules that mean something to it", () => {
  const [recorded, confidential] = ["recorded", "confidential"].map((secrecy) => new Map([["secrecy", secrecy]]));
  const across = rulesAsked("across_regions", recorded);
  assert.ok(across.includes("theta") && across.includes("roll_call") && !across.includes("places"));
  assert.deepEqual(rulesAsked("across_regions", confidential), across.filter((rule) => rule !== "roll_call"));
  const score = rulesAsked("score", recorded);
  assert.ok(score.includes("backing_quorum") && score.includes("theta"));
  assert.ok(!score.includes("required_majority") && !score.includes("roll_call"));
  const given = new Map(
    Object.entries({
      secrecy: "recorded",
      visibility: "turnout",
      minutes: "2.5",
      max_choices: "3",
      places: "4",
      theta: "2/3",
      quorum: "",
      tie_rule: "lot",
      k: "5",
    }),
  );
  assert.deepEqual(readRules("shortlist", given), {
    secrecy: "recorded",
    visibility: "turnout",
    closes_after_s: 150, closes_at: null,
    max_choices: 3,
    places: 4,
    quorum: null,
    tie_rule: "lot",
    k: 5,
  });
  assert.equal(readRules("across_regions", given).theta, "2/3");
  assert.equal(readRules("across_regions", given).with_changes, false);
});

test("with nothing to vote on there is no next act, and it is said what is waited for", () => {
  const room = { offered: 0, can: { publish_round: true }, mayPrepare: true, warning: "" };
  assert.equal(nextAct(null, null, room).name, "");
  assert.match(nextAct(null, null, { ...room, waiting: 2 }).why, /2\u00a0recommendations/);
  assert.equal(nextAct(null, null, { ...room, offered: 1 }).name, "draft");
  assert.equal(nextAct({ state: "closed", method: "score" }, null, room).name, "publish");
  assert.equal(nextAct({ state: "closed", method: "score" }, null, { ...room, can: {} }).name, "");
  assert.equal(nextAct({ state: "closed", method: "score" }, null, { ...room, mayPrepare: false }).nextAct, "");
  const draft = { state: "draft", method: "score", slate: ["a"], number_in_room: 1 };
  assert.equal(nextAct(draft, null, { ...room, can: { open_round: true } }).name, "open");
  assert.equal(nextAct(draft, null, room).name, "change");
});

test("what cannot be opened is not offered to be opened, and its sentence stands there before any press", () => {
  const room = { offered: 1, can: {}, mayPrepare: true, warning: "" };
  const draft = { state: "draft", method: "score", slate: ["a"], number_in_room: 1 };
  const why = (excess) => nextAct({ ...draft, excess }, null, room).why;
  assert.match(why({ reason: "slate_too_long_for_method", rule: "", most: 12 }), /at most 12\u00a0recommendations/);
  assert.match(why({ reason: "rule_out_of_bounds", rule: "places", most: 0 }), /“Places to fill”/);
  assert.match(why({ reason: "too_many_regions", rule: "", most: 60 }), /at most 60\u00a0regions/);
  assert.match(why(null), /no longer/);
});

test("a foreseen list is that of this closing and of no earlier one", () => {
  const state = { rounds: { t1: { id: "t1", epoch: 2, state: "closed" } }, rankedLists: {} };
  const ranked = { items: [] };
  assert.equal(foreseen(state, state.rounds.t1, { key: "t1:1", ranked }), state);
  assert.equal(foreseen(state, state.rounds.t1, { key: "t1:2", ranked }).rounds.t1.state, "published");
  assert.equal(state.rounds.t1.state, "closed");
});

test("the stages of a count are turned: a row a recommendation, a column a stage", () => {
  const items = { a: { slate_number: 1, title: "One" }, b: { slate_number: 2, title: "Two" } };
  const columns = ["stage", "act", "of", "tie", "recommendation_id", "votes", "standing"];
  const rows = [
    [1, "first_preferences", null, "", "a", "7", "elected"],
    [1, "first_preferences", null, "", "b", "3", "continuing"],
    [1, "first_preferences", null, "", null, "0", "not_transferable"],
    [2, "surplus", "a", "", "a", "5", "elected"],
    [2, "surplus", "a", "", "b", "9/2", "elected"],
    [2, "surplus", "a", "", null, "1/2", "not_transferable"],
  ];
  const turned = stagesTurned({ columns, rows }, items);
  assert.equal(turned.heads.length, 3);
  assert.deepEqual(turned.rows, [
    ["1 · One", "7 · elected", "5"],
    ["2 · Two", "3", "4.5 · elected"],
    ["not transferable", "0", "0.5"],
  ]);
  assert.equal(cellWords("locked", items), "fixed");
});
