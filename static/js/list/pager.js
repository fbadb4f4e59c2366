// @ts-check
/**
 * Pages in the hall: turned by a person, never by a timer. Pure but for the words. Refuses to know what is on them.
 * Invariant: a page beyond the last is the last.
 */
import { t } from "../page/strings.js";

/**
 * @typedef {{first: number, last: number, all: number, page: number, pages: number, seats?: Span | null,
 *   called?: Span | null}} Span `seats`: which of the regions, `called`: which of the delegations, where not all stand
 *   on a page
 */

/** Say what a page holds. @param {number} all @param {number} page @param {number} most @returns {Span} */
export function span(all, page, most) {
  const pages = Math.max(1, Math.ceil(all / most));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { first: at * most, last: Math.min(all, (at + 1) * most), all, page: at, pages };
}

/**
 * Say which part of a list a page is: "7–12 of 12", or "4 of 12" where it is one item; with its regions, where it has
 * not all of them, or its delegations.
 * @param {Span} at @returns {string}
 */
export function spanWords({ first, last, all, seats, called }) {
  const rows =
    last - first === 1 ? t("screen.pager_one", { n: last, all }) : t("screen.pager", { first: first + 1, last, all });
  if (called)
    return t("screen.pager_delegations", { rows, first: called.first + 1, last: called.last, all: called.all });
  return seats ? t("screen.pager_regions", { rows, first: seats.first + 1, last: seats.last, all: seats.all }) : rows;
}

/**
 * Say which page a key asks for, or null if it asks for none; where one reads from right to left, on is to the left.
 * @param {string} key @param {number} page @param {number} pages @param {boolean} [rtl]
 */
export function pageFor(key, page, pages, rtl = false) {
  const [on, back] = rtl ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  if ([on, "ArrowDown", "PageDown", " "].includes(key)) return Math.min(page + 1, pages - 1);
  if ([back, "ArrowUp", "PageUp"].includes(key)) return Math.max(page - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? pages - 1 : null;
}
