// How many recommendations and regions stand on a page of a view, and which page another view is turned to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { span, spanWords } from "../../../static/js/list/pager.js";
import { mostOf, pageAt, seatsAt, turnedTo } from "../../../static/js/list/views.js";
import { list } from "../lists.mjs";

test("turning to another view keeps the place", () => {
  const ranked = list(20);
  assert.deepEqual(turnedTo(ranked, { view: "list", page: 2 }, "matrix"), { view: "matrix", page: 1 });
  assert.deepEqual(turnedTo(ranked, { view: "line", page: 14 }, "list"), { view: "list", page: 2 });
});

test("of more than twelve regions a page of the matrix has a part, and a page of the list four rows", () => {
  const many = list(20);
  many.regions = Array.from({ length: 16 }, (_, at) => ({ id: `r${at}` }));
  const pages = [0, 1, 2, 3, 9].map((page) => pageAt(many, "matrix", page));
  assert.deepEqual(pages.map(({ first, last }) => [first, last]), [[0, 12], [0, 12], [12, 20], [12, 20], [12, 20]]);
  assert.deepEqual(pages.map(({ seats }) => [seats.first, seats.last]), [[0, 8], [8, 16], [0, 8], [8, 16], [8, 16]]);
  assert.deepEqual(pages.map(({ page, pages: all }) => [page, all]), [[0, 4], [1, 4], [2, 4], [3, 4], [3, 4]]);
  assert.deepEqual(seatsAt([...many.regions], pages[1])[0], { id: "r8" });
  assert.equal(spanWords(pages[1]), "1–12\u00a0of 20 · regions 9–16\u00a0of 16");
  assert.equal(pageAt(many, "list", 0).last, 4);
  assert.deepEqual(turnedTo(many, { view: "matrix", page: 3 }, "list"), { view: "list", page: 3 });
  assert.deepEqual(turnedTo(many, { view: "list", page: 4 }, "matrix"), { view: "matrix", page: 2 });
  assert.equal(pageAt(list(20), "matrix", 0).seats, null);
});

test("a page of a list in groups has five rows, for each may have the head of its group", () => {
  const grouped = list(12, { by_verdict: true });
  assert.equal(mostOf(grouped, "list"), 5);
  assert.deepEqual(turnedTo(grouped, { view: "list", page: 2 }, "line"), { view: "line", page: 10 });
  assert.equal(mostOf(grouped, "matrix"), 12);
  assert.equal(mostOf({ ...grouped, regions: Array(7).fill(grouped.regions[0]) }, "list"), 4, "badges are narrow");
  assert.equal(mostOf({ ...grouped, items: [{ ...grouped.items[0], plenary: "lost" }] }, "list"), 4);
  assert.equal(mostOf({ ...grouped, items: [{ ...grouped.items[0], plenary: "carried" }] }, "list"), 5);
});

test("long titles leave room for fewer rows in a dense view", () => {
  const long = list(12);
  long.items[4].title = "x".repeat(120);
  assert.equal(mostOf(long, "matrix"), 8);
  assert.equal(mostOf(long, "list"), 6);
  assert.equal(span(12, 1, mostOf(long, "matrix")).last, 12);
});
