// What a region presents, on the pages of the hall: as many texts as can be read there, each once and in its order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { presentedAt, presentedPages } from "../../../static/js/line/presented.js";

const text = (id, title, words) => ({ id, title: "t".repeat(title), text: "w".repeat(words), status: "accepted" });

test("five short texts stand on one page, five of the longest on three", () => {
  assert.deepEqual(presentedPages(Array.from({ length: 5 }, (_, n) => text(n, 50, 120))), [{ first: 0, last: 5 }]);
  assert.deepEqual(presentedPages(Array.from({ length: 5 }, (_, n) => text(n, 120, 500))), [
    { first: 0, last: 2 }, { first: 2, last: 4 }, { first: 4, last: 5 },
  ]);
  assert.deepEqual(presentedPages([]), [{ first: 0, last: 0 }]);
});

test("whatever the texts, each stands once and in its order", () => {
  for (let seed = 1; seed < 200; seed += 1) {
    const texts = Array.from({ length: seed % 7 }, (_, n) => text(n, (seed * (n + 3)) % 121, (seed * (n + 11)) % 501));
    const pages = presentedPages(texts);
    assert.equal(pages[0].first, 0);
    assert.equal(pages.at(-1).last, texts.length);
    pages.slice(1).forEach(({ first }, at) => assert.equal(first, pages[at].last));
    assert.ok(!texts.length || pages.every(({ first, last }) => last > first));
  }
});

test("a page beyond the last is the last, and before the first region there is one", () => {
  const presented = Array.from({ length: 5 }, (_, n) => text(String(n), 120, 500));
  const state = {
    sets: [{ region_id: "AF", recommendation_ids: presented.map(({ id }) => id) }],
    recommendations: Object.fromEntries(presented.map((one) => [one.id, one])),
    presentation: { place: 0, order: ["AF"], over: false },
  };
  assert.deepEqual(presentedAt(state, 9), { first: 4, last: 5, all: 5, page: 2, pages: 3 });
  assert.deepEqual(presentedAt({ ...state, presentation: { place: -1, order: [] } }, 0).pages, 1);
});
