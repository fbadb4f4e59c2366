// @ts-check
/**
 * Two rankings side by side, regions equal and delegates equal, with a line for each recommendation. Pure but for the
 * words. Refuses to choose between them. Invariant: only a move of three places or more is bold; one that rises by
 * delegates is solid, one that falls is dashed.
 */
import { curve, lines, rect, text } from "../drawing/shapes.js";
import { rankWords } from "./view_matrix.js";
import { t } from "../page/strings.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
export const FAR = 3;
const HEAD = 68;
const SIZES = [28, 26, 24, 22, 20, 18];

/**
 * Say by how many places delegates lift a recommendation; negative where they lower it.
 * @param {{rank: number}} by_regions @param {{rank: number} | undefined} by_delegates
 */
export const moveOf = (by_regions, by_delegates) => (by_delegates ? by_regions.rank - by_delegates.rank : 0);

/** @param {import("./view_matrix.js").Canvas} canvas @returns {Shape[]} */
export function rankingsShapes({ ranked, rows, width, height, letters, lang = () => "" }) {
  const side = (width - Math.max(280, width * 0.2)) / 2;
  const rowHeight = Math.min(96, (height - HEAD) / Math.max(1, rows.length));
  const middle = (/** @type {number} */ at) => HEAD + rowHeight * (at + 0.5);
  const shown = new Map(rows.map((item) => [item.recommendation_id, item]));
  const second = (ranked.delegates_equal ?? []).filter((/** @type {any} */ one) => shown.has(one.recommendation_id));
  const place = new Map(
    second.map((/** @type {any} */ one, /** @type {number} */ at) => [one.recommendation_id, { ...one, at }])
  );
  const some = ranked.regions.some((/** @type {any} */ region) => region.withheld);
  const heads = [t(some ? "view.regions_equal_shown" : "view.regions_equal"), t("view.delegates_equal")].map((words) =>
    letters.fit(words, { width: side, height: 44, sizes: [37, 33, 30, 27, 24, 21], weight: 700 })
  );
  /** @type {Shape[]} */
  const shapes = [
    ...lines(0, 29, heads[0], "ink", { weight: 700 }),
    ...lines(width, 29, heads[1], "ink", { weight: 700, side: "right" }),
  ];
  /** @type {Shape[]} */
  const above = [];
  const entry = (
    /** @type {any} */ item,
    /** @type {string} */ rank,
    /** @type {number} */ y,
    /** @type {boolean} */ far,
    /** @type {boolean} */ end
  ) => {
    if (far)
      shapes.push(
        rect(end ? width - side : 0, y - rowHeight / 2 + 1, side, rowHeight - 2, "action-wash", { round: 12 })
      );
    const fitted = letters.fit(item.title, {
      width: side - 118, height: rowHeight - 4, sizes: SIZES, weight: far ? 700 : 400, face: "words",
    });
    const type = /** @type {const} */ ({ face: "words", weight: far ? 700 : 400, side: end ? "right" : "left" });
    above.push(
      ...lines(end ? width - 100 : 100, y, fitted, far ? "ink" : "ink-soft", {
        ...type,
        lang: lang(item.recommendation_id),
      })
    );
    above.push(
      text(end ? width - 86 : 86, y + 12, rank, far ? "action" : "ink", {
        size: 33, weight: 700, side: end ? "left" : "right",
      })
    );
  };
  rows.forEach((item, at) => {
    const other = place.get(item.recommendation_id);
    const move = moveOf(item, other);
    const far = Math.abs(move) >= FAR;
    entry(item, rankWords(item), middle(at), far, false);
    if (!other) return;
    entry(item, rankWords(other), middle(other.at), far, true);
    above.push(
      curve(side + 8, middle(at), width - side - 8, middle(other.at), far ? "action" : "edge", {
        thick: far ? 6 : 1.8, dashed: far && move < 0,
      })
    );
  });
  return [...shapes, ...above];
}
