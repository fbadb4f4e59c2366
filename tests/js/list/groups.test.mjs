// What a list says beside its rows: the plenary beside a verdict, and a head above each group.
import assert from "node:assert/strict";
import { test } from "node:test";
import { groupWords, secondWords } from "../../../static/js/list/ranked.js";
import { listShapes } from "../../../static/js/list/view_list.js";
import { lineShapes } from "../../../static/js/list/view_line.js";
import { canvas, list, said } from "../lists.mjs";

test("what works across and is lost in plenary says both; both keys say the plenary everywhere", () => {
  const [lost, held] = ["lost", "carried"].map((plenary) => ({ verdict: "works_across", plenary }));
  assert.equal(secondWords({ rules: {} }, lost), "lost in plenary");
  assert.equal(secondWords({ rules: {} }, held), "");
  assert.equal(secondWords({ rules: {} }, { verdict: "contested", plenary: "lost" }), "");
  assert.equal(secondWords({ rules: { both_keys: true } }, held), "carried in plenary");
  assert.equal(secondWords({ rules: { both_keys: true } }, { verdict: "plenary_only", plenary: "lost" }), "");
  assert.equal(secondWords({ rules: {} }, { verdict: "works_across" }), "");
  const drawn = listShapes(canvas(list(1, { items: [{ ...list(1).items[0], plenary: "lost" }] })));
  assert.ok(said(drawn).includes("lost in plenary"));
  const line = lineShapes(canvas(list(1, { items: [{ ...list(1).items[0], plenary: "tied" }] })));
  assert.ok(said(line).some((words) => words.includes("tied in plenary")));
});

test("a group says its verdict and its size above its first row, and again on top of a page", () => {
  const items = ["works_across", "contested", "contested"].map((verdict, at) => ({ ...list(3).items[at], verdict }));
  const grouped = { ...list(3), items, by_verdict: true };
  assert.deepEqual([0, 1, 2].map((at) => groupWords(grouped, at)), ["Works across: 1", "Contested: 2", ""]);
  assert.equal(groupWords(grouped, 2, 2), "Contested: 2");
  assert.equal(groupWords({ ...grouped, by_verdict: false }, 0), "");
  const drawn = said(listShapes(canvas(grouped, items.slice(1))));
  assert.deepEqual(drawn.filter((words) => words.includes(": ")), ["Contested: 2"]);
  assert.ok(drawn.join(" ").includes("Verdict, then backing less opposing"));
  assert.ok(!said(listShapes(canvas({ ...grouped, by_verdict: undefined }))).some((words) => words.includes(": ")));
});
