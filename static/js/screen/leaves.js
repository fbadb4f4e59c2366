// @ts-check
/**
 * Which page is shown, of how many: in the head of a list, and as leaves in the foot of a slate. Refuses to turn them.
 * Invariant: where there is one page, nothing is said of pages.
 */
import { fill, list, one } from "../page/dom.js";
import { spanWords } from "../list/pager.js";

const MOST_LEAVES = 12;

/**
 * Say it.
 * @param {HTMLElement} hall @param {import("../list/pager.js").Span} at @param {boolean} inHead
 */
export function showPages(hall, at, inHead) {
  const many = at.pages > 1;
  fill(hall, { paged: many && inHead, leafed: many && !inHead, pager: spanWords(at) });
  const leaves = many && !inHead && at.pages <= MOST_LEAVES ? at.pages : 0;
  list(
    /** @type {HTMLElement} */ (one("[data-list='leaves']", hall)),
    Array.from({ length: leaves }, (_, id) => ({ id: String(id) })), "id", "leaf",
    (leaf, { id }) => fill(leaf, { here: id === String(at.page) ? "yes" : "no" })
  );
}
