// Two readings: the same table of words as the service has, and a picture in which everything has its place.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../cards.mjs";
import { lettersBy } from "../../../static/js/list/lettering.js";
import { readingShapes } from "../../../static/js/list/view_reading.js";
import { useStrings } from "../../../static/js/page/strings.js";
import english from "../../../locales/en.json" with { type: "json" };
import arabic from "../../../locales/ar.json" with { type: "json" };
import french from "../../../locales/fr.json" with { type: "json" };
import russian from "../../../locales/ru.json" with { type: "json" };
import { movedBetween, movementsOf, boardOf, readingsIn, withBefore } from "../../../static/js/list/movements.js";
import { brokenInto, markedShapes } from "../../../static/js/list/marked.js";
import { differences, joined } from "../../../static/js/page/differences.js";

const TABLE = [
  ["no_position", "backs", "now_on_board"], ["opposes", "backs", "now_on_board"],
  ["backs", "no_position", "no_longer_on_board"], ["backs", "not_determined", "no_longer_on_board"],
  ["opposes", "no_position", "not_opposed_now"], ["no_position", "opposes", "now_opposes"],
  ["backs", "opposes", "now_opposes"], ["backs", "backs", "as_before"], ["no_position", "not_determined", "as_before"],
  ["withheld", "backs", "not_comparable"], ["backs", "withheld", "not_comparable"], ["", "backs", "not_comparable"],
];

test("a region moves in the word that the service has for it", () => {
  for (const [before, after, word] of TABLE) assert.equal(movedBetween(before, after), word);
});

test("what was lost includes who opposes now, and what is withheld is neither", () => {
  const first = { regions: { A: { state: "backs" }, B: { state: "opposes" }, C: { state: "withheld" } } };
  const second = { regions: { A: { state: "opposes" }, B: { state: "backs" }, C: { state: "backs" } } };
  const moves = movementsOf(first, second, [{ id: "A" }, { id: "B" }, { id: "C" }, { id: "D" }]);
  const words = ["now_opposes", "now_on_board", "not_comparable", "not_comparable"];
  assert.deepEqual(moves.map(({ moved }) => moved), words);
  assert.deepEqual(boardOf(moves), { gained: ["B"], lost: ["A"] });
});

test("two readings are there only where something was chosen and the list before is known", () => {
  const before = { items: [{ recommendation_id: "a" }] };
  const list = { items: [{ recommendation_id: "b" }], reading: { round_id: "r", recommendation_id: "a", chosen: "b" } };
  assert.equal(readingsIn(list), null);
  const both = readingsIn(withBefore(list, { r: before }, (one) => one));
  assert.deepEqual([both?.first.recommendation_id, both?.second.recommendation_id], ["a", "b"]);
  const none = { ...list, reading: { ...list.reading, chosen: null }, before };
  assert.equal(readingsIn(none), null);
});

test("every word of a text stands in its lines, in order, whatever is marked", () => {
  const width = (/** @type {string} */ text) => text.length * 10;
  const letters = { width, fit: () => ({ lines: [], size: 1, lead: 1 }) };
  const [here, there] = ["Large cities take part with a vote.", "Large cities speak\nand do not vote."];
  const pieces = joined(differences(here, there));
  for (const [side, sign, text] of /** @type {const} */ ([["here", "deleted", here], ["there", "added", there]])) {
    const lines = brokenInto(pieces[side], sign, 130, 10, letters);
    const words = lines.map((runs) => runs.map((run) => run.words).join("")).join(" ");
    assert.equal(words.replace(/\s+/g, " ").trim(), text.replace(/\s+/g, " "));
    for (const runs of lines) assert.ok(runs.map((run) => run.words).join("").trimEnd().length * 10 <= 130);
  }
});

test("blanks between two words that the other text has not are marked with them", () => {
  const { there } = joined(differences("we vote", "we all now vote"));
  assert.deepEqual(there.filter(({ kind }) => kind === "other").map(({ words }) => words.trim()), ["all now"]);
});

test("sixteen regions have their seats, and every word stays within its column", () => {
  const states = ["backs", "opposes", "no_position", "withheld"];
  const regions = Array.from({ length: 16 }, (_, place) => ({
    id: `R${place}`, name: `Region ${place}`, short: `R${place}`, place,
  }));
  const item = (/** @type {string} */ id, /** @type {number} */ step) => ({
    recommendation_id: id, rank: 1, title: "A title", text: `Words that stay, and ${id}`, verdict: "contested",
    backing: 3, opposing: 2, line: { for: 8, with_changes: 0, against: 4 },
    regions: Object.fromEntries(regions.map((region, at) => {
      const state = states[(at + step * Math.floor(at / 4)) % 4];
      return [region.id, state === "withheld" ? { state } : { state, for: 12, with_changes: 0, against: 11 }];
    })),
  });
  const list = { regions_counted: 16, regions: regions.map(({ id }) => ({ id, withheld: false })) };
  const ranked = {
    ...list, items: [item("b", 1)], before: { ...list, items: [item("a", 0)] },
    reading: { ordinal: 2, round_id: "r", recommendation_id: "a", chosen: "b" },
  };
  const width = (/** @type {string} */ words, /** @type {{size: number}} */ { size }) => words.length * size * 0.5;
  const letters = lettersBy(width);
  for (const [language, strings] of Object.entries({ en: english, fr: french, ru: russian })) {
    useStrings(strings, language);
    for (const [wide, high] of [[1800, 880], [1550, 1010]]) {
      const canvas = { ranked, rows: ranked.items, regions, width: wide, height: high, letters };
      const shapes = readingShapes(/** @type {any} */ (canvas));
      for (const shape of shapes.filter(({ kind }) => kind === "text")) {
        const own = width(shape.words, shape);
        const from = shape.side === "middle" ? shape.x - own / 2 : shape.side === "right" ? shape.x - own : shape.x;
        assert.ok(from >= -1 && from + own <= wide + 1, `${language} ${shape.words}`);
        assert.ok(shape.y > 0 && shape.y <= high, `${language} ${shape.words}`);
      }
      assert.equal(shapes.filter(({ kind, name }) => kind === "glyph" && name === "withheld").length, 8);
    }
  }
});

test("in a mirrored picture no word is moved by the blank behind it", () => {
  useStrings(arabic, "ar");
  const letters = lettersBy((words, { size }) => words.length * size);
  const pieces = differences("Dar a las ciudades", "Dar voz a las ciudades").there;
  const drawn = markedShapes(pieces, "added", { width: 900, size: 10, lang: "es" }, letters);
  const texts = drawn.filter((shape) => shape.kind === "text");
  assert.deepEqual(texts.map(({ words }) => words), texts.map(({ words }) => words.trimEnd()));
  useStrings(english, "en");
});
