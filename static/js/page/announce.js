// @ts-check
/**
 * The one polite voice of a page. Refuses to say the same thing twice. Invariant: it speaks of openings, closings,
 * castings, failures and publications, and of what the owner of the page has just moved, never of counts.
 */
import { one } from "./dom.js";

/** @type {Set<string>} */
const said = new Set();

/**
 * Say a sentence once for its occasion, such as "r1:open:1"; the answer is whether it was said now.
 * @param {string} occasion @param {string} sentence
 */
export function announce(occasion, sentence) {
  if (said.has(occasion)) return false;
  said.add(occasion);
  const region = one("[data-announce]");
  if (region) region.textContent = sentence;
  return true;
}

/** Note an occasion as known without a word: what was so when the page came. @param {string} occasion */
export const known = (occasion) => said.add(occasion);
