// Three units side by side and the roll call: what is drawn of a list, on which page, and what is said of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../cards.mjs";
import { lettersBy } from "../../../static/js/list/lettering.js";
import { rollShapes } from "../../../static/js/list/view_roll.js";
import { unitsOf, unitsShapes } from "../../../static/js/list/view_units.js";
import { pageAt, turnedTo, viewsOf } from "../../../static/js/list/views.js";
import { spanWords } from "../../../static/js/list/pager.js";
import { footWords } from "../../../static/js/list/foot.js";
import { delegationsLine, nameOf, votedOn } from "../../../static/js/page/delegations.js";
import { useStrings } from "../../../static/js/page/strings.js";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");
const letters = lettersBy((words, { size }) => words.length * size * 0.5);
const regions = ["AF", "AM"].map((id, place) => ({ id, name: id, short: id, place }));

/** @param {number} items @param {any} delegations @param {any} [told] */
const list = (items, delegations, told = { for: 3, against: 1, none: 2 }) => ({
  method: "across_regions", rules: { secrecy: "recorded" }, regions_counted: 2, delegations, delegates_equal: [],
  regions: regions.map(({ id }) => ({ id, ballots: 5, withheld: false })),
  items: Array.from({ length: items }, (_, at) => ({
    recommendation_id: `i${at + 1}`, slate_number: at + 1, rank: at + 1, title: `Title ${at + 1}`,
    verdict: "works_across", backing: 1, opposing: 0, ...(told ? { delegations: told } : {}),
    line: { for: 4, with_changes: 1, against: 4, abstain: 2, cast: 11 },
  })),
});
/** @param {number} many */
const called = (many) =>
  Array.from({ length: many }, (_, at) => ({
    name: `State ${at + 1}`, seat: null, region_id: at % 2 ? "AM" : "AF", ballots: 1,
    votes: { i1: ["for", 1, 0, 0, 0], i2: ["none", 0, 0, 0, 1] },
  }));
/** @param {any} ranked @param {number} first @param {number} last @returns {any} */
const canvas = (ranked, first, last) => ({
  ranked, rows: ranked.items.slice(first, last), regions, width: 1800, height: 880, letters,
});
/** Without the blanks that keep a figure and its word on one line. @param {string} said */
const plain = (said) => said.replaceAll("\u00a0", " ");
const words = (/** @type {any[]} */ shapes) =>
  shapes.filter(({ kind }) => kind === "text").map((shape) => plain(shape.words));

test("a list has the view of units where delegations are known, and a roll call where there is one", () => {
  assert.ok(!viewsOf(list(2, null)).includes("units"));
  assert.deepEqual(viewsOf(list(2, { cast: 6, withheld: null, roll_call: null })).slice(-1), ["units"]);
  assert.deepEqual(viewsOf(list(2, { cast: 6, withheld: null, roll_call: called(3) })).slice(-2), ["units", "roll"]);
});

test("each unit says for, neither and against, and the three add up to all of it", () => {
  const ranked = list(1, { cast: 6, withheld: null, roll_call: null });
  assert.deepEqual(unitsOf(ranked).map(({ of }) => of(ranked.items[0])), [
    { for: 1, against: 0, none: 1 }, { for: 3, against: 1, none: 2 }, { for: 5, against: 4, none: 2 },
  ]);
  const drawn = words(unitsShapes(canvas(ranked, 0, 1)));
  for (const figure of ["1", "0", "3", "5", "4", "2 neither"]) assert.ok(drawn.includes(figure), figure);
  assert.equal(unitsOf({ ...ranked, regions_counted: 1 }).length, 2);
});

test("what is withheld is one veil without a figure, and the foot says why", () => {
  const ranked = list(2, { cast: null, withheld: "several", roll_call: null }, null);
  const shapes = unitsShapes(canvas(ranked, 0, 2));
  assert.equal(shapes.filter(({ kind }) => kind === "hatch").length, 1);
  assert.ok(footWords(ranked, "units", pageAt(ranked, "units", 0), regions).includes("several ballots"));
  const none = { ...ranked, items: ranked.items.map((item) => ({ ...item, line: { ...item.line, for: null } })) };
  assert.equal(unitsShapes(canvas(none, 0, 2)).filter(({ kind }) => kind === "hatch").length, 2);
});

test("a roll call turns its delegations before its recommendations, and leaves nobody out", () => {
  const ranked = list(2, { cast: 80, withheld: null, roll_call: called(80) });
  const [first, second, third, fourth] = [0, 1, 2, 3].map((page) => pageAt(ranked, "roll", page));
  assert.equal(first.pages, 6);
  assert.deepEqual([first, third, fourth].map(({ first: at }) => at), [0, 0, 1]);
  assert.equal(plain(spanWords(second)), "1 of 2 · delegations 37–72 of 80");
  const names = [first, second, third].flatMap((at) =>
    words(rollShapes({ ...canvas(ranked, at.first, at.last), at })).filter((one) => /^State \d+$/.test(one)));
  assert.deepEqual(names, called(80).map(({ name }) => name));
  assert.deepEqual(turnedTo(ranked, { view: "line", page: 1 }, "roll"), { view: "roll", page: 3 });
  assert.equal(plain(spanWords(pageAt(list(2, { roll_call: called(3) }), "roll", 1))), "2 of 2");
});

test("the names of a roll call are written in sizes that are near to each other", () => {
  const long = `The ${"Interregional Conference of Neighbouring States ".repeat(4)}`.trim();
  const roll_call = called(30).map((one, at) => (at === 7 ? { ...one, name: long } : one));
  const ranked = list(2, { cast: 30, withheld: null, roll_call });
  const drawn = rollShapes({ ...canvas(ranked, 0, 1), at: pageAt(ranked, "roll", 0) });
  const names = drawn.filter((/** @type {any} */ one) => one.kind === "text" && /^State|Interregional/.test(one.words));
  const sizes = names.map((/** @type {any} */ one) => one.size);
  assert.equal(names.filter((/** @type {any} */ one) => one.words.startsWith("State ")).length, 29);
  assert.ok(Math.max(...sizes) <= 1.4 * Math.min(...sizes), String(sizes));
  assert.ok(Math.max(...sizes) > Math.min(...sizes), "what fits is not made as small as what does not");
});

test("a delegation is said with its position, and with its marks where several of its seats have cast", () => {
  const [state] = called(1);
  assert.deepEqual(votedOn(state, "i1"), { position: "for", word: "For", duel: "" });
  assert.deepEqual(votedOn(state, "i2"), { position: "none", word: "Neither", duel: "" });
  assert.equal(votedOn({ ...state, votes: { i1: ["for", 0, 1, 0, 0] } }, "i1").word, "For, with changes");
  const split = votedOn({ ...state, ballots: 4, votes: { i1: ["none", 1, 1, 2, 0] } }, "i1");
  assert.deepEqual(split, { position: "none", word: "Neither", duel: "2–2" });
  assert.deepEqual([nameOf(state), nameOf({ name: "", seat: 12 })].map(plain), ["State 1", "Delegate 12"]);
  assert.equal(plain(delegationsLine(list(1, {}).items[0])), "Delegations: 3 for, 1 against, 2 neither");
  assert.equal(delegationsLine({}), "");
});
