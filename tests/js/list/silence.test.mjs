// After a silence the list has three figures and no ranks, in the hall and in its file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rankWords } from "../../../static/js/list/view_matrix.js";
import { silenceShapes } from "../../../static/js/list/view_silence.js";
import { mostOf, pageAt, viewsOf } from "../../../static/js/list/views.js";
import { badgeOf } from "../../../static/js/list/ranked.js";
import { columnsOf } from "../../../static/js/page/kinds.js";
import { letters, list } from "../lists.mjs";

const after = (places, more = {}) => {
  const { items, ...ranked } = list(places, { method: "no_objection" });
  return {
    ...ranked, method: "no_objection", delegations: null,
    items: items.map(({ verdict, ...item }, at) => ({
      ...item, rank: 1, tied: true, slate_number: at + 1, reasons: [{ code: "adopted" }], consent: "adopted",
      objections: 0, reservations: [], ...more,
    })),
  };
};

test("no rank is shared, for there is none: a text has its number", () => {
  assert.deepEqual(after(3).items.map(rankWords), ["1", "2", "3"]);
  assert.equal(columnsOf(after(1)), "consent");
});

test("the list has five rows a page, and says why beside it", () => {
  assert.deepEqual(viewsOf(after(7)), ["list", "why"]);
  assert.equal(mostOf(after(7), "list"), 5);
  assert.deepEqual([pageAt(after(7), "list", 1).first, pageAt(after(7), "list", 1).last], [5, 7]);
});

test("a badge says what became of a text, how many object where that is told, and how many reserve", () => {
  const ranked = after(1, { consent: "objected", objections: null, reservations: [{ words: "By law", by: null }] });
  assert.deepEqual(badgeOf(ranked, ranked.items[0], []), {
    name: "objected", word: "Objected: goes to a vote", count: "Objections: some · Reservations: 1",
  });
});

test("its file has three figures and every title, and stays on its sheet", () => {
  const ranked = after(5);
  const shapes = silenceShapes({ ranked, rows: ranked.items, regions: [], width: 1808, height: 876, letters });
  const words = shapes.filter(({ kind }) => kind === "text").map((shape) => shape.words);
  for (const { title } of ranked.items) assert.ok(words.includes(title), title);
  for (const sum of ["Adopted without objection", "Not adopted", "With reservations"])
    assert.ok(words.includes(sum), sum);
  assert.ok(!words.some((each) => each.startsWith("=")));
  for (const { y, height = 0 } of shapes) assert.ok(y >= 0 && y + height <= 876);
});
