// Why here? Every reason of a list is a line with a sign, in a row under an item and in the picture of the hall.
import assert from "node:assert/strict";
import { test } from "node:test";
import { viewsOf } from "../../../static/js/list/views.js";
import { whyShapes } from "../../../static/js/list/view_why.js";
import { whyOf } from "../../../static/js/list/why.js";
import { canvas, item, list, regions, said } from "../lists.mjs";

/** What a service publishes of an item in the middle of a list. */
const reasons = [
  { code: "regions_needed", backing: 2, needed: 2, counted: 2 }, { code: "backed_by", regions: ["AF", "AM"] },
  { code: "withheld_in", regions: ["AP"] },
  { code: "below_net_backing", above: "c1", above_number: 1, here: 1, there: 2 }, { code: "tied", items: 2 },
  { code: "rests_on", verdict: "works_in_some", regions: ["AM"], votes: [1] },
  { code: "more_for_needed", verdict: "works_across", regions: ["AF"], votes: [2] },
];
const reasoned = list(3, { items: [item(1, 1, { reasons }), item(2, 2, { reasons })] });

test("every reason is a line with a sign, in the order of the list, one that nobody knows too", () => {
  const said = whyOf(item(1, 1, { reasons }), regions);
  assert.deepEqual(said.map(({ code }) => code), reasons.map(({ code }) => code));
  assert.deepEqual(
    said.map(({ sign }) => sign.replace("#sym-", "")),
    ["works_across", "backs", "withheld", "up", "tie", "firm", "way"]
  );
  assert.equal(said[1].words, "Backed by AF, AM.");
  assert.deepEqual(whyOf(item(1, 1), regions), []);
});

test("why: the regions in a row, the reasons that the row does not say, and two frames; nothing is cut", () => {
  const drawn = whyShapes(canvas(reasoned, reasoned.items.slice(0, 1)));
  const words = said(drawn).join(" ");
  for (const there of ["Why here?", "9–1", "Below number 1", "How firm it is", "Shortest way up"])
    assert.ok(words.includes(there), there);
  assert.ok(!words.includes("Backed by"));
  assert.ok(drawn.every(({ y, height = 0 }) => y >= 0 && y + height <= 876));
  const bare = said(whyShapes(canvas(reasoned, [item(1, 1, { reasons: reasons.slice(0, 1) })]))).join(" ");
  assert.ok(!bare.includes("How firm it is"));
});

test("a list has the view where it has reasons", () => {
  assert.deepEqual(viewsOf(reasoned), ["list", "matrix", "rankings", "line", "why"]);
  assert.deepEqual(viewsOf({ ...reasoned, delegates_equal: null }), ["list", "matrix", "line", "why"]);
});
