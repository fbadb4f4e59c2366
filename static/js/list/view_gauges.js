// @ts-check
/**
 * The two gauges of a result line: votes for and against, and ballots of those present, each with a tick at the figure
 * that was needed. Pure but for the words. Refuses to count. Invariant: where totals are withheld no gauge of votes is
 * drawn.
 */
import { lines, rect } from "../drawing/shapes.js";
import { t } from "../page/strings.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("./view_matrix.js").Canvas} Canvas */

/**
 * @param {any} line_
 * @param {number} x
 * @param {number} top
 * @param {number} width
 * @param {Canvas["letters"]} letters
 * @returns {Shape[]}
 */
export function gauges(line_, x, top, width, letters) {
  const { for: outright, with_changes: changed, against, cast, checked_in: present, entitled } = line_ ?? {};
  /** @type {Shape[]} */
  const shapes = [];
  if (typeof outright === "number" && typeof against === "number") {
    const inFavour = outright + (changed ?? 0);
    const absolute = line_.required_majority === "absolute";
    const all = absolute ? entitled : inFavour + against;
    shapes.push(...gauge(x, top, width, t("line.for_against", { in_favour: inFavour, against }), letters));
    if (all > 0) {
      const split = (width * inFavour) / all;
      shapes.push(
        rect(x, top + 54, split, 44, "for", { round: 6 }),
        rect(
          x + Math.min(split + 4, width), top + 54,
          Math.max(0, Math.min(width - split - 4, (width * against) / all - 4)), 44, "against", { round: 6 }
        )
      );
      if (line_.for_needed !== null)
        shapes.push(
          ...needed(
            x, top + 54, width, line_.for_needed / all,
            t(`line.needed.${line_.required_majority ?? "simple"}`, { n: line_.for_needed, all }), letters
          )
        );
    }
  }
  const low = top + 160;
  shapes.push(...gauge(x, low, width, t("line.ballots", { n: present, cast }), letters));
  const whole = Math.max(present ?? 0, cast ?? 0, 1);
  shapes.push(rect(x, low + 54, (width * cast) / whole, 44, "action", { round: 6 }));
  if (line_?.quorum_needed)
    shapes.push(
      ...needed(x, low + 54, width, line_.quorum_needed / whole, t("line.quorum", { n: line_.quorum_needed }), letters)
    );
  return shapes;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {string} words
 * @param {Canvas["letters"]} letters
 * @returns {Shape[]}
 */
function gauge(x, y, width, words, letters) {
  const fitted = letters.fit(words, { width, height: 46, sizes: [37, 33, 29, 25], weight: 700 });
  return [...lines(x, y + 24, fitted, "ink", { weight: 700 }), rect(x, y + 54, width, 44, "track", { round: 6 })];
}

/**
 * The haloed tick at the figure that was needed; its words stay inside the gauge.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} part
 * @param {string} words
 * @param {Canvas["letters"]} letters
 * @returns {Shape[]}
 */
function needed(x, y, width, part, words, letters) {
  const at = x + width * Math.min(1, part);
  const fitted = letters.fit(words, { width, height: 34, sizes: [28, 25, 22, 19], weight: 600 });
  const half = letters.width(fitted.lines[0] ?? "", { size: fitted.size, weight: 600, face: "service" }) / 2;
  const middle = Math.min(Math.max(at, x + half), x + width - half);
  return [
    rect(at - 5, y - 8, 10, 60, "paper"), rect(at - 2.5, y - 8, 5, 60, "ink"),
    ...lines(middle, y + 70, fitted, "ink", { weight: 600, side: "middle" }),
  ];
}
