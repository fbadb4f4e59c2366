// @ts-check
/**
 * One standing notice on the phone, until its owner has read it. Refuses to interrupt: it takes no focus and covers
 * nothing.
 */
import { fill, one } from "../page/dom.js";

const place = /** @type {HTMLElement | null} */ (one("[data-notice]"));

/** @param {string} words */
export function showNotice(words) {
  if (!place) return;
  fill(place, { notice: words });
  place.hidden = false;
}

export function hideNotice() {
  if (place) place.hidden = true;
}
