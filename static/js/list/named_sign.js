// @ts-check
/**
 * What marks in a picture a region that took part by its named position: a sign beside the one of where it stands.
 * Pure. Refuses to know how many seats it has. Invariant: whoever casts ballots has no such sign.
 */
import { glyph } from "../drawing/shapes.js";

/**
 * Draw it at the upper end of the sign of where the region stands.
 * @param {any} stands @param {number} x where that sign ends @param {number} y its upper edge
 * @param {number} size how high it is @returns {import("../drawing/shapes.js").Shape[]}
 */
export function namedSign(stands, x, y, size) {
  const small = Math.max(14, size * 0.5);
  return stands?.named ? [glyph("named", x - small * 0.25, y - small * 0.4, small, small, "ink")] : [];
}
