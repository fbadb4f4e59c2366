// @ts-check
/**
 * The matrix of regions and recommendations: what each region makes of each. Pure but for the words. Refuses to order.
 * Invariant: a withheld region is one veil from top to bottom; no cell of it differs from another.
 */
import { chip } from "../drawing/chip.js";
import { glyph, line, lines, rect, text, veil } from "../drawing/shapes.js";
import { inRow, number, t } from "../page/strings.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("../page/chips.js").Region} Region */
/**
 * @typedef {{ranked: any, rows: any[], regions: Region[], width: number, height: number,
 *   letters: import("./lettering.js").Letters, lang?: (id: string) => string}} Canvas
 */

export const STANDINGS = /** @type {Record<string, [string, string]>} */ ({
  backs: ["backs", "for"], opposes: ["opposes", "against"], no_position: ["none", "quiet"],
  not_determined: ["undetermined", "quiet"], withheld: ["withheld", "veil-ink"],
});
const HEAD = 104;
const SIZES = [28, 26, 24, 22, 20, 18];

/** What a region said for and against an item. @param {any} stands @param {string} [join] */
export const duelOf = (stands, join = "–") =>
  stands && "for" in stands
    ? `${number((stands.for ?? 0) + (stands.with_changes ?? 0))}${join}${number(stands.against ?? 0)}`
    : "";

/** Rank as it is printed. @param {{rank: number, tied: boolean}} item */
export const rankWords = ({ rank, tied }) => (tied ? "=" : "") + number(rank);

/** @param {Canvas} canvas @returns {Shape[]} */
export function matrixShapes({ ranked, rows, regions, width, height, letters, lang = () => "" }) {
  const cell = Math.min(147, (width * 0.52) / Math.max(1, regions.length));
  const left = width - cell * regions.length;
  const rowHeight = Math.min(104, (height - HEAD - 4) / Math.max(1, rows.length));
  const bottom = HEAD + rowHeight * rows.length;
  const middle = (/** @type {number} */ at) => HEAD + rowHeight * (at + 0.5);
  const about = new Map(ranked.regions.map((/** @type {any} */ region) => [region.id, region]));
  const open = regions.filter((region) => !about.get(region.id)?.withheld);
  const size = figureSize(rows, open, cell - 62, letters);
  /** @type {Shape[]} */
  const shapes = regions.flatMap((region, at) => {
    const x = left + cell * (at + 0.5);
    const here = t("matrix.here", { n: about.get(region.id)?.checked_in ?? 0 });
    const { size: fitting } = letters.fit(here, {
      width: cell - 4, height: 30, sizes: cell > 130 ? [28, 26, 24, 22, 20] : [22, 20, 18, 16], weight: 600,
    });
    return [...chip(region, x, 4), text(x, 84, here, "ink-soft", { side: "middle", size: fitting, weight: 600 })];
  });
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
      shapes.push(...cellShapes(item.regions?.[region.id], left + cell * regions.indexOf(region), y, size, cell));
  });
  for (const region of regions.filter((one) => !open.includes(one)))
    shapes.push(
      ...withheldColumn(
        ranked, region, regions, about, { x: left + cell * regions.indexOf(region), width: cell, bottom }, letters
      )
    );
  return shapes;
}

/**
 * @param {any} stands
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {number} cell how wide it is
 * @returns {Shape[]}
 */
function cellShapes(stands, x, y, size, cell) {
  const [drawing, paint] = STANDINGS[stands?.state] ?? STANDINGS.not_determined;
  const duel = duelOf(stands);
  if (!duel) return [glyph(drawing, x + cell / 2 - 16, y - 16, 32, 32, paint)];
  return [
    glyph(drawing, x + 10, y - 16, 32, 32, paint), text(x + 54, y + size * 0.36, duel, "ink", { size, weight: 700 }),
  ];
}

/**
 * One size for all figures, so that columns can be compared.
 * @param {any[]} rows
 * @param {Region[]} open
 * @param {number} room
 * @param {import("./lettering.js").Letters} letters
 */
function figureSize(rows, open, room, letters) {
  const words = rows.flatMap((item) => open.map((region) => duelOf(item.regions?.[region.id])));
  return (
    SIZES.find((size) => words.every((each) => letters.width(each, { size, weight: 700, face: "service" }) <= room))
    ?? 16
  );
}

/**
 * @param {any} ranked
 * @param {Region} region
 * @param {Region[]} regions
 * @param {Map<string, any>} about
 * @param {{x: number, width: number, bottom: number}} column
 * @param {import("./lettering.js").Letters} letters
 * @returns {Shape[]}
 */
function withheldColumn(ranked, region, regions, about, { x, width, bottom }, letters) {
  const fitted = letters.fit(whyWithheld(ranked, region, regions, about), {
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

/**
 * Say why a region is withheld, without blame: too few ballots, too few new ones since a list was read, or to keep
 * those closed.
 * @param {any} ranked
 * @param {Region} region
 * @param {Region[]} regions
 * @param {Map<string, any>} about
 */
export function whyWithheld(ranked, region, regions, about) {
  const k = ranked.rules?.k ?? 4;
  const few = (/** @type {Region} */ one) => (about.get(one.id)?.ballots ?? 0) < k;
  if (few(region)) return t("matrix.few", { n: k });
  if (about.get(region.id)?.not_anew) return t("matrix.not_anew");
  return t("matrix.cover", {
    regions: inRow(regions.filter((one) => about.get(one.id)?.withheld && few(one)).map((one) => one.short)),
  });
}
