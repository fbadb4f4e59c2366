// Views of a list as figures of a report: pages, the key below each, and the sentences that say it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresOf } from "../../../static/js/list/figures.js";
import { letters, list, regions, said } from "../lists.mjs";

const WIDTH = 1808;
const plain = (words) => words.replaceAll("\u00a0", " ");
const drawn = (ranked, more = {}) => figuresOf({ ranked, before: null, regions, ...more }, WIDTH, letters);

test("a list has its views page after page, and no view twice", () => {
  const names = drawn(list(13)).map(({ view, page }) => `${view} ${page}`);
  assert.deepEqual(names, ["list 0", "list 1", "list 2", "matrix 0", "matrix 1", "rankings 0", "rankings 1"]);
  assert.deepEqual(drawn(list(13, { delegates_equal: null })).map(({ view }) => view).at(-1), "matrix");
});

test("a view of very many pages is left to the tables", () => {
  const views = (items) => new Set(drawn(list(items)).map(({ view }) => view));
  assert.deepEqual([...views(72)], ["list", "matrix", "rankings"]);
  assert.deepEqual([...views(73)], ["matrix", "rankings"]);
  assert.deepEqual([...views(145)], []);
});

test("a figure is as high as what is on it, and its key is on it too", () => {
  for (const { shapes, width, height } of drawn(list(2))) {
    assert.equal(width, WIDTH);
    assert.ok(height < 900, "two rows take less than a whole page of the hall");
    for (const { y, size = 0 } of shapes.filter(({ kind }) => kind === "text")) assert.ok(y - size >= -1 && y < height);
  }
});

test("under a figure stands each of its signs with its word, in as many lines as they take", () => {
  const ranked = list(3);
  const states = ["backs", "opposes", "no_position", "not_determined", "withheld"];
  ranked.items.forEach((item, at) => Object.values(item.regions).forEach((one, place) => {
    one.state = states[(at + place) % states.length];
  }));
  const wide = { ...letters, width: (words, style) => letters.width(words, style) * 3 };
  const [first] = figuresOf({ ranked, before: null, regions }, WIDTH, wide);
  const key = first.shapes.filter(({ kind, size, weight }) => kind === "text" && size <= 26 && weight === 600);
  assert.ok(new Set(key.map(({ y }) => y)).size > 1, "more than one line");
});

test("sentences say what is first, who is veiled, and what moves furthest", () => {
  const [first, matrix, rankings] = drawn(list(5)).map(({ alternative }) => plain(alternative));
  assert.match(first, /^Ranked list, 1 to 5 of 5 recommendations\. Rank 1: \u2068Recommendation 1\u2069 \(Works/);
  assert.match(matrix, /Not shown: AP \(fewer than 4 ballots\)\.$/);
  assert.match(rankings, /Furthest apart: \u2068Recommendation 1\u2069, rank 1 by regions and rank 5 by delegates\.$/);
  assert.match(plain(drawn(list(2)).at(-1).alternative), /No recommendation is 3 places or more apart/);
});

test("of several pages a caption says which it is", () => {
  const captions = drawn(list(13)).map(({ caption }) => plain(caption));
  assert.deepEqual(captions.slice(0, 3), ["List · 1–6 of 13", "List · 7–12 of 13", "List · 13 of 13"]);
  assert.deepEqual(drawn(list(3)).map(({ caption }) => caption), ["List", "Matrix", "Two rankings"]);
});

test("every title is on its figure", () => {
  const ranked = list(4);
  const words = said(drawn(ranked)[0].shapes).join(" ");
  for (const { title } of ranked.items) assert.ok(words.includes(title));
});
