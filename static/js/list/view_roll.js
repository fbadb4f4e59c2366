// @ts-check
/**
 * The roll call on one recommendation: each delegation with its region, where it stands and, where several of its seats
 * have cast, how many of their marks are For and Against. Pure but for the words. Refuses to count. Invariant: all
 * delegations of a list have a place on some page, and the same one on the pages of every recommendation.
 */
import { chip } from "../drawing/chip.js";
import { glyph, line, lines, text } from "../drawing/shapes.js";
import { POSITIONS, delegationsLine, nameOf, votedOn } from "../page/delegations.js";
import { rankWords } from "./view_matrix.js";
import { CALLED } from "./views.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("./view_matrix.js").Canvas} Canvas */
const [HEAD, GAP, COLUMNS] = [176, 40, 3];
const SIZES = [38, 34, 31, 28, 26, 24, 22, 20, 18, 16, 14];
/** How many times as large as another a name of one page may be: a short one is not louder than a long one. */
const UNEVEN = 1.4;

/** @param {Canvas} canvas @returns {Shape[]} */
export function rollShapes({ ranked, rows, regions, width, height, letters, lang = () => "", at }) {
  const [item] = rows;
  const all = ranked.delegations?.roll_call ?? [];
  if (!item || !all.length) return [];
  const called = at?.called ? all.slice(at.called.first, at.called.last) : all;
  const most = Math.ceil(Math.min(all.length, CALLED) / COLUMNS);
  const step = Math.min(96, (height - HEAD - 8) / most);
  const room = (width - GAP * (COLUMNS - 1)) / COLUMNS;
  const title = letters.fit(item.title, {
    width: width - 110, height: 104, sizes: [46, 42, 38, 34, 30, 28, 26], weight: 700, face: "words", lead: 1.08,
  });
  const sizes = sizesOf(called, room, step, letters);
  const sum = letters.fit(delegationsLine(item), { width, height: 44, sizes: [36, 33, 30, 27, 24], weight: 700 });
  return [
    text(86, 66, rankWords(item), "action", { size: 56, weight: 700, side: "right" }),
    ...lines(110, 52, title, "ink", { weight: 700, face: "words", lang: lang(item.recommendation_id) }),
    ...lines(0, 134, sum, "ink", { weight: 700 }),
    line(0, HEAD - 12, width, HEAD - 12, "ink", 2),
    ...called.flatMap((/** @type {any} */ one, /** @type {number} */ place) =>
      entry(
        one, item.recommendation_id, regions, Math.floor(place / most) * (room + GAP),
        HEAD + (place % most) * step, room, step, letters, sizes
      )
    ),
  ];
}

/**
 * In which sizes the names of a page may be written.
 * @param {any[]} called @param {number} width @param {number} height @param {Canvas["letters"]} letters
 */
function sizesOf(called, width, height, letters) {
  const least = Math.min(...called.map((one) => named(one, width, height, letters, SIZES).size));
  return SIZES.filter((size) => size <= least * UNEVEN);
}

/**
 * The name of a delegation as it fits its field.
 * @param {any} called @param {number} width @param {number} height @param {Canvas["letters"]} letters
 * @param {number[]} sizes
 */
const named = (called, width, height, letters, sizes) =>
  letters.fit(nameOf(called), {
    width: width * 0.74 - 132, height: height - 6, sizes, weight: 600, face: "words", lead: 1.04,
  });

/**
 * One delegation: the chip of its region, the sign of its position, its name, and the marks of its seats.
 * @param {any} called @param {string} id @param {import("../page/chips.js").Region[]} regions @param {number} x
 * @param {number} y @param {number} width @param {number} height @param {Canvas["letters"]} letters
 * @param {number[]} sizes of names @returns {Shape[]}
 */
function entry(called, id, regions, x, y, width, height, letters, sizes) {
  const { position, word, duel } = votedOn(called, id);
  const [drawing, paint] = POSITIONS[position];
  const region = regions.find((one) => one.id === called.region_id);
  const middle = y + height / 2;
  const said = letters.fit(duel || word, { width: width * 0.26, height: height - 8, sizes: SIZES, weight: 600 });
  const name = named(called, width, height, letters, sizes);
  return [
    ...(region ? chip(region, x + 29, middle - 24) : []),
    glyph(drawing, x + 72, middle - 17, 34, 34, paint),
    ...lines(x + 120, middle, name, "ink", { weight: 600, face: "words" }),
    ...lines(x + width, middle, said, paint === "quiet" ? "ink-soft" : paint, { weight: 600, side: "right" }),
    line(x, y + height - 1, x + width, y + height - 1, "line"),
  ];
}
