// @ts-check
/**
 * Two readings of one item side by side: the words with what was deleted and added, and the same seats twice with what
 * became of each. Pure but for the words. Refuses to compare what one of the lists withholds. Invariants: both texts
 * have one size; a column is framed where it changed, and washed where the wording brought its region on board.
 */
import { chip } from "../drawing/chip.js";
import { glyph, line, lines, moved, rect, text } from "../drawing/shapes.js";
import { wordsCompared } from "../page/compared.js";
import { signOf, standingOf } from "../page/standings.js";
import { t } from "../page/strings.js";
import { markedShapes, sizeFor } from "./marked.js";
import { movementsOf, readingsIn } from "./movements.js";
import { namedSign } from "./named_sign.js";
import { countWords } from "./ranked.js";
import { readingWords } from "./reading_row.js";
import { duelOf } from "./view_matrix.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("./view_matrix.js").Canvas} Canvas */
/** @typedef {import("../page/chips.js").Region} Region */
const [GAP, INSET, HEAD] = [32, 28, 92];
const WORDS = [56, 51, 46, 43, 40, 37, 34, 31, 28, 26, 24, 22, 20, 18];
const INKS = /** @type {Record<string, string>} */ ({ works_in_some: "for", not_supported: "against" });
/** Which signs stand over their line, and which hang from it. */
const [OVER, UNDER] = [["backs", "leans_for"], ["opposes", "leans_against"]];
/** Sizes of a sign, and of the figures beside it: with many regions both are small. */
const SIGNS = [[46, 34], [46, 30], [46, 27], [46, 24], [40, 22], [36, 20], [32, 18], [28, 16], [24, 14]];

/** @param {Canvas} canvas @returns {Shape[]} */
export function readingShapes({ ranked, regions, width, height, letters, lang = () => "" }) {
  const both = readingsIn(ranked);
  if (!both) return [];
  const { first, second } = both;
  const title = letters.fit(second.title, {
    width, height: 76, sizes: [56, 50, 44, 40, 36, 32, 28, 24], weight: 700, face: "words",
  });
  const strip = Math.min(430, Math.max(350, height * 0.45));
  const card = { y: 88, width: (width - GAP) / 2, height: height - strip - 108 };
  const pieces = wordsCompared(first, second);
  const texts = [
    { pieces: pieces.here, sign: /** @type {const} */ ("deleted"), item: first, list: ranked.before },
    { pieces: pieces.there, sign: /** @type {const} */ ("added"), item: second, list: ranked },
  ];
  const field = { width: card.width - 2 * INSET, height: card.height - HEAD - 12, sizes: WORDS };
  const size = sizeFor(texts, field, letters);
  return [
    ...lines(0, 38, title, "ink", { weight: 700, face: "words", lang: lang(second.recommendation_id) }),
    ...texts.flatMap(({ pieces: said, sign, item, list }, at) => [
      ...moved(
        [
          rect(2, 2, card.width - 4, card.height - 4, "card", { round: 20 }),
          rect(2, 2, card.width - 4, card.height - 4, at ? "action" : "line", { round: 20, edge: at ? 3.5 : 2 }),
          ...headShapes(item, list, ranked.reading.ordinal - 1 + at, card.width, regions, letters),
          ...moved(
            markedShapes(said, sign, { width: field.width, size, lang: lang(item.recommendation_id) }, letters),
            INSET, HEAD
          ),
        ],
        at * (card.width + GAP), card.y
      ),
    ]),
    ...moved(stripShapes(first, second, ranked.reading.ordinal, regions, { width, height: strip, letters }), 0,
      height - strip),
  ];
}

/**
 * The name of a reading and, at the end, the verdict with what it rests on.
 * @param {any} item @param {any} list @param {number} n @param {number} width @param {Region[]} regions
 * @param {Canvas["letters"]} letters @returns {Shape[]}
 */
function headShapes(item, list, n, width, regions, letters) {
  const name = letters.fit(readingWords(n), {
    width: width * 0.36, height: 60, sizes: [34, 30, 27, 24, 21], weight: 700,
  });
  const shapes = lines(INSET, 46, name, "action", { weight: 700 });
  if (!item.verdict) return shapes;
  const room = width * 0.56 - 120;
  const said = letters.fit(t(`verdict.${item.verdict}`), {
    width: room, height: 36, sizes: [30, 27, 24, 21], weight: 700,
  });
  const count = letters.fit(countWords(item, list.regions_counted, regions), {
    width: room, height: 34, sizes: [27, 24, 21, 18], weight: 500,
  });
  const widest = Math.max(
    ...said.lines.map((one) => letters.width(one, { size: said.size, weight: 700, face: "service" })),
    ...count.lines.map((one) => letters.width(one, { size: count.size, weight: 500, face: "service" }))
  );
  const across = item.verdict === "works_across";
  const ink = across ? "on-for" : INKS[item.verdict] ?? "ink";
  const from = width - INSET - widest - 110;
  return [
    ...shapes,
    rect(from, 10, widest + 110, 72, across ? "for" : ink, { round: 14, edge: across ? 0 : 3 }),
    ...(item.verdict === "contested" ? [rect(from + 5, 15, widest + 100, 62, ink, { round: 10, edge: 2 })] : []),
    glyph(item.verdict, from + 16, 33, 58, 26, ink),
    ...lines(from + 88, 30, said, ink, { weight: 700 }), ...lines(from + 88, 62, count, ink, { weight: 500 }),
  ];
}

/**
 * The same seats twice: the reading before above the one after, and under each column its change in a word.
 * @param {any} first @param {any} second @param {number} ordinal @param {Region[]} regions
 * @param {{width: number, height: number, letters: Canvas["letters"]}} field @returns {Shape[]}
 */
function stripShapes(first, second, ordinal, regions, { width, height, letters }) {
  const names = [ordinal - 1, ordinal].map((n) =>
    n > 2 ? t("reading.nth", { n }) : t(n === 1 ? "reading.row_first" : "reading.row_second")
  );
  const label = Math.max(...names.map((one) => letters.width(one, { size: 32, weight: 700, face: "service" }))) + 28;
  const seats = regions.map(({ id }) => id.split("+").length);
  const seat = (width - label) / seats.reduce((sum, one) => sum + one, 0);
  const rows = [74 + (height - 148) * 0.3, 74 + (height - 148) * 0.86];
  const moves = movementsOf(first, second, regions);
  const duels = moves.flatMap(({ before, after }) => [duelOf(before), duelOf(after)]);
  const wide = (/** @type {number} */ size) =>
    Math.max(0, ...duels.map((one) => letters.width(one, { size, weight: 700, face: "service" })));
  const [sign, size] = SIGNS.find(([drawn, one]) => drawn + 10 + wide(one) <= seat - 12) ?? [20, 12];
  let x = label;
  return [
    ...names.map((name, at) => text(0, rows[at] + 11, name, "action", { size: 32, weight: 700 })),
    ...regions.flatMap((region, at) => {
      const cell = seat * seats[at];
      const shapes = moved(column(region, moves[at], { cell, rows, height, sign, size, letters }), x, 0);
      x += cell;
      return shapes;
    }),
  ];
}

/**
 * One unit of regions in both readings.
 * @param {Region} region @param {import("./movements.js").Movement} movement
 * @param {{cell: number, rows: number[], height: number, sign: number, size: number,
 *   letters: Canvas["letters"]}} field
 * @returns {Shape[]}
 */
function column(region, { before, after, moved: change }, { cell, rows, height, sign, size, letters }) {
  const gained = change === "now_on_board";
  const changed = !["as_before", "not_comparable"].includes(change);
  const word = letters.fit(t(`moved.${change}`), {
    width: cell - 18, height: 66, sizes: [28, 26, 24, 22, 20, 18, 16, 14], weight: gained ? 700 : 600,
  });
  const middle = cell / 2;
  const [from, to] = [rows[0] + 34, rows[1] - 66];
  const arrow = middle + (sign + size * 1.4) / 2;
  const ink = gained ? "for" : "ink-soft";
  return [
    ...(gained ? [rect(4, 0, cell - 8, height - 2, "for-wash", { round: 18 })] : []),
    ...(changed ? [rect(5, 1, cell - 10, height - 4, gained ? "for" : "edge", { round: 18, edge: gained ? 3.5 : 2 })]
      : []),
    ...chip(region, middle, 12),
    ...[before, after].flatMap((stands, at) => reading(stands, { cell, y: rows[at], sign, size, letters })),
    ...(changed && to > from + 12
      ? [
          line(arrow, from, arrow, to, ink, 4), line(arrow - 10, to - 12, arrow, to, ink, 4),
          line(arrow + 10, to - 12, arrow, to, ink, 4),
        ]
      : []),
    ...lines(middle, height - 36, word, gained ? "for" : changed ? "ink" : "ink-soft", {
      side: "middle", weight: gained ? 700 : 600,
    }),
  ];
}

/**
 * The sign of a region over or under its line, and its figures.
 * @param {any} stands
 * @param {{cell: number, y: number, sign: number, size: number, letters: Canvas["letters"]}} field
 * @returns {Shape[]}
 */
function reading(stands, { cell, y, sign, size, letters }) {
  const [drawing, paint] = signOf(stands);
  const duel = duelOf(stands);
  const wide = duel ? letters.width(duel, { size, weight: 700, face: "service" }) + 10 : 0;
  const from = (cell - sign - wide) / 2;
  const standing = standingOf(stands);
  const rise = OVER.includes(standing) ? -sign - 4 : UNDER.includes(standing) ? 4 : -sign / 2;
  return [
    line(8, y, cell - 8, y, "edge", 2),
    glyph(drawing, from, y + rise, sign, sign, paint), ...namedSign(stands, from + sign, y + rise, sign),
    ...(duel ? [text(from + sign + 10, y - 14, duel, "ink", { size, weight: 700 })] : []),
  ];
}
