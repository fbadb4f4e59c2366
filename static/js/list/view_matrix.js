// @ts-check
/**
 * The matrix of regions and recommendations: what each region makes of each. Pure but for the words. Refuses to order.
 * Invariant: a withheld region is one veil from top to bottom; no cell of it differs from another.
 */
import { chip } from "../drawing/chip.js";
import { glyph, line, lines, rect, text, veil } from "../drawing/shapes.js";
import { signOf } from "../page/standings.js";
import { number, t } from "../page/strings.js";
import { namedSign } from "./named_sign.js";
import { aboutRegions, isCrowded, whyWithheld } from "./withheld.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("../page/chips.js").Region} Region */
/**
 * @typedef {{ranked: any, rows: any[], regions: Region[], width: number, height: number,
 *   letters: import("./lettering.js").Letters, lang?: (id: string) => string, at?: import("./pager.js").Span}} Canvas
 */

const HEAD = 104;
const SIZES = [28, 26, 24, 22, 20, 18];

/** What a region said for and against an item. @param {any} stands @param {string} [join] */
export const duelOf = (stands, join = "–") =>
  stands && "for" in stands
    ? `${number((stands.for ?? 0) + (stands.with_changes ?? 0))}${join}${number(stands.against ?? 0)}`
    : "";

/** Rank as it is printed; after a silence, which has no ranks, the number. @param {any} item */
export const rankWords = ({ rank, tied, consent, slate_number }) =>
  consent ? number(slate_number) : (tied ? "=" : "") + number(rank);

/** @param {Canvas} canvas @returns {Shape[]} */
export function matrixShapes({ ranked, rows, regions, width, height, letters, lang = () => "" }) {
  const cell = Math.min(147, (width * 0.52) / Math.max(1, regions.length));
  const left = width - cell * regions.length;
  const rowHeight = Math.min(104, (height - HEAD - 4) / Math.max(1, rows.length));
  const bottom = HEAD + rowHeight * rows.length;
  const middle = (/** @type {number} */ at) => HEAD + rowHeight * (at + 0.5);
  const about = aboutRegions(ranked);
  const open = regions.filter((region) => !about.get(region.id)?.withheld);
  const figures = figuresOf(rows, open, cell, rowHeight, letters);
  /** @type {Shape[]} */
  const shapes = regions.flatMap((region, at) => [
    ...chip(region, left + cell * (at + 0.5), 4),
    here(about.get(region.id), left + cell * (at + 0.5), cell, isCrowded(regions), letters),
  ]);
  shapes.push(line(0, HEAD, width, HEAD, "ink", 2));
  rows.forEach((item, at) => {
    const y = middle(at);
    if (at) shapes.push(line(0, HEAD + rowHeight * at, width, HEAD + rowHeight * at, "line"));
    shapes.push(text(66, y + 13, rankWords(item), "action", { size: 37, weight: 700, side: "right" }));
    if (item.verdict) shapes.push(glyph(item.verdict, 104, y - 15, 66, 30, "ink"));
    const fitted = letters.fit(item.title, {
      width: left - 220, height: rowHeight - 2, sizes: SIZES, weight: 700, face: "words", lead: 1.04,
    });
    shapes.push(...lines(196, y, fitted, "ink", { weight: 700, face: "words", lang: lang(item.recommendation_id) }));
    for (const region of open)
      shapes.push(
        ...cellShapes(item.regions?.[region.id], left + cell * regions.indexOf(region), y, cell, figures)
      );
  });
  for (const region of regions.filter((one) => !open.includes(one)))
    shapes.push(
      ...withheldColumn(
        isCrowded(regions) ? "" : whyWithheld(ranked, region, regions),
        { x: left + cell * regions.indexOf(region), width: cell, bottom }, letters
      )
    );
  return shapes;
}

/**
 * How many of a region are here: in words, or where there is no room the figure alone; of one that took part by its
 * position its sign.
 * @param {any} about @param {number} x @param {number} cell @param {boolean} crowded
 * @param {import("./lettering.js").Letters} letters
 */
function here(about, x, cell, crowded, letters) {
  if (about?.named) return glyph("named", x - 14, 58, 28, 28, "ink");
  const n = about?.checked_in ?? 0;
  const words = crowded ? number(n) : t("matrix.here", { n });
  const { size } = letters.fit(words, {
    width: cell - 4, height: 30, sizes: crowded ? [26, 24, 22] : [28, 26, 24, 22, 20, 18, 16], weight: 600,
  });
  return text(x, 84, words, "ink-soft", { side: "middle", size, weight: 600 });
}

/** @typedef {{size: number, below: boolean, glyph: number}} Figures how a cell shows its own */

/**
 * @param {any} stands
 * @param {number} x
 * @param {number} y
 * @param {number} cell how wide it is
 * @param {Figures} figures
 * @returns {Shape[]}
 */
function cellShapes(stands, x, y, cell, { size, below, glyph: high }) {
  const [drawing, paint] = signOf(stands);
  const duel = duelOf(stands);
  const middle = x + cell / 2;
  if (!duel)
    return [
      glyph(drawing, middle - high / 2, y - high / 2, high, high, paint),
      ...namedSign(stands, middle + high / 2, y - high / 2, high),
    ];
  if (below)
    return [
      glyph(drawing, middle - high / 2, y - high - 1, high, high, paint),
      text(middle, y + size * 0.86, duel, "ink", { size, weight: 700, side: "middle" }),
    ];
  return [
    glyph(drawing, x + 10, y - 16, 32, 32, paint), text(x + 54, y + size * 0.36, duel, "ink", { size, weight: 700 }),
  ];
}

/**
 * One size for all figures, so that columns can be compared: beside their sign or, where that leaves them small, below
 * it.
 * @param {any[]} rows
 * @param {Region[]} open
 * @param {number} cell
 * @param {number} rowHeight
 * @param {import("./lettering.js").Letters} letters
 * @returns {Figures}
 */
function figuresOf(rows, open, cell, rowHeight, letters) {
  const words = rows.flatMap((item) => open.map((region) => duelOf(item.regions?.[region.id])));
  const largest = (/** @type {number} */ room, /** @type {number} */ most) =>
    SIZES.filter((size) => size <= most)
      .find((size) => words.every((each) => letters.width(each, { size, weight: 700, face: "service" }) <= room));
  const beside = largest(cell - 62, 28);
  if (beside && beside >= 22) return { size: beside, below: false, glyph: 32 };
  return { size: largest(cell - 6, rowHeight / 2 - 3) ?? 16, below: true, glyph: Math.min(32, rowHeight / 2 - 3) };
}

/**
 * @param {string} why it is withheld; nothing where that stands under the matrix
 * @param {{x: number, width: number, bottom: number}} column
 * @param {import("./lettering.js").Letters} letters
 * @returns {Shape[]}
 */
function withheldColumn(why, { x, width, bottom }, letters) {
  if (!why) {
    const high = Math.min(70, bottom - HEAD - 8);
    const [middle, top] = [x + width / 2, HEAD + (bottom - HEAD - high) / 2];
    return [
      ...veil(x, HEAD + 2, width, bottom - HEAD - 2), rect(x + 5, top, width - 10, high, "card", { round: 12 }),
      glyph("withheld", middle - 19, top + high / 2 - 19, 38, 38, "veil-ink"),
    ];
  }
  const fitted = letters.fit(why, {
    width: width - 20, height: 150, sizes: [28, 24, 21, 18, 16], weight: 600,
  });
  const title = letters.fit(t("matrix.withheld"), {
    width: width - 14, height: 34, sizes: [28, 26, 24, 22, 20, 18, 16], weight: 700,
  });
  const high = 104 + fitted.lines.length * fitted.size * fitted.lead;
  const top = HEAD + Math.max(4, (bottom - HEAD - high) / 2);
  return [
    ...veil(x, HEAD + 2, width, bottom - HEAD - 2),
    rect(x + 5, top, width - 10, Math.min(high, bottom - top), "card", { round: 12 }),
    glyph("withheld", x + width / 2 - 19, top + 14, 38, 38, "veil-ink"),
    ...lines(x + width / 2, top + 72, title, "ink", { side: "middle", weight: 700 }),
    ...lines(x + width / 2, top + 92 + (fitted.lines.length * fitted.size * fitted.lead) / 2, fitted, "ink", {
      side: "middle", weight: 600,
    }),
  ];
}
